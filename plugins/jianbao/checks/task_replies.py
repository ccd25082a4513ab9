"""回复: what units answer a task with, and that they have a part in it."""

from __future__ import annotations

from collections.abc import Iterator

from jianbao.checks.rule import Context, Family, Rule
from jianbao.model import Decision, Item, Reply, Task
from jianbao.problems import Level, Problem
from jianbao.reading import Office

REPLY_TASK = Rule(
    code="reply-task",
    title="回复与督查事项不配套",
    reason="回复的稿件不计入报送，也不编发；不写清回复的是哪一件、是签收还是反馈，督查台账就接不上。",
    remedy="task（督查事项）和 reply（回复）一起写；不是回复的，两项都删去",
)
_BRIEFED = "办理情况写进《督查工作》，用 jianbao task brief 拟稿"
TASK_UNIT = Rule(
    code="task-unit",
    title="这个单位不承办这件事",
    reason="既不牵头也不协办的单位签收、反馈，不算承办单位办了，多半是单位或事项编号写错了。",
    remedy="核对单位和事项编号；中途增加的单位，另行交办",
    level=Level.WARNING,
)


def check_replies(context: Context) -> Iterator[Problem]:
    for item in context.office.items.values():
        if item.reply and "task" not in item.source.places:
            message = f"写了回复“{item.reply.value}”，没有写回复的是哪一件督查事项"
            yield REPLY_TASK.report(item.source.place("reply"), message)
        elif item.task and "reply" not in item.source.places:
            message = f"写了督查事项 {item.task}，没有写 reply（回复）"
            yield REPLY_TASK.report(item.source.place("task"), message, "加上 reply: 签收、反馈或申请延期")
        elif item.finished and item.reply is not Reply.PROGRESS:
            message = "只有“反馈”才写 finished（办理完毕）"
            yield REPLY_TASK.report(item.source.place("finished"), message, "删去这一行，或把 reply（回复）改成反馈")


def check_adopted(context: Context) -> Iterator[Problem]:
    """What does not count as filed must not count as used."""
    for record in context.office.desk.values():
        if record.decision is Decision.ADOPT and record.id not in context.standing.superseded:
            for number, identity in enumerate(record.items):
                item = context.office.items.get(identity)
                if item and item.task and item.reply:
                    place = record.source.place(f"sources[{number}]" if record.is_composite else "item")
                    yield REPLY_TASK.report(place, f"{identity} 是对督查事项 {item.task} 的回复，不能采用", _BRIEFED)


def check_units(context: Context) -> Iterator[Problem]:
    office = context.office
    for event in office.task_events.values():
        task = office.tasks.get(event.task)
        if task and event.unit and event.unit not in _find_involved(office, task):
            day = event.date.day if event.date else None
            message = f"{office.settings.units.short(event.unit, day)}既不牵头也不协办 {task.id}"
            yield TASK_UNIT.report(event.source.place("unit"), message)
    for item in office.items.values():
        task = office.tasks.get(item.task)
        if task and item.units and _find_involved(office, task).isdisjoint(item.units):
            yield TASK_UNIT.report(item.source.place("task"), f"{_name_units(office, item)}既不牵头也不协办 {task.id}")


def _find_involved(office: Office, task: Task) -> set[str]:
    """Its units, and those that they were merged into since."""
    return {heir for unit in task.units for heir in office.settings.units.lineage(unit)}


def _name_units(office: Office, item: Item) -> str:
    day = item.date.day if item.date else None
    return "、".join(office.settings.units.short(unit, day) for unit in item.units)


FAMILY = Family(name="督查回复", rules=(REPLY_TASK, TASK_UNIT), checks=(check_replies, check_adopted, check_units))
