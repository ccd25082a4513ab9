"""A table of counts as a page shows it: the table itself, with what only a page needs."""

from __future__ import annotations

from dataclasses import dataclass

from jianbao.model.bulletin import Cell, CountTable, HeaderCell
from jianbao.rendering.grid import count_columns, place_header, read_number


@dataclass(frozen=True, kw_only=True, slots=True)
class ShownRow:
    """``cells`` with whether they stand in a column of numbers; ``uri`` of the page that the first cell leads to."""

    cells: tuple[tuple[Cell, bool], ...]
    uri: str
    is_sum: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class ShownTable:
    """``uris`` by row, empty where nothing leads further; ``sums`` are the numbers of the rows that add others up."""

    table: CountTable
    uris: tuple[str, ...] = ()
    sums: frozenset[int] = frozenset()

    @property
    def numeric(self) -> tuple[bool, ...]:
        """Whether each column holds numbers: a dash in one stands to the right as the numbers do."""
        width = count_columns(self.table)
        found = {n for row in self.table.rows for n, cell in enumerate(row) if read_number(cell) is not None}
        return tuple(column in found for column in range(width))

    @property
    def head(self) -> list[list[tuple[HeaderCell, bool]]]:
        """The head by rows, each cell with whether it stands over one column of numbers."""
        numeric = self.numeric
        rows: list[list[tuple[HeaderCell, bool]]] = [[] for _ in self.table.header]
        for placed in place_header(self.table):
            rows[placed.row].append((placed.cell, placed.cell.columns == 1 and numeric[placed.column]))
        return rows

    @property
    def body(self) -> list[ShownRow]:
        numeric = self.numeric
        return [
            ShownRow(
                cells=tuple(zip(row, numeric, strict=False)),
                uri=self.uris[number] if number < len(self.uris) else "",
                is_sum=number in self.sums,
            )
            for number, row in enumerate(self.table.rows)
        ]
