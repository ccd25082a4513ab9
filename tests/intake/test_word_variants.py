"""The same text as different programs and settings of theirs write it down, and the small parts that read it."""

from __future__ import annotations

import pytest
from packages import (
    BODY_TEXT,
    CENTRED,
    HEAD,
    NAMESPACES,
    TYPES,
    face,
    pack,
    package,
    paragraph,
    part,
    picture,
    relations,
    run,
    table,
    title,
)
from papers_sent import level, listed

from jianbao.intake import Manuscript, read_manuscript
from jianbao.intake.dates import find_date, is_date
from jianbao.intake.numerals import write_numeral
from jianbao.intake.symbols import clean, raise_text, show_symbol
from jianbao.intake.unit_names import UnitNames
from jianbao.metadata import parse_moment
from jianbao.reading import read_office
from jianbao.settings import Settings
from offices import OfficeBuilder, make_picture


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return read_office(OfficeBuilder(tmp_path_factory.mktemp("office")).root).settings


def read(settings: Settings, body: str, **more: str | bytes) -> Manuscript:
    parts = {f"word/{name}.xml": text for name, text in more.items()}
    return read_manuscript(package(title("旧改") + body, more=parts), "a.docx", settings)


# -- packages ---------------------------------------------------------------------------


def test_strict_open_xml_is_read(settings: Settings) -> None:
    """Word saves it on demand: the same names under other addresses (ISO/IEC 29500-1)."""
    usual = "http://schemas.openxmlformats.org/"
    strict = {
        f"{usual}wordprocessingml/2006/main": "http://purl.oclc.org/ooxml/wordprocessingml/main",
        f"{usual}officeDocument/2006/relationships": "http://purl.oclc.org/ooxml/officeDocument/relationships",
    }
    document = part("w:document", f"<w:body>{title('旧改')}{paragraph(BODY_TEXT)}</w:body>")
    listed_parts = relations(("rId1", "officeDocument", "word/document.xml"))
    for old, new in strict.items():
        document, listed_parts = document.replace(old, new), listed_parts.replace(old, new)
    data = pack({"[Content_Types].xml": TYPES, "_rels/.rels": listed_parts, "word/document.xml": document})
    done = read_manuscript(data, "a.docx", settings)
    assert (done.title, done.body) == ("旧改", f"{BODY_TEXT}\n")


@pytest.mark.parametrize("target", ["word/document2.xml", "/word/document2.xml", "./word/document2.xml"])
def test_the_text_may_be_called_otherwise(settings: Settings, target: str) -> None:
    document = part("w:document", f"<w:body>{title('旧改')}{paragraph(BODY_TEXT)}</w:body>")
    listed_parts = relations(("rId1", "officeDocument", target))
    data = pack({"[Content_Types].xml": TYPES, "_rels/.rels": listed_parts, "word/document2.xml": document})
    assert read_manuscript(data, "a.docx", settings).title == "旧改"


def test_a_text_in_another_encoding_is_read(settings: Settings) -> None:
    document = part("w:document", f"<w:body>{title('旧改')}{paragraph(BODY_TEXT)}</w:body>").replace("UTF-8", "UTF-16")
    parts = {"_rels/.rels": relations(("rId1", "officeDocument", "word/document.xml"))}
    data = pack({**parts, "[Content_Types].xml": TYPES, "word/document.xml": document.encode("utf-16")})
    assert read_manuscript(data, "a.docx", settings).body == f"{BODY_TEXT}\n"


# -- styles -----------------------------------------------------------------------------


def styles(*listed_styles: str) -> str:
    return f"{HEAD}<w:styles {NAMESPACES}>{''.join(listed_styles)}</w:styles>"


def style(identity: str, name: str, based_on: str = "", inner: str = "") -> str:
    based = f'<w:basedOn w:val="{based_on}"/>' if based_on else ""
    return f'<w:style w:type="paragraph" w:styleId="{identity}"><w:name w:val="{name}"/>{based}{inner}</w:style>'


def test_a_style_says_what_it_is_based_on_says(settings: Settings) -> None:
    base = style("b", "二级", inner='<w:pPr><w:outlineLvl w:val="1"/></w:pPr>')
    body = paragraph("政策标准", look='<w:pStyle w:val="c"/>')
    assert read(settings, body, styles=styles(base, style("c", "自定", "b"))).body == "### 政策标准\n"


def test_a_circle_of_styles_ends(settings: Settings) -> None:
    body = paragraph("政策标准。", look='<w:pStyle w:val="c"/>')
    assert read(settings, body, styles=styles(style("b", "甲", "c"), style("c", "乙", "b"))).body == "政策标准。\n"


@pytest.mark.parametrize("name", ["标题", "Title", "title"])
def test_a_title_style_goes_before_size(settings: Settings, name: str) -> None:
    blocks = paragraph(run("大字", face("", 30)), look=CENTRED) + paragraph("真标题", look='<w:pStyle w:val="t"/>')
    data = package(blocks + paragraph(BODY_TEXT), more={"word/styles.xml": styles(style("t", name))})
    assert read_manuscript(data, "a.docx", settings).title == "真标题"


def test_bold_by_a_character_style_counts(settings: Settings) -> None:
    strong = '<w:style w:type="character" w:styleId="s"><w:name w:val="Strong"/><w:rPr><w:b/></w:rPr></w:style>'
    body = paragraph(run("建账。", '<w:rStyle w:val="s"/>'), "走访。")
    assert read(settings, body, styles=styles(strong)).body == "**建账。**走访。\n"


# -- lists ------------------------------------------------------------------------------


def test_a_list_may_be_that_of_a_style(settings: Settings) -> None:
    """numStyleLink (ECMA-376, 17.9.21): the numbers are where the style says."""
    listed_style = (
        '<w:style w:type="numbering" w:styleId="n"><w:name w:val="编号"/><w:pPr><w:numPr><w:numId w:val="2"/>'
        "</w:numPr></w:pPr></w:style>"
    )
    linked = '<w:abstractNum w:abstractNumId="0"><w:numStyleLink w:val="n"/></w:abstractNum>'
    real = f'<w:abstractNum w:abstractNumId="1">{level(0, "chineseCounting", "（%1）")}</w:abstractNum>'
    nums = "".join(f'<w:num w:numId="{n + 1}"><w:abstractNumId w:val="{n}"/></w:num>' for n in (0, 1))
    done = read(
        settings, listed("甲", 1), styles=styles(listed_style), numbering=part("w:numbering", linked + real + nums)
    )
    assert done.body == "（一）甲\n"


def test_a_list_that_is_nowhere_leaves_the_text(settings: Settings) -> None:
    assert read(settings, listed("甲", 5)).body == "甲\n"


@pytest.mark.parametrize(
    ("number", "form", "expected"),
    [
        (11, "chineseCounting", "十一"),
        (105, "taiwaneseCounting", "一百零五"),
        (28, "lowerLetter", "bb"),
        (14, "lowerRoman", "xiv"),
        (1994, "upperRoman", "MCMXCIV"),
        (20, "decimalEnclosedCircle", "⑳"),
        (21, "decimalEnclosedCircle", "21"),
        (3, "decimalEnclosedParen", "⑶"),
        (4, "decimalEnclosedFullstop", "4."),
        (12, "ideographTraditional", "12"),
        (3, "ideographZodiac", "寅"),
        (23, "chineseLegalSimplified", "贰拾叁"),
        (7, "hebrew1", "7"),
        (0, "chineseCounting", "0"),
        (123456, "chineseCounting", "123456"),
    ],
)
def test_numerals_are_written_as_word_writes_them(number: int, form: str, expected: str) -> None:
    assert write_numeral(number, form) == expected


# -- drawings and tables -----------------------------------------------------------------


def test_an_old_text_box_is_read(settings: Settings) -> None:
    """VML alone, as WPS saves for older programs."""
    box = f"<w:r><w:pict><v:shape><v:textbox><w:txbxContent>{paragraph('框里的话。')}</w:txbxContent></v:textbox>"
    assert read(settings, paragraph(f"{box}</v:shape></w:pict></w:r>", "甲。")).body == "框里的话。\n\n甲。\n"


def test_an_old_picture_is_read(settings: Settings) -> None:
    shape = '<w:r><w:pict><v:shape alt="改造后"><v:imagedata r:id="rIda"/></v:shape></w:pict></w:r>'
    data = package(title("旧改") + paragraph(BODY_TEXT, shape), more={"word/media/a.png": make_picture()})
    assert read_manuscript(data, "a.docx", settings).body == f"{BODY_TEXT}\n\n![改造后](tu-1.png)\n"


def test_a_picture_in_a_text_box_and_one_in_a_table_are_read_once(settings: Settings) -> None:
    box = f"<w:r><w:pict><v:shape><v:textbox><w:txbxContent>{paragraph(picture('rIda'))}</w:txbxContent></v:textbox>"
    blocks = paragraph(f"{box}</v:shape></w:pict></w:r>", "甲。") + table(
        ("乙", f"<w:tc>{paragraph(picture('rIdb'))}</w:tc>")
    )
    media = {"word/media/a.png": make_picture(b"1"), "word/media/b.png": make_picture(b"2")}
    done = read_manuscript(package(title("旧改") + paragraph(BODY_TEXT) + blocks, more=dict(media)), "a.docx", settings)
    assert done.body.split("\n\n")[1:] == ["![图1](tu-1.png)", "甲。", "| 乙 |  |\n| --- | --- |", "![图2](tu-2.png)\n"]


@pytest.mark.parametrize(
    "said", ["图片 1", "IMG_2034.jpg", r"C:\Users\a\1.png", "微信图片_20261103", "0d3b2f1a9c8e7d6f5a4b3c2d1e0f"]
)
def test_a_name_that_programs_give_says_nothing(settings: Settings, said: str) -> None:
    data = package(
        title("旧改") + paragraph(BODY_TEXT, picture("rIda", said)), more={"word/media/a.png": make_picture()}
    )
    assert "![图1](tu-1.png)" in read_manuscript(data, "a.docx", settings).body


def test_rows_and_cells_in_content_controls_are_read(settings: Settings) -> None:
    cell = f"<w:sdt><w:sdtContent><w:tc>{paragraph('乙')}</w:tc></w:sdtContent></w:sdt>"
    row = f"<w:sdt><w:sdtContent><w:tr><w:tc>{paragraph('甲')}</w:tc>{cell}</w:tr></w:sdtContent></w:sdt>"
    assert read(settings, f"<w:tbl>{row}</w:tbl>").body == "| 甲 | 乙 |\n| --- | --- |\n"


def test_a_table_that_is_too_wide_is_told(settings: Settings) -> None:
    done = read(settings, table(tuple(f"列{n}" for n in range(70))))
    assert done.body.count("列") == 64
    assert [r.message for r in done.remarks if r.code == "word-table"] == ["第1段后的表格超过64列，右边的列没有导入"]


def test_a_row_may_begin_further_right(settings: Settings) -> None:
    late = f'<w:tr><w:trPr><w:gridBefore w:val="1"/></w:trPr><w:tc>{paragraph("丙")}</w:tc></w:tr>'
    body = table(("甲", "乙")).replace("</w:tbl>", f"{late}</w:tbl>")
    assert read(settings, body).body == "| 甲 | 乙 |\n| --- | --- |\n|  | 丙 |\n"


# -- small parts --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026年11月3日", "2026-11-03"),
        ("２０２６ 年 １１ 月 ３ 日", "2026-11-03"),
        ("二〇二六年十一月三日", "2026-11-03"),
        ("二○二六年十月三十一日", "2026-10-31"),
        ("二O二六年二月二十八日", ""),
        ("2026-11-03", "2026-11-03"),
        ("2026/11/3 9:20", "2026-11-03"),
        ("城关镇 2026年11月3日印发", "2026-11-03"),
        ("2026年13月3日", ""),
        ("十一月三日", ""),
    ],
)
def test_dates_are_found(text: str, expected: str) -> None:
    found = find_date(text)
    assert (str(found.day) if found else "") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("（2026年11月3日）", True),
        ("2026.11.3", True),
        ("截至2026年11月3日", False),
        ("2026年2月30日", False),
        ("", False),
    ],
)
def test_a_date_line_is_a_date_and_nothing_else(text: str, expected: bool) -> None:
    assert is_date(text) is expected


def test_a_time_is_kept(settings: Settings) -> None:
    assert find_date("2026年11月3日9:20") == parse_moment("2026-11-03 09:20")
    assert read(settings, paragraph(BODY_TEXT) + paragraph("报送时间：2026年11月3日9时20分")).date == parse_moment(
        "2026-11-03 09:20"
    )


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("城关镇", ("chengguan",)),
        ("中共城关镇委员会（盖章）", ("chengguan",)),
        ("云溪区住房和城乡建设局", ("zhujian",)),
        ("区住建局、城关镇和区文旅局", ("zhujian", "chengguan", "wenlv")),
        ("区住房和城乡建设局", ("zhujian",)),
        ("城关镇 城关镇", ("chengguan",)),
        ("城关镇和平镇联合工作组", ("城关镇和平镇联合工作组",)),
        ("大王庄镇", ("大王庄镇",)),
        ("", ()),
    ],
)
def test_units_are_known_by_what_they_call_themselves(
    settings: Settings, written: str, expected: tuple[str, ...]
) -> None:
    assert UnitNames(settings.units).read(written) == expected


def test_signs_of_other_typefaces() -> None:
    assert [show_symbol("Wingdings", "F0FE"), show_symbol("Symbol", "B0"), show_symbol("宋体", "2460")] == [
        "☑",
        "°",
        "①",
    ]
    assert [show_symbol("Webdings", "F061"), show_symbol("", "110000"), show_symbol("Symbol", "zz")] == [
        None,
        None,
        None,
    ]
    assert [raise_text("2", "superscript"), raise_text("12", "subscript"), raise_text("th", "superscript")] == [
        "²",
        "₁₂",
        None,
    ]
    assert clean("甲\u200b乙\u202e丙\u00a0丁\ufffe") == "甲乙丙 丁"
