"""Lines left free between the paragraphs of a Word document, where their styles alone would leave others free."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from jianbao.rendering.papers.paper import Break, Paper, Paragraph, Table
from jianbao.rendering.papers.spacing import blank_lines, masthead_space
from jianbao.rendering.papers.style import PageLook
from jianbao.rendering.printing.word_xml import Element, make, to_twips


@dataclass(kw_only=True, slots=True)
class Gap:
    """Lines above and below a block, where they are not those of its style."""

    before: float | None = None
    after: float | None = None

    def make(self, page: PageLook) -> Sequence[Element]:
        stated = {"before": self.before, "after": self.after}
        twips = {side: round(lines * to_twips(page.line)) for side, lines in stated.items() if lines is not None}
        return [make("w:spacing", twips)] if twips else []


def find_gaps(paper: Paper) -> list[Gap]:
    """Word adds up what two paragraphs leave free; papers leave free what ``blank_lines`` says."""
    gaps = [Gap() for _ in paper.blocks]
    # What the masthead leaves free to the next line of the grid.
    rest = masthead_space(paper.masthead, paper.style) / paper.style.page.line
    before: object = None
    for number, (block, blank) in enumerate(zip(paper.blocks, blank_lines(paper), strict=True)):
        wanted = blank if number else blank + rest
        above = paper.style.role(before.role).after if isinstance(before, Paragraph) else 0
        own = paper.style.role(block.role).before if isinstance(block, Paragraph) else 0
        if above + own != wanted and not isinstance(block, Break):
            if isinstance(before, Paragraph) and (wanted < above or isinstance(block, Table)):
                gaps[number - 1].after, above = wanted if isinstance(block, Table) else 0, 0
            gaps[number].before = wanted - above
        before = block
    return gaps
