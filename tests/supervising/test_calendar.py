"""Working days: the national calendar, the office's own days, and years that nobody has stated."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jianbao.model import TimeLimit
from jianbao.settings import HolidaySettings
from jianbao.supervising import WorkCalendar

NATIONAL = WorkCalendar(HolidaySettings())
KNOWN_DAYS = st.dates(date(2018, 1, 1), date(2026, 6, 30))
LIMITS = st.builds(TimeLimit, st.integers(1, 90), working=st.booleans())


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2026, 9, 20), True),  # Sunday, worked for National Day
        (date(2026, 9, 25), False),  # 中秋节, a Friday
        (date(2026, 10, 1), False),
        (date(2026, 10, 7), False),  # Wednesday, the last day of the holiday
        (date(2026, 10, 8), True),
        (date(2026, 10, 10), True),  # Saturday, worked
        (date(2026, 10, 11), False),  # Sunday
        (date(2024, 2, 29), True),  # leap day, a Thursday
        (date(2025, 1, 1), False),
    ],
)
def test_the_national_calendar(day: date, works: bool) -> None:
    assert NATIONAL.is_workday(day) is works


def test_ten_working_days_across_national_day_count_the_saturday() -> None:
    # 9月28日交办: 29、30，10月8、9、10（周六）、12、13、14、15、16日.
    assert NATIONAL.add(date(2026, 9, 28), TimeLimit(10, working=True)) == date(2026, 10, 16)


def test_calendar_days_count_every_day_and_not_the_first() -> None:
    assert NATIONAL.add(date(2026, 9, 27), TimeLimit(10)) == date(2026, 10, 7)
    assert NATIONAL.add(date(2024, 2, 14), TimeLimit(15)) == date(2024, 2, 29)
    assert NATIONAL.add(date(2023, 2, 14), TimeLimit(15)) == date(2023, 3, 1)
    assert NATIONAL.add(date(2025, 12, 20), TimeLimit(20)) == date(2026, 1, 9)


def test_the_offices_own_days_go_before_the_national_ones() -> None:
    own = HolidaySettings(holidays=frozenset({date(2026, 11, 20)}), workdays=frozenset({date(2026, 11, 21)}))
    calendar = WorkCalendar(own)
    assert not calendar.is_workday(date(2026, 11, 20))
    assert calendar.is_workday(date(2026, 11, 21))
    assert calendar.add(date(2026, 11, 19), TimeLimit(1, working=True)) == date(2026, 11, 21)


def test_a_year_that_nobody_has_stated_has_its_weekends_off_and_is_told() -> None:
    assert NATIONAL.is_workday(date(2027, 1, 1))
    assert not NATIONAL.is_workday(date(2027, 1, 2))
    assert NATIONAL.unknown_years(date(2026, 12, 1), date(2028, 2, 1)) == [2027, 2028]
    stated = WorkCalendar(HolidaySettings(holidays=frozenset({date(2027, 1, 1)}), years=frozenset({2027})))
    assert not stated.is_workday(date(2027, 1, 1))
    assert stated.unknown_years(date(2026, 12, 1), date(2028, 2, 1)) == [2028]


def test_the_working_day_nearest_to_a_holiday() -> None:
    assert NATIONAL.next_workday(date(2026, 10, 7)) == date(2026, 10, 8)
    assert NATIONAL.previous_workday(date(2026, 10, 7)) == date(2026, 9, 30)
    assert NATIONAL.next_workday(date(2026, 10, 8)) == date(2026, 10, 8)


def test_days_left() -> None:
    assert NATIONAL.days_left(date(2026, 9, 30), date(2026, 10, 10), working=False) == 10
    assert NATIONAL.days_left(date(2026, 9, 30), date(2026, 10, 10), working=True) == 3
    assert NATIONAL.days_left(date(2026, 10, 12), date(2026, 10, 8), working=True) == -3
    assert NATIONAL.days_left(date(2026, 10, 12), date(2026, 10, 12), working=True) == 0


def test_the_calendar_has_an_end() -> None:
    assert NATIONAL.add(date.max, TimeLimit(5, working=True)) == date.max
    assert NATIONAL.next_workday(date.max) == date.max


@given(KNOWN_DAYS, LIMITS)
def test_a_limit_in_working_days_never_ends_on_a_day_off(day: date, limit: TimeLimit) -> None:
    end = NATIONAL.add(day, limit)
    assert end > day
    if limit.working:
        assert NATIONAL.is_workday(end)
        assert sum(NATIONAL.is_workday(day + timedelta(days=n + 1)) for n in range((end - day).days)) == limit.days
    else:
        assert (end - day).days == limit.days


@given(KNOWN_DAYS, LIMITS)
def test_a_longer_limit_never_ends_earlier(day: date, limit: TimeLimit) -> None:
    longer = TimeLimit(limit.days + 1, working=limit.working)
    assert NATIONAL.add(day, longer) > NATIONAL.add(day, limit)
    assert NATIONAL.add(day + timedelta(days=1), limit) >= NATIONAL.add(day, limit)


@given(KNOWN_DAYS)
def test_a_make_up_day_counts_as_any_other(day: date) -> None:
    """A Saturday or Sunday that is worked moves the end of one working day to itself."""
    if day.weekday() >= 5 and NATIONAL.is_workday(day):
        assert NATIONAL.add(day - timedelta(days=1), TimeLimit(1, working=True)) == day


@given(KNOWN_DAYS, KNOWN_DAYS)
def test_days_left_turn_their_sign_with_the_order(first: date, last: date) -> None:
    for working in (True, False):
        left = NATIONAL.days_left(first, last, working=working)
        assert left == -NATIONAL.days_left(last, first, working=working)
        assert (left >= 0) is (last >= first) or left == 0
