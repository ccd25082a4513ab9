"""约稿 and answers to it that came by telephone."""

from __future__ import annotations

from typing import Any

from flask import abort, request
from flask.wrappers import Response

from jianbao.acting.recording.calling import CallRequest, plan_call, plan_reply
from jianbao.answering import find_answers
from jianbao.model import Call, CallReply, CallResult
from jianbao.problems import Problem
from jianbao.serving.forms.choices import NOTHING, choose_level, choose_words, list_units
from jianbao.serving.forms.fields import Choices, Form, FormField, Kind
from jianbao.serving.forms.one_record import record_id, with_counts, write_one
from jianbao.serving.people.permissions import Action
from jianbao.serving.request import as_of, done, needs, office, store, visitor
from jianbao.serving.views.recording.blueprint import Paper, recording, show_paper

_ALL, _SOME = "all", "some"
_CALL = Paper(
    title="发约稿",
    lead="要什么、向谁要、什么时候要。编号由系统取本年的下一个；各单位在采编台里看到并答复。",
    button="发约稿",
    names=(("origin", "origin_level"), ("units", "units")),
)


@recording.get("/record/call")
@needs(Action.CALL)
def call_page() -> Response:
    return show_paper(_CALL, Form(_make_fields()))


@recording.post("/record/call")
@needs(Action.CALL)
def call_act() -> Response:
    form, today = Form(_make_fields(), request.form), as_of()
    values = form.read()
    problems, path = form.problems, ""
    if not problems:
        wanted = _make_call(values)
        templates = store().templates
        message = f"约稿：{wanted.title}"
        problems, path = write_one(Action.CALL, message, lambda now: plan_call(now, templates, wanted, today))
    if problems:
        return show_paper(_CALL, form, problems)
    call = office().calls[record_id(path)]
    asked = sum(answer.unit not in call.exempt for answer in find_answers(office(), call, as_of()))
    told = f"第{call.number}号约稿已发，向{asked}个单位约稿，{wanted.due.chinese}截止"
    return done(told, "recording.forms_page")


def _make_call(values: dict[str, Any]) -> CallRequest:
    everyone, groups, units = values.pop("everyone") == _ALL, values.pop("groups"), values.pop("units")
    by_group = dict(list_units(office(), as_of().day))
    picked = [unit for group in groups for unit, _ in by_group.get(group, ())]
    chosen = () if everyone else tuple(dict.fromkeys((*picked, *units)))
    return CallRequest(everyone=everyone, units=chosen, **values)


def _make_fields() -> tuple[FormField, ...]:
    today = as_of()
    units = list_units(office(), today.day)
    groups = tuple((group, f"{group}（{len(held)}个）") for group, held in units)
    levels: Choices = (("", "不是，是我们自己约的"), *choose_level(office(), above=True))
    return (
        FormField(
            name="title",
            label="要什么内容",
            required=True,
            wide=True,
            hint="如 冬季农村饮水安全",
            value=request.args.get("title", ""),
        ),
        FormField(
            name="text", label="具体要求", kind=Kind.LONG, hint="不写的，请各单位一事一报，写清时间、地点、数字和做法"
        ),
        FormField(name="issued", label="发出日期", kind=Kind.DAY, required=True, value=str(today.day)),
        FormField(name="due", label="截止时间", kind=Kind.TIME, required=True),
        FormField(name="contact", label="联系人和电话", value=f"{visitor().person.name}"),
        FormField(
            name="everyone",
            label="向谁约",
            kind=Kind.CHOICE,
            required=True,
            value=_SOME,
            choices=((_SOME, "下面选的单位"), (_ALL, "全部单位")),
        ),
        FormField(name="groups", label="整组约", kind=Kind.CHECKS, groups=(("", groups),)),
        FormField(name="units", label="逐个选单位", kind=Kind.CHECKS, groups=units),
        FormField(name="exempt", label="免报单位", kind=Kind.CHECKS, groups=units),
        FormField(name="origin_level", label="转发上级约稿的，是哪一级", kind=Kind.CHOICE, choices=levels),
        FormField(name="origin_number", label="上级约稿的编号"),
        FormField(name="origin_received", label="收到上级约稿的时间", kind=Kind.TIME),
        FormField(name="origin_due", label="上级要求的截止时间", kind=Kind.TIME),
    )


@recording.get("/record/reply/<path:call>")
@needs(Action.CALL)
def reply_page(call: str) -> Response:
    known = _require(call)
    return show_paper(_reply_paper(known), Form(_reply_fields(known)))


@recording.post("/record/reply/<path:call>")
@needs(Action.CALL)
def reply_act(call: str) -> Response:
    known, today = _require(call), as_of()
    form = Form(_reply_fields(known), request.form)
    values = form.read()
    problems: list[Problem] = form.problems
    path = ""
    if not problems:
        answer = CallReply(**{**values, "result": CallResult(values["result"])})
        unit = office().settings.units.short(answer.unit, today.day)
        message = f"登记约稿答复：第{known.number}号，{unit}{answer.result.value if answer.result else ''}"
        problems, path = write_one(Action.CALL, message, lambda now: plan_reply(now, call, answer, today))
    if problems:
        return show_paper(_reply_paper(_require(call)), form, problems)
    return with_counts(done(f"已登记{unit}的答复", "recording.reply_page", call=call), path, answer.unit)


def _require(call: str) -> Call:
    known = office().calls.get(call)
    if known is None:
        abort(404)
    return known


def _reply_paper(call: Call) -> Paper:
    """With how each unit has answered."""
    day = call.issued.day if call.issued else None
    units, told = office().settings.units, []
    for answer in find_answers(office(), call, as_of()):
        outcome = answer.outcome.value if answer.outcome else "还没有答复"
        at = f"，{answer.at.chinese}" if answer.at else ""
        told.append((units.short(answer.unit, day), f"{outcome}{at}"))
    return Paper(
        title="登记约稿答复",
        lead="单位用电话答复的，由编辑登记；单位在采编台答复、报了稿件的，不用登记。",
        button="登记答复",
        about=(("约稿", f"第{call.number}号　{call.title}"), ("截止", call.due.chinese if call.due else ""), *told),
        names=(("replies", "unit"),),
    )


def _reply_fields(call: Call) -> tuple[FormField, ...]:
    """Units that have not answered yet."""
    day = call.issued.day if call.issued else None
    waiting = (answer.unit for answer in find_answers(office(), call, as_of()) if answer.at is None)
    units = (NOTHING, *((unit, office().settings.units.short(unit, day)) for unit in waiting))
    results = choose_words([result.value for result in CallResult], "（请选择）")
    return (
        FormField(name="unit", label="哪个单位", kind=Kind.CHOICE, required=True, choices=units),
        FormField(name="result", label="答复", kind=Kind.CHOICE, required=True, choices=results),
        FormField(name="via", label="方式", value="电话"),
        FormField(name="at", label="答复日期", kind=Kind.DAY, required=True, value=str(as_of().day)),
        FormField(name="reason", label="说明", kind=Kind.LONG, rows=2),
    )
