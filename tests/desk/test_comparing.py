"""修改痕迹: what is told to have gone and come, in the order in which one reads it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jianbao.serving.showing.comparing import Piece, compare_article, compare_texts, compare_words


def tell(pieces: tuple[Piece, ...] | list[Piece]) -> str:
    """改[旧]{新}: what went in square brackets, what came in braces."""
    framed = {"same": "{}", "del": "[{}]", "ins": "{{{}}}"}
    return "".join(framed[piece.kind].format(piece.text) for piece in pieces)


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("全镇改造小区12个", "全镇改造小区13个", "全镇改造小区[12]{13}个"),
        ("增长3.5%，", "增长13.5%，", "增长[3.5%]{13.5%}，"),
        ("使用AI审核", "使用OCR审核", "使用[AI]{OCR}审核"),
        ("居民3400户。", "惠及居民3400户。", "{惠及}居民3400户。"),
        ("12个、惠及", "13个，惠及", "[12个、]{13个，}惠及"),
        ("一样", "一样", "一样"),
        ("", "新写", "{新写}"),
        ("不要了", "", "[不要了]"),
        ("", "", ""),
    ],
)
def test_numbers_and_words_change_whole_and_signs_one_by_one(before: str, after: str, told: str) -> None:
    assert tell(compare_words(before, after)) == told


def test_paragraphs_are_told_one_by_one() -> None:
    before = "第一段。\n\n第二段旧的。\n第三段。\n第四段。"
    after = "第一段。\r\n第二段新的。\r\n\r\n  加写一段。\n第三段。"
    assert [tell(paragraph) for paragraph in compare_texts(before, after)] == [
        "第一段。",
        "第二段[旧]{新}的。",
        "{加写一段。}",
        "第三段。",
        "[第四段。]",
    ]


def test_a_paragraph_cut_in_two_changed_nothing_else() -> None:
    cut = compare_texts("镇里查了井盖，换了九十二个。", "镇里查了井盖。\n换了九十二个。")
    assert [tell(paragraph) for paragraph in cut] == ["镇里查了井盖[，]{。}", "换了九十二个。"]


def test_a_text_too_long_to_search_is_told_as_written_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("jianbao.serving.showing.comparing._LARGEST", 20)
    assert tell(compare_words("一二三四五六", "一二三四五七")) == "[一二三四五六]{一二三四五七}"


def test_an_article_is_title_and_text_with_their_lengths() -> None:
    compared = compare_article(("旧题", "正文**三十**字。"), ("新题 ", "正文三十多字。"))
    assert (tell(compared.title), compared.before, compared.after) == ("[旧]{新}题", 6, 7)
    assert compared.changed
    assert not compare_article(("题", "一段。\n\n二段。"), (" 题", "一段。\r\n二段。\n")).changed


def test_a_table_counts_the_same_with_the_line_ends_of_a_form() -> None:
    text = "正文一二三。\n\n| 小区 | 车位 |\n| --- | --- |\n| 幸福里 | 30 |"
    compared = compare_article(("题", text), ("题", text.replace("\n", "\r\n")))
    assert (compared.before, compared.after, compared.changed) == (15, 15, False)


@given(st.text("一二，1a\n", max_size=40), st.text("一二，1a\n", max_size=40))
def test_nothing_is_lost_and_nothing_made_up(before: str, after: str) -> None:
    pieces = compare_words(before, after)
    assert "".join(piece.text for piece in pieces if piece.kind != "ins") == before
    assert "".join(piece.text for piece in pieces if piece.kind != "del") == after
    assert all(piece.text for piece in pieces)
