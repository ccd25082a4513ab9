"""督查事项: numbers, parts that fit the whole, a time limit, and who stands behind it."""

from __future__ import annotations

from collections.abc import Iterator

from jianbao.checks.leaders import is_leader, name_leaders, original_leaders
from jianbao.checks.rule import Context, Family, Rule
from jianbao.metadata import Moment
from jianbao.problems import Level, Problem
from jianbao.settings import Person
from jianbao.supervising import find_deadline

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
LIMIT_MISSING = Rule(
    code="limit-missing",
    title="没有办理时限",
    reason="没有时限就不会催办、不会亮灯，也不计入按时办结率，事情容易拖下去。",
    remedy="写 due（办理时限）或 within（期限），如“within: 15 工作日”；这一类都有时限的，写进 supervision.yml",
    level=Level.WARNING,
)
LIMIT_TWICE = Rule(
    code="limit-twice",
    title="办理时限写了两种",
    reason="既写哪一天、又写多少天，两处不同就不知道以哪个为准。",
    remedy="due（办理时限）和 within（期限）只留一个",
)
TASK_LEADER = Rule(
    code="task-leader",
    title="交办领导有误",
    reason="办结前要呈报原批示领导，领导没有写或与批示不同，就会呈报错人。",
    remedy="核对 leader（领导）和所依据的批示；由批示立项的，leader 可以不写",
    level=Level.WARNING,
)
TASK_OFFICER = Rule(
    code="task-officer",
    title="督办人当日不在任",
    reason="提醒和交接都按督办人算，不在任的人收不到，这件事就没有人催。",
    remedy="officer（督办人）写当日在任的人；任职起止有误的，改 people.yml",
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


def check_limit(context: Context) -> Iterator[Problem]:
    for task in context.office.tasks.values():
        stated = [key for key in ("due", "within") if key in task.source.places]
        if len(stated) > 1:
            yield LIMIT_TWICE.report(task.source.place("within"), "写了 due（办理时限），又写了 within（期限）")
        elif not stated and task.assigned and find_deadline(context.office, task, ()).original is None:
            category = context.office.settings.supervision.category(task.category).name
            message = f"没有写办理时限，“{category}”这一类也没有规定"
            yield LIMIT_MISSING.report(task.source.place("category"), message)


def check_leader(context: Context) -> Iterator[Problem]:
    office = context.office
    for task in office.tasks.values():
        if task.leader and not any(is_leader(office, task.leader, known) for known in original_leaders(office, task)):
            named = office.settings.people.name(task.leader)
            others = name_leaders(office, original_leaders(office, task))
            message = f"交办领导是{named}，所依据的批示却是{others}的"
            yield TASK_LEADER.report(task.source.place("leader"), message)
        elif office.settings.supervision.category(task.category).present and not any(original_leaders(office, task)):
            message = "这一类办结前要呈报领导，没有写 leader（领导）"
            hint = "写上 leader（领导）；由批示立项的，在 origin（来源）里写上批示"
            yield TASK_LEADER.report(task.source.place("category"), message, hint)


def check_officer(context: Context) -> Iterator[Problem]:
    people = context.office.settings.people
    for task in context.office.tasks.values():
        officer = people.by_id.get(task.officer)
        if officer and task.assigned and (when := _say_absent(officer, task.assigned)):
            yield TASK_OFFICER.report(task.source.place("officer"), f"{officer.name}{when}")


def _say_absent(person: Person, day: Moment) -> str:
    """Why the person was not in office on that day; empty for one who was."""
    if person.since and person.since.is_after(day):
        return f"{person.since.chinese}才到任，交办是在{day.chinese}"
    if person.until and day.is_after(person.until):
        return f"{person.until.chinese}已离任，交办是在{day.chinese}"
    return ""


FAMILY = Family(
    name="督查事项",
    rules=(TASK_NUMBER, TASK_PART, TASK_ASSISTING, LIMIT_MISSING, LIMIT_TWICE, TASK_LEADER, TASK_OFFICER),
    checks=(check_number, check_parts, check_assisting, check_limit, check_leader, check_officer),
)
