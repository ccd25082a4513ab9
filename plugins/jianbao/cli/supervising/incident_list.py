"""``jianbao incidents``: every urgent event with what came in time and what did not."""

from __future__ import annotations

import json
from typing import Any

import click

from jianbao.cli.chinese import ChineseCommand
from jianbao.cli.session import Session, pass_session, reports_problems
from jianbao.cli.supervising.timings import list_timings, name_incident
from jianbao.metadata import Moment
from jianbao.model import Incident
from jianbao.reading import Office
from jianbao.supervising import Timeliness, Timing, find_timings, is_running
from jianbao.supervising.urgent import find_chain_items


@click.command(cls=ChineseCommand, epilog="例：jianbao incidents\n例：jianbao incidents --open --format json")
@click.option("--on", help="看哪一天的；默认为今天")
@click.option("--open", "only_open", is_flag=True, help="只看还没有结束的")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="输出格式")
@pass_session
@reports_problems
def incidents(session: Session, on: str | None, only_open: bool, form: str) -> None:
    """紧急事件一览：各单位和本办公室每次报告是按时、迟报还是未报，用了多少分钟。"""
    office, day = session.office, session.moment(on, "--on")
    session.warn_of_errors()
    known = [
        incident
        for incident in sorted(office.incidents.values(), key=lambda incident: (str(incident.occurred), incident.id))
        if incident.occurred and not incident.occurred.is_after(day)
        if not only_open or is_running(office, incident, day)
    ]
    if form == "json":
        described = {"as_of": _iso(day), "incidents": [_describe(office, incident, day) for incident in known]}
        session.print(json.dumps(described, ensure_ascii=False, indent=2))
        return
    for incident in known:
        _show(session, office, incident, day)
    outcomes = [timing.outcome for incident in known for timing in find_timings(office, incident, day)]
    told = "，".join(f"{kind.value}{outcomes.count(kind)}次" for kind in Timeliness)
    session.print(f"共{len(known)}起；各次报告：{told}。" if known else "没有符合条件的事件。")


def _has_ended(incident: Incident, day: Moment) -> bool:
    return incident.ended is not None and not incident.ended.is_after(day)


def _show(session: Session, office: Office, incident: Incident, day: Moment) -> None:
    occurred = incident.occurred.chinese if incident.occurred else ""
    over = "没有结束" if is_running(office, incident, day) else "已有终报"
    ended = f"{incident.ended.chinese}结束" if incident.ended and _has_ended(incident, day) else over
    session.print(f"{name_incident(office, incident)}　{occurred}事发，{ended}")
    logged = sum(line.at is not None and not line.at.is_after(day) for line in incident.log)
    session.print(f"    {incident.id}　报告{len(_list_arrived(office, incident, day))}篇，值班记录{logged}行")
    for line in list_timings(office, incident, day):
        session.print(f"    {line}")


def _list_arrived(office: Office, incident: Incident, day: Moment) -> list[str]:
    """The reports that had come by then, in order of their arrival."""
    return [item.id for arrival, item in find_chain_items(office, incident) if not arrival.is_after(day)]


def _describe(office: Office, incident: Incident, day: Moment) -> dict[str, Any]:
    """Times as ISO 8601 in the office's zone; ``outcome`` null while it may still come in time."""
    return {
        "id": incident.id,
        "title": incident.title,
        "severity": office.settings.urgent.urgent_class(incident.severity).name,
        "occurred": _iso(incident.occurred),
        "place": incident.place or None,
        "heard": _iso(incident.heard),
        "ended": _iso(incident.ended) if _has_ended(incident, day) else None,
        "items": _list_arrived(office, incident, day),
        "dispositions": [{"item": told.item, "result": told.result} for told in incident.dispositions],
        "timings": [_describe_timing(timing) for timing in find_timings(office, incident, day)],
    }


def _describe_timing(timing: Timing) -> dict[str, Any]:
    return {
        "owed": timing.owed.value,
        "units": list(timing.units),
        "since": _iso(timing.since),
        "due": timing.due.isoformat(timespec="minutes"),
        "done": _iso(timing.done),
        "outcome": timing.outcome.value if timing.outcome else None,
        "minutes": timing.minutes if timing.done and timing.done.time else None,
        "late": timing.late,
        "item": timing.item or None,
    }


def _iso(moment: Moment | None) -> str | None:
    if moment is None:
        return None
    return moment.at.isoformat(timespec="minutes") if moment.time else moment.day.isoformat()
