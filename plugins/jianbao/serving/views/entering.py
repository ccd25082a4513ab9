"""补录: an item that came by telephone, fax or on paper, filed by an editor for the unit."""

from __future__ import annotations

from flask import Blueprint, request
from flask.wrappers import Response

from jianbao.acting.receiving import plan_received
from jianbao.acting.refusing import refuse, require_unit
from jianbao.acting.submitting import Submission
from jianbao.metadata import Moment, parse_moment
from jianbao.metadata.moments import say_wrong
from jianbao.model import Access, Via
from jianbao.model.item import Urgency
from jianbao.problems import Problem
from jianbao.reading import Office
from jianbao.serving.forms.faults import sort_faults
from jianbao.serving.forms.wording import say_plainly
from jianbao.serving.people.permissions import Action
from jianbao.serving.request import act, as_of, done, needs, office, show, status_of, visitor
from jianbao.writing import Change

entering = Blueprint("entering", __name__)
_TEXTS = ("title", "units", "author", "phone", "approver", "kind", "form", "urgency", "access", "tags", "call", "body")
_FIELDS = ("unit", "via", "received", *_TEXTS)


@entering.get("/enter")
@needs(Action.ENTER)
def enter_page() -> Response:
    typed = dict.fromkeys(_FIELDS, "") | {"received": str(as_of()).replace(" ", "T")}
    return _show_enter(typed, [])


@entering.post("/enter")
@needs(Action.ENTER)
def enter_act() -> Response:
    """The item and its receipt in one commit; then it lies in the queue like any other."""
    typed = {name: request.form.get(name, "") for name in _FIELDS}
    message = f"补录：《{' '.join(typed['title'].split())}》"
    problems = act(Action.ENTER, message, lambda now: _plan(now, typed))
    return _show_enter(typed, problems) if problems else done(message, "queue.queue_page")


def _plan(now: Office, typed: dict[str, str]) -> list[Change]:
    via = next((via for via in Via if via.value == typed["via"]), None)
    if via is None:
        refuse("field-missing", "没有选怎么收到的", "选电话、传真、纸质或邮件", field="via")
    if not typed["unit"]:
        refuse("field-missing", "没有选报送单位", "选上是哪个单位的稿件", field="unit")
    submission = Submission(
        unit=require_unit(now, typed["unit"]),
        texts={name: typed[name] for name in _TEXTS},
        entered_by=visitor().id,
    )
    return plan_received(now, submission, _read_received(typed["received"]), via, as_of())


def _read_received(written: str) -> Moment:
    moment = parse_moment(written.replace("T", " ").strip())
    if moment is None:
        refuse("field-type", f"收到时间：{say_wrong(written)}", "如 2026-11-30 9:20", field="received")
    return moment


def _show_enter(typed: dict[str, str], problems: list[Problem]) -> Response:
    settings, day = office().settings, as_of().day
    open_calls = [call for call in office().calls.values() if call.due is None or not as_of().is_after(call.due)]
    return show(
        "enter.html",
        status_of(problems),
        typed=typed,
        faults=sort_faults(say_plainly(problems), _FIELDS),
        units=[(unit.id, settings.units.short(unit.id, day)) for unit in settings.units.units if unit.exists_on(day)],
        vias=[(via.value, via.value) for via in Via if via is not Via.SYSTEM],
        kinds=[(kind.name, kind.name) for kind in settings.kinds.kinds],
        forms=[(form.name, form.name) for form in settings.kinds.forms],
        urgencies=[(urgency.value, urgency.value) for urgency in Urgency],
        accesses=[(access.value, access.value) for access in Access],
        calls=[(call.id, f"{call.title}（{call.due.chinese}前）" if call.due else call.title) for call in open_calls],
    )
