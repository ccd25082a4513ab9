"""What one page of the ledger counts: units by group, channels, months."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from jianbao.ledger import Counts, count_units
from jianbao.periods import Period, months_of
from jianbao.rendering.channel_pages import ShownChannel
from jianbao.rendering.context import BuildContext
from jianbao.rendering.filed_pages import FiledMonth, count_filed
from jianbao.reporting.membership import find_counted, find_listed
from jianbao.settings import Group, Unit


@dataclass(frozen=True, kw_only=True, slots=True)
class Row:
    """A unit under its name at the end of the period."""

    name: str
    uri: str
    counts: Counts


@dataclass(frozen=True, kw_only=True, slots=True)
class GroupRows:
    group: Group
    rows: tuple[Row, ...]
    total: Counts


@dataclass(frozen=True, kw_only=True, slots=True)
class PeriodCounts:
    """``total`` has every item once. ``months`` and what was ``filed`` in each only where the period is longer."""

    period: Period
    groups: tuple[GroupRows, ...]
    total: Counts
    channels: tuple[ShownChannel, ...]
    months: tuple[tuple[Period, Counts], ...]
    filed: tuple[FiledMonth, ...]


def count_period(context: BuildContext, period: Period, channels: Sequence[ShownChannel]) -> PeriodCounts:
    units = [unit.id for unit in find_counted(context.office, period)]
    listed = find_listed(context.office, context.ledger, period, context.as_of, {})
    groups = (_make_rows(context, group, listed, period) for group in context.office.settings.units.groups)
    months = months_within(context, period)
    return PeriodCounts(
        period=period,
        groups=tuple(group for group in groups if group.rows),
        total=count_units(context.ledger, units, period),
        channels=tuple(channel for channel in channels if channel.within(period)),
        months=tuple((month, count_units(context.ledger, units, month)) for month in months),
        filed=tuple(count_filed(context, units, months)),
    )


def find_periods(context: BuildContext) -> list[Period]:
    """Years, half-years, quarters and months with anything in them; each kind latest first.

    The first half of a year has a page once its second quarter has begun: until then it is the first quarter.
    """
    months = context.months
    quarters = {
        months_of(m.year, m.first.month - (m.first.month - 1) % 3, m.first.month + 2 - (m.first.month - 1) % 3)
        for m in months
    }
    halves = {months_of(q.year, q.first.month - 3, q.last.month) for q in quarters if q.last.month in (6, 12)}
    return [*context.years, *sorted(halves, reverse=True), *sorted(quarters, reverse=True), *months]


def apart_groups(context: BuildContext) -> set[str]:
    return {group.id for group in context.office.settings.units.groups if group.apart}


def _make_rows(context: BuildContext, group: Group, listed: Sequence[Unit], period: Period) -> GroupRows:
    """The units that were there or have facts in the period, to the public only the latter; none of an apart group."""
    members = [unit for unit in listed if unit.group_on(period.last) == group.id]
    rows = tuple(_make_row(context, unit, period) for unit in members)
    return GroupRows(
        group=group,
        rows=tuple(row for row in rows if row.counts.adoptions or not context.is_public),
        total=count_units(context.ledger, [unit.id for unit in members], period),
    )


def _make_row(context: BuildContext, unit: Unit, period: Period) -> Row:
    return Row(
        name=unit.name_until(period.last).short,
        uri=f"units/{unit.id}.md",
        counts=count_units(context.ledger, [unit.id], period),
    )


def months_within(context: BuildContext, period: Period) -> list[Period]:
    """The months of a longer period, from the first that the ledger knows to the present one; none for a month."""
    if period.first.month == period.last.month:
        return []
    months = [months_of(period.year, month, month) for month in range(period.first.month, period.last.month + 1)]
    earliest = min(context.months)
    return [month for month in months if earliest <= month and month.first <= context.as_of.day]


def count_own(context: BuildContext, period: Period) -> int:
    """Articles credited to no unit or only to units counted apart: the office's own pieces."""
    units = context.office.settings.units
    apart = {unit.id for unit in units.units if unit.group_on(period.last) in apart_groups(context)}
    printed = [p for p in context.ledger.printed if period.covers(p.day)]
    return sum({unit.id for unit in p.article.units} <= apart for p in printed)
