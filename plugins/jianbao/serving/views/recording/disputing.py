"""异议: what a unit says is wrong in a count, and the answer."""

from __future__ import annotations

from datetime import date

from flask import abort, request
from flask.wrappers import Response

from jianbao.acting.recording.entering import DisputeRequest, plan_dispute
from jianbao.acting.refusing import refuse
from jianbao.periods import month_of, parse_period
from jianbao.reading import Office
from jianbao.serving.forms.choices import choose_unit
from jianbao.serving.forms.fields import Form, FormField, Kind
from jianbao.serving.forms.one_record import require_same, write_one
from jianbao.serving.people.permissions import Action
from jianbao.serving.request import as_of, done, needs, office, visitor
from jianbao.serving.views.recording.blueprint import Paper, recording, show_paper
from jianbao.writing import Change

_NEW = Paper(
    title="登记异议",
    lead="单位认为某一时段的统计哪里不对。登记以后在这里答复，答复附在下一期通报里。",
    button="登记异议",
)


@recording.get("/record/dispute")
@needs(Action.RECORD)
def new_dispute_page() -> Response:
    return show_paper(_NEW, Form(_make_fields()))


@recording.post("/record/dispute")
@needs(Action.RECORD)
def new_dispute_act() -> Response:
    form, today = Form(_make_fields(), request.form), as_of()
    values = form.read()
    problems = form.problems
    if not problems:
        wanted = DisputeRequest(**values)
        unit = office().settings.units.short(wanted.unit, today.day)
        problems = write_one(Action.RECORD, f"登记异议：{unit}", lambda now: plan_dispute(now, wanted, today))[0]
    if problems:
        return show_paper(_NEW, form, problems)
    return done("异议已经登记，还没有答复", "recording.forms_page")


def _make_fields() -> tuple[FormField, ...]:
    today = as_of().day
    last = month_of(date(today.year - (today.month == 1), (today.month - 2) % 12 + 1, 1))
    return (
        FormField(name="unit", label="单位", kind=Kind.CHOICE, required=True, choices=choose_unit(office(), today)),
        FormField(name="period", label="哪一时段的统计", required=True, value=last.label, hint="如 2026-10、2026-q3"),
        FormField(name="date", label="提出日期", kind=Kind.DAY, required=True, value=str(today)),
        FormField(name="claim", label="单位认为哪里不对", kind=Kind.LONG, required=True),
    )


@recording.get("/record/dispute/<path:dispute>")
@needs(Action.RECORD)
def dispute_page(dispute: str) -> Response:
    return show_paper(_answer_paper(dispute), Form(_answer_fields(dispute)))


@recording.post("/record/dispute/<path:dispute>")
@needs(Action.RECORD)
def dispute_act(dispute: str) -> Response:
    """The answer, once."""
    paper, today = _answer_paper(dispute), as_of()
    form, seen = Form(_answer_fields(dispute), request.form), request.form.get("seen", "")
    values = form.read()
    problems = form.problems
    if not problems:
        known, by = office().disputes[dispute], visitor().id

        def plan(now: Office) -> Change:
            require_same("这条异议", seen, now.disputes[dispute].source.digest)
            if known.answer:
                refuse("dispute-closed", "这条异议已经答复，不能再改", "答复写在这一页上")
            wanted = DisputeRequest(
                period=known.period, unit=known.unit, date=today, claim=known.claim, answer=values["answer"], by=by
            )
            return plan_dispute(now, wanted, today)

        problems = write_one(Action.RECORD, f"答复异议：{paper.about[0][1]}", plan)[0]
    if problems:
        return show_paper(_answer_paper(dispute), form, problems)
    return done("异议已经答复，附在下一期通报里", "recording.forms_page")


def _answer_paper(dispute: str) -> Paper:
    known = office().disputes.get(dispute)
    if known is None:
        abort(404)
    period = parse_period(known.period, as_of().day)
    unit = office().settings.units.short(known.unit, period.last if period else None)
    answered = (("答复", known.answer), ("答复人", office().settings.people.name(known.by))) if known.answer else ()
    return Paper(
        title="答复异议",
        lead="核对以后写上答复；答复了就不能再改。",
        button="" if known.answer else "答复",
        about=(
            ("单位", unit),
            ("时段", period.title if period else known.period),
            ("提出日期", known.date.chinese if known.date else ""),
            ("异议", known.claim),
            *answered,
        ),
        hidden=(("seen", known.source.digest),),
        names=(("claim", "answer"),),
    )


def _answer_fields(dispute: str) -> tuple[FormField, ...]:
    known = office().disputes.get(dispute)
    if known and known.answer:
        return ()
    return (FormField(name="answer", label="答复", kind=Kind.LONG, required=True, rows=6),)
