"""What the ledger is made of: dated events, and one attribution for each unit that an event is credited to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum

from jianbao.characters import count_characters
from jianbao.model import Access
from jianbao.problems import Place


class Measure(Enum):
    """What happened; never mixed in a count."""

    SUBMITTED = "报送"
    ADOPTED = "采用"
    REPORTED = "上报"
    INSTRUCTED = "批示"
    CALLED = "约稿"
    ENTERED = "登记"
    SUPERVISED = "督查"
    URGENT = "紧急"


@dataclass(frozen=True, kw_only=True, slots=True)
class FiledItem:
    """An item that an event is about, and the units that filed it, as the record said on that day.

    ``first`` is the first version of what was revised; empty where the item revises none.
    """

    id: str
    units: tuple[str, ...]
    first: str = ""

    @property
    def piece(self) -> str:
        """What counts once: all versions of one text are one."""
        return self.first or self.id


@dataclass(frozen=True, kw_only=True, slots=True)
class Credited:
    """A unit under its name on that day. ``share`` as written (a number, or nothing)."""

    unit: str
    name: str
    share: str = ""
    main: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Event:
    """One dated thing of one record, with all that a rule of scoring may ask of it.

    ``id`` is the record's path below ``briefs/`` without suffix; ``#`` and an id inside it where the record holds
    several (``issues/xinxi/2026/081#2026/11-25-hekou``). ``channel`` is a series key of ours or a channel's id;
    ``level`` that of the channel or of the leader. ``target`` is the event that an instruction is on. ``outcome`` is
    how a call was answered, what became of a task or an urgent report, or what a hand-given entry says. ``articles``
    is how many the issue held, ``minutes`` how long an urgent report took.
    """

    id: str
    measure: Measure
    day: date
    recorded: date
    place: Place
    access: Access
    title: str
    credits: tuple[Credited, ...]
    items: tuple[FiledItem, ...] = ()
    own: bool = False
    channel: str = ""
    level: str = ""
    column: str = ""
    kind: str = ""
    form: str = ""
    grade: str = ""
    route: str = ""
    stage: str = ""
    urgent: bool = False
    articles: int = 0
    pictures: int = 0
    number: str = ""
    points: Decimal | None = None
    natures: tuple[str, ...] = ()
    leader: str = ""
    target: str = ""
    outcome: str = ""
    minutes: int | None = None
    rule: str = ""
    tags: tuple[str, ...] = ()
    editor: str = ""
    text: str = ""

    @property
    def composite(self) -> bool:
        """综合: made of several items."""
        return len(self.items) > 1

    @property
    def joint(self) -> bool:
        """联合: one item of several units."""
        return len(self.items) == 1 and len(self.items[0].units) > 1

    @property
    def characters(self) -> int:
        return count_characters(self.text)

    def piece(self, unit: str) -> str:
        """What “the same item” means for that unit, when one item is used repeatedly."""
        own = next((item.piece for item in self.items if unit in item.units), "")
        return own or (self.items[0].piece if self.items else self.target or self.id)


@dataclass(frozen=True, kw_only=True, slots=True)
class Attribution:
    """One event to the account of one unit."""

    event: Event
    credited: Credited

    @property
    def unit(self) -> str:
        return self.credited.unit

    @property
    def piece(self) -> str:
        return self.event.piece(self.credited.unit)
