"""Periods as offices write them, and the names they get."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jianbao.periods import make_period, month_of, parse_days, parse_period, year_of

TODAY = date(2026, 11, 30)
WRONG = ["", "2026-13", "2026-00", "13月", "2026-q5", "2026-01-02", "3-1月", "昨天", "0230-0301"]


@pytest.mark.parametrize(
    ("written", "first", "last", "label", "title", "within_year"),
    [
        ("2026-10", "2026-10-01", "2026-10-31", "2026-10", "2026年10月", "10"),
        ("2026年2月份", "2026-02-01", "2026-02-28", "2026-02", "2026年2月", "02"),
        ("10月", "2026-10-01", "2026-10-31", "2026-10", "2026年10月", "10"),
        ("1-2月", "2026-01-01", "2026-02-28", "2026-01-02", "2026年1—2月", "01-02"),
        ("2024年1—2月", "2024-01-01", "2024-02-29", "2024-01-02", "2024年1—2月", "01-02"),
        ("2026/01-02", "2026-01-01", "2026-02-28", "2026-01-02", "2026年1—2月", "01-02"),
        ("2026-q3", "2026-07-01", "2026-09-30", "2026-q3", "2026年第三季度", "q3"),
        ("第一季度", "2026-01-01", "2026-03-31", "2026-q1", "2026年第一季度", "q1"),
        ("7-9月", "2026-07-01", "2026-09-30", "2026-q3", "2026年第三季度", "q3"),
        ("2-4月", "2026-02-01", "2026-04-30", "2026-02-04", "2026年2—4月", "02-04"),
        ("2026-h1", "2026-01-01", "2026-06-30", "2026-h1", "2026年上半年", "h1"),
        ("2025年下半年", "2025-07-01", "2025-12-31", "2025-h2", "2025年下半年", "h2"),
        ("2026", "2026-01-01", "2026-12-31", "2026", "2026年", "year"),
        ("全年", "2026-01-01", "2026-12-31", "2026", "2026年", "year"),
        ("0701-1009", "2026-07-01", "2026-10-09", "2026-0701-1009", "2026年7月1日至10月9日", "0701-1009"),
    ],
)
def test_a_period_as_it_is_written(
    written: str, first: str, last: str, label: str, title: str, within_year: str
) -> None:
    period = parse_period(written, TODAY)
    assert period is not None
    assert (str(period.first), str(period.last), period.label, period.title) == (first, last, label, title)
    assert period.within_year == within_year


@pytest.mark.parametrize("written", WRONG)
def test_what_is_no_period_or_may_be_two(written: str) -> None:
    assert parse_period(written, TODAY) is None


def test_two_days_make_the_period_that_offices_call_it() -> None:
    assert parse_days("2026年7月1日", "2026-10-09") == parse_period("0701-1009", TODAY)
    assert parse_days("2026-10-01", "2026-10-31") == month_of(date(2026, 10, 5))
    assert parse_days("2026-10-02", "2026-10-01") is None
    assert parse_days("2025-12-01", "2026-01-31") is None
    assert parse_days("十月", "2026-10-01") is None


@given(st.dates(date(2001, 1, 1), date(2098, 12, 31)), st.integers(0, 364))
def test_every_period_can_be_read_back_from_its_label(first: date, length: int) -> None:
    last = min(first + timedelta(days=length), date(first.year, 12, 31))
    period = make_period(first, last)
    assert (period.first, period.last) == (first, last)
    assert parse_period(f"{period.year}/{period.within_year}".replace("/year", ""), TODAY) in (
        period,
        parse_period(period.label, TODAY),
    )


@given(st.dates(date(2001, 1, 1), date(2098, 12, 31)))
def test_every_day_is_in_its_month_and_its_year(day: date) -> None:
    assert month_of(day).covers(day)
    assert year_of(day).covers(day)
    assert not month_of(day).covers(month_of(day).last + timedelta(days=1))
