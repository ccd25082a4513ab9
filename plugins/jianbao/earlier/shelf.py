"""Every text that was written before, ready to be searched."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import Enum
from operator import attrgetter
from typing import Any

from jianbao.earlier.kinship import Kinship, read_kinship
from jianbao.earlier.sketched import Sketched, compose_text, digest_text
from jianbao.ledger.printed import Printed, read_printed
from jianbao.likeness import Row, fold_signs
from jianbao.metadata import Moment
from jianbao.model import Access, Item, Lead
from jianbao.reading import Office
from jianbao.standing import Standing, find_arrival, find_standing

# Of a text without a day nothing is earlier or later for certain: it stands behind all others.
_NO_DAY, _DAY_END = "9999", "24:00"
# By when a text came, those of one minute by id.
Order = tuple[str, str]


def find_order(at: Moment | None, identity: str, *, is_item: bool = False) -> Order:
    """An item without a time may have come at any hour: it is asked about what others filed on its day."""
    return (f"{at} {_DAY_END}" if at and is_item and not at.time else str(at) if at else _NO_DAY, identity)


class Origin(Enum):
    """Where an earlier text comes from."""

    ITEM = "来稿"
    PRINTED = "已刊文章"
    LEAD = "线索"


@dataclass(frozen=True, kw_only=True, slots=True)
class Entry:
    """One earlier text. ``id``: of an item as it is, ``leads/…``, or of an article as the ledger has it
    (``issues/…#…``). ``made_of`` are the items that it is the text of, of an article also its desk record. ``where``
    names the issue of an article, ``anchor`` is where it stands on that issue's page; ``feed`` is the id of a lead's
    source. ``digest`` is that of title and body.
    """

    origin: Origin
    id: str
    units: tuple[str, ...]
    at: Moment | None
    order: Order
    title: str
    body: str
    digest: bytes
    made_of: frozenset[str]
    access: Access | None = None
    where: str = ""
    anchor: str = ""
    feed: str = ""

    @property
    def record(self) -> str:
        """The id of the item, the lead, or the issue that an article stands in."""
        return self.id.partition("#")[0].removeprefix("issues/").removeprefix("leads/")

    @property
    def text(self) -> str:
        """Title and text as read aloud: what is compared, and what places within it count in."""
        return compose_text(self.title, self.body)

    @property
    def signs(self) -> str:
        """Folded, each figure as one sign."""
        return fold_signs(self.text)


@dataclass(frozen=True, kw_only=True, slots=True)
class Shelf:
    """Entries in their order, with it and their sketches beside them. ``reader`` is the id of the unit that hears of
    what is found, empty for the office; ``only`` the item that is asked about, empty for all. ``found`` keeps what was
    found, where somebody keeps shelves.
    """

    entries: tuple[Entry, ...] = ()
    orders: tuple[Order, ...] = ()
    sketches: Row = field(default_factory=Row, compare=False, repr=False)
    kinship: Kinship = field(default_factory=Kinship)
    reader: str = ""
    only: str = ""
    found: dict[str, Any] | None = field(default=None, compare=False, repr=False)

    def may_read(self, entry: Entry) -> bool:
        """Whether the reader may be told which text it is: a unit its own, and what all units were given to read."""
        if not self.reader:
            return True
        if entry.origin is Origin.PRINTED:
            return entry.access is not None and entry.access.within(Access.INTERNAL)
        return entry.origin is Origin.ITEM and self.reader in entry.units


# For who does not want to know of earlier texts.
NO_SHELF = Shelf()


def open_for(shelf: Shelf, *, reader: str | None = None, only: str | None = None) -> Shelf:
    """The same texts, for one reader or for one item; what is not said stays as it was."""
    return replace(
        shelf,
        reader=shelf.reader if reader is None else reader,
        only=shelf.only if only is None else only,
    )


@dataclass(slots=True)
class ShelfMemory:
    """Entries by id, each with what it was made of: a record that is the same object as before is not read again. Not
    for several builders at once.
    """

    known: dict[str, tuple[Any, Moment | None, Entry]] = field(default_factory=dict)
    sketched: Sketched = field(default_factory=Sketched)
    found: dict[str, Any] = field(default_factory=dict)


def build_shelf(office: Office, memory: ShelfMemory | None = None, sketched: Sketched | None = None) -> Shelf:
    """Items that were not filed by mistake, articles of standing issues, and leads. ``sketched``: what there is of
    them already, where no memory has it.
    """
    standing, known = find_standing(office), memory.known if memory else {}
    made = {entry.id: (record, at, entry) for record, at, entry in _make_entries(office, standing, known)}
    if memory:
        memory.known = made
    sketched = memory.sketched if memory else sketched or Sketched()
    shelf = make_shelf((entry for _, _, entry in made.values()), read_kinship(office), sketched)
    return replace(shelf, found=memory.found) if memory else shelf


def make_shelf(entries: Iterable[Entry], kinship: Kinship, sketched: Sketched) -> Shelf:
    ordered = sorted(entries, key=attrgetter("order"))
    return Shelf(
        entries=tuple(ordered),
        orders=tuple(entry.order for entry in ordered),
        sketches=sketched.find((entry.digest, entry.title, entry.body) for entry in ordered),
        kinship=kinship,
    )


_Known = Mapping[str, tuple[Any, Moment | None, Entry]]


def _make_entries(office: Office, standing: Standing, known: _Known) -> Iterator[tuple[Any, Moment | None, Entry]]:
    for item in office.items.values():
        if item.id not in office.void:
            at = find_arrival(office, item)
            yield item, at, _recall(known, item.id, item, at) or _shelve_item(item, at)
    for printed in read_printed(office, standing, Access.OFFICE):
        article, at = printed.article, Moment(printed.day)
        yield article, at, _recall(known, printed.id, article, at) or _shelve_printed(office, printed, at)
    for lead in office.leads.values():
        yield lead, lead.day, _recall(known, f"leads/{lead.id}", lead, lead.day) or _shelve_lead(lead)


def _recall(known: _Known, identity: str, record: object, at: Moment | None) -> Entry | None:
    before = known.get(identity)
    return before[2] if before and before[0] is record and before[1] == at else None


def _shelve_item(item: Item, at: Moment | None) -> Entry:
    made_of = frozenset((item.id,))
    return _shelve(origin=Origin.ITEM, id=item.id, units=item.units, at=at, made_of=made_of, **_text_of(item))


def _shelve_printed(office: Office, printed: Printed, at: Moment) -> Entry:
    article, document = printed.article, office.issues[printed.issue].document
    return _shelve(
        origin=Origin.PRINTED,
        id=printed.id,
        units=tuple(unit.id for unit in article.units),
        at=at,
        made_of=frozenset((article.id, *(source.id for source in article.items))),
        access=article.access,
        where=document.title if document else printed.issue,
        anchor=article.anchor,
        **_text_of(article),
    )


def _shelve_lead(lead: Lead) -> Entry:
    identity = f"leads/{lead.id}"
    return _shelve(
        origin=Origin.LEAD,
        id=identity,
        units=(),
        at=lead.day,
        made_of=frozenset((identity,)),
        feed=lead.feed,
        **_text_of(lead),
    )


def _text_of(record: Any) -> dict[str, str]:
    return {"title": record.title, "body": record.body}


def _shelve(*, id: str, at: Moment | None, title: str, body: str, **stated: Any) -> Entry:  # noqa: A002
    order, digest = find_order(at, id, is_item=stated["origin"] is Origin.ITEM), digest_text(title, body)
    return Entry(id=id, at=at, order=order, title=title, body=body, digest=digest, **stated)
