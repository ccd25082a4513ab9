"""``urgent.yml``: within which time an urgent event must be told, by its class; and what may become of a report."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import time
from enum import Enum

from jianbao.metadata import Fields


class ClockStart(Enum):
    """From when a unit's time runs: it differs from place to place."""

    OCCURRED = "事发时间"
    LEARNED = "接报时间"


@dataclass(frozen=True, kw_only=True, slots=True)
class UrgentClass:
    """Limits in minutes, 0 for none: a unit's telephone call and its text, and our own upward from our 接报.

    ``follow_ups`` are times of day by which a 续报 is owed until the 终报.
    """

    id: str
    name: str
    phone: int = 0
    written: int = 0
    phone_up: int = 0
    written_up: int = 0
    follow_ups: tuple[time, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class UrgentSettings:
    """``unclassed`` is the class of an urgent item that no incident names."""

    classes: tuple[UrgentClass, ...] = ()
    start: ClockStart = ClockStart.OCCURRED
    unclassed: str = ""
    dispositions: tuple[str, ...] = ("专报", "送阅", "约稿", "综合", "备查")

    def urgent_class(self, severity: str) -> UrgentClass:
        """The class, or one without limits under the word as written."""
        known = next((known for known in self.classes if known.id == severity), None)
        return known or UrgentClass(id=severity, name=severity)

    def spellings(self) -> dict[str, str]:
        """Ways to write a class → its id."""
        return {text: known.id for known in self.classes for text in (known.name, known.id)}


# Limits are data (domain, workflow, section 4): these four classes have none until an office states its own.
DEFAULT_CLASSES = (
    UrgentClass(id="teda", name="特别重大"),
    UrgentClass(id="zhongda", name="重大"),
    UrgentClass(id="jiaoda", name="较大"),
    UrgentClass(id="yiban", name="一般"),
)


def urgent_from_fields(fields: Fields) -> UrgentSettings:
    usual = UrgentSettings(classes=DEFAULT_CLASSES)
    classes = tuple(_read_class(group) for group in fields.mappings("classes")) if fields.has("classes") else ()
    known = {text: c.id for c in classes or usual.classes for text in (c.name, c.id)}
    unclassed = fields.text("unclassed")
    if unclassed and unclassed not in known:
        message = f"没有名为“{unclassed}”的事件等级"
        fields.report("severity-unknown", fields.place("unclassed"), message, "等级写在 classes 里")
    return UrgentSettings(
        classes=classes or usual.classes,
        start=fields.choice("start", ClockStart) or usual.start,
        unclassed=known.get(unclassed, ""),
        dispositions=fields.texts("dispositions") or usual.dispositions,
    )


def _read_class(fields: Fields) -> UrgentClass:
    urgent = UrgentClass(
        id=fields.identity("id"),
        name=fields.text("name", required=True),
        phone=fields.integer("phone"),
        written=fields.integer("written"),
        phone_up=fields.integer("phone_up"),
        written_up=fields.integer("written_up"),
        follow_ups=_read_times(fields),
    )
    fields.finish()
    return urgent


def _read_times(fields: Fields) -> tuple[time, ...]:
    times = []
    for written in fields.texts("follow_ups"):
        match = re.fullmatch(r"([01]?[0-9]|2[0-3])[:：时]([0-5][0-9])?分?", written)
        if match is None:
            fields.report("field-type", fields.place("follow_ups"), f"“{written}”不是时刻", "如 [8:00, 17:00]")
            continue
        times.append(time(int(match[1]), int(match[2] or 0)))
    return tuple(sorted(times))
