"""How people are told of a task: its days, time limits, standing, and what is to be done next."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from jianbao.acting.supervising.naming import name_task
from jianbao.metadata import Moment
from jianbao.model import EventKind, Task
from jianbao.reading import Office
from jianbao.rendering.slips.wording import say_closing, say_left
from jianbao.rendering.templates import chinese_date, short_date
from jianbao.supervising import (
    Deadline,
    PartStatus,
    TaskState,
    TaskStatus,
    WorkCalendar,
    find_next_feedback,
    find_reminders,
    find_rhythm,
)
from jianbao.supervising.requests import find_revisit

_WEEKDAYS = "一二三四五六日"


def say_day(day: date) -> str:
    """2026年10月8日（星期四）."""
    return f"{chinese_date(day)}（星期{_WEEKDAYS[day.weekday()]}）"


def say_units(office: Office, task: Task, *units: str) -> str:
    """Under the names of the day of assignment."""
    day = task.assigned.day if task.assigned else None
    return "、".join(office.settings.units.short(unit, day) for unit in units)


def say_deadline(deadline: Deadline) -> str:
    """2026年10月8日（星期四），原定10月7日逢休息日，顺延至10月8日."""
    if deadline.current is None:
        return "没有时限"
    told = [say_day(deadline.current)]
    if deadline.moved_from and deadline.original:
        told.append(f"原定{short_date(deadline.moved_from)}逢休息日，顺延至{short_date(deadline.original)}")
    if deadline.extensions and deadline.original:
        told.append(f"已延期{deadline.extensions}次，原为{short_date(deadline.original)}")
    return "，".join(told)


def say_schedule(office: Office, task: Task, deadline: Deadline) -> Iterator[str]:
    """The time limit, when it will be reminded of, the feedback; what the calendar does not know."""
    assigned, due = task.assigned, deadline.current
    yield f"办理时限：{say_deadline(deadline)}"
    if assigned is None:
        return
    reminders = [day for day in find_reminders(office, due) if day > assigned.day] if due else []
    if reminders:
        yield f"到期提醒：{'、'.join(map(say_day, reminders))}"
    rhythm, first = find_rhythm(office, task), find_next_feedback(office, task, assigned.day)
    if rhythm and first:
        yield f"反馈：{rhythm.chinese}，第一次{say_day(first)}"
    for year in WorkCalendar(office.settings.holidays).unknown_years(assigned.day, due or assigned.day):
        yield f"{year}年的放假安排还没有写，只按双休日推算；公布后写进 briefs/settings/holidays.yml，再核对时限"


def say_standing(office: Office, status: TaskStatus) -> str:
    """办理中，黄灯，时限2026年12月20日（星期日），还有20天."""
    light = f"{status.light.value}灯" if status.light else ""
    if status.closed_on:
        return f"{status.state.value}，{say_closing(office.settings.supervision, status.deadline, status.closed_on)}"
    return "，".join(filter(None, [status.state.value, light, say_limit(status.deadline.current, status.day)]))


def say_limit(due: date | None, day: date) -> str:
    return f"时限{say_day(due)}，{say_days_left(due, day)}" if due else "没有时限"


def say_days_left(due: date | None, day: date) -> str:
    """还有3天, 今天到期, 已超期15天; empty where there is no time limit."""
    return say_left(Moment(due) if due else None, Moment(day))


def say_part(office: Office, part: PartStatus, day: date) -> str:
    """第2项黄灯，时限…, or 第2项按时办结."""
    if part.closed:
        return f"第{part.part.number}项{say_closing(office.settings.supervision, part.deadline, part.closed)}"
    light = f"{part.light.value}灯" if part.light else ""
    return f"第{part.part.number}项{light}，{say_limit(part.deadline.current, day)}"


def say_next(office: Office, status: TaskStatus, *, commands: bool = True) -> str:
    """What is to be done now, with the command for it where the command line tells it."""
    task, number = status.task, status.task.number
    lead = say_units(office, task, task.lead_unit)
    present = office.settings.supervision.category(task.category).present

    def name(command: str, before: str = "（", after: str = "）") -> str:
        return f"{before}jianbao {command}{after}" if commands else ""

    fit = f"呈报领导{name(f'task present {number}')}" if present else f"办结{name(f'task close {number}')}"
    again = name(f"record instruction --task {task.id}")
    told = {
        TaskState.ASSIGNED: f"{lead}签收{name(f'task receive {number}', '，用 ', ' 登记')}",
        TaskState.HANDLING: f"{lead}{_say_report(office, status)}",
        TaskState.REWORK: f"{lead}重新办理，再报送办理结果",
        TaskState.REPORTED: f"审核办理结果，符合要求的{fit}，不符合要求的退办{name(f'task rework {number}')}",
        TaskState.PRESENTED: (
            f"领导没有新批示的，办结{name(f'task close {number}')}；有新批示的，先登记{again}，另行立项交办"
        ),
        TaskState.CLOSED: _say_after(office, status, commands=commands),
    }
    return told[status.state]


def _say_after(office: Office, status: TaskStatus, *, commands: bool) -> str:
    """What is still owed to a closed task."""
    again = find_revisit(office, status)
    last = next((step.event for step in reversed(status.steps) if step.kind is EventKind.REVISIT), None)
    if again:
        return f"{say_day(again)}前回头看" + (
            f"，用 jianbao task revisit {status.task.number} 登记" if commands else ""
        )
    if last is None or not last.relapsed:
        return "已经销号，没有要办的"
    anew = next((task for task in office.tasks.values() if task.reopens == status.task.id), None)
    if anew:
        return f"已经另行立项（{name_task(office, anew)}）"
    return "另行立项交办" + (f"（jianbao task open --reopens {status.task.id}）" if commands else "")


def _say_report(office: Office, status: TaskStatus) -> str:
    """每月25日反馈，下一次…; what is missed is said first."""
    rhythm, following = find_rhythm(office, status.task), find_next_feedback(office, status.task, status.day)
    missed = "、".join(short_date(period.due) for period in status.missed)
    if status.is_overdue:
        return "尽快办结并报送办理结果，已经超期，不能再申请延期"
    if missed:
        return f"补报{missed}应报的进展，办理完毕后报送办理结果"
    if rhythm and following:
        return f"{rhythm.chinese}反馈，下一次{say_day(following)}；办理完毕后报送办理结果"
    return "抓紧办理，办理完毕后报送办理结果"
