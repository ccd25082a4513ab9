"""A paper as one web page: the same blocks in the same order, every text escaped, the look from the style."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from jianbao.rendering.papers.masthead import COPY
from jianbao.rendering.papers.paper import Block, Break, Cell, Figure, ImprintRow, Line, Paper, Rule, Table
from jianbao.rendering.papers.style import Colour
from jianbao.rendering.printing.web import render_html
from jianbao.rendering.templates import Templates, packaged_templates
from jianbao.settings.printing import DEFAULT_FONTS, FONT_ROLES, FontChoice, PrintSettings
from small_papers import make_paper, say

SETTINGS = PrintSettings(fonts={role: (FontChoice(name=f"字体{role}"),) for role in FONT_ROLES})
FIGURE = (
    '<figure><img src="data:image/png;base64,iVBORw0KGgogcGljdHVyZQ==" alt="“现场”" width="30">'
    '<figcaption class="r-caption">“现场”</figcaption></figure>'
)
TABLE = (
    '<table><colgroup><col style="width: 25%"><col style="width: 75%"></colgroup>'
    '<thead><tr><th colspan="2"><p class="r-head">头</p></th></tr></thead>'
    '<tbody><tr><td class="to-right"><p class="r-cell">1</p></td><td></td></tr></tbody></table>'
)


def render(paper: Paper) -> str:
    return render_html(paper, Templates(Path("/nonexistent")), SETTINGS).decode()


def body_of(paper: Paper) -> str:
    match = re.search(r'<main class="sheet">\n(.*)</main>', render(paper), re.DOTALL)
    assert match
    return match[1]


@pytest.mark.parametrize(
    ("block", "html"),
    [
        (say("城关镇。"), '<p class="r-body">城关镇。</p>'),
        (say("旧改\n三步走", "title", "gai"), '<h2 class="r-title" id="gai">旧改<br>三步走</h2>'),
        (say("一、建账。", "heading1"), '<p class="r-heading1">一、建账。</p>'),
        (say("甲<&>\"'", "note"), '<p class="r-note">甲&lt;&amp;&gt;&#34;&#39;</p>'),
        (say("乙", "body", "", "ins", "strong"), '<p class="r-body"><strong><ins>乙</ins></strong></p>'),
        (say("丙", font="kai"), '<p class="r-body"><span class="f-kai">丙</span></p>'),
        (say("丁", "no-such-role"), '<p class="r-body">丁</p>'),
        (Rule(weight=1), '<hr class="line">'),
        (
            Figure(name="a.png", caption="“现场”", width=30, height=20),
            FIGURE,
        ),
        (
            Table(
                rows=(
                    (Cell(blocks=(say("头", "head"),), columns=2, head=True),),
                    (Cell(blocks=(say("1", "cell"),), align="right"), Cell(blocks=())),
                ),
                header=1,
                widths=(1, 3),
            ),
            TABLE,
        ),
    ],
)
def test_each_block(block: Block, html: str) -> None:
    assert body_of(make_paper(block)) == f"<section>\n{html}\n</section>\n"


def test_pages_on_their_side_are_sections_of_their_own() -> None:
    paper = make_paper(say("甲"), Break(landscape=True), say("乙"), say("丙"), Break(), say("丁"))
    assert re.findall(r"<section.*?>|>[甲乙丙丁]<", body_of(paper)) == [
        "<section>",
        ">甲<",
        '<section class="wide">',
        ">乙<",
        ">丙<",
        "<section>",
        ">丁<",
    ]


def test_masthead_stamp_and_imprint_stand_around_the_text() -> None:
    paper = replace(
        make_paper(say("正文")),
        stamp="送审稿",
        masthead=(
            Line(left="内部资料", right=COPY, font="heading"),
            Line(centre="信息", size=62, colour=Colour.RED, height=4),
            Line(height=0.6),
            Rule(weight=1.6, colour=Colour.RED, above=4),
        ),
        imprint=(Rule(weight=1), ImprintRow(label="报：", text="<市委>"), ImprintRow(text="签发：周", right="共印9份")),
    )
    html = body_of(paper)
    assert re.findall(r">([^<>\n]+)<", html) == [
        "送审稿", "内部资料", "信息", "正文", "报：", "&lt;市委&gt;", "签发：周", "共印9份",
    ]  # fmt: skip
    assert html.count("<h1") == 1
    line = paper.style.page.line
    assert f'<header style="height: {6 * line}pt">' in html


def test_the_style_sheet_says_what_the_style_says() -> None:
    html = render(make_paper(say("甲")))
    plain = re.sub(r"\.0(?=mm|pt|em)", "", html)
    assert "@page { size: A4; margin: 37mm 26mm 35mm 28mm;" in plain
    assert "@page :left { margin: 37mm 28mm 35mm 26mm;" in plain
    (title,) = re.findall(r"\.r-title \{[^}]*\}", plain)
    assert title.startswith('.r-title { font-family: "字体title", serif; font-size: 22pt;')
    assert "text-align: center" in title
    assert "break-after: avoid" in title
    (body,) = re.findall(r"\.r-body \{[^}]*\}", html)
    assert 'font-family: "字体body", serif; font-size: 16' in body
    assert "text-indent: 2" in body
    assert "letter-spacing: -0.2" in body


def test_the_same_paper_gives_the_same_bytes() -> None:
    assert render(make_paper(say("甲"))) == render(make_paper(say("甲")))


@pytest.mark.parametrize(
    ("variable", "role"), [("masthead", "title"), ("hei", "heading"), ("kai", "kai"), ("fang", "body")]
)
def test_pages_of_the_site_print_in_the_same_typefaces(variable: str, role: str) -> None:
    """In the order of the settings that jianbao comes with, as far as the style sheet goes."""
    css = (packaged_templates() / "site/assets/jianbao-print.css").read_text(encoding="utf-8")
    (value,) = re.findall(rf"--jb-{variable}: ([^;]+);", css)
    named = [name.strip().strip('"') for name in value.split(",")]
    known = [choice.name for choice in DEFAULT_FONTS[role]]
    shared = [name for name in named if name in known]
    assert len(shared) >= 5
    assert shared == sorted(shared, key=known.index)
