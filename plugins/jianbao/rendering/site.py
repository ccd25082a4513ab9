"""The whole site of one build: pages, files and navigation, from what that build may show."""

from __future__ import annotations

from jianbao.rendering import call_pages, incident_pages, instruction_pages, lead_pages, task_ledger
from jianbao.rendering.bulletin_pages import INDEX, make_bulletin_sheets, render_bulletins
from jianbao.rendering.call_pages import render_calls
from jianbao.rendering.channel_pages import find_channels, render_channels
from jianbao.rendering.context import BuildContext
from jianbao.rendering.count_pages import render_ledger
from jianbao.rendering.data_files import render_data
from jianbao.rendering.desk_pages import render_desk
from jianbao.rendering.feeds import render_feeds
from jianbao.rendering.home_matters import find_matters
from jianbao.rendering.incident_pages import render_incidents
from jianbao.rendering.index_pages import Section, make_sections, render_home, render_section, render_years
from jianbao.rendering.instruction_pages import render_instructions
from jianbao.rendering.issue_documents import issue_stem, make_issue_sheets
from jianbao.rendering.issue_page import collect_pictures, render_issue
from jianbao.rendering.lead_pages import render_leads
from jianbao.rendering.page import NavEntry, Page, Part, Site
from jianbao.rendering.period_counts import find_periods
from jianbao.rendering.points_pages import MANUAL, render_points, scored_units
from jianbao.rendering.reference_page import REFERENCE, render_reference
from jianbao.rendering.sheets import Placed, place_documents
from jianbao.rendering.supervision import Supervision, open_supervision
from jianbao.rendering.task_ledger import render_task_ledger
from jianbao.rendering.task_pages import render_tasks
from jianbao.rendering.unit_pages import render_units

_INDEXES = (
    ("采用台账", "ledger/index.md"),
    ("通报", INDEX),
    ("报送单位", "units/index.md"),
    (call_pages.TITLE, call_pages.INDEX),
    (task_ledger.TITLE, task_ledger.INDEX),
    (instruction_pages.TITLE, instruction_pages.INDEX),
    (incident_pages.TITLE, incident_pages.INDEX),
    (lead_pages.TITLE, lead_pages.INDEX),
    ("编辑台", "desk/index.md"),
)
_REFERENCES = (("计分方案", MANUAL), ("检查项目", REFERENCE))


def render_site(context: BuildContext) -> Site:
    """Pure but for pictures, which are read from beside the signed issues, and documents, which are kept."""
    sections = make_sections(context)
    placed = _place_documents(context)
    channels = find_channels(context)
    counts = Part.join([render_ledger(context, channels), render_channels(context, channels)])
    bulletins = render_bulletins(context, placed)
    supervision = open_supervision(context)
    matters = _render_matters(context, supervision)
    points, desk = render_points(context), [*render_desk(context, supervision), *render_leads(context)]
    units = render_units(context, channels, scored_units(context, points), supervision)
    pages = [
        render_home(context, sections, find_matters(context, supervision)),
        *(page for one in sections for page in _render_section(context, one, sections, placed, supervision)),
        *counts.pages,
        *bulletins.pages,
        *units,
        *points.pages,
        *desk,
        *matters.pages,
        *render_reference(context),
    ]
    return Site(
        pages=tuple(pages),
        files=(
            *(file for section in sections for file in render_feeds(context, section)),
            *counts.files,
            *bulletins.files,
            *matters.files,
            *render_data(context, find_periods(context), channels),
            *points.files,
            *collect_pictures(context, context.issues),
            *placed.files,
        ),
        nav=_make_navigation(context, sections, {page.uri for page in pages}),
        words=_collect_words(context),
        issues=len(context.issues),
        closed=len(context.office.issues) - len(context.issues),
        remarks=placed.remarks,
    )


def _place_documents(context: BuildContext) -> Placed:
    """Of issues and bulletins in one go, so that progress is told of all of them."""
    if context.documents is None:
        return Placed()
    sheets = [*make_issue_sheets(context), *make_bulletin_sheets(context)]
    return place_documents(context.documents, context.office.settings.printing.documents, sheets, context.progress)


def _render_matters(context: BuildContext, supervision: Supervision | None) -> Part:
    """Calls, and for the office alone tasks, instructions and urgent events."""
    calls = render_calls(context)
    if supervision is None:
        return calls
    tasks = Part(pages=tuple(render_tasks(supervision)))
    ledger = render_task_ledger(supervision)
    return Part.join([calls, ledger, tasks, render_instructions(supervision), render_incidents(supervision)])


def _render_section(
    context: BuildContext,
    section: Section,
    sections: list[Section],
    placed: Placed,
    supervision: Supervision | None,
) -> list[Page]:
    uris = [visible.uri for visible in section.issues]  # latest first
    issues = [
        render_issue(
            context,
            visible,
            earlier=uris[n + 1] if n + 1 < len(uris) else "",
            later=uris[n - 1] if n else "",
            downloads=placed.downloads.get(issue_stem(visible), ()),
            supervision=supervision,
        )
        for n, visible in enumerate(section.issues)
    ]
    return [render_section(context, section, sections), *render_years(context, section), *issues]


def _make_navigation(context: BuildContext, sections: list[Section], made: set[str]) -> tuple[NavEntry, ...]:
    """Indexes only, since a page's cost must not grow with the archive; then the hand-written pages of this build.

    ``made`` are the addresses of all pages: an index that this build does not hold is left out.
    """
    periodicals = tuple(NavEntry(title=section.series.full_name, uri=section.uri) for section in sections)
    shown = sorted(
        page.id for page in context.office.pages.values() if page.access and page.access.within(context.access)
    )
    manual = [NavEntry(title=context.office.pages[page].title, uri=page) for page in shown]
    manual += [NavEntry(title=title, uri=uri) for title, uri in _REFERENCES if uri in made]
    return (
        NavEntry(title="首页", uri="index.md"),
        *([NavEntry(title="刊物", children=periodicals)] if periodicals else []),
        *(NavEntry(title=title, uri=uri) for title, uri in _INDEXES if uri in made),
        *([NavEntry(title="指南", children=tuple(manual))] if manual else []),
    )


def _collect_words(context: BuildContext) -> tuple[str, ...]:
    """Names that searching must never cut in two: units by every name and alias, periodicals, columns, synonyms.

    A name that ends in an alias is left out: cut into 区 and 住建局, it is found by either of the two.
    """
    settings = context.office.settings
    units = [text for unit in settings.units.units for name in unit.names for text in (name.name, name.short)]
    aliases = [alias for unit in settings.units.units for alias in unit.aliases]
    titles = [text for series in context.series for text in (series.full_name, *(c.name for c in series.columns))]
    synonyms = [word for group in settings.office.synonyms for word in group]
    words = dict.fromkeys([*units, *aliases, *titles, *synonyms])
    return tuple(word for word in words if not any(word != alias and word.endswith(alias) for alias in aliases))
