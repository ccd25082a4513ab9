"""A printed paper, before any format: PDF and Word are rendered from the same value, so they say the same.

Blocks name a role; how a role looks stands in the paper's ``Style``. A line end in a run's text is a line break.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TypeAlias

from jianbao.rendering.papers.style import Colour, Rule, Style


@dataclass(frozen=True, kw_only=True, slots=True)
class Run:
    """``marks``: some of strong, em, sub, sup, ins (新增), del (删去). ``font``, where it is not that of its
    paragraph's role: ``heading`` or ``kai`` for a heading that its text runs on from (一、逐项建账。1月至3月……).
    """

    text: str
    marks: tuple[str, ...] = ()
    font: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Paragraph:
    """``anchor`` makes it a bookmark of the PDF, named by its own text. ``page_of``, in a line of contents, is the
    anchor whose page stands at the line's end: in the PDF alone, since only there it is known.
    """

    role: str
    runs: tuple[Run, ...]
    anchor: str = ""
    page_of: str = ""

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, kw_only=True, slots=True)
class Figure:
    """A picture: ``name`` is its key in the paper's ``pictures``; its size in pixels."""

    name: str
    caption: str
    width: int
    height: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Cell:
    """Spans so many columns and rows. ``align`` is empty for the table's own way."""

    blocks: tuple[Paragraph | Figure, ...]
    columns: int = 1
    rows: int = 1
    head: bool = False
    align: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Table:
    """The first ``header`` rows are repeated on every page. ``widths`` are shares of the width; none: by content.
    ``size`` of its type in points where it is not that of the cells' roles (``papers/widths.py``).
    """

    rows: tuple[tuple[Cell, ...], ...]
    header: int = 0
    widths: tuple[int, ...] = ()
    size: float = 0


@dataclass(frozen=True, kw_only=True, slots=True)
class Break:
    """A new page; on its side where ``landscape``."""

    landscape: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Line:
    """A line of the masthead: up to three parts on one line. ``size`` and ``tracking`` in points, ``height`` in lines
    of the type area, ``inset`` in characters from both edges.
    """

    left: str = ""
    centre: str = ""
    right: str = ""
    font: str = "body"
    size: float = 16
    colour: Colour = Colour.BLACK
    tracking: float = 0
    height: float = 1
    inset: float = 0


@dataclass(frozen=True, kw_only=True, slots=True)
class ImprintRow:
    """A row of 版记: a list after its label, or pieces on one line with ``right`` at the end."""

    label: str = ""
    text: str = ""
    right: str = ""


Block: TypeAlias = Paragraph | Figure | Table | Break | Rule
Masthead: TypeAlias = tuple[Line | Rule, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Paper:
    """``stamp`` (送审稿) stands across the head of the first page. ``day`` is all that its metadata says of time.

    ``copies``: the copy numbers that are overprinted, each on a copy of the whole paper; empty for one without.
    """

    title: str
    author: str
    day: date
    style: Style
    masthead: Masthead = ()
    blocks: tuple[Block, ...] = ()
    imprint: tuple[ImprintRow | Rule, ...] = ()
    keywords: tuple[str, ...] = ()
    stamp: str = ""
    copies: tuple[int, ...] = ()
    pictures: Mapping[str, bytes] = field(default_factory=dict)

    def paragraphs(self) -> Iterator[Paragraph]:
        """All of them in reading order, those in tables too."""
        for block in self.blocks:
            if isinstance(block, Paragraph):
                yield block
            elif isinstance(block, Table):
                for row in block.rows:
                    for cell in row:
                        yield from (inner for inner in cell.blocks if isinstance(inner, Paragraph))
