"""附件 of counts: one table for each group of units, with heads in up to three levels."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from jianbao.model.bulletin import Cell, CountTable, HeaderCell
from jianbao.reporting.columns import Figure, Figures
from jianbao.reporting.report import GroupReport, UnitReport
from jianbao.scoring import write_points
from jianbao.settings import BulletinColumn, RowOrder, Value, Zero

_UNIT = "单位"
_NOTHING = "—"


def make_table(
    figures: Figures,
    group: GroupReport,
    columns: Sequence[BulletinColumn],
    title: str,
    *,
    order: RowOrder = RowOrder.PROTOCOL,
    total_row: bool = True,
) -> CountTable:
    """The units of a group, in protocol order or by rank, and the group together in the last row."""
    rows = [_make_row(figures, columns, row) for row in sort_rows(group.rows, order)]
    if total_row and len(rows) > 1:
        rows.append(_make_total(figures, columns, group))
    paths = [(_UNIT,), *((*column.heads, column.title) for column in columns)]
    return CountTable(id=f"group-{group.id}", title=title, header=make_header(paths), rows=tuple(rows))


def sort_rows(rows: Sequence[UnitReport], order: RowOrder) -> list[UnitReport]:
    """By rank, those without one last; equal ranks and everything else in protocol order."""
    if order is RowOrder.PROTOCOL:
        return list(rows)
    return sorted(rows, key=lambda row: (row.rank is None, row.rank or 0))


def make_header(paths: Sequence[Sequence[str]]) -> tuple[tuple[HeaderCell, ...], ...]:
    """Heads of columns, outermost first, as rows of spanning cells: neighbours under one head share it."""
    depth = max(len(path) for path in paths)
    header = []
    for level in range(depth):
        cells: list[HeaderCell] = []
        start = 0
        while start < len(paths):
            path, end = paths[start], start + 1
            leaf = level == len(path) - 1
            while not leaf and end < len(paths) and _shares(path, paths[end], level):
                end += 1
            if level < len(path):
                cells.append(HeaderCell(text=path[level], columns=end - start, rows=depth - level if leaf else 1))
            start = end
        header.append(tuple(cells))
    return tuple(header)


def _shares(path: Sequence[str], other: Sequence[str], level: int) -> bool:
    """Whether both columns stand under the same heads down to this level."""
    return len(path) > level + 1 and len(other) > level + 1 and path[: level + 1] == other[: level + 1]


def _make_row(figures: Figures, columns: Sequence[BulletinColumn], row: UnitReport) -> tuple[Cell, ...]:
    return Cell(text=row.name), *(
        Cell(text=row.score.label if row.score else "")
        if column.value is Value.LABEL
        else make_cell(column, figures.of_row(column, row))
        for column in columns
    )


def _make_total(figures: Figures, columns: Sequence[BulletinColumn], group: GroupReport) -> tuple[Cell, ...]:
    units = [row.unit for row in group.rows]
    cells = [
        make_cell(column, figures.of_units(column, units))
        if column.total and not column.value.is_scored
        else Cell(text="")
        for column in columns
    ]
    return Cell(text="合计"), *cells


def make_cell(column: BulletinColumn, figure: Figure) -> Cell:
    """As printed, with the exact number beside it; nothing to count is a dash, a zero is what the column wants."""
    if figure is None:
        return Cell(text=_NOTHING)
    number = write_points(Decimal(figure))
    if column.value is Value.RATE:
        return Cell(text=f"{figure}%", number=str(figure))
    if not figure and column.zero is not Zero.ZERO:
        return Cell(text=_NOTHING if column.zero is Zero.DASH else "", number="0")
    return Cell(text=number, number=number)
