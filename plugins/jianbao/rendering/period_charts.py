"""The charts of a page of the ledger."""

from __future__ import annotations

from decimal import Decimal

from jianbao.rendering.charts import Bar, Chart, make_bars
from jianbao.rendering.count_tables import ChannelColumn, CountColumns, name_use
from jianbao.rendering.filed_pages import chart_kinds, chart_late
from jianbao.rendering.period_counts import PeriodCounts


def make_charts(columns: CountColumns, counts: PeriodCounts) -> list[Chart]:
    """By month, channel, kind and unit; none that has nothing to tell."""
    what, charts = name_use(columns.context), []
    if counts.months:
        charts.append(_chart_months(columns, counts))
    channels = [(channel.title, len(channel.within(counts.period))) for channel in counts.channels]
    charts.append(Chart(id="chart-channels", title=f"各渠道{what}篇数", unit="篇", bars=make_bars(channels)))
    if counts.months:
        charts += [chart_kinds(columns.context, counts.filed), chart_late(counts.filed)]
    charts += _chart_units(what, counts)
    return [chart for chart in charts if not chart.is_idle]


def _chart_months(columns: CountColumns, counts: PeriodCounts) -> Chart:
    """Stacked by level where higher levels used anything."""
    office = columns.context.office.settings.office
    own = frozenset(series.key for series in columns.series)
    parts = [ChannelColumn(title=office.level_name(office.level), channels=own), *columns.levels]
    bars = tuple(
        Bar(
            label=month.title[5:],
            parts=tuple(Decimal(part.count(adopted)) for part in parts),
            text=str(adopted.adoptions),
        )
        for month, adopted in counts.months
    )
    return Chart(
        id="chart-months",
        title=f"各月{name_use(columns.context)}条次",
        unit="条次",
        bars=bars,
        legend=tuple(part.title for part in parts) if columns.levels else (),
        upright=True,
    )


def _chart_units(what: str, counts: PeriodCounts) -> list[Chart]:
    """One for each group, in protocol order, no unit set apart from another."""
    return [
        Chart(
            id=f"chart-group-{rows.group.id}",
            title=f"{rows.group.name}{what}条次",
            unit="条次",
            bars=make_bars([(row.name, row.counts.adoptions) for row in rows.rows]),
        )
        for rows in counts.groups
    ]
