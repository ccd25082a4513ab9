"""更正: what today's ledger says of days that an issued bulletin has counted already.

A frozen bulletin never changes. What was recorded after it, or taken back, is named once, in the next bulletin.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import Decimal

from jianbao.ledger import Ledger, Measure
from jianbao.model import Access
from jianbao.model.bulletin import BulletinDocument, CountedFact, UnitFigures
from jianbao.periods import Period
from jianbao.reading import Office
from jianbao.reporting.facts import WITHDRAWN, list_facts

# What became of a call, a task or an urgent event depends on the day of asking: it is no fact recorded late.
_OF_THE_DAY = frozenset({Measure.CALLED, Measure.SUPERVISED, Measure.URGENT})
_COMPARED = frozenset(measure.value for measure in Measure if measure not in _OF_THE_DAY)
_State = dict[tuple[str, str, str], CountedFact]


@dataclass(frozen=True, kw_only=True, slots=True)
class Corrections:
    """``facts`` by day: those that the bulletin before did not count, and with the value 0 those that no longer count.
    ``changed`` are those that count as before under another value.

    ``brought`` are facts of days that no bulletin has counted: no correction, but part of 累计 from now on.
    ``printed`` are the figures of the bulletin that ended the day before, by unit: 上期累计 as it was given out.
    """

    facts: tuple[CountedFact, ...] = ()
    changed: tuple[CountedFact, ...] = ()
    brought: tuple[CountedFact, ...] = ()
    printed: Mapping[str, UnitFigures] = field(default_factory=dict)

    @property
    def kept(self) -> tuple[CountedFact, ...]:
        """What the bulletin keeps beside the facts of its period, for the next one to compare with."""
        return (*self.facts, *self.changed, *self.brought)

    def carried(self, unit: str, today: Decimal) -> Decimal:
        """上期累计 of points: as printed, else what the ledger says today."""
        figures = self.printed.get(unit)
        return Decimal(figures.cumulative) if figures and figures.cumulative else today


def find_corrections(office: Office, ledger: Ledger, period: Period, access: Access) -> Corrections:
    """The difference between today's ledger and what the bulletin before counted, which has the same access."""
    chain = _find_chain(_list_issued(office, period.first.year, access), period.first)
    known = _replay(chain)
    today = {_key(fact): fact for fact in list_facts(ledger, _before(period), access) if fact.measure in _COMPARED}
    new = [fact for key, fact in today.items() if key not in known]
    removed = [replace(fact, value=WITHDRAWN) for key, fact in known.items() if key not in today]
    told = [fact for fact in new if any(_accounts(document, fact.day) for document in chain)]
    ended = chain[-1] if chain and chain[-1].last == period.first - timedelta(days=1) else None
    return Corrections(
        facts=_sort([*told, *removed]),
        changed=_sort(fact for key, fact in today.items() if key in known and _differs(known[key], fact)),
        brought=_sort(fact for fact in new if fact not in told),
        printed={figures.unit: figures for figures in ended.figures} if ended else {},
    )


def _list_issued(office: Office, year: int, access: Access) -> list[BulletinDocument]:
    """The issued bulletins of a year, as they came out."""
    documents = [(b.id, b.document) for b in office.bulletins.values() if b.document]
    of_year = [(id_, d) for id_, d in documents if d.access is access and d.first.year == year]
    return [document for _, document in sorted(of_year, key=lambda known: (_issued_on(known[1]), known[0]))]


def _issued_on(document: BulletinDocument) -> tuple[date, date]:
    return document.date or document.last, document.last


def _find_chain(issued: Sequence[BulletinDocument], first: date) -> list[BulletinDocument]:
    """The bulletins that 上期累计 rests on, oldest first: of those out by then, each time the one that reaches nearest
    to the day, the last issued among equals. A quarter's may come between its months or after them.
    """
    before = [document for document in issued if document.last < first]
    if not before:
        return []
    nearest = max(document.last for document in before)
    place, last = [(n, d) for n, d in enumerate(before) if d.last == nearest][-1]
    return [*_find_chain(before[:place], last.first), last]


def _accounts(document: BulletinDocument, day: date) -> bool:
    """Whether a fact of that day which the bulletin does not hold was recorded after it."""
    return (document.known_from or document.first) <= day <= document.last


def _before(period: Period) -> Period:
    """The year up to the day before; its name is never printed."""
    first, last = period.first.replace(month=1, day=1), period.first - timedelta(days=1)
    return Period(first, last, "", "")


def _replay(chain: Iterable[BulletinDocument]) -> _State:
    """What has been counted so far: each bulletin's own facts, and the corrections that it printed."""
    known: _State = {}
    for document in chain:
        compared = [fact for fact in document.facts if fact.measure in _COMPARED]
        # What moved into the period is withdrawn and counted in the same bulletin.
        for fact in compared:
            if fact.value == WITHDRAWN:
                known.pop(_key(fact), None)
        known |= {_key(fact): fact for fact in compared if fact.value != WITHDRAWN}
    return known


def _key(fact: CountedFact) -> tuple[str, str, str]:
    return fact.id, fact.unit, fact.measure


def _differs(known: CountedFact, fact: CountedFact) -> bool:
    return Decimal(known.value) != Decimal(fact.value)


def _sort(facts: Iterable[CountedFact]) -> tuple[CountedFact, ...]:
    return tuple(sorted(facts, key=lambda fact: (fact.day, fact.id, fact.unit, fact.measure)))
