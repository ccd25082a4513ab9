"""回复督查事项: a unit receives a task, or asks for more time, in one step; a report is filed as any item."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from jianbao.acting.refusing import refuse, require_record
from jianbao.acting.submitting import Submission, plan_submission
from jianbao.metadata import Moment, parse_moment
from jianbao.model import Item, Reply, Task
from jianbao.reading import Office
from jianbao.rendering.templates import Templates
from jianbao.supervising import TaskStatus, find_status
from jianbao.writing import Change


@dataclass(frozen=True, kw_only=True, slots=True)
class Replier:
    """Who answers: the unit (an id), who signs it off there, who writes, and where to reach that person."""

    unit: str
    approver: str
    author: str = ""
    phone: str = ""


def plan_task_receipt(office: Office, templates: Templates, task: str, who: Replier, as_of: Moment) -> list[Change]:
    """签收, once: refuses a second one of the unit."""
    status = require_open_task(office, task, who.unit, as_of)
    if find_reply(office, status, who.unit, Reply.RECEIPT):
        refuse("reply-twice", "本单位已经签收", "接下来按时反馈办理情况")
    texts = _render(office, templates, "receipt", status.task, who, as_of)
    return plan_submission(office, _submit(office, texts, status.task, who, Reply.RECEIPT), as_of)


def plan_task_report(
    office: Office, task: str, who: Replier, texts: Mapping[str, str], as_of: Moment, *, finished: bool
) -> list[Change]:
    """反馈: ``texts`` are its title and body; ``finished`` says that it is the result."""
    status = require_open_task(office, task, who.unit, as_of)
    submission = _submit(office, {**texts, "finished": "是" if finished else ""}, status.task, who, Reply.PROGRESS)
    return plan_submission(office, submission, as_of)


def plan_task_extension(
    office: Office, templates: Templates, task: str, who: Replier, until: str, reason: str, as_of: Moment
) -> list[Change]:
    """申请延期: to a day after the present time limit, with a reason."""
    status = require_open_task(office, task, who.unit, as_of)
    moment, due = parse_moment(until), status.deadline.current
    if not until.strip():
        refuse("field-missing", "没有写延期到哪一天", "选上或写上日期", field="until")
    if moment is None:
        refuse("date-impossible", f"延期到的日期“{until}”不是日期", "写成 2026-12-31 或 2026年12月31日", field="until")
    if moment.day <= max(due or as_of.day, as_of.day):
        after = Moment(max(due or as_of.day, as_of.day)).chinese
        refuse("extension-short", f"延期到{moment.chinese}，不比{after}晚", "写一个更晚的日期", field="until")
    if not reason.strip():
        refuse("field-missing", "没有写延期的理由", "写清为什么办不完、还差什么", field="reason")
    texts = _render(office, templates, "extension", status.task, who, as_of, until=moment, reason=reason, due=due)
    return plan_submission(office, _submit(office, texts, status.task, who, Reply.EXTENSION), as_of)


def require_open_task(office: Office, task: str, unit: str, as_of: Moment) -> TaskStatus:
    """A task that the unit takes part in and that is not closed."""
    require_record("督查事项", task, dict(office.tasks))
    known = office.tasks[task]
    if unit not in find_involved(office, known):
        refuse("task-unit", "这件督查事项不是交给本单位的", "只能答复本单位牵头或协办的事项")
    status = find_status(office, known, as_of)
    if not status.is_open:
        refuse("task-closed", f"“{known.title}”已经办结", "不用再报；有新情况的，打电话告诉督查员")
    return status


def find_involved(office: Office, task: Task) -> frozenset[str]:
    """Its units, and those that they have been merged into."""
    return frozenset(heir for unit in task.units for heir in office.settings.units.lineage(unit))


def find_reply(office: Office, status: TaskStatus, unit: str, reply: Reply) -> Item | None:
    """The last one of that kind that the unit filed."""
    own = [item for item in office.replies_to.get(status.task.id, ()) if unit in item.units and item.reply is reply]
    return max(own, key=lambda item: (str(item.date or ""), item.id), default=None)


def choose_kind(office: Office) -> str:
    """The kind of the last reply that anybody filed, else the one that is named after 督查, else the first."""
    last = max(
        (item for item in office.items.values() if item.reply and item.date),
        key=lambda item: (str(item.date), item.id),
        default=None,
    )
    if last:
        return office.settings.kinds.kind_name(last.kind)
    names = [kind.name for kind in office.settings.kinds.kinds]
    return next((name for name in names if "督查" in name), names[0] if names else "")


def _render(
    office: Office,
    templates: Templates,
    name: str,
    task: Task,
    who: Replier,
    at: Moment,
    **values: Moment | date | str | None,
) -> dict[str, str]:
    """The first line of the template is the title, the rest the body."""
    unit = office.settings.units.short(who.unit, at.day)
    text = templates.render(f"new/task-{name}.md", task=task, unit=unit, at=Moment(at.day), **values)
    title, _, body = text.strip().partition("\n")
    return {"title": title, "body": body.strip()}


def _submit(office: Office, texts: Mapping[str, str], task: Task, who: Replier, reply: Reply) -> Submission:
    told = {"kind": choose_kind(office), "approver": who.approver, "author": who.author, "phone": who.phone}
    return Submission(unit=who.unit, texts={**told, **texts, "task": task.id, "reply": reply.value})
