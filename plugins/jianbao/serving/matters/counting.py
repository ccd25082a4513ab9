"""统计: what a unit filed and what was used of it, as the site of that access counts it. Never a rank."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from jianbao.ledger import Counts, count_units
from jianbao.periods import month_of, so_far, year_of
from jianbao.rendering.channel_pages import UsedText, find_channels
from jianbao.rendering.context import BuildContext
from jianbao.rendering.count_tables import CountColumns
from jianbao.rendering.shown_table import ShownTable
from jianbao.rendering.unit_pages import count_channels, count_periods, find_above
from jianbao.reporting.definitions import define_measures
from jianbao.scoring import write_points
from jianbao.settings import Unit


@dataclass(frozen=True, kw_only=True, slots=True)
class UnitCounts:
    """``month`` and ``year`` are the present ones. ``points`` are (period, points) and empty without a scheme."""

    month: Counts
    year: Counts
    table: ShownTable | None
    channels: ShownTable | None
    above: Sequence[tuple[UsedText, str]]
    points: Sequence[tuple[str, str]]
    notes: Sequence[str]


def count_unit(context: BuildContext, unit: Unit) -> UnitCounts:
    day, columns = context.as_of.day, CountColumns(context=context)
    return UnitCounts(
        month=count_units(context.ledger, [unit.id], month_of(day)),
        year=count_units(context.ledger, [unit.id], year_of(day)),
        table=count_periods(columns, unit),
        channels=count_channels(columns, unit, find_channels(context)),
        above=find_above(context, unit),
        points=_tell_points(context, unit),
        notes=define_measures(context.access, context.schemes),
    )


def _tell_points(context: BuildContext, unit: Unit) -> list[tuple[str, str]]:
    """The site's own figures, without the places among the units."""
    if not context.schemes:
        return []
    months = [month for month in context.months if month.year == context.as_of.day.year]
    found = []
    for period in (year_of(context.as_of.day), *months):
        score = context.scoring.score(so_far(period, context.as_of.day)).get(unit.id)
        found.append((period.title, write_points(score.points) if score else "—"))
    return found
