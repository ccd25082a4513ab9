"""``office.yml``: which office this is and how it speaks."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from zoneinfo import ZoneInfo

from jianbao.metadata import Fields, Moment, Scalar, Sequence


class System(Enum):
    """A Party office writes 党委信息, a government office 政务信息."""

    PARTY = "党委"
    GOVERNMENT = "政府"


class Arrival(Enum):
    """Which time counts as the arrival of an item."""

    RECEIVED = "received"
    DATE = "date"


@dataclass(frozen=True, kw_only=True, slots=True)
class OfficeSettings:
    """``unit`` is the office's own id in units.yml; ``synonyms`` are groups of words that mean one subject."""

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

    @property
    def information(self) -> str:
        """What this office calls its items."""
        return "党委信息" if self.system is System.PARTY else "政务信息"

    @classmethod
    def from_fields(cls, fields: Fields) -> OfficeSettings:
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
        )


def _read_zone(fields: Fields) -> str:
    zone = fields.text("zone", default="Asia/Shanghai")
    try:
        ZoneInfo(zone)
    except (KeyError, ValueError, OSError):
        fields.report("field-type", fields.place("zone"), f"没有名为“{zone}”的时区", "如 Asia/Shanghai")
        return "Asia/Shanghai"
    return zone


def _read_synonyms(fields: Fields) -> tuple[tuple[str, ...], ...]:
    groups = []
    for node in fields.nodes("synonyms"):
        members = node.items if isinstance(node, Sequence) else ()
        words = tuple(member.text.strip() for member in members if isinstance(member, Scalar))
        if len(words) < 2:  # noqa: PLR2004  (one word has no synonym)
            fields.report("field-type", node.place, "每组同义词应是两个以上的词", "如 - [老旧小区改造, 旧改]")
        groups.append(words)
    return tuple(groups)
