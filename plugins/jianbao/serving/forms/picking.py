"""Choosing the text that a form is about: what was printed, adopted, reported, filed, by words of title and unit."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from jianbao.acting.supervising.naming import name_task
from jianbao.checks.wording import name_issue
from jianbao.editing import credited_units, edited_title
from jianbao.model import Decision, DeskRecord
from jianbao.outlook import name_adopted
from jianbao.reading import Office
from jianbao.rendering.templates import chinese_date
from jianbao.standing import find_standing

MOST = 30
# Between a kind and an id in the value of a choice.
_BETWEEN = ":"


@dataclass(frozen=True, kw_only=True, slots=True)
class Pick:
    """One text to choose: ``kind`` and ``identity`` as records name it; of an article both of issue and article."""

    kind: str
    identity: str
    title: str
    remark: str
    day: date

    @property
    def value(self) -> str:
        return f"{self.kind}{_BETWEEN}{self.identity}"


def find_picks(office: Office, kinds: Sequence[str], words: str) -> tuple[list[Pick], int]:
    """The latest that hold every word, kind by kind as they are asked for where nobody looks for words; how many more
    there are.
    """
    wanted = words.split()
    found = [pick for kind in kinds for pick in _LISTS[kind](office) if _holds(pick, wanted)]
    found.sort(key=lambda pick: (pick.day, pick.identity), reverse=True)
    if not wanted:
        found.sort(key=lambda pick: kinds.index(pick.kind))
    return found[:MOST], max(len(found) - MOST, 0)


def read_pick(office: Office, kinds: Sequence[str], value: str) -> Pick | None:
    """The text that a value stands for."""
    kind = value.partition(_BETWEEN)[0]
    return next((pick for pick in _LISTS[kind](office) if pick.value == value), None) if kind in kinds else None


def _holds(pick: Pick, words: Sequence[str]) -> bool:
    text = f"{pick.title} {pick.remark} {pick.identity}"
    return all(word in text for word in words)


def _list_reports(office: Office) -> Iterator[Pick]:
    used = {adoption.report for adoption in office.adoptions.values()}
    for report in office.reports.values():
        if report.sent:
            channel = office.settings.channel_title(report.channel)
            told = "已登记过采用" if report.id in used else "还没有登记采用"
            remark = f"{chinese_date(report.sent.day)}上报{channel}，{told}"
            title = report.title or _name_sources(office, report.sources)
            yield Pick(kind="report", identity=report.id, title=title, remark=remark, day=report.sent.day)


def _name_sources(office: Office, sources: Sequence[str]) -> str:
    first = next(iter(sources), "")
    record = office.desk.get(first)
    return edited_title(office, record) if record else office.items[first].title if first in office.items else first


def _list_edited(office: Office) -> Iterator[Pick]:
    """What is adopted by a decision that stands, printed or not."""
    standing = find_standing(office)
    for record in office.desk.values():
        if record.decision is Decision.ADOPT and record.id not in standing.superseded and record.decided:
            printed = "、".join(name_issue(office, issue) for issue in standing.claims.get(record.id, ()))
            remark = "，".join(filter(None, (_name_units(office, record), printed or "已采用，还没有刊登")))
            title = edited_title(office, record)
            yield Pick(kind="desk", identity=record.id, title=title, remark=remark, day=record.decided.day)


def _name_units(office: Office, record: DeskRecord) -> str:
    day = record.decided.day if record.decided else None
    return "、".join(unit.name for unit in credited_units(office, record, day))


def _list_items(office: Office) -> Iterator[Pick]:
    for item in office.items.values():
        if item.date and not item.reply and item.id not in office.void:
            units = "、".join(office.settings.units.short(unit, item.date.day) for unit in item.units)
            remark = f"{units}，{chinese_date(item.date.day)}报送的来稿"
            yield Pick(kind="item", identity=item.id, title=item.title, remark=remark, day=item.date.day)


def _list_articles(office: Office) -> Iterator[Pick]:
    standing = find_standing(office)
    for issue in office.issues.values():
        if issue.document and issue.date and not standing.is_withdrawn(issue.id):
            for article in issue.document.articles:
                units = "、".join(unit.name for unit in article.units)
                remark = "，".join(filter(None, (issue.document.title, units)))
                identity = f"{issue.id}#{article.id}"
                yield Pick(kind="article", identity=identity, title=article.title, remark=remark, day=issue.date.day)


def _list_issues(office: Office) -> Iterator[Pick]:
    for issue in office.issues.values():
        if issue.document and issue.date:
            remark = f"{chinese_date(issue.date.day)}签发，{len(issue.document.articles)}篇"
            yield Pick(kind="issue", identity=issue.id, title=issue.document.title, remark=remark, day=issue.date.day)


def _list_adoptions(office: Office) -> Iterator[Pick]:
    for adoption in office.adoptions.values():
        if adoption.date:
            remark = f"{chinese_date(adoption.date.day)}{office.settings.channel_title(adoption.channel)}采用"
            title = name_adopted(office, adoption)
            yield Pick(kind="adoption", identity=adoption.id, title=title, remark=remark, day=adoption.date.day)


def _list_tasks(office: Office) -> Iterator[Pick]:
    for task in office.tasks.values():
        if task.assigned:
            remark = f"督查事项，{name_task(office, task)}"
            yield Pick(kind="task", identity=task.id, title=task.title, remark=remark, day=task.assigned.day)


_LISTS: dict[str, Callable[[Office], Iterator[Pick]]] = {
    "report": _list_reports,
    "desk": _list_edited,
    "item": _list_items,
    "article": _list_articles,
    "issue": _list_issues,
    "adoption": _list_adoptions,
    "task": _list_tasks,
}
