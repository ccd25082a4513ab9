"""To the millimetre (GB/T 9704-2012): measured in the PDFs of issues of 1, 2, 3 and 11 pages, and of each style."""

from __future__ import annotations

from dataclasses import replace

import pytest

from jianbao.rendering.papers.issue_paper import make_issue_paper
from jianbao.rendering.papers.paper import Break, Paper, Paragraph, Run
from jianbao.rendering.printing.pdf import Printer
from printed import (
    PARTS,
    PrintedPage,
    TextLine,
    make_article,
    make_document,
    make_paper,
    paragraphs_of,
    read_pages,
    style_of,
    texts,
    with_copies,
)

# A line of the type area and a character of it, and 四号, in millimetres.
LINE, CHARACTER, FOURTH = 225 / 22, 156 / 28, 14 / 72 * 25.4
THIRD = 16 / 72 * 25.4
# From the upper edge of a line to the foot of the characters in its middle.
RISE = (LINE - THIRD) / 2 + 0.88 * THIRD
# Rounded type sizes: a tenth of a millimetre is not seen.
NEAR = 0.12
# (pages, characters of each paragraph, paragraphs)
LENGTHS = [(1, 50, 1), (2, 200, 2), (3, 200, 5), (11, 200, 27)]


@pytest.fixture(scope="module")
def issues(printer: Printer) -> dict[int, list[PrintedPage]]:
    return {
        pages: read_pages(printer.render(make_paper(paragraphs_of(characters, count))))
        for pages, characters, count in LENGTHS
    }


def number_of_line(line: TextLine) -> float:
    """Which line of the type area it stands on, counted from 1."""
    return (line.baseline - 37 - RISE) / LINE + 1


def margins(page: int) -> tuple[float, float]:
    """(left, right) edges of the type area: 28 mm at the binding, 26 mm at the other side."""
    return (28, 184) if page % 2 else (26, 182)


@pytest.mark.parametrize("pages", [1, 2, 3, 11])
def test_pages_and_paper(issues: dict[int, list[PrintedPage]], pages: int) -> None:
    assert len(issues[pages]) == pages
    assert {(round(page.width, 1), round(page.height, 1)) for page in issues[pages]} == {(210, 297)}


@pytest.mark.parametrize("pages", [3, 11])
def test_a_full_page_has_22_lines_of_28_characters(issues: dict[int, list[PrintedPage]], pages: int) -> None:
    for number, page in enumerate(issues[pages][1:-1], 2):
        left, right = margins(number)
        assert len(page.body) == 22
        for line in page.body:
            is_first = line.left > left + 1
            is_last = line.right < right - 1
            assert line.left == pytest.approx(left + (2 * CHARACTER if is_first else 0), abs=NEAR)
            if not is_last:
                assert line.right == pytest.approx(right, abs=NEAR)
                assert len(line.text) == (26 if is_first else 28)
        # 200 characters: a first line of 26, six of 28, a last one of 6.
        assert {len(line.text) for line in page.body} == {6, 26, 28}


@pytest.mark.parametrize("pages", [1, 2, 3, 11])
def test_every_line_of_text_stands_on_the_grid(issues: dict[int, list[PrintedPage]], pages: int) -> None:
    for page in issues[pages]:
        for line in page.body:
            if line.size == 16 and "第70期" not in line.text and "区委办公室" not in line.text:
                assert number_of_line(line) == pytest.approx(round(number_of_line(line)), abs=0.02), line.text


def test_first_page_from_top_to_bottom(issues: dict[int, list[PrintedPage]]) -> None:
    page = issues[1][0]
    assert texts(page.body) == [
        "内部资料　注意保存",
        "信息",
        "第70期（总第1240期）",
        "中共云溪区委办公室2026年11月30日",
        "【重点工作】",
        "城关镇推进老旧小区改造",
        "国" * 26,
        "国" * 24,
        "（城关镇）",
        "报：市委办公室；区委书记、副书记，区委常委",
        "送：区人大常委会、区政府、区政协领导",
        "发：各乡镇党委、各街道党工委，区委各部门",
        "签发：周××核稿：吴××编辑：郑××校对：沈××",
        "电话：0000-0000001共印160份",
    ]
    # A blank line at least below the red rule, one between column, title and text each.
    assert [round(number_of_line(line)) for line in page.body[4:9]] == [10, 12, 14, 15, 16]


def test_masthead_typefaces(issues: dict[int, list[PrintedPage]]) -> None:
    page = issues[1][0]
    assert {(line.size, line.font) for line in page.body[:3]} == {
        (16, "FandolHei-Regular"),
        (62, "FandolSong-Bold"),
        (16, "FandolFang-Regular"),
    }
    # Red, and in the middle in spite of the spaces between its characters.
    name = page.line("信息")
    assert (name.left + name.right) / 2 == pytest.approx(106, abs=NEAR)
    title = page.line("城关镇推进")
    assert (title.size, title.font) == (22, "FandolSong-Bold")
    assert (title.left + title.right) / 2 == pytest.approx(106, abs=NEAR)


def test_red_rule_is_4_mm_below_the_issuer_and_as_wide_as_the_type_area(issues: dict[int, list[PrintedPage]]) -> None:
    for pages in issues.values():
        issuer = pages[0].line("中共云溪区委办公室")
        [rule] = [bar for bar in pages[0].bars if bar.is_red]
        assert (rule.left, rule.right) == pytest.approx((28, 184), abs=NEAR)
        assert rule.top == pytest.approx(issuer.baseline + 0.12 * THIRD + 4, abs=NEAR)
        assert rule.bottom - rule.top == pytest.approx(1.6 / 72 * 25.4, abs=0.01)
        assert not any(bar.is_red for page in pages[1:] for bar in page.bars)


def test_folio_7_mm_below_the_type_area_right_on_odd_left_on_even_pages(
    issues: dict[int, list[PrintedPage]],
) -> None:
    for pages in issues.values():
        for number, page in enumerate(pages, 1):
            folio = page.folio
            assert folio is not None
            assert (folio.text, folio.size, folio.font) == (f"— {number} —", 14, "FandolSong-Regular")
            left, right = margins(number)
            if number % 2:
                assert folio.right == pytest.approx(right - FOURTH, abs=NEAR)
            else:
                assert folio.left == pytest.approx(left + FOURTH, abs=NEAR)
            # The dash is in the middle of the character.
            assert folio.baseline - 0.38 * FOURTH == pytest.approx(262 + 7, abs=NEAR)


def test_imprint_stands_at_the_foot_of_the_last_page_with_its_last_rule_on_the_edge(
    issues: dict[int, list[PrintedPage]],
) -> None:
    for number, pages in issues.items():
        rules = [bar for bar in pages[-1].bars if not bar.is_red]
        assert len(rules) == 3
        assert rules[-1].bottom == pytest.approx(262, abs=NEAR)
        assert {(round(bar.left), round(bar.right)) for bar in rules} == {margins(number)}
        assert any("（城关镇）" in line.text for line in pages[-1].body), "text stands above it"
        assert not any("报：" in line.text for page in pages[:-1] for line in page.body)
        label = pages[-1].line("报：")
        assert label.size == 14
        assert label.left == pytest.approx(margins(number)[0] + FOURTH, abs=NEAR)


# -- the imprint at the end of every possible length --------------------------


@pytest.fixture(scope="module")
def ends(printer: Printer) -> list[list[PrintedPage]]:
    """Texts that end on each line of a page: five paragraphs, the last one longer by a line each time."""
    front = paragraphs_of(200, 2)
    bodies = [f"{front}\n\n{'末' * (10 + 28 * lines)}" for lines in range(24)]
    return [read_pages(printer.render(make_paper(body))) for body in bodies]


def test_imprint_never_stands_alone(ends: list[list[PrintedPage]]) -> None:
    for pages in ends:
        rules = [bar for bar in pages[-1].bars if not bar.is_red]
        assert rules[-1].bottom == pytest.approx(262, abs=NEAR)
        above = [line for line in pages[-1].body if line.baseline < rules[0].top]
        assert any(line.text.strip("末") == "" for line in above), "the text ends above it"
        assert above[-1].text == "（城关镇）"


def test_nothing_is_lost_or_printed_twice_where_lines_are_taken_over(ends: list[list[PrintedPage]]) -> None:
    for lines, pages in enumerate(ends):
        printed = "".join(line.text for page in pages for line in page.body)
        assert printed.count("末") == 10 + 28 * lines
        assert printed.count("国") == printed.count("泰") == 200


def test_no_more_than_needed_is_taken_over(ends: list[list[PrintedPage]]) -> None:
    """A page before the last is full, or short by the imprint's lines at most."""
    for pages in ends:
        for page in pages[:-1]:
            assert number_of_line(page.body[-1]) > 22 - 10


def test_imprint_alone_where_it_cannot_be_helped(printer: Printer) -> None:
    """One paragraph that begins on the page before the last but one, and ends with its page: it stays whole."""
    paper = make_paper("末" * (26 + 28 * 29), imprint=replace(make_document().imprint, extra=("甲" * 40,) * 12))
    pages = read_pages(printer.render(paper))
    last = [line.text for line in pages[-1].body]
    assert last[0].startswith("报：")
    assert pages[-1].bars[-1].bottom == pytest.approx(262, abs=NEAR)


def test_copies_are_set_as_one_is(printer: Printer) -> None:
    """The lines taken over are the same, though every copy begins on an odd page."""
    body = f"{paragraphs_of(200, 2)}\n\n{'末' * (10 + 28 * 12)}"
    first, *others = read_pages(printer.render(make_paper(body)))
    copies = [texts(page.body) for page in read_pages(printer.render(with_copies(make_paper(body), 3, 11)))]
    head = texts(first.body)
    single = [texts(page.body) for page in others]
    assert len(single) == 2
    numbered = [[f"{head[0]}{number}", *head[1:]] for number in ("000003", "000011")]
    assert copies == [numbered[0], *single, [], numbered[1], *single]


# -- styles -------------------------------------------------------------------


def test_letter(printer: Printer) -> None:
    pages = read_pages(printer.render(make_paper(paragraphs_of(200, 4), "xinhan")))
    mark = pages[0].line("中共云溪区委办公室")
    fortieth = 40 / 72 * 25.4
    assert mark.size == 40
    assert mark.baseline - 0.88 * fortieth == pytest.approx(30, abs=NEAR), "upper edge 30 mm from the page's"
    red = [bar for bar in pages[0].bars if bar.is_red]
    assert [(round(bar.left, 1), round(bar.right, 1)) for bar in red] == [(20, 190)] * 4
    assert red[0].top == pytest.approx(30 + fortieth + 4, abs=NEAR)
    heights = [round((bar.bottom - bar.top) / 25.4 * 72, 1) for bar in red]
    assert heights == [2, 0.7, 0.7, 2], "thick above thin, then thin above thick"
    assert red[-1].bottom == pytest.approx(297 - 20, abs=NEAR)
    assert pages[0].folio is None
    assert pages[1].folio is not None
    assert not any(bar for page in pages[1:] for bar in page.bars), "no rules in its imprint"
    assert texts(pages[-1].body)[-5:] == [
        "中共云溪区委办公室",
        "2026年11月30日",
        "报：市委办公室；区委书记、副书记，区委常委",
        "送：区人大常委会、区政府、区政协领导",
        "发：各乡镇党委、各街道党工委，区委各部门",
    ]
    assert not any("签发" in line.text for page in pages for line in page.body)


def test_supplement_shows_its_series_once(printer: Printer) -> None:
    document = {"series": "zengkan", "series_name": "增刊", "number_text": "增刊第6期"}
    [page] = read_pages(printer.render(make_paper(paragraphs_of(50, 1), "zengkan", **document)))
    assert texts(page.body)[:5] == [
        "内部资料　注意保存",
        "信息",
        "（增刊）",
        "第6期",
        "中共云溪区委办公室2026年11月30日",
    ]
    assert number_of_line(page.line("【重点工作】")) == pytest.approx(10, abs=0.02)


def test_report_upward_names_who_signed(printer: Printer) -> None:
    [page] = read_pages(printer.render(make_paper(paragraphs_of(50, 1), "zhuanbao", name="参阅件")))
    assert texts(page.body)[:5] == [
        "内部资料　注意保存",
        "中共云溪区委办公室",
        "参阅件",
        "2026年11月30日",
        "第70期（总第1240期）签发人：周××",
    ]
    [rule] = [bar for bar in page.bars if bar.is_red]
    assert rule.top == pytest.approx(page.line("签发人").baseline + 0.12 * THIRD + 4, abs=NEAR)


def test_a_title_right_below_the_masthead_has_two_lines_free(printer: Printer) -> None:
    paper = make_paper(paragraphs_of(50, 1))
    [column, *rest] = paper.blocks
    assert isinstance(column, Paragraph)
    [page] = read_pages(printer.render(replace(paper, blocks=tuple(rest))))
    assert round(number_of_line(page.line("城关镇推进"))) == 11
    [rule] = [bar for bar in page.bars if bar.is_red]
    assert 2 <= (37 + 10 * LINE - rule.bottom) / LINE < 3


def test_note_and_contents_have_a_line_free_on_either_side(printer: Printer) -> None:
    articles = [make_article("国" * 30, "甲"), make_article("泰" * 30, "乙", column="jiaoliu")]
    document = make_document(*articles, note="请参阅。\n\n可借鉴。")
    [page] = read_pages(printer.render(make_issue_paper(document, style_of(), PARTS)))[:1]
    at = {line.text: round(number_of_line(line)) for line in page.body[4:12]}
    assert at == {
        "编者按：请参阅。": 10,
        "可借鉴。": 11,
        "本期要目": 13,
        "1．甲": 14,
        "2．乙": 15,
        "【重点工作】": 17,
        "甲": 19,
        "国" * 26: 21,
    }


# -- pages on their side ------------------------------------------------------


@pytest.fixture(scope="module")
def turned(printer: Printer) -> list[PrintedPage]:
    def say(text: str) -> Paragraph:
        return Paragraph(role="body", runs=(Run(text=text),))

    paper = make_paper("甲" * 30)
    blocks = (*paper.blocks, Break(landscape=True), say("横页一"), Break(landscape=True), say("横页二"), Break())
    return read_pages(printer.render(replace(paper, blocks=(*blocks, say("竖页")))))


def test_pages_on_their_side(turned: list[PrintedPage]) -> None:
    upright, turned_over = (210, 297), (297, 210)
    sizes = [(round(page.width), round(page.height)) for page in turned]
    assert sizes == [upright, turned_over, turned_over, upright]
    assert turned[1].line("横页一").left == pytest.approx(35 + 2 * CHARACTER, abs=NEAR)
    assert turned[3].line("竖页").left == pytest.approx(26 + 2 * CHARACTER, abs=NEAR)


def test_their_folio_stays_where_it_is_on_an_upright_sheet(turned: list[PrintedPage]) -> None:
    """Seen upright, on the right of odd pages and on the left of even ones: here at the lower and the upper left."""
    for number, page in ((2, turned[1]), (3, turned[2])):
        folio = [line for line in page.lines if line.text in ("—", str(number))]
        heights = sorted(line.baseline for line in folio)
        assert all(line.right < 35 for line in folio)
        if number % 2:
            assert heights[-1] == pytest.approx(210 - 26 - FOURTH, abs=6)
        else:
            assert heights[0] == pytest.approx(26 + FOURTH, abs=6)


def test_blank_pages_between_copies_have_no_folio(printer: Printer) -> None:
    pages = read_pages(printer.render(with_copies(make_paper(paragraphs_of(50, 1)), 1, 2, 160)))
    assert [page.folio.text if page.folio else "" for page in pages] == ["— 1 —", "", "— 1 —", "", "— 1 —"]
    numbers = [line.text[-6:] for page in pages for line in page.lines[:1]]
    assert numbers == ["000001", "000002", "000160"]


def test_the_stamp_of_a_draft_touches_nothing(printer: Printer) -> None:
    for style in ("jianbao", "zengkan", "zhuanbao", "xinhan"):
        draft: Paper = make_paper(paragraphs_of(50, 1), style, date=None, number=(), number_text="第×期（送审稿）")
        page = read_pages(printer.render(with_copies(draft, 1)))[0]
        stamp, *others = page.lines
        assert (stamp.text, stamp.size) == ("送审稿", 16)
        assert stamp.right < 184
        assert stamp.baseline + 3 < min(line.baseline - 0.88 * line.size / 72 * 25.4 for line in others)
