"""Where the cells of a table lie: they are written as HTML has them, and sheets, commas and Word want coordinates."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Generic, Protocol, TypeAlias, TypeVar

from jianbao.model.bulletin import Cell, CountTable, HeaderCell


class Spanning(Protocol):
    """A cell that takes so many columns and rows."""

    @property
    def columns(self) -> int: ...

    @property
    def rows(self) -> int: ...


C = TypeVar("C", bound=Spanning)


@dataclass(frozen=True, kw_only=True, slots=True)
class Placed(Generic[C]):
    """A cell with its top left corner, counted from 0."""

    row: int
    column: int
    cell: C


PlacedHeader: TypeAlias = Placed[HeaderCell]


def place_cells(rows: Iterable[Iterable[C]]) -> Iterator[Placed[C]]:
    """Every cell after those that hang down from the rows above it, as HTML 4.9.12 places them."""
    taken: set[tuple[int, int]] = set()
    for row, cells in enumerate(rows):
        column = 0
        for cell in cells:
            while (row, column) in taken:
                column += 1
            yield Placed(row=row, column=column, cell=cell)
            taken |= {(row + down, column + right) for down in range(cell.rows) for right in range(cell.columns)}
            column += cell.columns


def place_header(table: CountTable) -> Iterator[PlacedHeader]:
    return place_cells(table.header)


def count_columns(table: CountTable) -> int:
    """How wide the table is, be it by its head or by its rows."""
    head = max((placed.column + placed.cell.columns for placed in place_header(table)), default=0)
    return max([head, *(len(row) for row in table.rows)])


def flatten_header(table: CountTable) -> list[str]:
    """One title for each column, spanning heads written before it: 采用条次·合计."""
    above: list[list[str]] = [[] for _ in range(count_columns(table))]
    for placed in place_header(table):
        for column in range(placed.column, placed.column + placed.cell.columns):
            above[column].append(placed.cell.text)
    return ["·".join(filter(None, titles)) for titles in above]


def read_number(cell: Cell) -> Decimal | None:
    """The value of a cell that is a number; None for a text."""
    try:
        value = Decimal(cell.number)
    except InvalidOperation:
        return None
    return value if value.is_finite() else None
