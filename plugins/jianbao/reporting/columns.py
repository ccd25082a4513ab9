"""The figures of a bulletin's columns, each for one unit or for several together."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import cached_property

from jianbao.ledger import Attribution, Ledger, Measure, count_units
from jianbao.ledger.counting import find_attributions
from jianbao.periods import Period
from jianbao.reporting.report import Report, UnitReport
from jianbao.scoring import Score
from jianbao.settings import BulletinColumn, OfficeSettings, Span, Value

Figure = Decimal | int | None
_MEASURES = {
    Value.SUBMITTED: Measure.SUBMITTED,
    Value.ADOPTIONS: Measure.ADOPTED,
    Value.ARTICLES: Measure.ADOPTED,
    Value.REPORTED: Measure.REPORTED,
    Value.INSTRUCTIONS: Measure.INSTRUCTED,
    Value.COUNT: Measure.ENTERED,
}


@dataclass(frozen=True, kw_only=True)
class Figures:
    """Counts columns of one report. ``arrivals`` are the days on which items arrived; ``score`` gives the scores of
    another period under the same schemes.
    """

    ledger: Ledger
    report: Report
    arrivals: Mapping[str, date]
    score: Callable[[Period], Mapping[str, Score]]

    @cached_property
    def _year_scores(self) -> Mapping[str, Score]:
        return self.score(span_period(self.report.period, Span.YEAR))

    def of_units(self, column: BulletinColumn, units: Sequence[str]) -> Figure:
        """Of several together, each thing once. None for what units together have not: points and ranks."""
        if column.value.is_scored:
            return None
        period = span_period(self.report.period, column.span)
        if column.value is Value.RATE:
            return count_units(self.ledger, units, period).rate
        if column.value is Value.ADOPTED_ITEMS:
            return len(self._find_adopted(column, units, period))
        found = list(self._find(column, units, period))
        return len(found) if column.value is Value.ADOPTIONS else len({a.event.id for a in found})

    def of_row(self, column: BulletinColumn, row: UnitReport) -> Figure:
        """Of one unit; 上期止 of what was filed and adopted in all as the last bulletin printed it."""
        if column.value.is_scored:
            return self._find_points(column, row)
        printed = self.report.corrections.printed.get(row.unit)
        if printed and column.span is Span.BEFORE and not (column.channels or column.levels):
            if column.value is Value.SUBMITTED:
                return printed.submitted_to_date
            if column.value is Value.ADOPTIONS:
                return printed.adoptions_to_date
        return self.of_units(column, [row.unit])

    def _find(self, column: BulletinColumn, units: Sequence[str], period: Period) -> Iterator[Attribution]:
        for attribution in find_attributions(self.ledger, units, _MEASURES[column.value], period):
            event = attribution.event
            if column.value is Value.ARTICLES and not event.own:
                continue
            if column.event and event.outcome != column.event:
                continue
            if _takes(column, event.channel, event.level):
                yield attribution

    def _find_adopted(self, column: BulletinColumn, units: Sequence[str], period: Period) -> set[str]:
        """Items that the units filed and the channels used, whoever is credited with the article."""
        if not column.channels and not column.levels:
            known = (pair for unit in units for pair in self.ledger.adopted_by_unit.get(unit, ()))
            adopted = {item for item, day in known if period.covers(day)}
        else:
            adopted = self._find_taken(column, units, period)
        return {item for item in adopted if not column.filed or period.covers(self.arrivals.get(item))}

    def _find_taken(self, column: BulletinColumn, units: Sequence[str], period: Period) -> set[str]:
        wanted = set(units)
        return {
            item.piece
            for event in self.ledger.by_measure.get(Measure.ADOPTED, ())
            if period.covers(event.day) and _takes(column, event.channel, event.level)
            for item in event.items
            if wanted.intersection(item.units)
        }

    def _find_points(self, column: BulletinColumn, row: UnitReport) -> Figure:
        score = row.score
        if score is None:
            return None
        if column.value is Value.RANK:
            known = {Span.PERIOD: score.rank, Span.YEAR: score.rank_cumulative}
            return known.get(column.span, row.rank) if column.span is not Span.PERIOD else row.rank
        if column.points_of:
            return self._find_parts(column, row.unit, score)
        if column.value is Value.CARRIED or column.span is Span.BEFORE:
            return row.carried
        yearly = column.value is Value.CUMULATIVE or column.span is Span.YEAR
        return score.cumulative if yearly else score.points

    def _find_parts(self, column: BulletinColumn, unit: str, score: Score) -> Decimal:
        """The points of some rules and blocks: of the period, the year, or the year before the period."""
        period = _sum_parts(score, column.points_of)
        if column.span is Span.PERIOD:
            return period
        year = _sum_parts(self._year_scores[unit], column.points_of) if unit in self._year_scores else Decimal(0)
        return year if column.span is Span.YEAR else year - period


def _sum_parts(score: Score, parts: Sequence[str]) -> Decimal:
    return sum((score.by_rule.get(part, score.by_block.get(part, Decimal(0))) for part in parts), Decimal(0))


def _takes(column: BulletinColumn, channel: str, level: str) -> bool:
    return (not column.channels or channel in column.channels) and (not column.levels or level in column.levels)


def span_period(period: Period, span: Span) -> Period:
    """The days that a column counts; its name is never printed."""
    first = date(period.last.year, 1, 1)
    if span is Span.YEAR:
        return Period(first, period.last, "", "")
    if span is Span.BEFORE:
        return Period(first, period.first - timedelta(days=1), "", "")
    return period


def default_columns(office: OfficeSettings, scored: bool) -> list[BulletinColumn]:
    """What a bulletin shows where ``bulletin.yml`` lists no columns: filed, adopted by level, rate; points if any."""
    adopted = "采用"
    columns = [
        BulletinColumn(title="报送件数", value=Value.SUBMITTED),
        BulletinColumn(title="件数", heads=(adopted,), value=Value.ADOPTED_ITEMS),
        *(
            BulletinColumn(title=level.name, heads=(adopted, "条次"), value=Value.ADOPTIONS, levels=(level.id,))
            for level in office.levels
        ),
        BulletinColumn(title="合计", heads=(adopted, "条次"), value=Value.ADOPTIONS),
        BulletinColumn(title="采用率", value=Value.RATE),
    ]
    points = [
        BulletinColumn(title="本期得分", value=Value.POINTS),
        BulletinColumn(title="上期累计", value=Value.CARRIED),
        BulletinColumn(title="累计得分", value=Value.CUMULATIVE),
        BulletinColumn(title="位次", value=Value.RANK),
    ]
    return [*columns, *(points if scored else [])]
