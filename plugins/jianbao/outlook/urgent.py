"""Urgent events that run: which report is owed by which hour, by units and by the office itself."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from jianbao.metadata import Moment
from jianbao.model import Incident
from jianbao.outlook.matters import Heading, Matter, Role, name_units
from jianbao.outlook.phrases import say_day, say_since
from jianbao.reading import Office
from jianbao.supervising import Timeliness, Timing, find_owed, is_running
from jianbao.supervising.urgent import find_chain_items, find_units

_HOUR = 60
_DAY = 24 * _HOUR


def list_incidents(office: Office, as_of: Moment) -> Iterator[Matter]:
    """A line for each report that is owed; one that waits for the 终报 where none is."""
    for incident in sorted(office.incidents.values(), key=lambda known: (str(known.occurred or ""), known.id)):
        if not is_running(office, incident, as_of):
            continue
        owed = find_owed(office, incident, as_of)
        yield from (_describe(office, incident, timing, as_of) for timing in owed)
        if not owed:
            yield _make(office, incident, as_of, key="open", tail="等待终报")


def _describe(office: Office, incident: Incident, timing: Timing, as_of: Moment) -> Matter:
    who = name_units(office, timing.units, as_of) or office.settings.office.short_name
    left = f"，{_say_left(timing, as_of)}" if as_of.time else ""
    tail = f"{who}{timing.owed.value}，限{_say_hour(timing.due, as_of)}前{left}"
    key = f"{timing.owed.name.lower().replace('_', '-')}-{timing.due:%Y%m%dT%H%M}"
    return _make(office, incident, as_of, key=key, tail=tail, timing=timing, title=f"{who}{timing.owed.value}")


def _make(
    office: Office,
    incident: Incident,
    as_of: Moment,
    *,
    key: str,
    tail: str,
    title: str = "",
    timing: Timing | None = None,
) -> Matter:
    severity = office.settings.urgent.urgent_class(incident.severity).name
    begun = say_since(as_of, incident.occurred) if incident.occurred else ""
    return Matter(
        key=f"incident-{incident.id.replace('/', '-')}-{key}",
        heading=Heading.URGENT,
        text=f"{incident.title}（{severity}，{begun}）：{tail}　{incident.id}",
        record=f"incidents/{incident.id}",
        title=f"{title}（{incident.title}）" if title else "",
        facts=(severity,),
        due=Moment(timing.due.date(), timing.due.time()) if timing else None,
        units=find_units(incident, find_chain_items(office, incident)),
        role=Role.EDITOR,
    )


def _say_hour(due: datetime, as_of: Moment) -> str:
    day = "今天" if due.date() == as_of.day else say_day(due.date(), as_of.day)
    return f"{day}{due.hour}时{due.minute:02d}分"


def _say_left(timing: Timing, as_of: Moment) -> str:
    minutes = int((timing.due - as_of.at).total_seconds()) // 60
    said = _say_minutes(abs(minutes))
    return f"已超过{said}" if timing.outcome is Timeliness.MISSING else f"还有{said}"


def _say_minutes(minutes: int) -> str:
    if minutes >= 2 * _DAY:
        return f"{minutes // _DAY}天"
    return f"{minutes // _HOUR}小时" if minutes >= _HOUR else f"{minutes}分钟"
