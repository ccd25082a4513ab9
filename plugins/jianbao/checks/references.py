"""引用: ids that must name a record, and chains of records that must lead back in time."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from jianbao.checks.rule import Context, Family, Rule
from jianbao.checks.wording import suggest
from jianbao.metadata.fields import RECORD_ID
from jianbao.metadata.vocabulary import nearest_name
from jianbao.model import Item, Reporting, Source
from jianbao.problems import Problem
from jianbao.reading import Office

REFERENCE_MISSING = Rule(
    code="reference-missing",
    title="引用的东西不存在",
    reason="编号写错了，两份记录就连不起来。",
    remedy="核对编号；编号是文件夹下的路径去掉后缀，如 chengguan/2026/11-03-jiu-gai",
    fixed=True,
)
CHAIN_CYCLE = Rule(
    code="chain-cycle",
    title="前后引用成了圈",
    reason="甲修改自乙、乙又修改自甲，就分不出谁先谁后；编辑记录互相取代，就没有一个有效。",
    remedy="核对 revises（修改自）、follows（续报）、supersedes（取代），只能由后写的引用先写的",
)
CHAIN_ORDER = Rule(
    code="chain-order",
    title="引用了更晚的稿件",
    reason="修改稿、续报只能晚于它所引用的稿件。",
    remedy="核对两篇稿件的报送时间和编号，多半是写反了",
)
FOLLOWS_MISSING = Rule(
    code="follows-missing",
    title="续报没有写明前一报",
    reason="续报、终报要接在前一报之后，才能连成一件事的完整经过。",
    remedy="写上前一报的编号，如“follows: binhe/2026/11-02-shi-gu”",
)

_EVENT_HINT = "办理经过放在与事项同名的文件夹里，如 2026/031.md 的放在 2026/031/，核对文件夹的年份和编号"

Reference = tuple[Source, str, str]
# Ids share years and folders, so that only a very like one can be the one that was meant.
_NEAR = 0.8
_FOLDERS = {
    "items": "稿件",
    "desk": "编辑记录",
    "drafts": "送审稿",
    "issues": "刊期",
    "reports": "上报件",
    "adoptions": "采用记录",
    "instructions": "批示",
    "calls": "约稿",
    "tasks": "督查事项",
    "leads": "线索",
}
_TEXTS = frozenset({"items", "desk", "reports", "calls", "tasks", "leads"})
# An id of the office's own record begins with its year, that of an item with its unit.
_OF_DESK = re.compile(r"20[0-9][0-9]/")


def check_missing(context: Context) -> Iterator[Problem]:
    """A record whose file is there but cannot be read has a problem of its own and counts as existing."""
    office = context.office
    known: dict[str, Mapping[str, object]] = {folder: getattr(office, folder) for folder in _FOLDERS}
    files = frozenset(office.files)
    events = {event.source.path for event in office.task_events.values()}
    for folder, (source, field, identity) in _all_references(office):
        if not RECORD_ID.fullmatch(identity) or identity in known[folder]:
            continue
        if f"briefs/{folder}/{identity}{'.md' if folder in _TEXTS else '.yml'}" not in files:
            near = nearest_name(identity, known[folder], _NEAR)
            hint = suggest(near, REFERENCE_MISSING.remedy) if source.path not in events else suggest(near) + _EVENT_HINT
            yield REFERENCE_MISSING.report(source.place(field), f"没有编号为“{identity}”的{_FOLDERS[folder]}", hint)


def _all_references(office: Office) -> Iterator[tuple[str, Reference]]:
    for item in office.items.values():
        yield "items", (item.source, "revises", item.revises)
        yield "items", (item.source, "follows", item.follows)
        yield "calls", (item.source, "call", item.call)
        yield "tasks", (item.source, "task", item.task)
    for record in office.desk.values():
        field = "item" if "item" in record.source.places else "sources"
        yield from _members("items", record.source, field, record.items)
        yield from _members("tasks", record.source, "tasks", record.tasks)
        yield from _members("desk", record.source, "supersedes", record.supersedes)
        yield "issues", (record.source, "reissues", record.reissues)
    for draft in office.drafts.values():
        yield from _members("desk", draft.source, "articles", draft.articles)
        for number, dropped in enumerate(draft.dropped):
            yield "desk", (draft.source, f"dropped[{number}].article", dropped.article)
    for issue in office.issues.values():
        yield from _members("desk", issue.source, "articles", issue.articles)
        yield "drafts", (issue.source, "draft", issue.draft)
    for notice in office.notices.values():
        yield "issues", (notice.source, "issue", notice.issue)
        yield "desk", (notice.source, "article", notice.article)
        yield "issues", (notice.source, "announced_in", notice.announced_in)
    for receipt in office.receipts.values():
        yield "items", (receipt.source, "item", receipt.item)
    yield from _references_above(office)
    for entry in office.entries.values():
        yield "items", (entry.source, "item", entry.item)
    for task in office.tasks.values():
        yield "instructions", (task.source, "origin.instruction", task.instruction)
        yield "tasks", (task.source, "reopens", task.reopens)
    for event in office.task_events.values():
        yield "tasks", (event.source, "date", event.task)
    for incident in office.incidents.values():
        yield from _members("items", incident.source, "items", incident.items)
        for number, disposition in enumerate(incident.dispositions):
            yield "items", (incident.source, f"dispositions[{number}].item", disposition.item)


def _references_above(office: Office) -> Iterator[tuple[str, Reference]]:
    """Of reports, adoptions and instructions."""
    for report in office.reports.values():
        for number, identity in enumerate(report.sources):
            folder = "desk" if _OF_DESK.match(identity) else "items"
            member = f"sources[{number}]"
            yield folder, (report.source, member if member in report.source.places else "sources", identity)
        yield "calls", (report.source, "call", report.call)
    for adoption in office.adoptions.values():
        yield "reports", (adoption.source, "report", adoption.report)
        field = "item" if "item" in adoption.source.places else "items"
        yield from _members("items", adoption.source, field, adoption.items)
        yield "desk", (adoption.source, "desk", adoption.desk)
        yield "leads", (adoption.source, "lead", adoption.lead)
    for instruction in office.instructions.values():
        yield "issues", (instruction.source, "on.issue", instruction.issue)
        yield "items", (instruction.source, "on.item", instruction.item)
        yield "adoptions", (instruction.source, "on.adoption", instruction.adoption)
        yield "tasks", (instruction.source, "on.task", instruction.task)
        yield "instructions", (instruction.source, "follows", instruction.follows)
        yield "tasks", (instruction.source, "task", instruction.opens)


def _members(folder: str, source: Source, field: str, identities: tuple[str, ...]) -> Iterator[tuple[str, Reference]]:
    for number, identity in enumerate(identities):
        member = f"{field}[{number}]"
        yield folder, (source, member if member in source.places else field, identity)


def check_cycles(context: Context) -> Iterator[Problem]:
    items, desk = context.office.items, context.office.desk
    for field in ("revises", "follows"):
        links = {item.id: _targets(item, field) for item in items.values()}
        yield from _report_cycles(links, {item.id: item.source for item in items.values()}, field)
    replaced = {record.id: record.supersedes for record in desk.values()}
    yield from _report_cycles(replaced, {record.id: record.source for record in desk.values()}, "supersedes")
    tasks = context.office.tasks
    reopened = {task.id: tuple(filter(None, [task.reopens])) for task in tasks.values()}
    yield from _report_cycles(reopened, {task.id: task.source for task in tasks.values()}, "reopens")
    instructions = context.office.instructions
    passed_on = {i.id: tuple(filter(None, [i.follows])) for i in instructions.values()}
    yield from _report_cycles(passed_on, {i.id: i.source for i in instructions.values()}, "follows")


def _targets(item: Item, field: str) -> tuple[str, ...]:
    target = item.revises if field == "revises" else item.follows
    return (target,) if target else ()


def _report_cycles(
    links: Mapping[str, tuple[str, ...]], sources: Mapping[str, Source], field: str
) -> Iterator[Problem]:
    for start, targets in links.items():
        if start in targets:
            yield CHAIN_CYCLE.report(sources[start].place(field), "引用了自己")
        elif path := _find_path(links, start):
            message = "引用成了圈：" + " → ".join((start, *path))
            yield CHAIN_CYCLE.report(sources[start].place(field), message)


def _find_path(links: Mapping[str, tuple[str, ...]], start: str) -> tuple[str, ...]:
    """The way from a record back to itself; empty when there is none."""
    seen: set[str] = set()
    waiting: list[tuple[str, ...]] = [(target,) for target in links[start]]
    while waiting:
        path = waiting.pop()
        if path[-1] == start:
            return path
        if path[-1] not in seen:
            seen.add(path[-1])
            waiting += [(*path, target) for target in links.get(path[-1], ())]
    return ()


def check_chain_order(context: Context) -> Iterator[Problem]:
    items = context.office.items
    for item in items.values():
        for field, label, identity in (("revises", "修改自", item.revises), ("follows", "续报", item.follows)):
            target = items.get(identity)
            if target and target is not item and target.date and item.date and target.date.is_after(item.date):
                message = f"{label}的 {identity} 报送于{target.date.chinese}，比本稿（{item.date.chinese}）还晚"
                yield CHAIN_ORDER.report(item.source.place(field), message)


def check_follows(context: Context) -> Iterator[Problem]:
    for item in context.office.items.values():
        if item.stage in (Reporting.FOLLOW_UP, Reporting.FINAL) and not item.follows:
            yield FOLLOWS_MISSING.report(
                item.source.place("stage"), f"报次是{item.stage.value}，没有写 follows（续报）"
            )


FAMILY = Family(
    name="引用",
    rules=(REFERENCE_MISSING, CHAIN_CYCLE, CHAIN_ORDER, FOLLOWS_MISSING),
    checks=(check_missing, check_cycles, check_chain_order, check_follows),
)
