"""A statement (核对单) as a Word document, to hand to the unit: the lines of its text, as the template gives them."""

from __future__ import annotations

from datetime import date

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Pt

from jianbao.rendering.word_layout import BODY, HEADING, TITLE, save_word, set_page, set_properties, write_paragraph

_SIZE, _LINE, _INDENT = 14, Pt(24), Pt(28)


def render_statement_docx(text: str, issuer: str, day: date) -> bytes:
    """The first line is the title; numbered lines begin an item, lines set in belong to it. Same text, same bytes."""
    word = docx.Document()
    title, *lines = [line.rstrip() for line in text.splitlines() if line.strip()]
    set_properties(word, title, issuer, day)
    set_page(word.sections[0])
    write_paragraph(word.add_paragraph(), title, TITLE, 18, align=WD_ALIGN_PARAGRAPH.CENTER)
    write_paragraph(word.add_paragraph(), "")
    for line in lines:
        inside = line != line.lstrip()
        begins = not inside and line[0].isdigit()
        face = HEADING if begins else BODY
        written = write_paragraph(word.add_paragraph(), line.strip(), face, _SIZE, line=_LINE)
        written.paragraph_format.left_indent = _INDENT if inside else Pt(0)
        written.paragraph_format.keep_with_next = begins
    return save_word(word)
