"""What waits, on the home page: open calls, and for the office the lights and what is due until Sunday."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from jianbao.rendering.call_pages import divide_calls, find_calls, is_open
from jianbao.rendering.context import BuildContext
from jianbao.rendering.places import Place, name_task, record_anchor
from jianbao.rendering.slips.wording import say_left
from jianbao.rendering.supervision import Supervision
from jianbao.rendering.task_ledger import count_lights
from jianbao.rendering.task_rows import say_day
from jianbao.supervising import TaskStatus


@dataclass(frozen=True, kw_only=True, slots=True)
class HomeMatters:
    """``due`` are tasks and parts of them whose time limit ends in what is left of this week.

    Without ``has_ledger`` there is no task yet, though an instruction may owe one.
    """

    calls: tuple[Place, ...]
    lights: tuple[tuple[str, int], ...]
    due: tuple[Place, ...]
    owing: int
    has_ledger: bool


def find_matters(context: BuildContext, supervision: Supervision | None) -> HomeMatters:
    statuses = list(supervision.statuses.values()) if supervision else []
    sunday = context.as_of.day + timedelta(days=6 - context.as_of.day.weekday())
    due = sorted((pair for status in statuses for pair in _list_due(context, status)), key=lambda pair: pair[0])
    return HomeMatters(
        calls=tuple(_place_calls(context)),
        lights=tuple(count_lights(statuses)),
        due=tuple(place for day, place in due if context.as_of.day <= day <= sunday),
        owing=sum(supervision.follow_ups[one.id].owes for one in supervision.instructions) if supervision else 0,
        has_ledger=bool(statuses),
    )


def _place_calls(context: BuildContext) -> Iterator[Place]:
    """The one that closes first comes first."""
    pages = divide_calls(context)
    calls = [call for call in find_calls(context) if is_open(context, call)]
    for call in sorted(calls, key=lambda call: (str(call.due or ""), call.id)):
        left = say_left(call.due, context.as_of)
        yield Place(title=call.title, uri=pages.uri_of(call.id), anchor=record_anchor(call.id), remark=left)


def _list_due(context: BuildContext, status: TaskStatus) -> Iterator[tuple[date, Place]]:
    """Of the task, and of each open part that has a day of its own."""
    current = status.deadline.current
    if current and status.is_open:
        yield current, name_task(context, status.task, f"{say_day(context, current)}到期")
    for shown in status.parts:
        day = shown.deadline.current
        if day and day != current and not shown.closed:
            remark = f"第{shown.part.number}项{say_day(context, day)}到期"
            yield day, name_task(context, status.task, remark)
