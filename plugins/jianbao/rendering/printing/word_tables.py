"""Tables of a Word document."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import accumulate, groupby, pairwise

from jianbao.rendering.grid import Placed, place_cells
from jianbao.rendering.papers.paper import Cell, Table
from jianbao.rendering.papers.widths import INSET
from jianbao.rendering.printing.word_styles import GRID
from jianbao.rendering.printing.word_xml import Element, make, to_twips, value

# What stands in a cell of so many twips; never nothing.
Fill = Callable[[Cell, int], list[Element]]
# Between a cell's edge and its text, in twips.
_INSIDE = {"top": 0, "left": to_twips(INSET), "bottom": 0, "right": to_twips(INSET)}
_EMPTY = Placed(row=-1, column=-1, cell=Cell(blocks=()))


def make_table(table: Table, widths: Sequence[int], line: int, fill: Fill) -> Element:
    """Heads are repeated on every page, and no row is cut by a page's end. In twips: ``widths`` of the columns, and the
    ``line`` of the page, which is what a row takes at least.
    """
    grid = _lay_out(table, len(widths))
    rows = [_make_row(row, widths, fill, number, line, head=number < table.header) for number, row in enumerate(grid)]
    columns = [make("w:gridCol", {"w": width}) for width in widths]
    look = (value("w:tblStyle", GRID), value("w:jc", "center"))
    return make("w:tbl", None, make_look(sum(widths), _INSIDE, *look), make("w:tblGrid", None, *columns), *rows)


def share_width(room: int, shares: Sequence[int]) -> list[int]:
    """The room in whole twips, all of it."""
    ends = [room * end // sum(shares) for end in accumulate(shares, initial=0)]
    return [end - start for start, end in pairwise(ends)]


def _lay_out(table: Table, columns: int) -> list[list[Placed[Cell]]]:
    """For every row and column the cell that lies there."""
    grid = [[_EMPTY] * columns for _ in table.rows]
    for placed in place_cells(table.rows):
        for row in grid[placed.row : placed.row + placed.cell.rows]:
            for column in range(placed.column, min(placed.column + placed.cell.columns, columns)):
                row[column] = placed if row[column] is _EMPTY else row[column]
    return grid


def _make_row(
    row: Sequence[Placed[Cell]], widths: Sequence[int], fill: Fill, number: int, line: int, *, head: bool
) -> Element:
    """What hangs down from above goes on in an empty cell, as Word has it."""
    cells, column = [], 0
    for _, group in groupby(row, key=id):
        same = list(group)
        placed, span = same[0], len(same)
        width = sum(widths[column : column + span])
        column += span
        merged = placed.cell.rows > 1
        begins = placed.row in (number, -1)
        properties = make(
            "w:tcPr",
            None,
            make("w:tcW", {"w": width, "type": "dxa"}),
            value("w:gridSpan", span) if span > 1 else None,
            value("w:vMerge", "restart" if begins else "continue") if merged else None,
            value("w:vAlign", "center"),
        )
        content = placed.cell if begins else _EMPTY.cell
        cells.append(make("w:tc", None, properties, *fill(content, width - _INSIDE["left"] - _INSIDE["right"])))
    height = make("w:trHeight", {"val": line, "hRule": "atLeast"})
    kept = make("w:trPr", None, make("w:cantSplit"), height, make("w:tblHeader") if head else None)
    return make("w:tr", None, kept, *cells)


def make_look(width: int, inside: Mapping[str, int], *others: Element) -> Element:
    """Of fixed columns: what a cell holds makes none wider."""
    margins = [make(f"w:{side}", {"w": space, "type": "dxa"}) for side, space in inside.items()]
    return make(
        "w:tblPr",
        None,
        make("w:tblW", {"w": width, "type": "dxa"}),
        make("w:tblLayout", {"type": "fixed"}),
        make("w:tblCellMar", None, *margins),
        *others,
    )
