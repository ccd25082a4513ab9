"""批示 that owe a task, and how each was followed up: by its own task, or by that of the instruction passed on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from jianbao.model import Instruction, Nature, Task
from jianbao.reading import Office

# What is only read, circled or praised owes nothing (domain, workflow, section 7).
OWING = frozenset({Nature.HANDLE, Nature.CONSIDER})


@dataclass(frozen=True, kw_only=True, slots=True)
class FollowUp:
    """``tasks`` were opened from the instruction or from one that passes it on (批转)."""

    instruction: Instruction
    tasks: tuple[Task, ...]

    @property
    def owes(self) -> bool:
        return not self.tasks and not OWING.isdisjoint(self.instruction.natures)


def find_follow_ups(office: Office) -> dict[str, FollowUp]:
    """Of every instruction, by id."""
    opened: dict[str, dict[str, Task]] = {}
    for task, instruction in _list_opened(office):
        for identity in _walk_back(office, instruction):
            opened.setdefault(identity, {})[task.id] = task
    return {
        instruction.id: FollowUp(
            instruction=instruction, tasks=tuple(task for _, task in sorted(opened.get(instruction.id, {}).items()))
        )
        for instruction in office.instructions.values()
    }


def _list_opened(office: Office) -> Iterator[tuple[Task, str]]:
    """Tasks that say from which instruction they come, and those that an instruction names."""
    for task in office.tasks.values():
        if task.instruction:
            yield task, task.instruction
    for instruction in office.instructions.values():
        if instruction.opens in office.tasks:
            yield office.tasks[instruction.opens], instruction.id


def _walk_back(office: Office, identity: str) -> Iterator[str]:
    """The instruction and every one that it passes on; a chain that bites its tail ends there."""
    seen: set[str] = set()
    while identity in office.instructions and identity not in seen:
        seen.add(identity)
        yield identity
        identity = office.instructions[identity].follows


def find_chain(office: Office, instruction: Instruction) -> list[Instruction]:
    """All instructions of one 批转 chain that the instruction is in, by date."""
    passed_on: dict[str, list[str]] = {}
    for known in office.instructions.values():
        passed_on.setdefault(known.follows, []).append(known.id)
    members: dict[str, Instruction] = {}
    waiting = list(_walk_back(office, instruction.id))[-1:]
    while waiting:
        identity = waiting.pop()
        if identity not in members:
            members[identity] = office.instructions[identity]
            waiting += passed_on.get(identity, [])
    return sorted(members.values(), key=lambda known: (str(known.date or ""), known.id))
