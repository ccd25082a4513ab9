"""发放: who got which copies of a signed issue, and what came back."""

from __future__ import annotations

from flask import request, url_for
from flask.wrappers import Response

from jianbao.acting.recording.distributing import HandingRequest, plan_handing
from jianbao.model.distribution import Handed, format_copy_numbers
from jianbao.reading import Office
from jianbao.serving.forms.fields import Form, FormField, Kind
from jianbao.serving.forms.one_record import require_same, write_one
from jianbao.serving.forms.picking import Pick
from jianbao.serving.people.permissions import Action
from jianbao.serving.request import as_of, done, needs, office
from jianbao.serving.views.recording.blueprint import Paper, read_picks, recording, show_paper, show_picker
from jianbao.writing import Change

_KINDS = ("issue",)


@recording.get("/record/distribution")
@needs(Action.RECORD)
def distribution_page() -> Response:
    """``pick``: of which issue."""
    picks = read_picks(_KINDS)[:1]
    if not picks:
        return show_picker(_paper(None), _KINDS)
    return show_paper(_paper(picks[0]), Form(_make_fields(picks[0])))


@recording.post("/record/distribution")
@needs(Action.RECORD)
def distribution_act() -> Response:
    picks, today = read_picks(_KINDS)[:1], as_of()
    if not picks:
        return show_picker(_paper(None), _KINDS, wrong="没有选哪一期")
    issue, seen = picks[0].identity, request.form.get("seen", "")
    form = Form(_make_fields(picks[0]), request.form)
    values = form.read()
    problems = form.problems
    if not problems:
        wanted = HandingRequest(issue=issue, **{**values, "returned": values["returned"] == "是"})

        def plan(now: Office) -> Change:
            require_same("这一期的发放登记", seen, _digest(now, issue))
            return plan_handing(now, wanted, today)

        problems = write_one(Action.RECORD, f"登记发放：{picks[0].title}，{wanted.to}", plan)[0]
    if problems:
        return show_paper(_paper(picks[0]), form, problems)
    return done(_say(issue), "recording.distribution_page", pick=picks[0].value)


def _digest(now: Office, issue: str) -> str:
    """``none`` while nothing is registered."""
    known = now.distribution.get(issue)
    return known.source.digest if known else "none"


def _say(issue: str) -> str:
    given = office().distribution[issue]
    sent, back = sum(row.copies for row in given.sent), sum(row.copies for row in given.returned)
    returned = f"，退回{back}份" if back else ""
    return f"印{given.printed}份，已发{sent}份{returned}，还有{given.printed - sent}份没有发"


def _paper(pick: Pick | None) -> Paper:
    known = office().distribution.get(pick.identity) if pick else None
    rows = [("发放", row) for row in known.sent] + [("退回", row) for row in known.returned] if known else []
    about = ((("", pick.title),) if pick else ()) + tuple((name, _name_row(row)) for name, row in rows)
    return Paper(
        title="登记发放",
        lead="某一期发给谁、多少份、份号、谁签收，一次登记一行；退回的也在这里登记。",
        button="登记",
        about=about,
        other=url_for("recording.distribution_page"),
        hidden=(("pick", pick.value), ("seen", _digest(office(), pick.identity))) if pick else (),
        names=(("sent", "copies"), ("returned", "copies"), ("copy_numbers", "numbers")),
    )


def _name_row(row: Handed) -> str:
    numbers = f"，份号{format_copy_numbers(row.copy_numbers)}" if row.copy_numbers else ""
    signed = f"，{row.signed_by}签收" if row.signed_by else ""
    return f"{row.date.chinese if row.date else ''}　{row.to}　{row.copies}份{numbers}{signed}"


def _make_fields(pick: Pick) -> tuple[FormField, ...]:
    first = () if pick.identity in office().distribution else (
        FormField(name="printed", label="印制份数", kind=Kind.NUMBER, hint="不写的，取版记的印数"),
    )  # fmt: skip
    return (
        FormField(name="returned", label="发放还是退回", kind=Kind.CHOICE, choices=(("", "发放"), ("是", "退回"))),
        FormField(name="to", label="发给谁", required=True, hint="退回的，写由谁退回"),
        FormField(name="copies", label="份数", kind=Kind.NUMBER, hint="写了份号的可以不写"),
        FormField(name="numbers", label="份号", hint="如 1-20 或 1-20,25"),
        FormField(name="date", label="日期", kind=Kind.DAY, required=True, value=str(as_of().day)),
        FormField(name="signed_by", label="签收人"),
        *first,
    )
