"""A whole 《督查工作》: written from tasks, signed, and printed like any issue."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import docx
import pdfplumber
import pytest

from commands import succeed
from conftest import Compare
from jianbao.model import Access
from jianbao.reading import read_office
from jianbao.rendering.body import render_body
from jianbao.rendering.papers.issue_paper import IssueParts, make_issue_paper
from jianbao.rendering.papers.paper import Paper
from jianbao.rendering.printing.pdf import Printer
from jianbao.rendering.printing.word import render_word
from jianbao.rendering.templates import Templates
from jianbao.rendering.visible import find_visible
from jianbao.settings.printing import DEFAULT_FONTS
from jianbao.standing import find_standing
from offices import OfficeBuilder, day
from papers import show_paper
from printed import style_of
from supervised import add_tasks, build_supervised
from word_files import squeeze, text_of

EXPECTED = Path(__file__).parent / "expected"
ISSUE = "ducha/2026/017"


@pytest.fixture(scope="module", params=[False, True], ids=["不点名", "点名"])
def office(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> OfficeBuilder:
    """Signed by the commands that people use."""
    built = add_tasks(build_supervised(tmp_path_factory.mktemp("office"), named=request.param))
    brief = ["--on", "2026-11-27", "task", "brief"]
    succeed(built.root, *brief, "办理进展", "--order", "10", "--by", "郑××")
    succeed(built.root, *brief, "督查通报", "--column", "督查通报", "--from", "2026-11-01", "--by", "郑××")
    succeed(built.root, "--on", "2026-11-27", "compile", "督查工作", "--draft")
    succeed(built.root, "--on", "2026-11-30", "sign", "督查工作", "--by", "周××")
    return built


def paper_of(office: OfficeBuilder, access: Access = Access.OFFICE) -> Paper:
    read = office.read()
    (visible,) = find_visible(read, find_standing(read), access)
    return make_issue_paper(visible.document, style_of("jianbao"), IssueParts(day=day("2026-11-30").day))


def case_of(office: OfficeBuilder) -> str:
    return "点名" if office.read().settings.supervision.name_laggards else "不点名"


def test_the_whole_issue_as_markdown(office: OfficeBuilder, compare_golden: Compare) -> None:
    document = read_office(office.root).issues[ISSUE].document
    assert document is not None
    text = "\n\n".join(f"# {article.title}\n\n{article.body}" for article in document.articles)
    compare_golden(EXPECTED / f"督查工作-{case_of(office)}.md", f"{text}\n")
    assert [(article.column, article.items, article.units) for article in document.articles] == [
        ("jinzhan", (), ()),
        ("tongbao", (), ()),
    ]


def test_the_whole_issue_as_a_paper(office: OfficeBuilder, compare_golden: Compare) -> None:
    compare_golden(EXPECTED / f"督查工作-{case_of(office)}.txt", show_paper(paper_of(office)))


def test_the_pdf_says_what_the_paper_says(office: OfficeBuilder, printer: Printer, compare_golden: Compare) -> None:
    with pdfplumber.open(BytesIO(printer.render(paper_of(office)))) as pdf:
        text = "\n——\n".join(page.extract_text() for page in pdf.pages)
    compare_golden(EXPECTED / f"督查工作-{case_of(office)}.pdf.txt", f"{text}\n")


def test_the_word_file_says_what_the_paper_says(office: OfficeBuilder, compare_golden: Compare) -> None:
    paper = paper_of(office)
    data = render_word(paper, DEFAULT_FONTS)
    document = docx.Document(BytesIO(data))
    lines = [paragraph.text for paragraph in document.paragraphs if paragraph.text]
    rows = [" | ".join(cell.text for cell in row.cells) for table in document.tables for row in table.rows]
    compare_golden(EXPECTED / f"督查工作-{case_of(office)}.docx.txt", "\n".join([*lines, "", *rows, ""]))
    for block in paper.paragraphs():
        assert squeeze(block.text) in text_of(data)


def test_the_text_has_the_cells_of_a_table_and_not_its_rule(office: OfficeBuilder) -> None:
    shown = succeed(office.root, "show", ISSUE)
    assert "\n 事项  " in shown
    assert "---" not in shown


def test_a_page_of_the_site_has_its_headings_and_tables(office: OfficeBuilder) -> None:
    document = office.read().issues[ISSUE].document
    assert document is not None
    first, second = (render_body(article.body) for article in document.articles)
    assert '<p class="jb-head">一、各单位办理进展</p>\n<p class="jb-head">（一）城关镇</p>' in first
    assert (first.count("<table>"), "|" in first, "**" in first) == (1, False, False)
    assert (second.count("<table>"), '<td align="center">红</td>' in second) == (
        4 if case_of(office) == "点名" else 1,
        True,
    )


def test_it_is_for_the_units_and_not_for_the_public(office: OfficeBuilder) -> None:
    read = office.read()
    assert [one.issue.id for one in find_visible(read, find_standing(read), Access.INTERNAL)] == [ISSUE]
    assert find_visible(read, find_standing(read), Access.PUBLIC) == []


def test_the_tasks_are_told_again_in_the_next_issue(office: OfficeBuilder) -> None:
    """Nothing forbids it, and the first issue stays what it was."""
    before = (office.root / f"briefs/issues/{ISSUE}.json").read_bytes()
    on = ["--on", "2026-12-04"]
    succeed(office.root, *on, "task", "brief", "办理进展", "--task", "31", "--task", "32", "--by", "郑××")
    succeed(office.root, *on, "sign", "督查工作", "--by", "周××")
    read = office.read()
    assert [issue.id for issue in read.issues.values()] == [ISSUE, "ducha/2026/018"]
    assert read.desk["2026/12-04-ban-li-jin-zhan"].tasks == ("2026/031", "2026/032")
    assert (office.root / f"briefs/issues/{ISSUE}.json").read_bytes() == before
    assert [
        problem for problem in office.check(day("2026-12-04")) if problem.place.path.startswith("briefs/desk")
    ] == []
    (office.root / "briefs/issues/ducha/2026/018.yml").unlink()
    (office.root / "briefs/issues/ducha/2026/018.json").unlink()
    (office.root / "briefs/desk/2026/12-04-ban-li-jin-zhan.md").unlink()


def test_templates_of_the_office_are_looked_for_first(office: OfficeBuilder) -> None:
    assert Templates(office.root).files("supervision")[0] == "_parts.md"
