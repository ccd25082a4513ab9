"""督查稿: what an article was made of, and an article of 《督查工作》 that tells of tasks as they stood on a day."""

from __future__ import annotations

from collections.abc import Iterator

from jianbao.checks.passages import find_open_adoptions
from jianbao.checks.rule import Context, Family, Rule
from jianbao.model import DeskRecord, TaskEvent
from jianbao.problems import Level, Problem
from jianbao.reading import Office

DESK_SUBJECT = Rule(
    code="desk-subject",
    title="没有写清稿子从哪里来",
    reason="一份编辑记录只有一个来路：一篇稿件、几篇综合、几件督查事项，或者自编；写了两种，署名和统计就不知道依哪个。",
    remedy="item（稿件）、sources（综合稿件）、tasks（所述事项）只写一种；自编的都不写",
)
TASK_REPEATED = Rule(
    code="task-repeated",
    title="同一督查事项写了两次",
    reason="一篇督查稿里同一件事列两次，件数和办结率就多算了。",
    remedy="删去重复的一个",
)
BRIEF_STALE = Rule(
    code="brief-stale",
    title="拟稿以后又补登记了办理情况",
    reason="督查稿写的是截至某日的情况，截止日以前的事后来才登记，稿子里的进度和灯色就不是最新的。",
    remedy="印发前核对正文，需要的用 jianbao task brief 重新拟稿",
    level=Level.NOTICE,
)

_SUBJECTS = ("item", "sources", "tasks")


def check_subject(context: Context) -> Iterator[Problem]:
    for record in context.office.desk.values():
        named = [key for key in _SUBJECTS if key in record.source.places]
        if len(named) > 1:
            message = f"同时写了 {'、'.join(named)}，只能写一种"
            yield DESK_SUBJECT.report(record.source.place(named[-1]), message)
        elif "until" in record.source.places and "tasks" not in named:
            message = "写了 until（情况截至），没有写 tasks（所述事项）"
            yield DESK_SUBJECT.report(record.source.place("until"), message, "写上 tasks（所述事项），或删去 until")


def check_repeated(context: Context) -> Iterator[Problem]:
    for record in context.office.desk.values():
        for number, task in enumerate(record.tasks):
            if task in record.tasks[:number]:
                yield TASK_REPEATED.report(record.source.place(f"tasks[{number}]"), f"{task} 前面已经写过")


def check_stale(context: Context) -> Iterator[Problem]:
    """Of what is still to be printed; told at the task, with the first of the events that came too late."""
    office = context.office
    for record in find_open_adoptions(office, context.standing):
        for number, task in enumerate(record.tasks):
            if late := _find_late(office, record, task):
                first, more = late[0], f"等{len(late)}条" if len(late) > 1 else ""
                happened = f"{first.date.chinese}的{first.kind.value}" if first.date else ""
                message = f"拟稿以后补登记了 {task} {happened}{more}，都在情况截至的日子以前"
                member = f"tasks[{number}]"
                yield BRIEF_STALE.report(
                    record.source.place(member if member in record.source.places else "tasks"), message
                )


def _find_late(office: Office, record: DeskRecord, task: str) -> list[TaskEvent]:
    """What happened by the day that the article tells of, and was recorded after it was written."""
    until, decided = record.until, record.decided
    if until is None or decided is None:
        return []
    return [
        event
        for event in office.events_of.get(task, ())
        if event.date and event.recorded and not event.date.is_after(until) and event.recorded.is_after(decided)
    ]


FAMILY = Family(
    name="督查稿",
    rules=(DESK_SUBJECT, TASK_REPEATED, BRIEF_STALE),
    checks=(check_subject, check_repeated, check_stale),
)
