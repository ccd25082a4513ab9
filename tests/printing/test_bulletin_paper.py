"""A bulletin and a statement as papers: what stands where, block by block, and that both print."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from jianbao.model.bulletin import BulletinDocument, HeaderCell
from jianbao.reading import read_office
from jianbao.rendering.papers.bulletin_paper import make_bulletin_paper
from jianbao.rendering.papers.count_table import make_count_table
from jianbao.rendering.papers.paper import Break, ImprintRow, Line, Paper, Rule
from jianbao.rendering.papers.statement_paper import make_statement_paper
from jianbao.rendering.printing.pdf import Printer
from jianbao.rendering.templates import chinese_date
from papers import show_block, show_paper
from printed import RED, read_pages, style_of
from small_bulletin import ADOPTED, BULLETIN, COUNTS

TOP = Path(__file__).parents[2]
STYLE = style_of("tongbao")


def paper_of(document: BulletinDocument) -> Paper:
    return make_bulletin_paper(document, STYLE)


# -- blocks -------------------------------------------------------------------


def test_the_text_is_followed_by_its_annexes_each_on_a_page_of_its_own() -> None:
    assert show_paper(paper_of(BULLETIN)) == (
        "《关于2026年10月份党委信息报送采用情况的通报》 tongbao\n"
        "title：关于2026年10月份党委⏎信息报送采用情况的通报\n"
        "left：各乡镇党委：\n"
        "body：现将有关情况通报如下。\n"
        "heading1：一、总体情况\n"
        "closing：收到12件。\n"
        "annexes：附件：1．党委信息报送采用情况表\n"
        "annexes：　　　2．采用党委信息条目\n"
        "signed：中共云溪区委办公室\n"
        "right：2026年11月5日\n"
        "body：（联系电话：0000-0000001）\n"
        "另页\n"
        "annex：附件1\n"
        "table-title #annex-1：党委信息报送采用情况表（乡镇街道）\n"
        "表 () 表头2行\n"
        "  <1×2>单位 | <1×2>报送 | <2×1>采用条次 | <1×2>采用率\n"
        "  市级 | 合计\n"
        "  城关镇 | 12 | 3 | 10 | 83.3%\n"
        "  和平街道 | 0 |  | 0 | —\n"
        "small：注：1．报送：收到的稿件。\n"
        "small：　　2．条次：每次采用各计1条次。\n"
        "另页\n"
        "annex：附件2\n"
        "table-title #annex-2：采用党委信息条目\n"
        "表 () 表头1行\n"
        "  序号 | 单位 | 标题\n"
        "  1 | 城关镇 | ★=1+1|城关镇清理*飞线*\n"
        "small：★ 领导有批示\n"
    )


def test_numbers_stand_in_the_middle_even_where_a_zero_is_left_blank() -> None:
    table = make_count_table(COUNTS)
    assert [[cell.align for cell in row] for row in table.rows[table.header :]] == [
        ["", "centre", "centre", "centre", "centre"],
        ["", "centre", "centre", "centre", "centre"],
    ]
    assert {cell.head for row in table.rows[: table.header] for cell in row} == {True}


def test_it_is_a_document_of_the_office_with_mark_number_and_red_rule() -> None:
    lines = [part for part in paper_of(BULLETIN).masthead if isinstance(part, Line) and part.centre]
    assert [(line.centre, line.colour.value) for line in lines] == [
        ("中共云溪区委办公室文件", "red"), ("云区委办〔2026〕31号", "black"),
    ]  # fmt: skip
    assert paper_of(BULLETIN).imprint == (
        Rule(weight=1), ImprintRow(text="中共云溪区委办公室", right="2026年11月5日印发"), Rule(weight=1),
    )  # fmt: skip


def test_what_is_not_issued_yet_is_a_draft_without_date() -> None:
    draft = paper_of(replace(BULLETIN, date=None, doc_number=""))
    assert (draft.stamp, draft.day) == ("送审稿", date(2026, 10, 31))
    assert draft.imprint[1] == ImprintRow(text="中共云溪区委办公室", right="")
    assert "right：" not in show_paper(draft)
    assert draft.keywords == ("党委信息报送采用情况表", "采用党委信息条目")
    assert paper_of(BULLETIN).stamp == ""


def widen(columns: int, *others: str) -> BulletinDocument:
    header = (tuple(HeaderCell(text=f"列{n}") for n in range(columns)),)
    tables = (replace(COUNTS, header=header, rows=()), ADOPTED)
    return replace(BULLETIN, tables=tuple(table for table in tables if table.id not in others))


def breaks(document: BulletinDocument) -> list[bool]:
    return [block.landscape for block in paper_of(document).blocks if isinstance(block, Break)]


def test_a_wide_table_lies_on_its_side_and_the_next_one_stands_again() -> None:
    assert breaks(widen(12)) == [True, False]
    assert breaks(widen(10)) == [False, False]
    assert breaks(widen(11)) == [True, False]


def test_the_imprint_stands_on_an_upright_page() -> None:
    assert breaks(widen(12, "adopted")) == [True, False]


def test_tables_of_one_annex_follow_each_other_and_are_explained_once() -> None:
    second = replace(COUNTS, id="group-bumen", title="附件1　党委信息报送采用情况表（区直部门）")
    shown = [show_block(block) for block in paper_of(replace(BULLETIN, tables=(COUNTS, second, ADOPTED))).blocks]
    assert (shown.count("annex：附件1"), shown.count("另页")) == (1, 2)
    assert [line for line in shown if line.startswith(("table-title", "small：注"))] == [
        "table-title #annex-1：党委信息报送采用情况表（乡镇街道）",
        "table-title #annex-2：党委信息报送采用情况表（区直部门）",
        "small：注：1．报送：收到的稿件。",
        "table-title #annex-3：采用党委信息条目",
    ]


@pytest.mark.parametrize(
    ("lines", "printed"),
    [
        (("关于2026年10月份党委信息报送", "采用情况的通报"), "关于2026年10月份党委信息报送⏎采用情况的通报"),
        (("关于党委信息", "采用情况的通报"), "关于党委信息采用情况的通报"),
        ((), "关于2026年10月份党委⏎信息报送采用情况的通报"),
    ],
)
def test_a_long_title_breaks_where_the_template_says_else_between_words(lines: tuple[str, ...], printed: str) -> None:
    titled = replace(BULLETIN, title="".join(lines) or BULLETIN.title, title_lines=lines)
    assert show_block(paper_of(titled).blocks[0]) == f"title：{printed}"


# -- printed ------------------------------------------------------------------


def test_the_issued_bulletins_of_the_demo_print_upright_and_are_not_signed_on_a_page_without_text(
    printer: Printer,
) -> None:
    for bulletin in read_office(TOP).bulletins.values():
        assert bulletin.document is not None
        assert bulletin.document.date is not None
        pages = read_pages(printer.render(paper_of(bulletin.document)))
        assert {(round(page.width), round(page.height)) for page in pages} == {(210, 297)}
        (signed,) = [page for page in pages if chinese_date(bulletin.document.date) in page.text.splitlines()]
        assert bulletin.document.paragraphs[-1].text[-8:] in signed.text.replace("\n", "")
        (rule,) = [bar for bar in pages[0].bars if bar.colour == pytest.approx(RED, abs=0.01)]
        assert rule.right - rule.left == pytest.approx(156, abs=0.1)
        assert "中共云溪区委办公室文件" in pages[0].text
        assert "印发" in pages[-1].text


# -- statements ---------------------------------------------------------------

STATEMENT = "城关镇核对单\n\n报送1件。\n\n1．清理“飞线”\n    2026年10月5日　报送\n\n请核对。\n"


def test_a_statement_has_its_items_with_what_belongs_to_them() -> None:
    paper = make_statement_paper(STATEMENT, "中共云溪区委办公室", date(2026, 10, 31), style_of("hedui"))
    assert show_paper(paper) == (
        "《城关镇核对单》 hedui\n"
        "title：城关镇核对单\n"
        "body：报送1件。\n"
        "item：1．清理“飞线”\n"
        "detail：2026年10月5日　报送\n"
        "body：请核对。\n"
    )
    assert (paper.masthead, paper.imprint, paper.author) == ((), (), "中共云溪区委办公室")
