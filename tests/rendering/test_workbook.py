"""Tables to take away: opened by the programs that offices use, and by what reads them exactly."""

from __future__ import annotations

import csv
import subprocess
from io import BytesIO, StringIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from conftest import require_tool
from jianbao.model.bulletin import Cell, CountTable, HeaderCell
from jianbao.rendering.comma_values import render_csv
from jianbao.rendering.grid import flatten_header, place_header
from jianbao.rendering.workbook import name_sheets, render_workbook

HEADER = (
    (HeaderCell(text="单位", rows=2), HeaderCell(text="报送", rows=2), HeaderCell(text="采用条次", columns=2)),
    (HeaderCell(text="合计"), HeaderCell(text="信息")),
)
DANGEROUS = ["=1+1", "+86", "-1", "@x", "{=1}", "https://a.example/", "\tx", "<b>&", "=cmd|' /C calc'!A0"]


def number(text: str, value: str) -> Cell:
    return Cell(text=text, number=value)


def make_table(*rows: tuple[Cell, ...], title: str = "乡镇街道", notes: tuple[str, ...] = ()) -> CountTable:
    return CountTable(id="t", title=title, header=HEADER, rows=rows, notes=notes)


def name_row(name: str, *values: str) -> tuple[Cell, ...]:
    return (Cell(text=name), *(number(value, value) for value in values))


TABLE = make_table(
    name_row("城关镇", "12", "40.5", "-3"),
    (Cell(text="和平镇"), number("", "0"), number("66.7%", "66.7"), Cell(text="—")),
    notes=("采用：本期至少刊用一次。",),
)


def open_workbook(*tables: CountTable) -> Workbook:
    return load_workbook(BytesIO(render_workbook(tables)))


def test_the_sheet_is_the_table() -> None:
    sheet = open_workbook(TABLE)["乡镇街道"]
    assert [[cell.value for cell in row] for row in sheet.iter_rows()] == [
        ["乡镇街道", None, None, None],
        ["单位", "报送", "采用条次", None],
        [None, None, "合计", "信息"],
        ["城关镇", 12, 40.5, -3],
        ["和平镇", 0, 66.7, "—"],
        ["采用：本期至少刊用一次。", None, None, None],
    ]
    assert sorted(str(area) for area in sheet.merged_cells.ranges) == ["A1:D1", "A2:A3", "A6:D6", "B2:B3", "C2:D2"]
    assert sheet.freeze_panes == "B4"
    assert sheet.print_title_rows == "$1:$3"


def test_numbers_show_what_was_printed() -> None:
    sheet = open_workbook(TABLE)["乡镇街道"]
    assert [sheet[place].number_format for place in ("B4", "C4", "D4", "B5", "C5")] == ["0", "0.0", "0", ";;", '0.0"%"']
    thousands = make_table((number("1,234", "1234"), number("12.50分", "12.5"), number("—", "0"), number("×", "1")))
    sheet = open_workbook(thousands).worksheets[0]
    assert [cell.number_format for cell in sheet[4]] == ["#,##0", '0.00"分"', '"—";"—";"—"', '"×";"×";"×"']
    assert [cell.value for cell in sheet[4]] == [1234, 12.5, 0, 1]


@pytest.mark.parametrize("text", DANGEROUS)
def test_no_text_becomes_a_formula_or_a_link(text: str) -> None:
    head = ((HeaderCell(text=text, columns=2),), (HeaderCell(text=text), HeaderCell(text=text)))
    cells = (Cell(text=text), Cell(text=text, number=f"={text}"))
    table = CountTable(id="t", title=text, header=head, rows=(cells,), notes=(text,))
    data = render_workbook([table])
    sheet = load_workbook(BytesIO(data)).worksheets[0]
    values = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in values} == {"s"}
    assert [cell.value for cell in values].count(text) == 7
    assert not any(cell.hyperlink for cell in values)
    with ZipFile(BytesIO(data)) as parts:
        assert not any(b"<f>" in parts.read(name) for name in parts.namelist())


def test_columns_are_wide_enough_for_chinese() -> None:
    table = make_table(name_row("区住房和城乡建设局", "1", "2", "3"), name_row("很长的名称" * 20, "1", "2", "3"))
    widths = open_workbook(table).worksheets[0].column_dimensions
    assert (round(widths["A"].width), round(widths["B"].width)) == (43, 7)
    narrow = open_workbook(make_table(name_row("区住房和城乡建设局", "1", "2", "3"))).worksheets[0]
    assert round(narrow.column_dimensions["A"].width) == 21


def test_a_row_is_high_enough_for_what_its_column_is_not_wide_enough_for() -> None:
    table = make_table(name_row("城关镇", "1", "2", "3"), name_row("很长的名称" * 12, "1", "2", "3"))
    heights = open_workbook(table).worksheets[0].row_dimensions
    assert (heights[4].height, heights[5].height) == (None, 60)


def test_a_dash_stands_where_the_numbers_stand() -> None:
    sheet = open_workbook(TABLE).worksheets[0]
    assert [(sheet[at].value, sheet[at].alignment.horizontal) for at in ("A5", "C5", "D5")] == [
        ("和平镇", None),
        (66.7, "right"),
        ("—", "right"),
    ]


def test_names_of_sheets_are_those_that_excel_takes() -> None:
    assert name_sheets(["附件1：采用/报送", "附件1: 采用/报送", "附件1  采用 报送", "'", "History", "a", "A"]) == [
        "附件1：采用 报送",
        "附件1  采用 报送",
        "附件1  采用 报送（2）",
        "表",
        "History（2）",
        "a",
        "A（2）",
    ]
    long = name_sheets(["云" * 40, "云" * 40, "𠮷" * 20])
    assert long == ["云" * 31, "云" * 28 + "（2）", "𠮷" * 15]


@given(st.lists(st.text(max_size=40), max_size=12))
def test_any_titles_give_names_of_sheets(titles: list[str]) -> None:
    names = name_sheets([title.encode("utf-8", "ignore").decode() for title in titles])
    assert all(0 < len(name.encode("utf-16-le")) // 2 <= 31 for name in names)
    assert len({name.casefold() for name in names}) == len(titles)
    assert not any(set(name) & set("[]:*?/\\") or name.startswith("'") or name.endswith("'") for name in names)


def test_the_same_tables_give_the_same_bytes() -> None:
    assert render_workbook([TABLE, TABLE]) == render_workbook([TABLE, TABLE])
    properties = open_workbook(TABLE).properties
    assert str(properties.created) == "2000-01-01 00:00:00"
    assert str(properties.modified) == "2000-01-01 00:00:00"


def test_no_table_is_a_workbook_still() -> None:
    assert open_workbook().sheetnames == ["空表"]
    empty = CountTable(id="t", title="无", header=(), rows=())
    assert [[cell.value for cell in row] for row in open_workbook(empty)["无"].iter_rows()] == [["无"]]


def test_a_spreadsheet_program_reads_the_same(tmp_path: Path) -> None:
    """LibreOffice, which speaks for all that are not Excel."""
    soffice = require_tool("soffice")
    (tmp_path / "t.xlsx").write_bytes(render_workbook([make_table(*TABLE.rows, name_row("=1+1", "8", "9", "10"))]))
    options = [
        f"-env:UserInstallation=file://{tmp_path}/profile",
        "--headless",
        "--convert-to",
        "csv:Text - txt - csv (StarCalc):44,34,76,1",
    ]
    subprocess.run(
        [soffice, *options, "--outdir", str(tmp_path), str(tmp_path / "t.xlsx")],
        check=True,
        capture_output=True,
        timeout=120,
    )
    assert list(csv.reader(StringIO((tmp_path / "t.csv").read_text(encoding="utf-8")))) == [
        ["乡镇街道", "", "", ""],
        ["单位", "报送", "采用条次", ""],
        ["", "", "合计", "信息"],
        ["城关镇", "12", "40.5", "-3"],
        ["和平镇", "", "66.7%", "—"],
        ["=1+1", "8", "9", "10"],
    ]


# -- comma-separated values ---------------------------------------------------


def test_values_between_commas() -> None:
    data = render_csv(TABLE)
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.decode("utf-8-sig") == (
        "单位,报送,采用条次·合计,采用条次·信息\r\n城关镇,12,40.5,-3\r\n和平镇,0,66.7,—\r\n"
    )


def test_a_text_between_commas_is_no_formula() -> None:
    texts = ["=1+1", "+86", "-1", "@x", "\tx", "＝1", '说"好"', "a,b", "平常"]
    table = CountTable(id="t", title="", header=(), rows=tuple((Cell(text=text),) for text in texts))
    assert render_csv(table).decode("utf-8-sig").split("\r\n")[1:] == [
        "'=1+1", "'+86", "'-1", "'@x", "'\tx", "'＝1", '"说""好"""', '"a,b"', "平常", "",
    ]  # fmt: skip


def test_heads_of_three_levels_are_placed_as_a_page_places_them() -> None:
    head = (
        (HeaderCell(text="单位", rows=3), HeaderCell(text="采用", columns=3)),
        (HeaderCell(text="本级", columns=2), HeaderCell(text="上级", rows=2)),
        (HeaderCell(text="信息"), HeaderCell(text="参阅件")),
    )
    table = CountTable(id="t", title="", header=head, rows=())
    assert [(p.row, p.column, p.cell.text) for p in place_header(table)] == [
        (0, 0, "单位"), (0, 1, "采用"), (1, 1, "本级"), (1, 3, "上级"), (2, 1, "信息"), (2, 2, "参阅件"),
    ]  # fmt: skip
    assert flatten_header(table) == ["单位", "采用·本级·信息", "采用·本级·参阅件", "采用·上级"]
