"""What a page names and, where this build shows more of it, leads to: units, articles, tasks, instructions, events."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from jianbao.model import Call, Incident, Instruction, Task
from jianbao.rendering.context import BuildContext
from jianbao.rendering.period_counts import apart_groups
from jianbao.rendering.slips.wording import number_paper


@dataclass(frozen=True, kw_only=True, slots=True)
class Place:
    """``uri`` is empty where this build shows no more of it; ``remark`` stands behind the title."""

    title: str
    uri: str = ""
    anchor: str = ""
    remark: str = ""


def name_unit(context: BuildContext, unit: str, day: date | None) -> Place:
    """Under its name on that day; an office's own unit has no page."""
    units = context.office.settings.units
    known = units.get(unit)
    has_page = known is not None and known.group_on(context.as_of.day) not in apart_groups(context)
    return Place(title=units.short(unit, day), uri=f"units/{unit}.md" if has_page and not context.is_public else "")


def name_units(context: BuildContext, units: Iterable[str], day: date | None) -> list[Place]:
    """Each once, in protocol order."""
    order = context.office.settings.units.order
    return [name_unit(context, unit, day) for unit in sorted(set(units), key=lambda unit: (order(unit), unit))]


def task_uri(task: str) -> str:
    """By id."""
    return f"tasks/{task}.md"


def name_task(context: BuildContext, task: Task, remark: str = "") -> Place:
    """第31号 with its title: in a sentence the year is clear."""
    return Place(title=f"第{task.number}号　{task.title}", uri=task_uri(task.id), remark=remark)


def number_task(context: BuildContext, task: Task) -> str:
    """云委督〔2026〕31号."""
    return number_paper(context.office.settings.office.numbering.task, task.id, task.number)


def number_call(context: BuildContext, call: Call) -> str:
    """云委约〔2026〕24号."""
    return number_paper(context.office.settings.office.numbering.call, call.id, call.number)


def name_leader(context: BuildContext, instruction: Instruction) -> str:
    """区委书记陈××: the post as then held."""
    return f"{instruction.post}{context.office.settings.people.name(instruction.leader)}"


def record_anchor(identity: str) -> str:
    """The anchor of a record on the page that lists it."""
    return identity.replace("/", "-")


def incident_uri(incident: Incident) -> str:
    return f"incidents/{incident.id}.md"
