"""A task as a line of a list: the ledger, a unit's page, the home page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from jianbao.metadata import Moment
from jianbao.rendering.context import BuildContext
from jianbao.rendering.places import Place, name_unit, name_units, number_task, task_uri
from jianbao.rendering.slips.wording import say_closing, say_left
from jianbao.rendering.templates import chinese_date, short_date
from jianbao.supervising import Deadline, TaskStatus


@dataclass(frozen=True, kw_only=True, slots=True)
class TaskRow:
    """``due`` is the day as printed, ``due_note`` how it came to be that day, ``left`` how long that is from today
    or, of what is closed, whether it was in time. ``closed`` is the day on which it was closed.
    """

    status: TaskStatus
    number: str
    uri: str
    category: str
    lead: Place
    assisting: tuple[Place, ...]
    due: str
    due_note: str
    left: str
    closed: str

    @property
    def state(self) -> str:
        return self.status.state.value

    @property
    def light(self) -> str:
        """绿 …; empty for what is closed."""
        return self.status.light.value if self.status.light else ""


def make_row(context: BuildContext, status: TaskStatus) -> TaskRow:
    """Units under their names on the day of the assignment."""
    task = status.task
    day = task.assigned.day if task.assigned else None
    due = status.deadline.current
    return TaskRow(
        status=status,
        number=number_task(context, task),
        uri=task_uri(task.id),
        category=context.office.settings.supervision.category(task.category).name,
        lead=name_unit(context, task.lead_unit, day),
        assisting=tuple(name_units(context, set(task.units) - {task.lead_unit}, day)),
        due=say_day(context, due) if due else "未定时限",
        due_note=note_deadline(context, status.deadline),
        left=_say_left(context, status),
        closed=say_day(context, status.closed_on) if status.closed_on else "",
    )


def _say_left(context: BuildContext, status: TaskStatus) -> str:
    """还有3天, 已超期3天; 按时办结 or 超期3天办结 of what is closed. Empty without a time limit."""
    due = status.deadline.current
    if due is None:
        return ""
    if status.closed_on:
        return say_closing(context.office.settings.supervision, status.deadline, status.closed_on)
    return say_left(Moment(due), context.as_of)


def say_day(context: BuildContext, day: date) -> str:
    """With its year unless that is the present one."""
    return short_date(day) if day.year == context.as_of.day.year else chinese_date(day)


def note_deadline(context: BuildContext, deadline: Deadline) -> str:
    """原定11月30日，延期1次; 10月7日逢休息日，顺延. Empty where the day is as it was first stated."""
    notes = []
    if deadline.moved_from:
        notes.append(f"{say_day(context, deadline.moved_from)}逢休息日，顺延")
    if deadline.extensions and deadline.original:
        notes.append(f"原定{say_day(context, deadline.original)}，延期{deadline.extensions}次")
    return "；".join(notes)


def order_open(statuses: Iterable[TaskStatus]) -> list[TaskStatus]:
    """What is not closed: the worst light first, then by deadline and number."""

    def key(status: TaskStatus) -> tuple[int, date, str]:
        severity = status.light.severity if status.light else 0
        return (-severity, status.deadline.current or date.max, status.task.id)

    return sorted((status for status in statuses if status.is_open), key=key)


def order_closed(statuses: Iterable[TaskStatus]) -> list[TaskStatus]:
    """What is closed, the last first."""
    closed = [status for status in statuses if not status.is_open]
    return sorted(closed, key=lambda status: (str(status.closed_on), status.task.id), reverse=True)
