"""What a supervisor may add to a task: a form for each kind of event, those that its state calls for first."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from jianbao.metadata import Moment
from jianbao.model import EventKind, Task
from jianbao.reading import Office
from jianbao.serving.forms.choices import choose_leader, choose_person, choose_words
from jianbao.serving.forms.fields import Choices, FormField, Kind
from jianbao.supervising import TaskState, TaskStatus, find_undecided

_WAYS = ("系统", "电话", "书面", "当面")
_NOT_SENT_BACK = (EventKind.PROGRESS, EventKind.CHASE, EventKind.EXTENSION)
# What a state calls for; the others come after it, but for what no checks would let through.
_FIRST = {
    TaskState.ASSIGNED: (EventKind.RECEIPT, EventKind.CHASE),
    TaskState.HANDLING: _NOT_SENT_BACK,
    TaskState.REWORK: _NOT_SENT_BACK,
    TaskState.REPORTED: (EventKind.PRESENTED, EventKind.CLOSE, EventKind.REWORK),
    TaskState.PRESENTED: (EventKind.CLOSE, EventKind.REWORK, EventKind.PRESENTED),
    TaskState.CLOSED: (EventKind.REVISIT,),
}
_TITLES = {
    EventKind.RECEIPT: "登记签收",
    EventKind.PROGRESS: "登记反馈",
    EventKind.CHASE: "登记催办",
    EventKind.EXTENSION: "批准或不同意延期",
    EventKind.REWORK: "退办",
    EventKind.PRESENTED: "登记呈报",
    EventKind.CLOSE: "办结销号",
    EventKind.REVISIT: "登记回头看",
}
_LEADS = {
    EventKind.RECEIPT: "单位收到交办的日子。单位自己在采编台签收的，不用登记。",
    EventKind.PROGRESS: "电话、书面报来的进展或办理结果。单位报了稿件的，不用登记。",
    EventKind.CHASE: "记下催了谁、怎么催的、对方怎么说。",
    EventKind.EXTENSION: "到期前申请、经批准的，时限延到新的日期；原定时限照样保留。",
    EventKind.REWORK: "办理结果不符合要求，退回单位重新办理，时限不变。",
    EventKind.PRESENTED: "把办理结果报给作批示、交办的领导。领导有新批示的，另行登记、立项。",
    EventKind.CLOSE: "先核对这类事项要求的办结材料；批示件要先呈报作批示的领导。",
    EventKind.REVISIT: "办结以后再核查一次；问题反弹的，另行立项。",
}


@dataclass(frozen=True, kw_only=True, slots=True)
class EventForm:
    kind: EventKind
    title: str
    lead: str
    fields: tuple[FormField, ...]


def find_event_forms(office: Office, status: TaskStatus, as_of: Moment) -> tuple[list[EventForm], list[EventForm]]:
    """Those that the state calls for, and the others that may be added too: none after the end but 回头看."""
    state = status.state
    first = list(_FIRST[state])
    if state is TaskState.REPORTED and not office.settings.supervision.category(status.task.category).present:
        first = [EventKind.CLOSE, EventKind.REWORK]
    if find_undecided(status):
        first = [EventKind.EXTENSION, *(kind for kind in first if kind is not EventKind.EXTENSION)]
    over = state is TaskState.CLOSED
    others = [] if over else [k for k in EventKind if k not in first and k is not EventKind.REVISIT]
    shown = [[make_event_form(office, status, kind, as_of) for kind in kinds] for kinds in (first, others)]
    return shown[0], shown[1]


def make_event_form(office: Office, status: TaskStatus, kind: EventKind, as_of: Moment) -> EventForm:
    fields = _MAKERS[kind](office, status, as_of)
    day = FormField(name="date", label="日期", kind=Kind.DAY, required=True, value=str(as_of.day))
    return EventForm(kind=kind, title=_TITLES[kind], lead=_LEADS[kind], fields=(*filter(None, fields), day))


Fields = tuple["FormField | None", ...]


def _unit(office: Office, status: TaskStatus, unit: str = "") -> FormField:
    """The units of the task under the names of the day on which it was given."""
    task = status.task
    day = task.assigned.day if task.assigned else None
    heirs = dict.fromkeys(heir for known in task.units for heir in office.settings.units.lineage(known, status.day))
    choices = tuple((known, office.settings.units.short(known, day)) for known in heirs)
    return FormField(name="unit", label="单位", kind=Kind.CHOICE, value=unit or task.lead_unit, choices=choices)


def _part(task: Task) -> FormField | None:
    """Nothing for a task that has no parts."""
    if not task.parts:
        return None
    choices: Choices = (("", "整件事"), *((str(p.number), f"第{p.number}项　{p.content}") for p in task.parts))
    return FormField(name="part", label="任务分解", kind=Kind.CHOICE, choices=choices)


def _via(label: str, *, required: bool = False) -> FormField:
    choices = choose_words(_WAYS, "（请选择）" if required else "（不写）")
    return FormField(name="via", label=label, kind=Kind.CHOICE, required=required, choices=choices)


def _make_receipt(office: Office, status: TaskStatus, _: Moment) -> Fields:
    return (_unit(office, status), _via("签收方式"))


def _make_progress(office: Office, status: TaskStatus, _: Moment) -> Fields:
    return (
        _part(status.task),
        _unit(office, status),
        FormField(name="text", label="办理情况", kind=Kind.LONG, required=True),
        FormField(name="finished", label="这是办理结果，不只是进展", kind=Kind.CHECK),
        _via("反馈方式"),
    )


def _make_chase(office: Office, status: TaskStatus, _: Moment) -> Fields:
    return (
        _unit(office, status),
        _via("催办方式", required=True),
        FormField(name="to", label="催的是谁", hint="如 办公室李主任"),
        FormField(name="reply", label="对方怎么答复", kind=Kind.LONG, rows=2),
    )


def _make_extension(office: Office, status: TaskStatus, as_of: Moment) -> Fields:
    """With what the unit that waits for an answer asked for."""
    asked = next(iter(find_undecided(status)), None)
    unit = next(iter(asked.units), "") if asked else ""
    deadline = status.deadline.current
    return (
        FormField(name="refused", label="决定", kind=Kind.CHOICE, choices=(("", "同意延期"), ("是", "不同意延期"))),
        _part(status.task),
        _unit(office, status, unit),
        FormField(
            name="asked", label="申请日期", kind=Kind.DAY, required=True, value=str((asked.at if asked else as_of).day)
        ),
        FormField(
            name="until",
            label="延至",
            kind=Kind.DAY,
            required=True,
            hint=f"现在的时限是{Moment(deadline).chinese}" if deadline else "",
        ),
        FormField(name="reason", label="申请延期的理由", kind=Kind.LONG, required=True, rows=2),
        FormField(
            name="approved_by",
            label="批准人",
            kind=Kind.CHOICE,
            required=True,
            choices=choose_person(office, "批准人", as_of.day),
            hint="不同意的，写作决定的人",
        ),
    )


def _make_rework(office: Office, status: TaskStatus, _: Moment) -> Fields:
    reason = FormField(name="reason", label="为什么退办、要补什么", kind=Kind.LONG, required=True)
    return (_part(status.task), _unit(office, status), reason)


def _make_presented(office: Office, status: TaskStatus, as_of: Moment) -> Fields:
    """A leader of a higher level, who is on no list of ours, stays as written."""
    cause = office.instructions.get(status.task.instruction)
    leader = status.task.leader or (cause.leader if cause else "")
    choices = choose_leader(office, as_of.day)
    if leader not in dict(choices):
        choices = (*choices, (leader, leader))
    to = FormField(name="to", label="呈报哪位领导", kind=Kind.CHOICE, required=True, value=leader, choices=choices)
    return (to, FormField(name="opinion", label="领导意见", kind=Kind.LONG, rows=2))


def _make_close(office: Office, status: TaskStatus, _: Moment) -> Fields:
    papers = office.settings.supervision.category(status.task.category).papers
    satisfied = (("", "没有征求意见"), ("是", "满意"), ("否", "不满意"))
    return (
        _part(status.task),
        FormField(name="result", label="办理结果", kind=Kind.LONG, required=True),
        FormField(name="satisfied", label="办理对象是否满意", kind=Kind.CHOICE, choices=satisfied),
        FormField(name="papers", label="已有的办结材料", kind=Kind.CHECKS, groups=(("", choose_words(papers)),))
        if papers
        else None,
    )


def _make_revisit(_office: Office, _status: TaskStatus, _: Moment) -> Fields:
    return (
        FormField(name="result", label="回头看的情况", kind=Kind.LONG, required=True),
        FormField(name="relapsed", label="问题反弹", kind=Kind.CHECK),
    )


_MAKERS: dict[EventKind, Callable[[Office, TaskStatus, Moment], Fields]] = {
    EventKind.RECEIPT: _make_receipt,
    EventKind.PROGRESS: _make_progress,
    EventKind.CHASE: _make_chase,
    EventKind.EXTENSION: _make_extension,
    EventKind.REWORK: _make_rework,
    EventKind.PRESENTED: _make_presented,
    EventKind.CLOSE: _make_close,
    EventKind.REVISIT: _make_revisit,
}
