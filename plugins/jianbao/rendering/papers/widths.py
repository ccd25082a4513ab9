"""How wide the columns of a table and the pictures are: by what they hold, the same in PDF and in Word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from rich.cells import cell_len

from jianbao.problems import NOWHERE, Problem, ProblemsFound
from jianbao.rendering.grid import place_cells
from jianbao.rendering.papers.paper import Block, Break, Cell, Figure, Paper, Paragraph, Table
from jianbao.rendering.papers.style import PageLook, Style

_POINTS = 72 / 25.4
# Type of tables that are too wide for the one before, in points: 五号, 小五, 六号.
_SIZES = (0, 9, 7.5)
# Left and right of a cell's text, in points.
INSET = 3.0
# A screen's dots: what is printed larger than these shows them.
_DOTS_PER_INCH = 96
# In half characters: no column is narrower than two characters, and from so much on a text is wrapped instead.
_LEAST, _MOST = 4, 48
_TOKEN = re.compile("[!-~]+")
# A word of more characters may be cut anywhere (``printing/description.py``, and Word does so by itself).
_HELD = 28
_NUMBER = re.compile(r"[-+−－—~～\d.,，%％‰/:：〇×()（）\s]*[\d—][-+−－—~～\d.,，%％‰/:：〇×()（）\s]*(?:个百分点|倍)?")


@dataclass(frozen=True, kw_only=True, slots=True)
class _Column:
    """What it needs at least, and what it would like to have, in half characters."""

    least: int
    wanted: int


def text_width(page: PageLook, *, landscape: bool) -> float:
    """Points between the margins. On its side the text is as wide as the type area is high."""
    return (page.height if landscape else page.width) * _POINTS


def text_height(page: PageLook, *, landscape: bool) -> float:
    """Points of the lines that a page holds."""
    height = (page.width if landscape else page.height) * _POINTS
    return int(height / page.line + 0.001) * page.line


def figure_width(figure: Figure, page: PageLook, *, landscape: bool = False) -> float:
    """Points: never wider than the text, with its caption never higher than the page, never larger than on a screen."""
    room = text_height(page, landscape=landscape) - 2 * page.line
    wide = min(text_width(page, landscape=landscape), figure.width * 72 / _DOTS_PER_INCH)
    return min(wide, room * figure.width / max(figure.height, 1))


def fit_blocks(paper: Paper) -> tuple[Block, ...]:
    """Every table with its widths, and with smaller type where it needs it; what is wider still stands on a page on its
    side. Raises ProblemsFound for tables that no page is wide enough for.
    """
    fitted: list[Block] = []
    problems: list[Problem] = []
    landscape = paper.style.page.landscape
    for block in paper.blocks:
        if isinstance(block, Break):
            landscape = block.landscape or paper.style.page.landscape
        if not isinstance(block, Table):
            fitted.append(block)
        elif (table := fit_table(block, paper.style, landscape=landscape)) is not None:
            fitted.append(table)
        elif (table := fit_table(block, paper.style, landscape=True)) is not None:
            fitted += [Break(landscape=True), table, Break()]
        else:
            problems.append(_tell_wide(paper, block))
    if problems:
        raise ProblemsFound(problems)
    return tuple(fitted)


def _tell_wide(paper: Paper, table: Table) -> Problem:
    heads = "、".join(paragraph.text for cell in table.rows[0] for paragraph in _paragraphs(cell))
    message = f"{paper.title}：以“{heads[:20]}”开头的表有{count_columns(table)}栏，横放也排不下"
    return Problem(code="table-wide", place=NOWHERE, message=message, hint="拆成两个表，或减少栏数、缩短数字")


def fit_table(table: Table, style: Style, *, landscape: bool) -> Table | None:
    """With widths, type size and numbers centred; None where its longest words don't stand side by side."""
    columns, room = _measure(table, folded=False), text_width(style.page, landscape=landscape)
    own = style.role("cell").size
    for size in _SIZES:
        half = (size or own) / 2
        needed = sum(column.least * half + 2 * INSET for column in columns)
        if needed <= room and (not size or size < own):
            # A head may stand in two lines where not all can have what they would like.
            tight = sum(column.wanted * half + 2 * INSET for column in columns) > room
            shared = _share(_measure(table, folded=tight), half, room)
            stated = table.widths if len(table.widths) == len(columns) else shared
            rows = tuple(tuple(centre_number(cell) for cell in row) for row in table.rows)
            return replace(table, widths=stated, size=size, rows=rows)
    return None


def _share(columns: list[_Column], half: float, room: float) -> tuple[int, ...]:
    """Tenths of a point: to each what it needs, or what it would like where there is room; the rest by their wishes."""
    wanted = [column.wanted * half + 2 * INSET for column in columns]
    least = wanted if sum(wanted) <= room else [column.least * half + 2 * INSET for column in columns]
    more = [column.wanted - column.least + 1 for column in columns]
    rest = room - sum(least)
    return tuple(round(10 * (need + rest * want / sum(more))) for need, want in zip(least, more, strict=True))


def count_columns(table: Table) -> int:
    return max((placed.column + placed.cell.columns for placed in place_cells(table.rows)), default=1)


def _measure(table: Table, *, folded: bool) -> list[_Column]:
    """By the cells that stand in one column alone; ``folded`` heads would like half of their length."""
    least, wanted = [_LEAST] * count_columns(table), [_LEAST] * count_columns(table)
    for placed in place_cells(table.rows):
        column, cell = placed.column, placed.cell
        if cell.columns == 1:
            for paragraph in _paragraphs(cell):
                words = _TOKEN.findall(paragraph.text)
                least[column] = max([least[column], *(min(len(word) + word.count("%"), _HELD) for word in words)])
                lines = [cell_len(line) for line in paragraph.text.split("\n")]
                want = -(-max(lines) // 2) if folded and cell.head else max(lines)
                wanted[column] = max(wanted[column], min(want, _MOST))
    return [_Column(least=need, wanted=max(want, need)) for need, want in zip(least, wanted, strict=True)]


def _paragraphs(cell: Cell) -> Iterator[Paragraph]:
    return (block for block in cell.blocks if isinstance(block, Paragraph))


def centre_number(cell: Cell) -> Cell:
    """Where nothing else is said: numbers and heads in the middle."""
    text = "".join(paragraph.text for paragraph in _paragraphs(cell)).strip()
    is_centred = not cell.align and text and (cell.head or _NUMBER.fullmatch(text))
    return replace(cell, align="centre") if is_centred else cell
