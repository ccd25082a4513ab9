"""A Word file by its parts: styles by name, type area, page numbers, masthead, tables, properties, hostile text."""

from __future__ import annotations

import struct
import subprocess
import sys
import zlib
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import docx
import pytest
from docx.enum.section import WD_ORIENT
from docx.shared import Mm, Pt

from jianbao.problems import ProblemsFound
from jianbao.rendering.papers.issue_paper import make_issue_paper
from jianbao.rendering.papers.paper import Block, Break, Cell, Figure, Line, Paper, Paragraph, Rule, Run, Table
from jianbao.rendering.printing.word import render_word
from jianbao.settings.printing import DEFAULT_FONTS, FontChoice
from printed import IMPRINT, PARTS, make_article, make_document, make_paper, style_of
from word_files import W, body_of, find_misplaced, read_parts, text_of

DAY = date(2026, 11, 30)


def word_of(paper: Paper) -> bytes:
    return render_word(paper, DEFAULT_FONTS)


def render_blocks(*blocks: Block, style: str = "jianbao", **fields: Any) -> bytes:
    """A paper of a test's own blocks, without masthead."""
    stated = {"title": "题", "author": "区委办", "day": DAY, "style": style_of(style), "blocks": blocks}
    return word_of(Paper(**(stated | fields)))


def say(text: str, role: str = "body", *marks: str, **fields: Any) -> Paragraph:
    return Paragraph(role=role, runs=(Run(text=text, marks=marks),), **fields)


def cell(text: str, **fields: Any) -> Cell:
    return Cell(blocks=(say(text, "cell"),), **fields)


@pytest.fixture(scope="module")
def issue() -> bytes:
    return word_of(make_paper("一、逐项建账\n\n1月至3月，组织11个工作组。"))


def attributes(element: Any) -> dict[str, str]:
    assert element is not None
    return {str(name).removeprefix(W): str(value) for name, value in element.attrib.items()}


def find_style(data: bytes, name: str) -> Any:
    (found,) = [
        style for style in read_parts(data)["word/styles.xml"].iter(f"{W}style")
        if attributes(style.find(f"{W}name"))["val"] == name
    ]  # fmt: skip
    return found


def paragraphs(data: bytes) -> list[tuple[str, str]]:
    """(name of the style, text) of each paragraph that says anything."""
    word = docx.Document(BytesIO(data))
    return [(str(part.style.name), part.text) for part in word.paragraphs if part.text and part.style]


# -- styles -------------------------------------------------------------------


def test_every_paragraph_has_the_style_of_its_role_by_its_name(issue: bytes) -> None:
    assert paragraphs(issue) == [
        ("报头", "内部资料　注意保存"),
        ("报头", "信息"),
        ("报头", "第70期（总第1240期）"),
        ("报头", "中共云溪区委办公室\t2026年11月30日"),
        ("栏目", "【重点工作】"),
        ("文章标题", "城关镇推进老旧小区改造"),
        ("一级标题", "一、逐项建账"),
        ("公文正文", "1月至3月，组织11个工作组。"),
        ("供稿单位", "（城关镇）"),
    ]


def test_body_text_is_told_of_its_style_alone_so_that_restyling_reaches_it() -> None:
    data = word_of(make_paper("前一段。\n\n后一段。"))
    (paragraph,) = [part for part in docx.Document(BytesIO(data)).paragraphs if part.text == "前一段。"]
    assert [child.tag.removeprefix(W) for child in paragraph._p.pPr] == ["pStyle"]
    assert [child.tag.removeprefix(W) for run in paragraph.runs for child in run._r] == ["t"]


@pytest.mark.parametrize(
    ("name", "face", "half_points", "line"),
    [("公文正文", "仿宋_GB2312", "32", "579"), ("文章标题", "方正小标宋简体", "44", "579"),
     ("一级标题", "黑体", None, "579"), ("二级标题", "楷体_GB2312", None, "579"), ("表内文字", "宋体", "21", "289")],
)  # fmt: skip
def test_styles_name_typeface_size_and_exact_line(
    issue: bytes, name: str, face: str, half_points: str | None, line: str
) -> None:
    """A heading has the size of the body that it is based on."""
    style = find_style(issue, name)
    assert {attributes(style.find(f"{W}rPr/{W}rFonts"))[side] for side in ("ascii", "eastAsia")} == {face}
    size = style.find(f"{W}rPr/{W}sz")
    assert (None if size is None else attributes(size)["val"]) == half_points
    spacing = attributes(style.find(f"{W}pPr/{W}spacing"))
    assert (spacing["line"], spacing["lineRule"]) == (line, "exact")


def test_28_characters_fill_the_line_and_22_lines_the_page(issue: bytes) -> None:
    style = find_style(issue, "公文正文")
    tracking = int(attributes(style.find(f"{W}rPr/{W}spacing"))["val"])
    line = int(attributes(style.find(f"{W}pPr/{W}spacing"))["line"])
    section = docx.Document(BytesIO(issue)).sections[0]
    assert section.page_width is not None
    assert section.page_height is not None
    room = (section.page_width - (section.left_margin or 0) - (section.right_margin or 0)) / Pt(1) * 20
    high = (section.page_height - (section.top_margin or 0) - (section.bottom_margin or 0)) / Pt(1) * 20
    assert 28 * (320 + tracking) <= room < 29 * (320 + tracking)
    assert 22 * line <= high < 23 * line
    assert attributes(style.find(f"{W}pPr/{W}ind")) == {"firstLine": str(2 * (320 + tracking)), "right": "0"}


def test_styles_stand_on_the_body_and_titles_on_the_first_level(issue: bytes) -> None:
    title = find_style(issue, "文章标题")
    body = find_style(issue, "公文正文")
    assert attributes(title.find(f"{W}basedOn"))["val"] == attributes(body)["styleId"] == "role-body"
    assert attributes(title.find(f"{W}next"))["val"] == "role-body"
    assert attributes(title.find(f"{W}pPr/{W}outlineLvl"))["val"] == "0"
    assert title.find(f"{W}pPr/{W}keepNext") is not None
    assert body.find(f"{W}pPr/{W}outlineLvl") is None


def test_a_typeface_is_named_with_the_one_that_takes_its_place() -> None:
    fonts = {**DEFAULT_FONTS, "title": (FontChoice(name="思源宋体", bold=True),)}
    data = render_word(make_paper("文。"), fonts)
    table = {
        attributes(font)["name"]: [attributes(other)["val"] for other in font.iter(f"{W}altName")]
        for font in read_parts(data)["word/fontTable.xml"]
    }
    assert table == {"仿宋_GB2312": ["仿宋"], "宋体": ["SimSun"], "思源宋体": [], "楷体_GB2312": ["楷体"],
                     "黑体": ["SimHei"]}  # fmt: skip
    assert attributes(find_style(data, "文章标题").find(f"{W}rPr/{W}b"))["val"] == "1"
    assert attributes(find_style(data, "公文正文").find(f"{W}rPr/{W}b"))["val"] == "0"


def test_two_roles_of_one_name_are_two_styles() -> None:
    style = style_of()
    roles = {**style.roles, "quote": replace(style.roles["quote"], word="公文正文")}
    paper = replace(make_paper("> 引。\n\n文。"), style=replace(style, roles=roles))
    assert [name for name, text in paragraphs(word_of(paper)) if text in ("引。", "文。")] == [
        "公文正文（quote）", "公文正文",
    ]  # fmt: skip


def test_marks_of_runs_are_shown_and_no_tracked_changes() -> None:
    data = render_blocks(say("粗", "body", "strong"), say("增", "body", "ins"), say("删", "body", "del"),
                         say("2", "body", "sup"), say("斜", "body", "em"),
                         Paragraph(role="body", runs=(Run(text="一、", font="heading"), Run(text="文"))))  # fmt: skip
    looks = [
        [child.tag.removeprefix(W) + ":" + attributes(child).get("val", attributes(child).get("eastAsia", ""))
         for child in run.iterfind(f"{W}rPr/*")]
        for run in body_of(data).iter(f"{W}r")
    ]  # fmt: skip
    assert looks == [["b:"], ["color:C00000", "u:single"], ["strike:", "color:666666"], ["vertAlign:superscript"],
                     ["i:"], ["rFonts:黑体"], []]  # fmt: skip
    assert list(body_of(data).iter(f"{W}ins", f"{W}del")) == []


# -- pages --------------------------------------------------------------------


def millimetres(*lengths: int | None) -> list[int]:
    return [round((length or 0) / Mm(1)) for length in lengths]


def test_the_page_is_a4_with_mirrored_margins_and_lines_of_its_own_pitch(issue: bytes) -> None:
    section = docx.Document(BytesIO(issue)).sections[0]
    assert millimetres(section.page_width, section.page_height) == [210, 297]
    margins = (section.top_margin, section.right_margin, section.bottom_margin, section.left_margin)
    assert millimetres(*margins) == [37, 26, 35, 28]
    settings = read_parts(issue)["word/settings.xml"]
    assert settings.find(f"{W}mirrorMargins") is not None
    assert attributes(body_of(issue).find(f"{W}sectPr/{W}docGrid")) == {"type": "lines", "linePitch": "579"}
    kept = {attributes(one)["name"]: attributes(one)["val"] for one in settings.iter(f"{W}compatSetting")}
    assert kept["compatibilityMode"] == "15"


def read_footers(data: bytes) -> dict[str, Any]:
    """By kind: those that the first section names."""
    parts = read_parts(data)
    targets = {one.get("Id"): one.get("Target") for one in parts["word/_rels/document.xml.rels"]}
    section = next(parts["word/document.xml"].iter(f"{W}sectPr"))
    names = {attributes(one)["type"]: next(v for k, v in attributes(one).items() if k.endswith("}id"))
             for one in section.iter(f"{W}footerReference")}  # fmt: skip
    return {kind: parts[f"word/{targets[name]}"] for kind, name in names.items()}


def test_page_numbers_stand_at_the_outer_edge_with_one_character_free(issue: bytes) -> None:
    footers = read_footers(issue)
    assert read_parts(issue)["word/settings.xml"].find(f"{W}evenAndOddHeaders") is not None
    assert {kind: "".join(text.text for text in foot.iter(f"{W}t")) for kind, foot in footers.items()} == {
        "default": "— 1 —", "even": "— 1 —",
    }  # fmt: skip
    assert [attributes(field)["instr"] for foot in footers.values() for field in foot.iter(f"{W}fldSimple")] == [
        " PAGE ", " PAGE ",
    ]  # fmt: skip
    found = {kind: (attributes(foot.find(f".//{W}jc"))["val"], attributes(foot.find(f".//{W}ind")))
             for kind, foot in footers.items()}  # fmt: skip
    assert found == {"default": ("right", {"right": "280"}), "even": ("left", {"left": "280"})}
    folio = find_style(issue, "页码")
    assert attributes(folio.find(f"{W}rPr/{W}sz"))["val"] == "28"
    assert attributes(folio.find(f"{W}rPr/{W}rFonts"))["eastAsia"] == "宋体"


def test_the_number_lies_7_millimetres_below_the_type_area(issue: bytes) -> None:
    section = docx.Document(BytesIO(issue)).sections[0]
    middle = (section.footer_distance or 0) + Pt(16) / 2
    assert (section.bottom_margin or 0) - middle == pytest.approx(Mm(7), abs=Mm(0.1))


def test_a_letter_has_its_head_above_the_type_area_and_two_lines_at_the_foot_of_its_first_page() -> None:
    data = word_of(make_paper("文。", "xinhan"))
    parts = read_parts(data)
    assert "中共云溪区委办公室" in "".join(text.text for text in parts["word/header1.xml"].iter(f"{W}t"))
    section = body_of(data).find(f"{W}sectPr")
    assert section.find(f"{W}titlePg") is not None
    assert round(int(attributes(section.find(f"{W}pgMar"))["header"]) / 1440 * 25.4) <= 37
    first = read_footers(data)["first"]
    assert "".join(text.text for text in first.iter(f"{W}t")) == ""
    weights = {side.tag.removeprefix(W): attributes(side)["sz"] for side in first.find(f".//{W}pBdr")}
    assert weights == {"top": "6", "bottom": "16"}
    frame = attributes(first.find(f".//{W}framePr"))
    assert [round(int(frame[side]) / 1440 * 25.4) for side in ("x", "y", "w")] == [20, 277, 170]


def test_a_page_on_its_side_has_its_number_where_the_upright_page_has_it() -> None:
    data = render_blocks(say("前"), Break(landscape=True), say("横"), Break(), say("后"), Break(), say("又"))
    sections = docx.Document(BytesIO(data)).sections
    turned = [section.orientation for section in sections]
    assert turned == [WD_ORIENT.PORTRAIT, WD_ORIENT.LANDSCAPE, WD_ORIENT.PORTRAIT]
    side = sections[1]
    assert millimetres(side.page_width, side.page_height, side.top_margin, side.right_margin) == [297, 210, 28, 37]
    (turned_text,) = {
        attributes(one)["val"]
        for name, root in read_parts(data).items() if name.startswith("word/footer")
        for one in root.iter(f"{W}textDirection")
    }  # fmt: skip
    assert turned_text == "tbRl"
    before = [part.text for part in docx.Document(BytesIO(data)).paragraphs if part.paragraph_format.page_break_before]
    assert before == ["又"]


def test_a_break_before_everything_makes_no_empty_page() -> None:
    data = render_blocks(Break(landscape=True), say("横"))
    assert [section.orientation for section in docx.Document(BytesIO(data)).sections] == [WD_ORIENT.LANDSCAPE]
    upright = docx.Document(BytesIO(render_blocks(Break(), say("文"))))
    assert [part.paragraph_format.page_break_before for part in upright.paragraphs] == [None]


# -- masthead -----------------------------------------------------------------


def test_the_red_rule_is_as_wide_as_the_type_area(issue: bytes) -> None:
    (border,) = list(body_of(issue).iterfind(f".//{W}pBdr/{W}bottom"))
    assert attributes(border) == {"val": "single", "sz": "13", "space": "0", "color": "D7000F"}
    indent = attributes(border.getparent().getparent().find(f"{W}ind"))
    assert [abs(int(end)) <= 1 for end in indent.values()] == [True, True]


def test_the_name_is_red_and_spaced_and_issuer_and_date_stand_at_the_ends(issue: bytes) -> None:
    found = {part.text: part for part in docx.Document(BytesIO(issue)).paragraphs}
    look = found["信息"].runs[0]._r.rPr
    assert (attributes(look.find(f"{W}color"))["val"], attributes(look.find(f"{W}sz"))["val"]) == ("D7000F", "124")
    tracking = [int(attributes(run._r.rPr.find(f"{W}spacing"))["val"]) for run in found["信息"].runs]
    assert [space > 0 for space in tracking] == [True, False]
    stops = found["中共云溪区委办公室\t2026年11月30日"]._p.pPr.find(f"{W}tabs")
    assert [attributes(stop) for stop in stops] == [{"val": "right", "pos": "8524"}]


def test_a_draft_is_stamped_in_a_red_box() -> None:
    draft = word_of(make_paper("文。", date=None))
    (stamp,) = [part for part in docx.Document(BytesIO(draft)).paragraphs if part.text == "送审稿"]
    assert len(stamp._p.pPr.find(f"{W}pBdr")) == 4
    assert attributes(stamp._p.pPr.find(f"{W}framePr"))["xAlign"] == "right"
    assert "送审稿" not in text_of(word_of(make_paper("文。")))


def test_the_place_of_the_copy_number_is_empty() -> None:
    paper = replace(make_paper("文。"), copies=(1, 2))
    assert word_of(paper) == word_of(make_paper("文。"))
    assert "copy" not in text_of(word_of(paper))


# -- spacing ------------------------------------------------------------------


def test_lines_left_free_are_those_of_the_larger_of_two_and_none_within_one_role() -> None:
    data = render_blocks(say("题一", "title"), say("题二", "title"), say("文"), say("栏", "column"))
    stated = {part.text: part._p.pPr.find(f"{W}spacing") for part in docx.Document(BytesIO(data)).paragraphs}
    assert {text: attributes(one) if one is not None else {} for text, one in stated.items()} == {
        "题一": {"before": "0", "after": "0"}, "题二": {"before": "0"}, "文": {}, "栏": {},
    }  # fmt: skip


# -- tables, pictures, 版记 ------------------------------------------------------

SPANNING = Table(
    rows=(
        (cell("单位", rows=2, head=True), cell("采用", columns=2, head=True)),
        (cell("市级", head=True), cell("合计", head=True)),
        (cell("城关镇"), cell("3"), cell("10")),
        (cell("只有一格"),),
    ),
    header=2,
)


def test_heads_span_and_are_repeated_and_no_row_is_cut() -> None:
    table = docx.Document(BytesIO(render_blocks(SPANNING))).tables[0]
    assert [[one.text for one in row.cells] for row in table.rows] == [
        ["单位", "采用", "采用"], ["单位", "市级", "合计"], ["城关镇", "3", "10"], ["只有一格", "", ""],
    ]  # fmt: skip
    marks = [[child.tag.removeprefix(W) for child in row._tr.trPr] for row in table.rows]
    assert marks == [["cantSplit", "trHeight", "tblHeader"]] * 2 + [["cantSplit", "trHeight"]] * 2
    assert millimetres(sum(column.width or 0 for column in table.columns)) == [156]
    ways = [one.paragraphs[0].alignment for one in table.rows[2].cells]
    assert ways == [None, 1, 1]


def test_tables_are_parted_and_followed_by_a_paragraph_as_word_wants_it() -> None:
    tags = [child.tag.removeprefix(W) for child in body_of(render_blocks(SPANNING, SPANNING))]
    assert tags == ["tbl", "p", "tbl", "p", "sectPr"]


def test_a_table_that_no_page_is_wide_enough_for_is_told() -> None:
    wide = Table(rows=(tuple(cell(f"{n}" * 12) for n in range(30)),))
    with pytest.raises(ProblemsFound) as caught:
        render_blocks(wide)
    assert [problem.code for problem in caught.value.problems] == ["table-wide"]


def make_png(width: int, height: int) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = (b"\0" + b"\x80" * width) * height
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


@pytest.mark.parametrize(("pixels", "size"), [((100, 50), (75, 37.5)), ((2000, 1000), (442.2, 221.1))])
def test_a_picture_fits_the_type_area_and_is_never_enlarged(pixels: tuple[int, int], size: tuple[float, float]) -> None:
    figure = Figure(name="a.png", caption="图\x00一", width=pixels[0], height=pixels[1])
    data = render_blocks(figure, say("后"), pictures={"a.png": make_png(*pixels)})
    (shape,) = docx.Document(BytesIO(data)).inline_shapes
    assert (shape.width.pt, shape.height.pt) == pytest.approx(size, abs=0.1)
    assert shape._inline.docPr.get("descr") == "图一"
    assert paragraphs(data) == [("图题", "图一"), ("公文正文", "后")]
    assert find_misplaced(data) == []


def test_the_imprint_is_a_table_at_the_foot_of_the_type_area(issue: bytes) -> None:
    table = docx.Document(BytesIO(issue)).tables[-1]
    assert [list(dict.fromkeys(one.text for one in row.cells)) for row in table.rows] == [
        ["报：市委办公室；区委书记、副书记，区委常委"],
        ["送：区人大常委会、区政府、区政协领导"],
        ["发：各乡镇党委、各街道党工委，区委各部门"],
        ["签发：周××　核稿：吴××　编辑：郑××　校对：沈××　电话：0000-0000001", "共印160份"],
    ]
    place = attributes(table._tbl.tblPr.find(f"{W}tblpPr"))
    assert (place["vertAnchor"], place["tblpYSpec"], place["horzAnchor"], place["tblpXSpec"]) == (
        "margin", "bottom", "page", "center",
    )  # fmt: skip
    cells = [row._tr.tc_lst[0].tcPr for row in table.rows]
    edges = [{e.tag.removeprefix(W): attributes(e)["sz"] for e in one.iterfind(f"{W}tcBorders/*")} for one in cells]
    assert edges == [{"top": "8"}, {}, {}, {"top": "6", "bottom": "8"}]
    assert body_of(issue)[-2].tag == f"{W}p"


def test_the_last_paragraph_and_the_units_go_with_the_imprint() -> None:
    """Else a page might hold it alone; without one the text ends where it ends."""

    def kept(**fields: Any) -> list[str]:
        data = word_of(make_paper("前一段。\n\n后一段。", **fields))
        parts = docx.Document(BytesIO(data)).paragraphs
        return [part.text for part in parts if part.paragraph_format.keep_with_next and part.text]

    assert kept() == ["后一段。", "（城关镇）"]
    assert kept(style="xinhan", imprint=replace(IMPRINT, up=(), peer=(), down=(), extra=())) == []


def test_the_second_line_of_a_list_stands_under_its_first(issue: bytes) -> None:
    table = docx.Document(BytesIO(issue)).tables[-1]
    indent = attributes(table.rows[0]._tr.tc_lst[0].p_lst[0].pPr.find(f"{W}ind"))
    assert indent == {"left": str(14 * 20 * 3), "right": "280", "hanging": "560"}


# -- the file -----------------------------------------------------------------


def test_properties_name_the_issuer_and_the_day_and_nothing_of_the_machine(issue: bytes) -> None:
    properties = docx.Document(BytesIO(issue)).core_properties
    assert (properties.title, properties.author, properties.last_modified_by, properties.language) == (
        "《信息》第70期（总第1240期）", "中共云溪区委办公室", "中共云溪区委办公室", "zh-CN",
    )  # fmt: skip
    assert {str(properties.created)[:10], str(properties.modified)[:10]} == {"2026-11-30"}
    assert properties.keywords == "信息，重点工作，城关镇"
    with ZipFile(BytesIO(issue)) as archive:
        core = archive.read("docProps/core.xml").decode()
        assert "docProps/app.xml" not in archive.namelist()
    assert "0000-0000001" not in core
    assert "python-docx" not in core


def test_the_archive_is_the_same_every_time_with_fixed_times(issue: bytes) -> None:
    assert issue == word_of(make_paper("一、逐项建账\n\n1月至3月，组织11个工作组。"))
    with ZipFile(BytesIO(issue)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert archive.namelist()[0] == "[Content_Types].xml"
        assert archive.testzip() is None


def test_another_process_makes_the_same_bytes() -> None:
    """With other hashes, another time zone and language."""
    code = (
        "import sys, hashlib; sys.path[:0] = ['tests', 'plugins']\n"
        "from printed import make_paper\n"
        "from jianbao.rendering.printing.word import render_word\n"
        "from jianbao.settings.printing import DEFAULT_FONTS\n"
        "print(hashlib.sha256(render_word(make_paper('文。'), DEFAULT_FONTS)).hexdigest())"
    )

    def run(environment: Mapping[str, str]) -> str:
        done = subprocess.run([sys.executable, "-c", code], env=dict(environment), check=True, capture_output=True)
        return done.stdout.decode()

    first = run({"PYTHONHASHSEED": "1", "TZ": "Asia/Shanghai", "LC_ALL": "C"})
    assert first == run({"PYTHONHASHSEED": "2", "TZ": "America/New_York", "LC_ALL": "C.UTF-8"})


def test_titles_are_bookmarks_by_their_anchor() -> None:
    articles = [make_article("文。", title="一题", anchor="2026/11-05-a"),
                make_article("文。", title="二题", anchor="2026-11/05-a", id="b")]  # fmt: skip
    data = word_of(make_issue_paper(make_document(*articles), style_of(), PARTS))
    names = [attributes(mark)["name"] for mark in body_of(data).iter(f"{W}bookmarkStart")]
    assert names == ["a2026_11_05_a", "a2026_11_05_a_2"]


# -- hostile text -------------------------------------------------------------

HOSTILE = "控\x00制\x08\x1f\ufffe\uffff\ud800字</w:t><w:br/>&amp;]]>“”𠮷\u202e反\u2066向"


def test_what_no_xml_may_hold_is_left_out_and_markup_is_text() -> None:
    data = render_blocks(
        say(HOSTILE, anchor=HOSTILE), Table(rows=((cell(HOSTILE),),)),
        title=HOSTILE, author=HOSTILE, keywords=(HOSTILE,), stamp=HOSTILE,
        masthead=(Line(left=HOSTILE, centre=HOSTILE, right=HOSTILE), Rule(weight=1)),
    )  # fmt: skip
    shown = "控制字</w:t><w:br/>&amp;]]>“”𠮷反向"
    assert docx.Document(BytesIO(data)).tables[0].rows[0].cells[0].text == shown
    assert [text for name, text in paragraphs(data) if name == "公文正文"] == [shown]
    assert docx.Document(BytesIO(data)).core_properties.title == shown
    assert find_misplaced(data) == []


def test_a_long_title_and_long_keywords_are_cut_in_the_properties_alone() -> None:
    data = render_blocks(say("长" * 300, "title"), title="长" * 300, keywords=("甲" * 200, "乙" * 200, "丙"))
    properties = docx.Document(BytesIO(data)).core_properties
    assert (properties.title, properties.keywords) == ("长" * 255, "甲" * 200 + "，丙")
    assert paragraphs(data) == [("文章标题", "长" * 300)]


def test_a_string_without_a_space_is_cut_at_the_end_of_the_line_and_words_are_not() -> None:
    data = render_blocks(say("x" * 400), say("a word and 2026 of it"))
    first, second = [part._p.pPr for part in docx.Document(BytesIO(data)).paragraphs]
    assert attributes(first.find(f"{W}wordWrap")) == {"val": "0"}
    assert second.find(f"{W}wordWrap") is None


def test_line_ends_are_line_breaks_and_tabs_are_tabs() -> None:
    (paragraph,) = docx.Document(BytesIO(render_blocks(say("一\r\n二\t三")))).paragraphs
    assert paragraph.text == "一\n二\t三"


def test_an_empty_paper_is_a_page() -> None:
    data = render_blocks()
    assert [child.tag.removeprefix(W) for child in body_of(data)] == ["p", "sectPr"]
    assert find_misplaced(data) == []
