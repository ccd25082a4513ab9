"""立项: a new task, from an instruction or by hand, with the deadline that the settings give it told beforehand."""

from __future__ import annotations

from typing import Any

from flask import request
from flask.wrappers import Response

from jianbao.acting.supervising.naming import name_task
from jianbao.acting.supervising.opening import PartRow, TaskRequest, plan_task
from jianbao.acting.supervising.saying import say_deadline, say_schedule, say_units
from jianbao.model import Instruction, Task
from jianbao.problems import Problem
from jianbao.reading import Office
from jianbao.reading.adding import with_record
from jianbao.serving.forms.choices import NOTHING, choose_leader, choose_person, choose_unit, list_units
from jianbao.serving.forms.fields import Form, FormField, Kind
from jianbao.serving.forms.one_record import record_id, write_one
from jianbao.serving.matters.overview import open_overview
from jianbao.serving.people.permissions import Action
from jianbao.serving.request import as_of, attempt, done, needs, office, show, status_of, store
from jianbao.serving.views.supervision.blueprint import supervision
from jianbao.supervising import OWING, find_status
from jianbao.writing import Change

_ROWS = 4
# Fields of the record that the form calls otherwise.
_NAMES = {"lead_unit": "lead", "number": "", "body": "body"}


@supervision.get("/tasks/new")
@needs(Action.SUPERVISE)
def open_page() -> Response:
    """``instruction``: from which it comes; ``reopens``: the task whose problem came back."""
    return _show(Form(_make_fields()))


@supervision.post("/tasks/new")
@needs(Action.SUPERVISE)
def open_act() -> Response:
    form = Form(_make_fields(), request.form)
    values = form.read()
    if form.problems:
        return _show(form, form.problems)
    wanted = _make_request(values)
    if request.form.get("do") == "preview":
        return _preview(form, wanted)
    problems, path = write_one(Action.SUPERVISE, f"立项：{wanted.title}", lambda now: _plan(now, wanted))
    if problems:
        return _show(form, problems)
    task = office().tasks[record_id(path)]
    return done(f"已立项：{name_task(office(), task)}《{task.title}》", "supervision.task_page", task=task.id)


def _plan(now: Office, wanted: TaskRequest) -> Change:
    return plan_task(now, store().templates, wanted, as_of())


def _preview(form: Form, wanted: TaskRequest) -> Response:
    """What it would be if it were opened now; nothing is written."""
    planned: list[Change] = []
    problems = attempt(lambda: planned.append(_plan(office(), wanted)))
    if problems:
        return _show(form, problems)
    after = with_record(office(), planned[0].path, planned[0].data.decode())
    return _show(form, told=_say(after, after.tasks[record_id(planned[0].path)]))


def _say(after: Office, task: Task) -> list[str]:
    """Number, units, every time limit."""
    status = find_status(after, task, as_of())
    assisting = f"，{say_units(after, task, *task.assisting)}协办" if task.assisting else ""
    parts = [
        f"第{part.part.number}项　{part.part.content}（{say_units(after, task, part.part.lead_unit)}，"
        f"{say_deadline(part.deadline)}）"
        for part in status.parts
    ]
    number = f"编号：{name_task(after, task)}"
    units = f"承办：{say_units(after, task, task.lead_unit)}牵头{assisting}"
    return [number, units, *say_schedule(after, task, status.deadline), *parts]


def _make_request(values: dict[str, Any]) -> TaskRequest:
    return TaskRequest(
        **{key: value for key, value in values.items() if key != "instruction"},
        instruction=values["instruction"],
        rows=tuple(PartRow(**row) for row in _read_rows() if any(row.values())),
    )


def _read_rows() -> list[dict[str, str]]:
    """As typed; a row that is left empty is none."""
    keys = ("content", "lead", "assisting", "due")
    columns = [request.form.getlist(f"part-{key}") for key in keys]
    return [dict(zip(keys, map(str.strip, row), strict=True)) for row in zip(*columns, strict=False)]


def _read(name: str) -> str:
    return request.values.get(name, "")


def _find_instruction() -> Instruction | None:
    return office().instructions.get(_read("instruction"))


def _make_fields() -> tuple[FormField, ...]:
    cause, earlier = _find_instruction(), office().tasks.get(_read("reopens"))
    leader = cause.leader if cause else earlier.leader if earlier else ""
    return (*_make_basis(cause, earlier, leader), *_make_units(earlier), *_make_times())


def _make_basis(cause: Instruction | None, earlier: Task | None, leader: str) -> tuple[FormField, ...]:
    settings, day = office().settings.supervision, as_of().day
    usual = next((known.id for known in settings.categories if known.present), "") if cause else ""
    categories = (NOTHING, *((known.id, known.name) for known in settings.categories))
    leaders = choose_leader(office(), day)
    others = ((leader, leader),) if leader and leader not in dict(leaders) else ()
    origin = FormField(
        name="origin", label="立项依据", required=True, hint="如 区委常委会会议纪要〔2026〕22号；来自批示的，从批示立项"
    )
    return (
        FormField(name="instruction", label="批示", kind=Kind.HIDDEN, value=cause.id if cause else ""),
        FormField(name="reopens", label="原事项", kind=Kind.HIDDEN, value=earlier.id if earlier else ""),
        FormField(name="title", label="办什么事", required=True, wide=True, value=earlier.title if earlier else ""),
        FormField(
            name="category",
            label="事项类别",
            kind=Kind.CHOICE,
            required=True,
            choices=categories,
            value=earlier.category if earlier else usual,
        ),
        *(() if cause else (origin,)),
        FormField(name="leader", label="交办领导", kind=Kind.CHOICE, choices=(*leaders, *others), value=leader),
    )


def _make_units(earlier: Task | None) -> tuple[FormField, ...]:
    day = as_of().day
    return (
        FormField(
            name="lead",
            label="牵头单位",
            kind=Kind.CHOICE,
            required=True,
            choices=choose_unit(office(), day, own=True),
            value=earlier.lead_unit if earlier else "",
        ),
        FormField(name="assisting", label="协办单位", kind=Kind.CHECKS, groups=list_units(office(), day, own=True)),
    )


def _make_times() -> tuple[FormField, ...]:
    today = as_of()
    return (
        FormField(name="assigned", label="交办日期", kind=Kind.DAY, required=True, value=str(today.day)),
        FormField(name="due", label="办理时限", kind=Kind.DAY, hint="不写的，按下面的期限；都不写的，按事项类别"),
        FormField(name="within", label="办理期限", hint="从交办次日起算，如 15 工作日、20 日"),
        FormField(name="feedback", label="反馈要求", hint="如 每月25日、每周五；不写的，按事项类别"),
        FormField(
            name="officer", label="督办人", kind=Kind.CHOICE, choices=choose_person(office(), "督查员", today.day)
        ),
        FormField(name="contact", label="联系人和电话"),
        FormField(
            name="body", label="办理要求", kind=Kind.LONG, hint="不写的，就是“请抓紧办理……办结后书面报送办理结果”"
        ),
    )


def _show(form: Form, problems: list[Problem] | None = None, told: list[str] | None = None) -> Response:
    overview, cause = open_overview(), _find_instruction()
    rows = _read_rows()
    follow_ups = overview.follow_ups
    owing = [known for known in overview.instructions if follow_ups[known.id].owes] if cause is None else []
    blank = dict.fromkeys(("content", "lead", "assisting", "due"), "")
    return show(
        "task-new.html",
        status_of(problems or []),
        form=form,
        faults=form.sort(problems or [], {**_NAMES, "parts": "parts"}),
        told=told or [],
        rows=[*rows, *(blank for _ in range(max(_ROWS - len(rows), 0)))],
        units=choose_unit(office(), as_of().day, own=True),
        cause=cause,
        cause_place=overview.place_instruction(cause) if cause else None,
        cause_subject=overview.subjects.get(cause.id, []) if cause else [],
        opened=[overview.place_task(task) for task in overview.find_tasks(cause)] if cause else [],
        owing=[(known, overview.place_instruction(known), overview.subjects[known.id]) for known in owing],
        owing_words="、".join(sorted(nature.value for nature in OWING)),
    )
