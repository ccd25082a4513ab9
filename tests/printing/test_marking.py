"""花脸稿: pieces that a person can read, and nothing lost of either text."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jianbao.rendering.slips.edited import mark_composite, split_paragraphs
from jianbao.rendering.slips.marking import (
    DELETED,
    INSERTED,
    Marked,
    Piece,
    count_marked,
    mark_paragraphs,
    mark_text,
    pair_paragraphs,
)


def show(pieces: Marked) -> str:
    signs = {"": ("", ""), DELETED: ("[-", "-]"), INSERTED: ("{+", "+}")}
    return "".join(f"{signs[piece.mark][0]}{piece.text}{signs[piece.mark][1]}" for piece in pieces)


def without(pieces: Marked, mark: str) -> str:
    return "".join(piece.text for piece in pieces if piece.mark != mark)


@pytest.mark.parametrize(
    ("original", "edited", "expected"),
    [
        ("全部建成。", "全部建成。", "全部建成。"),
        ("", "全部建成。", "{+全部建成。+}"),
        ("全部建成。", "", "[-全部建成。-]"),
        # A word is changed as a word, never character by character.
        ("全镇受理投诉19件，去年同期为74件。", "全镇受理投诉19件，比去年同期减少55件。",
         "全镇受理投诉19件，{+比+}去年同期[-为74-]{+减少55+}件。"),
        # A clause that was written anew is changed whole.
        ("街道逐个试用，企业说欠着场地协议没签。下午开放。", "街道逐个试用，相互推诿。下午开放。",
         "街道逐个试用，[-企业说欠着场地协议没签-]{+相互推诿+}。下午开放。"),
        # What stands unchanged for two characters between two changes is no island.
        ("5月至6月接到投诉", "2月初接到投诉", "[-5月至6月-]{+2月初+}接到投诉"),
        # A clause is left out with its pause.
        ("摊主登记入场，签订承诺；统一铺油垫。", "摊主登记入场。", "摊主登记入场[-，签订承诺；统一铺油垫-]。"),
    ],
)  # fmt: skip
def test_pieces(original: str, edited: str, expected: str) -> None:
    assert show(mark_text(original, edited)) == expected


_TEXT = st.text(alphabet="甲乙丙丁一二三12，。；、\n ", max_size=60)


@given(original=_TEXT, edited=_TEXT)
def test_nothing_is_lost_of_either_text(original: str, edited: str) -> None:
    marked = mark_text(original, edited)
    assert (without(marked, INSERTED), without(marked, DELETED)) == (original, edited)


@given(original=_TEXT, edited=_TEXT)
def test_neighbours_differ_and_what_was_struck_out_stands_first(original: str, edited: str) -> None:
    marks = [piece.mark for piece in mark_text(original, edited)]
    assert [pair for pair in pairwise(marks) if pair[0] == pair[1] or pair == (INSERTED, DELETED)] == []


@given(st.lists(_TEXT, max_size=5), st.lists(_TEXT, max_size=5))
def test_every_paragraph_is_paired_once_and_in_order(originals: list[str], edited: list[str]) -> None:
    pairs = pair_paragraphs(originals, edited)
    assert [old for old, _ in pairs if old is not None] == originals
    assert [new for _, new in pairs if new is not None] == edited


def test_a_paragraph_put_between_two_moves_neither() -> None:
    originals = ["划好地方，设摊位146个。", "管好秩序，摊主登记入场。"]
    edited = ["划好地方，设摊位150个。", "居民全程监督。", "管好秩序，摊主登记入场。"]
    assert [show(paragraph) for paragraph in mark_paragraphs(originals, edited)] == [
        "划好地方，设摊位[-146-]{+150+}个。",
        "{+居民全程监督。+}",
        "管好秩序，摊主登记入场。",
    ]


def test_paragraphs_that_have_nothing_in_common_are_struck_out_and_put_in_whole() -> None:
    marked = mark_paragraphs(["下一步，拟在汽车站东侧增设1处。"], ["居民建议公开收费标准。"])
    assert [show(paragraph) for paragraph in marked] == [
        "[-下一步，拟在汽车站东侧增设1处。-]",
        "{+居民建议公开收费标准。+}",
    ]


def test_a_clause_of_a_composite_is_new_only_where_no_source_has_it() -> None:
    sources = [["龙泉镇19个村错开用机。"], ["青石镇编成9个作业组，每天19时派单。"]]
    marked = mark_composite(sources, ["秋收过六成。龙泉镇19个村错开用机，青石镇每天19时派单。"])
    assert [show(paragraph) for paragraph in marked] == [
        "{+秋收过六成。+}龙泉镇19个村错开用机{+，青石镇+}每天19时派单。"
    ]


def test_characters_are_counted_without_white_space() -> None:
    marked = [(Piece(text="一 二\n", mark=DELETED), Piece(text="三四五", mark=INSERTED)), (Piece(text="六"),)]
    assert (count_marked(marked, DELETED), count_marked(marked, INSERTED)) == (2, 3)


def test_paragraphs_are_compared_as_they_are_read() -> None:
    body = "**划好地方。**设摊位146个。\n\n| 镇 | 件数 |\n|---|---|\n| 城关镇 | 3 |\n\n![摊区](a/b.png)\n"
    assert split_paragraphs(body) == ["划好地方。设摊位146个。", "镇 　 件数", "城关镇 　 3", "（图：摊区）"]
