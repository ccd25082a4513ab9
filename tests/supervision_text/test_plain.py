"""Words of a record within a sentence of ours."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jianbao.characters import count_characters, strip_markup
from jianbao.rendering.body import render_body
from jianbao.rendering.supervision_text import cut_sentences, flatten_body, write_plain

HOSTILE = "<b>粗</b>{{ 7*7 }}**强**`码`|格|[链](http://x.example)![图](a.png)\\_#题"


def test_signs_of_markup_become_full_width_and_look_the_same() -> None:
    assert write_plain("划定*摊区*_甲_ | [乙] <丙> #丁 `戊`\\") == "划定＊摊区＊＿甲＿ ｜ ［乙］ ＜丙＞ ＃丁 ｀戊｀＼"
    assert write_plain("  两行\n 一题\t") == "两行 一题"


def test_what_was_typed_is_no_markup_in_a_page() -> None:
    html = render_body(f"**{write_plain(HOSTILE)}**（{write_plain(HOSTILE)}）。")
    assert html.startswith("<p><strong>＜b＞粗＜/b＞{{ 7＊7 }}")
    assert (html.count("<"), html.count("<strong>"), "x.example" in html) == (4, 1, True)
    assert "href" not in html


@given(st.text(st.characters(codec="utf-8"), max_size=60))
def test_whatever_is_typed_stays_one_cell_of_a_table(text: str) -> None:
    html = render_body(f"| 甲 | 乙 |\n| --- | --- |\n| 题：{write_plain(text)} | 末 |")
    assert (html.count("<tr>"), html.count("<td>"), html.count("<td>末</td>")) == (2, 2, 1)


@pytest.mark.parametrize(
    ("body", "flat"),
    [
        ("已更换管网3.2公里，\n占四成。", "已更换管网3.2公里，占四成。"),
        ("## 一、进展\n\n已开工。\n\n**二是**抓紧", "已开工。二是抓紧。"),
        ("办了三件事：\n\n- 划定摊区\n- 安置摊贩；\n1. 公示。", "办了三件事。划定摊区。安置摊贩。公示。"),
        ("| 村 | 公里 |\n|---|---|\n| 甲 | 3 |\n\n共3公里。", "共3公里。"),
        ("![现场](xian-chang.png)\n\n见上图", "见上图。"),
        ("use the\nnew pump", "use the new pump。"),
        ("他说：“办好了。”", "他说：“办好了。”"),
        ("", ""),
    ],
)
def test_a_filed_text_becomes_running_sentences(body: str, flat: str) -> None:
    assert flatten_body(body) == flat


@pytest.mark.parametrize(
    ("most", "cut"),
    [
        (100, "已开工。“完成四成。”其余12月完工！"),
        (12, "已开工。“完成四成。”"),
        (5, "已开工。"),
        (1, "已开工。"),
    ],
)
def test_a_text_is_cut_between_sentences(most: int, cut: str) -> None:
    assert cut_sentences("已开工。“完成四成。”其余12月完工！", most) == cut


def test_a_text_without_an_end_gets_one() -> None:
    assert (cut_sentences("清淤4.1公里，", 50), cut_sentences("", 50)) == ("清淤4.1公里。", "")


@given(st.text("甲乙。！？，”1 ", max_size=40), st.integers(1, 30))
def test_a_cut_text_is_a_beginning_of_whole_sentences(text: str, most: int) -> None:
    cut = cut_sentences(text, most)
    assert cut == "" or cut[-1] in "。！？”"
    kept = cut.rstrip("。！？”， ")
    assert text.strip().startswith(kept)
    rest = text.strip().removeprefix(kept)
    assert rest == "" or rest[0] in "。！？”， "


def test_the_rule_of_a_table_is_markup() -> None:
    table = "| 事项 | 灯色 |\n| --- | :-: |\n| 甲 | 红 |"
    assert strip_markup(table) == " 事项  灯色 \n\n 甲  红 "
    assert count_characters(table) == 6
