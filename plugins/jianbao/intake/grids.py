"""Cells as Word merges them → rows of one length, each cell one line of text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from jianbao.intake.blocks import Block, Paragraph, Piece, Table

WIDEST = 64


@dataclass(frozen=True, kw_only=True, slots=True)
class Cell:
    """``continues_above`` and ``continues_left``: it is one with the cell there."""

    blocks: tuple[Block, ...] = ()
    span: int = 1
    continues_above: bool = False
    continues_left: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Grid:
    """``merged`` and ``nested`` are how many cells and tables were put another way; ``clipped``: columns are lost."""

    rows: tuple[tuple[str, ...], ...]
    merged: int
    nested: int
    clipped: bool
    pictures: tuple[Piece, ...]


def lay_grid(rows: list[list[Cell]]) -> Grid:
    """What goes over several columns stands in the first of them, what goes over several rows in each. Rows without
    any text are left out.
    """
    laid: list[list[str]] = []
    merged, clipped = 0, False
    for row in rows:
        above = laid[-1] if laid else []
        line: list[str] = []
        for cell in row:
            starts = not (cell.continues_above or cell.continues_left)
            merged += starts and cell.span > 1
            if cell.continues_above:
                merged += 1
                text = above[len(line)] if len(line) < len(above) else ""
            else:
                text = "" if cell.continues_left else _join(cell.blocks)
            line += [text, *([""] * (cell.span - 1))]
            if len(line) > WIDEST:
                clipped = True
                break
        laid.append(line[:WIDEST])
    width = max((len(line) for line in laid), default=0)
    blocks = [block for row in rows for cell in row for block in cell.blocks]
    return Grid(
        rows=tuple((*line, *([""] * (width - len(line)))) for line in laid if any(line)),
        merged=merged,
        nested=sum(isinstance(block, Table) for block in blocks),
        clipped=clipped,
        pictures=tuple(picture for block in blocks for picture in block.pictures),
    )


def _join(blocks: tuple[Block, ...]) -> str:
    """Chinese puts no space between its paragraphs; where two would run into each other a space keeps them apart."""
    return " ".join(text for block in blocks for text in _lines(block) if text)


def _lines(block: Block) -> Iterator[str]:
    if isinstance(block, Paragraph):
        yield " ".join(block.text.split())
    else:
        yield "；".join(" ".join(filter(None, row)) for row in block.rows)
