"""办理经过: everything that happened to a task, from its events and from what units filed on it, in one order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time

from jianbao.metadata import Moment
from jianbao.model import EventKind, Item, Reply, Task, TaskEvent
from jianbao.problems import Place
from jianbao.reading import Office
from jianbao.standing import find_arrival

# What a unit files is an event of the same kind; an extension is only asked for by it.
_OF_REPLY = {Reply.RECEIPT: EventKind.RECEIPT, Reply.PROGRESS: EventKind.PROGRESS}


@dataclass(frozen=True, kw_only=True, slots=True)
class Step:
    """One thing that happened. ``kind`` None is an extension that a unit asked for. Exactly one of ``event`` and
    ``item`` is there. ``units`` is empty where the office acted for itself.
    """

    at: Moment
    kind: EventKind | None
    units: tuple[str, ...]
    place: Place
    event: TaskEvent | None = None
    item: Item | None = None

    @property
    def part(self) -> int:
        """The number in 任务分解表; 0 for the whole task."""
        return self.event.part if self.event else 0


def find_course(office: Office, task: Task, as_of: Moment | None = None) -> tuple[Step, ...]:
    """Up to and including the day ``as_of``, all of it where there is none; what has no date is left out."""
    steps = [*_read_events(office, task), *_read_replies(office, task)]
    known = [step for step in steps if as_of is None or not step.at.is_after(as_of)]
    return tuple(sorted(known, key=_order))


def _order(step: Step) -> tuple[datetime, bool, str]:
    """By day and time; what has no time was done by the end of its day, after what was filed on it."""
    at = datetime.combine(step.at.day, step.at.time or time.max)
    return (at, step.event is not None, step.event.id if step.event else step.place.path)


def _read_events(office: Office, task: Task) -> Iterator[Step]:
    for event in office.events_of.get(task.id, ()):
        if event.date:
            units = (event.unit,) if event.unit else ()
            yield Step(at=event.date, kind=event.kind, units=units, place=event.source.place(), event=event)


def _read_replies(office: Office, task: Task) -> Iterator[Step]:
    for item in office.replies_to.get(task.id, ()):
        arrival = find_arrival(office, item)
        if arrival and item.reply:
            kind = _OF_REPLY.get(item.reply)
            yield Step(at=arrival, kind=kind, units=item.units, place=item.source.place(), item=item)
