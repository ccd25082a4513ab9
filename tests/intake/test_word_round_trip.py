"""What a clerk typed is what a reader reads: through the file, our Markdown and the page."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from lxml import html as lxml_html
from packages import package, paragraph, run, title

from jianbao.intake import read_manuscript
from jianbao.intake.blocks import Paragraph, Piece, Table
from jianbao.intake.composing import compose
from jianbao.intake.symbols import clean
from jianbao.reading import find_pictures, read_office
from jianbao.rendering.body import render_body
from offices import SMALL_OFFICE

# Everything that means something to Markdown or HTML, between Chinese text, figures and spaces.
_SIGNS = st.text(alphabet="\\`*_{}[]()#+-.!|<>&~=:\"'0123456789 aZ镇户。，“”（）一、图", max_size=30)
_WORDS = st.one_of(_SIGNS, st.text(alphabet=st.characters(blacklist_categories=("Cs", "Cc")), max_size=20))


def squeeze(text: str) -> str:
    """White space is no text."""
    return "".join(text.split())


def shown(body: str) -> str:
    """What the page shows of a body."""
    html = render_body(body)
    return squeeze(lxml_html.fromstring(f"<div>{html}</div>").text_content())


def piece(text: str, *, strong: bool = False) -> Piece:
    return Piece(text=clean(text).replace("\n", " "), strong=strong)


@given(_WORDS)
def test_a_paragraph_reads_as_it_was_typed(text: str) -> None:
    block = Paragraph(number=1, pieces=(piece(text),))
    body = compose([block])
    assert shown(body) == squeeze(block.text)
    assert find_pictures(body) == []


@given(st.lists(st.tuples(_SIGNS, st.booleans()), max_size=5))
def test_bold_type_changes_no_word(parts: list[tuple[str, bool]]) -> None:
    block = Paragraph(number=1, pieces=tuple(piece(text, strong=strong) for text, strong in parts))
    assert shown(compose([block])) == squeeze(block.text)


@given(st.lists(_SIGNS, min_size=1, max_size=4))
def test_paragraphs_do_not_run_into_each_other(texts: list[str]) -> None:
    blocks = [Paragraph(number=n, pieces=(piece(text),)) for n, text in enumerate(texts)]
    assert shown(compose(blocks)) == squeeze("".join(block.text for block in blocks))


@given(st.lists(st.lists(_SIGNS, min_size=2, max_size=2), min_size=1, max_size=3))
def test_cells_of_a_table_read_as_typed(rows: list[list[str]]) -> None:
    cleaned = tuple(tuple(" ".join(clean(cell).split()) for cell in row) for row in rows)
    html = render_body(compose([Table(number=1, rows=cleaned)]))
    cells = [squeeze(cell.text_content()) for cell in lxml_html.fromstring(f"<div>{html}</div>").iter("th", "td")]
    typed = [squeeze(cell) for row in cleaned for cell in row]
    # A heading alone is given an empty row.
    assert (cells[: len(typed)], "".join(cells[len(typed) :])) == (typed, "")


@given(st.text(alphabet=st.characters(whitelist_categories=("Lo", "Nd", "Po", "Sm")), min_size=1, max_size=40))
def test_a_file_reads_as_it_was_typed(text: str) -> None:
    settings = read_office(SMALL_OFFICE).settings
    data = package(title("标题") + paragraph(run(f"甲{text}。")) + paragraph("乙。"))
    assert shown(read_manuscript(data, "a.docx", settings).body) == squeeze(clean(f"甲{text}。乙。"))
