"""办理时限: the day on which a task or a part of it must be done, with the extensions that were approved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from jianbao.metadata import Moment
from jianbao.model import EventKind, Part, Task, TimeLimit
from jianbao.reading import Office
from jianbao.settings import HolidayPolicy
from jianbao.supervising.calendar import WorkCalendar
from jianbao.supervising.course import Step


@dataclass(frozen=True, kw_only=True, slots=True)
class Deadline:
    """``original`` stays what it was when the task was given; ``current`` is never before it. None: no time limit.

    ``moved_from`` is the day off on which the original one fell, where it was moved to the next working day.
    """

    original: date | None
    current: date | None
    extensions: int = 0
    moved_from: date | None = None

    def is_over(self, day: date) -> bool:
        """A day is not over before its end."""
        return self.current is not None and day > self.current


def find_deadline(office: Office, task: Task, steps: Sequence[Step], part: Part | None = None) -> Deadline:
    """Of the whole task, or of a part; ``steps`` are those known on the day that is asked about.

    A part without a day of its own has that of the task. An extension of the whole task does not move a part that has
    a day of its own; one that would shorten the time is a problem of its own and moves nothing.
    """
    if part and part.due is None:
        return find_deadline(office, task, steps)
    stated = _find_stated(office, task, part)
    original = move_off_holiday(office, stated[0], working=stated[1]) if stated else None
    current, extensions, number = original, 0, part.number if part else 0
    for step in steps:
        event = step.event
        if event is None or event.kind is not EventKind.EXTENSION or event.refused or event.part != number:
            continue
        if event.until and current and event.until.day > current:
            current, extensions = event.until.day, extensions + 1
    moved = stated[0] if stated and stated[0] != original else None
    return Deadline(original=original, current=current, extensions=extensions, moved_from=moved)


def _find_stated(office: Office, task: Task, part: Part | None) -> tuple[date, bool] | None:
    """The day as stated or counted, and whether it was counted in working days."""
    if part and part.due:
        return part.due.day, False
    if task.due:
        return task.due.day, False
    limit = task.within or office.settings.supervision.category(task.category).within
    return (count_from(office, task.assigned, limit), limit.working) if limit and task.assigned else None


def count_from(office: Office, start: Moment, limit: TimeLimit) -> date:
    """The last day of a time limit that begins on the day after the start."""
    return WorkCalendar(office.settings.holidays).add(start.day, limit)


def find_receipt_due(office: Office, task: Task) -> date | None:
    """By when the unit in the lead must have acknowledged a task."""
    return count_from(office, task.assigned, office.settings.supervision.receipt) if task.assigned else None


def move_off_holiday(office: Office, day: date, *, working: bool = False) -> date:
    """A day counted in calendar days that is a day off, moved where the office says so."""
    calendar = WorkCalendar(office.settings.holidays)
    if working or office.settings.supervision.holiday is HolidayPolicy.KEEP:
        return day
    return calendar.next_workday(day)


def find_reminders(office: Office, due: date) -> tuple[date, ...]:
    """The working days on which to remind of a deadline, the earliest first; before a holiday, never in it."""
    calendar = WorkCalendar(office.settings.holidays)
    limits = office.settings.supervision.remind
    return tuple(sorted({calendar.previous_workday(calendar.subtract(due, limit)) for limit in limits}))
