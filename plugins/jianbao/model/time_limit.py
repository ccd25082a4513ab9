"""期限: so many calendar or working days."""

from __future__ import annotations

import re
from dataclasses import dataclass

from jianbao.metadata import Fields

_WRITTEN = re.compile(r"(?P<days>[0-9]{1,4})\s*(?P<unit>个?工作日|个?自然日|日|天)")


@dataclass(frozen=True, slots=True)
class TimeLimit:
    """``working`` days are those of the office's calendar, else calendar days; neither counts the first day."""

    days: int
    working: bool = False

    @property
    def chinese(self) -> str:
        """15个工作日, 20日."""
        return f"{self.days}个工作日" if self.working else f"{self.days}日"


def read_time_limit(fields: Fields, key: str) -> TimeLimit | None:
    """``15 工作日``, ``15个工作日``, ``20日``, ``20天``; a problem for anything else, None where there is none."""
    written = fields.text(key)
    return _parse(fields, key, written) if written else None


def read_time_limits(fields: Fields, key: str) -> tuple[TimeLimit, ...]:
    """A list of them, as written."""
    return tuple(filter(None, (_parse(fields, key, written) for written in fields.texts(key))))


def _parse(fields: Fields, key: str, written: str) -> TimeLimit | None:
    match = _WRITTEN.fullmatch(written)
    if match is None or not int(match["days"]):
        fields.report("field-type", fields.place(key), f"“{written}”不是期限", "如 15 工作日、20 日")
        return None
    return TimeLimit(int(match["days"]), working=match["unit"].endswith("工作日"))
