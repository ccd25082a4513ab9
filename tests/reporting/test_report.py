"""The report of a period: whom it lists under which name, totals that count each thing once, and its JSON."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from bulletins import SCHEME, make_scored, report

from jianbao.reporting import GroupReport, describe_report, encode_report
from offices import OFFICE_SETTINGS, OfficeBuilder, day


@pytest.fixture
def builder(tmp_path: Path) -> OfficeBuilder:
    return OfficeBuilder(tmp_path)


@pytest.fixture
def scored(tmp_path: Path) -> OfficeBuilder:
    return make_scored(tmp_path)


def names(groups: tuple[GroupReport, ...]) -> dict[str, list[str]]:
    return {group.name: [row.name for row in group.rows] for group in groups}


# -- who is listed ------------------------------------------------------------


def test_units_stand_in_groups_in_protocol_order_without_the_office_itself(builder: OfficeBuilder) -> None:
    assert names(report(builder.root, "2026-11").groups) == {
        "乡镇街道": ["城关镇", "和平镇", "龙泉镇"],
        "区直部门": ["区住建局", "区文旅局", "区数据局"],
    }


@pytest.mark.parametrize(
    ("when", "name", "listed"),
    [("2026-09", "区大数据局", True), ("2026-10", "区数据局", True), ("2026-11", "区数据局", False)],
)
def test_a_unit_has_the_name_of_the_last_day_and_a_merged_one_stays_until_then(
    builder: OfficeBuilder, when: str, name: str, listed: bool
) -> None:
    known = names(report(builder.root, when).groups)["区直部门"]
    assert name in known
    assert ("区旅游中心" in known) is listed


def test_a_merged_unit_is_listed_when_something_is_credited_to_it(builder: OfficeBuilder) -> None:
    builder.adoption("xiu-xian", "2026-11-05", item=builder.item("lvyou", "xiu-xian", "2026-10-10"))
    (row,) = [row for row in report(builder.root, "2026-11").rows if row.unit == "lvyou"]
    assert (row.name, row.counts.submitted, row.counts.adopted_items) == ("区旅游中心", 0, 1)


def test_the_settings_choose_the_groups_and_their_order(builder: OfficeBuilder) -> None:
    builder.write("briefs/settings/bulletin.yml", "groups: [区直部门, 乡镇街道]\n")
    assert list(names(report(builder.root, "2026-11").groups)) == ["区直部门", "乡镇街道"]
    builder.write("briefs/settings/bulletin.yml", "groups: [区直部门]\n")
    assert list(names(report(builder.root, "2026-11").groups)) == ["区直部门"]


# -- totals -------------------------------------------------------------------


def test_totals_count_each_thing_once_and_the_own_pieces_apart(builder: OfficeBuilder) -> None:
    joint = builder.item("chengguan", "lian-he", units=["城关镇", "区住建局"])
    builder.adopt("heping", "jiu-gai")
    builder.decide(slug="zi-bian", title="区委常委会会议纪要", body="会议听取了有关工作情况汇报。")
    builder.sign()
    builder.adoption("lian-he", "2026-11-20", item=joint)
    builder.record(
        "reports", "lian-he", "2026-11-12", "", channel="shiwei", sent="2026-11-12", sources=[joint], signatory="周××"
    )
    totals = report(builder.root, "2026-11").totals
    assert (totals.counts.submitted, totals.counts.adopted_items, totals.counts.adoptions) == (2, 2, 3)
    assert (totals.articles, totals.own, totals.reported_up, totals.instructions) == (2, 1, 1, 0)
    assert dict(totals.issues) == {"xinxi": 1}


def test_what_is_more_closed_than_the_bulletin_is_not_counted(builder: OfficeBuilder) -> None:
    item = builder.adopt("heping", "diao-yan", periodical="canyue", column="diaoyan")
    builder.sign("canyue")
    builder.record(
        "instructions",
        "pi-shi",
        "2026-11-30",
        on={"issue": "canyue/2026/001"},
        leader="王××",
        level="区级",
        date="2026-11-30",
        nature=["肯定"],
    )
    assert item == "2026/11-03-heping-diao-yan"
    totals = report(builder.root, "2026-11").totals
    assert (totals.counts.submitted, totals.counts.adopted_items, totals.articles, totals.instructions) == (1, 0, 0, 0)
    builder.write("briefs/settings/bulletin.yml", "access: 办内\n")
    totals = report(builder.root, "2026-11").totals
    assert (totals.counts.submitted, totals.counts.adopted_items, totals.articles, totals.instructions) == (1, 1, 1, 1)


def test_nothing_that_happened_or_was_recorded_later_is_in_it(builder: OfficeBuilder) -> None:
    item = builder.item(date="2026-11-03")
    builder.adoption("zao", "2026-11-10", item=item)
    builder.adoption("wan", "2026-11-20", item=item)
    builder.adoption("bu-lu", "2026-11-11", channel="shengwei", item=item, recorded="2026-11-25")
    counted = {
        on: report(builder.root, "2026-11", day(on)).totals.counts.adoptions
        for on in ("2026-11-09", "2026-11-15", "2026-11-24", "2026-11-30")
    }
    assert counted == {"2026-11-09": 0, "2026-11-15": 1, "2026-11-24": 2, "2026-11-30": 3}


# -- JSON ---------------------------------------------------------------------


def test_the_json_without_a_scheme_has_counts_and_nothing_else(builder: OfficeBuilder) -> None:
    builder.write("briefs/settings/bulletin.yml", "groups: [zhenjie]\n")
    for number, date_ in enumerate(["2026-11-03", "2026-11-04", "2026-11-05"]):
        item = builder.item("chengguan", f"jiu-gai-{number}", date_)
        if number:
            builder.adoption(f"jiu-gai-{number}", item=item)
    described = describe_report(report(builder.root, "2026-11"))
    definitions = described.pop("definitions")
    assert definitions[0] == "报送：本期收到的稿件，同一稿件修改后重报的只计1件，误报作废的和对督查事项的回复不计。"
    assert definitions[-1] == "只统计公开范围在“内部”以内的采用；报送件数统计全部稿件。"
    nothing = {"submitted": 0, "adopted": 0, "adoptions": 0, "adoption_rate": None, "by_channel": {}}
    assert described == {
        "period": {"from": "2026-11-01", "to": "2026-11-30", "label": "2026-11"},
        "as_of": "2026-11-30",
        "totals": {
            "submitted": 3, "adopted_items": 2, "articles": 0, "adoptions": 2, "reported_up": 0, "instructions": 0,
            "issues": {},
        },
        "groups": [
            {
                "id": "zhenjie",
                "name": "乡镇街道",
                "rows": [
                    {
                        "unit": "chengguan", "name": "城关镇", "submitted": 3, "adopted": 2, "adoptions": 2,
                        "adoption_rate": "66.7", "by_channel": {"shiwei": 2},
                    },
                    {"unit": "heping", "name": "和平镇", **nothing},
                    {"unit": "longquan", "name": "龙泉镇", **nothing},
                ],
            }
        ],
    }  # fmt: skip


def test_the_json_with_a_scheme_adds_points_as_texts_and_the_rank(scored: OfficeBuilder) -> None:
    scored.adoption(item=scored.item("heping"))
    scored.item("chengguan", date="2026-10-05")
    described = describe_report(report(scored.root, "2026-11"))
    assert described["scheme"] == "信息计分办法"
    assert described["definitions"][-1] == "计分按《信息计分办法》（云委办发〔2026〕3号）。"
    rows = {row["unit"]: row for row in described["groups"][0]["rows"]}
    points = {unit: [row[key] for key in ("points", "carried", "cumulative", "rank")] for unit, row in rows.items()}
    assert points == {
        "chengguan": ["0", "1", "1", 2],
        "heping": ["6", "0", "6", 1],
        "longquan": ["0", "0", "0", 2],
    }


def test_the_rank_may_be_that_of_the_year_so_far(scored: OfficeBuilder) -> None:
    scored.adoption("qian", "2026-09-20", item=scored.item("chengguan", date="2026-09-05"))
    scored.item("heping")
    ranks = {row.unit: row.rank for row in report(scored.root, "2026-11").groups[0].rows}
    assert ranks == {"chengguan": 2, "heping": 1, "longquan": 2}
    scored.write("briefs/settings/bulletin.yml", "ranked_by: 全年累计\n")
    ranks = {row.unit: row.rank for row in report(scored.root, "2026-11").groups[0].rows}
    assert ranks == {"chengguan": 1, "heping": 2, "longquan": 3}


def test_the_groups_of_a_scheme_make_the_tables(builder: OfficeBuilder) -> None:
    groups = """groups:
  - {id: yi, name: 一类, units: [城关镇, 区住建局]}
  - {id: er, name: 二类, units: [和平镇, 龙泉镇]}
"""
    builder.write("briefs/settings/office.yml", f"{OFFICE_SETTINGS}scheme: jifen\n")
    builder.write("briefs/settings/scoring/jifen.yml", SCHEME + groups)
    listed = names(report(builder.root, "2026-11").groups)
    assert listed["一类"] == ["城关镇", "区住建局"]
    assert listed["二类"] == ["和平镇", "龙泉镇"]


def test_the_same_records_give_the_same_bytes(builder: OfficeBuilder) -> None:
    builder.adoption(item=builder.item())
    text = encode_report(report(builder.root, "2026-11"))
    assert text == encode_report(report(builder.root, "2026-11"))
    assert json.loads(text)["period"]["to"] == str(date(2026, 11, 30))
    assert text.endswith("}\n")


def test_points_are_decimals_and_never_rounded(scored: OfficeBuilder) -> None:
    scored.replace("briefs/settings/scoring/jifen.yml", "points: 1}", "points: 0.1}")
    for number in range(3):
        scored.item("heping", f"jiu-gai-{number}")
    (row,) = [row for row in report(scored.root, "2026-11").rows if row.unit == "heping"]
    assert row.score is not None
    assert row.score.points == Decimal("0.3")
