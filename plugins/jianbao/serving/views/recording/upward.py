"""上报 and 采用."""

from __future__ import annotations

from typing import Any

from flask import request, url_for
from flask.wrappers import Response

from jianbao.acting.recording.upward import (
    AdoptionRequest,
    ReportRequest,
    plan_adoption,
    plan_report,
    propose_text,
)
from jianbao.model import Route
from jianbao.serving.forms.choices import choose_channel, choose_person, choose_words, list_units
from jianbao.serving.forms.fields import Form, FormField, Kind
from jianbao.serving.forms.one_record import with_counts, write_one
from jianbao.serving.forms.picking import Pick, read_pick
from jianbao.serving.people.permissions import Action
from jianbao.serving.request import as_of, done, needs, office
from jianbao.serving.views.recording.blueprint import (
    Paper,
    make_access,
    name_picks,
    read_access,
    read_picks,
    recording,
    show_paper,
    show_picker,
)

_REPORTED = ("desk", "item")
_ADOPTED = ("report", "desk", "item")


@recording.get("/record/report")
@needs(Action.RECORD)
def report_page() -> Response:
    """``pick``: of which texts; ``call``: the call of a higher level that it answers; ``outside``: of none."""
    picks = read_picks(_REPORTED)
    if not picks and not request.args.get("outside"):
        paper = _report_paper(picks)
        return show_picker(paper, _REPORTED, several="几篇合为一篇上报的，选几篇。", outside="报的不是这里的稿件")
    return show_paper(_report_paper(picks), Form(_report_fields(picks)))


@recording.post("/record/report")
@needs(Action.RECORD)
def report_act() -> Response:
    picks, today = read_picks(_REPORTED), as_of()
    form = Form(_report_fields(picks), request.form)
    values = form.read()
    problems, path = form.problems, ""
    if not problems:
        wanted = ReportRequest(
            sources=tuple(pick.identity for pick in picks),
            **{**values, "access": read_access(values["access"])},
        )
        channel = office().settings.channel_title(wanted.channel)
        message = f"登记上报：{wanted.title}（{channel}）"
        problems, path = write_one(Action.RECORD, message, lambda now: plan_report(now, wanted, today))
    if problems:
        return show_paper(_report_paper(picks), form, problems)
    return with_counts(done(f"已登记上报{channel}：《{wanted.title}》", "recording.forms_page"), path)


def _report_paper(picks: list[Pick]) -> Paper:
    return Paper(
        title="登记上报",
        lead="报了哪一篇、报给谁。正文是编辑后的文本，实际所报不同的请改成所报的文本。",
        button="登记上报",
        about=name_picks(picks),
        other=url_for("recording.report_page"),
        hidden=tuple(("pick", pick.value) for pick in picks),
    )


def _report_fields(picks: list[Pick]) -> tuple[FormField, ...]:
    title, body = propose_text(office(), tuple(pick.identity for pick in picks))
    day = as_of().day
    calls = sorted(office().calls.values(), key=lambda call: call.id, reverse=True)[:20]
    named = tuple((call.id, f"第{call.number}号　{call.title}") for call in calls)
    units = FormField(
        name="units",
        label="署名单位",
        kind=Kind.CHECKS,
        required=not picks,
        groups=list_units(office(), day),
        hint="" if not picks else "与来源的单位不同时才选",
    )
    return (
        FormField(name="title", label="上报的标题", required=True, wide=True, value=title),
        FormField(
            name="channel", label="报给哪个渠道", kind=Kind.CHOICE, required=True, choices=choose_channel(office())
        ),
        FormField(name="sent", label="上报日期", kind=Kind.DAY, required=True, value=str(day)),
        FormField(name="via", label="上报方式", hint="如 系统、传真"),
        FormField(
            name="signatory",
            label="签发人",
            kind=Kind.CHOICE,
            required=True,
            choices=choose_person(office(), "签发人", day),
        ),
        FormField(
            name="call",
            label="答复哪一份约稿",
            kind=Kind.CHOICE,
            choices=(("", "不是答复约稿"), *named),
            value=request.values.get("call", ""),
        ),
        make_access(),
        units,
        FormField(name="body", label="所报的文本", kind=Kind.LONG, required=True, rows=14, value=body),
    )


@recording.get("/record/adoption")
@needs(Action.RECORD)
def adoption_page() -> Response:
    """``pick``: of which text; ``report``: of this report; ``outside``: of a text that never passed through us."""
    picks = _read_adopted()
    if not picks and not request.args.get("outside"):
        return _pick_adopted()
    if wrong := _find_wrong(picks):
        return _pick_adopted(wrong)
    return show_paper(_adoption_paper(picks), Form(_adoption_fields(picks)))


@recording.post("/record/adoption")
@needs(Action.RECORD)
def adoption_act() -> Response:
    picks, today = _read_adopted(), as_of()
    if wrong := _find_wrong(picks):
        return _pick_adopted(wrong)
    form = Form(_adoption_fields(picks), request.form)
    values = form.read()
    problems, path = form.problems, ""
    if not problems:
        wanted = _make_adoption(picks, values)
        message = f"登记采用：{picks[0].title if picks else wanted.title}"
        problems, path = write_one(Action.RECORD, message, lambda now: plan_adoption(now, wanted, today))
    if problems:
        return show_paper(_adoption_paper(picks), form, problems)
    channel = office().settings.channel_title(wanted.channel)
    return with_counts(done(f"已登记{channel}采用", "recording.forms_page"), path)


def _make_adoption(picks: list[Pick], values: dict[str, Any]) -> AdoptionRequest:
    kind = picks[0].kind if picks else ""
    first = picks[0].identity if picks else ""
    named: dict[str, Any] = {kind: first} if kind in ("report", "desk") else {}
    if kind == "item":
        named = {"items": tuple(pick.identity for pick in picks)}
    route, access = values.pop("route"), values.pop("access")
    return AdoptionRequest(**named, **values, route=Route(route) if route else None, access=read_access(access))


def _read_adopted() -> list[Pick]:
    named = request.values.get("report", "")
    known = read_pick(office(), _ADOPTED, f"report:{named}") if named else None
    return read_picks(_ADOPTED) or ([known] if known else [])


def _find_wrong(picks: list[Pick]) -> str:
    """Several make one adoption only as items."""
    if len(picks) > 1 and any(pick.kind != "item" for pick in picks):
        return "几篇综合采用的，只能选来稿；上报件、编辑稿一次登记一篇"
    return ""


def _pick_adopted(wrong: str = "") -> Response:
    several = "几篇来稿综合为一篇采用的，选几篇来稿。"
    return show_picker(_adoption_paper([]), _ADOPTED, several=several, outside="没有经过本办公室的", wrong=wrong)


def _adoption_paper(picks: list[Pick]) -> Paper:
    return Paper(
        title="登记采用",
        lead="上级的刊物用了我们哪一篇。本办公室刊物刊用的不用登记，签发时自动计入。",
        button="登记采用",
        about=name_picks(picks),
        note="" if picks else "没有经过本办公室的文章，单位和标题都要写。",
        other=url_for("recording.adoption_page"),
        also=("" if picks else "从上级刊物里找疑似采用", "" if picks else url_for("recording.found_page")),
        hidden=tuple(("pick", pick.value) for pick in picks),
    )


def _adoption_fields(picks: list[Pick]) -> tuple[FormField, ...]:
    settings, day = office().settings, as_of().day
    report = office().reports.get(picks[0].identity) if picks and picks[0].kind == "report" else None
    outside = (
        FormField(name="title", label="标题", required=True, wide=True),
        FormField(name="units", label="单位", kind=Kind.CHECKS, required=True, groups=list_units(office(), day)),
    )
    kinds = (("", "按来稿"), *((kind.id, kind.name) for kind in settings.kinds.kinds))
    forms = (("", "不写"), *((form.id, form.name) for form in settings.kinds.forms))
    return (
        *(() if picks else outside),
        FormField(
            name="channel",
            label="哪个渠道采用的",
            kind=Kind.CHOICE,
            required=True,
            choices=choose_channel(office()),
            value=report.channel if report else "",
        ),
        FormField(name="date", label="采用日期", kind=Kind.DAY, required=True, value=str(day)),
        FormField(name="number", label="对方的期号", hint="照写，如 第320期"),
        FormField(name="form", label="体裁", kind=Kind.CHOICE, choices=forms),
        FormField(name="kind", label="类别", kind=Kind.CHOICE, choices=kinds),
        FormField(
            name="route", label="报送途径", kind=Kind.CHOICE, choices=choose_words([r.value for r in Route], "不写")
        ),
        FormField(name="grade", label="对方评定的等次", hint="有的照写"),
        make_access(),
        FormField(name="note", label="备注", kind=Kind.LONG, rows=2),
    )
