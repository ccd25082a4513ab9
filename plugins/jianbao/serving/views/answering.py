"""答复：a unit answers a call (有稿 / 无此情况) and a supervision task (签收, 反馈, 申请延期)."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from flask import Blueprint, abort, request
from flask.wrappers import Response

from jianbao.acting.narrowing import narrow_to_calls
from jianbao.acting.recording.calling import plan_reply
from jianbao.acting.replying import (
    Replier,
    find_involved,
    find_reply,
    plan_task_extension,
    plan_task_receipt,
    plan_task_report,
)
from jianbao.metadata import Moment
from jianbao.model import Call, CallReply, CallResult, EventKind, Reply, Task, Via
from jianbao.problems import Problem
from jianbao.reading import Office
from jianbao.rendering.slips.wording import say_left
from jianbao.serving.forms.beginning import begin_blank, find_approvers
from jianbao.serving.forms.faults import sort_faults
from jianbao.serving.forms.wording import say_plainly
from jianbao.serving.matters.unit import find_answer, find_call, list_asks
from jianbao.serving.people.permissions import Action
from jianbao.serving.request import act, as_of, done, needs, office, show, status_of, store, visitor
from jianbao.supervising import Step, find_status, find_undecided
from jianbao.writing import Change

answering = Blueprint("answering", __name__)
# What a unit sees of the course of a task: its own part, and what the office said to it. Not what leaders wrote.
_TOLD = frozenset(EventKind) - {EventKind.PRESENTED, EventKind.REVISIT}


@answering.get("/answer/call/<path:call>")
@needs(Action.ANSWER_CALL)
def call_page(call: str) -> Response:
    return _show_call(_require_call(call), [])


@answering.post("/answer/call/<path:call>")
@needs(Action.ANSWER_CALL)
def nothing_act(call: str) -> Response:
    """无此情况, an answer like any other."""
    known = _require_call(call)
    reason = " ".join(request.form.get("reason", "").split())
    reply = CallReply(unit=visitor().unit, at=as_of(), via=Via.SYSTEM.value, result=CallResult.NOTHING, reason=reason)
    message = f"{_unit_name()}答复第{known.number}号约稿：无此情况"
    problems = act(Action.ANSWER_CALL, message, lambda now: [_plan_nothing(now, call, reply)])
    if problems:
        return _show_call(known, problems)
    return done("已答复“无此情况”", "answering.call_page", call=call)


@answering.get("/answer/task/<path:task>")
@needs(Action.ANSWER_TASK)
def task_page(task: str) -> Response:
    return _show_task(_require_task(task), [])


@answering.post("/answer/task/<path:task>/receipt")
@needs(Action.ANSWER_TASK)
def receipt_act(task: str) -> Response:
    return _reply(task, Reply.RECEIPT, lambda now, who: plan_task_receipt(now, store().templates, task, who, as_of()))


@answering.post("/answer/task/<path:task>/report")
@needs(Action.ANSWER_TASK)
def report_act(task: str) -> Response:
    texts = {name: request.form.get(name, "") for name in ("title", "body")}
    finished = request.form.get("finished") == "是"

    def plan(now: Office, who: Replier) -> Sequence[Change]:
        return plan_task_report(now, task, who, texts, as_of(), finished=finished)

    return _reply(task, Reply.PROGRESS, plan)


@answering.post("/answer/task/<path:task>/extension")
@needs(Action.ANSWER_TASK)
def extension_act(task: str) -> Response:
    until, reason = request.form.get("until", ""), request.form.get("reason", "")

    def plan(now: Office, who: Replier) -> Sequence[Change]:
        return plan_task_extension(now, store().templates, task, who, until, reason, as_of())

    return _reply(task, Reply.EXTENSION, plan)


def _reply(task: str, reply: Reply, plan: Callable[[Office, Replier], Sequence[Change]]) -> Response:
    known = _require_task(task)
    blank = begin_blank(office(), visitor()).texts
    who = Replier(
        unit=visitor().unit,
        approver=request.form.get("approver", ""),
        author=blank["author"],
        phone=blank["phone"],
    )
    message = f"{_unit_name()}{reply.value}督查事项：{known.title}"
    problems = act(Action.ANSWER_TASK, message, lambda now: plan(now, who))
    if problems:
        return _show_task(known, problems, reply)
    said = {Reply.RECEIPT: "已签收", Reply.PROGRESS: "已反馈", Reply.EXTENSION: "已申请延期，等办公室答复"}[reply]
    return done(said, "answering.task_page", task=task)


def _plan_nothing(now: Office, call: str, reply: CallReply) -> Change:
    """Unless somebody of the unit filed a text for it meanwhile: checked among calls alone, which is quick."""
    return plan_reply(narrow_to_calls(now), call, reply, as_of())


def _show_call(call: Call, problems: list[Problem]) -> Response:
    answer = find_answer(office(), call, visitor().unit, as_of())
    filed = office().items.get(answer.item) if answer and answer.item else None
    replies = [reply for reply in call.replies if reply.unit == visitor().unit]
    level = office().settings.office.level_name(call.origin.level) if call.origin else ""
    return show(
        "answer-call.html",
        status_of(problems),
        problems=say_plainly(problems),
        call=call,
        answer=answer,
        filed=filed,
        reply=replies[0] if replies else None,
        level=level,
        left=say_left(call.due, as_of()),
        late=bool(call.due and as_of().is_after(call.due)),
        reason=request.form.get("reason", ""),
    )


def _show_task(task: Task, problems: list[Problem], reply: Reply | None = None) -> Response:
    """``reply`` is the form that was sent, None where the page is only looked at."""
    status = find_status(office(), task, as_of())
    unit, units = visitor().unit, office().settings.units
    day = task.assigned.day if task.assigned else None
    faults = sort_faults(say_plainly(problems), {"title", "body", "approver", "until", "reason"})
    approvers = find_approvers(office(), unit)
    due = status.deadline.current
    form = request.form
    return show(
        "answer-task.html",
        status_of(problems),
        task=task,
        known=status,
        faults=faults,
        sent=reply.value if reply else "",
        typed={name: form.get(name, "") for name in ("title", "body", "until", "reason", "finished")},
        approver=form.get("approver", approvers[0] if approvers else ""),
        approvers=approvers,
        lead=units.short(task.lead_unit, day),
        assisting=[units.short(known, day) for known in task.units if known != task.lead_unit],
        own_parts=[part for part in status.parts if unit in (part.part.lead_unit, *part.part.assisting)],
        due=Moment(due) if due else None,
        left=say_left(Moment(due), Moment(as_of().day)) if due else "",
        asks=list_asks(office(), status, unit) if status.is_open else [],
        received=bool(find_reply(office(), status, unit, Reply.RECEIPT) or _has(status.steps, unit)),
        undecided=any(unit in step.units for step in find_undecided(status)),
        course=[(step, _tell_step(step)) for step in status.steps if _may_see(step, unit)],
    )


def _has(steps: Sequence[Step], unit: str) -> bool:
    """Whether the office noted that the unit received it, on paper or by telephone."""
    return any(step.kind in (EventKind.RECEIPT, EventKind.PROGRESS) and unit in step.units for step in steps)


def _may_see(step: Step, unit: str) -> bool:
    if step.units:
        return unit in step.units and step.kind in {None, *_TOLD}
    return step.kind in _TOLD


def _tell_step(step: Step) -> str:
    """What happened, in a sentence without full stop."""
    if step.item:
        done_what = "（办理完毕）" if step.item.finished else ""
        return f"本单位{step.item.reply.value if step.item.reply else ''}：《{step.item.title}》{done_what}"
    event = step.event
    if event is None or step.kind is None:
        return ""
    told = step.kind.value
    if step.kind is EventKind.EXTENSION:
        until = event.until.chinese if event.until else ""
        told = "申请延期，没有同意" if event.refused else f"同意延期至{until}"
    detail = event.reason if step.kind in (EventKind.REWORK, EventKind.EXTENSION) else event.text
    return f"{told}：{detail}" if detail else told


def _require_call(call: str) -> Call:
    """One that asks the visitor's unit, and has gone out."""
    return find_call(office(), call, visitor().unit, as_of()) or abort(404)


def _require_task(task: str) -> Task:
    known = office().tasks.get(task)
    if known is None or known.assigned is None or known.assigned.is_after(as_of()):
        abort(404)
    if visitor().unit not in find_involved(office(), known):
        abort(404)
    return known


def _unit_name() -> str:
    return office().settings.units.short(visitor().unit, as_of().day)
