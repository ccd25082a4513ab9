"""反馈: the days on which a task had to be reported on, and whether it was."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from jianbao.model import EventKind, Feedback, Task
from jianbao.reading import Office
from jianbao.supervising.calendar import WorkCalendar
from jianbao.supervising.course import Step
from jianbao.supervising.deadlines import move_off_holiday

_AHEAD = timedelta(days=200)  # longer than a quarter with a holiday at its end


@dataclass(frozen=True, kw_only=True, slots=True)
class FeedbackPeriod:
    """From the day after the feedback before, to ``due``, both inclusive. ``reported`` is the day of the report that
    stands for it, in it or after it; None while there is none.
    """

    first: date
    due: date
    reported: date | None

    @property
    def is_late(self) -> bool:
        return self.reported is not None and self.reported > self.due

    def is_missed(self, day: date) -> bool:
        """Overdue on that day, and still not made up for."""
        return self.reported is None and day > self.due


def find_rhythm(office: Office, task: Task) -> Feedback | None:
    """What the task states, else what its category does."""
    return task.feedback or office.settings.supervision.category(task.category).feedback


def find_feedback(office: Office, task: Task, steps: Sequence[Step], until: date) -> tuple[FeedbackPeriod, ...]:
    """Every period whose day of feedback is not after ``until``: today, or the day on which the task was closed.

    A report that makes up for missed periods makes up for all of them, but does not stand for the running one too.
    """
    periods = _list_periods(office, task, until)
    for day in (step.at.day for step in steps if step.kind is EventKind.PROGRESS):
        missed = [n for n, period in enumerate(periods) if period.is_missed(day)]
        running = [n for n, period in enumerate(periods) if period.first <= day <= period.due]
        for number in missed or running:
            if periods[number].reported is None:
                periods[number] = replace(periods[number], reported=day)
    return tuple(periods)


def _list_periods(office: Office, task: Task, until: date) -> list[FeedbackPeriod]:
    """Without any report yet."""
    rhythm = find_rhythm(office, task)
    if rhythm is None or task.assigned is None:
        return []
    begin = WorkCalendar(office.settings.holidays).add(task.assigned.day, office.settings.supervision.grace)
    periods: list[FeedbackPeriod] = []
    first = task.assigned.day
    for stated in rhythm.days(begin, until):
        due = move_off_holiday(office, stated)
        if first <= due <= until:
            periods.append(FeedbackPeriod(first=first, due=due, reported=None))
            first = due + timedelta(days=1)
    return periods


def find_next_feedback(office: Office, task: Task, day: date) -> date | None:
    """The first day of feedback after that day of a task that stays open; None where none is asked for."""
    return next((period.due for period in _list_periods(office, task, day + _AHEAD) if period.due > day), None)
