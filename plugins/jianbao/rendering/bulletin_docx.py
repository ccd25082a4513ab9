"""A bulletin as a Word document: text in official form, annexes on pages of their own, wide tables on their side."""

from __future__ import annotations

from itertools import groupby

import docx
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Pt
from rich.cells import cell_len

from jianbao.model.bulletin import BulletinDocument, CountTable
from jianbao.rendering.grid import count_columns
from jianbao.rendering.templates import chinese_date
from jianbao.rendering.word_layout import (
    BODY,
    HEADING,
    TITLE,
    add_table,
    save_word,
    set_page,
    set_properties,
    write_paragraph,
)

# More columns than this do not fit between the margins of an upright page.
_UPRIGHT = 9
_SMALL, _SMALL_LINE = 12, Pt(20)
# Full-width characters of the title that one line holds.
_TITLE_WIDTH = 20


def render_bulletin_docx(document: BulletinDocument) -> bytes:
    """Same bulletin, same bytes."""
    word = docx.Document()
    set_properties(word, document.title, document.issuer, document.date or document.last)
    set_page(word.sections[0])
    _write_text(word, document)
    # The tables of one annex follow each other; what they count is explained after the last of them.
    explained = [table.id for table in document.tables if table.id.startswith("group-")][-1:]
    for annex, tables in groupby(document.tables, key=lambda table: table.title.partition("　")[0]):
        for number, table in enumerate(tables):
            _write_table(word, table, annex if annex.startswith("附件") else "", first=number == 0)
            if table.id in explained:
                _write_definitions(word, document)
    return save_word(word)


def _break_title(document: BulletinDocument) -> str:
    """In one line where it fits; else as the office's template breaks it."""
    fits = cell_len(document.title) <= 2 * _TITLE_WIDTH
    return document.title if fits else "\n".join(document.title_lines) or document.title


def _write_text(word: WordDocument, document: BulletinDocument) -> None:
    centre, right = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.RIGHT
    if document.doc_number:
        write_paragraph(word.add_paragraph(), document.doc_number, align=centre)
    write_paragraph(word.add_paragraph(), _break_title(document), TITLE, 22, align=centre)
    write_paragraph(word.add_paragraph(), "")
    write_paragraph(word.add_paragraph(), document.salutation)
    for paragraph in document.paragraphs:
        face = HEADING if paragraph.heading else BODY
        written = write_paragraph(word.add_paragraph(), paragraph.text, face, indent=True)
        written.paragraph_format.keep_with_next = paragraph.heading
    if document.annexes:
        write_paragraph(word.add_paragraph(), "")
        for number, annex in enumerate(document.annexes, 1):
            lead = "附件：" if number == 1 else "　　　"
            write_paragraph(word.add_paragraph(), f"{lead}{number}．{annex}", indent=True)
    write_paragraph(word.add_paragraph(), "")
    for line in filter(None, [document.issuer, chinese_date(document.date) if document.date else ""]):
        written = write_paragraph(word.add_paragraph(), line, align=right)
        written.paragraph_format.right_indent = Pt(64)  # 右空四字
    if document.contact:
        write_paragraph(word.add_paragraph(), f"（{document.contact}）", indent=True)


def _write_table(word: WordDocument, table: CountTable, annex: str, *, first: bool) -> None:
    """An annex begins on a new page, turned on its side where the table is wide, with its number above: 附件1."""
    landscape = count_columns(table) > _UPRIGHT
    if first or (word.sections[-1].orientation is WD_ORIENT.LANDSCAPE) is not landscape:
        set_page(word.add_section(WD_SECTION.NEW_PAGE), landscape=landscape)
    else:
        write_paragraph(word.add_paragraph(), "")
    if annex and first:
        write_paragraph(word.add_paragraph(), annex, HEADING)
    title = table.title.partition("　")[2] or table.title
    written = write_paragraph(word.add_paragraph(), title, TITLE, 18, align=WD_ALIGN_PARAGRAPH.CENTER)
    written.paragraph_format.keep_with_next = True
    written.paragraph_format.space_after = Pt(8)
    add_table(word, table)
    for note in table.notes:
        write_paragraph(word.add_paragraph(), note, size=_SMALL, line=_SMALL_LINE)


def _write_definitions(word: WordDocument, document: BulletinDocument) -> None:
    for number, text in enumerate(document.definitions, 1):
        lead = "注：" if number == 1 else "　　"
        write_paragraph(word.add_paragraph(), f"{lead}{number}．{text}", size=_SMALL, line=_SMALL_LINE)
