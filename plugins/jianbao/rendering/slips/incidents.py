"""值班记录: an urgent event as the office's log has it, with the chain of reports and every time held to its limit."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from jianbao.checks.wording import say_minutes
from jianbao.metadata import Moment
from jianbao.model import Incident, Item
from jianbao.rendering.slips.request import SlipRequest
from jianbao.supervising import Owed, Timing, find_timings
from jianbao.supervising.urgent import find_chain_items, find_units


@dataclass(frozen=True, kw_only=True, slots=True)
class LogRow:
    at: Moment | None
    did: str
    who: str
    to: str
    note: str


@dataclass(frozen=True, kw_only=True, slots=True)
class ReportRow:
    """``learned`` is when the unit heard of it, ``received`` when its text came; ``disposition`` what became of it."""

    stage: str
    unit: str
    title: str
    learned: Moment | None
    received: Moment
    disposition: str


@dataclass(frozen=True, kw_only=True, slots=True)
class TimingRow:
    """``unit`` is our own short name where the office owed it; ``outcome`` is empty while there is time. ``taken``
    is the time since the start of the clock, 1小时15分钟; empty where no limit in minutes holds or no time is known.
    """

    owed: str
    unit: str
    due: Moment
    done: Moment | None
    taken: str
    outcome: str


def describe_incident(request: SlipRequest, incident: Incident) -> Mapping[str, Any]:
    """What is known at the time of the request; units under their names of the day of the event."""
    office, urgent = request.office, request.office.settings.urgent
    chain = [pair for pair in find_chain_items(office, incident) if not pair[0].is_after(request.as_of)]
    person = office.settings.people.name
    return {
        "incident": incident,
        "severity": urgent.urgent_class(incident.severity).name,
        "units": _name(request, incident, find_units(incident, chain)),
        "log": [
            LogRow(at=line.at, did=line.did.value if line.did else "", who=person(line.who), to=person(line.to),
                   note=line.note)
            for line in sorted(incident.log, key=lambda line: (str(line.at or ""), line.note))
            if line.at is None or not line.at.is_after(request.as_of)
        ],
        "reports": [_describe_report(request, incident, arrival, item) for arrival, item in chain],
        "timings": [_describe_timing(request, incident, one) for one in find_timings(office, incident, request.as_of)],
    }  # fmt: skip


def _name(request: SlipRequest, incident: Incident, units: Iterable[str]) -> str:
    known, day = request.office.settings.units, incident.occurred.day if incident.occurred else None
    return "、".join(known.short(unit, day) for unit in units)


def _describe_report(request: SlipRequest, incident: Incident, arrival: Moment, item: Item) -> ReportRow:
    results = [disposition.result for disposition in incident.dispositions if disposition.item == item.id]
    return ReportRow(
        stage=item.stage.value if item.stage else "",
        unit=_name(request, incident, item.units),
        title=item.title,
        learned=item.learned,
        received=arrival,
        disposition="、".join(dict.fromkeys(results)),
    )


def _describe_timing(request: SlipRequest, incident: Incident, timing: Timing) -> TimingRow:
    done = timing.done if timing.done and not timing.done.is_after(request.as_of) else None
    minutes = timing.minutes if done and done.time and timing.owed is not Owed.FOLLOW_UP else None
    return TimingRow(
        owed=timing.owed.value,
        unit=_name(request, incident, timing.units) or request.office.settings.office.short_name,
        due=Moment(timing.due.date(), timing.due.time()),
        done=done,
        taken=say_minutes(minutes) if minutes is not None and minutes >= 0 else "",
        outcome=timing.outcome.value if timing.outcome else "",
    )
