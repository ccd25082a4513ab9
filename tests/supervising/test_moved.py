"""What the next issue of a periodical of tasks has to tell; the four words for how a task ended."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from jianbao.settings import OnTimeBasis, SupervisionSettings
from jianbao.supervising import (
    TaskOutcome,
    find_last_told,
    find_moved,
    find_outcome,
    find_rates,
    find_status,
    find_statuses,
    is_behind,
)
from offices import OfficeBuilder, day
from supervised import UNTIL, add_tasks, build_supervised


def tell(office: OfficeBuilder, *tasks: str, until: str, **fields: object) -> str:
    """An article of 《督查工作》 about these tasks."""
    header = {"periodical": "ducha", "column": "jinzhan", "title": "办理进展", "tasks": list(tasks), "until": until}
    return office.decide(slug=f"du-cha-{until}", decided=until, body="一段。", **(header | fields))  # type: ignore[arg-type]


def moved(office: OfficeBuilder, on: str) -> list[tuple[int, date]]:
    return [(one.task.number, one.day) for one in find_moved(office.read(), office.series("ducha"), day(on))]


def test_before_the_first_issue_everything_moved(tmp_path: Path) -> None:
    office = build_supervised(tmp_path)
    office.task(31)
    office.event(office.task(32), "receipt", "2026-11-06", unit="chengguan")
    office.task(33, "2026-12-01", "2026-12-31")
    assert moved(office, "2026-11-20") == [(31, date(2026, 11, 5)), (32, date(2026, 11, 6))]


def test_what_moved_since_the_last_issue_is_untold(tmp_path: Path) -> None:
    office = build_supervised(tmp_path)
    first, second = office.task(31), office.task(32)
    tell(office, first, until="2026-11-10")
    office.sign("ducha", "2026-11-12")
    assert find_last_told(office.read(), office.series("ducha")) == date(2026, 11, 10)
    assert moved(office, "2026-11-12") == []
    # After the day that the article tells of, though before the issue was signed.
    office.event(second, "receipt", "2026-11-11", unit="chengguan")
    assert moved(office, "2026-11-12") == [(32, date(2026, 11, 11))]
    waiting = tell(office, second, until="2026-11-12")
    assert moved(office, "2026-11-12") == []
    tell(office, first, until="2026-11-13", supersedes=[waiting])
    assert moved(office, "2026-11-13") == [(32, date(2026, 11, 11))]


def test_a_withdrawn_issue_told_nothing(tmp_path: Path) -> None:
    office = build_supervised(tmp_path)
    tell(office, office.task(31), until="2026-11-10")
    office.sign("ducha", "2026-11-12")
    office.withdraw("ducha/2026/017", "2026-11-13")
    assert find_last_told(office.read(), office.series("ducha")) is None
    assert moved(office, "2026-11-13") == [(31, date(2026, 11, 5))]


def test_an_issue_without_tasks_tells_up_to_its_own_day(tmp_path: Path) -> None:
    office = build_supervised(tmp_path)
    office.adopt(periodical="ducha", column="jinzhan")
    office.sign("ducha", "2026-11-12")
    assert find_last_told(office.read(), office.series("ducha")) == date(2026, 11, 12)


# -- the four words --------------------------------------------------------------


@pytest.mark.parametrize(
    ("number", "outcome", "behind"),
    [
        (31, TaskOutcome.GOING, False),
        (32, TaskOutcome.OVERDUE, True),
        (33, TaskOutcome.ON_TIME, False),
        (34, TaskOutcome.LATE, False),
        (35, TaskOutcome.GOING, False),
        (36, TaskOutcome.GOING, True),
        (37, TaskOutcome.GOING, True),
        (38, TaskOutcome.GOING, False),
    ],
)
def test_how_a_task_stands(tmp_path: Path, number: int, outcome: TaskOutcome, behind: bool) -> None:
    office = add_tasks(build_supervised(tmp_path)).read()
    status = find_status(office, office.tasks[f"2026/{number:03d}"], UNTIL)
    assert (find_outcome(office.settings.supervision, status), is_behind(status)) == (outcome, behind)


@pytest.mark.parametrize("basis", OnTimeBasis)
def test_the_words_count_what_the_rate_counts(tmp_path: Path, basis: OnTimeBasis) -> None:
    built = build_supervised(tmp_path)
    task = built.task(31, due="2026-11-10")
    built.event(
        task, "extension", "2026-11-09", asked="2026-11-08", until="2026-11-20", reason="雨", approved_by="周××"
    )
    built.event(task, "close", "2026-11-18", result="已办结")
    settings = SupervisionSettings(on_time=basis)
    statuses = find_statuses(built.read(), UNTIL)
    rate = next(rate for rate in find_rates(settings, statuses) if rate.name == "按时办结率")
    on_time = [find_outcome(settings, status) is TaskOutcome.ON_TIME for status in statuses]
    assert (rate.part, on_time) == ((1, [True]) if basis is OnTimeBasis.EXTENDED else (0, [False]))
