"""通报: issued bulletins as pages, each from its snapshot and never from today's ledger."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import date
from functools import partial

from jianbao.model import Bulletin
from jianbao.model.access import most_closed
from jianbao.model.bulletin import BulletinDocument, CountTable
from jianbao.periods import Period
from jianbao.rendering.context import BuildContext
from jianbao.rendering.downloads import Download, encode_data, safe_name
from jianbao.rendering.page import Page, Part, SiteFile, make_headings
from jianbao.rendering.papers.bulletin_paper import STYLE, make_bulletin_paper
from jianbao.rendering.papers.paper import Paper
from jianbao.rendering.papers.styles import read_style
from jianbao.rendering.period_counts import find_periods
from jianbao.rendering.sheets import Placed, Sheet
from jianbao.rendering.shown_table import ShownTable
from jianbao.rendering.workbook import render_workbook

INDEX = "bulletins/index.md"
_SUMS = ("小计", "合计", "总计")


def find_bulletins(context: BuildContext) -> list[tuple[Bulletin, BulletinDocument]]:
    """Those that the build may show, latest period first. None is public, whatever its record says, and what was
    changed after it was issued is shown nowhere.
    """
    if context.is_public:
        return []
    shown = [
        (bulletin, bulletin.document)
        for bulletin in context.office.bulletins.values()
        if bulletin.document
        and bulletin.digest == bulletin.snapshot_digest
        and most_closed([bulletin.access, bulletin.document.access]).within(context.access)
    ]
    return sorted(shown, key=lambda pair: (pair[1].last, pair[1].first, pair[0].id), reverse=True)


def bulletin_stem(bulletin: Bulletin) -> str:
    """The address of its page and files, without suffix."""
    return f"bulletins/{bulletin.id}"


def bulletin_uri(bulletin: Bulletin) -> str:
    return f"{bulletin_stem(bulletin)}.md"


def find_bulletins_of(context: BuildContext, period: Period) -> list[tuple[str, str]]:
    """(title, address) of those that tell of exactly this period."""
    days = (period.first, period.last)
    return [(d.title, bulletin_uri(b)) for b, d in find_bulletins(context) if (d.first, d.last) == days]


def _find_ledger(context: BuildContext, document: BulletinDocument) -> str:
    """The address of the ledger's page of the same period; empty where it has none."""
    days = (document.first, document.last)
    uris = [f"ledger/{p.label}.md" for p in find_periods(context) if (p.first, p.last) == days]
    return uris[0] if uris else ""


def make_bulletin_sheets(context: BuildContext) -> Iterator[Sheet]:
    """Of all bulletins that the build shows."""
    for bulletin, document in find_bulletins(context):
        yield Sheet(
            stem=bulletin_stem(bulletin),
            name=safe_name(document.title),
            title=document.title,
            make=partial(_make_paper, context, document),
        )


def _make_paper(context: BuildContext, document: BulletinDocument) -> Paper:
    return make_bulletin_paper(document, read_style(context.templates, STYLE))


def render_bulletins(context: BuildContext, placed: Placed) -> Part:
    """The index by year, and a page for each with its files; nothing where none was issued."""
    bulletins = find_bulletins(context)
    if not bulletins:
        return Part()
    years = sorted({document.last.year for _, document in bulletins}, reverse=True)
    by_year = [(year, [pair for pair in bulletins if pair[1].last.year == year]) for year in years]
    html = context.render("pages/bulletins.html", by_year=by_year, uri_of=bulletin_uri)
    headings = make_headings([(f"{year}年", f"year-{year}") for year in years])
    index = Page(uri=INDEX, title="通报", html=html, day=_latest(bulletins), headings=headings, search=False)
    return Part.join([Part(pages=(index,)), *(_render_bulletin(context, *pair, placed) for pair in bulletins)])


def _latest(bulletins: Iterable[tuple[Bulletin, BulletinDocument]]) -> date:
    return max(document.date or document.last for _, document in bulletins)


def _render_bulletin(context: BuildContext, bulletin: Bulletin, document: BulletinDocument, placed: Placed) -> Part:
    uri = bulletin_uri(bulletin)
    files, downloads = _make_files(bulletin, document)
    tables = [ShownTable(table=table, sums=_find_sums(table)) for table in document.tables]
    html = context.render(
        "pages/bulletin.html",
        index=INDEX,
        document=document,
        ledger=_find_ledger(context, document),
        tables=tables,
        downloads=[*placed.downloads.get(bulletin_stem(bulletin), ()), *downloads],
    )
    headings = make_headings([(table.title, f"annex-{n}") for n, table in enumerate(document.tables, 1)])
    day = document.date or document.last
    page = Page(uri=uri, title=document.title, html=html, day=day, headings=headings, summary=_summarise(document))
    return Part(pages=(page,), files=tuple(files))


def _find_sums(table: CountTable) -> frozenset[int]:
    return frozenset(n for n, row in enumerate(table.rows) if row and row[0].text in _SUMS)


def _summarise(document: BulletinDocument) -> str:
    """The first paragraph, for whoever only sees a list of what was found."""
    return next((paragraph.text for paragraph in document.paragraphs if not paragraph.heading), "")


def _make_files(bulletin: Bulletin, document: BulletinDocument) -> tuple[list[SiteFile], list[Download]]:
    """Its tables, and its figures for other programs."""
    stem = bulletin_stem(bulletin)
    made = [
        ("Excel表格", f"{stem}.xlsx", render_workbook(document.explained())),
        ("JSON", f"data/bulletin-{bulletin.id.replace('/', '-')}.json", _encode_report(document)),
    ]
    kept = [(label, uri, data) for label, uri, data in made if data]
    return (
        [SiteFile(uri=uri, data=data) for _, uri, data in kept],
        [Download(uri=uri, label=label, name=f"{document.title}.{uri.rpartition('.')[2]}") for label, uri, _ in kept],
    )


def _encode_report(document: BulletinDocument) -> bytes:
    """Without the corrections: their ids are the names of files, which may say more than the paper does."""
    if not document.report:
        return b""
    return encode_data({key: value for key, value in json.loads(document.report).items() if key != "corrections"})
