"""办结: a task is closed when its result was presented, no new instruction waits, and its papers are there."""

from __future__ import annotations

from collections.abc import Iterator

from jianbao.checks.leaders import is_leader, name_leaders, original_leaders
from jianbao.checks.rule import Context, Family, Rule
from jianbao.metadata import Moment
from jianbao.model import EventKind, Instruction, Task, TaskEvent
from jianbao.problems import Level, Problem
from jianbao.reading import Office
from jianbao.supervising import OWING, find_follow_ups, find_status

CLOSE_UNPRESENTED = Rule(
    code="close-unpresented",
    title="没有呈报就办结",
    reason="领导批示的事，办理结果要呈报原批示领导，领导没有新的要求才能办结；退回重办的，重办后要再呈报。",
    remedy="先呈报原批示领导，用 jianbao task present 登记，再办结",
)
CLOSE_INSTRUCTED = Rule(
    code="close-instructed",
    title="领导有新批示，没有另行交办就办结",
    reason="呈报后领导又批示要办的，是新的一件事，原事项一销号，新批示就没有人办。",
    remedy="按新批示另立一件，在它的 origin（来源）里写上这条批示，再办结原事项",
)
CLOSE_PAPERS = Rule(
    code="close-papers",
    title="办结材料不齐",
    reason="这一类事项办结要哪些材料由 supervision.yml 规定，缺一件就不能销号归档。",
    remedy="补齐材料，写进办结记录的 papers（办结材料）",
)
PRESENTED_TO = Rule(
    code="presented-to",
    title="没有呈报原批示领导",
    reason="谁批示的，办理结果就呈报谁；只呈报别的领导，原批示领导不知道办得怎样。",
    remedy="核对 to（呈报）；还没有呈报原批示领导的，补呈报后另记一份",
    level=Level.WARNING,
)


def check_closes(context: Context) -> Iterator[Problem]:
    office = context.office
    instructed = _find_instructed(office)
    for event in office.task_events.values():
        task = office.tasks.get(event.task)
        if task and event.date and event.kind is EventKind.CLOSE and not event.part:
            yield from _check_presented(office, task, event, event.date, instructed.get(task.id, []))
            yield from _check_papers(office, task, event)


def _check_presented(
    office: Office, task: Task, event: TaskEvent, closed: Moment, instructed: list[Instruction]
) -> Iterator[Problem]:
    place, status = event.source.place("date"), find_status(office, task, closed)
    if status.presented is None:
        category = office.settings.supervision.category(task.category)
        if category.present:
            reworked = any(step.kind is EventKind.REWORK and not step.part for step in status.steps)
            since = "退回重办以后没有再呈报" if reworked else "没有呈报原批示领导"
            yield CLOSE_UNPRESENTED.report(place, f"“{category.name}”办结前要呈报，{since}")
        return
    presented = Moment(status.presented)
    for instruction in instructed:
        if instruction.date and not presented.is_after(instruction.date) and not instruction.date.is_after(closed):
            who = office.settings.people.name(instruction.leader)
            message = f"{presented.chinese}呈报后{who}又作了批示（{instruction.source.path}），没有另行交办"
            yield CLOSE_INSTRUCTED.report(place, message)


def _find_instructed(office: Office) -> dict[str, list[Instruction]]:
    """By task: the instructions on it that ask for more and have opened no task but that one."""
    waiting: dict[str, list[Instruction]] = {}
    follow_ups = find_follow_ups(office) if any(known.task for known in office.instructions.values()) else {}
    for follow_up in follow_ups.values():
        instruction = follow_up.instruction
        opened = [task for task in follow_up.tasks if task.id != instruction.task]
        if instruction.task and not opened and not OWING.isdisjoint(instruction.natures):
            waiting.setdefault(instruction.task, []).append(instruction)
    return waiting


def _check_papers(office: Office, task: Task, event: TaskEvent) -> Iterator[Problem]:
    category = office.settings.supervision.category(task.category)
    if missing := [paper for paper in category.papers if paper not in event.papers]:
        place = event.source.place("papers" if "papers" in event.source.places else "date")
        message = f"“{category.name}”办结要{len(category.papers)}种材料，缺{'、'.join(missing)}"
        yield CLOSE_PAPERS.report(place, message)


def check_presented(context: Context) -> Iterator[Problem]:
    """Told at the last 呈报 of a task, where none of them went to the leader whose instruction it was."""
    office = context.office
    for task in office.tasks.values():
        presented = [e for e in office.events_of.get(task.id, ()) if e.kind is EventKind.PRESENTED and e.to]
        if presented and not any(_is_presented(office, task, event) for event in presented):
            to = office.settings.people.name(presented[-1].to)
            message = f"呈报的是{to}，批示的是{name_leaders(office, original_leaders(office, task))}"
            yield PRESENTED_TO.report(presented[-1].source.place("to"), message)


def _is_presented(office: Office, task: Task, event: TaskEvent) -> bool:
    """To the leader whose instruction it was; to anybody where nobody knows whose."""
    found = False
    for leader in original_leaders(office, task):
        if is_leader(office, event.to, leader):
            return True
        found = True
    return not found


FAMILY = Family(
    name="办结",
    rules=(CLOSE_UNPRESENTED, CLOSE_INSTRUCTED, CLOSE_PAPERS, PRESENTED_TO),
    checks=(check_closes, check_presented),
)
