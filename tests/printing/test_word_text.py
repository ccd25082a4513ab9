"""Word and PDF say the same, word for word, and LibreOffice opens what Word is given: every issue of the demo, both
bulletins, a letter, a draft.
"""

from __future__ import annotations

import re
import subprocess
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pdfplumber
import pytest

from conftest import MakeOnce, require_tool
from jianbao.acting.issuing import compile_period
from jianbao.metadata import Moment
from jianbao.model import Access
from jianbao.periods import parse_days
from jianbao.reading import read_office
from jianbao.rendering.papers.bulletin_paper import make_bulletin_paper
from jianbao.rendering.papers.issue_paper import IssueParts, make_issue_paper
from jianbao.rendering.papers.paper import Paper
from jianbao.rendering.papers.statement_paper import make_statement_paper
from jianbao.rendering.printing.pdf import Printer
from jianbao.rendering.printing.word import render_word
from jianbao.rendering.templates import Templates
from jianbao.rendering.visible import find_visible
from jianbao.settings.printing import DEFAULT_FONTS
from jianbao.standing import find_standing
from printed import DAY, make_paper, paragraphs_of, style_of
from word_files import find_misplaced, heads_of, squeeze, text_of

TOP = Path(__file__).parents[2]
TABLES = {"canyue-2026-008", "ducha-2026-020", "bulletin-2026-09", "bulletin-2026-10", "bulletin-scored"}


def make_papers() -> Iterator[tuple[str, Paper]]:
    office = read_office(TOP)
    visible = {one.issue.id: one for one in find_visible(office, find_standing(office), Access.OFFICE)}
    for identity, one in visible.items():
        parts = IssueParts(day=DAY, notices=one.notices, withdrawal=one.withdrawal, reason=one.reason)
        yield identity.replace("/", "-"), make_issue_paper(one.document, style_of(one.document.style), parts)
    for bulletin in office.bulletins.values():
        assert bulletin.document is not None
        paper = make_bulletin_paper(bulletin.document, style_of("tongbao"))
        yield f"bulletin-{bulletin.id.replace('/', '-')}", paper
    scored = TOP / "tests/offices/scored"
    period = parse_days("2026-10-01", "2026-10-31")
    assert period is not None
    points = compile_period(read_office(scored), period, Moment(day=DAY), Templates(scored).render)
    yield "bulletin-scored", make_bulletin_paper(points, style_of("tongbao"))
    document = visible["canyue/2026/009"].document
    yield "letter", make_issue_paper(document, style_of("xinhan"), IssueParts(day=DAY))
    yield "draft", make_issue_paper(replace(document, date=None), style_of("jianbao"), IssueParts(day=DAY))
    # Where the text ends, 版记 has room below it, just has none, and has some again.
    for lines in (25, 26, 31):
        yield f"full-{lines}", make_paper(paragraphs_of(20, lines))
    statement = "城关镇核对单\n\n报送1件。\n\n1．清理“飞线”\n    2026年10月5日　报送\n"
    yield "statement", make_statement_paper(statement, document.issuer, DAY, style_of("hedui"))


@pytest.fixture(scope="module")
def papers() -> Mapping[str, Paper]:
    return dict(make_papers())


@pytest.fixture(scope="module")
def words(papers: Mapping[str, Paper]) -> Mapping[str, bytes]:
    return {name: render_word(paper, DEFAULT_FONTS) for name, paper in papers.items()}


@pytest.fixture(scope="module")
def pdfs(papers: Mapping[str, Paper], printer: Printer) -> Mapping[str, list[str]]:
    """The text of each page, in the order in which it is set."""
    read: dict[str, list[str]] = {}
    for name, paper in papers.items():
        with pdfplumber.open(BytesIO(printer.render(paper))) as pdf:
            read[name] = ["".join(char["text"] for char in page.chars) for page in pdf.pages]
    return read


def text_of_pages(pages: list[str]) -> str:
    """Without page numbers: a dash, a space, figures, a space, a dash. Cells that say — have none beside it."""
    return "".join(squeeze(re.sub(r"—\s\d+\s—", "", page)) for page in pages)


def test_without_tables_the_text_is_the_same_in_the_same_order(
    words: Mapping[str, bytes], pdfs: Mapping[str, list[str]]
) -> None:
    names = sorted(set(words) - TABLES)
    assert len(names) >= 20
    assert {name: text_of(words[name]) for name in names} == {name: text_of_pages(pdfs[name]) for name in names}


@pytest.mark.parametrize("name", sorted(TABLES))
def test_with_tables_only_their_heads_are_there_more_often(
    name: str, words: Mapping[str, bytes], pdfs: Mapping[str, list[str]]
) -> None:
    """A PDF repeats the head on every page; what its cells say stands in the order in which they are drawn."""
    word, pdf = Counter(text_of(words[name])), Counter(text_of_pages(pdfs[name]))
    assert word - pdf == Counter()
    assert set(pdf - word) <= set(heads_of(words[name]))


def test_every_paragraph_outside_of_tables_stands_in_the_pdf(
    papers: Mapping[str, Paper], pdfs: Mapping[str, list[str]]
) -> None:
    text = text_of_pages(pdfs["bulletin-2026-10"])
    told = [squeeze(block.text) for block in papers["bulletin-2026-10"].blocks if hasattr(block, "text")]
    assert len(told) > 30
    places = []
    at = 0
    for paragraph in told:
        at = text.find(paragraph, at)
        places.append(at)
    assert -1 not in places


def test_nothing_stands_where_the_schema_does_not_want_it(words: Mapping[str, bytes]) -> None:
    assert {name: told for name, data in words.items() if (told := find_misplaced(data))} == {}


@pytest.fixture(scope="module")
def opened(words: Mapping[str, bytes], make_once: MakeOnce) -> Mapping[str, list[str]]:
    """What LibreOffice makes of the files: the text of each page. All in one go: it takes long to start."""
    soffice = require_tool("soffice")

    def convert(folder: Path) -> None:
        for name, data in words.items():
            (folder / f"{name}.docx").write_bytes(data)
        profile = f"-env:UserInstallation=file://{folder}/profile"
        command = [soffice, profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder)]
        files = sorted(map(str, folder.glob("*.docx")))
        subprocess.run([*command, *files], check=True, capture_output=True, timeout=180)

    read: dict[str, list[str]] = {}
    for file in make_once("word-opened", convert).glob("*.pdf"):
        with pdfplumber.open(file) as pdf:
            read[file.stem] = ["".join(char["text"] for char in page.chars) for page in pdf.pages]
    return read


def test_libreoffice_opens_every_file_with_as_many_pages_as_the_pdf(
    words: Mapping[str, bytes], pdfs: Mapping[str, list[str]], opened: Mapping[str, list[str]]
) -> None:
    """Its typefaces are others here, and it sets a space between Chinese and figures: a page more or less."""
    assert set(opened) == set(words)
    # What they say is compared by its characters: frames are written out of order. LibreOffice hangs a mark over the
    # end of a line, where now and then one is not written to the PDF.
    for name, pages in opened.items():
        assert abs(len(pages) - len(pdfs[name])) <= 1, name
        lost = Counter(text_of(words[name])) - Counter(text_of_pages(pages))
        assert set(lost) <= set("，、。；："), name


def test_the_imprint_never_stands_alone(opened: Mapping[str, list[str]]) -> None:
    ends = {name: [page for page in map(squeeze, pages) if "共印160份" in page] for name, pages in opened.items()}
    full = [page for name, pages in ends.items() if name.startswith("full-") for page in pages]
    assert ["（城关镇）" in page for page in full] == [True, True, True]
