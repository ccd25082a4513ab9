"""A bulletin as text, Markdown and Word: from one value, line by line and cell by cell."""

from __future__ import annotations

import re
import subprocess
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import docx
import pytest
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from conftest import require_tool
from jianbao.model import Access
from jianbao.model.bulletin import BulletinDocument, Cell, CountTable, HeaderCell, Paragraph
from jianbao.rendering.bulletin_docx import render_bulletin_docx
from jianbao.rendering.bulletin_markdown import render_bulletin_markdown
from jianbao.rendering.bulletin_text import render_bulletin_text, render_table_text


def number(text: str) -> Cell:
    return Cell(text=text, number=text)


COUNTS = CountTable(
    id="group-zhenjie",
    title="附件1　党委信息报送采用情况表（乡镇街道）",
    header=(
        (HeaderCell(text="单位", rows=2), HeaderCell(text="报送", rows=2), HeaderCell(text="采用条次", columns=2),
         HeaderCell(text="采用率", rows=2)),
        (HeaderCell(text="市级"), HeaderCell(text="合计")),
    ),
    rows=(
        (Cell(text="城关镇"), number("12"), number("3"), number("10"), Cell(text="83.3%", number="83.3")),
        (Cell(text="和平街道"), number("0"), Cell(text="", number="0"), number("0"), Cell(text="—")),
    ),
)  # fmt: skip
ADOPTED = CountTable(
    id="adopted",
    title="附件2　采用党委信息条目",
    header=((HeaderCell(text="序号"), HeaderCell(text="单位"), HeaderCell(text="标题")),),
    rows=((number("1"), Cell(text="城关镇"), Cell(text="★=1+1|城关镇清理*飞线*")),),
    notes=("★ 领导有批示",),
)
BULLETIN = BulletinDocument(
    first=date(2026, 10, 1),
    last=date(2026, 10, 31),
    label="2026-10",
    title="关于2026年10月份党委信息报送采用情况的通报",
    salutation="各乡镇党委：",
    paragraphs=(
        Paragraph(text="现将有关情况通报如下。"),
        Paragraph(text="一、总体情况", heading=True),
        Paragraph(text="收到12件。"),
    ),
    issuer="中共云溪区委办公室",
    date=date(2026, 11, 5),
    contact="联系电话：0000-0000001",
    doc_number="云区委办〔2026〕31号",
    signatory="周××",
    access=Access.INTERNAL,
    scheme="",
    tables=(COUNTS, ADOPTED),
    definitions=("报送：收到的稿件。", "条次：每次采用各计1条次。"),
    facts=(),
    figures=(),
    disputes=(),
    annexes=("党委信息报送采用情况表", "采用党委信息条目"),
    report="{}\n",
)


# -- text ---------------------------------------------------------------------


def test_the_text_lines_up_where_characters_take_two_columns() -> None:
    assert render_bulletin_text(BULLETIN) == (
        "关于2026年10月份党委信息报送采用情况的通报\n"
        "云区委办〔2026〕31号\n"
        "\n"
        "各乡镇党委：\n"
        "　　现将有关情况通报如下。\n"
        "一、总体情况\n"
        "　　收到12件。\n"
        "\n"
        "中共云溪区委办公室\n"
        "2026年11月5日\n"
        "联系电话：0000-0000001\n"
        "\n"
        "附件1　党委信息报送采用情况表（乡镇街道）\n"
        "                 采用条次\n"
        "单位      报送  市级  合计  采用率\n"
        "----------------------------------\n"
        "城关镇      12     3    10   83.3%\n"
        "和平街道     0           0       —\n"
        "\n"
        "附件2　采用党委信息条目\n"
        "序号  单位    标题\n"
        "------------------------------------\n"
        "   1  城关镇  ★=1+1|城关镇清理*飞线*\n"
        "★ 领导有批示\n"
        "\n"
        "统计口径\n"
        "1．报送：收到的稿件。\n"
        "2．条次：每次采用各计1条次。\n"
    )


def test_a_long_spanning_head_makes_its_columns_wider() -> None:
    header = ((HeaderCell(text="单位", rows=2), HeaderCell(text="市级以上刊物采用", columns=2)),
              (HeaderCell(text="甲"), HeaderCell(text="乙")))  # fmt: skip
    table = CountTable(id="t", title="表", header=header, rows=((Cell(text="城关镇"), number("1"), number("2")),))
    assert render_table_text(table) == (
        "表\n        市级以上刊物采用\n单位    甲            乙\n------------------------\n城关镇   1             2"
    )


# -- Markdown -----------------------------------------------------------------


def test_markdown_has_one_line_of_head_and_no_markup_from_a_title() -> None:
    assert render_bulletin_markdown(BULLETIN) == (
        "# 关于2026年10月份党委信息报送采用情况的通报\n"
        "\n云区委办〔2026〕31号\n"
        "\n各乡镇党委：\n"
        "\n现将有关情况通报如下。\n"
        "\n## 一、总体情况\n"
        "\n收到12件。\n"
        "\n附件：1．党委信息报送采用情况表　2．采用党委信息条目\n"
        "\n中共云溪区委办公室\n"
        "\n2026年11月5日\n"
        "\n联系电话：0000-0000001\n"
        "\n## 附件1　党委信息报送采用情况表（乡镇街道）\n"
        "\n| 单位 | 报送 | 采用条次·市级 | 采用条次·合计 | 采用率 |\n"
        "| --- | ---: | ---: | ---: | ---: |\n"
        "| 城关镇 | 12 | 3 | 10 | 83.3% |\n"
        "| 和平街道 | 0 |  | 0 | — |\n"
        "\n## 附件2　采用党委信息条目\n"
        "\n| 序号 | 单位 | 标题 |\n"
        "| ---: | --- | --- |\n"
        "| 1 | 城关镇 | ★=1+1\\|城关镇清理\\*飞线\\* |\n"
        "\n★ 领导有批示\n"
        "\n## 统计口径\n"
        "\n1. 报送：收到的稿件。\n"
        "2. 条次：每次采用各计1条次。\n"
    )


def test_a_line_that_would_begin_a_list_does_not() -> None:
    document = replace(BULLETIN, paragraphs=(Paragraph(text="- 一项"), Paragraph(text="3. 二项")), tables=())
    text = render_bulletin_markdown(document)
    assert "\n\\- 一项\n" in text
    assert "\n3\\. 二项\n" in text


# -- Word ---------------------------------------------------------------------


@pytest.fixture(scope="module")
def word() -> WordDocument:
    return docx.Document(BytesIO(render_bulletin_docx(BULLETIN)))


def test_the_same_bulletin_is_the_same_file_with_fixed_times() -> None:
    data = render_bulletin_docx(BULLETIN)
    assert data == render_bulletin_docx(BULLETIN)
    with ZipFile(BytesIO(data)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert archive.namelist()[0] == "[Content_Types].xml"
        assert archive.testzip() is None


def test_properties_name_the_office_and_the_day_of_the_bulletin(word: WordDocument) -> None:
    properties = word.core_properties
    assert (properties.title, properties.author, properties.last_modified_by) == (
        BULLETIN.title, "中共云溪区委办公室", "中共云溪区委办公室",
    )  # fmt: skip
    assert {str(properties.created)[:10], str(properties.modified)[:10]} == {"2026-11-05"}
    assert properties.comments == ""


def test_the_text_stands_in_order(word: WordDocument) -> None:
    assert [paragraph.text for paragraph in word.paragraphs if paragraph.text] == [
        "云区委办〔2026〕31号",
        "关于2026年10月份党委信息报送采用情况的通报",
        "各乡镇党委：",
        "现将有关情况通报如下。",
        "一、总体情况",
        "收到12件。",
        "附件：1．党委信息报送采用情况表",
        "　　　2．采用党委信息条目",
        "中共云溪区委办公室",
        "2026年11月5日",
        "（联系电话：0000-0000001）",
        "附件1",
        "党委信息报送采用情况表（乡镇街道）",
        "注：1．报送：收到的稿件。",
        "　　2．条次：每次采用各计1条次。",
        "附件2",
        "采用党委信息条目",
        "★ 领导有批示",
    ]


def face(word: WordDocument, text: str) -> tuple[str, float, float]:
    """The Chinese typeface, the size and the line height of a paragraph, in points."""
    (paragraph,) = [paragraph for paragraph in word.paragraphs if paragraph.text == text]
    run = paragraph.runs[0]
    assert run.font.size is not None
    spacing = paragraph.paragraph_format.line_spacing
    assert spacing is not None
    return run._element.rPr.rFonts.get(qn("w:eastAsia")), run.font.size.pt, spacing / Pt(1)


def test_typefaces_sizes_and_line_heights_are_those_of_official_documents(word: WordDocument) -> None:
    assert face(word, BULLETIN.title) == ("方正小标宋简体", 22, 29)
    assert face(word, "收到12件。") == ("仿宋_GB2312", 16, 29)
    assert face(word, "一、总体情况") == ("黑体", 16, 29)
    assert face(word, "附件1") == ("黑体", 16, 29)
    (paragraph,) = [paragraph for paragraph in word.paragraphs if paragraph.text == "收到12件。"]
    assert paragraph.paragraph_format.first_line_indent == Pt(32)


def millimetres(length: int | None) -> int:
    """Word keeps twentieths of a point."""
    assert length is not None
    return round(length / Mm(1))


def test_the_page_is_a4_with_the_type_area_of_the_standard(word: WordDocument) -> None:
    section = word.sections[0]
    assert (millimetres(section.page_width), millimetres(section.page_height)) == (210, 297)
    margins = (section.top_margin, section.left_margin, section.right_margin)
    assert [millimetres(margin) for margin in margins] == [37, 28, 26]


def test_tables_have_merged_heads_that_repeat_and_borders(word: WordDocument) -> None:
    counts = word.tables[0]
    assert counts.style is not None
    assert counts.style.name == "Table Grid"
    assert [[cell.text for cell in row.cells] for row in counts.rows] == [
        ["单位", "报送", "采用条次", "采用条次", "采用率"],
        ["单位", "报送", "市级", "合计", "采用率"],
        ["城关镇", "12", "3", "10", "83.3%"],
        ["和平街道", "0", "", "0", "—"],
    ]
    repeated = [bool(row._tr.findall(f".//{qn('w:tblHeader')}")) for row in counts.rows]
    whole = [bool(row._tr.findall(f".//{qn('w:cantSplit')}")) for row in counts.rows]
    assert (repeated, whole) == ([True, True, False, False], [True] * 4)


def widen(columns: int) -> BulletinDocument:
    header = (tuple(HeaderCell(text=f"列{n}") for n in range(columns)),)
    return replace(BULLETIN, tables=(replace(COUNTS, header=header, rows=()), ADOPTED))


def test_a_wide_table_lies_on_its_side_and_the_next_one_stands_again() -> None:
    word = docx.Document(BytesIO(render_bulletin_docx(widen(12))))
    assert [section.orientation for section in word.sections] == [
        WD_ORIENT.PORTRAIT, WD_ORIENT.LANDSCAPE, WD_ORIENT.PORTRAIT,
    ]  # fmt: skip
    assert millimetres(word.sections[1].page_width) == 297
    upright = docx.Document(BytesIO(render_bulletin_docx(widen(9))))
    assert {section.orientation for section in upright.sections} == {WD_ORIENT.PORTRAIT}


def test_tables_of_one_annex_follow_each_other_and_are_explained_once() -> None:
    second = replace(COUNTS, id="group-bumen", title="附件1　党委信息报送采用情况表（区直部门）")
    word = docx.Document(BytesIO(render_bulletin_docx(replace(BULLETIN, tables=(COUNTS, second, ADOPTED)))))
    texts = [paragraph.text for paragraph in word.paragraphs]
    assert (texts.count("附件1"), texts.count("注：1．报送：收到的稿件。"), len(word.sections)) == (1, 1, 3)
    assert texts.index("注：1．报送：收到的稿件。") > texts.index("党委信息报送采用情况表（区直部门）")


def test_word_shares_the_width_by_what_the_columns_hold(word: WordDocument) -> None:
    widths = [column.width or 0 for column in word.tables[1].columns]
    assert widths[0] < widths[1] < widths[2]
    assert millimetres(sum(widths)) == 156


def test_libreoffice_opens_it_as_three_pages(tmp_path: Path) -> None:
    soffice = require_tool("soffice")
    (tmp_path / "通报.docx").write_bytes(render_bulletin_docx(BULLETIN))
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    for kind in ("pdf", "txt:Text (encoded):UTF8"):
        command = [soffice, profile, "--headless", "--convert-to", kind, "--outdir", str(tmp_path)]
        subprocess.run([*command, str(tmp_path / "通报.docx")], check=True, capture_output=True, timeout=180)
    pages = re.findall(rb"/Type\s*/Page\b(?!s)", (tmp_path / "通报.pdf").read_bytes())
    assert len(pages) == 3
    text = (tmp_path / "通报.txt").read_text(encoding="utf-8-sig")
    for line in ("关于2026年10月份党委信息报送采用情况的通报", "一、总体情况", "附件1", "83.3%", "★ 领导有批示"):
        assert line in text


# -- tables that stand by themselves ------------------------------------------


def test_the_definitions_stand_under_every_table_of_counts() -> None:
    counts, adopted = BULLETIN.explained()
    assert counts.notes == BULLETIN.definitions
    assert adopted == ADOPTED


# -- a long title -------------------------------------------------------------


@pytest.mark.parametrize(
    ("lines", "printed"),
    [
        (("关于2026年10月份党委信息", "报送采用情况的通报"), "关于2026年10月份党委信息\n报送采用情况的通报"),
        (("关于党委信息", "采用情况的通报"), "关于党委信息采用情况的通报"),
        ((), BULLETIN.title),
    ],
)
def test_a_long_title_breaks_where_the_template_says(lines: tuple[str, ...], printed: str) -> None:
    titled = replace(BULLETIN, title="".join(lines) or BULLETIN.title, title_lines=lines)
    texts = [paragraph.text for paragraph in docx.Document(BytesIO(render_bulletin_docx(titled))).paragraphs]
    assert printed in texts
