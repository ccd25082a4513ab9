"""Which texts of ours may have been used: what was sent upward, what was edited for print, what was filed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from jianbao.characters import normalise, strip_markup
from jianbao.editing import edited_body, edited_title, find_items
from jianbao.model import Decision, DeskRecord, Item, Report
from jianbao.proposing.our_text import Origin, OurText
from jianbao.reading import Office

# The records that a text is made from: while they are the same objects, so is the text.
Records = tuple[object, ...]


def list_records(office: Office) -> Iterator[tuple[Origin, str, Records]]:
    """Each text by its record, with all records that it is made from. What was filed by mistake (误报作废) is none."""
    superseded = {old for record in office.desk.values() for old in record.supersedes}
    for report in office.reports.values():
        if report.sent:
            yield Origin.REPORT, report.id, (report, *find_sources(office, report))
    for record in office.desk.values():
        if record.decision is Decision.ADOPT and record.decided and record.id not in superseded:
            yield Origin.DESK, record.id, (record, *find_items(office, record))
    for item in office.items.values():
        if item.date and item.id not in office.void:
            yield Origin.ITEM, item.id, (item,)


def find_sources(office: Office, report: Report) -> list[DeskRecord | Item]:
    """The desk records of a report with their items, and its items."""
    found: list[DeskRecord | Item] = []
    for source in report.sources:
        record = office.desk.get(source)
        items = find_items(office, record) if record else [office.items[source]] if source in office.items else []
        found += [*([record] if record else []), *items]
    return found


def make_text(office: Office, origin: Origin, records: Records) -> OurText:
    """The text as it left the office, or as it came in where it was never edited."""
    record = records[0]
    items = [item for item in records if isinstance(item, Item)]
    if isinstance(record, Report):
        edited = [known for known in records[1:] if isinstance(known, DeskRecord)]
        title = record.title or next((edited_title(office, known) for known in edited), "") or _first_title(items)
        body = record.body or "\n".join(edited_body(office, known) for known in edited) or _join_bodies(items)
        return _make(origin, record.id, items, record.sent.day if record.sent else date.min, title, body, record.units)
    if isinstance(record, DeskRecord):
        day = record.decided.day if record.decided else date.min
        return _make(origin, record.id, items, day, edited_title(office, record), edited_body(office, record))
    item = items[0]
    return _make(origin, item.id, items, item.date.day if item.date else date.min, item.title, item.body)


def _make(
    origin: Origin, identity: str, items: list[Item], day: date, title: str, body: str, units: tuple[str, ...] = ()
) -> OurText:
    return OurText(
        origin=origin,
        id=identity,
        items=tuple(dict.fromkeys(item.id for item in items)),
        units=units or tuple(dict.fromkeys(unit for item in items for unit in item.units)),
        day=day,
        title=normalise(title).strip(),
        text=strip_markup(body).strip(),
    )


def _first_title(items: list[Item]) -> str:
    return items[0].title if len(items) == 1 else ""


def _join_bodies(items: list[Item]) -> str:
    return "\n".join(item.body for item in items)


def list_links(records: Records) -> Iterable[str]:
    """What ties a text to others of the same matter: its items and what they follow, or its tasks."""
    for record in records:
        if isinstance(record, Item):
            yield from filter(None, (record.id, record.revises, record.follows, record.task and f"tasks/{record.task}"))
        elif isinstance(record, DeskRecord):
            yield from (f"tasks/{task}" for task in record.tasks)
