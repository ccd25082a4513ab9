"""督办单, 催办通知 and 呈报单: what must be done, by whom, by when, how long is left, and what came of it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from jianbao.metadata import Moment
from jianbao.model import EventKind, Instruction, Task
from jianbao.rendering.slips.request import SlipRequest
from jianbao.rendering.slips.wording import number_paper, require_addressee, say_left
from jianbao.rendering.supervision_text import flatten_body
from jianbao.supervising import (
    PartStatus,
    Step,
    TaskStatus,
    find_outcome,
    find_rhythm,
    find_status,
    is_part_overdue,
)


@dataclass(frozen=True, kw_only=True, slots=True)
class PartRow:
    """A row of 任务分解表 under the names of the day of assignment; ``left`` as ``say_left``."""

    number: int
    content: str
    lead: str
    assisting: str
    due: Moment | None
    left: str
    done: date | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Reported:
    """What a unit reported when: ``text`` on one line, ``body`` as it was written."""

    day: date
    unit: str
    text: str
    body: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Shown:
    """呈报: when the result was presented to whom, and what that leader said."""

    day: date
    to: str
    opinion: str


def describe_task(request: SlipRequest, task: Task) -> Mapping[str, Any]:
    """``to`` are the units that it is addressed to: the one that the request names, else all that take part, the lead
    first and the others in protocol order.

    ``instruction`` is the 批示 that it comes from (None for another source), ``leader`` whoever wrote it, ``status``
    how the task stands on the day, ``open`` whether there is anything to chase, ``result`` what there is to present.
    ``within``, ``original`` and ``moved_from`` say how the day of ``due`` came about. ``late`` are the parts past their
    time limit that those addressed answer for. ``reported`` is what was last told by those addressed, with its text
    only where that is one unit: no unit reads the report of another.
    """
    office, settings = request.office, request.office.settings
    status, cause = find_status(office, task, request.as_of), office.instructions.get(task.instruction)
    others = sorted(set(task.units) - {task.lead_unit}, key=settings.units.order)
    units = [task.lead_unit, *others]
    require_addressee(request, units, f"第{task.number}号督查事项")
    category = settings.supervision.category(task.category)
    return {
        "task": task,
        "status": status,
        "open": status.is_open,
        "category": category.name,
        "papers": category.papers,
        "number": number_paper(settings.office.numbering.task, task.id, task.number),
        "to": [_name(request, task, unit) for unit in ([request.unit] if request.unit else units)],
        "lead": _name(request, task, task.lead_unit),
        "assisting": _name_all(request, task, task.assisting),
        "leader": _say_leader(request, cause) if cause else settings.people.name(task.leader),
        "basis": _say_basis(request, cause) if cause else task.origin,
        "instruction": cause,
        "rhythm": rhythm.chinese if (rhythm := find_rhythm(office, task)) else "",
        "parts": [_make_row(request, status, part) for part in status.parts],
        "late": [_make_row(request, status, part) for part in _find_late(request, status)],
        "reported": _find_reported(request, task, status.steps),
        "result": _find_result(request, task, status),
        "outcome": find_outcome(settings.supervision, status).value,
        "presented": [_show(request, step) for step in status.steps if step.kind is EventKind.PRESENTED],
        **_describe_deadline(request, status),
        **_describe_chases(request, status),
    }


def _describe_deadline(request: SlipRequest, status: TaskStatus) -> dict[str, Any]:
    task, deadline = status.task, status.deadline
    due = Moment(deadline.current) if deadline.current else None
    stated = task.within or request.office.settings.supervision.category(task.category).within
    return {
        "due": due,
        "within": stated.chinese if stated and not task.due else "",
        "original": deadline.original if deadline.extensions else None,
        "moved_from": deadline.moved_from,
        "left": say_left(due, request.as_of),
        "overdue": status.is_overdue,
    }


def _describe_chases(request: SlipRequest, status: TaskStatus) -> dict[str, Any]:
    """``chased`` are the days of earlier ones, to the unit that is addressed; one of today is this notice itself."""
    chases = [
        step.at.day
        for step in status.steps
        if step.kind is EventKind.CHASE and step.at.day < request.as_of.day and _is_to(request, step)
    ]
    return {"chased": chases, "chase_number": len(chases) + 1}


def _is_to(request: SlipRequest, step: Step) -> bool:
    return not request.unit or request.unit in step.units


def _name(request: SlipRequest, task: Task, unit: str) -> str:
    return request.office.settings.units.short(unit, task.assigned.day if task.assigned else None)


def _name_all(request: SlipRequest, task: Task, units: Iterable[str]) -> str:
    """In protocol order."""
    ordered = sorted(units, key=request.office.settings.units.order)
    return "、".join(_name(request, task, unit) for unit in ordered)


def _say_basis(request: SlipRequest, instruction: Instruction) -> str:
    """区委书记陈××同志2026年9月22日批示."""
    when = Moment(instruction.date.day).chinese if instruction.date else ""
    return f"{_say_leader(request, instruction)}同志{when}批示"


def _say_leader(request: SlipRequest, instruction: Instruction) -> str:
    """区委书记陈××: the post as then held."""
    return f"{instruction.post}{request.office.settings.people.name(instruction.leader)}"


def _make_row(request: SlipRequest, status: TaskStatus, part: PartStatus) -> PartRow:
    due = Moment(part.deadline.current) if part.deadline.current else None
    return PartRow(
        number=part.part.number,
        content=part.part.content,
        lead=_name(request, status.task, part.part.lead_unit),
        assisting=_name_all(request, status.task, part.part.assisting),
        due=due,
        left=say_left(due, request.as_of),
        done=part.closed,
    )


def _find_late(request: SlipRequest, status: TaskStatus) -> list[PartStatus]:
    """The unit in the lead of the whole answers for every part, another one for those in which it takes part."""
    late = [part for part in status.parts if is_part_overdue(status, part)]
    if request.unit in ("", status.task.lead_unit):
        return late
    return [part for part in late if request.unit in (part.part.lead_unit, *part.part.assisting)]


def _find_reported(request: SlipRequest, task: Task, steps: Sequence[Step]) -> Reported | None:
    """The last 反馈 of a unit that is addressed."""
    units = {request.unit} if request.unit else set(task.units)
    step = _find_last(steps, units)
    return _read(request, task, step, with_text=bool(request.unit)) if step else None


def _find_result(request: SlipRequest, task: Task, status: TaskStatus) -> Reported | None:
    """办理结果 of the whole task that was reported and not sent back since."""
    for step in reversed(status.steps):
        if step.kind is EventKind.REWORK and not step.part:
            return None
        finished = step.item.finished if step.item else bool(step.event and step.event.finished)
        if step.kind is EventKind.PROGRESS and finished and not step.part:
            return _read(request, task, step, with_text=True)
    return None


def _find_last(steps: Sequence[Step], units: Collection[str]) -> Step | None:
    known = (step for step in reversed(steps) if step.kind is EventKind.PROGRESS)
    return next((step for step in known if not set(units).isdisjoint(step.units)), None)


def _read(request: SlipRequest, task: Task, step: Step, *, with_text: bool) -> Reported:
    body = (step.item.body if step.item else step.event.text if step.event else "") if with_text else ""
    return Reported(day=step.at.day, unit=_name_all(request, task, step.units), text=flatten_body(body), body=body)


def _show(request: SlipRequest, step: Step) -> Shown:
    event = step.event
    to = request.office.settings.people.name(event.to) if event else ""
    return Shown(day=step.at.day, to=to, opinion=event.opinion if event else "")
