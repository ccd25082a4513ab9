"""What is worked out before anything is set: free lines, widths, pictures, and where the imprint's page begins."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_hostile import make_png

from jianbao.problems import ProblemsFound
from jianbao.reading.pictures import measure_picture
from jianbao.rendering.grid import place_cells
from jianbao.rendering.papers.masthead import make_masthead
from jianbao.rendering.papers.paper import Break, Cell, Figure, Line, Paper, Paragraph, Rule, Run, Table
from jianbao.rendering.papers.spacing import blank_lines, masthead_gaps, masthead_space, rule_height
from jianbao.rendering.papers.style import LineLook
from jianbao.rendering.papers.widths import INSET, count_columns, figure_width, fit_blocks, fit_table
from jianbao.rendering.printing.description import break_long
from jianbao.rendering.printing.fitting import Fit, Setting, Spot, first_fit, is_alone, other_fits
from papers import show_block
from printed import DAY, style_of

STYLE = style_of()
PAGE = STYLE.page
LINE = PAGE.line


def say(text: str, role: str = "body") -> Paragraph:
    return Paragraph(role=role, runs=(Run(text=text),))


def paper_of(*blocks: Paragraph | Table | Break | Figure | Rule, masthead: tuple[Line, ...] = ()) -> Paper:
    return Paper(title="题", author="区委办", day=DAY, style=STYLE, blocks=blocks, masthead=masthead)


def cell(text: str, **fields: object) -> Cell:
    return Cell(blocks=(say(text, "cell"),), **fields)  # type: ignore[arg-type]


def table_of(*rows: str) -> Table:
    return Table(rows=tuple(tuple(cell(text) for text in row.split("|")) for row in rows))


# -- free lines ---------------------------------------------------------------

ORDER = [
    ("notice", 1), ("note", 1), ("note", 0), ("contents-head", 1), ("contents", 0), ("contents", 0), ("column", 1),
    ("title", 1), ("body", 1), ("body", 0), ("credit", 0), ("title", 1), ("body", 1), ("credit", 0), ("column", 1),
]  # fmt: skip


def test_free_lines_of_an_issue() -> None:
    blocks = [say("文", role) for role, _ in ORDER]
    assert blank_lines(paper_of(*blocks, masthead=(Line(centre="信息"),))) == tuple(lines for _, lines in ORDER)


@pytest.mark.parametrize(
    ("issuer", "size"),
    [
        ("中共云溪区委办公室", 16),
        # 29 of the issuer, 6.5 of the date, one free at each edge and one between: 38.5 characters in 156 mm.
        ("中共云溪区委办公室、云溪区人民政府办公室、云溪区大数据中心", 11.49),
    ],
)
def test_issuer_and_date_share_their_line(issuer: str, size: float) -> None:
    style = replace(STYLE, masthead=(LineLook(left="{issuer}", right="{date}", inset=1),))
    (line,) = make_masthead(style, {"issuer": issuer, "date": "2026年9月24日"})
    assert isinstance(line, Line)
    assert (line.left, line.right, line.size) == (issuer, "2026年9月24日", size)


def test_two_above_a_title_right_below_the_masthead_and_none_without_one() -> None:
    assert blank_lines(paper_of(say("题", "title"), masthead=(Line(centre="信息"),))) == (2,)
    assert blank_lines(paper_of(say("题", "title"), say("文"))) == (0, 1)


def test_tight_halves_what_is_free_above_and_below_a_title_under_its_column() -> None:
    blocks = [say("文", role) for role in ("body", "column", "title", "body", "title", "body")]
    assert blank_lines(paper_of(*blocks)) == (0, 1, 1, 1, 1, 1)
    assert blank_lines(paper_of(*blocks), tight=True) == (0, 1, 0.5, 0.5, 1, 1)


def test_none_at_the_head_of_a_page() -> None:
    assert blank_lines(paper_of(say("文"), Break(), say("题", "title"))) == (0, 0, 0)


@given(st.lists(st.tuples(st.floats(10, 70), st.floats(0.2, 5)), min_size=1, max_size=6), st.floats(0, 8))
def test_the_text_begins_on_a_line_of_the_grid(looks: list[tuple[float, float]], above: float) -> None:
    masthead = (*(Line(centre="字", size=size, height=height) for size, height in looks), Rule(weight=1.6, above=above))
    gaps = masthead_gaps(masthead, PAGE)
    used = sum(height * LINE for _, height in looks) + sum(gaps) + 1.6 + masthead_space(masthead, STYLE)
    assert used / LINE == pytest.approx(round(used / LINE), abs=1e-6)
    assert masthead_space(masthead, STYLE) >= -0.02 * LINE
    assert all(gap >= 0 for gap in gaps)


def test_a_rule_stands_so_far_below_the_characters() -> None:
    """Not below the line that is higher than they are; an empty line has none."""
    rule = Rule(weight=1, above=4)
    four = 4 / 25.4 * 72
    assert masthead_gaps((Line(centre="字", size=16), rule), PAGE) == (0, pytest.approx(four - (LINE - 16) / 2))
    assert masthead_gaps((Line(), rule), PAGE) == (0, pytest.approx(four))
    assert masthead_gaps((rule, rule), PAGE) == (pytest.approx(four), pytest.approx(four))


def test_double_rules() -> None:
    assert rule_height(Rule(weight=2)) == 2
    assert rule_height(Rule(weight=2, second=0.7)) == pytest.approx(3.9)


# -- widths -------------------------------------------------------------------


def test_columns_are_as_wide_as_what_they_hold_needs() -> None:
    fitted = fit_table(
        table_of("单位|情况|数", f"城关镇|{'很长的说明' * 20}|3", "和平镇|无|12"), STYLE, landscape=False
    )
    assert fitted is not None
    first, second, third = fitted.widths
    assert second > 3 * first > 3 * third
    assert sum(fitted.widths) == pytest.approx(10 * 156 / 25.4 * 72, abs=3)
    assert fitted.size == 0


def test_heads_stand_in_two_lines_where_not_all_can_have_one() -> None:
    def widths(head: str, unit: str) -> tuple[int, ...]:
        heads = tuple(cell(text, head=True) for text in ("单位", *[head] * 9))
        rows = (heads, (cell(unit), *[cell("0")] * 9))
        fitted = fit_table(Table(rows=rows, header=1), STYLE, landscape=False)
        assert fitted is not None
        return fitted.widths

    assert widths("今年采用条次", "区政务服务中心")[0] >= 10 * (7 * 10.5 + 2 * INSET)
    assert len(set(widths("采用数", "城关镇"))) == 1


def test_numbers_and_heads_stand_in_the_middle_unless_told() -> None:
    head, rows = (cell("数", head=True), cell("文", head=True)), (cell("1,234.5%"), cell("甲乙"))
    fitted = fit_table(
        Table(rows=(head, rows, (cell("—"), cell("3", align="right"))), header=1), STYLE, landscape=False
    )
    assert fitted is not None
    assert [[each.align for each in row] for row in fitted.rows] == [
        ["centre", "centre"],
        ["centre", ""],
        ["centre", "right"],
    ]


@pytest.mark.parametrize(
    ("characters", "landscape", "size"),
    [(5, False, 0), (6, False, 9), (7, False, 7.5), (9, False, None), (8, True, 0), (14, True, None)],
)
def test_type_gets_smaller_before_a_table_is_too_wide(characters: int, landscape: bool, size: float | None) -> None:
    row = "|".join(["9" * characters] * 12)
    fitted = fit_table(table_of(row), STYLE, landscape=landscape)
    assert (fitted.size if fitted else None) == size


def test_widths_that_are_stated_count() -> None:
    stated = replace(table_of("甲|乙"), widths=(1, 3))
    assert fit_table(stated, STYLE, landscape=False) == stated
    # As many as there are columns, else they were meant for another table.
    other = fit_table(replace(stated, widths=(1, 2, 3)), STYLE, landscape=False)
    assert other is not None
    assert len(other.widths) == 2


def test_what_is_wider_than_a_page_is_turned() -> None:
    wide = table_of("|".join(["9" * 11] * 12))
    fitted = fit_blocks(paper_of(say("前"), wide, say("后")))
    assert [type(block).__name__ for block in fitted] == ["Paragraph", "Break", "Table", "Break", "Paragraph"]
    assert (fitted[1], fitted[3]) == (Break(landscape=True), Break())


def test_every_table_that_is_too_wide_is_told() -> None:
    wide = table_of("|".join(["9" * 30] * 12))
    with pytest.raises(ProblemsFound) as found:
        fit_blocks(paper_of(wide, say("间"), table_of("|".join(["8" * 30] * 12))))
    assert [problem.code for problem in found.value.problems] == ["table-wide", "table-wide"]


def test_cells_are_placed_around_those_that_span() -> None:
    table = Table(
        rows=((cell("甲", rows=2), cell("乙", columns=2)), (cell("丙"), cell("丁")), (cell("戊", columns=3),))
    )
    placed = [(at.row, at.column, show_block(at.cell.blocks[0])) for at in place_cells(table.rows)]
    assert placed == [
        (0, 0, "cell：甲"),
        (0, 1, "cell：乙"),
        (1, 1, "cell：丙"),
        (1, 2, "cell：丁"),
        (2, 0, "cell：戊"),
    ]
    assert count_columns(table) == 3
    assert count_columns(Table(rows=())) == 1


@pytest.mark.parametrize(
    ("size", "landscape", "points"),
    [((4000, 2000), False, 442.2), ((96, 96), False, 72), ((1000, 4000), False, 144.95), ((4000, 2000), True, 637.8)],
)
def test_pictures_fit_the_page(size: tuple[int, int], landscape: bool, points: float) -> None:
    figure = Figure(name="a.png", caption="图", width=size[0], height=size[1])
    assert figure_width(figure, PAGE, landscape=landscape) == pytest.approx(points, abs=0.1)


JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00\xff\xc2\x00\x11\x08\x01\x90\x02\x58\x03"


@pytest.mark.parametrize(
    ("data", "size"),
    [
        (make_png(8000, 5000), (8000, 5000)),
        (make_png(1, 1)[:24], (1, 1)),
        (make_png(1, 1)[:23], None),
        (JPEG, (600, 400)),
        (JPEG[:28], None),
        (JPEG.replace(b"\xff\xc2", b"\xff\xff\xc2"), (600, 400)),
        (b"\xff\xd8\xff\xc4\x00\x00" * 50, None),
        (b"GIF89a\x01\x00\x01\x00", None),
        (b"", None),
    ],
)
def test_pictures_are_measured_by_their_headers(data: bytes, size: tuple[int, int] | None) -> None:
    assert measure_picture(data) == size


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("见a.cn。", 1),
        ("A" * 28, 1),
        ("A" * 29, 29),
        (f"见{'a/' * 200}。", 400),
        ("chengguan/2026/11-12-lao-guan-wang", 1),
        ("两 " * 50, 1),
        ("。" * 40, 20),
        ("e\u0301" * 30, 30),
        (f"（{'é' * 28}", 29),
        ("——" * 10, 1),
    ],
)
def test_long_strings_may_be_cut_anywhere(text: str, parts: int) -> None:
    broken = break_long(text)
    assert broken.replace("\u200b", "") == text
    assert broken.count("\u200b") + 1 == parts


# -- the imprint's page -------------------------------------------------------


def issue_of(*roles: str) -> Paper:
    return paper_of(*(say("文", role) for role in roles))


def setting_of(imprint: int, *spots: tuple[int, int, int]) -> Setting:
    """(page, first line, last line) of each block."""
    begins = {index: Spot(page=page, line=first) for index, (page, first, _) in enumerate(spots)}
    ends = {index: Spot(page=page, line=last) for index, (page, _, last) in enumerate(spots)}
    return Setting(begins=begins, ends=ends, imprint=imprint)


def test_alone_means_without_text() -> None:
    paper = issue_of("title", "body", "credit")
    assert not is_alone(paper, setting_of(1, (1, 1, 1), (1, 3, 20), (1, 21, 21)))
    assert is_alone(paper, setting_of(2, (1, 1, 1), (1, 3, 21), (1, 22, 22)))
    assert is_alone(paper, setting_of(2, (1, 1, 1), (1, 3, 22), (2, 1, 1))), "nothing but who gave it"


def test_a_short_last_paragraph_goes_over_whole() -> None:
    fits = list(other_fits(issue_of("body", "body", "credit"), setting_of(2, (1, 1, 17), (1, 18, 20), (1, 21, 21))))
    assert fits == [Fit(tight=True, clearance=LINE / 3), Fit(index=1, clearance=LINE)]


def test_a_long_one_is_parted_first() -> None:
    fits = list(other_fits(issue_of("body", "body", "credit"), setting_of(2, (1, 1, 9), (1, 10, 20), (1, 21, 21))))
    assert fits == [
        Fit(tight=True, clearance=LINE / 3),
        Fit(index=1, reserve=4 * LINE, clearance=LINE),
        Fit(index=1, clearance=LINE),
    ]


def test_a_title_never_stays_behind_alone() -> None:
    fits = list(other_fits(issue_of("title", "body", "credit"), setting_of(2, (1, 16, 16), (1, 18, 20), (1, 21, 21))))
    assert fits == [Fit(tight=True, clearance=LINE / 3)]


def test_what_goes_over_pages_by_itself_or_is_no_text_stays() -> None:
    tight = [Fit(tight=True, clearance=LINE / 3)]
    over = Setting(begins={0: Spot(page=1, line=5)}, ends={0: Spot(page=2, line=22)}, imprint=3)
    assert list(other_fits(issue_of("body"), over)) == tight
    assert list(other_fits(paper_of(say("文"), table_of("甲|乙")), setting_of(2, (1, 1, 20)))) == tight
    assert first_fit(issue_of("body")) == Fit(clearance=LINE)
