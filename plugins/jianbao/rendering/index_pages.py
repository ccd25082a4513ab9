"""Home, the section of each series, and its year archives."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from jianbao.ledger import count_articles, count_units
from jianbao.periods import month_of
from jianbao.rendering.bulletin_pages import bulletin_uri, find_bulletins
from jianbao.rendering.context import BuildContext
from jianbao.rendering.home_matters import HomeMatters
from jianbao.rendering.page import Feed, Page
from jianbao.rendering.visible import VisibleIssue
from jianbao.settings import Series

_LATEST = 12


@dataclass(frozen=True, kw_only=True, slots=True)
class Section:
    """A series and what of it the build shows, latest first. ``feed`` is None without the site's address: a feed is
    read far from its page and must name it in full.
    """

    series: Series
    issues: tuple[VisibleIssue, ...]
    feed: Feed | None

    @property
    def uri(self) -> str:
        return f"{self.series.key}/index.md"

    @property
    def years(self) -> list[int]:
        return sorted({visible.issue.year for visible in self.issues}, reverse=True)

    @property
    def standing(self) -> list[VisibleIssue]:
        """Those that were not withdrawn."""
        return [visible for visible in self.issues if visible.withdrawal is None]


def make_sections(context: BuildContext) -> list[Section]:
    """In the order of the settings; a series with nothing to show is left out."""
    known = {series.key: series for series in context.series}
    return [_make_section(context, known[key], issues) for key, issues in context.issues_by_series.items()]


def _make_section(context: BuildContext, series: Series, issues: list[VisibleIssue]) -> Section:
    fed = context.site_url and any(visible.withdrawal is None for visible in issues)
    feed = Feed(title=series.full_name, rss=f"{series.key}/rss.xml", atom=f"{series.key}/atom.xml") if fed else None
    return Section(series=series, issues=tuple(issues), feed=feed)


def render_home(context: BuildContext, sections: list[Section], matters: HomeMatters) -> Page:
    month = month_of(context.as_of.day)
    registry = context.office.settings.units
    apart = {group.id for group in registry.groups if group.apart}
    units = [unit.id for unit in registry.units if unit.group_on(month.last) not in apart]
    html = context.render(
        "pages/home.html",
        sections=sections,
        bulletins=[(document, bulletin_uri(bulletin)) for bulletin, document in find_bulletins(context)[:1]],
        month=month,
        has_ledger=bool(context.years),
        matters=matters,
        counts=count_units(context.ledger, units, month),
        articles=sum(count_articles(context.ledger, month).values()),
        issue_count=sum(month.covers(_day(v)) for v in context.issues if v.withdrawal is None),
    )
    feeds = tuple(section.feed for section in sections if section.feed)
    return Page(uri="index.md", title="首页", html=html, day=context.as_of.day, search=False, feeds=feeds)


def render_section(context: BuildContext, section: Section, sections: list[Section]) -> Page:
    """``sections`` are all of the build, among which the page lets a reader choose."""
    html = context.render("pages/section.html", section=section, sections=sections, latest=section.issues[:_LATEST])
    return Page(
        uri=section.uri,
        title=section.series.full_name,
        html=html,
        day=_latest(section),
        search=False,
        feeds=(section.feed,) if section.feed else (),
    )


def render_years(context: BuildContext, section: Section) -> list[Page]:
    pages = []
    for year in section.years:
        issues = [visible for visible in section.issues if visible.issue.year == year]
        html = context.render("pages/year.html", section=section, year=year, issues=issues)
        uri, title = f"{section.series.key}/{year}/index.md", f"{section.series.full_name}{year}年"
        pages.append(Page(uri=uri, title=title, html=html, day=_latest(section), search=False))
    return pages


def _day(visible: VisibleIssue) -> date | None:
    return visible.issue.date.day if visible.issue.date else None


def _latest(section: Section) -> date:
    return max(day for visible in section.issues if (day := _day(visible)))
