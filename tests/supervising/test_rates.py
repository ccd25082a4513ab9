"""办结率 and its like, with the definitions that are printed."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jianbao.supervising import Rate, find_rates, find_statuses
from offices import OfficeBuilder, day


def rates(office: OfficeBuilder, on: str = "2026-11-30") -> dict[str, Rate]:
    read = office.read()
    assert read.problems == ()
    return {rate.name: rate for rate in find_rates(read.settings.supervision, find_statuses(read, day(on)))}


def lay_tasks(root: Path) -> OfficeBuilder:
    """One closed in time, one late, one after an extension, one overdue, one not due yet."""
    office = OfficeBuilder(root)
    for number in range(1, 6):
        office.task(number, "2026-11-02", "2026-12-18" if number == 5 else "2026-11-20")
    office.event("2026/001", "close", "2026-11-18", result="办结", satisfied="是")
    office.event("2026/002", "close", "2026-11-25", result="办结", satisfied="否")
    asked = {"asked": "2026-11-19", "until": "2026-11-27", "reason": "天冷", "approved_by": "周××"}
    office.event("2026/003", "extension", "2026-11-20", **asked)
    office.event("2026/003", "close", "2026-11-26", result="办结")
    return office


def test_what_is_not_due_yet_is_out(tmp_path: Path) -> None:
    found = rates(lay_tasks(tmp_path))
    assert [(rate.part, rate.whole, rate.percent) for rate in found.values()] == [
        (3, 4, Decimal("75.0")),
        (2, 4, Decimal("50.0")),
        (0, 0, None),
        (1, 2, Decimal("50.0")),
    ]
    assert [rate.definition for rate in found.values()] == [
        "办结率＝已办结事项÷已到时限和已办结的事项",
        "按时办结率＝在延期后的时限内办结的事项÷已到时限和已办结的事项",
        "反馈率＝按期反馈的次数÷应反馈的次数",
        "满意率＝满意的事项÷办结时征求过意见的事项",
    ]


def test_or_in_and_the_original_day_counts_where_the_office_says_so(tmp_path: Path) -> None:
    office = lay_tasks(tmp_path)
    office.write("briefs/settings/supervision.yml", "count_undue: 是\non_time: 原定时限\n")
    found = rates(office)
    assert (found["办结率"].part, found["办结率"].whole) == (3, 5)
    assert (found["按时办结率"].part, found["按时办结率"].percent) == (1, Decimal("20.0"))
    assert found["办结率"].definition == "办结率＝已办结事项÷全部事项"
    assert found["按时办结率"].definition == "按时办结率＝在原定时限内办结的事项÷全部事项"


def test_what_is_due_today_is_owed_today(tmp_path: Path) -> None:
    office = OfficeBuilder(tmp_path)
    office.task(1, "2026-11-02", "2026-11-20")
    assert rates(office, "2026-11-19")["办结率"].whole == 0
    assert rates(office, "2026-11-20")["办结率"].whole == 1


def test_feedback_counts_each_time(tmp_path: Path) -> None:
    office = OfficeBuilder(tmp_path)
    task = office.task(1, "2026-11-02", "2026-12-18", feedback="每周五")
    office.event(task, "progress", "2026-11-12", unit="chengguan", text="有进展")
    office.event(task, "progress", "2026-11-24", unit="chengguan", text="有进展")
    # 13日 in time, 20日 made up for on 24日, 27日 missed.
    assert (rates(office)["反馈率"].part, rates(office)["反馈率"].whole) == (1, 3)
    assert (rates(office, "2026-11-23")["反馈率"].part, rates(office, "2026-11-23")["反馈率"].whole) == (1, 2)


CLOSED, SATISFIED = st.none() | st.integers(1, 90), st.none() | st.booleans()


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=40)
@given(tasks=st.lists(st.tuples(st.integers(1, 60), CLOSED, SATISFIED), max_size=5), undue=st.booleans())
def test_rates_lie_between_nothing_and_all(
    tmp_path_factory: pytest.TempPathFactory, tasks: list[tuple[int, int | None, bool | None]], undue: bool
) -> None:
    office = OfficeBuilder(tmp_path_factory.mktemp("office"))
    office.write("briefs/settings/supervision.yml", f"count_undue: {'是' if undue else '否'}\n")
    for number, (limit, closed, satisfied) in enumerate(tasks, 1):
        task = office.task(number, "2026-03-02", None, within=f"{limit} 工作日")
        if closed is not None:
            fields = {} if satisfied is None else {"satisfied": "是" if satisfied else "否"}
            on = date(2026, 3, 2) + timedelta(days=closed)
            office.event(task, "close", str(on), result="办结", **fields)
    found = rates(office, "2026-05-15")
    for rate in found.values():
        assert 0 <= rate.part <= rate.whole
        assert rate.percent is None if not rate.whole else Decimal(0) <= (rate.percent or Decimal(0)) <= Decimal(100)
    assert found["按时办结率"].part <= found["办结率"].part
    assert found["按时办结率"].whole == found["办结率"].whole
    if undue:
        assert found["办结率"].whole == len(tasks)
