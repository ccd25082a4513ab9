"""相似的: what an item repeats, beside the text that it repeats, and what to say to the unit that filed it."""

from __future__ import annotations

from dataclasses import dataclass

from flask import url_for

from jianbao.checks.duplicates import find_repeats
from jianbao.earlier import (
    Entry,
    Hit,
    Origin,
    Piece,
    Shelf,
    ask_item,
    mark_passages,
    name_earlier,
    name_hit,
    open_for,
    say_percent,
)
from jianbao.finding import is_expired
from jianbao.metadata import Moment
from jianbao.model import Item
from jianbao.reading import Office

Paragraphs = list[list[Piece]]


@dataclass(frozen=True, kw_only=True, slots=True)
class Repeat:
    """``id`` is that of the earlier text, ``kind`` a label, ``named`` how it is called, ``href`` where it stands (empty
    for none). ``reason`` is one to decline the item for, without what its units may not know.
    """

    id: str
    kind: str
    named: str
    origin: str
    share: str
    href: str
    own: Paragraphs
    other: Paragraphs
    reason: str


def show_repeats(office: Office, shelf: Shelf, item: Item, as_of: Moment) -> list[Repeat]:
    """The likest first."""
    text = ask_item(office, shelf, item).text
    return [_show(office, shelf, item, hit, text, as_of) for hit in find_repeats(office, shelf, item)]


def tell_repeats(office: Office, shelf: Shelf, item: Item) -> list[tuple[str, str]]:
    """A sentence each, as the reader of the shelf may hear it, and the address of a text of the reader's own."""
    text, hits = ask_item(office, shelf, item).text, find_repeats(office, shelf, item)
    return [(name_hit(office.settings, shelf, hit, text), link_own(office, hit.entry.id, shelf.reader)) for hit in hits]


def link_own(office: Office, text: str, unit: str) -> str:
    """Where a unit reads an earlier text that is its own; empty for any other."""
    item = office.items.get(text)
    return url_for("filed.item_page", item=text) if item and unit in item.units else ""


def _show(office: Office, shelf: Shelf, item: Item, hit: Hit, text: str, as_of: Moment) -> Repeat:
    own, other = mark_passages(text, hit.entry.text, hit.passages)
    return Repeat(
        id=hit.entry.id,
        kind=hit.kind.value,
        named=name_earlier(office.settings, shelf, hit.entry),
        origin=hit.entry.origin.value,
        share=say_percent(hit),
        href=_find_address(office, hit.entry, as_of),
        own=own,
        other=other,
        reason=_give_reason(office, shelf, item, hit.entry),
    )


def _find_address(office: Office, entry: Entry, as_of: Moment) -> str:
    if entry.origin is Origin.ITEM:
        return url_for("queue.item_page", item=entry.record)
    if entry.origin is Origin.PRINTED:
        return f"{url_for('reading.issue_page', issue=entry.record)}#{entry.anchor}"
    lead = office.leads.get(entry.record)
    current = lead is not None and not is_expired(office.settings.feeds, lead, as_of)
    return url_for("leads.lead_page", lead=entry.record) if current else ""


def _give_reason(office: Office, shelf: Shelf, item: Item, entry: Entry) -> str:
    """What every unit of the item may read of the other text."""
    readers = [open_for(shelf, reader=unit) for unit in item.units]
    least = next((opened for opened in readers if not opened.may_read(entry)), readers[0] if readers else shelf)
    return f"与{name_earlier(office.settings, least, entry)}重复"
