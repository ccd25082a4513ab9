"""Dates of feeds, in the many ways in which they are written, as moments in the office's zone."""

from __future__ import annotations

import re
from calendar import timegm
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from zoneinfo import ZoneInfo

from jianbao.metadata import Moment, parse_moment

# Year, month, day, hour, minute, second, in UTC.
Parsed = tuple[int, ...]

# China's own time; feeds call it so and mail calls another one so (RFC 5322, section 4.3).
_CHINA = re.compile(r"\b(?:CST|(?:GMT|UTC)\s*\+\s*0?8(?::?00)?|北京时间)(?![A-Za-z0-9])", re.IGNORECASE)
# Tue Nov 03 09:20:00 CST 2026, as programs print a date that nobody told them how to.
_PRINTED = re.compile(
    r"[A-Za-z]{3},?\s+([A-Za-z]{3})\s+([0-9]{1,2})\s+([0-9:]{5,8})(?:\s+([-+][0-9]{4}|[A-Za-z]+))?\s+([0-9]{4})"
)
_WEEKDAY = re.compile(r"(?:周|星期)[一二三四五六日天]|[()（）]")
# Further from Greenwich than any place is.
_NO_ZONE = re.compile(r"\s*[-+](?:1[5-9]|[2-9][0-9]):?[0-9]{2}$")
_SECONDS, _MILLISECONDS = re.compile("[0-9]{10}"), re.compile("[0-9]{13}")
_LONGEST = 80
_FIRST_YEAR = 1995
# A server's clock may be a little before ours.
_AHEAD = timedelta(minutes=15)


def read_date(text: str, parsed: Parsed | None, zone: ZoneInfo, now: Moment) -> Moment | None:
    """None for what is no date, for one of another age, and for one still to come.

    ``parsed`` is what feedparser makes of it, in UTC, for the ways of writing that are not Chinese. A time that names
    no zone is the office's own. One in GMT that is still to come was the office's own too, said wrongly.
    """
    at = _read(" ".join(_WEEKDAY.sub(" ", text[:_LONGEST]).split()), parsed)
    if at is None:
        return None
    if isinstance(at, Moment):
        return at if _is_likely(at, now) else None
    try:
        local = at.astimezone(zone).replace(tzinfo=None) if at.tzinfo else at
    except OverflowError:
        return None
    found = _make_moment(local)
    if not _is_likely(found, now) and at.utcoffset() == timedelta():
        found = _make_moment(at.replace(tzinfo=None))
    return found if _is_likely(found, now) else None


def _make_moment(at: datetime) -> Moment:
    return Moment(at.date(), at.time().replace(second=0, microsecond=0))


def _is_likely(moment: Moment, now: Moment) -> bool:
    if moment.day.year < _FIRST_YEAR:
        return False
    if moment.time is None or now.time is None:
        return moment.day <= now.day
    return moment.at <= now.at + _AHEAD


def _read(text: str, parsed: Parsed | None) -> Moment | datetime | None:
    """As it is written: a moment or a time without a zone, a time with one."""
    if moment := parse_moment(text):
        return moment
    try:
        return _read_number(text) or datetime.fromisoformat(text)
    except (ValueError, OverflowError, OSError):
        pass
    return _read_mail(_PRINTED.sub(r"\2 \1 \5 \3 \4", _CHINA.sub("+0800", text))) or _read_parsed(parsed)


def _read_number(text: str) -> datetime | None:
    """Seconds or thousandths since 1970."""
    if _SECONDS.fullmatch(text):
        return datetime.fromtimestamp(int(text), UTC)
    if _MILLISECONDS.fullmatch(text):
        return datetime.fromtimestamp(int(text) // 1000, UTC)
    return None


def _read_mail(text: str) -> datetime | None:
    """As mail writes it (RFC 5322), which is what RSS asks for."""
    try:
        return parsedate_to_datetime(_NO_ZONE.sub("", text))
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _read_parsed(parsed: Parsed | None) -> datetime | None:
    try:
        return datetime.fromtimestamp(timegm(parsed), UTC) if parsed else None
    except (ValueError, OverflowError, OSError):
        return None
