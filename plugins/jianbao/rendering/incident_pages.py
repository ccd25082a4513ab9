"""紧急事件: the office's own log of each urgent event, its chain of reports and their times. The office build alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from jianbao.checks.wording import say_minutes
from jianbao.metadata import Moment
from jianbao.model import Incident
from jianbao.rendering.body import frame_tables, render_body
from jianbao.rendering.context import BuildContext
from jianbao.rendering.page import Page, Part
from jianbao.rendering.pages_by_year import ByYear
from jianbao.rendering.places import Place, incident_uri, name_units
from jianbao.rendering.supervision import Supervision
from jianbao.supervising import Timeliness, Timing, find_timings, is_running
from jianbao.supervising.urgent import find_chain_items, find_units

INDEX = "incidents/index.md"
TITLE = "紧急信息"


@dataclass(frozen=True, kw_only=True, slots=True)
class ShownTiming:
    """``done`` is when it was done, ``outcome`` 按时, 迟报12分钟, 未报, or empty while it may still be done in time."""

    owed: str
    by: str
    since: str
    due: str
    done: str
    outcome: str
    is_wrong: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class ShownReport:
    """A report of the chain: when it came, of whom, what was made of it, where it was printed."""

    title: str
    stage: str
    units: tuple[Place, ...]
    at: str
    result: str
    printed: tuple[Place, ...]
    html: str


def render_incidents(supervision: Supervision) -> Part:
    """A page for each event and the lists of them; empty for an office without any."""
    if not supervision.incidents:
        return Part()
    known = {incident.id: incident for incident in supervision.incidents}
    kept = {incident.id for incident in supervision.incidents if _is_running(supervision.context, incident)}
    pages = ByYear.divide("incidents", list(known), kept)
    lists = [_render_list(supervision, pages, year, [known[one] for one in ids]) for year, ids in pages.pages]
    return Part(pages=(*lists, *(_render_incident(supervision, incident) for incident in known.values())))


def _render_list(supervision: Supervision, pages: ByYear, year: int, incidents: list[Incident]) -> Page:
    context, uri = supervision.context, pages.uri(year)
    rows = [list_incident(context, incident) for incident in incidents]
    title = TITLE if year == pages.year else f"{year}年{TITLE}"
    html = context.render("pages/incidents.html", title=title, uri=uri, years=pages.years, rows=rows)
    return Page(uri=uri, title=title, html=html, day=context.as_of.day, search=False)


def list_incident(context: BuildContext, incident: Incident) -> tuple[Incident, str, str, list[Place], bool, str]:
    """A line of a list: the event, its address, class and units, whether it goes on, how its reports came."""
    return (
        incident,
        incident_uri(incident),
        context.office.settings.urgent.urgent_class(incident.severity).name,
        _name_units(context, incident),
        _is_running(context, incident),
        _count_outcomes(find_timings(context.office, incident, context.as_of)),
    )


def _is_running(context: BuildContext, incident: Incident) -> bool:
    return is_running(context.office, incident, context.as_of)


def _count_outcomes(timings: tuple[Timing, ...]) -> str:
    """按时3次，迟报1次."""
    found = [timing.outcome for timing in timings]
    return "，".join(f"{one.value}{found.count(one)}次" for one in Timeliness if one in found)


def _name_units(context: BuildContext, incident: Incident) -> list[Place]:
    day = incident.occurred.day if incident.occurred else None
    return name_units(context, find_units(incident, find_chain_items(context.office, incident)), day)


def _render_incident(supervision: Supervision, incident: Incident) -> Page:
    context = supervision.context
    html = context.render("pages/incident.html", **describe_incident(supervision, incident))
    day = incident.occurred.day if incident.occurred else context.as_of.day
    return Page(uri=incident_uri(incident), title=incident.title, html=html, day=day, summary=incident.place)


def describe_incident(supervision: Supervision, incident: Incident) -> dict[str, Any]:
    """All that a page tells of an event, by the names that its template knows."""
    context, office = supervision.context, supervision.context.office
    name = office.settings.people.name
    return {
        "incident": incident,
        "severity": office.settings.urgent.urgent_class(incident.severity).name,
        "units": _name_units(context, incident),
        "running": _is_running(context, incident),
        "log": [
            (line, name(line.who), name(line.to))
            for line in incident.log
            if line.at and not line.at.is_after(context.as_of)
        ],
        "timings": [_show_timing(context, timing) for timing in find_timings(office, incident, context.as_of)],
        "reports": _show_reports(supervision, incident),
        "trail": supervision.find_trail(incident_uri(incident)),
    }


def _show_timing(context: BuildContext, timing: Timing) -> ShownTiming:
    outcome = timing.outcome.value if timing.outcome else ""
    if timing.late is not None:
        outcome += say_minutes(timing.late)
    day = timing.due.date()
    return ShownTiming(
        owed=timing.owed.value,
        by="、".join(place.title for place in name_units(context, timing.units, day)) or "本办公室",
        since=_say(timing.since),
        due=_say(Moment(day, timing.due.time())),
        done=_say(timing.done) if timing.done and timing.outcome is not Timeliness.MISSING else "",
        outcome=outcome,
        is_wrong=timing.outcome in (Timeliness.LATE, Timeliness.MISSING),
    )


def _say(moment: Moment) -> str:
    """11月2日21时40分: the year is that of the event."""
    return moment.chinese.partition("年")[2]


def _show_reports(supervision: Supervision, incident: Incident) -> list[ShownReport]:
    """In order of arrival."""
    context = supervision.context
    results = {disposition.item: disposition.result for disposition in incident.dispositions}
    return [
        ShownReport(
            title=item.title,
            stage=item.stage.value if item.stage else "",
            units=tuple(name_units(context, item.units, arrival.day)),
            at=arrival.chinese,
            result=results.get(item.id, ""),
            printed=tuple(supervision.find_articles([item.id])),
            html=frame_tables(render_body(item.body)),
        )
        for arrival, item in find_chain_items(context.office, incident)
        if not arrival.is_after(context.as_of)
    ]
