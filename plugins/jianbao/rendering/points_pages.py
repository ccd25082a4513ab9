"""计分明细: a page for each unit with every count and the points it brought, only where the office names a scheme."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from jianbao.ledger import Measure
from jianbao.model import Access
from jianbao.model.bulletin import Cell, CountTable, HeaderCell
from jianbao.periods import Period, month_of, so_far
from jianbao.problems import Place
from jianbao.rendering.context import BuildContext
from jianbao.rendering.downloads import make_downloads
from jianbao.rendering.page import Page, Part, make_headings
from jianbao.rendering.shown_table import ShownTable
from jianbao.rendering.templates import chinese_date
from jianbao.scoring import Award, Score, write_points
from jianbao.settings import Unit

MANUAL = "guide/scoring.md"
_MANUAL_TEMPLATE = "manual/scoring.md"


@dataclass(frozen=True, kw_only=True, slots=True)
class PointsLine:
    """One award as a line: ``rule`` and ``fact`` say by which file and line it stands."""

    day: str
    subject: str
    title: str
    points: str
    rule: str
    fact: str


def points_uri(unit: str) -> str:
    return f"units/{unit}-points.md"


def render_points(context: BuildContext) -> Part:
    """The latest year of every unit that has a score, and the manual of schemes; nothing without a scheme."""
    years = context.years[:1]
    if not context.schemes or not years:
        return Part()
    periods = [years[0], *(month for month in context.months if month.year == years[0].year)]
    scores = {period: context.scoring.score(so_far(period, context.as_of.day)) for period in periods}
    units = [unit for unit in context.office.settings.units.units if unit.id in scores[years[0]]]
    return Part.join([_render_manual(context), *(_render_unit(context, unit, scores) for unit in units)])


def scored_units(context: BuildContext, points: Part) -> frozenset[str]:
    """Those with a page among the rendered ones."""
    made = {page.uri for page in points.pages}
    return frozenset(unit.id for unit in context.office.settings.units.units if points_uri(unit.id) in made)


def _render_manual(context: BuildContext) -> Part:
    text = context.render(_MANUAL_TEMPLATE)
    title = text.lstrip().partition("\n")[0].removeprefix("# ").strip()
    return Part(pages=(Page(uri=MANUAL, title=title, html="", markdown=text, day=context.as_of.day),))


def _render_unit(context: BuildContext, unit: Unit, scores: Mapping[Period, Mapping[str, Score]]) -> Part:
    year = next(iter(scores))
    name = unit.name_until(min(year.last, context.as_of.day)).short
    awards = scores[year][unit.id].awards
    by_month = [
        (month, [_describe(context, award) for award in awards if month_of(award.day) == month])
        for month in sorted({month_of(award.day) for award in awards}, reverse=True)
    ]
    summary = _summarise(f"{name}{year.title}得分", [(p, scores[p][unit.id]) for p in scores if unit.id in scores[p]])
    title = f"{name}{year.title}计分明细"
    listed = _list_table(title, [line for _, lines in reversed(by_month) for line in lines])
    uri = points_uri(unit.id)
    files, downloads = make_downloads(uri.removesuffix(".md"), title, [summary, listed], listed)
    html = context.render(
        "pages/points.html",
        name=name,
        unit_uri=f"units/{unit.id}.md",
        title=title,
        year=year,
        schemes=context.schemes,
        manual=MANUAL,
        score=scores[year][unit.id],
        summary=ShownTable(table=summary, sums=frozenset({0})),
        by_month=by_month,
        downloads=downloads,
    )
    headings = make_headings([(month.title[5:], f"month-{month.label}") for month, _ in by_month])
    page = Page(uri=uri, title=title, html=html, day=context.as_of.day, headings=headings, search=False)
    return Part(pages=(page,), files=tuple(files))


def _describe(context: BuildContext, award: Award) -> PointsLine:
    """What a unit filed has no title and no address outside the office: the ledger counts it, and says no more."""
    event = award.event
    hidden = event is not None and event.measure is Measure.SUBMITTED and context.access is not Access.OFFICE
    subject = "" if event is None else f"{event.measure.value}：{event.title}"
    return PointsLine(
        day=chinese_date(award.day),
        subject="报送稿件" if hidden else subject,
        title="，".join(filter(None, (award.rule_title, "" if hidden else award.note))),
        points=write_points(award.points),
        rule=_cite(award.rule_place),
        fact="" if hidden or event is None else _cite(event.place),
    )


def _cite(place: Place) -> str:
    """File and line, as an editor opens them."""
    return f"{place.path.removeprefix('briefs/')}:{place.line}"


def _summarise(title: str, scores: list[tuple[Period, Score]]) -> CountTable:
    heads = ("时段", "得分", "累计得分", "位次", "累计位次")
    rows = tuple(
        (
            Cell(text=period.title),
            *(Cell(text=text, number=text) for text in map(write_points, (score.points, score.cumulative))),
            *(
                Cell(text=str(rank), number=str(rank)) if rank else Cell(text="—")
                for rank in (score.rank, score.rank_cumulative)
            ),
        )
        for period, score in scores
    )
    return CountTable(id="points", title=title, header=(tuple(HeaderCell(text=head) for head in heads),), rows=rows)


def _list_table(title: str, lines: list[PointsLine]) -> CountTable:
    heads = ("日期", "事项", "规则", "分值", "规则出处", "记录出处")
    rows = tuple(
        (
            Cell(text=line.day),
            Cell(text=line.subject),
            Cell(text=line.title),
            Cell(text=line.points, number=line.points),
            Cell(text=line.rule),
            Cell(text=line.fact),
        )
        for line in lines
    )
    return CountTable(id="awards", title=title, header=(tuple(HeaderCell(text=head) for head in heads),), rows=rows)
