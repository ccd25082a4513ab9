"""A table of counts → comma-separated values (RFC 4180), as a spreadsheet opens them with a double click."""

from __future__ import annotations

import csv
from io import StringIO

from jianbao.model.bulletin import Cell, CountTable
from jianbao.rendering.grid import count_columns, flatten_header, read_number

# A spreadsheet takes a text that begins so for a formula (OWASP, CSV injection).
_DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def render_csv(table: CountTable) -> bytes:
    """One head, the rows, no title and no notes; UTF-8 with the mark that tells Excel so, lines end in CRLF."""
    output = StringIO()
    writer = csv.writer(output, lineterminator="\r\n")
    width = count_columns(table)
    writer.writerow([_defuse(title) for title in flatten_header(table)])
    for row in table.rows:
        cells = [_write_cell(cell) for cell in row]
        writer.writerow([*cells, *[""] * (width - len(cells))])
    return output.getvalue().encode("utf-8-sig")


def _write_cell(cell: Cell) -> str:
    """As printed, but the exact number where the cell is one: 66.7, and −5 stays a number."""
    return _defuse(cell.text) if read_number(cell) is None else cell.number


def _defuse(text: str) -> str:
    return f"'{text}" if text.startswith(_DANGEROUS) else text
