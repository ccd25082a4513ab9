"""Supervision tasks: what units owe by which day, and what the office owes them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from jianbao.metadata import Moment
from jianbao.outlook.matters import Heading, Matter, Role, named_people
from jianbao.outlook.phrases import say_day, say_due, say_since
from jianbao.reading import Office
from jianbao.supervising import (
    PartStatus,
    TaskState,
    TaskStatus,
    find_next_feedback,
    find_receipt_due,
    find_reminders,
    find_revisit,
    find_rhythm,
    find_statuses,
    find_undecided,
)

# States in which it is the office's turn.
_OURS = {TaskState.REPORTED: Heading.REVIEW, TaskState.PRESENTED: Heading.CLOSING}


def list_tasks(office: Office, as_of: Moment) -> Iterator[Matter]:
    """Of each task in order of numbers: its receipt, itself, its parts, its feedback, extensions asked for, 回头看."""
    for status in find_statuses(office, as_of):
        if status.is_open:
            yield from _list_receipt(office, status)
            yield _describe_task(office, status)
            yield from (_describe_part(office, status, part) for part in status.parts if _has_own_day(part))
            yield from _list_feedback(office, status)
            yield from _list_undecided(office, status, as_of)
        else:
            yield from _list_revisit(office, status)


def name_task(status: TaskStatus) -> str:
    return f"第{status.task.number}号“{status.task.title}”"


def _make(
    office: Office,
    status: TaskStatus,
    *,
    key: str,
    title: str,
    facts: list[str],
    due: date | None,
    what: str = "",
    heading: Heading | None = None,
    units: tuple[str, ...] = (),
) -> Matter:
    """A matter of a task: ``facts`` and the deadline in brackets behind its title."""
    task = status.task
    told = [*facts, say_due(office, due, status.day, what)] if due else facts
    return Matter(
        key=f"{key}-{task.id.replace('/', '-')}",
        heading=heading,
        text=f"{title}（{'，'.join(told)}）{task.id}",
        record=f"tasks/{task.id}",
        title=title if what else f"{title}到期",
        facts=tuple(facts),
        due=Moment(due) if due else None,
        reminders=find_reminders(office, due) if due else (),
        units=units or (task.lead_unit,),
        people=tuple(dict.fromkeys(filter(None, (task.officer, *named_people(office, task.contact))))),
        role=Role.SUPERVISOR,
    )


def _name_unit(office: Office, status: TaskStatus, unit: str) -> str:
    return office.settings.units.short(unit, status.day)


def _describe_task(office: Office, status: TaskStatus) -> Matter:
    lead = _name_unit(office, status, status.task.lead_unit)
    light = [f"{status.light.value}灯"] if status.light else []
    return _make(
        office,
        status,
        key="task",
        title=name_task(status),
        facts=[lead, _say_state(office, status), *light],
        due=status.deadline.current,
        heading=_OURS.get(status.state),
    )


def _say_state(office: Office, status: TaskStatus) -> str:
    """办理中; of what waits for the office also since when, and what is to be done."""
    if status.state is TaskState.REPORTED and status.reported:
        present = office.settings.supervision.category(status.task.category).present
        then = f"审核后呈报{_name_leader(office, status)}" if present else "审核后办结"
        return f"{say_day(status.reported, status.day)}报来办理结果，{then}"
    if status.state is TaskState.PRESENTED and status.presented:
        return f"{say_day(status.presented, status.day)}已呈报，没有新的批示就办结"
    return status.state.value


def _name_leader(office: Office, status: TaskStatus) -> str:
    """Of the instruction, else of the task."""
    instruction = office.instructions.get(status.task.instruction)
    leader = instruction.leader if instruction else status.task.leader
    return f"{office.settings.people.name(leader)}同志" if leader else "领导"


def _list_receipt(office: Office, status: TaskStatus) -> Iterator[Matter]:
    assigned = status.task.assigned
    if status.state is TaskState.ASSIGNED and assigned:
        due = find_receipt_due(office, status.task)
        facts = [_name_unit(office, status, status.task.lead_unit), f"{say_day(assigned.day, status.day)}交办"]
        title = f"{name_task(status)}签收"
        yield _make(
            office, status, key="receipt", title=title, facts=facts, due=due, what="签收", heading=Heading.RECEIPT
        )


def _has_own_day(part: PartStatus) -> bool:
    return part.closed is None and part.part.due is not None


def _describe_part(office: Office, status: TaskStatus, part: PartStatus) -> Matter:
    number, lead = part.part.number, part.part.lead_unit
    light = [f"{part.light.value}灯"] if part.light else []
    return _make(
        office,
        status,
        key=f"part-{number}",
        title=f"{name_task(status)}第{number}项“{part.part.content}”",
        facts=[_name_unit(office, status, lead), *light],
        due=part.deadline.current,
        units=tuple(dict.fromkeys((status.task.lead_unit, lead))),
    )


def _list_feedback(office: Office, status: TaskStatus) -> Iterator[Matter]:
    """Every day of feedback that was missed or is today, and the next one unless it was reported for already, which
    what made up for a missed one does not do.
    """
    owed = [period.due for period in status.feedback if period.reported is None]
    last = status.feedback[-1] if status.feedback else None
    told = status.reported is not None and (last is None or last.due < status.reported != last.reported)
    coming = find_next_feedback(office, status.task, status.day)
    rhythm = find_rhythm(office, status.task)
    for due in (*owed, coming) if coming and not told else owed:
        lead = _name_unit(office, status, status.task.lead_unit)
        facts = [lead, f"{rhythm.chinese}反馈"] if rhythm else [lead]
        title = f"{name_task(status)}反馈"
        yield _make(office, status, key=f"feedback-{due}", title=title, facts=facts, due=due, what="反馈")


def _list_undecided(office: Office, status: TaskStatus, as_of: Moment) -> Iterator[Matter]:
    """Whether to give more time is decided before the time is over; that day is the task's own matter."""
    due = status.deadline.current
    for asked in find_undecided(status):
        unit = "、".join(_name_unit(office, status, unit) for unit in asked.units)
        facts = [f"{unit}{say_day(asked.at.day, status.day)}申请延期", say_since(as_of, asked.at)]
        told = [*facts, say_due(office, due, status.day)] if due else facts
        yield _make(
            office,
            status,
            key=f"extension-{'-'.join(asked.units)}",
            title=name_task(status),
            facts=told,
            due=None,
            heading=Heading.EXTENSION,
        )


def _list_revisit(office: Office, status: TaskStatus) -> Iterator[Matter]:
    due = find_revisit(office, status)
    if due and status.closed_on:
        facts = [
            _name_unit(office, status, status.task.lead_unit),
            f"{say_day(status.closed_on, status.day)}办结",
        ]
        title = f"{name_task(status)}回头看"
        yield _make(office, status, key="revisit", title=title, facts=facts, due=due, what="回头看")
