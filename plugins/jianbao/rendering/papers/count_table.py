"""Tables of counts → tables of a paper, as they stand: heads with their spans, numbers in the middle."""

from __future__ import annotations

from jianbao.model.bulletin import Cell as CountCell
from jianbao.model.bulletin import CountTable, HeaderCell
from jianbao.rendering.papers.html_blocks import clean
from jianbao.rendering.papers.paper import Cell, Paragraph, Run, Table

# What stands for a number that there is not.
_NONE = "—"


def make_count_table(table: CountTable) -> Table:
    heads = tuple(tuple(_make_head(cell) for cell in row) for row in table.header)
    rows = tuple(tuple(_make_cell(cell) for cell in row) for row in table.rows)
    return Table(rows=(*heads, *rows), header=len(heads))


def _make_head(cell: HeaderCell) -> Cell:
    return Cell(blocks=_say("head", cell.text), columns=cell.columns, rows=cell.rows, head=True)


def _make_cell(cell: CountCell) -> Cell:
    """A number's place is in the middle even where a zero is left blank."""
    is_number = bool(cell.number) or cell.text == _NONE
    return Cell(blocks=_say("cell", cell.text), align="centre" if is_number else "")


def _say(role: str, text: str) -> tuple[Paragraph, ...]:
    return (Paragraph(role=role, runs=(Run(text=clean(text)),)),)
