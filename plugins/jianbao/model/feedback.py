"""反馈要求: how often a task must be reported on until it is closed."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from jianbao.metadata import Fields

_WEEKDAYS = "一二三四五六日"
_WRITTEN = re.compile(r"每(?P<every>季度末月|季末月|月|周)(?P<on>[0-9]{1,2}|[一二三四五六日天])日?(?:前|之前)?")
_QUARTER = 3


class Every(Enum):
    WEEK = "周"
    MONTH = "月"
    QUARTER = "季度末月"


@dataclass(frozen=True, slots=True)
class Feedback:
    """``on`` is the weekday (Monday 0) of a week, or the day of the month; the last one of a shorter month."""

    every: Every
    on: int

    @property
    def chinese(self) -> str:
        """每月25日, 每周五, 每季度末月20日."""
        return f"每周{_WEEKDAYS[self.on]}" if self.every is Every.WEEK else f"每{self.every.value}{self.on}日"

    def days(self, first: date, last: date) -> Iterator[date]:
        """The days of feedback from one day to another, both inclusive."""
        if self.every is Every.WEEK:
            day = first + timedelta(days=(self.on - first.weekday()) % 7)
            while day <= last:
                yield day
                day += timedelta(days=7)
            return
        year, month = first.year, first.month
        while (year, month) <= (last.year, last.month):
            day = date(year, month, min(self.on, calendar.monthrange(year, month)[1]))
            if first <= day <= last and (self.every is Every.MONTH or month % _QUARTER == 0):
                yield day
            year, month = (year, month + 1) if month < 12 else (year + 1, 1)  # noqa: PLR2004  (December)


def read_feedback(fields: Fields, key: str) -> Feedback | None:
    """``每月25日``, ``每周五``, ``每季度末月20日``; a problem for anything else."""
    written = fields.text(key)
    if not written:
        return None
    match = _WRITTEN.fullmatch(written)
    feedback = _make(match) if match else None
    if feedback is None:
        hint = "如 每月25日、每周五、每季度末月20日"
        fields.report("field-type", fields.place(key), f"“{written}”不是反馈周期", hint)
    return feedback


def _make(match: re.Match[str]) -> Feedback | None:
    every = {"周": Every.WEEK, "月": Every.MONTH}.get(match["every"], Every.QUARTER)
    on = match["on"].replace("天", "日")
    if every is Every.WEEK:
        return Feedback(every, _WEEKDAYS.index(on)) if on in _WEEKDAYS else None
    return Feedback(every, int(on)) if on.isdecimal() and 1 <= int(on) <= 31 else None  # noqa: PLR2004  (days)
