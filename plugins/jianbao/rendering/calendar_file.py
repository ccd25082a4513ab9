"""Deadlines as an iCalendar file (RFC 5545), which any calendar on a computer or a telephone takes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from jianbao import __version__
from jianbao.characters import CONTROLS
from jianbao.metadata import Moment
from jianbao.outlook import Matter
from jianbao.settings import OfficeSettings

_LINE = 75  # octets, without the line end (section 3.1)
_ALARM = time(9)  # when the office opens, on a day of reminding
_SPECIAL = re.compile(r"[\\;,]")
_LINE_END = re.compile(r"\r\n?|\n")
_CONTROL = re.compile(f"[{CONTROLS}]")


def render_calendar(office: OfficeSettings, name: str, matters: Iterable[Matter], as_of: Moment) -> bytes:
    """An event for each matter that has a deadline, by deadline; a day alone is an event of the whole day, a time
    stands in UTC. Reminders that have passed are left out.
    """
    dated = sorted((matter for matter in matters if matter.due), key=lambda matter: (str(matter.due), matter.key))
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:-//jianbao//jianbao {__version__}//ZH",
        "CALSCALE:GREGORIAN",
        _text("X-WR-CALNAME", name),
    ]
    for matter in dated:
        lines += _write_event(office, matter, as_of)
    folded = [piece for line in [*lines, "END:VCALENDAR"] for piece in _fold(line)]
    return "".join(f"{line}\r\n" for line in folded).encode()


def _write_event(office: OfficeSettings, matter: Matter, as_of: Moment) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{matter.key}@{office.unit or 'office'}.jianbao"
    yield f"DTSTAMP:{_in_utc(office, as_of.at)}"
    yield from _write_time(office, matter.due)
    yield _text("SUMMARY", matter.title or matter.text)
    yield _text("DESCRIPTION", "\n".join([*matter.facts, matter.record]))
    yield "CLASS:PRIVATE"
    yield "TRANSP:TRANSPARENT"
    yield from _write_alarms(office, matter, as_of)
    yield "END:VEVENT"


def _write_time(office: OfficeSettings, due: Moment | None) -> Iterator[str]:
    """The end of a day is not part of it (section 3.6.1); an event of one moment has no end."""
    if due and due.time:
        yield f"DTSTART:{_in_utc(office, due.at)}"
    elif due:
        yield f"DTSTART;VALUE=DATE:{due.day:%Y%m%d}"
        yield f"DTEND;VALUE=DATE:{due.day + timedelta(days=1):%Y%m%d}"


def _write_alarms(office: OfficeSettings, matter: Matter, as_of: Moment) -> Iterator[str]:
    for day in matter.reminders:
        at = datetime.combine(day, _ALARM)
        if at >= as_of.at:
            yield "BEGIN:VALARM"
            yield "ACTION:DISPLAY"
            yield _text("DESCRIPTION", matter.title or matter.text)
            yield f"TRIGGER;VALUE=DATE-TIME:{_in_utc(office, at)}"
            yield "END:VALARM"


def _in_utc(office: OfficeSettings, at: datetime) -> str:
    return f"{at.replace(tzinfo=ZoneInfo(office.zone)).astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _text(name: str, value: str) -> str:
    """A property of type TEXT (section 3.3.11), which may hold no control character."""
    escaped = _LINE_END.sub(r"\\n", _SPECIAL.sub(r"\\\g<0>", value))
    return name + ":" + _CONTROL.sub("", escaped)


def _fold(line: str) -> Sequence[str]:
    """Into lines of at most 75 octets, never within a character; those that go on begin with a space."""
    pieces, size = [""], 0
    for character in line:
        octets = len(character.encode())
        if size + octets > _LINE:
            pieces.append(" ")
            size = 1
        pieces[-1] += character
        size += octets
    return pieces
