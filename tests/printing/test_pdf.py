"""What a PDF says of itself, that the same paper gives the same bytes anywhere, and what a wrong template is told."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from shutil import rmtree

import pytest
from pypdf import PdfReader
from pypdf.generic import StreamObject

from jianbao.model import Notice, NoticeKind
from jianbao.problems import ProblemsFound
from jianbao.rendering.papers.issue_paper import make_issue_paper
from jianbao.rendering.papers.paper import Paper
from jianbao.rendering.papers.styles import read_style
from jianbao.rendering.printing.fonts import FontSet
from jianbao.rendering.printing.pdf import Printer
from jianbao.rendering.templates import Templates
from offices import OfficeBuilder
from printed import (
    DAY,
    PARTS,
    make_article,
    make_document,
    make_paper,
    paragraphs_of,
    read_pages,
    read_text,
    style_of,
    texts,
    with_copies,
)

BROKEN = "提示：改正 templates/print 里的模板；或删去本单位的这个模板，就用系统自带的"


@pytest.fixture(scope="module")
def issue(printer: Printer) -> bytes:
    """Two articles, the first under a title of two lines."""
    articles = [
        make_article(paragraphs_of(200, 3), "全区帮扶项目资产建账定责，盘活19个闲置项目", anchor="a1"),
        make_article("**强**调、*着*重。", "国庆假期", anchor="a2", column="jiaoliu"),
    ]
    return printer.render(make_issue_paper(make_document(*articles), style_of(), PARTS))


def test_metadata(issue: bytes) -> None:
    """No name of a machine, no telephone, and no day but the issue's own."""
    reader = PdfReader(BytesIO(issue))
    said = dict(reader.metadata or {})
    assert re.fullmatch(r"Typst 0\.15\.\d+", said.pop("/Creator"))
    assert said == {
        "/Title": "《信息》第70期（总第1240期）",
        "/Author": "中共云溪区委办公室",
        "/Keywords": "信息, 重点工作, 经验交流, 城关镇",
        "/CreationDate": "D:20261130000000Z",
        "/ModDate": "D:20261130000000Z",
    }


def test_bookmarks_are_the_titles_each_on_one_line(issue: bytes) -> None:
    reader = PdfReader(BytesIO(issue))
    marks = [(mark.title, reader.get_destination_page_number(mark)) for mark in reader.outline]  # type: ignore[union-attr]
    assert marks == [("全区帮扶项目资产建账定责，盘活19个闲置项目", 0), ("国庆假期", 2)]


def test_archive_standard(issue: bytes) -> None:
    """PDF/A-2b (ISO 19005-2): what it claims, and what a reader needs nothing else for."""
    reader = PdfReader(BytesIO(issue))
    stated = reader.xmp_metadata
    assert stated is not None
    claims = stated.stream.get_data().decode()
    assert "<pdfaid:part>2</pdfaid:part>" in claims
    assert "<pdfaid:conformance>B</pdfaid:conformance>" in claims
    root = reader.root_object
    assert "/OutputIntents" in root
    assert not {"/OpenAction", "/AA"} & set(root)
    assert "/JavaScript" not in root.get("/Names", {})
    assert not reader.is_encrypted


def test_all_typefaces_are_embedded(issue: bytes) -> None:
    fonts = [
        font.get_object() for page in PdfReader(BytesIO(issue)).pages for font in page["/Resources"]["/Font"].values()
    ]
    inner = [font["/DescendantFonts"][0].get_object()["/FontDescriptor"].get_object() for font in fonts]
    assert inner
    assert all({"/FontFile", "/FontFile2", "/FontFile3"} & set(descriptor) for descriptor in inner)
    names = {str(font["/BaseFont"]).partition("+")[2].removesuffix("-Identity-H") for font in fonts}
    assert names == {
        "FandolFang-Regular",
        "FandolHei-Regular",
        "FandolKai-Regular",
        "FandolSong-Bold",
        "FandolSong-Regular",
    }


def test_no_path_of_this_machine(issue: bytes) -> None:
    """Neither in the open nor in what is compressed."""
    reader = PdfReader(BytesIO(issue))
    objects = [reader.get_object(number) for number in range(1, int(reader.trailer["/Size"]))]
    data = [part.get_data() for part in objects if isinstance(part, StreamObject)]
    for secret in (str(Path(__file__).parents[2]), str(Path.home()), ".cache", "paper.typ", "0000-0000001"):
        assert not any(secret.encode() in part for part in (issue, *data)), secret


# -- same in, same out --------------------------------------------------------

ELSEWHERE = """
import sys
from pathlib import Path
from fonts import find_free_fonts
from jianbao.rendering.printing.pdf import Printer
from jianbao.rendering.templates import Templates
from printed import make_paper, paragraphs_of
root = Path(sys.argv[1])
printer = Printer(root, Templates(root), find_free_fonts())
sys.stdout.buffer.write(printer.render(make_paper(paragraphs_of(200, 4))))
"""


def test_same_bytes_in_another_process_zone_language_and_folder(printer: Printer, tmp_path: Path) -> None:
    here = printer.render(make_paper(paragraphs_of(200, 4)))
    places = os.pathsep.join(str(Path(__file__).parents[2] / folder) for folder in ("tests", "plugins"))
    other = {"TZ": "America/New_York", "LC_ALL": "C", "PYTHONHASHSEED": "7", "PYTHONPATH": places}
    done = subprocess.run(
        [sys.executable, "-c", ELSEWHERE, str(tmp_path)],
        env={**os.environ, **other},
        cwd=tmp_path,
        capture_output=True,
        check=True,
    )
    assert done.stdout == here


def test_same_bytes_whatever_was_set_before_and_without_the_cache(
    printing_fonts: FontSet, tmp_path: Path, printer: Printer
) -> None:
    paper = make_paper(paragraphs_of(200, 4))
    expected = printer.render(paper)
    fresh = Printer(tmp_path, Templates(tmp_path), printing_fonts)
    fresh.render(make_paper("别的一期。"))
    assert fresh.render(paper) == expected
    rmtree(tmp_path / ".cache")
    assert fresh.render(paper) == expected
    assert printer.render(paper) == expected


def test_what_earlier_templates_left_is_removed(printing_fonts: FontSet, tmp_path: Path) -> None:
    cache = tmp_path / ".cache/jianbao/print"
    Printer(tmp_path, Templates(tmp_path), printing_fonts).render(make_paper("正文。"))
    [first] = cache.iterdir()
    OfficeBuilder(tmp_path).write("templates/print/lines.typ", f"{(first / 'lines.typ').read_text('utf-8')}\n// 改\n")
    Printer(tmp_path, Templates(tmp_path), printing_fonts).render(make_paper("正文。"))
    [second] = cache.iterdir()
    assert second != first
    assert (second / "lines.typ").read_text("utf-8").endswith("// 改\n")


# -- what kind of paper -------------------------------------------------------


def test_copies_have_their_numbers_and_their_own_folios(printer: Printer) -> None:
    pages = read_pages(printer.render(with_copies(make_paper(paragraphs_of(200, 2)), 8, 9)))
    assert [(page.lines[0].text, page.folio.text if page.folio else "") for page in pages] == [
        ("内部资料　注意保存000008", "— 1 —"),
        (pages[1].lines[0].text, "— 2 —"),
        ("内部资料　注意保存000009", "— 1 —"),
        (pages[3].lines[0].text, "— 2 —"),
    ]
    assert texts(pages[1].body) == texts(pages[3].body)


def test_without_copies_no_number_is_printed(issue: bytes) -> None:
    assert read_pages(issue)[0].lines[0].text == "内部资料　注意保存"


def test_a_draft_bears_its_stamp_and_no_date(printer: Printer) -> None:
    draft = make_paper("正文。", date=None, number=(), cumulative=(), number_text="第×期（送审稿）")
    [page] = read_pages(printer.render(draft))
    assert texts(page.lines)[:4] == ["送审稿", "内部资料　注意保存", "信息", "第×期（送审稿）"]
    assert page.line("中共云溪区委办公室").text == "中共云溪区委办公室"


def test_a_correction_stands_before_everything(printer: Printer, make_notice: Callable[..., Notice]) -> None:
    document = make_document(make_article("共120户。"))
    parts = replace(PARTS, notices=[make_notice(NoticeKind.CORRECTION)])
    [page] = read_pages(printer.render(make_issue_paper(document, style_of(), parts)))
    assert texts(page.body)[4:6] == ["更正：《城关镇推进老旧小区改造》一文中，“120户”应为", "“210户”。"]


def test_a_withdrawn_issue_has_masthead_and_reason_alone(printer: Printer, make_notice: Callable[..., Notice]) -> None:
    parts = replace(PARTS, withdrawal=make_notice(NoticeKind.WITHDRAWAL), reason="数据有误")
    [page] = read_pages(printer.render(make_issue_paper(make_document(make_article("共120户。")), style_of(), parts)))
    assert "".join(texts(page.body)[4:]) == (
        "本期已于2026年12月1日撤回。期号保留，不再使用；所刊内容请勿引用、转发。原因：数据有误"
    )
    assert not any("报：" in line.text for line in page.lines)


@pytest.fixture
def make_notice(tmp_path: Path) -> Callable[..., Notice]:
    """Read from a file, as the office's are."""

    def make(kind: NoticeKind) -> Notice:
        office = OfficeBuilder(tmp_path)
        issue, article = "xinxi/2026/070", "2026/11-05-城关镇推进老旧小区改造"
        if kind is NoticeKind.CORRECTION:
            identity = office.correct(issue, article, "120户", "210户", day="2026-12-01")
        else:
            identity = office.withdraw(issue, day="2026-12-01")
        return office.read().notices[identity]

    return make


def test_marks_of_an_edit_and_headings_in_the_text(printer: Printer) -> None:
    body = "一、逐项建账。组织清点。\n\n（一）分级定责。公益类资产由村里管护。\n\n二、成效\n\n（二）收益\n\n1．年收益。"
    pdf = printer.render(make_paper(body))
    fonts = {line.text[:2]: line.font for line in read_pages(pdf)[0].body[6:11]}
    assert fonts == {
        "一、": "FandolHei-Regular",
        "（一": "FandolKai-Regular",
        "二、": "FandolHei-Regular",
        "（二": "FandolKai-Regular",
        "1．": "FandolFang-Regular",
    }
    assert "一、逐项建账。组织清点。（一）分级定责。公益类资产由村里管护。二、成效（二）收益1．年收益。" in read_text(
        pdf
    )


# -- wrong templates ----------------------------------------------------------


def render_with(tmp_path: Path, fonts: FontSet, name: str, text: str) -> Paper:
    """An office's own template in the place of ours."""
    OfficeBuilder(tmp_path).write(f"templates/print/{name}", text)
    templates = Templates(tmp_path)
    paper = make_issue_paper(make_document(make_article("正文。")), read_style(templates, "jianbao"), PARTS)
    Printer(tmp_path, templates, fonts).render(paper)
    return paper


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "#let draw-imprint(data) = {\n  data.nothing\n}\n",
            'imprint.typ:2:8 PDF 模板有误：dictionary does not contain key "nothing"',
        ),
        ("#let draw-imprint(data) = {\n", "imprint.typ:1:27 PDF 模板有误：unclosed delimiter"),
        (
            '#let draw-imprint(data) = {\n\n  text(font: "没有的字库")[字]\n}\n',
            "imprint.typ:3:14 PDF 模板有误：unknown font family: 没有的字库",
        ),
        (
            '#let draw-imprint(data) = [#image("/etc/hostname.png")]\n',
            "imprint.typ:1:35 PDF 模板有误：file not found",
        ),
    ],
)
def test_a_wrong_template_is_told_with_its_line(
    printing_fonts: FontSet, tmp_path: Path, text: str, expected: str
) -> None:
    with pytest.raises(ProblemsFound) as found:
        render_with(tmp_path, printing_fonts, "imprint.typ", text)
    said, hint = str(found.value).split("\n")
    assert re.sub(r" \(searched at .*\)", "", said) == f"error[template-broken] templates/print/{expected}"
    assert hint == BROKEN


def test_day_of_a_draft_is_that_of_the_build() -> None:
    assert make_paper("正文。", date=None).day == DAY
