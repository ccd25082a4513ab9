"""Which office, and which day."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from jianbao.metadata import Moment, parse_moment
from jianbao.settings import OfficeSettings

OFFICE_FILE = Path("briefs/settings/office.yml")


def find_office(start: Path) -> Path | None:
    """The nearest folder at or above ``start`` that holds ``briefs/settings/office.yml``."""
    start = start.resolve()
    return next((folder for folder in (start, *start.parents) if (folder / OFFICE_FILE).is_file()), None)


def resolve_as_of(
    office: OfficeSettings,
    *,
    on: str | None = None,
    environment: Mapping[str, str] | None = None,
    now: datetime | None = None,
) -> Moment:
    """Today: ``on``, else SOURCE_DATE_EPOCH, else the settings, else the clock, in the office's zone.

    Raises ValueError when ``on`` is no date or SOURCE_DATE_EPOCH is no number of seconds.
    """
    if on:
        moment = parse_moment(on)
        if moment is None:
            raise ValueError(on)
        return moment
    zone = ZoneInfo(office.zone)
    if epoch := (environment or {}).get("SOURCE_DATE_EPOCH"):
        try:
            at = datetime.fromtimestamp(int(epoch), UTC).astimezone(zone)
        except (ValueError, OverflowError, OSError) as error:
            raise ValueError(epoch) from error
    elif office.as_of:
        return office.as_of
    else:
        at = (now or datetime.now(UTC)).astimezone(zone)
    return Moment(at.date(), at.time().replace(microsecond=0, tzinfo=None))
