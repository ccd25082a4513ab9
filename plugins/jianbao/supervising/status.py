"""State and light of a task, and of each part of it, on any day. Derived, never stored."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from jianbao.metadata import Moment
from jianbao.model import EventKind, Part, Task
from jianbao.reading import Office
from jianbao.settings import Colour
from jianbao.supervising.course import Step, find_course
from jianbao.supervising.deadlines import Deadline, find_deadline, find_receipt_due
from jianbao.supervising.feedback import FeedbackPeriod, find_feedback
from jianbao.supervising.lights import Facts, Light, find_light, worst


class TaskState(Enum):
    """In the order in which a task usually passes them. PRESENTED: 已呈报, not yet closed."""

    ASSIGNED = "待签收"
    HANDLING = "办理中"
    REWORK = "退回重办"
    REPORTED = "待审核"
    PRESENTED = "已呈报"
    CLOSED = "已办结"


@dataclass(frozen=True, kw_only=True, slots=True)
class PartStatus:
    """``closing`` is the step by which it was done, its own or that of the whole task; ``lit`` None once it is.
    What is done and then sent back is open again.
    """

    part: Part
    deadline: Deadline
    closing: Step | None
    was_overdue: bool
    lit: Light | None

    @property
    def closed(self) -> date | None:
        return self.closing.at.day if self.closing else None

    @property
    def light(self) -> Colour | None:
        return self.lit.colour if self.lit else None

    @property
    def cause(self) -> str:
        """Why the light is what it is; empty for one that needs no reason."""
        return self.lit.cause if self.lit else ""


@dataclass(frozen=True, kw_only=True, slots=True)
class TaskStatus:
    """A task as it stood at the end of a day. ``steps`` are those known by then.

    ``lit`` is the worst of its own and of its open parts, None once the task is closed. ``reported`` is the last day
    of a report by a unit, ``presented`` that of the last 呈报 of the result as it is now (a rework undoes it).
    """

    task: Task
    day: date
    state: TaskState
    lit: Light | None
    deadline: Deadline
    parts: tuple[PartStatus, ...]
    feedback: tuple[FeedbackPeriod, ...]
    steps: tuple[Step, ...]
    received: date | None
    reported: date | None
    presented: date | None
    closed: Step | None
    was_overdue: bool

    @property
    def light(self) -> Colour | None:
        return self.lit.colour if self.lit else None

    @property
    def cause(self) -> str:
        """Why the light is what it is, be it for a part; empty for one that needs no reason."""
        return self.lit.cause if self.lit else ""

    @property
    def is_open(self) -> bool:
        return self.closed is None

    @property
    def is_overdue(self) -> bool:
        """Open past its time limit."""
        return self.closed is None and self.deadline.is_over(self.day)

    @property
    def closed_on(self) -> date | None:
        return self.closed.at.day if self.closed else None

    @property
    def missed(self) -> tuple[FeedbackPeriod, ...]:
        return tuple(period for period in self.feedback if period.is_missed(self.day))


def find_status(office: Office, task: Task, as_of: Moment) -> TaskStatus:
    """On that day, from what had happened by then."""
    day = as_of.day
    steps = find_course(office, task, Moment(day))
    closed = _last(steps, EventKind.CLOSE)
    end = min(day, closed.at.day) if closed else day
    counted = _until(steps, closed)
    deadline = find_deadline(office, task, counted)
    feedback = find_feedback(office, task, steps, end)
    receipt = find_receipt(office, steps, task)
    received = receipt.at.day if receipt else None
    parts = tuple(_find_part(office, task, part, steps, closed, day) for part in task.parts)
    was_overdue = _was_overdue(office, task, counted, end) or any(part.was_overdue for part in parts)
    state = _find_state(steps, received, closed)
    facts = Facts(
        day=day,
        due=deadline.current,
        was_overdue=was_overdue,
        missed=any(period.is_missed(day) for period in feedback),
        caught_up=any(period.is_late for period in feedback),
        rework=state is TaskState.REWORK,
        unreceived=received is None and _is_late_receipt(office, task, day),
    )
    of_parts = (part.lit.of_part(part.part.number) for part in parts if part.lit)
    return TaskStatus(
        task=task,
        day=day,
        state=state,
        lit=worst([find_light(office, facts), *of_parts]) if closed is None else None,
        deadline=deadline,
        parts=parts,
        feedback=feedback,
        steps=steps,
        received=received,
        reported=_last_day(steps, EventKind.PROGRESS),
        presented=_find_presented(steps),
        closed=closed,
        was_overdue=was_overdue,
    )


def find_statuses(office: Office, as_of: Moment) -> list[TaskStatus]:
    """Of every task that had been assigned by that day, in order of their numbers."""
    tasks = (task for task in office.tasks.values() if task.assigned and task.assigned.day <= as_of.day)
    return [find_status(office, task, as_of) for task in sorted(tasks, key=lambda task: task.id)]


def _find_part(
    office: Office, task: Task, part: Part, steps: Sequence[Step], closed: Step | None, day: date
) -> PartStatus:
    closing = _find_closing([step for step in steps if step.part == part.number]) or closed
    counted = _until(steps, closing)
    deadline = find_deadline(office, task, counted, part)
    was_overdue = _was_overdue(office, task, counted, closing.at.day if closing else day, part)
    lit = None
    if closing is None:
        rework = _is_sent_back([s for s in steps if s.part == part.number])
        lit = find_light(office, Facts(day=day, due=deadline.current, was_overdue=was_overdue, rework=rework))
    return PartStatus(part=part, deadline=deadline, closing=closing, was_overdue=was_overdue, lit=lit)


def _find_closing(steps: Sequence[Step]) -> Step | None:
    """The first closing of a part that was not sent back after it: what was sent back on the same day and says no time
    was sent back before.
    """
    sent_back = [step for step in steps if step.kind is EventKind.REWORK]
    closings = (step for step in steps if step.kind is EventKind.CLOSE)
    return next((step for step in closings if not any(back.at.is_after(step.at) for back in sent_back)), None)


def _until(steps: Sequence[Step], closing: Step | None) -> Sequence[Step]:
    """Without what came after the closing, which moves no time limit any more."""
    return [step for step in steps if closing is None or not step.at.is_after(closing.at)]


def _was_overdue(office: Office, task: Task, steps: Sequence[Step], end: date, part: Part | None = None) -> bool:
    """Whether it was open past its time limit, as that was known then, on some day up to the end.

    The limit moves only with an extension, so that only the days before each one, and the last, have to be asked.
    """
    moved = [step.at.day - timedelta(days=1) for step in steps if step.kind is EventKind.EXTENSION]
    for day in (*(day for day in moved if day < end), end):
        if find_deadline(office, task, [step for step in steps if step.at.day <= day], part).is_over(day):
            return True
    return False


def _find_state(steps: Sequence[Step], received: date | None, closed: Step | None) -> TaskState:
    """By the last thing that was said about the result of the whole task."""
    if closed:
        return TaskState.CLOSED
    kinds = (EventKind.PROGRESS, EventKind.REWORK, EventKind.PRESENTED)
    last = next((s for s in reversed(steps) if s.kind in kinds and not s.part and _says_result(s)), None)
    if last is None:
        return TaskState.HANDLING if received else TaskState.ASSIGNED
    if last.kind is EventKind.REWORK:
        return TaskState.REWORK if _is_sent_back(steps) else TaskState.HANDLING
    return TaskState.PRESENTED if last.kind is EventKind.PRESENTED else TaskState.REPORTED


def _says_result(step: Step) -> bool:
    """Progress is no result; what was sent back or presented was one."""
    if step.kind is not EventKind.PROGRESS:
        return True
    return step.event.finished if step.event else bool(step.item and step.item.finished)


def _is_sent_back(steps: Sequence[Step]) -> bool:
    """Sent back, and nothing reported since."""
    last = next((s for s in reversed(steps) if s.kind in (EventKind.PROGRESS, EventKind.REWORK)), None)
    return last is not None and last.kind is EventKind.REWORK


def _find_presented(steps: Sequence[Step]) -> date | None:
    last = next((s for s in reversed(steps) if s.kind in (EventKind.PRESENTED, EventKind.REWORK) and not s.part), None)
    return last.at.day if last and last.kind is EventKind.PRESENTED else None


def find_receipt(office: Office, steps: Sequence[Step], task: Task) -> Step | None:
    """By which the unit in the lead, or the one that it has been merged into, acknowledged the task; a report of its
    is as good.
    """
    lineage, kinds = office.settings.units.lineage, (EventKind.RECEIPT, EventKind.PROGRESS)
    said = (step for step in steps if step.kind in kinds)
    return next((step for step in said if not set(lineage(task.lead_unit, step.at.day)).isdisjoint(step.units)), None)


def _last_day(steps: Sequence[Step], kind: EventKind) -> date | None:
    last = next((step for step in reversed(steps) if step.kind is kind), None)
    return last.at.day if last else None


def _last(steps: Sequence[Step], kind: EventKind) -> Step | None:
    """The last of the whole task."""
    return next((step for step in reversed(steps) if step.kind is kind and not step.part), None)


def _is_late_receipt(office: Office, task: Task, day: date) -> bool:
    due = find_receipt_due(office, task)
    return due is not None and day > due
