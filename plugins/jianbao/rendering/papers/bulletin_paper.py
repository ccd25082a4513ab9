"""A bulletin (通报) as a paper: a document of the office, its annexes on pages of their own, wide ones turned."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby

from rich.cells import cell_len

from jianbao.model.bulletin import BulletinDocument, CountTable
from jianbao.rendering.grid import count_columns
from jianbao.rendering.papers.count_table import make_count_table
from jianbao.rendering.papers.html_blocks import clean
from jianbao.rendering.papers.issue_paper import set_title
from jianbao.rendering.papers.masthead import make_imprint, make_masthead
from jianbao.rendering.papers.paper import Block, Break, Paper, Paragraph, Run
from jianbao.rendering.papers.style import Style
from jianbao.rendering.templates import chinese_date

# The file of the style in ``templates/print``.
STYLE = "tongbao"
# More columns than this are hard to read between the margins of an upright page.
_UPRIGHT = 10
_POINTS = 72 / 25.4


def make_bulletin_paper(document: BulletinDocument, style: Style) -> Paper:
    """From the frozen value alone. What is not issued yet bears the stamp of a draft."""
    values = _describe(document)
    annexes = list(_set_annexes(document))
    turned = [block.landscape for block in annexes if isinstance(block, Break)][-1:]
    imprint = make_imprint(style, values)
    # 版记 stands at the foot of an upright page.
    last = [Break()] if turned == [True] and imprint else []
    return Paper(
        title=clean(document.title),
        author=clean(document.issuer),
        day=document.date or document.last,
        style=style,
        masthead=make_masthead(style, values),
        blocks=(*_set_text(document, style), *annexes, *last),
        imprint=imprint,
        keywords=tuple(filter(None, (document.doc_number, *document.annexes))),
        stamp="" if document.date else style.words.get("stamp", ""),
    )


def _describe(document: BulletinDocument) -> Mapping[str, str]:
    """The fields that the style may name."""
    return {
        "issuer": document.issuer,
        "number": document.doc_number,
        "date": chinese_date(document.date) if document.date else "",
        "signatory": document.signatory,
        "contact": document.contact,
    }


def _set_text(document: BulletinDocument, style: Style) -> Iterator[Block]:
    yield _set_title(document, style)
    yield _say("left", document.salutation)
    for number, paragraph in enumerate(document.paragraphs, 1):
        last = "closing" if number == len(document.paragraphs) else "body"
        yield _say("heading1" if paragraph.heading else last, paragraph.text)
    for number, annex in enumerate(document.annexes, 1):
        yield _say("annexes", f"{'附件：' if number == 1 else '　　　'}{number}．{annex}")
    yield _say("signed", document.issuer)
    if document.date:
        yield _say("right", chinese_date(document.date))
    if document.contact:
        yield _say("body", f"（{document.contact}）")


def _set_title(document: BulletinDocument, style: Style) -> Paragraph:
    """In one line where it fits; else as the office's template breaks it."""
    room = style.page.width * _POINTS / style.role("title").size
    if document.title_lines and cell_len(document.title) > 2 * room:
        return _say("title", "\n".join(document.title_lines))
    return set_title(document.title, style)


def _set_annexes(document: BulletinDocument) -> Iterator[Block]:
    """The tables of one annex follow each other; what they count is explained after the last of them."""
    explained = [table.id for table in document.tables if table.id.startswith("group-")][-1:]
    anchors = {table.id: f"annex-{number}" for number, table in enumerate(document.tables, 1)}
    turned = False
    for annex, tables in groupby(document.tables, key=lambda table: table.title.partition("　")[0]):
        for number, table in enumerate(tables):
            wide = count_columns(table) > _UPRIGHT
            if number == 0 or wide is not turned:
                yield Break(landscape=wide)
            turned = wide
            if number == 0 and annex.startswith("附件"):
                yield _say("annex", annex)
            yield from _set_table(table, anchors[table.id])
            if table.id in explained:
                yield from _set_definitions(document)


def _set_table(table: CountTable, anchor: str) -> Iterator[Block]:
    title = table.title.partition("　")[2] or table.title
    yield Paragraph(role="table-title", runs=(Run(text=clean(title)),), anchor=anchor)
    yield make_count_table(table)
    for note in table.notes:
        yield _say("small", note)


def _set_definitions(document: BulletinDocument) -> Iterator[Block]:
    for number, text in enumerate(document.definitions, 1):
        yield _say("small", f"{'注：' if number == 1 else '　　'}{number}．{text}")


def _say(role: str, text: str) -> Paragraph:
    return Paragraph(role=role, runs=(Run(text=clean(text)),))
