"""Paragraphs and tables of a Word document in the typefaces and spacing of official documents (GB/T 9704-2012)."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Emu, Length, Mm, Pt
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph as WordParagraph
from rich.cells import cell_len

from jianbao.model.bulletin import CountTable
from jianbao.rendering.grid import count_columns, place_header

TITLE, HEADING, BODY, TABLE = "方正小标宋简体", "黑体", "仿宋_GB2312", "宋体"
LATIN = "Times New Roman"
_LONG_EDGE, _SHORT_EDGE = Mm(297), Mm(210)
# 天头37毫米、订口28毫米，版心156×225毫米（GB/T 9704 5.1、5.2.1）.
_TOP, _BOTTOM, _INNER, _OUTER = Mm(37), Mm(35), Mm(28), Mm(26)
_LINE = Pt(29)
# Widths in half characters: a head of two characters is never broken, a text of twenty-four may be.
_SHORT_WORD, _LONG_TEXT, _EDGES = 4, 48, 4
# The earliest moment that a ZIP archive can state: the same document gives the same bytes.
_EPOCH = (1980, 1, 1, 0, 0, 0)


def set_page(section: Section, *, landscape: bool = False) -> None:
    """A4 with the margins of an official document; turned on its side the binding edge is on top."""
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = (_LONG_EDGE, _SHORT_EDGE) if landscape else (_SHORT_EDGE, _LONG_EDGE)
    section.top_margin, section.bottom_margin = (_INNER, _OUTER) if landscape else (_TOP, _BOTTOM)
    section.left_margin, section.right_margin = (_BOTTOM, _TOP) if landscape else (_INNER, _OUTER)


def set_properties(word: WordDocument, title: str, issuer: str, day: date) -> None:
    """What Word shows of a file: never who or what machine made it."""
    properties = word.core_properties
    at = datetime.combine(day, time(), UTC)
    properties.created = properties.modified = properties.last_printed = at
    properties.title, properties.author, properties.last_modified_by = title, issuer, issuer
    properties.comments, properties.revision = "", 1


def write_paragraph(
    paragraph: WordParagraph,
    text: str,
    face: str = BODY,
    size: float = 16,
    *,
    line: Length = _LINE,
    indent: bool = False,
    align: WD_ALIGN_PARAGRAPH = WD_ALIGN_PARAGRAPH.JUSTIFY,
) -> WordParagraph:
    """The text in that face and size, at an exact line height; ``indent`` by two characters."""
    form = paragraph.paragraph_format
    form.line_spacing_rule, form.line_spacing = WD_LINE_SPACING.EXACTLY, line
    form.space_before = form.space_after = Pt(0)
    form.widow_control = True
    paragraph.alignment = align
    if indent:
        form.first_line_indent = Pt(2 * size)
    run = paragraph.add_run(text)
    run.font.size, run.font.name = Pt(size), LATIN
    run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), face)
    return paragraph


def add_table(word: WordDocument, table: CountTable) -> Table:
    """Borders all around, the head merged where it spans and repeated on every page, no row cut by a page's end."""
    built: Table = word.add_table(rows=len(table.header) + len(table.rows), cols=count_columns(table))
    built.style, built.alignment, built.autofit = "Table Grid", WD_TABLE_ALIGNMENT.CENTER, False
    grid = [list(row.cells) for row in built.rows]
    for number, width in enumerate(_share_width(word.sections[-1], table)):
        built.columns[number].width = width
        for cells in grid:
            cells[number].width = width
    for placed in place_header(table):
        last = grid[placed.row + placed.cell.rows - 1][placed.column + placed.cell.columns - 1]
        cell = grid[placed.row][placed.column]
        merged = cell.merge(last) if (placed.cell.rows, placed.cell.columns) != (1, 1) else cell
        _write_cell(merged, placed.cell.text, HEADING, centred=True)
    for cells, row in zip(grid[len(table.header) :], table.rows, strict=True):
        for cell, content in zip(cells, row, strict=True):
            _write_cell(cell, content.text, TABLE, centred=bool(content.number) or content.text == "—")
    for number, row in enumerate(built.rows):
        properties = row._tr.get_or_add_trPr()
        properties.append(OxmlElement("w:cantSplit"))
        if number < len(table.header):
            properties.append(OxmlElement("w:tblHeader"))
    return built


def _share_width(section: Section, table: CountTable) -> list[Length]:
    """The width between the margins, shared by what the columns hold; a long text is wrapped and takes no more."""
    heads = {placed.column: placed.cell.text for placed in place_header(table) if placed.cell.columns == 1}
    weights = []
    for column in range(count_columns(table)):
        longest = max([0, *(cell_len(row[column].text) for row in table.rows)])
        shortest = min(cell_len(heads.get(column, "")), _SHORT_WORD)
        weights.append(min(max(longest, shortest) + _EDGES, _LONG_TEXT))
    room = (section.page_width or 0) - (section.left_margin or 0) - (section.right_margin or 0)
    return [Emu(room * weight // sum(weights)) for weight in weights]


def _write_cell(cell: _Cell, text: str, face: str, *, centred: bool) -> None:
    cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    align = WD_ALIGN_PARAGRAPH.CENTER if centred else WD_ALIGN_PARAGRAPH.LEFT
    write_paragraph(cell.paragraphs[0], text, face, 10.5, line=Pt(18), align=align)


def save_word(word: WordDocument) -> bytes:
    """The archive with fixed times, so that the same document gives the same bytes."""
    written, fixed = BytesIO(), BytesIO()
    word.save(written)
    with ZipFile(written) as source, ZipFile(fixed, "w") as target:
        for name in sorted(source.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            entry = ZipInfo(name, date_time=_EPOCH)
            entry.compress_type = ZIP_DEFLATED
            target.writestr(entry, source.read(name))
    return fixed.getvalue()
