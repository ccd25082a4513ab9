"""疑似采用 as the desk shows it: what is proposed now, remembered until the office is another or the day is over."""

from __future__ import annotations

import operator
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from threading import Lock

from jianbao.likeness import cut_at
from jianbao.metadata import Moment, parse_moment
from jianbao.proposing import (
    Memory,
    Proposal,
    Sources,
    Upper,
    gather_sources,
    mark_registered,
    propose,
    read_bulletin,
    read_leads,
    search,
)
from jianbao.reading import Office
from jianbao.rendering.side_by_side import Row, list_rows
from jianbao.serving.showing.found_texts import FoundText

# Longer texts are shown as far as this.
_LONGEST = 3000
# Of so many articles it is kept what was found: of a few volumes.
_MOST_KEPT = 5000


@dataclass(frozen=True, kw_only=True, slots=True)
class Whole:
    """One of the texts with its title: parts as (text, the number of the pair that it is of, or 0)."""

    name: str
    title: str
    parts: tuple[tuple[str, int], ...]
    is_cut: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Card:
    """One proposal. ``token`` names it as long as the texts are the same; ``units`` are short names by text."""

    token: str
    proposal: Proposal
    rows: tuple[Row, ...]
    units: tuple[str, ...]
    wholes: tuple[Whole, ...]


class FoundAdoptions:
    """One for the process; many threads ask."""

    def __init__(self) -> None:
        self._memory = Memory()
        self._lock = Lock()
        self._sources: Sources | None = None
        self._known: dict[tuple[str, date], tuple[Proposal, ...]] = {}
        # Of each article of a bulletin what was found in it, which no adoption that is registered changes.
        self._searched: dict[Upper, tuple[Proposal, ...]] = {}
        self._counted: tuple[list[object], int] = ([], 0)

    def count_open(self, office: Office, as_of: Moment) -> int:
        """How many wait in leads, for the home page: counted anew when a lead or an adoption is another, and on another
        day. What units file meanwhile was hardly used above yet.
        """
        if not has_channels(office):
            return 0
        seen: list[object] = [as_of.day, *office.leads.values(), *office.adoptions.values()]
        known, count = self._counted
        if len(known) != len(seen) or known[0] != seen[0] or any(map(operator.is_not, known[1:], seen[1:])):
            count = len(list_open(self.find_in_leads(office, as_of)))
            self._counted = (seen, count)
        return count

    def find_in_leads(self, office: Office, as_of: Moment) -> tuple[Proposal, ...]:
        """The surest first; what is registered already last, with its ``adoption``."""
        if not has_channels(office):
            return ()
        with self._lock:
            sources = self._gather(office)
            key = ("", as_of.day)
            if key not in self._known:
                found = (proposal for upper in read_leads(office, as_of) for proposal in propose(upper, sources))
                self._known[key] = _sort(found)
            return self._known[key]

    def find_in_text(self, office: Office, text: FoundText, as_of: Moment) -> tuple[Proposal, ...]:
        """Those of one bulletin, without what was said not to be one."""
        with self._lock:
            sources = self._gather(office)
            key = (text.id, as_of.day)
            if key not in self._known:
                day = parse_moment(text.day)
                bulletin = read_bulletin(
                    text.text,
                    office.settings.channels,
                    channel=text.channel,
                    day=day.day if day else None,
                    number=text.number,
                )
                self._known[key] = _sort(found for upper in bulletin.uppers for found in self._search(upper, sources))
            found = self._known[key]
        return tuple(proposal for proposal in found if name_proposal(proposal) not in text.dismissed)

    def _search(self, upper: Upper, sources: Sources) -> tuple[Proposal, ...]:
        if upper not in self._searched:
            if len(self._searched) >= _MOST_KEPT:
                self._searched.clear()
            self._searched[upper] = search(upper, sources)
        return mark_registered(sources.office, self._searched[upper])

    def _gather(self, office: Office) -> Sources:
        if self._sources is None or self._sources.office is not office:
            self._known.clear()
            sources = gather_sources(office, self._memory)
            if self._sources is None or not _are_same(self._sources, sources):
                self._searched.clear()
            self._sources = sources
        return self._sources


def _are_same(one: Sources, other: Sources) -> bool:
    """Whether both offices have the same texts to be found, and look for them in the same way."""
    return (
        one.index is other.index
        and one.places == other.places
        and one.office.settings.likeness == other.office.settings.likeness
    )


def has_channels(office: Office) -> bool:
    """Whether any feed brings what a channel printed."""
    return any(source.channel for source in office.settings.feeds.sources)


def list_open(proposals: Iterable[Proposal]) -> list[Proposal]:
    """Those that are still to be confirmed."""
    return [proposal for proposal in proposals if not proposal.adoption]


def name_proposal(proposal: Proposal) -> str:
    upper = proposal.upper
    told = "\n".join((upper.lead, upper.title, upper.text, *proposal.keys))
    return sha256(told.encode()).hexdigest()[:16]


def make_card(office: Office, proposal: Proposal) -> Card:
    return Card(
        token=name_proposal(proposal),
        proposal=proposal,
        rows=tuple(list_rows(proposal)),
        units=tuple(
            "、".join(office.settings.units.short(unit, text.day) for unit in text.units) for text in proposal.texts
        ),
        wholes=tuple(_make_wholes(proposal)),
    )


def _make_wholes(proposal: Proposal) -> Iterable[Whole]:
    """Ours first; numbered as the rows are."""
    pairs = sorted(proposal.pairs, key=lambda pair: (pair.theirs, pair.text, pair.ours))
    for index, text in enumerate(proposal.texts):
        ours = [(pair.ours, number) for number, pair in enumerate(pairs, 1) if pair.text == index]
        yield _make_whole("我们的", text.title, text.text, ours)
    theirs = [(pair.theirs, number) for number, pair in enumerate(pairs, 1)]
    yield _make_whole("上级的", proposal.upper.title, proposal.upper.text, theirs)


def _make_whole(name: str, title: str, text: str, places: Sequence[tuple[tuple[int, int], int]]) -> Whole:
    inside = [place for place in places if place[0][1] <= _LONGEST]
    return Whole(name=name, title=title, parts=tuple(cut_at(text[:_LONGEST], inside)), is_cut=len(text) > _LONGEST)


def _sort(found: Iterable[Proposal]) -> tuple[Proposal, ...]:
    return tuple(sorted(found, key=lambda proposal: (bool(proposal.adoption), -proposal.confidence)))
