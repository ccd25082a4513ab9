"""反馈: how it is written, on which days it is due, and what came in time."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from jianbao.model import Every, Feedback
from jianbao.supervising import FeedbackPeriod, find_status
from offices import OfficeBuilder, day


@pytest.fixture
def office(tmp_path: Path) -> OfficeBuilder:
    return OfficeBuilder(tmp_path)


@pytest.mark.parametrize(
    ("written", "feedback", "said"),
    [
        ("每月25日", Feedback(Every.MONTH, 25), "每月25日"),
        ("每月5日前", Feedback(Every.MONTH, 5), "每月5日"),
        ("每周五", Feedback(Every.WEEK, 4), "每周五"),
        ("每周天", Feedback(Every.WEEK, 6), "每周日"),
        ("每季度末月20日", Feedback(Every.QUARTER, 20), "每季度末月20日"),
        ("每季末月20日", Feedback(Every.QUARTER, 20), "每季度末月20日"),
    ],
)
def test_a_rhythm_as_written(office: OfficeBuilder, written: str, feedback: Feedback, said: str) -> None:
    task = office.task(feedback=written)
    found = office.read().tasks[task].feedback
    assert found == feedback
    assert feedback.chinese == said


@pytest.mark.parametrize("written", ["每天", "每月32日", "每月0日", "每周八", "每周5", "按月"])
def test_a_rhythm_that_is_none(office: OfficeBuilder, written: str) -> None:
    office.task(feedback=written)
    assert [problem.message for problem in office.read().problems] == [f"“{written}”不是反馈周期"]


def test_the_days_of_a_rhythm() -> None:
    month = Feedback(Every.MONTH, 31)
    days = [date(2024, 1, 31), date(2024, 2, 29), date(2024, 3, 31), date(2024, 4, 30)]
    assert list(month.days(date(2024, 1, 31), date(2024, 4, 30))) == days
    quarter = Feedback(Every.QUARTER, 20)
    assert list(quarter.days(date(2025, 11, 1), date(2026, 4, 1))) == [date(2025, 12, 20), date(2026, 3, 20)]
    week = Feedback(Every.WEEK, 4)
    assert list(week.days(date(2026, 11, 6), date(2026, 11, 19))) == [date(2026, 11, 6), date(2026, 11, 13)]


def periods(office: OfficeBuilder, task: str, on: str) -> list[tuple[str, str | None]]:
    read = office.read()
    found = find_status(read, read.tasks[task], day(on)).feedback
    return [(str(period.due), str(period.reported) if period.reported else None) for period in found]


def test_a_report_in_time_late_and_never(office: OfficeBuilder) -> None:
    task = office.task(assigned="2026-09-02", due="2027-01-29", feedback="每月25日")
    office.event(task, "progress", "2026-09-22", unit="chengguan", text="已摸底")
    office.event(task, "progress", "2026-11-03", unit="chengguan", text="已开工")
    # 9月25日 is 中秋节 and a Friday, 26日 and 27日 the weekend; 10月25日 is a Sunday.
    assert periods(office, task, "2026-11-24") == [("2026-09-28", "2026-09-22"), ("2026-10-26", "2026-11-03")]
    # The report of 3 November made up for October; November is owed its own.
    assert periods(office, task, "2026-11-30")[-1] == ("2026-11-25", None)
    assert periods(office, task, "2026-11-01")[-1] == ("2026-10-26", None)


def test_late_and_missed_periods() -> None:
    late = FeedbackPeriod(first=date(2026, 10, 1), due=date(2026, 10, 26), reported=date(2026, 11, 3))
    assert late.is_late
    assert not late.is_missed(date(2026, 11, 30))
    missing = FeedbackPeriod(first=date(2026, 10, 1), due=date(2026, 10, 26), reported=None)
    assert not missing.is_missed(date(2026, 10, 26))
    assert missing.is_missed(date(2026, 10, 27))


def test_what_a_unit_files_is_a_report(office: OfficeBuilder) -> None:
    task = office.task(assigned="2026-11-02", due="2026-12-31", feedback="每周五")
    office.item(slug="fan-kui", date="2026-11-12 16:00", task=task, reply="反馈")
    office.item(slug="qian-shou", date="2026-11-03 09:00", task=task, reply="签收")
    # 11月6日 lies within the five days of grace.
    assert periods(office, task, "2026-11-20") == [("2026-11-13", "2026-11-12"), ("2026-11-20", None)]


def test_nothing_is_owed_after_the_task_was_closed(office: OfficeBuilder) -> None:
    task = office.task(assigned="2026-10-02", due="2026-12-31", feedback="每周五")
    office.event(task, "close", "2026-10-20", result="办结")
    assert periods(office, task, "2026-11-20") == [("2026-10-09", None), ("2026-10-16", None)]
