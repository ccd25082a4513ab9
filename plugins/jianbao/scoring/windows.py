"""The weeks, months, quarters … of a year, as far as a scheme is in force in them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from jianbao.periods import months_of
from jianbao.settings.schemes import Every, Scheme

_MONTHS = {Every.MONTH: 1, Every.TWO_MONTHS: 2, Every.QUARTER: 3, Every.HALF: 6, Every.YEAR: 12}
_DAY, _WEEK = timedelta(days=1), timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Window:
    """``title`` as a note names it; ``following`` is the first day of the next window, whatever the scheme's dates."""

    first: date
    last: date
    title: str
    following: date

    @property
    def span(self) -> tuple[date, date]:
        return self.first, self.last


def windows_of(every: Every, year: int, scheme: Scheme) -> list[Window]:
    """In order. A week belongs to the year in which it ends."""
    whole = _weeks(year) if every is Every.WEEK else _months(every, year)
    return [clipped for window in whole if (clipped := _clip(window, scheme))]


def _clip(window: Window, scheme: Scheme) -> Window | None:
    first = max(window.first, scheme.since or window.first)
    last = min(window.last, scheme.until or window.last)
    return Window(first, last, window.title, window.following) if first <= last else None


def _months(every: Every, year: int) -> Iterator[Window]:
    length = _MONTHS[every]
    for month in range(1, 13, length):
        period = months_of(year, month, month + length - 1)
        yield Window(period.first, period.last, period.title, period.last + _DAY)


def _weeks(year: int) -> Iterator[Window]:
    first = date(year, 1, 1) - timedelta(days=date(year, 1, 1).weekday())
    while (last := first + 6 * _DAY).year == year:
        title = f"{first.month}月{first.day}日至{last.month}月{last.day}日"
        yield Window(first, last, title, first + _WEEK)
        first += _WEEK
