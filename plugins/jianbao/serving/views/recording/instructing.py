"""批示 and its 呈阅."""

from __future__ import annotations

from typing import Any

from flask import abort, current_app, request, url_for
from flask.wrappers import Response

from jianbao.acting.recording.instructing import InstructionRequest, plan_instruction, plan_presented
from jianbao.model import Nature
from jianbao.model.instruction import InstructionForm, Presented
from jianbao.outlook import name_instructed
from jianbao.reading import Office
from jianbao.serving.forms.choices import choose_leader, choose_level, choose_words
from jianbao.serving.forms.fields import Form, FormField, Kind
from jianbao.serving.forms.one_record import record_id, require_same, with_counts, write_one
from jianbao.serving.forms.picking import Pick
from jianbao.serving.people.permissions import Action, may
from jianbao.serving.request import as_of, done, needs, office, visitor
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
from jianbao.supervising import find_follow_ups
from jianbao.writing import Change

_KINDS = ("article", "issue", "adoption", "task", "item")


@recording.get("/record/instruction")
@needs(Action.INSTRUCT)
def instruction_page() -> Response:
    """``pick``: on which text; ``outside``: on another paper."""
    picks = read_picks(_KINDS)[:1]
    if not picks and not request.args.get("outside"):
        return show_picker(_paper([]), _KINDS, outside="批在别的文件上")
    return show_paper(_paper(picks), Form(_make_fields(picks)))


@recording.post("/record/instruction")
@needs(Action.INSTRUCT)
def instruction_act() -> Response:
    """On to the task that it asks for, where it asks for one and the visitor may open one."""
    picks, today = read_picks(_KINDS)[:1], as_of()
    form = Form(_make_fields(picks), request.form)
    values = form.read()
    if not form.problems and bool(values["leader"]) is bool(values["other_leader"]):
        form.fault("other_leader", "field-missing", "作批示的领导要写一位", "本级的从名单里选，上级的写姓名")
    problems, path = form.problems, ""
    if not problems:
        wanted = _make_request(picks, values)
        message = f"登记批示：{picks[0].title if picks else wanted.document}"
        problems, path = write_one(Action.INSTRUCT, message, lambda now: plan_instruction(now, wanted, today))
    if problems:
        return show_paper(_paper(picks), form, problems)
    return with_counts(_lead_on(record_id(path)), path)


def _lead_on(identity: str) -> Response:
    natures = "、".join(nature.value for nature in office().instructions[identity].natures)
    opens = "supervision.open_page"
    if find_follow_ups(office())[identity].owes:
        if may(visitor(), Action.SUPERVISE) and opens in current_app.view_functions:
            return done(f"批示已登记。批示{natures}，请接着立项", opens, instruction=identity)
        return done(f"批示已登记。批示{natures}，还没有立项，请告诉督查员", "recording.forms_page")
    return done("批示已登记", "recording.forms_page")


def _make_request(picks: list[Pick], values: dict[str, Any]) -> InstructionRequest:
    named: dict[str, Any] = {}
    if picks and picks[0].kind == "article":
        issue, _, article = picks[0].identity.partition("#")
        named = {"issue": issue, "article": article}
    elif picks:
        named = {picks[0].kind: picks[0].identity}
    form, other = values.pop("form"), values.pop("other_leader")
    return InstructionRequest(
        **named,
        leader=values.pop("leader") or other,
        natures=tuple(Nature(nature) for nature in values.pop("nature")),
        form=InstructionForm(form) if form else None,
        access=read_access(values.pop("access")),
        **values,
    )


def _paper(picks: list[Pick]) -> Paper:
    return Paper(
        title="登记批示",
        lead="哪位领导批在哪一篇上、怎么批的。要求办理、阅处的，登记以后接着立项。",
        button="登记批示",
        about=name_picks(picks),
        other=url_for("recording.instruction_page"),
        hidden=tuple(("pick", pick.value) for pick in picks),
        names=(("leader", "leader"), ("follows", "follows")),
    )


def _make_fields(picks: list[Pick]) -> tuple[FormField, ...]:
    day = as_of().day
    known = sorted(office().instructions.values(), key=lambda one: (str(one.date), one.id), reverse=True)[:20]
    follows = tuple(
        (one.id, f"{office().settings.people.name(one.leader)}：{name_instructed(office(), one)}") for one in known
    )
    natures = choose_words([nature.value for nature in Nature])
    leaders = (("", "（上级领导，写在右边）"), *choose_leader(office(), day)[1:])
    forms = choose_words([form.value for form in InstructionForm], "不写")
    return (
        *(() if picks else (FormField(name="document", label="批在什么文件上", required=True, wide=True),)),
        FormField(name="leader", label="作批示的领导", kind=Kind.CHOICE, choices=leaders),
        FormField(name="other_leader", label="上级领导的姓名", hint="上级领导不在名单里，照写姓名"),
        FormField(name="post", label="当时的职务", hint="不写的，取人员名单里的"),
        FormField(name="level", label="领导的层级", kind=Kind.CHOICE, required=True, choices=choose_level(office())),
        FormField(name="nature", label="批示性质", kind=Kind.CHECKS, required=True, groups=(("", natures),)),
        FormField(name="text", label="批示内容", kind=Kind.LONG, hint="只有本办公室看得到"),
        FormField(name="date", label="批示日期", kind=Kind.DAY, required=True, value=str(day)),
        FormField(name="received", label="收到批示的日期", kind=Kind.DAY),
        FormField(name="form", label="书面还是口头", kind=Kind.CHOICE, choices=forms),
        FormField(name="follows", label="批转自哪一条批示", kind=Kind.CHOICE, choices=(("", "不是批转"), *follows)),
        make_access(),
    )


@recording.get("/record/presented/<path:instruction>")
@needs(Action.INSTRUCT)
def presented_page(instruction: str) -> Response:
    return show_paper(_presented_paper(instruction), Form(_presented_fields()))


@recording.post("/record/presented/<path:instruction>")
@needs(Action.INSTRUCT)
def presented_act(instruction: str) -> Response:
    paper, today = _presented_paper(instruction), as_of()
    form, seen = Form(_presented_fields(), request.form), request.form.get("seen", "")
    values = form.read()
    problems = form.problems
    if not problems:
        shown = Presented(date=values["date"], to=values["to"], opinion=values["opinion"])

        def plan(now: Office) -> Change:
            require_same("这条批示的呈阅", seen, now.instructions[instruction].source.digest)
            return plan_presented(now, instruction, shown, today)

        problems = write_one(Action.INSTRUCT, f"登记呈阅：{paper.about[0][1]}", plan)[0]
    if problems:
        return show_paper(_presented_paper(instruction), form, problems)
    count = len(office().instructions[instruction].presented)
    return done(f"已登记，这条批示共呈阅{count}次", "recording.forms_page")


def _presented_paper(instruction: str) -> Paper:
    known = office().instructions.get(instruction)
    if known is None:
        abort(404)
    name = office().settings.people.name
    earlier = tuple(
        ("已呈阅", f"{one.date.chinese if one.date else ''}　{name(one.to)}{f'：{one.opinion}' if one.opinion else ''}")
        for one in known.presented
    )
    day = known.date.chinese if known.date else ""
    about = f"{known.post}{name(known.leader)}{day}批示：{name_instructed(office(), known)}"
    return Paper(
        title="登记呈阅",
        lead="一条批示呈送给谁、那位领导怎么说，一次登记一行。",
        button="登记呈阅",
        about=(("批示", about), *earlier),
        hidden=(("seen", known.source.digest),),
        names=(("presented", "to"),),
    )


def _presented_fields() -> tuple[FormField, ...]:
    day = as_of().day
    return (
        FormField(
            name="to", label="呈送哪位领导", kind=Kind.CHOICE, required=True, choices=choose_leader(office(), day)
        ),
        FormField(name="date", label="呈阅日期", kind=Kind.DAY, required=True, value=str(day)),
        FormField(name="opinion", label="领导的意见", kind=Kind.LONG, hint="只有本办公室看得到"),
    )
