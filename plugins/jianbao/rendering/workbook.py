"""Tables of counts → one workbook (XLSX). What somebody typed is text, no formula or link; a number is a number."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, datetime
from io import BytesIO
from math import ceil
from unicodedata import east_asian_width

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from jianbao.model.bulletin import Cell, CountTable
from jianbao.rendering.grid import count_columns, place_header, read_number

# The same tables give the same bytes, so a workbook cannot say when it was made.
_CREATED = datetime(2000, 1, 1, tzinfo=UTC)
_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_LONGEST_NAME, _LONGEST_TEXT = 31, 32_767  # limits of the format (Excel specifications)
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_SHOWN = re.compile(r"(?P<before>[^\d-]*)(?P<number>-?[\d,]+(?:\.(?P<places>\d+))?)(?P<after>\D*)")
_NARROWEST, _WIDEST = 6, 42
_LINE = 15  # points that a line of text takes
_NOTHING = ("—", "-")  # stand in the column of the numbers
_A4 = 9
_FACE = {"font_name": "宋体", "font_size": 10.5, "valign": "vcenter"}
_BOX = {**_FACE, "border": 1}


def render_workbook(tables: Sequence[CountTable]) -> bytes:
    """A sheet for each table, at least one. Excel and LibreOffice open it without a question."""
    output = BytesIO()
    with Workbook(output, _OPTIONS) as workbook:
        workbook.set_properties({"created": _CREATED})
        pen = _Pen(workbook)
        for table, name in zip(tables, name_sheets([table.title for table in tables]), strict=True):
            _write_table(workbook.add_worksheet(name), pen, table)
        if not tables:
            workbook.add_worksheet("空表")
    return output.getvalue()


def name_sheets(titles: Sequence[str]) -> list[str]:
    """Names that Excel takes: at most 31 characters, none of ``[]:*?/\\``, no two alike however they are written."""
    names: list[str] = []
    taken = {"history"}  # Excel keeps this one for itself
    for title in titles:
        name = stem = _cut(_NOT_IN_NAMES.sub(" ", title).strip(" '"), _LONGEST_NAME) or "表"
        number = 1
        while name.casefold() in taken:
            number += 1
            name = f"{_cut(stem, _LONGEST_NAME - len(str(number)) - 2)}（{number}）"
        taken.add(name.casefold())
        names.append(name)
    return names


def _cut(text: str, length: int) -> str:
    """At most so many UTF-16 units, which is what Excel counts; no half of a character, no mark at the end."""
    return text.encode("utf-16-le")[: length * 2].decode("utf-16-le", errors="ignore").rstrip(" '")


class _Pen:
    """Formats of one workbook, each made once."""

    def __init__(self, workbook: Workbook) -> None:
        self._workbook = workbook
        self._numbers: dict[str, Format] = {}
        self.title = workbook.add_format({**_FACE, "bold": True, "font_size": 14, "align": "center"})
        self.head = workbook.add_format({**_BOX, "bold": True, "align": "center", "text_wrap": True})
        self.text = workbook.add_format({**_BOX, "text_wrap": True})
        self.dash = workbook.add_format({**_BOX, "align": "right"})
        self.note = workbook.add_format({**_FACE, "text_wrap": True, "valign": "top"})

    def number(self, pattern: str) -> Format:
        if pattern not in self._numbers:
            self._numbers[pattern] = self._workbook.add_format({**_BOX, "align": "right", "num_format": pattern})
        return self._numbers[pattern]


def _write_table(sheet: Worksheet, pen: _Pen, table: CountTable) -> None:
    """The title, the head, the rows; the notes under them."""
    columns, first = max(count_columns(table), 1), 1
    _write_over(sheet, (0, 0, 0, columns - 1), table.title, pen.title)
    sheet.set_row(0, 26)
    for placed in place_header(table):
        row, last = first + placed.row, first + placed.row + placed.cell.rows - 1
        area = (row, placed.column, last, placed.column + placed.cell.columns - 1)
        _write_over(sheet, area, placed.cell.text, pen.head)
    top = first + len(table.header)
    for row, cells in enumerate(table.rows, top):
        for column, cell in enumerate(cells):
            _write_cell(sheet, (row, column), cell, pen)
    for row, note in enumerate(table.notes, top + len(table.rows)):
        _write_over(sheet, (row, 0, row, columns - 1), note, pen.note)
    _lay_out(sheet, table, columns, top)


def _write_over(sheet: Worksheet, area: tuple[int, int, int, int], text: str, style: Format) -> None:
    """A text in one cell or over several. Written as text after merging: merging itself would guess what it is."""
    row, column, last_row, last_column = area
    if (row, column) != (last_row, last_column):
        sheet.merge_range(row, column, last_row, last_column, "", style)
    sheet.write_string(row, column, text[:_LONGEST_TEXT], style)


def _write_cell(sheet: Worksheet, place: tuple[int, int], cell: Cell, pen: _Pen) -> None:
    value = read_number(cell)
    if value is None and not cell.text:
        sheet.write_blank(*place, None, pen.text)
    elif value is None:
        sheet.write_string(*place, cell.text[:_LONGEST_TEXT], pen.dash if cell.text in _NOTHING else pen.text)
    else:
        sheet.write_number(*place, float(value), pen.number(choose_pattern(cell)))


def choose_pattern(cell: Cell) -> str:
    """The number format under which the cell shows what was printed: decimals, signs around the number, a blank or a
    dash for zero. A text with no number in it is shown whatever the number is.
    """
    shown = _SHOWN.fullmatch(cell.text)
    if shown is None:
        return f"{_quote(cell.text)};{_quote(cell.text)};{_quote(cell.text)}" if cell.text else ";;"
    digits = "0." + "0" * len(shown["places"]) if shown["places"] else "0"
    grouped = f"#,##{digits}" if "," in shown["number"] else digits
    return f"{_quote(shown['before'])}{grouped}{_quote(shown['after'])}"


def _quote(text: str) -> str:
    return '"' + text.replace('"', "”") + '"' if text else ""


def _lay_out(sheet: Worksheet, table: CountTable, columns: int, top: int) -> None:
    """Heads and names stay in sight; on paper the sheet is as wide as the page and every page has the head."""
    sheet.freeze_panes(top, 1 if columns > 1 else 0)
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0, top - 1)
    widths = [_NARROWEST] * columns
    for placed in place_header(table):
        if placed.cell.columns == 1:
            widths[placed.column] = max(widths[placed.column], _measure(placed.cell.text))
    for row in table.rows:
        for column, cell in enumerate(row):
            widths[column] = max(widths[column], _measure(cell.text))
    for column, width in enumerate(widths):
        sheet.set_column(column, column, min(width, _WIDEST))
    for number, row in enumerate(table.rows, top):
        lines = max((ceil(_measure(cell.text) / _WIDEST) for cell in row), default=1)
        if lines > 1:  # LibreOffice does not make room by itself
            sheet.set_row(number, _LINE * (lines + 1))


def _measure(text: str) -> int:
    """Width in digits: a full-width character takes two, and the edges of the cell two."""
    return 2 + sum(2 if east_asian_width(character) in "WFA" else 1 for character in text)
