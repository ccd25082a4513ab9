"""Dates and times as offices write them, in the office's own zone."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import total_ordering

_MOMENT = re.compile(
    r"(?P<y>[0-9]{4})(?:-|/|\.|年)(?P<m>[0-9]{1,2})(?:-|/|\.|月)(?P<d>[0-9]{1,2})日?"
    r"(?:(?:\s+|T|(?<=日))(?P<h>[0-9]{1,2})(?::|：|时)(?P<min>[0-9]{2})?(?:分)?(?::(?P<s>[0-9]{2}))?)?"
)
# A year outside is a slip of the pen, and a day reckoned from it could lie beyond the last one that there is.
_YEARS = range(1900, 2200)


@total_ordering
@dataclass(frozen=True, slots=True)
class Moment:
    """A day, and a time of day where one was written. Without a time it stands for the beginning of its day."""

    day: date
    time: time | None = None

    def __lt__(self, other: Moment) -> bool:
        return self.at < other.at

    def __str__(self) -> str:
        return f"{self.day} {self.time:%H:%M}" if self.time else str(self.day)

    @property
    def at(self) -> datetime:
        return datetime.combine(self.day, self.time or time())

    @property
    def chinese(self) -> str:
        """2026年10月6日, with the time when there is one: 2026年10月6日8时05分."""
        day = f"{self.day.year}年{self.day.month}月{self.day.day}日"
        return f"{day}{self.time.hour}时{self.time.minute:02d}分" if self.time else day

    def is_after(self, other: Moment) -> bool:
        """Later for certain: by day alone where either of the two has no time."""
        if self.time is None or other.time is None:
            return self.day > other.day
        return self.at > other.at

    def days_since(self, other: Moment) -> int:
        return (self.day - other.day).days

    def passed(self, hours: int, since: Moment) -> bool:
        """Whether more than so many hours have gone by since; a day without a time counts as its end."""
        now = self.at if self.time else datetime.combine(self.day, time(23, 59))
        return now - since.at > timedelta(hours=hours)


def parse_moment(text: str) -> Moment | None:
    """2026-11-03, 2026/11/3, 2026.11.3, 2026年11月3日, each with an optional 9:20 or 9时20分. None if it is no date, or
    one of another age.
    """
    match = _MOMENT.fullmatch(text.strip())
    if not match or int(match["y"]) not in _YEARS:
        return None
    part = {name: int(value) if value else None for name, value in match.groupdict().items()}
    try:
        day = date(part["y"] or 0, part["m"] or 0, part["d"] or 0)
        if part["h"] is None:
            return Moment(day)
        return Moment(day, time(part["h"], part["min"] or 0, part["s"] or 0))
    except ValueError:
        return None


def say_wrong(text: str) -> str:
    """Why a text is no moment, to be said behind it."""
    match = _MOMENT.fullmatch(text.strip())
    if match and int(match["y"]) not in _YEARS:
        return f"的年份不在{_YEARS[0]}年至{_YEARS[-1]}年之间"
    return "不是日期"
