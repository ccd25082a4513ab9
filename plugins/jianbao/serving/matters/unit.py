"""What waits for a unit: calls to answer, tasks to receive and report on, items that were sent back, drafts."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from flask import url_for

from jianbao.acting.replying import find_involved
from jianbao.answering import Answer, Outcome, find_answers
from jianbao.metadata import Moment
from jianbao.model import Call, Decision
from jianbao.reading import Office
from jianbao.rendering.slips.wording import say_left
from jianbao.serving.forms.drafts import list_drafts
from jianbao.serving.matters.matter import Matter, Section
from jianbao.serving.people.visitor import Visitor
from jianbao.standing import find_decided, find_standing
from jianbao.supervising import TaskState, TaskStatus, find_next_feedback, find_status

# A call that nobody answered is shown for so many days after its deadline: later an answer is of no use to anybody.
_DAYS_AFTER = 30
_DRAFTS = 5
# How a day that is still to come is told; everything else in a list of asks is due now.
NEXT = "下次反馈"


def find_unit_matters(office: Office, visitor: Visitor, as_of: Moment) -> list[Section]:
    """The most pressing first; nothing for those who file for no unit."""
    if not visitor.unit:
        return []
    sections = [
        Section(title="要答复的约稿", matters=tuple(_list_calls(office, visitor.unit, as_of))),
        Section(
            title="督查事项",
            matters=tuple(sorted(_list_tasks(office, visitor.unit, as_of), key=lambda matter: not matter.is_urgent)),
        ),
        Section(title="退回修改的稿件", matters=tuple(_list_returned(office, visitor.unit))),
        Section(title="没有报送的草稿", matters=tuple(_list_drafts(office.root, visitor.id))),
    ]
    return [section for section in sections if section.matters]


def find_open_calls(office: Office, unit: str, as_of: Moment) -> list[Call]:
    """Those that the unit still owes an answer, by their deadlines."""
    owed = []
    for call in office.calls.values():
        if call.issued is None or call.issued.is_after(as_of):
            continue
        if call.due and as_of.day > call.due.day and as_of.days_since(call.due) > _DAYS_AFTER:
            continue
        answer = find_answer(office, call, unit, as_of)
        if answer and answer.at is None and answer.outcome in (None, Outcome.MISSING):
            owed.append(call)
    return sorted(owed, key=lambda call: (str(call.due or "9"), call.id))


def find_answer(office: Office, call: Call, unit: str, as_of: Moment) -> Answer | None:
    """None where the unit was not asked."""
    return next((answer for answer in find_answers(office, call, as_of) if answer.unit == unit), None)


def find_call(office: Office, call: str, unit: str, as_of: Moment) -> Call | None:
    """A call that has gone out and asks the unit; of any other a unit knows nothing."""
    known = office.calls.get(call)
    if known is None or known.issued is None or known.issued.is_after(as_of):
        return None
    return known if find_answer(office, known, unit, as_of) else None


def find_open_tasks(office: Office, unit: str, as_of: Moment) -> list[TaskStatus]:
    """Those that the unit takes part in, by their deadlines."""
    own = [task for task in office.tasks.values() if unit in find_involved(office, task)]
    given = [find_status(office, task, as_of) for task in own if task.assigned and task.assigned.day <= as_of.day]
    return sorted(
        (known for known in given if known.is_open),
        key=lambda known: (str(known.deadline.current or "9"), known.task.id),
    )


def list_asks(office: Office, status: TaskStatus, unit: str) -> list[str]:
    """What the unit is to do about it now, the most pressing first; of who only assists nothing is asked."""
    if unit not in office.settings.units.lineage(status.task.lead_unit):
        return []
    asks, due = [], status.deadline.current
    if status.received is None:
        asks.append("请签收")
    if status.state is TaskState.REWORK:
        asks.append("退回重办，请补办后重新反馈")
    if status.is_overdue:
        asks.append("已过时限，请尽快办完反馈；确实办不完的申请延期")
    coming = find_next_feedback(office, status.task, status.day)
    if status.missed:
        asks.append(f"缺{len(status.missed)}次反馈，请补报")
    elif coming and (due is None or coming < due):
        asks.append(f"{NEXT}{Moment(coming).chinese}")
    return asks


def _list_calls(office: Office, unit: str, as_of: Moment) -> Iterator[Matter]:
    for call in find_open_calls(office, unit, as_of):
        due = f"{call.due.chinese}截止，{say_left(call.due, as_of)}" if call.due else ""
        href = url_for("answering.call_page", call=call.id)
        pressing = bool(call.due and call.due.days_since(as_of) <= 1)
        yield Matter(title=call.title, remark=due, href=href, is_urgent=pressing)


def _list_tasks(office: Office, unit: str, as_of: Moment) -> Iterator[Matter]:
    for status in find_open_tasks(office, unit, as_of):
        asks = list_asks(office, status, unit)
        due = status.deadline.current
        limit = f"时限{Moment(due).chinese}，{say_left(Moment(due), Moment(status.day))}" if due else "没有定时限"
        href = url_for("answering.task_page", task=status.task.id)
        leads = unit in office.settings.units.lineage(status.task.lead_unit)
        asks = asks if leads else ["本单位协办"]
        today = bool(due and due <= status.day)
        pressing = leads and (today or bool(asks and not asks[0].startswith(NEXT)))
        yield Matter(title=status.task.title, remark="；".join([*asks, limit]), href=href, is_urgent=pressing)


def _list_returned(office: Office, unit: str) -> Iterator[Matter]:
    for item, record in find_decided(office, find_standing(office), Decision.REVISE):
        if unit in item.units:
            href = url_for("filed.item_page", item=item.id)
            yield Matter(title=item.title, remark=f"退改理由：{record.reason}", href=href, is_urgent=True)


def _list_drafts(root: Path, person: str) -> Iterator[Matter]:
    drafts = list_drafts(root, person)
    for draft in drafts[:_DRAFTS]:
        saved = f"{draft.saved_at.chinese}保存" if draft.saved_at else ""
        yield Matter(title=draft.name, remark=saved, href=url_for("writing.draft_page", draft=draft.id))
    if len(drafts) > _DRAFTS:
        yield Matter(title=f"另有{len(drafts) - _DRAFTS}份草稿", href=url_for("writing.new_page"))
