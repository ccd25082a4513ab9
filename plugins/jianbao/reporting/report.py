"""The report of a period: totals, and a row for each unit. What the bulletin prints and other programs read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from jianbao.ledger import Counts, Ledger, Measure, count_articles, count_records, count_units
from jianbao.metadata import Moment
from jianbao.model import Access
from jianbao.periods import Period, so_far
from jianbao.reading import Office
from jianbao.reporting.corrections import Corrections, find_corrections
from jianbao.reporting.definitions import define_measures
from jianbao.reporting.membership import find_counted, find_groups, name_units
from jianbao.scoring import Scheme, Score, score_units
from jianbao.settings import Span
from jianbao.standing import Standing


@dataclass(frozen=True, kw_only=True, slots=True)
class UnitReport:
    """``carried`` is 上期累计 as printed last; without a scheme there is no score and nothing of it."""

    unit: str
    name: str
    counts: Counts
    score: Score | None = None
    carried: Decimal = Decimal(0)
    rank: int | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class GroupReport:
    id: str
    name: str
    rows: tuple[UnitReport, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Totals:
    """Each thing once, of all units that are not apart. ``articles`` and ``issues`` are those of our periodicals, by
    series key; ``own`` the articles among them that are the office's own.
    """

    counts: Counts
    articles: int
    own: int
    reported_up: int
    instructions: int
    issues: Mapping[str, int]


@dataclass(frozen=True, kw_only=True, slots=True)
class Report:
    """``scheme`` names the schemes that gave the points; empty when nothing was scored."""

    period: Period
    as_of: Moment
    access: Access
    scheme: str
    definitions: tuple[str, ...]
    totals: Totals
    groups: tuple[GroupReport, ...]
    corrections: Corrections

    @property
    def rows(self) -> tuple[UnitReport, ...]:
        return tuple(row for group in self.groups for row in group.rows)


def make_report(
    office: Office,
    standing: Standing,
    ledger: Ledger,
    period: Period,
    as_of: Moment,
    schemes: Sequence[Scheme],
    *,
    access: Access | None = None,
    scored: Ledger | None = None,
) -> Report:
    """What ``ledger`` knows of the period. ``access`` is that of the ledger; the bulletin's where none is stated.

    ``scored`` is what points count from where that is another ledger.
    """
    access = access or office.settings.bulletin.access
    scores = score_units(office, scored or ledger, so_far(period, as_of.day), schemes) if schemes else {}
    corrections = find_corrections(office, ledger, period, access)
    names = name_units(office, period)

    def make_row(unit: str) -> UnitReport:
        return _make_row(office, unit, names[unit], count_units(ledger, [unit], period), scores.get(unit), corrections)

    return Report(
        period=period,
        as_of=as_of,
        access=access,
        scheme="、".join(scheme.name for scheme in schemes),
        definitions=define_measures(access, schemes),
        totals=_count_totals(office, ledger, period),
        groups=tuple(
            GroupReport(id=group.id, name=group.name, rows=tuple(make_row(unit) for unit in group.units))
            for group in find_groups(office, ledger, period, as_of, scores)
        ),
        corrections=corrections,
    )


def _make_row(
    office: Office, unit: str, name: str, counts: Counts, score: Score | None, corrections: Corrections
) -> UnitReport:
    if score is None:
        return UnitReport(unit=unit, name=name, counts=counts)
    yearly = office.settings.bulletin.ranked_by is Span.YEAR
    return UnitReport(
        unit=unit,
        name=name,
        counts=counts,
        score=score,
        carried=corrections.carried(unit, score.carried),
        rank=score.rank_cumulative if yearly else score.rank,
    )


def _count_totals(office: Office, ledger: Ledger, period: Period) -> Totals:
    units = [unit.id for unit in find_counted(office, period)]
    counts = count_units(ledger, units, period)
    printed = [article for article in ledger.printed if period.covers(article.day)]
    issues = {article.issue: article.series for article in printed}
    return Totals(
        counts=counts,
        articles=sum(count_articles(ledger, period).values()),
        own=sum(not {unit.id for unit in article.article.units} & set(units) for article in printed),
        reported_up=count_records(ledger, Measure.REPORTED, period),
        instructions=count_records(ledger, Measure.INSTRUCTED, period),
        issues={key: n for key in _series_keys(office, issues.values()) if (n := Counter(issues.values())[key])},
    )


def _series_keys(office: Office, met: Iterable[str]) -> list[str]:
    """Our series in the order of the settings, then those that only signed issues still know."""
    return list(dict.fromkeys([*(series.key for series in office.settings.all_series()), *sorted(met)]))
