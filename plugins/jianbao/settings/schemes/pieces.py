"""One text with several facts: instructions on it, and its repeated use (K9–K11)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from jianbao.metadata import Fields
from jianbao.problems import Place
from jianbao.settings.schemes.conditions import Condition, read_when
from jianbao.settings.schemes.rules import AmountRule, read_amount, read_rules


class Mode(Enum):
    """What an instruction does to the points of its text (K9)."""

    ADD = "相加"
    REPLACE = "代替"
    MAX = "取高"


class Counted(Enum):
    EACH = "每次"
    HIGHEST = "最高"


@dataclass(frozen=True, kw_only=True, slots=True)
class Instructions:
    """The first row that fits an instruction gives its points."""

    place: Place
    mode: Mode = Mode.ADD
    count: Counted = Counted.EACH
    own_only: bool = False
    table: tuple[AmountRule, ...] = ()


class Repetition(Enum):
    CUMULATIVE = "累计"
    HIGHEST = "最高"
    TOP = "前几"


class Span(Enum):
    YEAR = "本年"
    ALWAYS = "不限"


@dataclass(frozen=True, kw_only=True, slots=True)
class Repeated:
    """One text used several times (K11). ``number`` adoptions stand; None is all of them."""

    place: Place
    covers: Condition
    number: int | None = None
    per_level: bool = False
    within: Span = Span.YEAR


def read_instructions(fields: Fields) -> Instructions:
    group = fields.group("instructions")
    if group is None:
        return Instructions(place=fields.mapping.place)
    mode = group.choice("mode", Mode) or Mode.ADD
    instructions = Instructions(
        place=group.mapping.place,
        mode=mode,
        # What takes the place of a text's points does so once, unless the regulation says otherwise.
        count=group.choice("count", Counted) or (Counted.EACH if mode is Mode.ADD else Counted.HIGHEST),
        own_only=group.boolean("own_only"),
        table=tuple(read_rules(group, "table", read_amount, "批示")),
    )
    group.finish()
    return instructions


def read_repeated(fields: Fields) -> Repeated:
    group = fields.group("repeated")
    if group is None:
        return Repeated(place=fields.mapping.place, covers=read_when(fields, "covers", measure="采用"))
    policy = group.choice("policy", Repetition) or Repetition.CUMULATIVE
    number = group.integer("number", required=policy is Repetition.TOP, default=1)
    repeated = Repeated(
        place=group.mapping.place,
        covers=read_when(group, "covers", measure="采用"),
        number={Repetition.CUMULATIVE: None, Repetition.HIGHEST: 1, Repetition.TOP: number}[policy],
        per_level=group.boolean("per_level"),
        within=group.choice("within", Span) or Span.YEAR,
    )
    group.finish()
    return repeated
