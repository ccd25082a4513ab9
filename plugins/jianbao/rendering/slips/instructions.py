"""领导批示转办单: what a leader wrote on which text, and who is to do what by when."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from jianbao.ledger import Event, Measure
from jianbao.model import Instruction, Task
from jianbao.rendering.slips.request import SlipRequest
from jianbao.rendering.slips.tasks import describe_task
from jianbao.supervising import OWING, find_follow_ups


@dataclass(frozen=True, kw_only=True, slots=True)
class Written:
    """One instruction as it is passed on: post and name, day, form, words."""

    leader: str
    day: str
    spoken: bool
    natures: str
    text: str


def describe_instruction(request: SlipRequest, instruction: Instruction) -> Mapping[str, Any]:
    """``chain`` leads from the first instruction to this one (批转); ``subject`` and ``where`` say on which text.

    ``owes`` is whether something must be done. ``task`` holds what ``describe_task`` tells of the task that was opened
    on any of them; None where there is none.
    """
    event = next(
        (e for e in request.ledger.by_measure.get(Measure.INSTRUCTED, ()) if e.id == f"instructions/{instruction.id}"),
        None,
    )
    chain = _find_chain(request, instruction)
    return {
        "instruction": instruction,
        "owes": not OWING.isdisjoint(instruction.natures),
        "chain": [_describe(request, known) for known in chain],
        "subject": event.title if event else instruction.document,
        "where": _name_place(request, instruction, event),
        "task": describe_task(request, opened) if (opened := _find_task(request, chain)) else None,
    }


def _find_chain(request: SlipRequest, instruction: Instruction) -> list[Instruction]:
    """First to last; a circle, which the checks report, is gone round once."""
    chain: list[Instruction] = []
    known: Instruction | None = instruction
    while known is not None and known not in chain:
        chain.insert(0, known)
        known = request.office.instructions.get(known.follows)
    return chain


def _find_task(request: SlipRequest, chain: list[Instruction]) -> Task | None:
    """The last that was opened from any of the instructions, or from one that passes it on."""
    follow_ups = find_follow_ups(request.office)
    opened = (follow_ups[known.id].tasks for known in reversed(chain))
    return next((tasks[-1] for tasks in opened if tasks), None)


def _describe(request: SlipRequest, instruction: Instruction) -> Written:
    name = request.office.settings.people.name(instruction.leader)
    form = instruction.form
    return Written(
        leader=f"{instruction.post}{name}",
        day=instruction.date.chinese if instruction.date else "",
        spoken=bool(form and form.name == "SPOKEN"),
        natures="、".join(nature.value for nature in instruction.natures),
        text=instruction.text,
    )


def _name_place(request: SlipRequest, instruction: Instruction, event: Event | None) -> str:
    """《信息》第69期, or the channel and number of the higher level; empty for a text that was not printed."""
    office = request.office
    issue = office.issues.get(instruction.issue)
    if issue and issue.document:
        return issue.document.title
    adoption = office.adoptions.get(instruction.adoption)
    return f"{office.settings.channel_title(adoption.channel)}{adoption.number}" if adoption and event else ""
