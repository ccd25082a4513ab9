"""督查事项: numbers, and parts that fit the whole."""

from __future__ import annotations

from collections.abc import Iterator

from jianbao.checks.rule import Context, Family, Rule
from jianbao.problems import Level, Problem

TASK_NUMBER = Rule(
    code="task-number",
    title="督查事项编号与文件名不一致",
    reason="单位按文件名里的编号反馈，督办单印的是 number，两处不同，反馈就对不上。",
    remedy="文件名和 number 写成同一个编号，文件名用三位数；文件放在交办那一年的文件夹里",
)
TASK_PART = Rule(
    code="task-part",
    title="任务分解表有误",
    reason="分解的任务序号重复，就说不清办的是哪一项；比整件事的时限还晚，整件事就不能按时办结。",
    remedy="核对 parts（任务分解）的 no（序号）和 due（办理时限）",
)
TASK_ASSISTING = Rule(
    code="task-assisting",
    title="既牵头又协办",
    reason="同一单位既牵头又协办，责任就不清楚。",
    remedy="从 assisting（协办单位）里删去牵头单位",
    level=Level.WARNING,
)


def check_number(context: Context) -> Iterator[Problem]:
    for task in context.office.tasks.values():
        year, _, written = task.id.partition("/")
        if task.number and task.number != int(written):
            yield TASK_NUMBER.report(task.source.place("number"), f"编号是{task.number}，文件名却是 {written}.md")
        if task.assigned and str(task.assigned.day.year) != year:
            message = f"交办时间是{task.assigned.chinese}，文件夹却是{year}年"
            yield TASK_NUMBER.report(task.source.place("assigned"), message)


def check_parts(context: Context) -> Iterator[Problem]:
    for task in context.office.tasks.values():
        seen: set[int] = set()
        for number, part in enumerate(task.parts):
            if part.number and part.number in seen:
                yield TASK_PART.report(task.source.place(f"parts[{number}].no"), f"任务分解里有两个序号{part.number}")
            seen.add(part.number)
            if part.due and task.due and part.due.is_after(task.due):
                message = f"第{part.number}项的时限{part.due.chinese}晚于整件事的{task.due.chinese}"
                yield TASK_PART.report(task.source.place(f"parts[{number}].due"), message)


def check_assisting(context: Context) -> Iterator[Problem]:
    units = context.office.settings.units
    for task in context.office.tasks.values():
        rows = [("assisting", task.lead_unit, task.assisting)]
        rows += [(f"parts[{n}].assisting", part.lead_unit, part.assisting) for n, part in enumerate(task.parts)]
        for field, lead, assisting in rows:
            if lead in assisting:
                name = units.short(lead, task.assigned.day if task.assigned else None)
                yield TASK_ASSISTING.report(task.source.place(field), f"{name}既是牵头单位，又是协办单位")


FAMILY = Family(
    name="督查事项",
    rules=(TASK_NUMBER, TASK_PART, TASK_ASSISTING),
    checks=(check_number, check_parts, check_assisting),
)
