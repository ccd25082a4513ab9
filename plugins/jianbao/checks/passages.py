"""Pieces of Chinese text under check, each knowing where every character of it stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from jianbao.model import Call, Decision, DeskRecord, Item, Lead, Report, Source, Task
from jianbao.problems import Place
from jianbao.reading import Office
from jianbao.standing import Standing, find_open_drafts


class _Record(Protocol):
    @property
    def source(self) -> Source: ...


@dataclass(frozen=True, kw_only=True, slots=True)
class Passage:
    """``field`` is the path of a value in the header, or empty for the body."""

    source: Source
    field: str
    text: str

    def place(self, offset: int = 0) -> Place:
        """Where the character at ``offset`` stands; for a value of the header, where the value begins."""
        if self.field:
            return self.source.place(self.field)
        before = self.text[:offset]
        return self.source.body_place(before.count("\n"), len(before.rpartition("\n")[2]) + 1)

    def lines(self) -> Iterator[tuple[int, str]]:
        """Each line with the offset at which it begins."""
        offset = 0
        for line in self.text.split("\n"):
            yield offset, line
            offset += len(line) + 1


def find_open_passages(office: Office, standing: Standing) -> Iterator[Passage]:
    """What waits for a decision or for print, and the notes of open drafts.

    A text that was declined, replaced by an edited one or printed is closed: nobody may change it any more.
    """
    for item in find_open_items(office, standing, "title"):
        yield Passage(source=item.source, field="title", text=item.title)
    for item in find_open_items(office, standing, "body"):
        yield Passage(source=item.source, field="", text=item.body)
    for record in find_open_adoptions(office, standing):
        yield Passage(source=record.source, field="title", text=record.title)
        yield Passage(source=record.source, field="", text=record.body)
    for draft in find_open_drafts(office):
        yield Passage(source=draft.source, field="note", text=draft.note)


def find_open_items(office: Office, standing: Standing, part: str) -> Iterator[Item]:
    """Items whose ``title`` or ``body`` may yet be printed as filed."""
    for item in office.items.values():
        records = standing.decisions.get(item.id)
        if records is None or any(_prints_as_filed(record, standing, part) for record in records):
            yield item


def _prints_as_filed(record: DeskRecord, standing: Standing, part: str) -> bool:
    own = record.title if part == "title" else record.body
    return record.decision is Decision.ADOPT and record.id not in standing.claims and not (own or record.is_composite)


def find_open_adoptions(office: Office, standing: Standing) -> Iterator[DeskRecord]:
    """Adopted texts that no issue has named yet."""
    for record in office.desk.values():
        if (
            record.decision is Decision.ADOPT
            and record.id not in standing.superseded
            and record.id not in standing.claims
        ):
            yield record


def find_all_passages(office: Office) -> Iterator[Passage]:
    """Every value of every header, and every body."""
    kept = (office.drafts, office.issues, office.notices, office.distribution, office.receipts, office.pages)
    told = (office.reports, office.adoptions, office.instructions, office.calls, office.entries, office.disputes)
    followed = (office.task_events, office.incidents)
    for folder in (office.items, office.desk, *kept, *told, office.tasks, *followed, office.bulletins, office.leads):
        for record in folder.values():
            yield from _list_passages(record)


def find_office_passages(office: Office) -> Iterator[Passage]:
    """Every value and body of what the office itself writes to others and of them."""
    followed = (office.tasks, office.task_events, office.incidents)
    for folder in (*followed, office.instructions, office.calls, office.reports):
        for record in folder.values():
            yield from _list_passages(record)


def find_mendable_passages(office: Office, standing: Standing) -> Iterator[Passage]:
    """Every value and body that somebody may still change, of whatever record, and the values of the settings.

    What a unit filed is closed once it was decided on, a decision once it was changed or printed, a draft once it was
    signed; issues and bulletins are closed from the beginning.
    """
    known = set()
    for passage in find_open_passages(office, standing):
        known.add((passage.source.path, passage.field))
        yield passage
    for record in _list_mendable(office, standing):
        for passage in _list_passages(record):
            if (passage.source.path, passage.field) not in known:
                yield passage
    for source in office.settings.sources:
        for field, text in source.texts.items():
            yield Passage(source=source, field=field, text=text)


def _list_mendable(office: Office, standing: Standing) -> Iterator[_Record]:
    yield from (item for item in office.items.values() if item.id not in standing.decisions)
    closed = standing.superseded | standing.claims.keys()
    yield from (record for record in office.desk.values() if record.id not in closed)
    yield from find_open_drafts(office)
    kept = (office.notices, office.distribution, office.receipts, office.pages, office.leads)
    told = (office.reports, office.adoptions, office.instructions, office.calls, office.entries, office.disputes)
    for folder in (*kept, *told, office.tasks, office.task_events, office.incidents):
        yield from folder.values()


def _list_passages(record: _Record) -> Iterator[Passage]:
    for field, text in record.source.texts.items():
        yield Passage(source=record.source, field=field, text=text)
    if isinstance(record, Item | DeskRecord | Lead | Report | Call | Task):
        yield Passage(source=record.source, field="", text=record.body)
