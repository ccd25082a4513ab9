"""A statement (核对单) as a paper, to hand to the unit: the lines of its text, as the template gives them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from jianbao.rendering.papers.html_blocks import clean
from jianbao.rendering.papers.paper import Block, Paper, Paragraph, Run
from jianbao.rendering.papers.style import Style

# The file of the style in ``templates/print``.
STYLE = "hedui"


def make_statement_paper(text: str, issuer: str, day: date, style: Style) -> Paper:
    """The first line is the title; numbered lines begin an item, lines set in belong to it."""
    title, *lines = [line.rstrip() for line in text.splitlines() if line.strip()]
    return Paper(title=title, author=issuer, day=day, style=style, blocks=tuple(_set_lines(title, lines)))


def _set_lines(title: str, lines: list[str]) -> Iterator[Block]:
    yield Paragraph(role="title", runs=(Run(text=clean(title)),))
    for line in lines:
        is_inside = line != line.lstrip()
        role = "detail" if is_inside else "item" if line[0].isdigit() else "body"
        yield Paragraph(role=role, runs=(Run(text=clean(line.strip())),))
