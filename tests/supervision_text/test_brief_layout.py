"""A template's text → title and numbered body."""

from __future__ import annotations

from jianbao.rendering.supervision_text.layout import read_article


def test_headings_are_numbered_and_those_without_a_text_vanish() -> None:
    text = "# 题\n导语。\n## 空\n## 甲\n### 乙\n一段。\n\n\n二段。\n### 空\n### 丙\n三段。\n## 丁\n\n末段。\n"
    assert read_article(text) == (
        "题",
        "导语。\n\n一、甲\n\n（一）乙\n\n一段。\n\n二段。\n\n（二）丙\n\n三段。\n\n二、丁\n\n末段。",
    )


def test_rows_of_a_table_stay_together_and_apart_from_the_text() -> None:
    assert read_article("# 题\n前。\n| a |\n| - |\n\n| 1 |\n后。\n| b |\n") == (
        "题",
        "前。\n\n| a |\n| - |\n| 1 |\n\n后。\n\n| b |",
    )


def test_more_than_nineteen_headings_are_numbered_on() -> None:
    _, body = read_article("# 题\n## 甲\n" + "".join(f"### 单位\n第{n}段。\n" for n in range(1, 24)))
    assert "（二十三）单位\n\n第23段。" in body


def test_a_template_that_says_nothing_gives_nothing() -> None:
    assert read_article("\n## 甲\n### 乙\n") == ("", "")
