"""Whatever somebody typed comes out as text: nothing in it is executed, fetched, followed or lost."""

from __future__ import annotations

import subprocess
import sys
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jianbao.characters import count_characters
from jianbao.reading import find_pictures
from jianbao.rendering.body import render_body

PLAIN = "blockquote br code em hr li pre strong sub sup table tbody thead tr ul"
ALLOWED = {"p": {"class"}, "td": {"align"}, "th": {"align"}, "ol": {"start"}} | {
    tag: set[str]() for tag in PLAIN.split(" ")
}
SIGNS = [
    "<",
    ">",
    "&",
    '"',
    "'",
    "[",
    "](",
    ")",
    "!",
    "`",
    "*",
    "_",
    "{",
    "}",
    "#",
    "|",
    "-",
    "\n",
    "\n\n",
    "    ",
    "a",
    "长",
]
WORDS = [
    "script",
    "svg onload=x",
    "img src=x",
    "page:index.md",
    "javascript:x",
    "&lt;",
    "&#60;",
    "href=",
    'src="page:x"',
]


class Reader(HTMLParser):
    """What a browser would take from a piece of HTML: its elements and its text."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_comment(self, data: str) -> None:
        raise AssertionError(data)

    def unknown_decl(self, data: str) -> None:
        raise AssertionError(data)

    handle_decl = handle_pi = handle_comment


def read(html: str) -> Reader:
    reader = Reader()
    reader.feed(html)
    reader.close()
    return reader


def assert_harmless(html: str) -> None:
    for tag, attributes in read(html).elements:
        assert tag in ALLOWED, html
        assert attributes.keys() <= ALLOWED[tag], html


@pytest.mark.parametrize(
    "typed",
    [
        "<script>alert(1)</script>",
        "<ScRiPt src=//e.example/x.js></sCrIpT>",
        "<img src=x onerror=alert(1)>",
        "<svg onload=alert(1)>",
        "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
        "<a href=javascript:alert(1)>x</a>",
        "<style>@import 'http://e.example'</style>",
        "<div style=position:fixed>x</div>",
        "<!-- a --> <![CDATA[x]]> <?php echo 1 ?>",
        "<http://e.example> <a@b.example>",
        "[x](javascript:alert(1))",
        "[x](http://e.example 'y')",
        "[x](page:desk/index.md)",
        "[x][y] [x] [x][]",
        "[x]: http://e.example",
        'href="page:desk/index.md" src="page:nowhere.md"',
        "&lt;script&gt; &amp;amp; &nbsp; &#60;b&#62; &copy",
        "{{ 7 * 7 }} {% include 'x' %} {# y #} {{ config }}",
        "AT&T 3<5 且 5>3",
        "http://e.example/?a=1&b=2",
        "<p>段落</p>",
        "</div></article></body>",
        "<br><b>甲</b>",
        "“<”",
        "\u202e倒\u200b写\ufeff",
    ],
)
def test_it_prints_as_it_was_typed(typed: str) -> None:
    html = render_body(typed)
    assert_harmless(html)
    assert read(html).text.strip() == typed


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("![图说](http://e.example/x.png)", "（图：图说）"),
        ("![图说](//e.example/x.png)", "（图：图说）"),
        ("![图说](page:desk/index.md)", "（图：图说）"),
        ("![](data:image/png;base64,xxxx)", "（图：）"),
        ("![a](../../../etc/passwd)", "（图：a）"),
        ('![“"onerror=alert(1)](x/y.png "t")', '（图：“"onerror=alert(1)）'),
        ("![a][b]\n\n[b]: http://e.example/x.png", "![a][b]\n[b]: http://e.example/x.png"),
        ("![a [b] c](page:index.md)", "![a [b] c](page:index.md)"),
        ("![x](page:index.md 't')", "![x](page:index.md 't')"),
    ],
)
def test_a_picture_from_elsewhere_is_its_caption(typed: str, text: str) -> None:
    html = render_body(typed)
    assert_harmless(html)
    assert read(html).text.strip() == text


def test_a_picture_that_the_issue_keeps_is_shown() -> None:
    html = render_body('看图：![现场"<b>&](11-03-a/x.png)。', {"11-03-a/x.png": "page:xinxi/2026/007/ab.png"})
    assert html == '<p>看图：<img alt="现场&quot;&lt;b&gt;&amp;" src="page:xinxi/2026/007/ab.png">。</p>'


def test_a_place_cannot_be_forged() -> None:
    """The signs that keep a picture's place are no text; typing them places nothing."""
    html = render_body("\ufdd00\ufdd0 \ufdd1lt; ![a](x/y.png)", {"x/y.png": "page:a/b.png"})
    assert html == '<p>0 &amp;lt; <img alt="a" src="page:a/b.png"></p>'


def test_what_office_texts_use_is_laid_out() -> None:
    html = render_body(
        "一、主要做法\n\n**划好地方。**选定\n三处。\n\n| 镇 | 件 |\n|:--|--:|\n| 甲 | 1 |\n\n1. 一\n2. 二\n"
    )
    assert html == (
        '<p class="jb-head">一、主要做法</p>\n'
        "<p><strong>划好地方。</strong>选定三处。</p>\n"
        '<table>\n<thead>\n<tr>\n<th align="left">镇</th>\n<th align="right">件</th>\n</tr>\n</thead>\n'
        '<tbody>\n<tr>\n<td align="left">甲</td>\n<td align="right">1</td>\n</tr>\n</tbody>\n</table>\n'
        "<ol>\n<li>一</li>\n<li>二</li>\n</ol>"
    )


def test_headings_do_not_disturb_the_page() -> None:
    assert render_body("# 大标题\n\n正文\n\n小标题\n---\n") == "<p>大标题</p>\n<p>正文</p>\n<p>小标题</p>"


@given(st.lists(st.sampled_from([*SIGNS, *WORDS]), max_size=60).map("".join))
def test_any_mixture_of_signs_is_harmless(typed: str) -> None:
    html = render_body(typed)
    assert_harmless(html)
    assert '="page:' not in html


@given(
    st.text(
        st.characters(
            exclude_categories=["Cs", "Cc"], exclude_characters="\\`*_[]()!#>+-.~|<&\ufdd0\ufdd1 \u3000\u2028\u2029\x85"
        )
    )
)
def test_plain_text_is_never_changed(typed: str) -> None:
    assert "".join(read(render_body(typed)).text.split()) == "".join(typed.split())


DEEP = {
    "a line of 100 KB": "'长' * 100_000",
    "quotes": "'>' * 1_000 + ' x'",
    "spaced quotes": "'> ' * 3_000 + 'x'",
    "lists": "'\\n'.join(' ' * 4 * n + '- x' for n in range(300))",
    "lists in a line": "'- ' * 3_000 + 'x'",
    "numbers in a line": "'1. ' * 3_000 + 'x'",
    "lists and quotes": "'> - ' * 1_000 + 'x'",
    "stars": "'*a ' * 20_000",
    "backticks": "''.join('`' * n + 'x' for n in range(300))",
    "brackets": "'[' * 50_000",
    "pictures begun": "'![' * 50_000",
    "captions without address": "'![a](' * 30_000",
    "addresses without end": "'![' * 30_000 + '](' * 30_000",
    "link targets begun": "'](' * 50_000",
    "pictures with titles": "'![a](b \"' * 20_000",
    "tags begun": "'<a ' * 30_000",
    "entities begun": "'&' * 50_000",
    "blanks and a letter": "' ' * 100_000 + 'x'",
    "table rules": "'|-' * 20_000 + '\\n' + '|' * 20_000",
    "rules of blanks": "('-' + ' ' * 20_000) * 4 + 'x'",
    "line ends": "'\\n' * 100_000",
    "backslashes": "'\\\\' * 50_000",
}


@pytest.mark.parametrize("expression", DEEP.values(), ids=DEEP)
def test_a_hostile_length_neither_crashes_nor_hangs(expression: str) -> None:
    """In a process of its own, which is stopped when it would not end: each takes well under a second."""
    program = (
        "from jianbao.rendering.body import render_body; from jianbao.reading import find_pictures;"
        "from jianbao.characters import count_characters;"
        f"t = {expression}; find_pictures(t); count_characters(t); render_body(t); print(render_body('甲'))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, encoding="utf-8", timeout=60, check=False
    )
    assert done.stderr == ""
    assert done.stdout == "<p>甲</p>\n", "and the next text is not touched by it"


def test_the_next_text_does_not_suffer() -> None:
    assert find_pictures("![" * 10) == []
    assert count_characters("![a](b/c.png)甲") == 1
    for _ in range(2):
        render_body("- " * 3_000 + "x")
        assert render_body("甲\n\n- 乙") == "<p>甲</p>\n<ul>\n<li>乙</li>\n</ul>"
