"""What the office itself owes a task: to decide on an extension, to look again after closing (回头看)."""

from __future__ import annotations

from datetime import date

from jianbao.model import EventKind
from jianbao.reading import Office
from jianbao.supervising.course import Step
from jianbao.supervising.deadlines import count_from, move_off_holiday
from jianbao.supervising.status import TaskStatus


def find_undecided(status: TaskStatus) -> tuple[Step, ...]:
    """Extensions of an open task that units asked for and nobody has approved or refused since; of a unit the last."""
    asked = {step.units: step for step in status.steps if step.kind is None} if status.is_open else {}
    return tuple(step for step in asked.values() if not any(_decides(other, step) for other in status.steps))


def _decides(step: Step, asked: Step) -> bool:
    """An extension that names no unit is of all of them."""
    if step.kind is not EventKind.EXTENSION or asked.at.is_after(step.at):
        return False
    return not step.units or not set(step.units).isdisjoint(asked.units)


def find_revisit(office: Office, status: TaskStatus) -> date | None:
    """By when a closed task is to be looked at again; None where the category asks for none, or where it was."""
    limit = office.settings.supervision.category(status.task.category).revisit
    closed = status.closed
    if limit is None or closed is None:
        return None
    if any(step.kind is EventKind.REVISIT and not closed.at.is_after(step.at) for step in status.steps):
        return None
    return move_off_holiday(office, count_from(office, closed.at, limit), working=limit.working)
