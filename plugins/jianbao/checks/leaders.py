"""Whose instruction a task goes back to, and whether a name as written is that leader's."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from jianbao.model import Task
from jianbao.reading import Office
from jianbao.supervising import find_chain


@dataclass(frozen=True, kw_only=True, slots=True)
class Leader:
    """``name`` is a person's id, or a name as written; ``post`` as held when the instruction was given."""

    name: str
    post: str = ""


def original_leaders(office: Office, task: Task) -> Iterator[Leader]:
    """The one of the instruction, then those of the chain (批转) that it is in; else the one whom the task names."""
    instruction = office.instructions.get(task.instruction)
    if instruction:
        yield Leader(name=instruction.leader, post=instruction.post)
        yield from (Leader(name=known.leader, post=known.post) for known in find_chain(office, instruction))
    elif task.leader:
        yield Leader(name=task.leader)


def is_leader(office: Office, written: str, leader: Leader) -> bool:
    """By id, name or post, or post and name; of several posts one is enough (区长 for 区委副书记、区长)."""
    spellings = office.settings.people.spellings()
    person = spellings.get(leader.name, leader.name)
    if spellings.get(written, written) == person:
        return True
    known = office.settings.people.by_id.get(person)
    posts = {part for post in (leader.post, known.post if known else "") for part in (post, *post.split("、")) if part}
    name = office.settings.people.name(person)
    return written in posts | {f"{post}{name}" for post in posts}


def name_leaders(office: Office, leaders: Iterable[Leader]) -> str:
    """The names as printed, each once."""
    people = office.settings.people
    return "、".join(dict.fromkeys(people.name(people.spellings().get(leader.name, leader.name)) for leader in leaders))
