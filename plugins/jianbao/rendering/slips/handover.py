"""交接单: everything that one of the staff has in hand on a day, for whoever takes it over."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from jianbao.metadata import Moment
from jianbao.outlook import Heading, Matter, find_duty, find_matters, find_owners
from jianbao.outlook.matters import name_units
from jianbao.rendering.slips.request import SlipRequest
from jianbao.rendering.slips.wording import number_paper, say_left
from jianbao.supervising import TaskStatus, find_statuses

# The sections behind the table of tasks, and what is listed in each.
_SECTIONS: Mapping[str, Sequence[Heading]] = {
    "批示和延期申请": (Heading.INSTRUCTED, Heading.EXTENSION),
    "约稿": (Heading.UPWARD, Heading.UNANSWERED),
    "稿件": (Heading.PENDING, Heading.REVISE, Heading.HOLD, Heading.UNUSED),
    "送审稿和更正": (Heading.DRAFT, Heading.UNANNOUNCED),
    "紧急事件": (Heading.URGENT,),
    "异议": (Heading.DISPUTED,),
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Handover:
    """Ids of ``people.yml``; ``to`` is empty where it is not decided who takes over."""

    person: str
    to: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class TaskRow:
    number: str
    title: str
    lead: str
    state: str
    light: str
    due: Moment | None
    left: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Promise:
    """Something that is due by a day."""

    due: Moment
    overdue: bool
    title: str
    facts: str


def describe_person(request: SlipRequest, handover: Handover) -> Mapping[str, Any]:
    """What is the person's by name, by unit or by role, also where they have left; ``sections`` are (name, lines)."""
    people, day = request.office.settings.people, request.as_of.day
    matters = [
        matter
        for matter in find_matters(request.office, request.standing, request.as_of)
        if handover.person in find_owners(people, matter, day, also=handover.person)
    ]
    person, to = people.by_id[handover.person], people.by_id.get(handover.to)
    duty = find_duty(people, handover.person, day)
    return {
        "person": person,
        "to": to,
        "covers": name_units(request.office, person.covers, request.as_of),
        "stands_for": [people.name(other) for other in duty.stands_for],
        "tasks": _list_tasks(request, matters),
        "sections": [(name, _list_lines(request, matters, headings)) for name, headings in _SECTIONS.items()],
        "promised": _list_promised(request, matters),
    }


def _list_tasks(request: SlipRequest, matters: Iterable[Matter]) -> list[TaskRow]:
    """Those that are open and theirs, or have a part that is, by number."""
    theirs = {matter.record for matter in matters}
    statuses = find_statuses(request.office, request.as_of)
    return [_make_row(request, s) for s in statuses if s.is_open and f"tasks/{s.task.id}" in theirs]


def _make_row(request: SlipRequest, status: TaskStatus) -> TaskRow:
    task, settings = status.task, request.office.settings
    due = Moment(status.deadline.current) if status.deadline.current else None
    return TaskRow(
        number=number_paper(settings.office.numbering.task, task.id, task.number),
        title=task.title,
        lead=settings.units.short(task.lead_unit, status.day),
        state=status.state.value,
        light=f"{status.light.value}灯" if status.light else "",
        due=due,
        left=say_left(due, Moment(status.day)),
    )


def _list_lines(request: SlipRequest, matters: Iterable[Matter], headings: Sequence[Heading]) -> list[str]:
    """In the order of the headings."""
    known = list(matters)
    return [
        f"{matter.text}：{name_units(request.office, matter.waiting, request.as_of)}" if matter.waiting else matter.text
        for heading in headings
        for matter in known
        if matter.heading is heading
    ]


def _list_promised(request: SlipRequest, matters: Iterable[Matter]) -> list[Promise]:
    """By day and time, so that what is overdue comes first."""
    dated = sorted(((matter.due, matter.key, matter) for matter in matters if matter.due), key=lambda one: one[:2])
    return [
        Promise(due=due, overdue=request.as_of.is_after(due), title=matter.title, facts="，".join(matter.facts))
        for due, _, matter in dated
    ]
