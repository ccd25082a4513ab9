"""采用目录: a list of what a higher level used, a line each: day, number, title, unit."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from jianbao.likeness import fold
from jianbao.metadata import parse_moment
from jianbao.proposing.figures import unfold
from jianbao.proposing.masthead import find_channel, is_sentence, read_day, read_number
from jianbao.proposing.upper import Upper
from jianbao.settings import Channel

_CELLS = re.compile(r"\t+|\s*[|｜]\s*|[ \u00a0]{2,}|\u3000+")
_SHORT_DAY = re.compile(r"(?<!\d)(\d{1,2})\s*月\s*(\d{1,2})\s*日|^(\d{1,2})[-/.](\d{1,2})$")
_YEAR = re.compile(r"(?<!\d)(20\d{2})\s*年")
_ORDINAL = re.compile(r"^\(?\d{1,4}[.、)．]?$")
_TITLE, _LONGEST = 6, 300
# A list has more than one line.
_LINES = 2


def read_list(lines: Sequence[str], channels: Sequence[Channel], channel: str, day: date | None) -> list[Upper]:
    """The lines that are rows, where most are; else none."""
    year = day.year if day else _find_year(lines)
    written = [line for line in lines if len(fold(line)) > _TITLE]
    rows = [row for line in written if (row := _read_row(line, channels, channel, year))]
    return rows if len(rows) >= _LINES and len(rows) * 2 >= len(written) else []


def _find_year(lines: Sequence[str]) -> int:
    match = _YEAR.search(unfold("\n".join(lines)))
    return int(match[1]) if match else 0


def _read_row(line: str, channels: Sequence[Channel], channel: str, year: int) -> Upper | None:
    """With a day or a number in a cell of its own, and a title."""
    if is_sentence(line) or len(line) > _LONGEST:
        return None
    cells = [cell.strip() for cell in _CELLS.split(line.strip(" |｜\t")) if cell.strip()]
    days = [found for cell in cells if _is_mark(cell) and (found := _read_row_day(cell, year))]
    numbers = [number for cell in cells if _is_mark(cell) and (number := read_number(cell))]
    named = [cell for cell in cells if len(fold(cell)) <= _longest(channels) and find_channel(cell, channels)]
    rest = [cell for cell in cells if not _ORDINAL.match(unfold(cell)) and not _is_mark(cell) and cell not in named]
    if not rest or not any(map(_is_mark, cells)):
        return None
    title = max(rest, key=len)
    beside = [cell for cell in rest if cell != title]
    return (
        Upper(
            title=title,
            text="",
            channel=channel or (find_channel(named[0], channels) if named else ""),
            day=days[0] if days else None,
            number=numbers[0] if numbers else "",
            credited=beside[-1] if beside else "",
        )
        if len(fold(title)) >= _TITLE
        else None
    )


def _is_mark(cell: str) -> bool:
    """A day or a number, or both, and nothing else."""
    plain = unfold(cell)
    if not (read_day(plain) or read_number(plain) or _SHORT_DAY.search(plain)):
        return False
    rest = re.sub(r"第\s*\d+\s*期|总第?\s*\d+\s*期|[\d年月日期/.\-()（）\s]", "", plain)
    return not rest


def _read_row_day(cell: str, year: int) -> date | None:
    plain = unfold(cell)
    if whole := read_day(plain):
        return whole
    match = _SHORT_DAY.search(plain)
    if not match or not year:
        return None
    moment = parse_moment("-".join([str(year), *(part for part in match.groups() if part)]))
    return moment.day if moment else None


def _longest(channels: Sequence[Channel]) -> int:
    return max((len(name) for channel in channels for name in (channel.name, *channel.aliases)), default=0)
