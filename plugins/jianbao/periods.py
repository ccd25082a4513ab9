"""Periods of counting: from one day to another, both inclusive."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from jianbao.metadata import parse_moment

_DIGITS = {"一": 1, "二": 2, "三": 3, "四": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_NUMERALS = "零一二三四"


@dataclass(frozen=True, order=True, slots=True)
class Period:
    """``label`` is its name in addresses (``2026-10``), ``title`` what is printed."""

    first: date
    last: date
    label: str
    title: str

    def covers(self, day: date | None) -> bool:
        return day is not None and self.first <= day <= self.last

    @property
    def year(self) -> int:
        """The year whose bulletins it belongs to."""
        return self.last.year

    @property
    def within_year(self) -> str:
        """The label below its year's folder: ``10``, ``01-02``, ``q3``, ``h1``, ``year``, ``0701-1009``."""
        return self.label.partition("-")[2] or "year"


def make_period(first: date, last: date) -> Period:
    """The period between two days of one year under its usual name: a month, months, a quarter, half a year, a year.

    Raises ValueError when the first day is after the last, or in another year.
    """
    if first > last or first.year != last.year:
        raise ValueError(f"{first} {last}")
    year, a, b = first.year, first.month, last.month
    whole = first.day == 1 and last.day == calendar.monthrange(year, b)[1]
    if not whole:
        title = f"{year}年{a}月{first.day}日至{b}月{last.day}日"
        return Period(first, last, f"{year}-{first:%m%d}-{last:%m%d}", title)
    if a == b:
        return Period(first, last, f"{year}-{a:02d}", f"{year}年{a}月")
    if (a, b) == (1, 12):
        return Period(first, last, f"{year}", f"{year}年")
    if (a, b) in ((1, 6), (7, 12)):
        half = 1 if a == 1 else 2
        return Period(first, last, f"{year}-h{half}", f"{year}年{'上' if half == 1 else '下'}半年")
    if b - a == 2 and b % 3 == 0:  # noqa: PLR2004  (three months that end where a quarter does)
        return Period(first, last, f"{year}-q{b // 3}", f"{year}年第{_NUMERALS[b // 3]}季度")
    return Period(first, last, f"{year}-{a:02d}-{b:02d}", f"{year}年{a}—{b}月")


def so_far(period: Period, today: date) -> Period:
    """What has passed of a period that has begun; another one as it is."""
    return make_period(period.first, today) if period.covers(today) else period


def months_of(year: int, first: int, last: int) -> Period:
    """From the first day of a month to the last of another."""
    return make_period(date(year, first, 1), date(year, last, calendar.monthrange(year, last)[1]))


def month_of(day: date) -> Period:
    return months_of(day.year, day.month, day.month)


def year_of(day: date) -> Period:
    return months_of(day.year, 1, 12)


def _quarter(year: int, number: str) -> Period:
    return months_of(year, _DIGITS[number] * 3 - 2, _DIGITS[number] * 3)


def _half(year: int, number: str) -> Period:
    return months_of(year, 1, 6) if number in "1上" else months_of(year, 7, 12)


def _days(year: int, first: str, last: str) -> Period:
    ends = [date(year, int(day[:2]), int(day[2:])) for day in (first, last)]
    return make_period(ends[0], ends[1])


_YEAR = r"(?:(?P<year>20[0-9]{2})(?:年|[-/]))?"
# Each way of writing a period, after the year: labels of files and addresses, and the words of offices.
_FORMS: tuple[tuple[str, Callable[..., Period]], ...] = (
    (r"0?([0-9]{1,2})(?:月份?)?", lambda year, month: months_of(year, int(month), int(month))),
    (r"0?([0-9]{1,2})(?:[-—–~至]|月至)0?([0-9]{1,2})月份?", lambda y, a, b: months_of(y, int(a), int(b))),
    (r"q([1-4])", _quarter),
    (r"第?([一二三四1-4])季度", _quarter),
    (r"h([12])", _half),
    (r"([上下])半年", _half),
    (r"(?:year|全年)", lambda year: months_of(year, 1, 12)),
    (r"([0-9]{4})-([0-9]{4})", _days),
)
EXAMPLES = "2026-10、2026-q3、2026-h1、2026、1-2月、2026年第三季度；其他起止用 --from 和 --to"


def parse_period(text: str, today: date) -> Period | None:
    """A period as a clerk or a file writes it; without a year, that of today. None for what is none.

    ``2026-01-02`` is refused: it may be a day as well as two months (1-2月, or 2026/01-02 as a file is called).
    """
    text = text.strip()
    if re.fullmatch(r"20[0-9]{2}年?", text):
        return months_of(int(text[:4]), 1, 12)
    if months := re.fullmatch(r"(20[0-9]{2})/([0-9]{2})-([0-9]{2})", text):
        return _try(months_of, int(months[1]), int(months[2]), int(months[3]))
    for pattern, build in _FORMS:
        if match := re.fullmatch(_YEAR + pattern, text, re.IGNORECASE):
            year = int(match["year"] or today.year)
            return _try(build, year, *(group for group in match.groups()[1:]))
    return None


def parse_days(first: str, last: str) -> Period | None:
    """A period from two written days; None when either is no day, or the two make no period."""
    start, end = parse_moment(first), parse_moment(last)
    return _try(make_period, start.day, end.day) if start and end else None


def _try(build: Callable[..., Period], *values: object) -> Period | None:
    try:
        return build(*values)
    except (ValueError, calendar.IllegalMonthError):
        return None
