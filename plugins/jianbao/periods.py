"""Periods of counting: from one day to another, both inclusive."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, order=True, slots=True)
class Period:
    """``label`` is its name in files and addresses, ``title`` what is printed."""

    first: date
    last: date
    label: str
    title: str

    def covers(self, day: date | None) -> bool:
        return day is not None and self.first <= day <= self.last


def month_of(day: date) -> Period:
    last = calendar.monthrange(day.year, day.month)[1]
    title = f"{day.year}年{day.month}月"
    return Period(day.replace(day=1), day.replace(day=last), f"{day:%Y-%m}", title)


def year_of(day: date) -> Period:
    return Period(date(day.year, 1, 1), date(day.year, 12, 31), f"{day.year}", f"{day.year}年")
