"""Time limits: stated or counted, moved off a holiday, extended."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jianbao.model import EventKind, Task, TaskEvent
from jianbao.supervising import Deadline, Step, WorkCalendar, find_course, find_deadline, find_reminders
from offices import OfficeBuilder, day

APPROVED = {"reason": "天冷", "approved_by": "周××"}


@pytest.fixture
def office(tmp_path: Path) -> OfficeBuilder:
    return OfficeBuilder(tmp_path)


def deadline(builder: OfficeBuilder, task: str, on: str = "2027-06-01", part: int = 0) -> Deadline:
    office = builder.read()
    assert office.problems == ()
    record = office.tasks[task]
    steps = find_course(office, record, day(on))
    return find_deadline(office, record, steps, record.parts[part - 1] if part else None)


def test_a_day_as_stated(office: OfficeBuilder) -> None:
    task = office.task(due="2026-12-21")
    assert deadline(office, task) == Deadline(original=date(2026, 12, 21), current=date(2026, 12, 21))


def test_a_day_inside_a_holiday_is_moved_to_the_next_working_day(office: OfficeBuilder) -> None:
    task = office.task(assigned="2026-09-25", due="2026-10-07")
    moved = Deadline(original=date(2026, 10, 8), current=date(2026, 10, 8), moved_from=date(2026, 10, 7))
    assert deadline(office, task) == moved


def test_or_kept_where_the_office_says_so(office: OfficeBuilder) -> None:
    office.write("briefs/settings/supervision.yml", "holiday: 不变\n")
    task = office.task(assigned="2026-09-25", due="2026-10-07")
    assert deadline(office, task) == Deadline(original=date(2026, 10, 7), current=date(2026, 10, 7))


@pytest.mark.parametrize(
    ("assigned", "within", "expected"),
    [
        ("2026-09-28", "10 工作日", date(2026, 10, 16)),
        ("2026-09-27", "10 日", date(2026, 10, 8)),  # 10月7日, moved
        ("2025-12-25", "15个工作日", date(2026, 1, 16)),  # 1日至3日放假, 1月4日（周日）上班
        ("2024-02-14", "15天", date(2024, 2, 29)),
    ],
)
def test_a_limit_in_days(office: OfficeBuilder, assigned: str, within: str, expected: date) -> None:
    task = office.task(assigned=assigned, due=None, within=within)
    assert deadline(office, task).current == expected


def test_the_limit_of_the_category_where_the_task_states_none(office: OfficeBuilder) -> None:
    task = office.task(assigned="2026-11-02", due=None)
    assert deadline(office, task).original == date(2026, 11, 23)  # 20日 from the minutes, 22日 is a Sunday
    office.write("briefs/settings/supervision.yml", "categories:\n  - {id: huiyi, name: 会议议定事项}\n")
    assert deadline(office, task) == Deadline(original=None, current=None)


def test_a_part_has_its_own_day_or_that_of_the_task(office: OfficeBuilder) -> None:
    parts = [
        {"no": 1, "content": "摸底", "lead_unit": "chengguan", "due": "2026-11-20"},
        {"no": 2, "content": "整改", "lead_unit": "heping"},
    ]
    task = office.task(due="2026-12-21", parts=parts)
    office.event(
        task, "extension", "2026-12-20", asked="2026-12-18", until="2027-01-15", reason="天冷", approved_by="周××"
    )
    assert deadline(office, task, part=1).current == date(2026, 11, 20)
    assert deadline(office, task, part=2).current == date(2027, 1, 15)
    office.event(
        task,
        "extension",
        "2026-11-19",
        asked="2026-11-19",
        until="2026-11-30",
        reason="缺人",
        approved_by="周××",
        part=1,
    )
    assert deadline(office, task, part=1).current == date(2026, 11, 30)


def test_an_extension_counts_from_the_day_of_its_approval_and_keeps_the_original_day(office: OfficeBuilder) -> None:
    task = office.task(due="2026-11-20")
    office.event(
        task, "extension", "2026-11-19", asked="2026-11-16", until="2026-12-11", reason="天冷", approved_by="周××"
    )
    assert deadline(office, task, "2026-11-18").current == date(2026, 11, 20)
    extended = Deadline(original=date(2026, 11, 20), current=date(2026, 12, 11), extensions=1)
    assert deadline(office, task, "2026-11-19") == extended


def test_what_was_refused_or_would_shorten_moves_nothing(office: OfficeBuilder) -> None:
    task = office.task(due="2026-11-20")
    asked = {"asked": "2026-11-16", **APPROVED}
    office.event(task, "extension", "2026-11-17", until="2026-12-11", refused="是", **asked)
    office.event(task, "extension", "2026-11-18", until="2026-11-18", **asked)
    assert deadline(office, task) == Deadline(original=date(2026, 11, 20), current=date(2026, 11, 20))


def test_reminders_come_before_a_holiday(office: OfficeBuilder) -> None:
    read = office.read()
    assert find_reminders(read, date(2026, 10, 8)) == (date(2026, 9, 28),)  # 28、29、30 before the holiday
    office.write("briefs/settings/supervision.yml", "remind: [5 日, 1 日]\n")
    assert find_reminders(office.read(), date(2026, 10, 8)) == (date(2026, 9, 30),)
    assert find_reminders(office.read(), date(2026, 11, 20)) == (date(2026, 11, 13), date(2026, 11, 19))


DAYS = st.dates(date(2024, 1, 1), date(2026, 6, 30))


def _extend(task: Task, until: date, number: int) -> Step:
    event = TaskEvent(
        id=f"{task.id}/{number}",
        source=task.source,
        task=task.id,
        kind=EventKind.EXTENSION,
        date=day("2026-11-06"),
        until=day(str(until)),
        asked=day("2026-11-06"),
    )
    return Step(at=day("2026-11-06"), kind=EventKind.EXTENSION, units=(), place=task.source.place(), event=event)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
@given(due=DAYS, untils=st.lists(DAYS, max_size=4))
def test_extensions_never_shorten(tmp_path_factory: pytest.TempPathFactory, due: date, untils: list[date]) -> None:
    builder = OfficeBuilder(tmp_path_factory.mktemp("office"))
    task_id = builder.task(assigned=str(due - timedelta(days=20)), due=str(due))
    office = builder.read()
    task = office.tasks[task_id]
    steps = [_extend(task, until, number) for number, until in enumerate(untils)]
    days = [find_deadline(office, task, steps[:number]).current for number in range(len(steps) + 1)]
    assert days == sorted(days)  # type: ignore[type-var]
    assert {find_deadline(office, task, steps[:number]).original for number in range(len(steps) + 1)} == {days[0]}
    assert days[0] is not None
    assert WorkCalendar(office.settings.holidays).is_workday(days[0])
