"""``holidays.yml``: days off and working days of the office's own, on top of the national calendar."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from jianbao.metadata import Fields, Moment, parse_moment

_LONGEST = 60  # days: no holiday is longer, a longer one is a slip of the year


@dataclass(frozen=True, slots=True)
class HolidaySettings:
    """``years``: those that the file states as a whole, such as the next one, which the calendar does not know yet."""

    holidays: frozenset[date] = frozenset()
    workdays: frozenset[date] = frozenset()
    years: frozenset[int] = frozenset()


def holidays_from_fields(fields: Fields) -> HolidaySettings:
    off, on = frozenset(_read_days(fields, "holidays")), frozenset(_read_days(fields, "workdays"))
    if both := sorted(off & on):
        message = f"{Moment(both[0]).chinese}既写成放假，又写成上班"
        fields.report("holiday-twice", fields.place("workdays"), message, "从 holidays 或 workdays 里删去一处")
    years = frozenset(int(year) for year in fields.texts("years") if year.isdecimal())
    return HolidaySettings(off, on, years)


def _read_days(fields: Fields, key: str) -> Iterator[date]:
    """``2027-01-01``, or from one day to another: ``2027-02-05 至 2027-02-11``."""
    for written in fields.texts(key):
        ends = [parse_moment(end) for end in written.split("至")]
        first, last = ends[0], ends[-1]
        if first is None or last is None or not 0 <= (last.day - first.day).days < _LONGEST:
            hint = "如 2027-01-01，几天的写 2027-02-05 至 2027-02-11"
            fields.report("date-impossible", fields.place(key), f"“{written}”不是日期", hint)
            continue
        for number in range((last.day - first.day).days + 1):
            yield first.day + timedelta(days=number)
