"""What the head of a bulletin of above says of itself: which periodical, which number, which day."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from jianbao.likeness import fold
from jianbao.metadata import parse_moment
from jianbao.proposing.figures import unfold
from jianbao.settings import Channel

# The head ends here at the latest.
HEAD_LINES = 15
_NUMBER = re.compile(r"(?<!总)第\s*[0-9]{1,5}\s*期")
_DAY = re.compile(r"(\d{4})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日|(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
# No line of it is longer.
_LINE = 32
# A masthead is the name of the periodical and little more.
_BESIDE = 12


@dataclass(frozen=True, kw_only=True, slots=True)
class Masthead:
    """``lines``: how many lines at the head tell nothing else."""

    channel: str
    day: date | None
    number: str
    lines: int


def read_masthead(lines: Sequence[str], channels: Sequence[Channel]) -> Masthead:
    channel, day, number, last = "", None, "", 0
    for count, line in enumerate(lines[:HEAD_LINES], start=1):
        plain = unfold(line).strip()
        if is_sentence(plain) or len(fold(plain)) > _LINE:
            break
        here = find_channel(plain, channels) if len(fold(plain)) <= _longest(channels) + _BESIDE else ""
        found_day, found_number = read_day(plain), read_number(plain)
        if here or found_number or (found_day and _is_bare(plain)):
            last = count
        channel, day, number = channel or here, day or found_day, number or found_number
    return Masthead(channel=channel, day=day, number=number, lines=last)


def is_sentence(line: str) -> bool:
    """Ends as text does, and is longer than a title."""
    return line.rstrip("”’」』）) ").endswith(("。", "！", "？", "；", "：", "，")) and len(line) > _BESIDE


def find_channel(text: str, channels: Sequence[Channel]) -> str:
    """The id of the channel whose longest name stands in the text."""
    folded = fold(text)
    spelled = [(fold(name), channel.id) for channel in channels for name in (channel.name, *channel.aliases)]
    named = [(len(name), identity) for name, identity in spelled if name and name in folded]
    return max(named, key=lambda pair: pair[0])[1] if named else ""


def read_number(text: str) -> str:
    """第226期, without spaces; 总第…期 is none."""
    match = _NUMBER.search(unfold(text))
    return re.sub(r"\s", "", match[0]) if match else ""


def read_day(text: str) -> date | None:
    match = _DAY.search(unfold(text))
    moment = parse_moment("-".join(part for part in match.groups() if part)) if match else None
    return moment.day if moment else None


def _is_bare(line: str) -> bool:
    """A day with the name of an office before it, and no more."""
    return len(fold(_DAY.sub("", line))) <= 2 * _BESIDE


def _longest(channels: Sequence[Channel]) -> int:
    return max((len(name) for channel in channels for name in (channel.name, *channel.aliases)), default=0)
