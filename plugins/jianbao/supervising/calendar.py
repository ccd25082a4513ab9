"""Working days: the national calendar with the office's own days on top.

Source: the yearly notices of the State Council's office on holidays (放假调休), as ``chinesecalendar`` keeps them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

import chinese_calendar
from chinese_calendar.constants import holidays as national_holidays

from jianbao.model import TimeLimit
from jianbao.settings import HolidaySettings

_SATURDAY = 5
_DAY = timedelta(days=1)
_FIRST_YEAR, _LAST_YEAR = min(national_holidays).year, max(national_holidays).year


@dataclass(frozen=True, slots=True)
class WorkCalendar:
    """A year that neither the calendar nor the office's file knows has its weekends off and nothing else."""

    own: HolidaySettings

    def knows(self, year: int) -> bool:
        """Whether the holidays of that year are known."""
        return _FIRST_YEAR <= year <= _LAST_YEAR or year in self.own.years

    def is_workday(self, day: date) -> bool:
        if day in self.own.workdays:
            return True
        if day in self.own.holidays:
            return False
        if _FIRST_YEAR <= day.year <= _LAST_YEAR:
            return _is_national_workday(day)
        return day.weekday() < _SATURDAY

    def next_workday(self, day: date) -> date:
        """The day itself where it is one; the last day of all where none comes any more."""
        while not self.is_workday(day) and day < date.max:
            day += _DAY
        return day

    def previous_workday(self, day: date) -> date:
        """The day itself where it is one."""
        while not self.is_workday(day) and day > date.min:
            day -= _DAY
        return day

    def add(self, day: date, limit: TimeLimit) -> date:
        """The last day of a time limit that begins on the day after (民法典, article 201)."""
        return self._count(day, limit, 1)

    def subtract(self, day: date, limit: TimeLimit) -> date:
        """The day that lies so long before."""
        return self._count(day, limit, -1)

    def _count(self, day: date, limit: TimeLimit, step: int) -> date:
        """Stops at the first and the last day that there are."""
        left = limit.days
        while left and day not in (date.min, date.max):
            day += step * _DAY
            left -= not limit.working or self.is_workday(day)
        return day

    def days_left(self, today: date, due: date, *, working: bool) -> int:
        """Days after today up to the deadline; negative once it has passed."""
        if not working:
            return (due - today).days
        if due >= today:
            return sum(map(self.is_workday, _days_after(today, due)))
        return -sum(map(self.is_workday, _days_after(due, today)))

    def unknown_years(self, first: date, last: date) -> list[int]:
        """The years from one day to another whose holidays nobody has stated."""
        return [year for year in range(first.year, last.year + 1) if not self.knows(year)]


@cache
def _is_national_workday(day: date) -> bool:
    """Kept: the library looks through all of its years for each day that it is asked about."""
    return bool(chinese_calendar.is_workday(day))


def _days_after(first: date, last: date) -> Iterator[date]:
    for number in range(1, (last - first).days + 1):
        yield first + number * _DAY
