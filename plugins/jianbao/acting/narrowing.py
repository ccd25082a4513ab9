"""What of an office the checks of one item look at, so that filing is as quick among 20,000 items as among 80."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from jianbao.model import Item
from jianbao.reading import Office


def narrow_office(office: Office, item: Item) -> Office:
    """The office with the records that a check of this item can ask for: the items that it goes back to, and what was
    received, decided, called for and assigned about it and them; with all settings.

    What the checks say of the item is what they say of it in the whole office, but for the hint at a mistyped id:
    the nearest one is looked for among the records that are left.
    """
    kept = _find_chain(office, item)
    incidents = {i.id: i for i in office.incidents.values() if not kept.keys().isdisjoint(i.items)}
    desk = {record.id: record for record in office.desk.values() if not kept.keys().isdisjoint(record.items)}
    task = office.tasks.get(item.task)
    paths = {known.source.path for known in kept.values()}
    folders = {path.removesuffix(".md") for path in paths}
    known_paths = paths | _name_paths(item)
    elsewhere: dict[str, Any] = {kind: {} for kind in _ELSEWHERE}
    return replace(
        office,
        items=kept,
        desk=desk,
        issues={i.id: i for i in office.issues.values() if not desk.keys().isdisjoint(i.articles)},
        receipts={receipt.id: receipt for receipt in office.receipts.values() if receipt.item in kept},
        incidents=incidents,
        calls={call.id: call for call in office.calls.values() if call.id == item.call},
        tasks={task.id: task} if task else {},
        task_events={event.id: event for event in office.task_events.values() if task and event.task == task.id},
        files=tuple(p for p in office.files if p in known_paths or p.rpartition("/")[0] in folders),
        problems=(),
        **elsewhere,
    )


def narrow_to_calls(office: Office) -> Office:
    """The office with its calls alone: what the checks say of a call they say of it here too."""
    emptied: dict[str, Any] = {kind: {} for kind in (*_ELSEWHERE, *_ABOUT_ITEMS)}
    return replace(office, files=tuple(call.source.path for call in office.calls.values()), problems=(), **emptied)


_ABOUT_ITEMS = ("items", "desk", "issues", "receipts", "incidents", "tasks", "task_events")
# Records that no check of an item looks into.
_ELSEWHERE = (
    "drafts", "notices", "distribution", "reports", "adoptions", "instructions", "entries", "disputes", "bulletins",
    "leads", "pages",
)  # fmt: skip


def _name_paths(item: Item) -> set[str]:
    """Files that the item refers to count as there, be they readable or not."""
    return {
        f"briefs/items/{item.revises}.md",
        f"briefs/items/{item.follows}.md",
        f"briefs/calls/{item.call}.md",
        f"briefs/tasks/{item.task}.md",
    }


def _find_chain(office: Office, item: Item) -> dict[str, Item]:
    """The item, and those that it was revised from and follows, back to the first."""
    waiting, found = [item.id], dict[str, Item]()
    while waiting:
        identity = waiting.pop()
        known = office.items.get(identity)
        if known is not None and identity not in found:
            found[identity] = known
            waiting += [target for target in (known.revises, known.follows) if target]
    return {identity: found[identity] for identity in sorted(found)}
