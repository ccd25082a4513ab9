"""The adoption ledger by period: tables of units and channels, charts, and files to take away."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from jianbao.ledger import count_articles
from jianbao.model.bulletin import Cell, CountTable, HeaderCell
from jianbao.periods import Period
from jianbao.rendering.bulletin_pages import find_bulletins_of
from jianbao.rendering.channel_pages import ShownChannel
from jianbao.rendering.context import BuildContext
from jianbao.rendering.count_tables import CountColumns, count_cell, name_use
from jianbao.rendering.data_files import INDEX as DATA
from jianbao.rendering.data_files import data_uri
from jianbao.rendering.downloads import Download, make_downloads
from jianbao.rendering.filed_pages import filed_table
from jianbao.rendering.page import Page, Part, SiteFile, make_headings
from jianbao.rendering.period_charts import make_charts
from jianbao.rendering.period_counts import GroupRows, PeriodCounts, count_own, count_period, find_periods
from jianbao.rendering.shown_table import ShownTable


def render_ledger(context: BuildContext, channels: Sequence[ShownChannel]) -> Part:
    """A page for each period; ``ledger/index.md`` is the latest year."""
    periods, columns = find_periods(context), CountColumns(context=context)
    parts = [_render_period(columns, period, periods, channels) for period in periods]
    # The latest year has two addresses; its files lie beside its own.
    latest = tuple(replace(page, uri="ledger/index.md") for part in parts[:1] for page in part.pages)
    return Part.join([Part(pages=latest), *parts])


def _render_period(
    columns: CountColumns, period: Period, periods: list[Period], channels: Sequence[ShownChannel]
) -> Part:
    context = columns.context
    counts = count_period(context, period, channels)
    tables = [_make_table(columns, group, period) for group in counts.groups]
    total = columns.table("total", f"{period.title}合计", "范围", [("各单位", counts.total)])
    by_channel = _channel_table(context, counts)
    by_month = _month_tables(columns, counts)
    sheets = [*(shown.table for shown in tables), total, by_channel, *by_month]
    files, downloads = _take_away(period, sheets, _flat_table(columns, counts.groups))
    html = context.render(
        "pages/ledger.html",
        period=period,
        periods=periods,
        bulletins=find_bulletins_of(context, period),
        groups=list(zip(counts.groups, tables, strict=True)),
        total=ShownTable(table=total),
        by_channel=ShownTable(table=by_channel, uris=tuple(channel.uri for channel in counts.channels)),
        by_month=[ShownTable(table=table) for table in by_month],
        charts=make_charts(columns, counts),
        articles=count_articles(context.ledger, period),
        series=columns.series,
        levels=columns.levels,
        own=count_own(context, period),
        downloads=downloads,
        data=(data_uri(period), DATA),
    )
    headings = make_headings([(rows.group.name, f"group-{rows.group.id}") for rows in counts.groups])
    page = Page(
        uri=f"ledger/{period.label}.md",
        title=f"{period.title}采用台账",
        html=html,
        day=min(period.last, context.as_of.day),
        headings=headings,
        search=False,
    )
    return Part(pages=(page,), files=tuple(files))


def _take_away(period: Period, sheets: Sequence[CountTable], flat: CountTable) -> tuple[list[SiteFile], list[Download]]:
    """The files of a page, and what the links to them say; its data have a folder of their own."""
    name = f"{period.title}采用台账"
    files, links = make_downloads(f"ledger/{period.label}", name, sheets, flat)
    return files, [*links, Download(uri=data_uri(period), label="JSON", name=f"{name}.json")]


def _make_table(columns: CountColumns, group: GroupRows, period: Period) -> ShownTable:
    rows = [*((row.name, row.counts) for row in group.rows), ("小计", group.total)]
    table = columns.table(f"group-{group.group.id}", f"{group.group.name}{period.title}采用情况", "单位", rows)
    uris = tuple(row.uri for row in group.rows)
    return ShownTable(table=table, uris=uris, sums=frozenset({len(group.rows)}))


def _flat_table(columns: CountColumns, groups: Sequence[GroupRows]) -> CountTable:
    """Every unit in one table without subtotals, for a program or a pivot table."""
    rows = tuple(
        (Cell(text=group.group.name), Cell(text=row.name), *columns.cells(row.counts))
        for group in groups
        for row in group.rows
    )
    return CountTable(id="units", title="各单位", header=columns.header("分组", "单位"), rows=rows)


def _channel_table(context: BuildContext, counts: PeriodCounts) -> CountTable:
    what = name_use(context)
    rows = tuple(
        (
            Cell(text=channel.title),
            Cell(text=channel.level),
            count_cell(len(channel.within(counts.period))),
            count_cell(sum(len(event.credits) for event in channel.within(counts.period))),
        )
        for channel in counts.channels
    )
    heads = ("渠道", "层级", f"{what}（篇）", f"{what}条次")
    header = (tuple(HeaderCell(text=head) for head in heads),)
    return CountTable(id="channels", title=f"{counts.period.title}各渠道{what}情况", header=header, rows=rows)


def _month_tables(columns: CountColumns, counts: PeriodCounts) -> list[CountTable]:
    """What the charts of months show, as tables: what was used, and (not to the public) what was filed."""
    if not counts.months:
        return []
    context, title = columns.context, counts.period.title
    rows = [(month.title[5:], adopted) for month, adopted in counts.months]
    tables = [columns.table("months", f"{title}各月{name_use(context)}情况", "月份", rows)]
    if any(month.total for month in counts.filed):
        tables.append(filed_table(context, f"{title}各月报送情况", counts.filed))
    return tables
