"""A volume of many articles: each text of ours is taken to pieces once, and no figure is missed for it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from demo_sources import demo_sources
from hypothesis import given
from hypothesis import strategies as st

import jianbao.proposing.reading_ours
from jianbao.likeness import Seeded, compare_seeded, find_overlap, seed_text
from jianbao.proposing import Upper, propose
from jianbao.proposing.figures import DATES, Figure, find_reach, is_rounded, may_be_one, may_be_rounded, read_figures
from jianbao.proposing.reading_ours import read_ours

WRITTEN = [
    "3个", "3处", "10月", "12月", "1200余户", "1200户", "1247户", "近1250户", "1.2万户", "12470元", "0个", "5000米",
    "50%", "5成", "47.6公里", "48公里", "100万元", "103万元", "三百六十二件", "360余件", "0.5吨",
]  # fmt: skip
FIGURES = [figure for written in WRITTEN for figure in read_figures(written)]
ARTICLES = [
    Upper(title="云溪区南湖街道给老旧电梯“体检”", text="云溪区南湖街道有使用15年以上电梯86部，结果贴进轿厢。"),
    Upper(title="云溪区多措并举抢收秋粮", text="云溪区青石镇农机统一派单，每亩收割费降8元。"),
    Upper(title="各地用好闲置资产", text="清河县盘活厂房12处。云溪区建账定责，盘活19个闲置项目。"),
]


def test_each_text_of_ours_is_taken_to_pieces_once(monkeypatch: pytest.MonkeyPatch) -> None:
    sources, seeded = demo_sources(), list[str]()
    read_ours.cache_clear()

    def count(text: str) -> Seeded:
        seeded.append(text)
        return seed_text(text)

    monkeypatch.setattr(jianbao.proposing.reading_ours, "seed_text", count)
    found = [propose(article, sources) for article in ARTICLES]
    count_once = len(seeded)
    assert all(found)
    assert [propose(article, sources) for article in ARTICLES * 3] == found * 3
    # Several articles are compared with one text, and none of them is seeded again.
    assert 16 < len(seeded) == count_once < 16 * len(ARTICLES)


@pytest.mark.parametrize("theirs", FIGURES, ids=lambda figure: figure.written)
@pytest.mark.parametrize("ours", FIGURES, ids=lambda figure: figure.written)
def test_what_a_figure_may_tell_of_lies_in_its_reach(theirs: Figure, ours: Figure) -> None:
    least, most = find_reach(theirs)
    rounded = may_be_rounded(theirs) and is_rounded(theirs, ours)
    if theirs.key == ours.key or rounded or (theirs.value == ours.value and may_be_one(theirs, ours)):
        assert least <= ours.value <= most
    if not may_be_rounded(theirs):
        assert least == most == theirs.value


def test_figures_are_found_by_size_where_they_stand() -> None:
    text = demo_sources().entries[0].text
    ours = read_ours(replace(text, title="三件事", text="电梯86部，困人143起；另有86台。12月3日完成86部。"))
    shown = [(place, figure.written) for place, (figure, _) in enumerate(ours.figures) if figure.unit not in DATES]
    assert shown == [(0, "86部"), (1, "143起"), (2, "86台"), (5, "86部")]
    (theirs,) = read_figures("86部")
    assert ours.find_figures(*find_reach(theirs)) == (0, 2, 5)
    (theirs,) = read_figures("140余起")
    assert ours.find_figures(*find_reach(theirs)) == (1,)


@given(st.text(st.sampled_from("甲乙丙丁，"), max_size=40), st.text(st.sampled_from("甲乙丙丁，"), max_size=40))
def test_texts_made_ready_before_are_compared_as_others_are(one: str, other: str) -> None:
    assert compare_seeded(seed_text(one), seed_text(other), shortest=6) == find_overlap(one, other, shortest=6)
