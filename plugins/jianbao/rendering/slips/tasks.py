"""督办单 and 催办通知: what must be done, by whom, by when, and how long is left."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from jianbao.metadata import Moment
from jianbao.model import Instruction, Part, Task
from jianbao.model.item import Reply
from jianbao.rendering.slips.request import SlipRequest
from jianbao.rendering.slips.wording import number_paper, require_addressee, say_left
from jianbao.standing import find_arrival


@dataclass(frozen=True, kw_only=True, slots=True)
class PartRow:
    """A row of 任务分解表 under the names of the day of assignment; ``left`` as ``say_left``."""

    number: int
    content: str
    lead: str
    assisting: str
    due: Moment | None
    left: str
    overdue: bool


def describe_task(request: SlipRequest, task: Task) -> Mapping[str, Any]:
    """``to`` are the units that it is addressed to: the one that the request names, else all that take part, the lead
    first and the others in protocol order.

    ``instruction`` is the 批示 that it comes from (None for another source), ``reported`` the day of the last 反馈.
    """
    office, settings = request.office, request.office.settings
    cause = office.instructions.get(task.instruction)
    others = sorted(set(task.units) - {task.lead_unit}, key=settings.units.order)
    units = [task.lead_unit, *others]
    require_addressee(request, units, f"第{task.number}号督查事项")
    return {
        "task": task,
        "number": number_paper(settings.office.numbering.task, task.id, task.number),
        "to": [_name(request, task, unit) for unit in ([request.unit] if request.unit else units)],
        "lead": _name(request, task, task.lead_unit),
        "assisting": _name_all(request, task, task.assisting),
        "leader": settings.people.name(task.leader),
        "basis": _say_basis(request, cause) if cause else task.origin,
        "instruction": cause,
        "parts": [_make_row(request, task, part) for part in task.parts],
        "left": say_left(task.due, request.as_of),
        "overdue": bool(task.due and request.as_of.is_after(task.due)),
        "reported": _find_reported(request, task),
    }


def _name(request: SlipRequest, task: Task, unit: str) -> str:
    return request.office.settings.units.short(unit, task.assigned.day if task.assigned else None)


def _name_all(request: SlipRequest, task: Task, units: Iterable[str]) -> str:
    """In protocol order."""
    ordered = sorted(units, key=request.office.settings.units.order)
    return "、".join(_name(request, task, unit) for unit in ordered)


def _say_basis(request: SlipRequest, instruction: Instruction) -> str:
    """区委书记陈××同志2026年9月22日批示."""
    name = request.office.settings.people.name(instruction.leader)
    when = Moment(instruction.date.day).chinese if instruction.date else ""
    return f"{instruction.post}{name}同志{when}批示"


def _make_row(request: SlipRequest, task: Task, part: Part) -> PartRow:
    due = part.due or task.due
    return PartRow(
        number=part.number,
        content=part.content,
        lead=_name(request, task, part.lead_unit),
        assisting=_name_all(request, task, part.assisting),
        due=due,
        left=say_left(due, request.as_of),
        overdue=bool(due and request.as_of.is_after(due)),
    )


def _find_reported(request: SlipRequest, task: Task) -> Moment | None:
    """When a unit that is addressed last sent a report on it, as of the day."""
    office, units = request.office, {request.unit} if request.unit else set(task.units)
    arrivals = [
        find_arrival(office, item)
        for item in office.items.values()
        if item.task == task.id and item.reply is Reply.PROGRESS and units.intersection(item.units)
    ]
    known = [arrival for arrival in arrivals if arrival and not arrival.is_after(request.as_of)]
    return max(known, default=None)
