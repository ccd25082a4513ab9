"""The inside of a paragraph: what each sign, field, change and drawing of Word becomes, and what is told of it."""

from __future__ import annotations

import pytest
from packages import (
    BODY_TEXT,
    CENTRED,
    deleted,
    face,
    inserted,
    package,
    paragraph,
    part,
    picture,
    run,
    table,
    text_box,
    title,
)
from papers_sent import LISTS, WORD_STYLES, level, listed, numbering

from jianbao.intake import Manuscript, read_manuscript
from jianbao.reading import read_office
from jianbao.settings import Settings
from offices import OfficeBuilder, make_picture

NAME = "来稿.docx"


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return read_office(OfficeBuilder(tmp_path_factory.mktemp("office")).root).settings


def read(settings: Settings, *blocks: str, **more: str | bytes) -> Manuscript:
    """A text under a title; ``more`` parts by their names in ``word/``."""
    parts = {f"word/{name}.xml": text for name, text in more.items()}
    return read_manuscript(package(title("旧改") + "".join(blocks), more=parts), NAME, settings)


def remarks(manuscript: Manuscript) -> list[str]:
    """What is told, but that nobody said which unit it is."""
    return [remark.message for remark in manuscript.remarks if remark.code != "word-unit"]


def text_of(settings: Settings, *members: str, **more: str | bytes) -> str:
    """The Markdown of one paragraph."""
    return read(settings, paragraph(*members), **more).body.removesuffix("\n")


# -- signs ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("members", "expected"),
    [
        (["　　全角空格缩进"], "全角空格缩进"),
        (["    半角空格缩进"], "半角空格缩进"),
        (["甲", "<w:r><w:tab/></w:r>", "乙"], "甲 乙"),
        (["甲", "<w:r><w:br/></w:r>", "乙"], "甲\n\n乙"),
        (["甲", "<w:r><w:cr/></w:r>", "乙"], "甲\n\n乙"),
        (["甲", '<w:r><w:br w:type="page"/></w:r>', "乙"], "甲乙"),
        (["A", "<w:r><w:noBreakHyphen/></w:r>", "B"], "A-B"),
        (["甲", "<w:r><w:softHyphen/></w:r>", "乙\u00ad丙\u200b丁\ufeff"], "甲乙丙丁"),
        (["不间断\u00a0空格", "\u2003", "宽空格"], "不间断 空格 宽空格"),
        (
            ["m", run("2", '<w:vertAlign w:val="superscript"/>'), "，CO", run("2", '<w:vertAlign w:val="subscript"/>')],
            "m²，CO₂",
        ),
        (['<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>', "已办结"], "✓已办结"),
        (['<w:r><w:sym w:font="Symbol" w:char="F0B3"/></w:r>', "60分"], "≥60分"),
        (["25", '<w:r><w:sym w:font="宋体" w:char="2103"/></w:r>'], "25℃"),
        ([run("甲"), '<w:smartTag w:uri="x" w:element="y">' + run("乙") + "</w:smartTag>", run("丙")], "甲乙丙"),
        (["<w:sdt><w:sdtPr/><w:sdtContent>" + run("控件里的字") + "</w:sdtContent></w:sdt>"], "控件里的字"),
        (
            [
                "<w:r><w:ruby><w:rubyPr/><w:rt><w:r><w:t>zhèn</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>圳</w:t></w:r></w:rubyBase></w:ruby></w:r>"
            ],
            "圳",
        ),
    ],
)
def test_a_sign_becomes_what_is_read(settings: Settings, members: list[str], expected: str) -> None:
    assert text_of(settings, *members) == expected


@pytest.mark.parametrize(
    ("members", "message"),
    [
        (
            ['<w:r><w:sym w:font="Webdings" w:char="F0AB"/></w:r>', "甲"],
            "第2段有一个符号（字体 Webdings）认不出来，写作“□”",
        ),
        (["第1", run("st", '<w:vertAlign w:val="superscript"/>')], "第2段上标、下标“st”写成了普通文字"),
        ([run("作废的话", "<w:strike/>"), "甲"], "第2段“作废的话”划了删除线，仍写在正文里"),
        ([run("内部掌握", "<w:vanish/>"), "甲"], "第2段有隐藏文字“内部掌握”，没有写进正文"),
        (["甲", "<m:oMath><m:r><m:t>x+y</m:t></m:r></m:oMath>"], "第2段有公式，只留文字“x+y”"),
        (
            ["甲", '<w:r><w:object><o:OLEObject ProgID="Excel.Sheet.12"/></w:object></w:r>'],
            "第2段有嵌入的对象（Excel.Sheet.12），没有导入",
        ),
        (["甲", "<w:r><w:drawing><a:graphic><c:chart/></a:graphic></w:drawing></w:r>"], "第2段有图表，没有导入"),
        (["甲", "<w:r><w:drawing><dgm:relIds/></w:drawing></w:r>"], "第2段有SmartArt 图形，没有导入"),
        (
            [
                "甲",
                "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>"
                + run("单击此处")
                + "</w:sdtContent></w:sdt>",
            ],
            "第2段有一处要填的没有填",
        ),
        (["甲", picture("rId99")], "第2段有一张图片，文件里没有它的内容，没有导入"),
    ],
)
def test_what_cannot_be_kept_is_told(settings: Settings, members: list[str], message: str) -> None:
    assert remarks(read(settings, paragraph(*members))) == [message]


def test_a_field_shows_its_result_and_not_its_code(settings: Settings) -> None:
    def sign(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    date = [
        sign("begin"),
        '<w:r><w:instrText> DATE \\@ "yyyy年" </w:instrText></w:r>',
        sign("separate"),
        run("2026年"),
        sign("end"),
    ]
    assert text_of(settings, "今年是", *date, "。") == "今年是2026年。"
    link = [
        sign("begin"),
        '<w:r><w:instrText> HYPERLINK "http://a.example/" </w:instrText></w:r>',
        sign("separate"),
        run("网站"),
        sign("end"),
    ]
    read_link = read(settings, paragraph("详见", *link, "。"))
    assert read_link.body == "详见网站。\n"
    assert remarks(read_link) == ["第2段“网站”有链接（http://a.example/），只留文字"]
    # One that lost its end takes nothing with it.
    torn = read(settings, paragraph("甲", sign("begin"), "<w:r><w:instrText>PAGE</w:instrText></w:r>"), paragraph("乙"))
    assert torn.body == "甲\n\n乙\n"


# -- what Markdown would read as something else -------------------------------------


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("*重点*工作", r"\*重点\*工作"),
        ("填写____处", r"填写\_\_\_\_处"),
        ("file_name", "file_name"),
        ("`代码`", r"\`代码\`"),
        ("C:\\盘", r"C:\\盘"),
        ("# 不是标题", r"\# 不是标题"),
        ("> 不是引文", r"\> 不是引文"),
        ("- 不是列表", r"\- 不是列表"),
        ("+ 不是列表", r"\+ 不是列表"),
        ("<<<<<<< HEAD", r"\<<<<<<< HEAD"),
        ("-5℃", "-5℃"),
        ("1. 抓收购", "1.抓收购"),
        ("1. A级", r"1\. A级"),
        ("2) 抓收购", "2)抓收购"),
        ("![图](x.png)", r"!\[图](x.png)"),
        ("<b>不是标签</b>", "<b>不是标签</b>"),
        ("A&B", "A&B"),
    ],
)
def test_a_typed_sign_reads_as_typed(settings: Settings, typed: str, expected: str) -> None:
    assert text_of(settings, run(typed)) == expected


@pytest.mark.parametrize(
    ("members", "expected"),
    [
        ([run("线索不过夜。", "<w:b/>"), "当天分办。"], "**线索不过夜。**当天分办。"),
        ([run("线索", "<w:b/>"), run("不过夜。 ", "<w:b/>"), "当天分办。"], "**线索不过夜。** 当天分办。"),
        ([run("黑体的话。", face("黑体", 16)), "仿宋。"], "**黑体的话。**仿宋。"),
        ([run("全段加粗，说明这段话很要紧。", "<w:b/>")], "全段加粗，说明这段话很要紧。"),
        ([run("不粗", '<w:b w:val="0"/>'), "甲"], "不粗甲"),
        ([run("，", "<w:b/>"), "甲"], "，甲"),
        ([run("5*3", "<w:b/>"), "甲"], r"**5\*3**甲"),
    ],
)
def test_bold_type_marks_a_part_of_a_paragraph(settings: Settings, members: list[str], expected: str) -> None:
    assert text_of(settings, *members) == expected


# -- headings and lists ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("block", "expected"),
    [
        (paragraph(run("一、摸清底数", face("黑体", 16))), "## 一、摸清底数"),
        (paragraph(run("（二）分类施策", face("楷体_GB2312", 16))), "### （二）分类施策"),
        (paragraph(run("3.公开公示", "<w:b/>")), "#### 3.公开公示"),
        (paragraph("摸清底数", look='<w:pStyle w:val="1"/>'), "## 摸清底数"),
        (paragraph("政策标准", look='<w:pStyle w:val="2"/>'), "### 政策标准"),
        (paragraph("摸清底数", look='<w:outlineLvl w:val="2"/>'), "#### 摸清底数"),
        (paragraph("一、摸清底数"), "一、摸清底数"),
        (paragraph(run("一、摸清底数，逐户建账。", face("黑体", 16))), "一、摸清底数，逐户建账。"),
        (
            paragraph("这段话套用了标题样式，其实是正文。", look='<w:pStyle w:val="1"/>'),
            "这段话套用了标题样式，其实是正文。",
        ),
        (paragraph(run("一、" + "长" * 60, face("黑体", 16))), "一、" + "长" * 60),
        (paragraph(run("2026年工作", face("黑体", 16))), "2026年工作"),
        (paragraph(run("一、C#", face("黑体", 16))), r"## 一、C\#"),
    ],
)
def test_a_heading_is_a_short_line_of_its_own(settings: Settings, block: str, expected: str) -> None:
    assert read(settings, paragraph("甲。"), block, styles=WORD_STYLES).body == f"甲。\n\n{expected}\n"


@pytest.mark.parametrize(
    ("form", "text", "expected"),
    [
        ("decimal", "%1、", ["1、", "2、"]),
        ("chineseCountingThousand", "（%1）", ["（一）", "（二）"]),
        ("japaneseCounting", "第%1条", ["第一条", "第二条"]),
        ("ideographTraditional", "%1．", ["甲．", "乙．"]),
        ("decimalEnclosedCircle", "%1", ["①", "②"]),
        ("lowerLetter", "%1)", ["a)", "b)"]),
        ("upperRoman", "%1.", ["I.", "II."]),
        ("decimalZero", "%1", ["01 ", "02 "]),
        ("decimalFullWidth", "%1．", ["１．", "２．"]),
        ("chineseLegalSimplified", "%1、", ["壹、", "贰、"]),
        ("none", "附：", ["附：", "附："]),
    ],
)
def test_the_number_that_word_writes_is_not_lost(settings: Settings, form: str, text: str, expected: list[str]) -> None:
    lists = numbering((level(0, form, text),))
    assert (
        read(settings, listed("甲", 1), listed("乙", 1), numbering=lists).body
        == f"{expected[0]}甲\n\n{expected[1]}乙\n"
    )


def test_lists_count_by_level_and_begin_where_they_are_told_to(settings: Settings) -> None:
    lists = numbering((level(0, "decimal", "%1.", start=3), level(1, "decimal", "%1.%2"), level(2, "decimal", "%3)")))
    blocks = [listed("甲", 1), listed("乙", 1, 1), listed("丙", 1, 1), listed("丁", 1), listed("戊", 1, 1)]
    body = read(settings, *blocks, numbering=lists).body
    assert body.split("\n\n") == ["3.甲", "3.1 乙", "3.2 丙", "4.丁", "4.1 戊\n"]


def test_a_second_list_begins_anew(settings: Settings) -> None:
    again = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    more = f'<w:num w:numId="9"><w:abstractNumId w:val="0"/>{again}</w:num>'
    lists = numbering((level(0, "decimal", "%1."),)).replace("</w:numbering>", f"{more}</w:numbering>")
    body = read(settings, listed("甲", 1), listed("乙", 1), listed("丙", 9), listed("丁", 9), numbering=lists).body
    assert body == "1.甲\n\n2.乙\n\n1.丙\n\n2.丁\n"


def test_bullets_are_a_list(settings: Settings) -> None:
    body = read(
        settings, paragraph("甲。"), listed("一", 3), listed("二", 3, 1), paragraph("乙。"), numbering=LISTS
    ).body
    assert body == "甲。\n\n- 一\n    - 二\n\n乙。\n"


# -- tables -----------------------------------------------------------------------------


def test_a_table_is_a_table(settings: Settings) -> None:
    done = read(settings, paragraph("甲。"), table(("项目|类别", "数量"), ("维修*", ""), ("", "")))
    assert done.body == "甲。\n\n| 项目\\|类别 | 数量 |\n| --- | --- |\n| 维修\\* |  |\n"
    assert remarks(done) == []


def test_merged_cells_keep_their_columns(settings: Settings) -> None:
    def cell(text: str, properties: str) -> str:
        return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(text)}</w:tc>"

    wide, begin, on = '<w:gridSpan w:val="2"/>', '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    done = read(settings, table(("镇", cell("户数", wide)), (cell("城关", begin), "1", "2"), (cell("", on), "3", "4")))
    assert done.body == "| 镇 | 户数 |  |\n| --- | --- | --- |\n| 城关 | 1 | 2 |\n| 城关 | 3 | 4 |\n"
    assert remarks(done) == ["第1段后的表格有2处合并的单元格：横向合并的只写在第一格，纵向合并的每行都写"]


def test_a_table_within_a_table_becomes_text(settings: Settings) -> None:
    inner = f"<w:tc><w:tcPr/>{table(('内1', '内2'), ('内3', '内4'))}{paragraph()}</w:tc>"
    done = read(settings, table(("甲", "乙"), ("丙", inner)))
    assert done.body == "| 甲 | 乙 |\n| --- | --- |\n| 丙 | 内1 内2；内3 内4 |\n"
    assert remarks(done) == ["第1段后的表格里还有1个表格，已并成一格文字"]


def test_a_frame_of_one_cell_is_text(settings: Settings) -> None:
    done = read(settings, table(("框里的一段话。",)))
    assert done.body == "框里的一段话。\n"
    assert remarks(done) == ["第1段后的表格只有一格，里面的文字按普通段落写"]


def test_rows_can_be_tracked_too(settings: Settings) -> None:
    def row(mark: str, *cells: str) -> str:
        inner = "".join(f"<w:tc>{paragraph(cell)}</w:tc>" for cell in cells)
        return f'<w:tr><w:trPr><w:{mark} w:id="1" w:author="赵××"/></w:trPr>{inner}</w:tr>'

    rows = table(("甲", "乙")).replace("</w:tbl>", row("del", "删", "1") + row("ins", "增", "2") + "</w:tbl>")
    done = read(settings, rows)
    assert done.body == "| 甲 | 乙 |\n| --- | --- |\n| 增 | 2 |\n"
    assert sorted(remarks(done)) == [
        "第1段后的表格里有修订：赵××删去“表格的一行：删 1”，正文按删去以后写",
        "第1段后的表格里有修订：赵××插入“表格的一行：增 2”，正文按插入以后写",
    ]


# -- changes, comments, notes, boxes ------------------------------------------------------


def test_tracked_changes_are_told_one_by_one(settings: Settings) -> None:
    line = paragraph(
        "共", deleted("1"), inserted("12"), inserted("0"), "户，", deleted("约", "赵××"), deleted("近", "赵××"), "3天"
    )
    done = read(settings, line)
    assert done.body == "共120户，3天\n"
    assert [change.message for change in done.changes] == [
        "第2段有修订：李××删去“1”，正文按删去以后写",
        "第2段有修订：赵××删去“约近”，正文按删去以后写",
        "第2段有修订：李××插入“120”，正文按插入以后写",
    ]


def test_moved_text_is_told_where_it_came_to(settings: Settings) -> None:
    away = f'<w:moveFrom w:id="3" w:author="赵××">{run("搬动的话。")}</w:moveFrom>'
    here = f'<w:moveTo w:id="4" w:author="赵××">{run("搬动的话。")}</w:moveTo>'
    done = read(settings, paragraph("甲。", away), paragraph("乙。", here))
    assert done.body == "甲。\n\n乙。搬动的话。\n"
    assert [change.message for change in done.changes] == ["第3段有修订：赵××移来“搬动的话。”，正文按移来以后写"]


def test_a_paragraph_whose_end_was_struck_out_goes_on(settings: Settings) -> None:
    struck = '<w:rPr><w:del w:id="5" w:author="赵××"/></w:rPr>'
    assert read(settings, paragraph("前半句，", look=struck), paragraph("后半句。")).body == "前半句，后半句。\n"


def test_format_changes_are_told_once(settings: Settings) -> None:
    changed = run("甲", '<w:b/><w:rPrChange w:id="6" w:author="赵××"><w:rPr/></w:rPrChange>')
    done = read(settings, paragraph(changed, "乙。"), paragraph(changed, "丙。"))
    assert remarks(done) == ["有2处格式修订，不影响文字"]
    assert done.changes == ()


def test_a_comment_that_nothing_names_is_told_too(settings: Settings) -> None:
    comments = part("w:comments", f'<w:comment w:id="7" w:author="赵××">{paragraph("再核一遍")}</w:comment>')
    assert remarks(read(settings, paragraph("甲。"), comments=comments)) == ["有批注：赵××写道“再核一遍”，没有写进正文"]


def test_notes_stand_in_brackets(settings: Settings) -> None:
    notes = part("w:endnotes", f'<w:endnote w:id="4">{paragraph("区统计局数据")}</w:endnote>')
    done = read(settings, paragraph("增长5%", '<w:r><w:endnoteReference w:id="4"/></w:r>', "。"), endnotes=notes)
    assert done.body == "增长5%（注：区统计局数据）。\n"
    assert remarks(done) == ["第2段有脚注“区统计局数据”，写在文中的括号里"]


def test_a_text_box_is_read_once_at_its_place(settings: Settings) -> None:
    done = read(settings, paragraph("甲。"), paragraph(text_box(paragraph("框里的话。")), "乙。"))
    assert done.body == "甲。\n\n框里的话。\n\n乙。\n"
    assert remarks(done) == ["第3段“框里的话。”在文本框里，按所在的位置读出"]


def test_a_table_of_contents_is_left_out(settings: Settings) -> None:
    styles = WORD_STYLES.replace(
        "</w:styles>", '<w:style w:type="paragraph" w:styleId="TOC1"><w:name w:val="toc 1"/></w:style></w:styles>'
    )
    contents = paragraph("一、摸清底数……1", look='<w:pStyle w:val="TOC1"/>')
    done = read(settings, contents, contents, paragraph("甲。"), styles=styles)
    assert (done.body, remarks(done)) == ("甲。\n", ["目录2行没有导入"])


# -- pictures --------------------------------------------------------------------------------


def read_pictures(settings: Settings, *blocks: str, **media: bytes) -> Manuscript:
    more = {f"word/media/{name}.bin": data for name, data in media.items()}
    return read_manuscript(package(title("旧改") + "".join(blocks), more=more), NAME, settings)


def test_pictures_get_names_of_our_own(settings: Settings) -> None:
    blocks = [paragraph(picture("rIda", "改造前")), paragraph("甲。", picture("rIdb")), paragraph(picture("rIda"))]
    done = read_pictures(settings, paragraph(BODY_TEXT), *blocks, a=make_picture(), b=make_picture(b"2"))
    assert done.body == f"{BODY_TEXT}\n\n![改造前](tu-1.png)\n\n甲。\n\n![图2](tu-2.png)\n\n![图1](tu-1.png)\n"
    assert [(kept.name, kept.data) for kept in done.pictures] == [
        ("tu-1.png", make_picture()),
        ("tu-2.png", make_picture(b"2")),
    ]


def test_a_caption_below_belongs_to_its_picture(settings: Settings) -> None:
    done = read_pictures(
        settings,
        paragraph("甲。"),
        paragraph(picture("rIda")),
        paragraph("图1  改造[前]", look=CENTRED),
        a=make_picture(),
    )
    assert done.body == "甲。\n\n![图1  改造〔前〕](tu-1.png)\n"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"GIF89a", "是 GIF 格式，不能排印"),
        (b"\x01\0\0\0EMF", "是 EMF 格式，不能排印"),
        (b"what", "不是 PNG 或 JPEG，不能排印"),
        (make_picture()[:-20], "读不出来，可能没有存完，或文件已损坏"),
        (make_picture()[:16] + b"\0\0\x80\0\0\0\x80\0" + make_picture()[24:], "为32768×32768像素，超过2000万像素"),
    ],
)
def test_a_picture_that_cannot_be_printed_is_told(settings: Settings, data: bytes, said: str) -> None:
    done = read_pictures(settings, paragraph("甲。", picture("rIda")), a=data)
    assert (done.body, done.pictures) == ("甲。\n", ())
    assert remarks(done) == [f"第2段有一张图片{said}，没有导入"]
