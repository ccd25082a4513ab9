"""督查经过: what was recorded of a task: parts that are there, extensions that can be given, nothing after the end."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from jianbao.checks.rule import Context, Family, Rule
from jianbao.metadata import Moment
from jianbao.model import EventKind, Part, Task, TaskEvent
from jianbao.problems import Problem
from jianbao.reading import Office
from jianbao.supervising import Step, find_course, find_deadline

EVENT_PART = Rule(
    code="event-part",
    title="任务分解表里没有这一项",
    reason="序号写错了，这条经过就记不到任何一项上，灯色和时限都不会变。",
    remedy="核对 part（分解序号）；整件事的，删去这一行",
)
EVENT_ORDER = Rule(
    code="event-order",
    title="与办结的先后不对",
    reason="办结就是销号，之后只有回头看；又催办又延期，就不知道这件事到底办完没有。",
    remedy="核对日期；问题反弹的，另立一件，不在已销号的事项上接着办",
)
EXTENSION_LATE = Rule(
    code="extension-late",
    title="到期以后才申请延期",
    reason="延期要在到期前申请，过期补批，超期就被抹掉了。",
    remedy="核对 asked（申请时间）；确是过期才申请的，删去这份延期，按超期办理",
)
EXTENSION_UNTIL = Rule(
    code="extension-until",
    title="延期没有延后时限",
    reason="延期只能把时限往后推；早于现在的时限，或这一项没有自己的时限，延期就不起作用。",
    remedy="核对 until（延至）和 part（分解序号）；要缩短时限的，另行交办",
)


def check_parts(context: Context) -> Iterator[Problem]:
    for task, event in _all_events(context.office):
        numbers = [part.number for part in task.parts]
        if event.part and event.part not in numbers:
            known = f"只有第{'、'.join(map(str, numbers))}项" if numbers else "没有分解"
            yield EVENT_PART.report(event.source.place("part"), f"写的是第{event.part}项，这件事{known}")


def _all_events(office: Office) -> Iterator[tuple[Task, TaskEvent]]:
    for task, events in (
        (office.tasks[task], events) for task, events in office.events_of.items() if task in office.tasks
    ):
        for event in events:
            yield task, event


def check_order(context: Context) -> Iterator[Problem]:
    for task, event in _all_events(context.office):
        if event.date:
            yield from _check_event(event, event.date, context.office.events_of[task.id])


def _check_event(event: TaskEvent, date: Moment, events: Sequence[TaskEvent]) -> Iterator[Problem]:
    """Compared by day where no time is written: what was recorded on the day of closing came before it."""
    place = event.source.place("date")
    first = next((known for known in events if known.kind is EventKind.CLOSE and not known.part), None)
    if event.kind is EventKind.REVISIT:
        if first is None or first.date is None or first.date.is_after(date):
            yield EVENT_ORDER.report(place, f"{date.chinese}还没有办结，谈不上回头看", "先登记办结")
        return
    own = _find_own_close(event, date, events) if event.part else first
    again = event.kind is EventKind.CLOSE and own is not event
    for close in (own, first):
        if close is None or close.date is None or close is event:
            continue
        if date.is_after(close.date) or (again and close is own):
            what = f"第{close.part}项" if close.part else "整件事"
            message = f"{what}{close.date.chinese}已经办结（{close.source.path}），不能再{event.kind.value}"
            yield EVENT_ORDER.report(place, message, "核对日期；这一项没有办好的，先登记退办" if close.part else "")
            return


def _find_own_close(event: TaskEvent, date: Moment, events: Sequence[TaskEvent]) -> TaskEvent | None:
    """The first closing of the event's part that was not sent back between the two; sending it back is one itself."""
    own = [(known.date, known) for known in events if known.part == event.part and known.date]
    back = [at for at, known in own if known.kind is EventKind.REWORK and not at.is_after(date)]
    closings = ((at, known) for at, known in own if known.kind is EventKind.CLOSE)
    return next((known for at, known in closings if not any(sent.is_after(at) for sent in back)), None)


def check_extensions(context: Context) -> Iterator[Problem]:
    for task in context.office.tasks.values():
        if any(event.kind is EventKind.EXTENSION for event in context.office.events_of.get(task.id, ())):
            steps = find_course(context.office, task)
            for number, step in enumerate(steps):
                event = step.event
                if event and event.kind is EventKind.EXTENSION and not event.refused:
                    yield from _check_extension(context.office, task, event, steps[:number])


def _check_extension(office: Office, task: Task, event: TaskEvent, before: Sequence[Step]) -> Iterator[Problem]:
    """``before``: what had happened until it was approved."""
    part = next((known for known in task.parts if known.number == event.part), None)
    if event.part and part is None:
        return
    until, asked, now = event.until, event.asked, find_deadline(office, task, before, part).current
    if part and part.due is None:
        message = f"第{part.number}项没有自己的时限，随整件事，要延只能延整件事"
        yield EXTENSION_UNTIL.report(event.source.place("part"), message)
    elif now is None:
        yield EXTENSION_UNTIL.report(event.source.place("until"), f"{_name(part)}没有办理时限，谈不上延期")
    elif until and until.day <= now:
        message = f"延至{until.chinese}，没有晚于现在的时限{Moment(now).chinese}"
        yield EXTENSION_UNTIL.report(event.source.place("until"), message)
    elif asked:
        then = find_deadline(office, task, [step for step in before if not step.at.is_after(asked)], part)
        if then.current and then.is_over(asked.day):
            message = f"{asked.chinese}申请延期，{_name(part)}的时限{Moment(then.current).chinese}已过"
            yield EXTENSION_LATE.report(event.source.place("asked"), message)


def _name(part: Part | None) -> str:
    return f"第{part.number}项" if part else "这件事"


FAMILY = Family(
    name="督查经过",
    rules=(EVENT_PART, EVENT_ORDER, EXTENSION_LATE, EXTENSION_UNTIL),
    checks=(check_parts, check_order, check_extensions),
)
