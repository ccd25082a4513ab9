"""Pages of counts: the adoption ledger by period, and a page for each unit."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from jianbao.ledger import Counts, Printed, count_articles, count_units
from jianbao.model import Decision
from jianbao.periods import Period
from jianbao.rendering.context import BuildContext
from jianbao.rendering.page import Page, make_headings
from jianbao.rendering.templates import chinese_date
from jianbao.settings import Group, Series, Unit
from jianbao.standing import find_decided, find_pending


@dataclass(frozen=True, kw_only=True, slots=True)
class Row:
    """A line of a table: a unit under its name at the end of the period, or a period of one unit."""

    name: str
    uri: str
    counts: Counts
    note: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class GroupTable:
    group: Group
    rows: tuple[Row, ...]
    total: Counts


def render_ledger(context: BuildContext) -> list[Page]:
    """A page for each year and month with anything in it; ``ledger/index.md`` is the latest year."""
    periods = [*context.ledger.years(), *context.ledger.months()]
    pages = [_render_period(context, period, f"ledger/{period.label}.md", periods) for period in periods]
    latest = periods[:1]
    return [_render_period(context, period, "ledger/index.md", periods) for period in latest] + pages


def _render_period(context: BuildContext, period: Period, uri: str, periods: list[Period]) -> Page:
    tables = [_make_table(context, group, period) for group in context.office.settings.units.groups if not group.apart]
    units = [
        unit.id for unit in context.office.settings.units.units if unit.group_on(period.last) not in _apart(context)
    ]
    html = context.render(
        "pages/ledger.html",
        period=period,
        periods=periods,
        series=shown_series(context),
        tables=[table for table in tables if table.rows],
        total=count_units(context.ledger, units, period),
        articles=count_articles(context.ledger, period),
        own=count_own(context, period),
        uri=uri,
    )
    headings = make_headings([(table.group.name, f"group-{table.group.id}") for table in tables if table.rows])
    day = min(period.last, context.as_of.day)
    return Page(uri=uri, title=f"{period.title}采用台账", html=html, day=day, headings=headings, search=False)


def _apart(context: BuildContext) -> set[str]:
    return {group.id for group in context.office.settings.units.groups if group.apart}


def _make_table(context: BuildContext, group: Group, period: Period) -> GroupTable:
    members = [unit for unit in context.office.settings.units.units if unit.group_on(period.last) == group.id]
    rows = tuple(row for unit in members if (row := _make_row(context, unit, period)))
    total = count_units(context.ledger, [unit.id for unit in members], period)
    return GroupTable(group=group, rows=rows, total=total)


def _make_row(context: BuildContext, unit: Unit, period: Period) -> Row | None:
    """None for a unit that was not there in the period and has no facts in it; to the public, for one without facts."""
    counts = count_units(context.ledger, [unit.id], period)
    there = not context.is_public and (
        unit.exists_on(period.first) or unit.exists_on(min(period.last, context.as_of.day))
    )
    if not there and not counts.submitted and not counts.adoptions:
        return None
    return Row(name=unit.name_on(last_day(unit, period)).short, uri=f"units/{unit.id}.md", counts=counts)


def last_day(unit: Unit, period: Period) -> date:
    """The day whose name stands in a table of the period: its end, or the last before a merger."""
    return min(period.last, unit.merged_on) if unit.merged_on else period.last


def shown_series(context: BuildContext) -> list[Series]:
    """The columns of a table: only series of which the build shows something."""
    return [series for series in context.series if series.key in context.issues_by_series]


def count_own(context: BuildContext, period: Period) -> int:
    """Articles credited to no unit or only to units counted apart: the office's own pieces."""
    units = context.office.settings.units
    apart = {unit.id for unit in units.units if unit.group_on(period.last) in _apart(context)}
    printed = [p for p in context.ledger.printed if period.covers(p.day)]
    return sum({unit.id for unit in p.article.units} <= apart for p in printed)


def render_units(context: BuildContext) -> list[Page]:
    """The list of units by group, and a page for each. In the public build only units with something printed."""
    units = [unit for unit in context.office.settings.units.units if _is_shown(context, unit)]
    year = context.ledger.years()[:1]
    groups = []
    for group in context.office.settings.units.groups:
        rows = [
            Row(
                name=unit.name_on(context.as_of.day).short,
                uri=f"units/{unit.id}.md",
                counts=count_units(context.ledger, [unit.id], year[0]),
                note=_note_merger(context, unit),
            )
            for unit in units
            if year and unit.group_on(context.as_of.day) == group.id and not group.apart
        ]
        groups.append((group, rows))
    shown = [(group, rows) for group, rows in groups if rows]
    html = context.render("pages/units.html", groups=shown, year=year[0] if year else None)
    index = Page(uri="units/index.md", title="报送单位", html=html, day=context.as_of.day, search=False)
    return [index, *(_render_unit(context, unit) for unit in units)]


def _note_merger(context: BuildContext, unit: Unit) -> str:
    """What became of a unit that files nothing any more; empty for the others."""
    if unit.merged_on is None or unit.merged_on > context.as_of.day:
        return ""
    into = context.office.settings.units.short(unit.merged_into, context.as_of.day)
    return f"{chinese_date(unit.merged_on)}并入{into}"


def _is_shown(context: BuildContext, unit: Unit) -> bool:
    if unit.group_on(context.as_of.day) in _apart(context):
        return False
    return not context.is_public or any(a.unit == unit.id for a in context.ledger.attributions)


def _render_unit(context: BuildContext, unit: Unit) -> Page:
    periods = [*context.ledger.years(), *context.ledger.months()]
    rows = [
        Row(name=period.title, uri=f"ledger/{period.label}.md", counts=count_units(context.ledger, [unit.id], period))
        for period in periods
    ]
    into = context.office.settings.units.get(unit.merged_into)
    name = unit.name_on(context.as_of.day)
    html = context.render(
        "pages/unit.html",
        unit=unit,
        name=name,
        former=[former for former in unit.names if former != name],
        merger=_note_merger(context, unit),
        merged_uri=f"units/{into.id}.md" if into and _is_shown(context, into) else "",
        rows=[row for row in rows if row.counts.submitted or row.counts.adoptions],
        series=shown_series(context),
        printed=_find_printed(context, unit),
        waiting=_count_waiting(context, unit),
    )
    return Page(uri=f"units/{unit.id}.md", title=name.short, html=html, day=context.as_of.day)


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
