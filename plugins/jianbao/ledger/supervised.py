"""督查: what became of a task, to the account of the unit that leads it or a part of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from jianbao.ledger.event import Event, Measure
from jianbao.ledger.naming import credit_units
from jianbao.metadata import Moment
from jianbao.model import Access, EventKind, Part
from jianbao.problems import Place
from jianbao.reading import Office
from jianbao.supervising import (
    FeedbackPeriod,
    PartStatus,
    Step,
    TaskOutcome,
    TaskStatus,
    find_follow_ups,
    find_outcome,
    find_receipt,
    find_receipt_due,
    find_statuses,
    is_in_time,
)

_DAY = timedelta(days=1)
# The keyword of what is about a part, beside that of the category.
PART_WORD = "分解任务"


class Outcome(Enum):
    """Beside the words of ``TaskOutcome``. The words are those of scoring schemes: they never change."""

    RECEIVED = "按时签收"
    RECEIVED_LATE = "超期签收"
    UNRECEIVED = "超期未签收"
    REPORTED = "按期反馈"
    CAUGHT_UP = "补反馈"
    MISSED = "缺反馈"
    REWORK = "退办"
    EXTENDED = "延期"


@dataclass(frozen=True, kw_only=True, slots=True)
class _Happened:
    """``id`` is that of the task's event that says it, or of the task with what was owed."""

    id: str
    outcome: str
    day: date
    place: Place
    recorded: Moment | None = None
    part: Part | None = None
    unit: str = ""


def read_supervised(office: Office, as_of: Moment) -> Iterator[Event]:
    """As it stood at the end of the day: what is owed and still in time is no event. Nobody but the office sees any."""
    levels = _find_levels(office)
    for status in find_statuses(office, as_of):
        for happened in _list_happened(office, status):
            yield _make_event(office, status, happened, levels.get(status.task.id, ""))


def _make_event(office: Office, status: TaskStatus, happened: _Happened, level: str) -> Event:
    task, part = status.task, happened.part
    category = office.settings.supervision.category(task.category).name
    unit = happened.unit or (part.lead_unit if part else task.lead_unit)
    return Event(
        id=happened.id,
        measure=Measure.SUPERVISED,
        day=happened.day,
        recorded=(happened.recorded.day if happened.recorded else happened.day),
        place=happened.place,
        access=Access.OFFICE,
        title=f"{task.title}（{part.content}）" if part else task.title,
        credits=credit_units(office, [unit], happened.day),
        level=level,
        number=task.id,
        outcome=happened.outcome,
        tags=(category, PART_WORD) if part else (category,),
    )


def _list_happened(office: Office, status: TaskStatus) -> Iterator[_Happened]:
    """A part that the lead of the task leads itself is in the whole: it is not counted twice."""
    yield from _judge_receipt(office, status)
    yield from (_judge_feedback(status, period) for period in status.feedback if _is_decided(period, status.day))
    yield from _judge_whole(office, status)
    for number, part in enumerate(status.parts):
        if part.part.lead_unit != status.task.lead_unit:
            yield from _judge_part(office, status, part, number)
    yield from _list_steps(status)


# -- receipt and feedback --------------------------------------------------------


def _judge_receipt(office: Office, status: TaskStatus) -> Iterator[_Happened]:
    """What was closed without one was received."""
    task, due = status.task, find_receipt_due(office, status.task)
    step, name = find_receipt(office, status.steps, task), f"tasks/{task.id}#receipt"
    if due is None:
        return
    if step:
        outcome = Outcome.RECEIVED_LATE if step.at.day > due else Outcome.RECEIVED
        yield _Happened(id=name, outcome=outcome.value, day=step.at.day, place=step.place)
    elif status.day > due and not status.closed:
        place = task.source.place("assigned")
        yield _Happened(id=name, outcome=Outcome.UNRECEIVED.value, day=due + _DAY, place=place)


def _is_decided(period: FeedbackPeriod, day: date) -> bool:
    return period.reported is not None or period.is_missed(day)


def _judge_feedback(status: TaskStatus, period: FeedbackPeriod) -> _Happened:
    """One late report makes up for every period before it."""
    name = f"tasks/{status.task.id}#feedback/{period.due}"
    if period.reported is None:
        place = status.task.source.place("feedback")
        return _Happened(id=name, outcome=Outcome.MISSED.value, day=period.due + _DAY, place=place)
    steps = (s for s in status.steps if s.kind is EventKind.PROGRESS and s.at.day == period.reported)
    outcome = Outcome.CAUGHT_UP if period.is_late else Outcome.REPORTED
    return _Happened(id=name, outcome=outcome.value, day=period.reported, place=next(steps).place)


# -- results ---------------------------------------------------------------------


def _judge_whole(office: Office, status: TaskStatus) -> Iterator[_Happened]:
    task, name = status.task, f"tasks/{status.task.id}#result"
    outcome = find_outcome(office.settings.supervision, status)
    due = status.deadline.current
    if status.closed:
        yield _close(name, outcome, status.closed)
    elif outcome is TaskOutcome.OVERDUE and due:
        place = task.source.place("due" if "due" in task.source.places else "within")
        yield _Happened(id=name, outcome=outcome.value, day=due + _DAY, place=place)


def _judge_part(office: Office, status: TaskStatus, part: PartStatus, number: int) -> Iterator[_Happened]:
    """It is done with its own closing, else with that of the whole."""
    source, name = status.task.source, f"tasks/{status.task.id}#result/{part.part.number}"
    due = part.deadline.current
    if part.closing:
        in_time = is_in_time(office.settings.supervision, part.deadline, part.closed)
        yield _close(name, TaskOutcome.ON_TIME if in_time else TaskOutcome.LATE, part.closing, part.part)
    elif due and part.deadline.is_over(status.day):
        stated = f"parts[{number}].{'due' if part.part.due else 'lead_unit'}"
        outcome = TaskOutcome.OVERDUE.value
        yield _Happened(id=name, outcome=outcome, day=due + _DAY, place=source.place(stated), part=part.part)


def _close(name: str, outcome: TaskOutcome, step: Step, part: Part | None = None) -> _Happened:
    recorded = step.event.recorded if step.event else None
    return _Happened(id=name, outcome=outcome.value, day=step.at.day, place=step.place, recorded=recorded, part=part)


def _list_steps(status: TaskStatus) -> Iterator[_Happened]:
    """退办, and every extension that was approved: to the unit that it names, else to the lead."""
    parts = {part.part.number: part.part for part in status.parts}
    words = {EventKind.REWORK: Outcome.REWORK, EventKind.EXTENSION: Outcome.EXTENDED}
    for step in status.steps:
        event = step.event
        if event and event.kind in words and not event.refused:
            yield _Happened(
                id=f"tasks/{event.id}",
                outcome=words[event.kind].value,
                day=step.at.day,
                place=step.place,
                recorded=event.recorded,
                part=parts.get(event.part),
                unit=event.unit,
            )


def _find_levels(office: Office) -> Mapping[str, str]:
    """Task → the level of the highest leader whose instruction it comes from, one passed on included."""
    order = [level.id for level in office.settings.office.levels]
    levels: dict[str, str] = {}
    for follow_up in find_follow_ups(office).values():
        level = follow_up.instruction.level
        for task in follow_up.tasks:
            known = levels.setdefault(task.id, level)
            if level in order and (known not in order or order.index(level) > order.index(known)):
                levels[task.id] = level
    return levels
