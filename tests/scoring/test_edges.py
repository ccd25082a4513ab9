"""Where kinds of rule meet: parents and shares, classes and levels, years and schemes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from ledgers import Facts, lines, make_office, points, score, score_office

from jianbao.ledger import FiledItem
from jianbao.reading import Office, read_office
from jianbao.scoring import write_points
from jianbao.scoring.sharing import round_points
from jianbao.scoring.windows import windows_of
from jianbao.settings.schemes import Booking, Every

PLAIN = "points:\n  - {id: cai, when: {measure: 采用}, points: 2}\n"


def with_parents(root: Path, scheme: str, **parents: str) -> Office:
    """The office in which units belong to others."""
    office = make_office(root, scheme)
    units = root / "briefs/settings/units.yml"
    text = units.read_text(encoding="utf-8")
    for unit, parent in parents.items():
        text = text.replace(f"{{id: {unit},", f"{{id: {unit}, parent: {parent},")
    units.write_text(text, encoding="utf-8")
    return replace(office, settings=read_office(root).settings)


def composite(facts: Facts) -> None:
    items = [FiledItem(id=f"{unit}/a", units=(unit,)) for unit in ("chengguan", "heping")]
    facts.adopt("10-08", "chengguan", "heping", item=items)


def test_a_parent_has_full_points_of_a_text_once_and_parts_from_each(tmp_path: Path) -> None:
    facts = Facts()
    composite(facts)
    parents = {"chengguan": "zhujian", "heping": "zhujian"}
    head = f"credit: {{parents: 是}}\n{PLAIN}"
    for policy, worth in (("全额", "2"), ("均分", "2"), ("定额, points: 0.5", "0.5")):
        office = with_parents(tmp_path, f"{head}share:\n  - {{id: z, policy: {policy}}}\n", **parents)
        assert points(score_office(office, facts))["zhujian"] == worth


def test_points_go_up_through_every_step_and_circles_end(tmp_path: Path) -> None:
    facts = Facts()
    facts.adopt("10-08", "chengguan")
    chain = {"chengguan": "heping", "heping": "zhujian", "zhujian": "chengguan"}
    office = with_parents(tmp_path, f"credit: {{parents: 是}}\n{PLAIN}", **chain)
    assert points(score_office(office, facts)) == {"chengguan": "2", "heping": "2", "zhujian": "2"}


def test_a_parent_that_is_credited_itself_gets_nothing_twice(tmp_path: Path) -> None:
    facts = Facts()
    facts.adopt("10-08", "chengguan", "zhujian", item="a")
    office = with_parents(tmp_path, f"credit: {{parents: 是}}\n{PLAIN}", chengguan="zhujian")
    assert points(score_office(office, facts)) == {"chengguan": "2", "zhujian": "2"}


def test_an_instruction_on_a_composite_is_no_second_composite(tmp_path: Path) -> None:
    facts = Facts()
    composite(facts)
    facts.instruct("10-10", facts.events[0])
    scheme = f"""{PLAIN}share: [{{id: zong, when: {{composite: 是}}, policy: 定额, points: 1}}]
instructions: {{table: [{{id: pi, when: {{level: 市级}}, points: 10}}]}}
"""
    assert points(score(tmp_path, scheme, facts)) == {"chengguan": "11", "heping": "11"}


def test_replacing_takes_the_use_that_comes_after_the_instruction_too(tmp_path: Path) -> None:
    facts = Facts()
    used = facts.adopt("10-08", "chengguan", item="a")
    facts.instruct("10-09", used)
    facts.adopt("10-20", "chengguan", channel="shiwei", item="a")
    scheme = f"""{PLAIN}instructions:
  mode: 代替
  table: [{{id: pi, when: {{level: 市级}}, points: 9}}]
"""
    found = score(tmp_path, scheme, facts)["chengguan"]
    assert (found.points, lines(found)[-2:]) == (9, [("cai", "2"), ("instructions", "-2")])


def test_an_item_that_counts_for_nothing_earns_nothing_later(tmp_path: Path) -> None:
    facts = Facts()
    facts.enter("10-01", "chengguan", "失实", item="a")
    facts.adopt("10-08", "chengguan", item="a")
    scheme = f"{PLAIN}  - {{id: shi-shi, when: {{measure: 登记, event: 失实}}, points: -3, zero_item: 是}}\n"
    assert lines(score(tmp_path, scheme, facts)["chengguan"]) == [("shi-shi", "-3"), ("cai", "2"), ("shi-shi", "-2")]


def test_penalties_never_add_to_an_item_that_has_lost_already(tmp_path: Path) -> None:
    facts = Facts()
    facts.answer("10-01", "chengguan", "缺报", item="a")
    facts.enter("10-02", "chengguan", "迟报", item="a")
    scheme = """
        points:
          - {id: que, when: {measure: 约稿, outcome: 缺报}, points: -10}
          - {id: chi, when: {measure: 登记, event: 迟报}, percent: -50, of: item, zero_item: 是}
    """
    assert lines(score(tmp_path, scheme, facts)["chengguan"]) == [("que", "-10")]


def test_a_second_penalty_is_of_the_whole_and_zeroing_of_what_is_left(tmp_path: Path) -> None:
    facts = Facts()
    facts.adopt("10-01", "chengguan", item="a")
    for event in ("迟报", "轻报", "失实"):
        facts.enter("10-02", "chengguan", event, item="a")
    scheme = """
        points:
          - {id: cai, when: {measure: 采用}, points: 10}
          - {id: shi, when: {measure: 登记, event: 失实}, zero_item: 是}
          - {id: chi, when: {measure: 登记}, percent: -20, of: item}
    """
    found = score(tmp_path, scheme, facts)["chengguan"]
    assert lines(found) == [("cai", "10"), ("chi", "-2"), ("chi", "-2"), ("shi", "-6")]


def test_a_shared_text_is_capped_unit_by_unit(tmp_path: Path) -> None:
    facts = Facts()
    for number in range(3):
        facts.adopt("10-08", "chengguan", "heping", item=f"{number}")
    scheme = f"""{PLAIN}share: [{{id: lian, policy: 均分}}]
periods: [{{id: feng, kind: 限分, every: 月, of: cai, max: 2}}]
"""
    assert points(score(tmp_path, scheme, facts)) == {"chengguan": "2", "heping": "2"}


def test_a_merged_unit_keeps_its_points_and_has_no_rank_or_target_after(tmp_path: Path) -> None:
    facts = Facts()
    facts.adopt("10-08", "lvyou", item="a")
    scheme = f"{PLAIN}periods: [{{id: r, kind: 任务, every: 月, metric: 报送件数, min: 1, short: {{points: -1}}}}]\n"
    september, october = (score(tmp_path, scheme, facts, f"2026-{month}") for month in ("09", "10"))
    assert (september["lvyou"].points, september["lvyou"].rank) == (-1, 1)
    assert (october["lvyou"].points, october["lvyou"].rank, october["lvyou"].carried) == (2, None, -9)


def test_an_average_of_a_scheme_is_of_its_own_part_of_the_year(tmp_path: Path) -> None:
    facts = Facts()
    for day, channel in (("06-01", "xinxi"), ("06-02", "shiwei"), ("07-01", "xinxi"), ("07-02", "xinxi")):
        facts.adopt(day, "chengguan", channel=channel, item=day)
    rules = "points: [{id: shi, when: {level: 市级}, points: 5}, {id: cai, when: {measure: 采用}, points: 2}]\n"
    old = f"name: 原\nto: 2026-06-30\n{rules}totals: {{of: 平均}}\n"
    found = score(tmp_path, "", facts, old=old, new=f"name: 新\nfrom: 2026-07-01\n{rules}")["chengguan"]
    assert found.points == Decimal("3.5") + 4


def test_ranks_of_the_period_and_of_the_year_differ(tmp_path: Path) -> None:
    facts = Facts()
    for number in range(3):
        facts.adopt("09-08", "chengguan", item=f"{number}")
    facts.adopt("10-08", "heping", item="c")
    found = score(tmp_path, PLAIN, facts, "2026-10")
    assert {unit: (found[unit].rank, found[unit].rank_cumulative) for unit in ("chengguan", "heping", "longquan")} == {
        "chengguan": (2, 1),
        "heping": (1, 2),
        "longquan": (2, 3),
    }


@pytest.mark.parametrize(
    ("points_", "text"),
    [("2.00", "2"), ("0.50", "0.5"), ("-0", "0"), ("1E+2", "100"), ("-3.10", "-3.1"), ("100", "100")],
)
def test_points_are_written_as_people_do(points_: str, text: str) -> None:
    assert write_points(Decimal(points_)) == text


@pytest.mark.parametrize(("exact", "rounded"), [("0.665", "0.67"), ("0.664", "0.66"), ("-0.665", "-0.67")])
def test_points_are_rounded_half_up(exact: str, rounded: str) -> None:
    assert round_points(Decimal(exact)) == Decimal(rounded)


def test_windows_are_cut_to_the_days_of_the_scheme(tmp_path: Path) -> None:
    head = "name: 下半年\nfrom: 2026-08-15\nto: 2026-12-31\n"
    scheme = make_office(tmp_path, "", xia=head).settings.schemes[0]
    assert [(str(window.first), str(window.last)) for window in windows_of(Every.QUARTER, 2026, scheme)] == [
        ("2026-08-15", "2026-09-30"),
        ("2026-10-01", "2026-12-31"),
    ]
    assert [len(windows_of(every, 2026, scheme)) for every in Every] == [20, 5, 3, 2, 1, 1]
    assert windows_of(Every.YEAR, 2027, scheme) == []


def test_a_booking_without_days_is_the_day_itself() -> None:
    day = date(2026, 10, 31)
    assert Booking().book(day, date(2027, 3, 1)) == day
    assert Booking(month_ends=30).book(date(2026, 12, 31), day) == date(2027, 1, 1)
