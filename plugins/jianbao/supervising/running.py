"""Urgent events that are not over, and what is owed on them next."""

from __future__ import annotations

from dataclasses import replace
from datetime import time, timedelta

from jianbao.metadata import Moment
from jianbao.model import Incident, Reporting
from jianbao.reading import Office
from jianbao.supervising.urgent import Owed, Timeliness, Timing, drop_repeated, find_chain_items, find_timings

_END_OF_DAY = time(23, 59)


def is_running(office: Office, incident: Incident, as_of: Moment) -> bool:
    """It has begun, and has neither a 终报 nor an end yet."""
    if incident.occurred is None or incident.occurred.is_after(as_of):
        return False
    ended = incident.ended is not None and not incident.ended.is_after(as_of)
    chain = find_chain_items(office, incident)
    return not ended and not any(item.stage is Reporting.FINAL and not at.is_after(as_of) for at, item in chain)


def find_owed(office: Office, incident: Incident, as_of: Moment) -> tuple[Timing, ...]:
    """Of a running event: what was not told in time and still is not, what may be told in time, and the 续报 that comes
    next, in order of time.
    """
    if not is_running(office, incident, as_of):
        return ()
    timings = drop_repeated(find_timings(office, incident, as_of))
    owed = [timing for timing in timings if timing.outcome in (None, Timeliness.MISSING)]
    waits = any(timing.owed is Owed.FOLLOW_UP and timing.outcome is None for timing in owed)
    if not waits and (coming := _find_next_follow_up(office, incident, as_of)):
        owed.append(coming)
    return tuple(sorted(owed, key=lambda timing: (timing.due, list(Owed).index(timing.owed))))


def _find_next_follow_up(office: Office, incident: Incident, as_of: Moment) -> Timing | None:
    """The first time of day after now for which nothing has come yet; the times come again every day."""
    later = Moment(as_of.day + timedelta(days=1), _END_OF_DAY)
    for timing in find_timings(office, incident, later):
        if timing.owed is not Owed.FOLLOW_UP or not Moment(timing.due.date(), timing.due.time()).is_after(as_of):
            continue
        done = timing.done is not None and not timing.done.is_after(as_of)
        return None if done else replace(timing, done=None, outcome=None, item="")
    return None
