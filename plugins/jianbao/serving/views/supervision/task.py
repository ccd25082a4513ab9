"""One task: its course, its parts with their lights, and the events that a supervisor may add."""

from __future__ import annotations

from typing import Any

from flask import abort, request, url_for
from flask.wrappers import Response

from jianbao.acting.supervising.events import Act, plan_act
from jianbao.acting.supervising.naming import name_task
from jianbao.acting.supervising.saying import say_deadline, say_next, say_standing
from jianbao.metadata import Moment
from jianbao.model import EventKind, Task
from jianbao.problems import Problem
from jianbao.reading import Office
from jianbao.rendering.task_pages import describe_task
from jianbao.serving.forms.event_forms import find_event_forms, make_event_form
from jianbao.serving.forms.faults import Faults
from jianbao.serving.forms.fields import Form
from jianbao.serving.forms.one_record import digest_parts, require_same, write_one
from jianbao.serving.matters.overview import link_place, open_overview
from jianbao.serving.people.permissions import Action, may
from jianbao.serving.request import as_of, done, needs, office, show, status_of, visitor
from jianbao.serving.views.supervision.blueprint import supervision
from jianbao.supervising import TaskStatus, find_course, find_status
from jianbao.writing import Change


@supervision.get("/tasks/<path:task>")
@needs(Action.TASKS)
def task_page(task: str) -> Response:
    return _show(_require(task))


@supervision.post("/tasks/<path:task>")
@needs(Action.SUPERVISE)
def task_act(task: str) -> Response:
    """Adds the event whose kind the form names."""
    status = _require(task)
    kind = next((known for known in EventKind if known.name == request.form.get("kind")), None)
    if kind is None:
        abort(400)
    form = Form(make_event_form(office(), status, kind, as_of()).fields, request.form)
    values = form.read()
    problems = form.problems or _record(status.task, kind, values)
    if problems:
        return _show(_require(task), kind, form, problems)
    now = find_status(office(), office().tasks[task], as_of())
    told = f"{name_task(office(), now.task)}{kind.value}已登记。现在：{say_standing(office(), now)}"
    return done(told, "supervision.task_page", task=task)


def _record(task: Task, kind: EventKind, values: dict[str, Any]) -> list[Problem]:
    seen, today = request.form.get("seen", ""), as_of()
    act = Act(
        task=task.id,
        kind=kind,
        date=values.pop("date"),
        unit=values.pop("unit", ""),
        part=int(values.pop("part", "") or 0),
        by=visitor().person.name,
        fields={key: _write(value) for key, value in values.items()},
    )

    def plan(now: Office) -> Change:
        require_same("这件事的办理经过", seen, digest_course(now, task))
        return plan_act(now, act, today)

    return write_one(Action.SUPERVISE, f"{kind.value}：{name_task(office(), task)}《{task.title}》", plan)[0]


def _write(value: Any) -> Any:
    """As a record has it: 是 for what is ticked, nothing for what is not."""
    if isinstance(value, bool):
        return "是" if value else ""
    return "" if value is None else value


def digest_course(office: Office, task: Task) -> str:
    """Another one as soon as anything more happened to the task."""
    return digest_parts(step.place.path for step in find_course(office, task))


def _require(task: str) -> TaskStatus:
    found = open_overview().statuses.get(task)
    if found is None:
        abort(404)
    return found


def _show(
    status: TaskStatus, kind: EventKind | None = None, form: Form | None = None, problems: list[Problem] | None = None
) -> Response:
    """With the form of that kind as it was typed."""
    forms = [[], []] if not may(visitor(), Action.SUPERVISE) else _fill(status, kind, form)
    faults: Faults = form.sort(problems or []) if form else {"": []}
    described = describe_task(open_overview(), status)
    described.pop("status")  # row.status; to a view it means that of the answer
    return show(
        "task.html",
        status_of(problems or []),
        **described,
        first=forms[0],
        others=forms[1],
        chosen=kind.name if kind else "",
        faults=faults,
        seen=digest_course(office(), status.task),
        standing=say_standing(office(), status),
        following_step=say_next(office(), status, commands=False),
        deadline=say_deadline(status.deadline),
        instruction=office().instructions.get(status.task.instruction),
        reopen=url_for("supervision.open_page", reopens=status.task.id) if _has_relapsed(status) else "",
        link=link_place,
        today=Moment(as_of().day),
    )


def _has_relapsed(status: TaskStatus) -> bool:
    again = any(step.event and step.event.relapsed for step in status.steps)
    return again and not any(task.reopens == status.task.id for task in office().tasks.values())


def _fill(status: TaskStatus, kind: EventKind | None, form: Form | None) -> list[list[tuple[Any, Form]]]:
    """(the form's words, the form) of each event; the one that was sent as somebody typed it."""
    return [
        [(known, form if form and known.kind is kind else Form(known.fields)) for known in forms]
        for forms in find_event_forms(office(), status, as_of())
    ]
