"""督查文稿: an article of 《督查工作》 drafted from tasks, for an editor to go over."""

from __future__ import annotations

from typing import Any

from flask import current_app, request
from flask.wrappers import Response

from jianbao.acting.briefing import BriefRequest, Planned, plan_brief
from jianbao.acting.deciding import Ruling
from jianbao.acting.refusing import refuse
from jianbao.model import Decision
from jianbao.problems import Problem
from jianbao.reading import Office
from jianbao.reading.adding import with_record
from jianbao.rendering.supervision_text import Scope, list_briefs
from jianbao.rendering.templates import short_date
from jianbao.serving.forms.choices import choose_unit, choose_words
from jianbao.serving.forms.fields import Form, FormField, Kind
from jianbao.serving.forms.one_record import record_id, write_one
from jianbao.serving.people.permissions import Action
from jianbao.serving.request import as_of, attempt, done, needs, office, show, status_of, store, visitor
from jianbao.serving.views.supervision.blueprint import supervision
from jianbao.settings import ArticleSource, Periodical
from jianbao.supervising import Moved, find_moved
from jianbao.writing import Change


@supervision.get("/tasks/brief")
@needs(Action.BRIEF)
def brief_page() -> Response:
    return _show(Form(_make_fields()))


@supervision.post("/tasks/brief")
@needs(Action.BRIEF)
def brief_act() -> Response:
    form = Form(_make_fields(), request.form)
    values = form.read()
    if form.problems:
        return _show(form, form.problems)
    planned: list[Planned] = []

    def plan(now: Office) -> Change:
        planned.append(plan_brief(now, store().templates, _make_request(values)))
        return planned[-1].change

    if request.form.get("do") == "preview":
        problems = attempt(lambda: plan(office()))
        return _show(form, problems, None if problems else planned[-1])
    problems, path = write_one(Action.BRIEF, f"督查文稿：{values['template']}", plan)
    if problems:
        return _show(form, problems)
    told = f"《{planned[-1].title}》写了{len(planned[-1].tasks)}项督查事项，已列入备选；请核对、改定文字"
    if "editing.text_page" in current_app.view_functions:
        return done(told, "editing.text_page", record=record_id(path))
    return done(told, "supervision.ledger_page")


def _make_request(values: dict[str, Any]) -> BriefRequest:
    periodical, until = _find_periodical(), values["until"]
    if periodical is None:
        refuse("periodical-unknown", "没有由督查事项编成的刊物", "在刊物设置里写上 source: tasks")
    if until.is_after(as_of()):
        refuse("brief-until", "截止日期不能晚于今天", f"今天是{as_of().chinese}", field="until")
    first = values["first"].day if values["first"] else None
    if first and first > until.day:
        refuse("brief-from", "开始的日子不能晚于截止日期", "核对两个日期", field="first")
    ruling = Ruling(
        decision=Decision.ADOPT,
        editor=visitor().id,
        at=as_of(),
        periodical=periodical.id,
        column=values["column"],
        title=values["title"],
    )
    scope = Scope(
        until=until.day,
        first=first,
        moved=values["moved"],
        categories=values["categories"],
        unit=values["unit"],
        tasks=values["tasks"],
    )
    return BriefRequest(template=values["template"], ruling=ruling, scope=scope)


def _find_periodical() -> Periodical | None:
    """The first that is made from tasks."""
    return next((p for p in office().settings.periodicals if p.source is ArticleSource.TASKS), None)


def _list_moved() -> list[Moved]:
    periodical = _find_periodical()
    return find_moved(office(), periodical.series[0], as_of()) if periodical else []


def _make_fields() -> tuple[FormField, ...]:
    periodical = _find_periodical()
    columns = periodical.series[0].columns if periodical else ()
    briefs = choose_words(list_briefs(store().templates))
    return (
        FormField(name="template", label="文稿", kind=Kind.CHOICE, required=True, choices=briefs),
        FormField(
            name="column", label="栏目", kind=Kind.CHOICE, choices=tuple((column.id, column.name) for column in columns)
        ),
        FormField(name="until", label="办理情况截至", kind=Kind.DAY, required=True, value=str(as_of().day)),
        *_make_scope(),
        FormField(name="title", label="标题", wide=True, hint="不写的，由模板拟定"),
    )


def _make_scope() -> tuple[FormField, ...]:
    """Which tasks: those that moved since the last issue by name, or all that the conditions hold."""
    categories = tuple((known.id, known.name) for known in office().settings.supervision.categories)
    units = (("", "各单位"), *choose_unit(office(), as_of().day)[1:])
    named = tuple(
        (m.task.id, f"第{m.task.number}号　{m.task.title}（{short_date(m.day)}有进展）") for m in _list_moved()
    )
    tasks = FormField(
        name="tasks",
        label="写哪几件",
        kind=Kind.CHECKS,
        groups=(("", named),),
        picked=tuple(task for task, _ in named),
        hint="列出的是上一期以后有进展、还没有写过的事项；都不选的，按下面的范围写",
    )
    return (
        tasks,
        FormField(name="first", label="从哪一天起", kind=Kind.DAY, hint="不写的，从当年1月1日起"),
        FormField(name="unit", label="只写这个单位承办的", kind=Kind.CHOICE, choices=units),
        FormField(name="moved", label="只写这一段时间里有进展的事项", kind=Kind.CHECK),
        FormField(name="categories", label="只写这几类事项", kind=Kind.CHECKS, groups=(("", categories),)),
    )


def _show(form: Form, problems: list[Problem] | None = None, planned: Planned | None = None) -> Response:
    body = ""
    if planned:
        after = with_record(office(), planned.change.path, planned.change.data.decode())
        body = after.desk[record_id(planned.change.path)].body
    periodical = _find_periodical()
    return show(
        "task-brief.html",
        status_of(problems or []),
        form=form,
        faults=form.sort(problems or []),
        planned=planned,
        body=body,
        periodical=periodical.name if periodical else "",
    )
