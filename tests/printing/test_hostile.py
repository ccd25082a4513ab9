"""Whatever somebody typed prints literally, or is a clear problem: no text runs, reads a file or breaks the layout."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from struct import pack
from zlib import compress, crc32

import pytest

from jianbao.model import Article
from jianbao.model.document import Picture
from jianbao.problems import ProblemsFound
from jianbao.rendering.papers.issue_paper import IssueParts, make_issue_paper
from jianbao.rendering.papers.paper import Figure, Paper, Table
from jianbao.rendering.papers.pictures import find_bad_pictures
from jianbao.rendering.printing.pdf import Printer
from printed import DAY, PARTS, make_article, make_document, make_paper, read_pages, read_text, style_of

LITERAL = [
    '#read("/etc/passwd")',
    '#import "lines.typ": *',
    '#include "paper.typ"',
    "$x^2$ 与 $ sum $",
    "一个*号、一个_号",
    "反斜线\\与\\u{41}、\\n、\\\\",
    "@label 与 <label> 与 [内容] 与 {代码}",
    "// 不是注释 /* 也不是 */",
    "-- 与 --- 与 ... 与 ~ 与 '单' 与 \"双\"",
    "= 不是标题",
    "#set page(width: 1pt)",
    "{{ 7*7 }}{% if x %}{copy}",
    "&lt;b&gt; 与 &amp; 与 &#x41;",
    "<script>alert(1)</script>",
]


def print_body(printer: Printer, body: str) -> str:
    return read_text(printer.render(make_paper(body)))


@pytest.mark.parametrize("text", LITERAL)
def test_prints_as_typed(printer: Printer, text: str) -> None:
    """A backslash before its like is Markdown's, before the typesetter is asked."""
    shown = text.replace("\\\\", "\\")
    assert f"前{shown}后".replace(" ", "") in print_body(printer, f"前{text}后").replace(" ", "")


def test_titles_units_notes_and_imprints_print_as_typed(printer: Printer) -> None:
    hostile = '#read("a")$*_\\@<b>//'
    article = make_article("正文。", hostile)
    imprint = replace(make_document().imprint, up=(hostile,), signatory=hostile)
    paper = make_issue_paper(make_document(article, note=hostile, issuer=hostile, imprint=imprint), style_of(), PARTS)
    assert read_text(printer.render(paper)).count(hostile) == 5


def test_no_text_asks_for_the_copy_number(printer: Printer) -> None:
    """Neither the field's name nor the sign that keeps its place: what was filled in is not looked through again."""
    document = replace(make_document(make_article("正文。")), mark="内部{copy}\ufdd2资料", issuer="{number}\u202e办")
    paper = make_issue_paper(document, style_of(), PARTS)
    printed = read_text(printer.render(replace(paper, copies=(5,))))
    assert ("内部{copy}资料" in printed, "{number}办" in printed) == (True, True)
    assert (printed.count("000005"), paper.author) == (1, "{number}办")


@pytest.mark.parametrize("sign", ["é", "。", "（", "…", "e\u0301"])
def test_a_row_of_any_sign_ends_at_the_margin(printer: Printer, sign: str) -> None:
    imprint = replace(make_document().imprint, up=(sign * 200,))
    document = make_document(make_article(f"见{sign * 400}。"), imprint=imprint)
    pages = read_pages(printer.render(make_issue_paper(document, style_of(), PARTS)))
    assert max(line.right for page in pages for line in page.lines) < 188


def test_marks_that_nobody_sees_are_gone(printer: Printer) -> None:
    """Right-to-left marks would set other words than were read."""
    body = "批准\u202e\u0033\u202c件，\u200f不\u2067批\u2069准\ufeff2\u00ad件\u200b。\u061c完"
    printed = print_body(printer, body)
    assert "批准3件，不批准2件。完" in printed
    assert not set("\u202e\u202c\u200f\u2067\u2069\ufeff\u00ad\u200b\u061c") & set(printed)


def test_a_title_of_300_characters(printer: Printer) -> None:
    title = "关于进一步加强和改进新时代城市社区治理工作的若干措施" * 12
    paper = make_issue_paper(make_document(make_article("正文。", title[:300])), style_of(), PARTS)
    pages = read_pages(printer.render(paper))
    lines = [line for page in pages for line in page.body if line.size == 22]
    assert "".join(line.text for line in lines) == title[:300]
    assert all(line.left >= 25.9 and line.right <= 182.1 for line in lines)
    assert pages[1].line("正文。")


def test_an_unbroken_string_of_400_characters_ends_at_the_margin(printer: Printer) -> None:
    string = "https://example.gov.cn/" + "a1B2" * 94 + "z"
    pages = read_pages(printer.render(make_paper(f"见{string}。")))
    assert f"见{string}。" in "".join(line.text for page in pages for line in page.body)
    assert max(line.right for line in pages[0].body) < 184.2
    assert max(line.right for line in pages[1].body) < 182.2


def test_a_table_of_12_columns_stays_within_the_margins(printer: Printer) -> None:
    head = "|" + "|".join(f"第{number}栏" for number in range(12)) + "|\n|" + "---|" * 12
    rows = "\n".join("|" + "|".join(str(1234.5 * (row + column)) for column in range(12)) + "|" for row in range(3))
    paper = make_paper(f"见表。\n\n{head}\n{rows}\n\n表后。")
    page = read_pages(printer.render(paper))[0]
    lines = [line for line in page.body if line.font == "FandolSong-Regular" and line.size < 14]
    assert [line.size for line in lines] == [9, 9, 9]
    assert lines[0].text == "".join(str(1234.5 * column) for column in range(12))
    assert all(line.left > 28 and line.right < 184 for line in lines)


def wide_table(columns: int) -> str:
    cells = "|".join(f"{10**9 + number:,}" for number in range(columns))
    return f"见表。\n\n|{cells}|\n|{'---|' * columns}\n|{cells}|\n\n表后。"


def test_a_wider_one_stands_on_a_page_on_its_side(printer: Printer) -> None:
    pages = read_pages(printer.render(make_paper(wide_table(10))))
    assert [round(page.width) for page in pages] == [210, 297, 210]
    assert pages[2].line("表后。")


def test_one_that_no_page_holds_is_a_problem(printer: Printer) -> None:
    with pytest.raises(ProblemsFound) as found:
        printer.render(make_paper(wide_table(14)))
    assert str(found.value) == (
        "error[table-wide] 《信息》第70期（总第1240期）："
        "以“1,000,000,000、1,000,”开头的表有14栏，横放也排不下\n"
        "提示：拆成两个表，或减少栏数、缩短数字"
    )


def test_deep_lists_quotes_and_tables_without_end_print(printer: Printer) -> None:
    rows = "\n".join(f"|第{number}行|{'长' * 40}|" for number in range(60))
    body = f"> > > 引\n\n- 甲\n  - 乙\n\n3. 丙\n4. 丁\n\n|项目|说明|\n|---|---|\n{rows}\n\n完。"
    pages = read_pages(printer.render(make_paper(body)))
    printed = [line.text for page in pages for line in page.body]
    assert [text.replace(" ", "") for text in printed[6:11]] == ["引", "·甲", "·乙", "3．丙", "4．丁"]
    with_rows = [page for page in pages if any("长" in line.text for line in page.body)]
    assert printed.count("项目说明") == len(with_rows) > 1, "the head is repeated on every page"
    assert all(any(f"第{number}行" in text for text in printed) for number in range(60))


# -- pictures -----------------------------------------------------------------


def make_png(width: int, height: int) -> bytes:
    """A true picture of one colour: small, whatever its size."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return pack(">I", len(data)) + kind + data + pack(">I", crc32(kind + data))

    row = b"\0" * (1 + (width + 7) // 8)
    header = pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        chunk(kind, data) for kind, data in ((b"IHDR", header), (b"IDAT", compress(row * height)), (b"IEND", b""))
    )


def illustrate(width: int, height: int) -> Paper:
    def read(_: Article) -> Mapping[str, bytes]:
        return {"a/tu.png": make_png(width, height)}

    picture = Picture(name="a/tu.png", sha256=sha256(make_png(width, height)).hexdigest(), suffix=".png")
    article = make_article("图前。\n\n![改造前后](a/tu.png)\n\n图后。", pictures=(picture,))
    return make_issue_paper(make_document(article), style_of(), IssueParts(day=DAY, pictures=read))


@pytest.mark.parametrize(
    ("pixels", "millimetres"),
    [((2400, 1200), (156, 78)), ((96, 48), (25.4, 12.7)), ((1000, 4000), (51.2, 204.6))],
)
def test_a_picture_fits_the_page_and_is_never_blown_up(
    printer: Printer, pixels: tuple[int, int], millimetres: tuple[float, float]
) -> None:
    pages = read_pages(printer.render(illustrate(*pixels)))
    [(page, image)] = [(page, image) for page in pages for image in page.images]
    assert float(image["width"]) / 72 * 25.4 == pytest.approx(millimetres[0], abs=0.2)
    assert float(image["height"]) / 72 * 25.4 == pytest.approx(millimetres[1], abs=0.2)
    below = page.line("改造前后")
    assert (below.size, below.font) == (12, "FandolHei-Regular")
    assert below.baseline > float(image["bottom"]) / 72 * 25.4


def test_a_picture_of_40_megapixels_is_told_and_never_decoded() -> None:
    paper = illustrate(8000, 5000)
    [problem] = find_bad_pictures(paper, 20)
    assert str(problem) == (
        "error[picture-large] 《信息》第70期（总第1240期）：图片“改造前后”为8000×5000像素，超过2000万像素\n"
        "提示：用看图软件把图片缩小后另存，长边2400像素就足够印满版心"
    )
    assert find_bad_pictures(paper, 40) == []


def test_what_is_no_picture_leaves_its_caption() -> None:
    article = make_article("![图](a/tu.png)", pictures=(Picture(name="a/tu.png", sha256="0" * 64, suffix=".png"),))
    paper = make_issue_paper(
        make_document(article), style_of(), IssueParts(day=DAY, pictures=lambda _: {"a/tu.png": b"MZ"})
    )
    assert [paragraph.text for paragraph in paper.paragraphs()][2] == "（图：图）"
    assert not any(isinstance(block, Figure | Table) for block in paper.blocks)
    assert paper.pictures == {}


def test_no_text_can_name_a_file_of_the_machine(printer: Printer, tmp_path: Path) -> None:
    """A picture's address is looked for among the issue's own, and nowhere else."""
    secret = tmp_path / "mi.png"
    secret.write_bytes(make_png(10, 10))
    printed = print_body(printer, f"![图]({secret}) ![图](../../mi.png)")
    assert printed.count("（图：图）") == 2
