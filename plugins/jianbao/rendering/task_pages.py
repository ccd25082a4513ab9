"""The page of one task: what is asked, by when, in which parts, how it was reported on, and all that happened."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from jianbao.model import EventKind, Task
from jianbao.rendering.body import frame_tables, render_body
from jianbao.rendering.context import BuildContext
from jianbao.rendering.page import Page, make_headings
from jianbao.rendering.places import Place, name_unit, name_units, number_task, task_uri
from jianbao.rendering.slips.wording import count_late
from jianbao.rendering.supervision import Supervision
from jianbao.rendering.task_rows import make_row, note_deadline, say_day
from jianbao.supervising import FeedbackPeriod, PartStatus, Step, TaskStatus, find_rhythm


@dataclass(frozen=True, kw_only=True, slots=True)
class ShownPart:
    """A row of 任务分解表; ``done`` is the day on which it was done, as printed, ``late`` 超期3天 where it was late."""

    number: int
    content: str
    lead: Place
    assisting: tuple[Place, ...]
    due: str
    due_note: str
    done: str
    late: str
    light: str


@dataclass(frozen=True, kw_only=True, slots=True)
class ShownStep:
    """One thing that happened. ``lines`` are (label, text) pairs, ``html`` the text of what a unit filed."""

    at: str
    name: str
    units: tuple[Place, ...]
    part: int
    lines: tuple[tuple[str, str], ...]
    title: str = ""
    html: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class ShownPeriod:
    """A day of feedback with what became of it: 按期 补报 缺 待报."""

    due: str
    outcome: str
    reported: str


def render_tasks(supervision: Supervision) -> list[Page]:
    """In order of their numbers."""
    return [_render_task(supervision, status) for status in supervision.statuses.values()]


def _render_task(supervision: Supervision, status: TaskStatus) -> Page:
    context, task = supervision.context, status.task
    return Page(
        uri=task_uri(task.id),
        title=f"{number_task(context, task)}　{task.title}",
        html=context.render("pages/task.html", **describe_task(supervision, status)),
        day=context.as_of.day,
        headings=make_headings([("任务分解", "parts")] * bool(status.parts) + [("办理经过", "course")]),
        summary=task.title,
    )


def describe_task(supervision: Supervision, status: TaskStatus) -> dict[str, Any]:
    """All that a page tells of a task, by the names that its template knows."""
    context, task = supervision.context, status.task
    row = make_row(context, status)
    rhythm = find_rhythm(context.office, task)
    origin = context.office.instructions.get(task.instruction)
    known = {instruction.id for instruction in supervision.instructions}
    following = supervision.find_instructions_on(task.id)
    opened = [new for instruction in following for new in supervision.find_tasks(instruction) if new.id != task.id]
    opened += [known.task for known in supervision.statuses.values() if known.task.reopens == task.id]
    earlier = supervision.statuses.get(task.reopens)
    return {
        "row": row,
        "status": status,
        "task": task,
        "number": row.number,
        "leader": context.office.settings.people.name(task.leader),
        "officer": context.office.settings.people.name(task.officer),
        "origin": supervision.place_instruction(origin) if origin and origin.id in known else None,
        "subject": supervision.subjects[origin.id] if origin and origin.id in known else [],
        "reopens": supervision.place_task(earlier.task) if earlier else None,
        "rhythm": rhythm.chinese if rhythm else "",
        "breakdown": [_show_part(context, task, part) for part in status.parts],
        "periods": [_show_period(context, period, status.day) for period in status.feedback],
        "steps": [_show_step(context, step) for step in status.steps],
        "papers": _check_papers(context, status),
        "printed": supervision.find_printed(task.id),
        "following": [supervision.place_instruction(instruction) for instruction in following],
        "opened": [supervision.place_task(new) for new in {new.id: new for new in opened}.values()],
    }


def _show_part(context: BuildContext, task: Task, shown: PartStatus) -> ShownPart:
    part, day = shown.part, task.assigned.day if task.assigned else None
    return ShownPart(
        number=part.number,
        content=part.content,
        lead=name_unit(context, part.lead_unit, day),
        assisting=tuple(name_units(context, part.assisting, day)),
        due=say_day(context, shown.deadline.current) if shown.deadline.current else "未定时限",
        due_note=note_deadline(context, shown.deadline),
        done=say_day(context, shown.closed) if shown.closed else "",
        late=f"超期{late}天" if (late := _count_late(context, shown)) else "",
        light=shown.light.value if shown.light else "",
    )


def _count_late(context: BuildContext, shown: PartStatus) -> int:
    """Days after the time limit that the office goes by."""
    if shown.closed is None:
        return 0
    return count_late(context.office.settings.supervision, shown.deadline, shown.closed)


def _show_period(context: BuildContext, period: FeedbackPeriod, today: date) -> ShownPeriod:
    missed = "缺" if period.is_missed(today) else "待报"
    outcome = missed if period.reported is None else "补报" if period.is_late else "按期"
    reported = say_day(context, period.reported) if period.reported else ""
    return ShownPeriod(due=say_day(context, period.due), outcome=outcome, reported=reported)


def _show_step(context: BuildContext, step: Step) -> ShownStep:
    item = step.item
    name = step.kind.value if step.kind else "申请延期"
    if step.event and step.kind is EventKind.EXTENSION:
        name = "不同意延期" if step.event.refused else "批准延期"
    return ShownStep(
        at=step.at.chinese,
        name=name,
        units=tuple(name_unit(context, unit, step.at.day) for unit in step.units),
        part=step.part,
        lines=tuple((label, text) for label, text in _list_lines(context, step) if text),
        title=item.title if item else "",
        html=frame_tables(render_body(item.body)) if item else "",
    )


def _list_lines(context: BuildContext, step: Step) -> list[tuple[str, str]]:
    """What the record of the step says, in the order in which an office would tell it; empty texts among them."""
    event, name = step.event, context.office.settings.people.name
    if event is None:
        return [("", "办理结果" if step.item and step.item.finished else "")]
    satisfied = {None: "", True: "满意", False: "不满意"}[event.satisfied]
    return [
        ("", "办理结果" if event.finished else ""),
        ("", event.text or event.result),
        ("申请日期", say_day(context, event.asked.day) if event.asked else ""),
        ("延至" if not event.refused else "申请延至", say_day(context, event.until.day) if event.until else ""),
        ("事由", event.reason),
        ("批准人" if not event.refused else "审批人", name(event.approved_by)),
        ("呈报" if event.kind is EventKind.PRESENTED else "联系", name(event.to)),
        ("领导意见", event.opinion),
        ("方式", event.via),
        ("答复", event.reply),
        ("满意情况", satisfied),
        ("", "问题反弹" if event.relapsed else ""),
        ("经办", name(event.by)),
    ]


def _check_papers(context: BuildContext, status: TaskStatus) -> list[tuple[str, bool]]:
    """办结材料: each paper that the category asks for, and others that came, with whether it is there."""
    wanted = context.office.settings.supervision.category(status.task.category).papers
    event = status.closed.event if status.closed else None
    given = event.papers if event else ()
    return [(paper, paper in given) for paper in dict.fromkeys((*wanted, *given))]
