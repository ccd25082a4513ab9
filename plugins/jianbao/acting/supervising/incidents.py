"""紧急事件: opening one with the first line of its log, and everything that is added to it until its end."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from jianbao.acting.filing import make_slug
from jianbao.acting.recording.inserting import add_entry, add_fields
from jianbao.acting.recording.proving import place_record, prove
from jianbao.acting.refusing import refuse, require_record, require_unit, require_words
from jianbao.acting.supervising.naming import require_incident
from jianbao.metadata import Moment
from jianbao.model import Did, Disposition, Incident, Logged
from jianbao.reading import Office
from jianbao.writing import Change, dump_yaml


@dataclass(frozen=True, kw_only=True, slots=True)
class IncidentRequest:
    """``first`` is the line of the log with which it begins, as a rule 接报."""

    title: str
    severity: str
    occurred: Moment
    first: Logged
    place: str = ""
    units: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    note: str = ""


def plan_incident(office: Office, request: IncidentRequest, as_of: Moment) -> Change:
    """A new event, named by the day on which it happened and the first words of its title."""
    require_words(标题=request.title)
    for item in request.items:
        _require_item(office, item)
    header: dict[str, Any] = {
        "title": request.title,
        "severity": _find_severity(office, request.severity),
        "occurred": request.occurred,
        "place": request.place,
        "units": list(dict.fromkeys(require_unit(office, unit) for unit in request.units)),
        "items": list(dict.fromkeys(request.items)),
        "log": [_write_line(request.first)],
        "note": request.note,
    }
    change = place_record(office, "incidents", request.occurred.day, make_slug(request.title), header)
    return prove(office, change, as_of)


def _require_item(office: Office, item: str) -> None:
    require_record("稿件", item, dict(office.items))


def _find_severity(office: Office, written: str) -> str:
    known = office.settings.urgent.spellings()
    if written not in known:
        names = "、".join(severity.name for severity in office.settings.urgent.classes)
        refuse("severity-unknown", f"没有名为“{written}”的事件等级", f"现有等级：{names}")
    return known[written]


def plan_line(office: Office, written: str, line: Logged, as_of: Moment) -> Change:
    """One more line in the log of the event that is so named."""
    incident = _require_open(office, written, line.at)
    expected = replace(incident, log=(*incident.log, line))
    return prove(office, add_entry(office, expected, "log", _write_line(line), _write_incident), as_of)


def plan_chain(office: Office, written: str, item: str, as_of: Moment) -> Change:
    """One more report in the chain."""
    incident = require_incident(office, written)
    _require_item(office, item)
    if item in incident.items:
        refuse("incident-item", f"{item} 已在这起事件的报告里", "不用再登记", path=incident.source.path)
    expected = replace(incident, items=(*incident.items, item))
    return prove(office, add_entry(office, expected, "items", item, _write_incident), as_of)


def plan_disposition(office: Office, written: str, disposition: Disposition, as_of: Moment) -> Change:
    """What became of one report, once."""
    incident = require_incident(office, written)
    path, known = incident.source.path, office.settings.urgent.dispositions
    if disposition.result not in known:
        refuse("disposition-unknown", f"没有名为“{disposition.result}”的处置", f"可写：{'、'.join(known)}")
    if disposition.item not in incident.items:
        hint = f"这起事件的报告：{'、'.join(incident.items) or '还没有，先用 jianbao incident report 登记'}"
        refuse("incident-item", f"{disposition.item} 不是这起事件的报告", hint, path=path)
    if any(told.item == disposition.item for told in incident.dispositions):
        refuse("incident-disposed", f"{disposition.item} 已有处置", "处置有误的，改这份文件", path=path)
    expected = replace(incident, dispositions=(*incident.dispositions, disposition))
    entry = _write_disposition(disposition)
    return prove(office, add_entry(office, expected, "dispositions", entry, _write_incident), as_of)


def plan_end(office: Office, written: str, ended: Moment, as_of: Moment) -> Change:
    incident = _require_open(office, written)
    return prove(office, add_fields(office, incident.source, {"ended": ended}), as_of)


def _require_open(office: Office, written: str, at: Moment | None = None) -> Incident:
    """One that has not ended; what was done before its end may still be told."""
    incident = require_incident(office, written)
    if incident.ended and (at is None or at.is_after(incident.ended)):
        message = f"这起事件已于{incident.ended.chinese}结束"
        refuse("incident-ended", message, "结束时间有误的，改这份文件", path=incident.source.path)
    return incident


def _write_line(line: Logged) -> dict[str, Any]:
    did = line.did.value if line.did else Did.HEARD.value
    return {"at": line.at, "did": did, "who": line.who, "to": line.to, "note": line.note}


def _write_disposition(disposition: Disposition) -> dict[str, str]:
    return {"item": disposition.item, "result": disposition.result}


def _write_incident(incident: Incident) -> str:
    header = {
        "title": incident.title,
        "severity": incident.severity,
        "occurred": incident.occurred,
        "place": incident.place,
        "units": list(incident.units),
        "items": list(incident.items),
        "log": [_write_line(line) for line in incident.log],
        "dispositions": [_write_disposition(told) for told in incident.dispositions],
        "ended": incident.ended,
        "note": incident.note,
    }
    return dump_yaml(header)
