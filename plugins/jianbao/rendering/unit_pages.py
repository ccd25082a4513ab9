"""The list of units by group, and a page for each: what it filed, and what was used of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from jianbao.ledger import Counts, Measure, Printed, count_units
from jianbao.model import Decision
from jianbao.model.bulletin import Cell, CountTable, HeaderCell
from jianbao.rendering.channel_pages import ShownChannel, UsedText, list_used
from jianbao.rendering.context import BuildContext
from jianbao.rendering.count_tables import CountColumns, count_cell
from jianbao.rendering.page import Page
from jianbao.rendering.period_counts import apart_groups
from jianbao.rendering.points_pages import points_uri
from jianbao.rendering.shown_table import ShownTable
from jianbao.rendering.supervision import Supervision
from jianbao.rendering.templates import chinese_date
from jianbao.rendering.unit_matters import NOTHING, UnitMatters, find_unit_matters
from jianbao.settings import Unit
from jianbao.standing import find_decided, find_pending


@dataclass(frozen=True, kw_only=True, slots=True)
class UnitEntry:
    """A line of the list: ``note`` says what became of a unit that files nothing any more."""

    name: str
    uri: str
    counts: Counts
    note: str


def shown_units(context: BuildContext) -> list[Unit]:
    """Those with a page: in the public build only units with something printed."""
    apart = apart_groups(context)
    known = [unit for unit in context.office.settings.units.units if unit.group_on(context.as_of.day) not in apart]
    if not context.is_public:
        return known
    credited = {attribution.unit for attribution in context.ledger.attributions}
    return [unit for unit in known if unit.id in credited]


def render_units(
    context: BuildContext, channels: list[ShownChannel], scored: frozenset[str], supervision: Supervision | None = None
) -> list[Page]:
    """The index, then the units in protocol order. ``scored`` are those with a page of points."""
    units = shown_units(context)
    year = context.years[:1]
    groups = []
    for group in context.office.settings.units.groups:
        entries = [
            UnitEntry(
                name=unit.name_on(context.as_of.day).short,
                uri=f"units/{unit.id}.md",
                counts=count_units(context.ledger, [unit.id], year[0]),
                note=_note_merger(context, unit),
            )
            for unit in units
            if year and unit.group_on(context.as_of.day) == group.id
        ]
        groups.append((group, entries))
    shown = [(group, entries) for group, entries in groups if entries]
    html = context.render("pages/units.html", groups=shown, year=year[0] if year else None)
    index = Page(uri="units/index.md", title="报送单位", html=html, day=context.as_of.day, search=False)
    columns = CountColumns(context=context)
    links = {unit.id: f"units/{unit.id}.md" for unit in units}
    matters = find_unit_matters(context, supervision)
    pages = (
        _render_unit(columns, unit, links, channels, unit.id in scored, matters.get(unit.id, NOTHING)) for unit in units
    )
    return [index, *pages]


def _note_merger(context: BuildContext, unit: Unit) -> str:
    if unit.merged_on is None or unit.merged_on > context.as_of.day:
        return ""
    into = context.office.settings.units.short(unit.merged_into, context.as_of.day)
    return f"{chinese_date(unit.merged_on)}并入{into}"


def _render_unit(
    columns: CountColumns,
    unit: Unit,
    links: Mapping[str, str],
    channels: list[ShownChannel],
    scored: bool,
    matters: UnitMatters,
) -> Page:
    context = columns.context
    name = unit.name_on(context.as_of.day)
    html = context.render(
        "pages/unit.html",
        unit=unit,
        name=name,
        former=[former for former in unit.names if former != name],
        merger=_note_merger(context, unit),
        merged_uri=links.get(unit.merged_into, ""),
        points=points_uri(unit.id) if scored else "",
        counts=count_periods(columns, unit),
        contact=context.office.settings.bulletin.contact or context.office.settings.office.phone,
        by_channel=count_channels(columns, unit, channels),
        above=find_above(context, unit),
        printed=_find_printed(context, unit),
        waiting=_count_waiting(context, unit),
        matters=matters,
    )
    return Page(uri=f"units/{unit.id}.md", title=name.short, html=html, day=context.as_of.day)


def count_periods(columns: CountColumns, unit: Unit) -> ShownTable | None:
    """Years and months with anything in them; None for a unit that never had."""
    context = columns.context
    periods = [*context.years, *context.months]
    counted = [(period, count_units(context.ledger, [unit.id], period)) for period in periods]
    rows = [(period, counts) for period, counts in counted if counts.submitted or counts.adoptions]
    what = "刊用" if context.is_public else "报送和采用"
    title = f"{unit.name_on(context.as_of.day).short}{what}情况"
    named = [(period.title, counts) for period, counts in rows]
    table = columns.table("counts", title, "时间", named)
    uris = tuple(f"ledger/{period.label}.md" for period, _ in rows)
    years = frozenset(number for number, (period, _) in enumerate(rows) if "-" not in period.label)
    return ShownTable(table=table, uris=uris, sums=years) if rows else None


def count_channels(columns: CountColumns, unit: Unit, channels: list[ShownChannel]) -> ShownTable | None:
    """The latest year by channel, only where higher levels used anything: else the columns above say it all."""
    context, years = columns.context, columns.context.years[:1]
    if not years or not columns.levels:
        return None
    counts = count_units(context.ledger, [unit.id], years[0])
    used = [channel for channel in channels if counts.by_channel.get(channel.key)]
    rows = tuple((Cell(text=c.title), Cell(text=c.level), count_cell(counts.by_channel[c.key])) for c in used)
    header = (tuple(HeaderCell(text=head) for head in ("渠道", "层级", "采用条次")),)
    table = CountTable(id="channels", title=f"{years[0].title}各渠道采用条次", header=header, rows=rows)
    return ShownTable(table=table, uris=tuple(channel.uri for channel in used)) if rows else None


def find_above(context: BuildContext, unit: Unit) -> list[tuple[UsedText, str]]:
    """(text, name of the channel) of what higher levels used, latest first."""
    adopted = context.ledger.by_unit.get((Measure.ADOPTED, unit.id), ())
    events = [attribution.event for attribution in adopted if not attribution.event.own]
    title = context.office.settings.channel_title
    return [(text, title(text.event.channel)) for text in list_used(context, events)]


def _find_printed(context: BuildContext, unit: Unit) -> list[tuple[Printed, str]]:
    """(article, title of its issue), latest first."""
    titles = {visible.issue.id: visible.document.title for visible in context.issues}
    printed = [p for p in context.ledger.printed if unit.id in {credited.id for credited in p.article.units}]
    return [(p, titles[p.issue]) for p in sorted(printed, key=lambda p: (p.day, p.issue), reverse=True)]


def _count_waiting(context: BuildContext, unit: Unit) -> list[str] | None:
    """Numbers without titles; None in the public build, which says nothing of what was filed."""
    if context.is_public:
        return None
    office, standing = context.office, context.standing
    groups = [
        ("件稿件待处理", find_pending(office, standing)),
        ("件退改未重报", [item for item, _ in find_decided(office, standing, Decision.REVISE)]),
        ("件留存待用", [item for item, _ in find_decided(office, standing, Decision.HOLD)]),
    ]
    counted = [(sum(unit.id in item.units for item in items), what) for what, items in groups]
    return [f"{count}{what}" for count, what in counted if count]
