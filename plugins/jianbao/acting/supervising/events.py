"""办理经过: what happened to a task, one new file each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from jianbao.acting.filing import free_slug
from jianbao.acting.recording.proving import prove, recorded_on
from jianbao.acting.refusing import refuse, require_unit
from jianbao.acting.supervising.naming import require_task
from jianbao.metadata import Moment
from jianbao.model import EventKind, Task
from jianbao.reading import Office
from jianbao.supervising import find_status
from jianbao.supervising.requests import find_undecided
from jianbao.writing import Change, dump_yaml

# Kinds that come from a unit or go to one.
_OF_UNITS = frozenset({EventKind.RECEIPT, EventKind.PROGRESS, EventKind.CHASE, EventKind.EXTENSION, EventKind.REWORK})


@dataclass(frozen=True, kw_only=True, slots=True)
class Act:
    """``task`` and ``unit`` by any name; no unit is the one in the lead of the part, or of the task. ``by`` is who of
    ours did it. ``fields`` are those of the kind (``TaskEvent``).
    """

    task: str
    kind: EventKind
    date: Moment
    unit: str = ""
    part: int = 0
    by: str = ""
    fields: Mapping[str, Any] = field(default_factory=dict)


def plan_act(office: Office, act: Act, as_of: Moment) -> Change:
    """A second one of the kind on that day gets ``-2``."""
    task = require_task(office, act.task)
    header: dict[str, Any] = {
        "date": act.date,
        "unit": _find_unit(office, task, act) if act.kind in _OF_UNITS else "",
        "part": act.part or "",
        "by": act.by,
        **act.fields,
        "recorded": recorded_on(act.date, as_of),
    }
    if act.kind is EventKind.EXTENSION and not header.get("asked"):
        header["asked"] = _find_asked(office, task, act)
    before = f"briefs/tasks/{task.id}/{act.date.day:%m-%d}-"
    name = free_slug(office, before, act.kind.name.lower(), ".yml")
    return prove(office, Change(path=f"{before}{name}.yml", data=dump_yaml(header).encode()), as_of)


def _find_unit(office: Office, task: Task, act: Act) -> str:
    if act.unit:
        return require_unit(office, act.unit)
    if not act.part:
        return task.lead_unit
    part = next((part for part in task.parts if part.number == act.part), None)
    if part is None:
        numbers = "、".join(str(part.number) for part in task.parts)
        hint = f"现有序号：{numbers}" if numbers else "这件事没有分解任务，不写序号"
        refuse("task-part", f"任务分解里没有第{act.part}项", hint, field="part")
    return part.lead_unit


def _find_asked(office: Office, task: Task, act: Act) -> Moment:
    """When a unit asked for the extension that is decided now; the day of the decision where none filed for it."""
    waiting = find_undecided(find_status(office, task, act.date))
    return max((step.at for step in waiting), default=act.date)
