"""The bulletin of half a year or a year, where the office's own calls and tasks stand in it."""

from __future__ import annotations

from pathlib import Path

import pytest
from bulletins import cells, compiled, table

from jianbao.model.bulletin import BulletinDocument
from offices import OfficeBuilder, day

CALLS = [
    ["约稿（次）", "2"],
    ["约稿应答复（家次）", "4"],
    ["其中已答复（家次）", "3"],
    ["其中迟交（家次）", "1"],
]
TASKS = [
    ["督查立项（件）", "3"],
    ["上期结转（件）", "1"],
    ["办结（件）", "2"],
    ["超期未办结（件）", "1"],
    ["办结率", "66.7%（2/3）"],
    ["按时办结率", "33.3%（1/3）"],
    ["满意率", "100%（1/1）"],
]


@pytest.fixture
def builder(tmp_path: Path) -> OfficeBuilder:
    """Two calls and five tasks; of the second half of the year: one closed in time, one late, one overdue, one still
    in time; one was closed before July.
    """
    made = OfficeBuilder(tmp_path)
    replies = [
        {"unit": "chengguan", "at": "2026-11-09", "via": "电话", "result": "无此情况"},
        {"unit": "heping", "at": "2026-11-12", "via": "电话", "result": "无此情况"},
        {"unit": "longquan", "at": "2026-11-12", "via": "电话", "result": "免报", "reason": "不产粮"},
    ]
    made.call(units=["chengguan", "heping", "longquan"], replies=replies)
    call = made.call(2, units=["chengguan", "zhujian"], due="2026-11-12")
    made.item("chengguan", "da-fu", "2026-11-11", call=call)
    early = made.task(1, "2026-03-02", "2026-04-01")
    made.event(early, "close", "2026-03-30", result="已完成")
    carried = made.task(2, "2026-05-06", "2026-07-31")
    made.event(carried, "close", "2026-07-30", result="已完成", satisfied="是")
    late = made.task(3, "2026-08-03", "2026-09-01")
    made.event(late, "close", "2026-09-10", result="已完成")
    made.task(4, "2026-09-01", "2026-10-15")
    made.task(5, "2026-11-02", "2026-12-20")
    return made


def choose(builder: OfficeBuilder, text: str) -> None:
    builder.write("briefs/settings/bulletin.yml", text)


def summary(builder: OfficeBuilder, when: str = "2026-h2") -> tuple[list[list[str]], BulletinDocument]:
    document = compiled(builder.root, when)
    return cells(table(document, "summary")), document


def test_the_offices_own_bulletin_tells_of_calls_and_tasks(builder: OfficeBuilder) -> None:
    choose(builder, "access: 办内\nown_work: 是\n")
    rows, document = summary(builder)
    assert rows == [CALLS[0], ["收到报送（件）", "1"], *CALLS[1:], *TASKS]
    assert document.definitions[-4:] == (
        "督查事项：统计本期立项和上期结转的事项，各项比率从立项起算。",
        "办结率＝已办结事项÷已到时限和已办结的事项。",
        "按时办结率＝在延期后的时限内办结的事项÷已到时限和已办结的事项。",
        "满意率＝满意的事项÷办结时征求过意见的事项。",
    )


def test_a_bulletin_for_all_units_knows_of_no_task(builder: OfficeBuilder) -> None:
    choose(builder, "access: 内部\nown_work: 是\n")
    rows, document = summary(builder)
    assert rows == [CALLS[0], ["收到报送（件）", "1"], *CALLS[1:]]
    assert [line for line in document.definitions if "督查" in line or "办结" in line] == [document.definitions[0]]
    assert document.definitions[0].startswith("报送：")


@pytest.mark.parametrize("text", ["access: 办内\n", "access: 办内\nown_work: 否\n", "access: 内部\n"])
def test_nothing_of_it_is_told_unless_the_office_says_so(builder: OfficeBuilder, text: str) -> None:
    choose(builder, text)
    rows, document = summary(builder)
    assert rows == [CALLS[0], ["收到报送（件）", "1"]]
    assert [line for line in document.definitions if "办结" in line] == []


def test_the_year_has_everything_that_was_open_in_it(builder: OfficeBuilder) -> None:
    choose(builder, "access: 办内\nown_work: 是\n")
    rows, _ = summary(builder, "2026")
    assert rows[-6:-3] == [["督查立项（件）", "5"], ["办结（件）", "3"], ["超期未办结（件）", "1"]]
    assert rows[-3:-1] == [["办结率", "75%（3/4）"], ["按时办结率", "50%（2/4）"]]


def test_what_is_not_yet_due_counts_where_the_settings_say_so(builder: OfficeBuilder) -> None:
    choose(builder, "access: 办内\nown_work: 是\n")
    builder.write("briefs/settings/supervision.yml", "count_undue: 是\n")
    rows, document = summary(builder)
    assert rows[-3:-1] == [["办结率", "50%（2/4）"], ["按时办结率", "25%（1/4）"]]
    assert document.definitions[-3] == "办结率＝已办结事项÷全部事项。"


def test_a_month_sums_nothing_up(builder: OfficeBuilder) -> None:
    choose(builder, "access: 办内\nown_work: 是\n")
    document = compiled(builder.root, "2026-11")
    assert "summary" not in {found.id for found in document.tables}
    assert [line for line in document.definitions if "办结" in line] == []


def test_the_half_year_stands_as_it_was_on_its_last_day(builder: OfficeBuilder) -> None:
    """Task 2 was open then; asked in November, of June."""
    choose(builder, "access: 办内\nown_work: 是\n")
    rows = cells(table(compiled(builder.root, "2026-h1", day("2026-11-30")), "summary"))
    assert rows == [
        ["督查立项（件）", "2"],
        ["办结（件）", "1"],
        ["办结率", "100%（1/1）"],
        ["按时办结率", "100%（1/1）"],
    ]
