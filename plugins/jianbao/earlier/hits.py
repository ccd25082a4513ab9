"""Which earlier texts a new one repeats, how much of it, and what that amounts to."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from itertools import islice

from jianbao.earlier.kinship import list_named
from jianbao.earlier.shelf import Entry, Order, Origin, Shelf, find_order
from jianbao.earlier.sketched import compose_text
from jianbao.likeness import (
    Passage,
    Row,
    find_holding,
    find_near,
    find_overlap,
    fold_figures,
    fold_signs,
    fold_text,
    make_sketch,
)
from jianbao.metadata import Moment
from jianbao.model import DeskRecord, Item
from jianbao.reading import Office
from jianbao.standing import find_arrival

# Of many thousands so many are compared whole, the nearest by their sketches, if they are that near.
NEAREST, LEAST_NEAR = 16, 0.3
# So many are told of one text: more help nobody to decide.
MOST_TOLD = 5
# Of so many items the desk keeps what was found.
_MOST_KEPT = 200
# A run of so many equal signs or more is a text; shorter ones may be a phrase that everybody writes.
_PHRASE = 60


class Kind(Enum):
    """What it amounts to that a text repeats an earlier one; the words are those of a label."""

    UNIT = "同一单位重复报送"
    OTHER = "与其他单位雷同"
    OLD = "旧稿新报"
    PRINTED = "已经刊登过"
    LEAD = "与线索相同"


@dataclass(frozen=True, kw_only=True, slots=True)
class Limit:
    """From which share of the new text on, in per cent, and from how many equal signs on it is told. A phrase that
    stands in more than ``common`` other texts counts for nothing.
    """

    percent: int
    signs: int
    common: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Limits:
    """By kind; an earlier text of more than ``days`` before is an old one."""

    by_kind: Mapping[Kind, Limit]
    days: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Wanted:
    """The text that is asked about; ``order`` as an entry has it. ``kin`` are the records that it has its words from by
    right. ``besides``: what is not looked at.
    """

    text: str
    units: frozenset[str]
    at: Moment | None
    order: Order
    kin: frozenset[str]
    besides: Origin | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Hit:
    """``passages`` stand in the text that was asked about (first) and in ``entry.text`` (second); ``share`` is how much
    of the former they are, 0–1.
    """

    entry: Entry
    kind: Kind
    share: float
    passages: tuple[Passage, ...]


def ask_item(office: Office, shelf: Shelf, item: Item) -> Wanted:
    """The item as it is in the office, which may hold less than the shelf."""
    at = find_arrival(office, item)
    return Wanted(
        text=compose_text(item.title, item.body),
        units=frozenset(item.units),
        at=at,
        order=find_order(at, item.id, is_item=True),
        kin=shelf.kinship.find_kin(item.id, list_named(item)),
    )


def ask_article(office: Office, shelf: Shelf, record: DeskRecord, text: tuple[str, str]) -> Wanted:
    """A text that waits to be printed, as edited (title and body): the items were looked at when they came."""
    items = [office.items[known] for known in record.items if known in office.items]
    kin = (shelf.kinship.find_kin(item.id, list_named(item)) for item in items)
    return Wanted(
        text=compose_text(*text),
        units=frozenset(unit for item in items for unit in item.units),
        at=record.decided,
        order=find_order(None, record.id),
        kin=frozenset((record.id, *record.items)).union(*kin),
        besides=Origin.ITEM,
    )


def ask_text(title: str, body: str, as_of: Moment) -> Wanted:
    """A text that nobody filed yet."""
    text, order = compose_text(title, body), find_order(None, "")
    return Wanted(text=text, units=frozenset(), at=as_of, order=order, kin=frozenset())


def find_earlier(shelf: Shelf, wanted: Wanted, limits: Limits) -> list[Hit]:
    """One of each chain and of the articles made from it, what repeats the most first. What came later changes nothing
    in it, so that the office's own pages search again only where an earlier text is another one now.
    """
    before = shelf.entries[: bisect_left(shelf.orders, wanted.order)]
    if shelf.found is None or shelf.reader:
        return _search(shelf, before, wanted, limits)
    asked, name = (wanted, limits, shelf.kinship, before), wanted.order[1]
    known = shelf.found.get(name)
    if known is None or known[0] != asked:
        if len(shelf.found) >= _MOST_KEPT:
            shelf.found.clear()
        known = (asked, _search(shelf, before, wanted, limits))
    # The entries of now, so that those of then may go.
    shelf.found[name] = (asked, known[1])
    return list(known[1])


def _search(shelf: Shelf, before: Sequence[Entry], wanted: Wanted, limits: Limits) -> list[Hit]:
    row, sketch = shelf.sketches.cut(len(before)), make_sketch(fold_signs(wanted.text))
    # Its own kin is near of course, and each of them may have been printed.
    most = NEAREST + 2 * len(wanted.kin)
    near = find_near(row, sketch, least=LEAST_NEAR, most=most)
    found = [before[known.number] for known in near]
    foreign = [entry for entry in found if entry.made_of.isdisjoint(wanted.kin)][:NEAREST]
    compared = (_compare(entry, wanted, limits) for entry in foreign if entry.origin is not wanted.besides)
    told = _Told(shelf, before, row, wanted, limits)
    for hit in sorted(filter(None, compared), key=lambda hit: _rank(shelf, hit)):
        told.consider(hit)
    return sorted(told.hits, key=lambda hit: (-hit.share, hit.entry.order))[:MOST_TOLD]


def _rank(shelf: Shelf, hit: Hit) -> tuple[bool, bool, float, Order]:
    """Of texts that belong together first what the reader may read, then what was printed, then the likest."""
    entry = hit.entry
    return (not shelf.may_read(entry), entry.origin is not Origin.PRINTED, -hit.share, entry.order)


def _compare(entry: Entry, wanted: Wanted, limits: Limits) -> Hit | None:
    """None where too little is the same."""
    kind = _classify(entry, wanted, limits)
    # An old text that is filed again has new dates and figures; of a new one they are what it tells.
    fold = fold_figures if kind is Kind.OLD else fold_text
    overlap = find_overlap(wanted.text, entry.text, fold=fold)
    hit = Hit(entry=entry, kind=kind, share=overlap.of_first, passages=overlap.passages)
    return hit if _is_enough(hit, limits) else None


def _classify(entry: Entry, wanted: Wanted, limits: Limits) -> Kind:
    if entry.origin is Origin.LEAD:
        return Kind.LEAD
    if wanted.at and entry.at and wanted.at.days_since(entry.at) > limits.days:
        return Kind.OLD
    if entry.origin is Origin.PRINTED:
        return Kind.PRINTED
    return Kind.OTHER if wanted.units.isdisjoint(entry.units) else Kind.UNIT


def _is_enough(hit: Hit, limits: Limits) -> bool:
    limit = limits.by_kind[hit.kind]
    return hit.share * 100 >= limit.percent and sum(passage.signs for passage in hit.passages) >= limit.signs


class _Told:
    """The hits that are told so far; phrases that were counted are not counted again."""

    def __init__(self, shelf: Shelf, before: Sequence[Entry], row: Row, wanted: Wanted, limits: Limits) -> None:
        self.hits: list[Hit] = []
        self._shelf, self._before, self._row, self._wanted, self._limits = shelf, before, row, wanted, limits
        # Nobody asks for more.
        self._enough = max(limit.common for limit in limits.by_kind.values()) + 1
        self._told: frozenset[str] = frozenset()
        self._counted: dict[str, int] = {}

    def consider(self, hit: Hit) -> None:
        if len(self.hits) == MOST_TOLD or not self._told.isdisjoint(hit.entry.made_of):
            return
        counting = self._drop_phrases(hit)
        if _is_enough(counting, self._limits):
            self.hits.append(counting)
            self._told = self._told.union(self._find_family(hit.entry))

    def _find_family(self, entry: Entry) -> frozenset[str]:
        kinship = self._shelf.kinship
        return entry.made_of.union(*(kinship.find_kin(one, kinship.names.get(one, ())) for one in entry.made_of))

    def _drop_phrases(self, hit: Hit) -> Hit:
        most, whole = self._limits.by_kind[hit.kind].common, sum(passage.signs for passage in hit.passages)
        kept = [p for p in hit.passages if p.signs > _PHRASE or self._count(hit.entry, p) <= most]
        return replace(hit, passages=tuple(kept), share=hit.share * sum(passage.signs for passage in kept) / whole)

    def _count(self, entry: Entry, passage: Passage) -> int:
        """In how many other earlier items and leads it stands, counted as far as anybody asks; what was printed came in
        as an item.
        """
        signs = fold_signs(entry.text[slice(*passage.second)])
        if signs not in self._counted:
            others = (self._before[place] for place in find_holding(self._row, make_sketch(signs)))
            found = (
                known
                for known in others
                if known.origin is not Origin.PRINTED
                and known.made_of.isdisjoint(self._wanted.kin)
                and known.made_of.isdisjoint(entry.made_of)
                and signs in known.signs
            )
            self._counted[signs] = sum(1 for _ in islice(found, self._enough))
        return self._counted[signs]
