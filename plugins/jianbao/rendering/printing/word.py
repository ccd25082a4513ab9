"""A paper as a Word document: the same text in the same order as its PDF, in styles by name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from docx.document import Document as WordDocument
from docx.oxml.ns import qn

from jianbao.rendering.papers.paper import Block, Break, Cell, Figure, Paper, Paragraph, Run, Table
from jianbao.rendering.papers.spacing import rule_height
from jianbao.rendering.papers.style import Align, Rule
from jianbao.rendering.papers.widths import figure_width, fit_blocks, text_width
from jianbao.rendering.printing.word_footers import add_footers, add_header
from jianbao.rendering.printing.word_imprint import make_imprint
from jianbao.rendering.printing.word_masthead import make_masthead
from jianbao.rendering.printing.word_package import save_word, start_word
from jianbao.rendering.printing.word_page import make_section
from jianbao.rendering.printing.word_pictures import make_picture
from jianbao.rendering.printing.word_rules import make_rule
from jianbao.rendering.printing.word_spacing import Gap, find_gaps
from jianbao.rendering.printing.word_styles import PICTURE, RULE, WAYS, Fonts, make_fonts, make_styles, style_id
from jianbao.rendering.printing.word_tables import make_table, share_width
from jianbao.rendering.printing.word_text import Writer
from jianbao.rendering.printing.word_xml import Element, make, to_twips, value


def render_word(paper: Paper, fonts: Fonts) -> bytes:
    """``fonts`` by role as the settings name them: the first of each is the one that the office has in Word. Same
    paper, same fonts: same bytes. Raises ProblemsFound for a table that no page is wide enough for.
    """
    fitted = replace(paper, blocks=fit_blocks(paper))
    word = start_word(paper, make_styles(paper.style, fonts), make_fonts(fonts))
    _Body(fitted, fonts, word).write()
    return save_word(word)


class _Body:
    """Writes the blocks one after the other into sections: pages on their side lie in sections of their own."""

    def __init__(self, paper: Paper, fonts: Fonts, word: WordDocument) -> None:
        self._paper, self._page = paper, paper.style.page
        self._fonts, self._word = fonts, word
        self._writer = Writer(style=paper.style, fonts=fonts)
        self._body = word.element.body
        # Of what comes next: whether its page lies on its side, and whether it begins one.
        self._landscape, self._breaks = self._page.landscape, False
        self._references: list[Element] = []

    def write(self) -> None:
        paper = self._paper
        self._begin()
        for block, gap in zip(paper.blocks, find_gaps(paper), strict=True):
            self._body.extend(self._make(block, gap))
        if paper.imprint:
            self._keep_last()
            self._body.append(make_imprint(paper.imprint, self._page, landscape=self._landscape))
        self._close()
        self._body.append(make_section(paper.style, self._references, landscape=self._landscape))

    def _keep_last(self) -> None:
        """No page holds 版记 alone: the last paragraph of the text, and what is set after it, go with it."""
        body = style_id("body")
        for last in reversed(self._body):
            if last.tag != qn("w:p") or last.pPr.find(qn("w:sectPr")) is not None:
                return
            if last.pPr.find(qn("w:keepNext")) is None:
                last.pPr.insert(1, make("w:keepNext"))
            if last.style == body:
                return

    def _begin(self) -> None:
        """A masthead that begins above the type area is the header of the first page."""
        style, masthead = self._paper.style, [*make_masthead(self._paper, self._fonts)]
        rises = style.rise > 0 and bool(masthead)
        first = rises or not self._page.folio_first
        self._references = add_footers(self._word, self._page, landscape=self._landscape, first=first)
        if rises:
            self._references.insert(0, add_header(self._word, masthead))
        else:
            self._body.extend(masthead)

    def _make(self, block: Block, gap: Gap) -> Iterator[Element]:
        if isinstance(block, Break):
            self._turn(landscape=block.landscape or self._page.landscape)
        elif isinstance(block, Table):
            # A page cannot begin with a table, nor a table follow another, without a paragraph between.
            if self._breaks or self._ends_in_table():
                yield _make_seam(self._take_break())
            yield self._make_table(block)
        elif isinstance(block, Rule):
            # In the text a rule takes one line, and lies in the middle of it.
            half = self._page.line / 2
            yield make_rule(block, self._page, half, half - rule_height(block))
        else:
            direct = [*self._take_break(), *gap.make(self._page)]
            if isinstance(block, Paragraph):
                yield self._writer.make_paragraph(block, direct)
            else:
                width = figure_width(block, self._page, landscape=self._landscape)
                yield self._make_figure(block, width, direct)
                if block.caption:
                    yield self._writer.make_paragraph(Paragraph(role="caption", runs=(Run(text=block.caption),)))

    def _turn(self, *, landscape: bool) -> None:
        """A new page; one that is turned begins a section, which the last paragraph before it closes."""
        if landscape == self._landscape:
            self._breaks = len(self._body) > 0
            return
        if len(self._body):
            self._close()
            section = make_section(self._paper.style, self._references, landscape=self._landscape)
            self._body[-1].get_or_add_pPr().append(section)
        self._landscape, self._breaks = landscape, False
        self._references = add_footers(self._word, self._page, landscape=landscape, first=False)

    def _close(self) -> None:
        """A section ends in a paragraph."""
        if not len(self._body) or self._ends_in_table():
            self._body.append(_make_seam())

    def _ends_in_table(self) -> bool:
        return len(self._body) > 0 and self._body[-1].tag == qn("w:tbl")

    def _take_break(self) -> list[Element]:
        breaks, self._breaks = self._breaks, False
        return [make("w:pageBreakBefore")] if breaks else []

    def _make_figure(self, figure: Figure, width: float, direct: Sequence[Element] = ()) -> Element:
        """``width`` points wide."""
        high = width * figure.height / max(figure.width, 1)
        inline = make_picture(self._word, self._paper.pictures[figure.name], figure.caption, width, high)
        run = make("w:r", None, make("w:drawing", None, inline))
        return make("w:p", None, make("w:pPr", None, value("w:pStyle", PICTURE), *direct), run)

    def _make_table(self, table: Table) -> Element:
        room = to_twips(text_width(self._page, landscape=self._landscape))

        def fill(cell: Cell, width: int) -> list[Element]:
            made = [self._make_in_cell(part, cell, width / 20, table.size) for part in cell.blocks]
            return made or [self._writer.make_paragraph(Paragraph(role="cell", runs=()))]

        return make_table(table, share_width(room, table.widths), to_twips(self._page.line), fill)

    def _make_in_cell(self, part: Paragraph | Figure, cell: Cell, width: float, size: float) -> Element:
        if isinstance(part, Figure):
            return self._make_figure(part, min(width, figure_width(part, self._page, landscape=self._landscape)))
        way = [value("w:jc", WAYS[Align(cell.align)])] if cell.align else []
        return self._writer.make_paragraph(part, way, size)


def _make_seam(direct: Sequence[Element] = ()) -> Element:
    """An empty paragraph that takes no room."""
    return make("w:p", None, make("w:pPr", None, value("w:pStyle", RULE), *direct))
