"""One task as an article tells of it: what may be said, in words that no reader of the article must be kept from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from jianbao.model import EventKind, Item
from jianbao.reading import Office
from jianbao.rendering.supervision_text.plain import flatten_body, write_plain
from jianbao.rendering.supervision_text.scope import Scope
from jianbao.supervising import (
    PartStatus,
    Step,
    TaskOutcome,
    TaskState,
    TaskStatus,
    find_outcome,
    is_behind,
    is_part_overdue,
)

DONE = "已办结"


@dataclass(frozen=True, kw_only=True, slots=True)
class Told:
    """What a unit last reported. ``text`` is empty where the article is for more readers than the report."""

    day: date
    unit: str
    text: str
    finished: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class PartLine:
    """``done`` is the day on which it was done, ``outcome`` 已完成, 正在办理 or 超期未办结, ``over`` counts days."""

    number: int
    content: str
    lead: str
    due: date | None
    done: date | None
    outcome: str
    over: int


@dataclass(frozen=True, kw_only=True, slots=True)
class TaskLine:
    """Every text is fit to stand in Markdown. ``lead``, ``assisting`` and ``told`` are empty where a unit that is
    behind must not be named; then ``outcome`` doesn't say either whether what is done was late.

    ``over`` counts days past the time limit, ``chased`` how often units were chased in the time that is told of,
    ``sent_back`` is the day of the last 退办 in it, ``light`` the colour, empty once the task is closed.
    """

    id: str
    number: int
    title: str
    category: str
    lead: str
    assisting: str
    due: date | None
    original: date | None
    outcome: str
    state: str
    light: str
    behind: bool
    over: int
    missed: int
    chased: int
    last_chased: date | None
    sent_back: date | None
    told: Told | None
    presented: date | None
    closed: date | None
    result: str
    parts: tuple[PartLine, ...]

    @property
    def parts_done(self) -> int:
        return sum(part.done is not None for part in self.parts)

    @property
    def parts_over(self) -> int:
        return sum(part.over > 0 for part in self.parts)


def tell_task(office: Office, scope: Scope, status: TaskStatus) -> TaskLine:
    """Units under their names of the day that is told of."""
    supervision, task = office.settings.supervision, status.task
    named = supervision.name_laggards
    behind = is_behind(status)
    shown = named or not behind
    chases = _list_days(scope, status, EventKind.CHASE)
    event = status.closed.event if status.closed else None
    due, original = status.deadline.current, status.deadline.original
    return TaskLine(
        id=task.id,
        number=task.number,
        title=write_plain(task.title),
        category=write_plain(supervision.category(task.category).name),
        lead=_name(office, scope, [task.lead_unit]) if shown else "",
        assisting=_name(office, scope, task.assisting) if shown else "",
        due=due,
        original=original if original != due else None,
        outcome=_say_outcome(find_outcome(supervision, status), named=named),
        state=status.state.value,
        light=status.light.value if status.light else "",
        behind=behind,
        over=(status.day - due).days if due and status.is_overdue else 0,
        missed=len(status.missed),
        chased=len(chases),
        last_chased=max(chases, default=None),
        sent_back=max(_list_days(scope, status, EventKind.REWORK), default=None),
        told=_find_told(office, scope, status) if shown else None,
        presented=status.presented if status.state is TaskState.PRESENTED else None,
        closed=status.closed_on,
        result=flatten_body(event.result) if event else "",
        parts=tuple(_describe_part(office, scope, status, part, shown=shown) for part in status.parts),
    )


def list_texts(status: TaskStatus) -> list[str]:
    """Every text of the task and its course that an article could print, as it was written."""
    steps = [step for step in status.steps if step.kind is EventKind.PROGRESS]
    told = [(step.item.body if step.item else step.event.text if step.event else "") for step in steps]
    result = [status.closed.event.result] if status.closed and status.closed.event else []
    return [status.task.title, *(part.part.content for part in status.parts), *told, *result]


def _say_outcome(outcome: TaskOutcome, *, named: bool) -> str:
    done = outcome in (TaskOutcome.ON_TIME, TaskOutcome.LATE)
    return DONE if done and not named else outcome.value


def _list_days(scope: Scope, status: TaskStatus, kind: EventKind) -> list[date]:
    """Those of such steps in the time that is told of."""
    return [step.at.day for step in status.steps if step.kind is kind and scope.begin <= step.at.day]


def _name(office: Office, scope: Scope, units: Iterable[str]) -> str:
    """In protocol order."""
    settings = office.settings.units
    return "、".join(settings.short(unit, scope.until) for unit in sorted(units, key=settings.order))


def _find_told(office: Office, scope: Scope, status: TaskStatus) -> Told | None:
    step = next((step for step in reversed(status.steps) if step.kind is EventKind.PROGRESS), None)
    if step is None:
        return None
    units = step.units if step.units != (status.task.lead_unit,) else ()
    finished = step.item.finished if step.item else bool(step.event and step.event.finished)
    return Told(day=step.at.day, unit=_name(office, scope, units), text=_read_report(scope, step), finished=finished)


def _read_report(scope: Scope, step: Step) -> str:
    """What a unit told by telephone is in the office's own words; what it filed goes no further than it may."""
    if step.item:
        return flatten_body(step.item.body) if _may_show(scope, step.item) else ""
    return flatten_body(step.event.text) if step.event else ""


def _may_show(scope: Scope, item: Item) -> bool:
    return item.access is None or item.access.within(scope.access)


def _describe_part(office: Office, scope: Scope, status: TaskStatus, part: PartStatus, *, shown: bool) -> PartLine:
    overdue, due = is_part_overdue(status, part), part.deadline.current
    going = TaskOutcome.OVERDUE if overdue else TaskOutcome.GOING
    return PartLine(
        number=part.part.number,
        content=write_plain(part.part.content),
        lead=_name(office, scope, [part.part.lead_unit]) if shown else "",
        due=due,
        done=part.closed,
        outcome="已完成" if part.closed else going.value,
        over=(status.day - due).days if due and overdue else 0,
    )
