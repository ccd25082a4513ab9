"""What a unit has to do: calls that it was asked to answer and, for the office, tasks that it takes part in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from jianbao.answering import find_answers
from jianbao.rendering.call_pages import divide_calls, find_calls, name_outcome
from jianbao.rendering.context import BuildContext
from jianbao.rendering.places import Place, number_call, record_anchor
from jianbao.rendering.supervision import Supervision
from jianbao.rendering.task_rows import TaskRow, make_row, order_closed, order_open
from jianbao.supervising import TaskStatus


@dataclass(frozen=True, kw_only=True, slots=True)
class UnitCall:
    place: Place
    due: str
    outcome: str


@dataclass(frozen=True, kw_only=True, slots=True)
class UnitMatters:
    """Calls of the latest year in which there was any. A light is that of a task, never of the unit."""

    calls: tuple[UnitCall, ...]
    opened: tuple[TaskRow, ...]
    closed: tuple[TaskRow, ...]


NOTHING = UnitMatters(calls=(), opened=(), closed=())


def find_unit_matters(context: BuildContext, supervision: Supervision | None) -> dict[str, UnitMatters]:
    """Of every unit that has any; ``NOTHING`` stands for the others."""
    calls: dict[str, list[UnitCall]] = {}
    for unit, call in _list_calls(context):
        calls.setdefault(unit, []).append(call)
    statuses = list(supervision.statuses.values()) if supervision else []
    tasks: dict[str, list[TaskStatus]] = {}
    for status in statuses:
        for unit in status.task.units:
            tasks.setdefault(unit, []).append(status)
    rows = {status.task.id: make_row(context, status) for status in statuses}
    return {
        unit: UnitMatters(
            calls=tuple(calls.get(unit, ())),
            opened=tuple(rows[status.task.id] for status in order_open(tasks.get(unit, ()))),
            closed=tuple(rows[status.task.id] for status in order_closed(tasks.get(unit, ()))),
        )
        for unit in {*calls, *tasks}
    }


def _list_calls(context: BuildContext) -> Iterator[tuple[str, UnitCall]]:
    """(unit, call), the latest call first."""
    pages = divide_calls(context)
    for call in find_calls(context):
        if call.id not in pages.first:
            continue
        anchor = record_anchor(call.id)
        place = Place(title=call.title, uri=pages.index, anchor=anchor, remark=number_call(context, call))
        for answer in find_answers(context.office, call, context.as_of):
            due = call.due.chinese if call.due else ""
            yield answer.unit, UnitCall(place=place, due=due, outcome=name_outcome(answer))
