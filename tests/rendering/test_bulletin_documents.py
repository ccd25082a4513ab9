"""A bulletin as text and Markdown: from one value, line by line and cell by cell."""

from __future__ import annotations

from dataclasses import replace

from jianbao.model.bulletin import Cell, CountTable, HeaderCell, Paragraph
from jianbao.rendering.bulletin_markdown import render_bulletin_markdown
from jianbao.rendering.bulletin_text import render_bulletin_text, render_table_text
from small_bulletin import ADOPTED, BULLETIN, number

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


# -- tables that stand by themselves ------------------------------------------


def test_the_definitions_stand_under_every_table_of_counts() -> None:
    counts, adopted = BULLETIN.explained()
    assert counts.notes == BULLETIN.definitions
    assert adopted == ADOPTED
