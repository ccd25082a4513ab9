"""Dates and times in every spelling that offices use."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jianbao.metadata import Moment, parse_moment

NOVEMBER_3 = date(2026, 11, 3)


@pytest.mark.parametrize(
    "text",
    ["2026-11-03", "2026-11-3", "2026/11/3", "2026/11/03", "2026.11.3", "2026年11月3日", "2026年11月3", " 2026-11-03 "],
)
def test_days(text: str) -> None:
    assert parse_moment(text) == Moment(NOVEMBER_3)


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("2026-11-03 09:20", time(9, 20)),
        ("2026-11-03 9:20", time(9, 20)),
        ("2026-11-03T09:20", time(9, 20)),
        ("2026-11-03 09:20:30", time(9, 20, 30)),
        ("2026/11/3 09：20", time(9, 20)),
        ("2026年11月3日9时20分", time(9, 20)),
        ("2026年11月3日 9时", time(9)),
        ("2026年11月3日0:00", time(0)),
    ],
)
def test_times(text: str, at: time) -> None:
    assert parse_moment(text) == Moment(NOVEMBER_3, at)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "11-03",
        "11月3日",
        "26-11-03",
        "2026-13-01",
        "2026-02-30",
        "2026-11-03 24:10",
        "2026-11-03 9",
        "2026-11-03 09:61",
        "20261103",
        "2026-11-03 上午",
        "今天",
        "2026-11-03 09:20 09:30",
        "1899-12-31",
        "2200-01-01",
        "9999-12-31",
    ],
)
def test_what_is_no_date(text: str) -> None:
    assert parse_moment(text) is None


MOMENTS = st.builds(
    lambda at, timed: Moment(at.date(), at.time().replace(second=0, microsecond=0) if timed else None),
    st.datetimes(datetime(1900, 1, 1), datetime(2199, 12, 31)),  # noqa: DTZ001  (no zone: it is the office's)
    st.booleans(),
)


@given(MOMENTS)
def test_what_is_printed_can_be_read_again(moment: Moment) -> None:
    assert parse_moment(str(moment)) == moment
    assert parse_moment(moment.chinese) == moment


@given(MOMENTS, MOMENTS)
def test_later_for_certain_is_never_mutual(one: Moment, other: Moment) -> None:
    assert not (one.is_after(other) and other.is_after(one))
    assert one.is_after(other) is (one.at > other.at) or not (one.time and other.time)


def test_a_day_without_a_time_is_not_after_a_time_of_the_same_day() -> None:
    assert not Moment(NOVEMBER_3).is_after(Moment(NOVEMBER_3, time(9, 20)))
    assert not Moment(NOVEMBER_3, time(9, 20)).is_after(Moment(NOVEMBER_3))
    assert Moment(NOVEMBER_3, time(9, 21)).is_after(Moment(NOVEMBER_3, time(9, 20)))


def test_hours_that_have_passed_count_a_day_without_a_time_as_its_end() -> None:
    received = Moment(NOVEMBER_3, time(23, 58))
    assert not Moment(NOVEMBER_3 + timedelta(days=1), time(23, 58)).passed(24, received)
    assert Moment(NOVEMBER_3 + timedelta(days=1), time(23, 59)).passed(24, received)
    assert Moment(NOVEMBER_3 + timedelta(days=1)).passed(24, received)


def test_days_since() -> None:
    assert Moment(NOVEMBER_3, time(0, 5)).days_since(Moment(date(2026, 10, 31), time(23, 55))) == 3
