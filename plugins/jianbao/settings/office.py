"""``office.yml``: which office this is and how it speaks."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from zoneinfo import ZoneInfo

from jianbao.metadata import Fields, Moment, Scalar, Sequence
from jianbao.model import Access


class System(Enum):
    """A Party office writes 党委信息, a government office 政务信息."""

    PARTY = "党委"
    GOVERNMENT = "政府"


@dataclass(frozen=True, kw_only=True, slots=True)
class OfficeLevel:
    """A level that adopts or instructs: 区级, 市级, 省级, 中央. Code as data, never as an enumeration."""

    id: str
    name: str


class Arrival(Enum):
    """Which time counts as the arrival of an item."""

    RECEIVED = "received"
    DATE = "date"


@dataclass(frozen=True, kw_only=True, slots=True)
class PaperNumbers:
    """How papers are numbered (编号): 云委督〔2026〕31号. No 第, no leading zeros (GB/T 9704-2012, 7.2.5)."""

    call: str = "〔{year}〕{number}号"
    task: str = "〔{year}〕{number}号"


@dataclass(frozen=True, kw_only=True, slots=True)
class OfficeSettings:
    """``unit`` is the office's own id in units.yml; ``synonyms`` are groups of words that mean one subject.

    ``levels`` stand lowest first, ``level`` is the office's own (design, section 4). ``schemes`` names the scoring
    schemes in force, one after the other; none means counts only. ``instructions`` is how closed an instruction is
    that says nothing of it. ``numbering`` is that of calls and tasks.
    """

    system: System = System.PARTY
    full_name: str = ""
    short_name: str = ""
    unit: str = ""
    region: str = ""
    zone: str = "Asia/Shanghai"
    as_of: Moment | None = None
    phone: str = ""
    internal_mark: str = "内部资料　注意保存"
    arrival: Arrival = Arrival.RECEIVED
    synonyms: tuple[tuple[str, ...], ...] = ()
    levels: tuple[OfficeLevel, ...] = ()
    level: str = ""
    schemes: tuple[str, ...] = ()
    instructions: Access = Access.OFFICE
    numbering: PaperNumbers = field(default_factory=PaperNumbers)

    @property
    def information(self) -> str:
        """What this office calls its items."""
        return "党委信息" if self.system is System.PARTY else "政务信息"

    def level_name(self, level: str) -> str:
        return next((known.name for known in self.levels if known.id == level), level)

    @classmethod
    def from_fields(cls, fields: Fields) -> OfficeSettings:
        levels = _read_levels(fields)
        full_name = fields.text("full_name", required=True)
        return cls(
            system=fields.choice("system", System, required=True) or System.PARTY,
            full_name=full_name,
            short_name=fields.text("short_name", default=full_name),
            unit=fields.text("unit"),
            region=fields.text("region"),
            zone=_read_zone(fields),
            as_of=fields.moment("as_of"),
            phone=fields.text("phone"),
            internal_mark=fields.text("internal_mark", default="内部资料　注意保存"),
            arrival=fields.choice("arrival", Arrival) or Arrival.RECEIVED,
            synonyms=_read_synonyms(fields),
            levels=levels,
            level=_read_own_level(fields, levels),
            schemes=fields.texts("scheme"),
            instructions=fields.choice("instructions", Access) or Access.OFFICE,
            numbering=_read_numbering(fields),
        )


def _read_zone(fields: Fields) -> str:
    zone = fields.text("zone", default="Asia/Shanghai")
    try:
        ZoneInfo(zone)
    except (KeyError, ValueError, OSError):
        fields.report("field-type", fields.place("zone"), f"没有名为“{zone}”的时区", "如 Asia/Shanghai")
        return "Asia/Shanghai"
    return zone


def _read_levels(fields: Fields) -> tuple[OfficeLevel, ...]:
    levels = []
    for group in fields.mappings("levels"):
        levels.append(OfficeLevel(id=group.identity("id"), name=group.text("name", required=True)))
        group.finish()
    return tuple(levels)


def _read_own_level(fields: Fields, levels: tuple[OfficeLevel, ...]) -> str:
    """By id or name; the lowest where none is stated."""
    written = fields.text("level", default=levels[0].id if levels else "")
    known = {text: level.id for level in levels for text in (level.name, level.id)}
    if written and written not in known:
        hint = "层级写在 levels 里，如 {id: qu, name: 区级}"
        fields.report("level-unknown", fields.place("level"), f"没有名为“{written}”的层级", hint)
    return known.get(written, written)


def _read_numbering(fields: Fields) -> PaperNumbers:
    """Each with {year} and {number} in it; what is not stated is only 〔2026〕31号."""
    group, usual = fields.group("numbering"), PaperNumbers()
    if group is None:
        return usual
    stated = {key: group.text(key, default=getattr(usual, key)) for key in ("call", "task")}
    for key, text in stated.items():
        if "{number}" not in text or "{year}" not in text:
            group.report("field-type", group.place(key), f"“{text}”里没有年份和号数", "如 云委督〔{year}〕{number}号")
    group.finish()
    return PaperNumbers(**stated)


def _read_synonyms(fields: Fields) -> tuple[tuple[str, ...], ...]:
    groups = []
    for node in fields.nodes("synonyms"):
        members = node.items if isinstance(node, Sequence) else ()
        words = tuple(member.text.strip() for member in members if isinstance(member, Scalar))
        if len(words) < 2:  # noqa: PLR2004  (one word has no synonym)
            fields.report("field-type", node.place, "每组同义词应是两个以上的词", "如 - [老旧小区改造, 旧改]")
        groups.append(words)
    return tuple(groups)
