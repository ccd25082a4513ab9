"""批示: what leaders wrote on our texts, how each was passed on, and which task it opened. The office build alone."""

from __future__ import annotations

from dataclasses import dataclass

from jianbao.model import Instruction
from jianbao.rendering.context import BuildContext
from jianbao.rendering.page import Page, Part
from jianbao.rendering.places import Place, name_leader, record_anchor
from jianbao.rendering.supervision import Supervision
from jianbao.supervising import OWING, find_chain

INDEX = "instructions/index.md"
TITLE = "领导批示"


@dataclass(frozen=True, kw_only=True, slots=True)
class ShownInstruction:
    """``chain`` are all of one 批转 chain, where there is more than this one. ``owed`` is how long a task has been
    wanting: 已3天, 今天; empty where none is. ``owes_none``: only read, circled or praised.
    """

    instruction: Instruction
    anchor: str
    leader: str
    level: str
    natures: str
    subject: tuple[Place, ...]
    chain: tuple[Place, ...]
    presented: tuple[tuple[str, str, str], ...]
    tasks: tuple[Place, ...]
    owed: str
    owes_none: bool


def render_instructions(supervision: Supervision) -> Part:
    """A page for each year; empty for an office without instructions."""
    if not supervision.instructions:
        return Part()
    context, pages = supervision.context, supervision.instruction_pages
    known = {instruction.id: instruction for instruction in supervision.instructions}
    rendered = []
    for year, ids in pages.pages:
        shown = [_show(supervision, known[identity]) for identity in ids]
        title, uri = TITLE if year == pages.year else f"{year}年{TITLE}", pages.uri(year)
        owing = [one for one in shown if one.owed]
        html = context.render(
            "pages/instructions.html", title=title, uri=uri, years=pages.years, shown=shown, owing=owing
        )
        rendered.append(Page(uri=uri, title=title, html=html, day=context.as_of.day))
    return Part(pages=tuple(rendered))


def _show(supervision: Supervision, instruction: Instruction) -> ShownInstruction:
    context = supervision.context
    follow_up = supervision.follow_ups[instruction.id]
    tasks = supervision.find_tasks(instruction)
    waited = context.as_of.days_since(instruction.date) if instruction.date else 0
    return ShownInstruction(
        instruction=instruction,
        anchor=record_anchor(instruction.id),
        leader=name_leader(context, instruction),
        level=context.office.settings.office.level_name(instruction.level),
        natures="、".join(nature.value for nature in instruction.natures),
        subject=tuple(supervision.subjects[instruction.id]),
        chain=_place_chain(supervision, instruction),
        presented=tuple(
            (presented.date.chinese if presented.date else "", _name(context, presented.to), presented.opinion)
            for presented in instruction.presented
        ),
        tasks=tuple(map(supervision.place_task, tasks)),
        owed=(f"已{waited}天" if waited else "今天批示") if follow_up.owes else "",
        owes_none=OWING.isdisjoint(instruction.natures),
    )


def _name(context: BuildContext, person: str) -> str:
    return context.office.settings.people.name(person)


def _place_chain(supervision: Supervision, instruction: Instruction) -> tuple[Place, ...]:
    known = {one.id for one in supervision.instructions}
    chain = [one for one in find_chain(supervision.context.office, instruction) if one.id in known]
    return tuple(map(supervision.place_instruction, chain)) if len(chain) > 1 else ()
