"""Whose each clause of a text of above is."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jianbao.proposing.reading_upper import take_apart
from jianbao.proposing.regions import Places, Whose, assign_parts, read_whose, split_clauses
from jianbao.proposing.upper import Upper

PLACES = Places(
    region="云溪区",
    towns=("城关镇", "河口乡", "滨河街道"),
    towns_of={"chengguan": ("城关镇",)},
    above=("云州市",),
    zones=("开发区",),
)


@pytest.mark.parametrize(
    ("clause", "whose"),
    [
        ("云溪区城关镇设“潮汐摊区”。", Whose.OURS),
        ("云州市云溪区推行新办法，", Whose.OURS),
        ("据云溪区反映，", Whose.OURS),
        ("一、云溪区", Whose.OURS),
        ("云溪、东湖等县区", Whose.OURS),
        ("城关镇设摊位146个。", Whose.OURS),
        ("东湖区更换井盖640个，", Whose.OTHERS),
        ("如清河县储备蔬菜1200吨。", Whose.OTHERS),
        ("高新区写字楼停车位错时共享，", Whose.OTHERS),
        ("江北新区建成", Whose.OTHERS),
        ("全市已建成高标准农田62万亩，", Whose.ALL),
        ("各县区做好保供。", Whose.ALL),
        ("云州市召开会议。", Whose.ALL),
        ("社区设代查岗。", None),
        ("开发区两条公交线延时。", None),
        ("老旧小区加装电梯，", None),
        ("市民反映，", None),
        ("由区财政承担，", None),
        ("其余由区财政安排。", None),
        ("向邻区租用烘干机12台，", None),
        ("石桥镇设摊位。", None),
        ("", None),
    ],
)
def test_the_head_of_a_clause_says_whose_it_is(clause: str, whose: Whose | None) -> None:
    assert read_whose(clause, PLACES) is whose


def test_a_town_of_our_name_in_another_county_is_not_ours() -> None:
    assert read_whose("城关镇设摊位。", PLACES, Whose.OTHERS) is None


def test_a_county_level_city_is_not_all_places_when_it_is_ours() -> None:
    ours = Places(region="云溪市", towns=(), towns_of={}, above=(), zones=())
    assert read_whose("全市建成良田5万亩。", ours) is None
    assert read_whose("云溪市建成良田5万亩。", ours) is Whose.OURS
    assert ours.bare == "云溪"


def test_each_clause_belongs_to_the_place_named_last() -> None:
    text = "全市推进。云溪区建成4.86万亩，补贴到户；东湖区建成3.2万亩，\n城关镇也在推进。云溪区将继续推进。"
    parts = [(text[part.begin : part.end], part.whose) for part in assign_parts(text, PLACES)]
    assert parts == [
        ("全市推进。", Whose.ALL),
        ("云溪区建成4.86万亩，", Whose.OURS),
        ("补贴到户；", Whose.OURS),
        ("东湖区建成3.2万亩，", Whose.OTHERS),
        ("城关镇也在推进。", Whose.OTHERS),
        ("云溪区将继续推进。", Whose.OURS),
    ]


def test_of_an_overview_only_what_is_said_of_us_is_taken() -> None:
    upper = Upper(title="全市推进良田建设", text="云溪区建成4.86万亩。东湖区建成3.2万亩。")
    taken = take_apart(upper, PLACES)
    assert [taken.text[piece.clause.begin : piece.clause.end] for piece in taken.pieces] == ["云溪区建成4.86万亩。"]
    assert taken.named
    assert round(taken.others, 2) == 0.48


def test_a_text_that_names_no_place_is_taken_whole() -> None:
    taken = take_apart(Upper(title="破解停车难", text="共享车位1130个。每月收60元。"), PLACES)
    assert [piece.sentence for piece in taken.pieces] == [0, 1, 2]
    assert not taken.named
    assert taken.others == 0


def test_a_line_of_a_list_belongs_to_whom_it_credits() -> None:
    assert take_apart(Upper(title="物业费收缴难", text="", credited="东湖区"), PLACES).pieces == ()
    assert take_apart(Upper(title="物业费收缴难", text="", credited="云溪区"), PLACES).named


@given(st.text(st.sampled_from("云溪区东湖县市镇城关全各的由新，。；：\n、等如“一1 甲"), max_size=60))
def test_the_clauses_of_any_text_follow_each_other(text: str) -> None:
    parts = assign_parts(text, PLACES)
    assert [(part.begin, part.end) for part in parts] == split_clauses(text)
    assert all(part.begin < part.end for part in parts)
    assert all(one.end <= other.begin for one, other in pairwise(parts))
