"""Counting: items filed, articles printed and attributions, which are three things and never mixed (section 6)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from jianbao.ledger.event import Attribution, Measure
from jianbao.ledger.ledger import Ledger
from jianbao.percents import percent_of
from jianbao.periods import Period


@dataclass(frozen=True, kw_only=True, slots=True)
class Counts:
    """One row: ``by_channel`` holds attributions by series key or channel; ``rate`` is None when nothing was filed."""

    submitted: int
    adopted_items: int
    adoptions: int
    by_channel: dict[str, int]

    @property
    def rate(self) -> Decimal | None:
        """采用率 in percent, one decimal, half up."""
        return percent_of(self.adopted_items, self.submitted)


def count_units(ledger: Ledger, units: Sequence[str], period: Period) -> Counts:
    """One unit's row, or several together: every item once. A joint submission counts for each of its units."""
    known = dict.fromkeys(units)
    adoptions = list(find_attributions(ledger, known, Measure.ADOPTED, period))
    filed = find_attributions(ledger, known, Measure.SUBMITTED, period)
    adopted = {item for unit in known for item, day in ledger.adopted_by_unit.get(unit, ()) if period.covers(day)}
    return Counts(
        submitted=len({a.event.id for a in filed}),
        adopted_items=len(adopted),
        adoptions=len(adoptions),
        by_channel=_tally(a.event.channel for a in adoptions),
    )


def find_attributions(ledger: Ledger, units: Iterable[str], measure: Measure, period: Period) -> Iterable[Attribution]:
    """The attributions of some units, by unit and day."""
    for unit in units:
        for attribution in ledger.by_unit.get((measure, unit), ()):
            if period.covers(attribution.event.day):
                yield attribution


def count_articles(ledger: Ledger, period: Period) -> dict[str, int]:
    """Articles printed, by series key."""
    return _tally(p.series for p in ledger.printed if period.covers(p.day))


def count_records(ledger: Ledger, measure: Measure, period: Period) -> int:
    """Records of a measure, each once however many units it is credited to: what an office total is."""
    return sum(period.covers(event.day) for event in ledger.by_measure.get(measure, ()))


def _tally(keys: Iterable[str]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for key in keys:
        counts[key] = counts.get(key, 0) + 1
    return counts
