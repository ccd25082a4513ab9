"""批示办理: an instruction that asks for something becomes a task; one that does not, does not."""

from __future__ import annotations

from collections.abc import Iterator

from jianbao.checks.rule import Context, Family, Rule
from jianbao.model import Instruction, Task
from jianbao.model.instruction import InstructionForm
from jianbao.problems import Level, Problem
from jianbao.reading import Office
from jianbao.supervising import OWING, find_chain, find_follow_ups

INSTRUCTION_IDLE = Rule(
    code="instruction-idle",
    title="批示没有立项",
    reason="领导要求办理、阅处的，要立项交办、限期反馈；迟迟不立项，批示就落了空。",
    remedy="用 jianbao task open 立项，origin（来源）写上这条批示；已经立项的，在那一件里补上",
    level=Level.WARNING,
    numbers={"days": 3},
)
INSTRUCTION_TEXT = Rule(
    code="instruction-text",
    title="口头批示没有记下内容",
    reason="口头批示没有原件可查，不记下内容，就说不清领导要求的是什么。",
    remedy="在 text（内容）里记下原话或要点",
    level=Level.WARNING,
)
INSTRUCTION_UNOWED = Rule(
    code="instruction-unowed",
    title="不用办理的批示立了项",
    reason="只是圈阅、阅知、肯定的批示不立项，立了项，单位就要多报一份材料。",
    remedy="核对批示的 nature（批示性质）；领导另有要求的，写上“要求办理”或“阅处”",
    level=Level.WARNING,
)
INSTRUCTION_TASK = Rule(
    code="instruction-task",
    title="批示与督查事项互不对应",
    reason="批示说由这一件办理，这一件却说依据的是另一条批示，办结时就不知道呈报谁。",
    remedy="核对批示的 task（督查事项）和督查事项的 origin（来源），两处写成同一对",
)


def check_idle(context: Context) -> Iterator[Problem]:
    most = context.number(INSTRUCTION_IDLE, "days")
    for follow_up in find_follow_ups(context.office).values():
        instruction = follow_up.instruction
        came = instruction.received or instruction.date
        if follow_up.owes and came and (days := context.as_of.days_since(came)) > most:
            natures = "、".join(nature.value for nature in instruction.natures if nature in OWING)
            who = context.office.settings.people.name(instruction.leader)
            message = f"{who}批示{natures}，收到已{days}天，超过{most}天没有立项"
            yield INSTRUCTION_IDLE.report(instruction.source.place("nature"), message)


def check_text(context: Context) -> Iterator[Problem]:
    for instruction in context.office.instructions.values():
        if instruction.form is InstructionForm.SPOKEN and not instruction.text:
            yield INSTRUCTION_TEXT.report(instruction.source.place("form"), "口头批示，没有写 text（内容）")


def check_unowed(context: Context) -> Iterator[Problem]:
    office = context.office
    for task in office.tasks.values():
        instruction = office.instructions.get(task.instruction)
        if instruction and _owes_nothing(office, instruction):
            message = f"所依据的批示 {instruction.id} 只是{_name_natures(instruction)}，这类批示不立项"
            yield INSTRUCTION_UNOWED.report(task.source.place("origin.instruction"), message)
    for instruction in office.instructions.values():
        opened = office.tasks.get(instruction.opens)
        if opened and opened.instruction != instruction.id and _owes_nothing(office, instruction):
            message = f"只是{_name_natures(instruction)}，这类批示不立项，却写了 {opened.id}"
            yield INSTRUCTION_UNOWED.report(instruction.source.place("task"), message)


def _owes_nothing(office: Office, instruction: Instruction) -> bool:
    """Nor does any other of its chain: one leader may pass on (批转) with a word what another asked for."""
    if not instruction.natures or not OWING.isdisjoint(instruction.natures):
        return False
    return all(OWING.isdisjoint(known.natures) for known in find_chain(office, instruction))


def _name_natures(instruction: Instruction) -> str:
    return "、".join(nature.value for nature in instruction.natures)


def check_task(context: Context) -> Iterator[Problem]:
    office = context.office
    for instruction in office.instructions.values():
        task = office.tasks.get(instruction.opens)
        if task and task.instruction not in ("", instruction.id) and not _is_of_chain(office, task, instruction):
            message = f"写的是由 {task.id} 办理，那一件依据的却是批示 {task.instruction}"
            yield INSTRUCTION_TASK.report(instruction.source.place("task"), message)


def _is_of_chain(office: Office, task: Task, instruction: Instruction) -> bool:
    return any(known.id == task.instruction for known in find_chain(office, instruction))


FAMILY = Family(
    name="批示办理",
    rules=(INSTRUCTION_IDLE, INSTRUCTION_TEXT, INSTRUCTION_UNOWED, INSTRUCTION_TASK),
    checks=(check_idle, check_text, check_unowed, check_task),
)
