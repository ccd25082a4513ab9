"""值班记录: urgent events, what was done about each, and whether it was reported in time."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from flask import Blueprint, abort, request
from flask.wrappers import Response

from jianbao.acting.supervising.incidents import (
    IncidentRequest,
    plan_chain,
    plan_disposition,
    plan_end,
    plan_incident,
    plan_line,
)
from jianbao.metadata import Moment
from jianbao.model import Did, Disposition, Incident, Item, Logged
from jianbao.problems import Problem
from jianbao.reading import Office
from jianbao.rendering.incident_pages import describe_incident, list_incident
from jianbao.serving.forms.choices import NOTHING, choose_words, list_units
from jianbao.serving.forms.fields import Choices, Form, FormField, Kind
from jianbao.serving.forms.one_record import record_id, require_same, write_one
from jianbao.serving.matters.overview import link_place, open_overview
from jianbao.serving.people.permissions import Action, may
from jianbao.serving.request import as_of, done, needs, office, show, status_of, visitor
from jianbao.supervising.urgent import find_chain_items, find_units
from jianbao.writing import Change

incidents = Blueprint("incidents", __name__)
_PAGE = 50
# Reports come from shortly before the event was entered until long after it.
_BEFORE, _AFTER = timedelta(days=1), timedelta(days=30)


@dataclass(frozen=True, kw_only=True, slots=True)
class LogForm:
    """One thing that may be added to an event: ``key`` names it in the form."""

    key: str
    title: str
    lead: str
    fields: tuple[FormField, ...]


@incidents.get("/incidents")
@needs(Action.INCIDENTS)
def list_page() -> Response:
    """What goes on first, then the latest."""
    overview = open_overview()
    rows = [list_incident(overview.context, incident) for incident in overview.incidents]
    rows.sort(key=lambda row: not row[4])
    pages = max(1, -(-len(rows) // _PAGE))
    page = min(max(request.args.get("page", 1, type=int), 1), pages)
    turns = [f"?page={turn}" if 0 < turn <= pages else "" for turn in (page - 1, page + 1)]
    return show("incidents.html", rows=rows[(page - 1) * _PAGE : page * _PAGE], pages=(page, pages, *turns))


@incidents.get("/incidents/new")
@needs(Action.INCIDENT)
def open_page() -> Response:
    return _show_opening(Form(_make_opening()))


@incidents.post("/incidents/new")
@needs(Action.INCIDENT)
def open_act() -> Response:
    form = Form(_make_opening(), request.form)
    values = form.read()
    problems, path = form.problems, ""
    if not problems:
        first = Logged(
            at=values.pop("at"), did=Did.HEARD, who=values.pop("who"), to=values.pop("caller"), note=values.pop("told")
        )
        wanted, today = IncidentRequest(first=first, **values), as_of()
        message = f"接报：{wanted.title}"
        problems, path = write_one(Action.INCIDENT, message, lambda now: plan_incident(now, wanted, today))
    if problems:
        return _show_opening(form, problems)
    return done("已登记，值班记录从接报开始", "incidents.incident_page", incident=record_id(path))


@incidents.get("/incidents/<path:incident>")
@needs(Action.INCIDENTS)
def incident_page(incident: str) -> Response:
    return _show(_require(incident))


@incidents.post("/incidents/<path:incident>")
@needs(Action.INCIDENT)
def incident_act(incident: str) -> Response:
    """Adds a line, a report, what became of a report, or the end."""
    known = _require(incident)
    kind = next((one for one in _make_forms(known) if one.key == request.form.get("kind")), None)
    if kind is None:
        abort(400)
    form = Form(kind.fields, request.form)
    values = form.read()
    problems = form.problems or _record(known, kind, values)
    if problems:
        return _show(_require(incident), kind.key, form, problems)
    return done(f"{kind.title}：已写入", "incidents.incident_page", incident=incident)


def _record(known: Incident, kind: LogForm, values: dict[str, Any]) -> list[Problem]:
    seen, plan = request.form.get("seen", ""), _PLANS[kind.key]

    def plan_same(now: Office) -> Change:
        require_same("这起事件的记录", seen, now.incidents[known.id].source.digest)
        return plan(now, known.id, values, as_of())

    return write_one(Action.INCIDENT, f"{kind.title}：{known.title}", plan_same)[0]


def _plan_line(now: Office, incident: str, values: dict[str, Any], today: Moment) -> Change:
    line = Logged(at=values["at"], did=Did(values["did"]), who=values["who"], to=values["to"], note=values["note"])
    return plan_line(now, incident, line, today)


def _plan_disposition(now: Office, incident: str, values: dict[str, Any], today: Moment) -> Change:
    return plan_disposition(now, incident, Disposition(item=values["item"], result=values["result"]), today)


_PLANS: dict[str, Callable[[Office, str, dict[str, Any], Moment], Change]] = {
    "log": _plan_line,
    "report": lambda now, incident, values, today: plan_chain(now, incident, values["item"], today),
    "dispose": _plan_disposition,
    "end": lambda now, incident, values, today: plan_end(now, incident, values["at"], today),
}


def _require(incident: str) -> Incident:
    found = next((known for known in open_overview().incidents if known.id == incident), None)
    if found is None:
        abort(404)
    return found


def _now() -> str:
    """Empty where only the day is known: a wrong time of day is worse than none."""
    return str(as_of()) if as_of().time else ""


def _make_opening() -> tuple[FormField, ...]:
    urgent, day = office().settings.urgent, as_of().day
    classes = (NOTHING, *((known.id, known.name) for known in urgent.classes))
    recent = _list_recent(Moment(day))
    came = FormField(name="items", label="已经报来的稿件", kind=Kind.CHECKS, groups=(("", recent),))
    return (
        FormField(name="title", label="什么事件", required=True, wide=True, hint="如 和平镇桥梁限高架被撞"),
        FormField(name="severity", label="事件等级", kind=Kind.CHOICE, required=True, choices=classes),
        FormField(name="occurred", label="事发时间", kind=Kind.TIME, required=True),
        FormField(name="place", label="地点"),
        FormField(name="at", label="本办公室接报的时间", kind=Kind.TIME, required=True, value=_now()),
        FormField(name="who", label="接报人", required=True, value=visitor().person.name),
        FormField(name="caller", label="谁报来的", hint="如 和平镇值班员李××"),
        FormField(name="told", label="接报的内容", kind=Kind.LONG),
        FormField(name="units", label="负责报告的单位", kind=Kind.CHECKS, groups=list_units(office(), day, own=False),
                  hint="不选的，为来稿的单位"),
        *((came,) if recent else ()),
        FormField(name="note", label="备注", kind=Kind.LONG, rows=2),
    )  # fmt: skip


def _list_recent(about: Moment, units: Collection[str] = ()) -> Choices:
    """Items that could be reports on an event of that day and stand in no event yet, urgent or of these units."""
    known = {item for incident in office().incidents.values() for item in incident.items}
    first, last = about.day - _BEFORE, about.day + _AFTER
    near = (i for i in office().items.values() if i.id not in known and i.date and first <= i.date.day <= last)
    found = [item for item in near if _is_urgent(item) or not set(units).isdisjoint(item.units)]
    found.sort(key=lambda item: (not _is_urgent(item), -item.date.day.toordinal() if item.date else 0, item.id))
    return tuple((item.id, _name_item(item)) for item in found[:_PAGE])


def _is_urgent(item: Item) -> bool:
    return bool(item.urgency or item.stage)


def _name_item(item: Item) -> str:
    unit = office().settings.units.short(item.lead, item.date.day if item.date else None)
    return f"{item.title}（{unit}{f'，{item.stage.value}' if item.stage else ''}）"


def _make_forms(incident: Incident) -> list[LogForm]:
    """Those that make sense now; what was done before the end may still be told after it."""
    name = visitor().person.name
    disposed = {told.item for told in incident.dispositions}
    open_items = [office().items[i] for i in incident.items if i in office().items and i not in disposed]
    chain = find_chain_items(office(), incident)
    recent = _list_recent(incident.occurred, find_units(incident, chain)) if incident.occurred else ()
    at = FormField(name="at", label="什么时候", kind=Kind.TIME, required=True, value=_now())
    did = FormField(name="did", label="办了什么", kind=Kind.CHOICE, required=True, choices=choose_words(
        [known.value for known in Did], "（请选择）"))  # fmt: skip
    line = (
        did,
        at,
        FormField(name="who", label="办理人", required=True, value=name),
        FormField(name="to", label="向谁报告、传达给谁", hint="接报的，写谁报来的"),
        FormField(name="note", label="内容", kind=Kind.LONG),
    )
    item = FormField(name="item", label="稿件", kind=Kind.CHOICE, required=True, choices=(NOTHING, *recent))
    reports = tuple((known.id, _name_item(known)) for known in open_items)
    result = choose_words(office().settings.urgent.dispositions, "（请选择）")
    disposal = (
        FormField(name="item", label="报告", kind=Kind.CHOICE, required=True, choices=(NOTHING, *reports)),
        FormField(name="result", label="处置", kind=Kind.CHOICE, required=True, choices=result),
    )
    forms = [LogForm(key="log", title="续记值班记录", lead="接报、报告领导、上报、传达批示，一事一行。", fields=line)]
    if recent:
        forms.append(
            LogForm(key="report", title="列入报告", lead="把来稿列入这起事件的初报、续报、终报。", fields=(item,))
        )
    if reports:
        forms.append(LogForm(key="dispose", title="登记处置", lead="一篇报告的去向。", fields=disposal))
    if incident.ended is None:
        forms.append(LogForm(key="end", title="结束", lead="应急处置完毕，不再要续报。", fields=(at,)))
    return forms


def _show_opening(form: Form, problems: list[Problem] | None = None) -> Response:
    faults = form.sort(problems or [], {"log": "at", "to": "caller", "note": "told"})
    return show("incident-new.html", status_of(problems or []), form=form, faults=faults)


def _show(
    incident: Incident, chosen: str = "", form: Form | None = None, problems: list[Problem] | None = None
) -> Response:
    forms = _make_forms(incident) if may(visitor(), Action.INCIDENT) else []
    return show(
        "incident.html",
        status_of(problems or []),
        **describe_incident(open_overview(), incident),
        forms=[(one, form if form and one.key == chosen else Form(one.fields)) for one in forms],
        chosen=chosen,
        faults=form.sort(problems or [], {"log": "at", "ended": "at"}) if form else {"": []},
        seen=incident.source.digest,
        link=link_place,
    )
