"""A bulletin for the terminal: paragraphs, and tables whose columns line up where full-width characters take two."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len

from jianbao.model.bulletin import BulletinDocument, CountTable
from jianbao.rendering.grid import PlacedHeader, count_columns, place_header
from jianbao.rendering.templates import chinese_date

_GAP = 2


def render_bulletin_text(document: BulletinDocument) -> str:
    """The whole bulletin as plain text, ending in a line end."""
    lines = [document.title, *filter(None, [document.doc_number]), "", document.salutation]
    lines += [paragraph.text if paragraph.heading else f"　　{paragraph.text}" for paragraph in document.paragraphs]
    lines += ["", document.issuer, *([chinese_date(document.date)] if document.date else []), document.contact]
    blocks = ["\n".join(lines).rstrip(), *(render_table_text(table) for table in document.tables)]
    blocks.append("\n".join(["统计口径", *(f"{n}．{text}" for n, text in enumerate(document.definitions, 1))]))
    return "\n\n".join(blocks) + "\n"


def render_table_text(table: CountTable) -> str:
    """Title, head, rows, notes. Texts stand left, columns of numbers right, spanning heads in the middle."""
    heads = list(place_header(table))
    widths = _measure(table, heads)
    numeric = [any(row[column].number for row in table.rows) for column in range(len(widths))]
    lines = [table.title, *_head_lines(table, heads, widths, numeric)]
    lines.append("-" * (sum(widths) + _GAP * (len(widths) - 1)))
    for row in table.rows:
        cells = [_pad(cell.text, width, right) for cell, width, right in zip(row, widths, numeric, strict=True)]
        lines.append((" " * _GAP).join(cells).rstrip())
    return "\n".join([*lines, *table.notes])


def _measure(table: CountTable, heads: Sequence[PlacedHeader]) -> list[int]:
    """The width of each column; the last one under a long spanning head is as much wider as that head needs."""
    widths = [max([0, *(cell_len(row[n].text) for row in table.rows)]) for n in range(count_columns(table))]
    for head in sorted(heads, key=lambda head: head.cell.columns):
        span = slice(head.column, head.column + head.cell.columns)
        room = sum(widths[span]) + _GAP * (head.cell.columns - 1)
        widths[head.column + head.cell.columns - 1] += max(0, cell_len(head.cell.text) - room)
    return widths


def _head_lines(
    table: CountTable, heads: Sequence[PlacedHeader], widths: Sequence[int], numeric: Sequence[bool]
) -> list[str]:
    """One line for each row of the head; what hangs down over several stands in the lowest of them."""
    lines = []
    for row in range(len(table.header)):
        line, column = "", 0
        while column < len(widths):
            head = next((h for h in heads if h.column == column and h.row + h.cell.rows - 1 == row), None)
            span = head.cell.columns if head else 1
            width = sum(widths[column : column + span]) + _GAP * (span - 1)
            text = head.cell.text if head else ""
            line += _centre(text, width) if span > 1 else _pad(text, width, numeric[column])
            line += " " * _GAP
            column += span
        lines.append(line.rstrip())
    return lines


def _pad(text: str, width: int, right: bool) -> str:
    space = " " * (width - cell_len(text))
    return space + text if right else text + space


def _centre(text: str, width: int) -> str:
    left = (width - cell_len(text)) // 2
    return " " * left + text + " " * (width - cell_len(text) - left)
