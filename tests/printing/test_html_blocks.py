"""HTML as ``render_body`` and the slips' templates make it → blocks of a paper."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_hostile import make_png

from jianbao.rendering.body import render_body
from jianbao.rendering.papers.html_blocks import clean, read_blocks
from jianbao.rendering.papers.paper import Block, Paragraph, Run, Table
from papers import show_block


def show(html: str, role: str = "") -> list[str]:
    return [show_block(block) for block in read_blocks(html, role=role)[0]]


def runs_of(body: str) -> tuple[Run, ...]:
    [block] = read_blocks(render_body(body))[0]
    assert isinstance(block, Paragraph)
    return block.runs


@pytest.mark.parametrize(
    ("html", "shown"),
    [
        ("", []),
        ("<p>  </p>\n\n", []),
        ("<p>甲\n  乙</p>", ["body：甲 乙"]),
        ("<p>甲<br>乙</p>", ["body：甲⏎乙"]),
        ("裸文<p>段</p>尾", ["body：裸文", "body：段", "body：尾"]),
        ('<p class="small" id="a">注</p>', ["small #a：注"]),
        ("<h1>题</h1><h2>节</h2><h3>目</h3>", ["title：题", "heading1：节", "heading2：目"]),
        ("<blockquote><p>引</p></blockquote>", ["quote：引"]),
        ("<pre><code>  顶 格\n次行\n</code></pre>", ["left：  顶 格⏎次行"]),
        ("<ol start='3'><li>丙</li><li>丁<p>续</p></li></ol>", ["list：3．丙", "list：4．丁", "list：续"]),
        ("<ul><li>甲<ul><li>乙</li></ul></li></ul>", ["list：· 甲", "list：· 乙"]),
        ("<p>H<sub>2</sub>O<sup>注</sup></p>", ["body：H<sub>2</sub>O<sup>注</sup>"]),
        ("<p>CO₂，PM₂.₅，10³</p>", ["body：CO<sub>2</sub>，PM<sub>2</sub>.<sub>5</sub>，10<sup>3</sup>"]),
        ("<p><ins>增</ins><del>删</del><b>粗</b><i>斜</i></p>", ["body：{+增+}[-删-]**粗**<em>斜</em>"]),
        ("<p><strong><em>甲</em></strong></p>", ["body：<em>**甲**</em>"]),
        ("<p><b>建账。</b> 1月至3月，  逐项</p>", ["body：**建账。**1月至3月，逐项"]),
        ("<p>联 系 人 A b</p>", ["body：联 系 人 A b"]),
        ("<hr>", ["线"]),
        ('<p>竖</p><section class="landscape"><p>横</p></section>', ["body：竖", "另页（横）", "body：横"]),
        ("<p>甲<span>乙</span><!-- 注释 -->丙</p>", ["body：甲乙丙"]),
        ('<img src="a.png" alt="图题">', ["caption：（图：图题）"]),
    ],
)
def test_reads(html: str, shown: list[str]) -> None:
    assert show(html) == shown


def test_role_of_plain_paragraphs() -> None:
    assert show("<p>甲</p><div>乙</div>", role="small") == ["small：甲", "small：乙"]


def test_tables() -> None:
    html = (
        '<table data-widths="1 3"><thead><tr><th>项</th><th>值</th></tr></thead>'
        '<tbody><tr><td rowspan="2">甲</td><td align="right">1</td></tr><tr><td>2<p>注</p></td></tr></tbody></table>'
    )
    [block] = read_blocks(html)[0]
    assert isinstance(block, Table)
    assert show_block(block) == "表 (1, 3) 表头1行\n  项 | 值\n  <1×2>甲 | 1\n  2 ／ 注"
    assert [cell.align for row in block.rows for cell in row] == ["", "", "", "right", ""]
    assert [cell.head for row in block.rows for cell in row] == [True, True, False, False, False]


def test_spans_that_nobody_means() -> None:
    [block] = read_blocks('<table><tr><td colspan="0">甲</td><td rowspan="99999">乙</td></tr></table>')[0]
    assert isinstance(block, Table)
    assert [(cell.columns, cell.rows) for cell in block.rows[0]] == [(1, 1), (1, 1)]


def test_a_picture_is_measured_and_kept_once() -> None:
    data = make_png(30, 20)
    html = '<p>前<img src="a.png" alt="图\u200b题">后</p><img src="a.png" alt="又">'
    blocks, used = read_blocks(html, {"a.png": data, "b.png": data})
    assert [show_block(block) for block in blocks] == ["body：前", "图：图题（30×20）", "body：后", "图：又（30×20）"]
    assert used == {"a.png": data}


# -- headings -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "role"),
    [
        ("一、总体要求", "heading1"),
        ("十二、总体要求", "heading1"),
        ("**一、总体要求**", "heading1"),
        ("（一）工作目标", "heading2"),
        ("## 一、总体要求", "heading1"),
        ("1．具体做法", "body"),
        ("一是抓落实", "body"),
        ("一、" + "很" * 50, "body"),
        ("一、甲；二、乙", "body"),
    ],
)
def test_headings_that_stand_alone(body: str, role: str) -> None:
    [block] = read_blocks(render_body(body))[0]
    assert isinstance(block, Paragraph)
    assert block.role == role
    assert all(run.marks == () for run in block.runs)


def test_a_heading_that_its_text_runs_on_from() -> None:
    assert runs_of("一、逐项建账。1月至3月，组织清点。") == (
        Run(text="一、逐项建账。", font="heading"),
        Run(text="1月至3月，组织清点。"),
    )
    assert runs_of("（二）分级定责。*公益类*资产。") == (
        Run(text="（二）分级定责。", font="kai"),
        Run(text="公益类", marks=("em",)),
        Run(text="资产。"),
    )


def test_emphasis_and_space_after_such_a_heading_are_dropped() -> None:
    assert runs_of("**一、现状。** 8个乙镇。") == (Run(text="一、现状。", font="heading"), Run(text="8个乙镇。"))
    assert runs_of("**一、现**状。甲") == (
        Run(text="一、现", font="heading"),
        Run(text="状。", font="heading"),
        Run(text="甲"),
    )


def test_no_heading_within_quotes_lists_and_slips() -> None:
    assert show("<blockquote><p>一、甲。乙</p></blockquote>") == ["quote：一、甲。乙"]
    assert show("<p>一、甲</p>", role="small") == ["small：一、甲"]


# -- nothing is lost ----------------------------------------------------------


def text_of(blocks: list[Block]) -> str:
    return "".join(block.text for block in blocks if isinstance(block, Paragraph))


@given(st.text(alphabet="甲乙。，、一（）1 \n<>&\"'#$\\@\u200b\u202e\t\u3000", max_size=60))
def test_every_sign_that_is_seen_is_kept(body: str) -> None:
    html = "<p>" + body.replace("&", "&amp;").replace("<", "&lt;") + "</p>"
    expected = "".join(clean(body).split())
    assert "".join(text_of(read_blocks(html)[0]).split()) == expected


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("批\u202e准\u202c", "批准"),
        ("甲\u200b乙\ufeff丙\u00ad丁\u2060戊", "甲乙丙丁戊"),
        ("甲\u00a0乙\u2003丙\t丁", "甲 乙 丙 丁"),
        ("全角　空格", "全角　空格"),
        ("行\n尾", "行\n尾"),
        ("\ufdd0\U000e0041\x07", ""),
        ("𠮷é€", "𠮷é€"),
    ],
)
def test_clean(text: str, cleaned: str) -> None:
    assert clean(text) == cleaned
