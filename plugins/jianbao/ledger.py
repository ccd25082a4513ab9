"""The adoption ledger, derived from signed issues and filed items. Nothing in it is typed or stored.

Three things are counted and never mixed (design, section 6): items filed (报送), articles printed (刊用), and
attributions (采用条次): one for each distinct credited unit of each article.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import cached_property
from typing import TypeVar

from jianbao.model import Access, Article, Decision, Issue, Item
from jianbao.periods import Period, month_of, year_of
from jianbao.problems import Place
from jianbao.reading import Office
from jianbao.standing import Standing, find_arrival

Fact = TypeVar("Fact")


@dataclass(frozen=True, kw_only=True, slots=True)
class Printed:
    """One article in a standing signed issue, as its snapshot has it; ``series`` is the key ``xinxi/zengkan``."""

    issue: str
    series: str
    day: date
    article: Article
    place: Place


@dataclass(frozen=True, kw_only=True, slots=True)
class Attribution:
    """One printed article to the credit of one unit, under the name printed."""

    unit: str
    unit_name: str
    printed: Printed


@dataclass(frozen=True, kw_only=True, slots=True)
class Submission:
    """One filed item, a chain of revisions once, on the day when its first version arrived."""

    item: str
    units: tuple[str, ...]
    day: date
    place: Place


@dataclass(frozen=True, kw_only=True)
class Ledger:
    """Every fact that a build may count. The indexes keep the cost of a table off the length of the archive."""

    printed: tuple[Printed, ...]
    attributions: tuple[Attribution, ...]
    submissions: tuple[Submission, ...]

    @cached_property
    def attributions_by_unit(self) -> dict[str, list[Attribution]]:
        return _group((attribution.unit, attribution) for attribution in self.attributions)

    @cached_property
    def submissions_by_unit(self) -> dict[str, list[Submission]]:
        return _group((unit, submission) for submission in self.submissions for unit in submission.units)

    @cached_property
    def adoptions_by_unit(self) -> dict[str, list[tuple[str, date]]]:
        """(item, day of printing) of each printed item, under every unit that filed it."""
        return _group(
            (unit, (source.id, printed.day))
            for printed in self.printed
            for source in printed.article.items
            for unit in source.units
        )

    def months(self) -> list[Period]:
        """Every month in which something was filed or printed, latest first."""
        days = [s.day for s in self.submissions] + [p.day for p in self.printed]
        return sorted({month_of(day) for day in days}, reverse=True)

    def years(self) -> list[Period]:
        days = [s.day for s in self.submissions] + [p.day for p in self.printed]
        return sorted({year_of(day) for day in days}, reverse=True)


@dataclass(frozen=True, kw_only=True, slots=True)
class Counts:
    """One row: ``by_series`` holds attributions by series key; ``rate`` is None when nothing was filed."""

    submitted: int
    adopted_items: int
    adoptions: int
    by_series: dict[str, int]

    @property
    def rate(self) -> Decimal | None:
        """采用率 in percent, one decimal, half up."""
        if not self.submitted:
            return None
        percent = Decimal(100) * self.adopted_items / self.submitted
        return percent.quantize(Decimal("0.1"), rounding=ROUND_HALF_UP)


def read_ledger(office: Office, standing: Standing, access: Access) -> Ledger:
    """What a build of that access may count: only articles that it may show, and in the public one nothing filed."""
    printed = tuple(_read_printed(office, standing, access))
    attributions = tuple(
        Attribution(unit=unit.id, unit_name=unit.name, printed=article)
        for article in printed
        for unit in {unit.id: unit for unit in article.article.units}.values()
    )
    submissions = () if access is Access.PUBLIC else tuple(_read_submissions(office, standing))
    return Ledger(printed=printed, attributions=attributions, submissions=submissions)


def _read_printed(office: Office, standing: Standing, access: Access) -> Iterable[Printed]:
    for issue in standing_issues(office, standing):
        for article in issue.document.articles if issue.document else ():
            if article.access.within(access) and issue.date:
                yield Printed(
                    issue=issue.id,
                    series=issue.id.rsplit("/", 2)[0],
                    day=issue.date.day,
                    article=article,
                    place=issue.source.place("articles"),
                )


def standing_issues(office: Office, standing: Standing) -> list[Issue]:
    """Signed issues that were not withdrawn, by date and id."""
    issues = [issue for issue in office.issues.values() if not standing.is_withdrawn(issue.id)]
    return sorted(issues, key=lambda issue: (str(issue.date or ""), issue.id))


def _read_submissions(office: Office, standing: Standing) -> Iterable[Submission]:
    for item in office.items.values():
        arrival = find_arrival(office, item)
        # An answer to a supervision task is no item of information.
        if arrival is None or item.reply or _is_void(standing, item.id):
            continue
        if not _is_counted_already(office, standing, item):
            yield Submission(item=item.id, units=item.units, day=arrival.day, place=item.source.place())


def _is_counted_already(office: Office, standing: Standing, item: Item) -> bool:
    """Whether an earlier version stands for the chain: the first that is not void."""
    seen, earlier = {item.id}, item.revises
    while earlier in office.items and earlier not in seen:
        if not _is_void(standing, earlier):
            return True
        seen.add(earlier)
        earlier = office.items[earlier].revises
    return False


def _is_void(standing: Standing, item: str) -> bool:
    return any(record.decision is Decision.VOID for record in standing.decisions.get(item, ()))


def count_units(ledger: Ledger, units: Sequence[str], period: Period) -> Counts:
    """One unit's row, or several together: every item once. A joint submission counts for each of its units."""
    known = dict.fromkeys(units)
    attributions = [
        a for unit in known for a in ledger.attributions_by_unit.get(unit, ()) if period.covers(a.printed.day)
    ]
    adopted = {item for unit in known for item, day in ledger.adoptions_by_unit.get(unit, ()) if period.covers(day)}
    submitted = {s.item for unit in known for s in ledger.submissions_by_unit.get(unit, ()) if period.covers(s.day)}
    return Counts(
        submitted=len(submitted),
        adopted_items=len(adopted),
        adoptions=len(attributions),
        by_series=_count_series(a.printed.series for a in attributions),
    )


def count_articles(ledger: Ledger, period: Period) -> dict[str, int]:
    """Articles printed, by series key."""
    return _count_series(p.series for p in ledger.printed if period.covers(p.day))


def _group(pairs: Iterable[tuple[str, Fact]]) -> dict[str, list[Fact]]:
    grouped: dict[str, list[Fact]] = {}
    for key, fact in pairs:
        grouped.setdefault(key, []).append(fact)
    return grouped


def _count_series(keys: Iterable[str]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for key in keys:
        counts[key] = counts.get(key, 0) + 1
    return counts
