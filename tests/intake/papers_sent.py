"""Papers as offices send them: what Word and WPS put around the same kind of text, masthead to imprint."""

from __future__ import annotations

from packages import (
    BODY_TEXT,
    CENTRED,
    HEAD,
    NAMESPACES,
    RIGHT,
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

from offices import make_picture

RED = "FF0000"
SONG, HEI, KAI, FANG = "方正小标宋简体", "黑体", "楷体_GB2312", "仿宋_GB2312"

# -- Word: styles by number, saves marked with rsids, spelling marks, smart tags ---------------------------------

WORD_STYLES = part(
    "w:styles",
    '<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:asciiTheme="minorHAnsi" w:eastAsiaTheme="minorEastAsia"/>'
    '<w:kern w:val="2"/><w:sz w:val="21"/><w:szCs w:val="22"/></w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>'
    '<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/><w:qFormat/></w:style>'
    '<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/><w:basedOn w:val="a"/>'
    '<w:pPr><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/><w:sz w:val="32"/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="2"><w:name w:val="heading 2"/><w:basedOn w:val="1"/>'
    '<w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="a3"><w:name w:val="Title"/><w:basedOn w:val="a"/>'
    '<w:pPr><w:jc w:val="center"/></w:pPr><w:rPr><w:sz w:val="44"/></w:rPr></w:style>'
    '<w:style w:type="character" w:styleId="a4"><w:name w:val="Hyperlink"/><w:rPr><w:color w:val="0563C1"/></w:rPr>'
    "</w:style>",
)


def level(at: int, form: str, text: str, start: int = 1) -> str:
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>'
        f'<w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/></w:lvl>'
    )


def numbering(*abstract: tuple[str, ...]) -> str:
    """Lists numbered from 1 on, each with its levels."""
    made = "".join(
        f'<w:abstractNum w:abstractNumId="{n}">{"".join(levels)}</w:abstractNum>' for n, levels in enumerate(abstract)
    )
    named = "".join(f'<w:num w:numId="{n + 1}"><w:abstractNumId w:val="{n}"/></w:num>' for n in range(len(abstract)))
    return part("w:numbering", made + named)


def listed(text: str, number: int, at: int = 0) -> str:
    return paragraph(text, look=f'<w:numPr><w:ilvl w:val="{at}"/><w:numId w:val="{number}"/></w:numPr>')


LISTS = numbering(
    (level(0, "chineseCountingThousand", "%1、"), level(1, "chineseCountingThousand", "（%2）")),
    (level(0, "decimal", "%1."), level(1, "decimal", "(%2)"), level(2, "decimalEnclosedCircleChinese", "%3")),
    (level(0, "bullet", "\uf06c"), level(1, "bullet", "\uf0d8")),
)


def word_bulletin() -> bytes:
    """A township's own 简报, sent on as it was printed: Word, several hands, a mark in a text box."""
    mark = paragraph(run("城关镇党政信息", face(SONG, 48, colour=RED)), look=CENTRED)
    comment_begin, comment_end = '<w:commentRangeStart w:id="0"/>', '<w:commentRangeEnd w:id="0"/>'
    reference = '<w:r><w:rPr><w:sz w:val="21"/></w:rPr><w:commentReference w:id="0"/></w:r>'
    note = '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteReference w:id="2"/></w:r>'
    words = run("区政府网站", '<w:rStyle w:val="a4"/>')
    link = f'<w:hyperlink r:id="rIdLink" w:history="1">{words}</w:hyperlink>'
    body = [
        paragraph(text_box(mark), look=CENTRED),
        paragraph(run("第", face(FANG, 16)), run("23", face(FANG, 16)), run("期", face(FANG, 16)), look=CENTRED),
        paragraph(
            run("中共城关镇委员会办公室编", face(KAI, 16)), "<w:r><w:tab/></w:r>", run("2026年11月3日", face(KAI, 16))
        ),
        paragraph(look='<w:pBdr><w:bottom w:val="single" w:sz="12" w:color="FF0000"/></w:pBdr>'),
        paragraph("城关镇“三步走”", look='<w:pStyle w:val="a3"/>'),
        paragraph("推进老旧小区改造", look='<w:pStyle w:val="a3"/>'),
        paragraph('<w:proofErr w:type="spellStart"/>', "　　" + BODY_TEXT, '<w:proofErr w:type="spellEnd"/>', note),
        paragraph("摸清底数", look='<w:pStyle w:val="1"/><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'),
        paragraph(
            run("逐户建账。", "<w:b/>"),
            "组织84名",
            comment_begin,
            "网格员",
            comment_end,
            reference,
            inserted("和12名党员"),
            deleted("和部分群众"),
            f'<w:smartTag w:uri="urn:x" w:element="place">{run("入户走访")}</w:smartTag>',
            "，建筑面积18000m",
            run("2", '<w:vertAlign w:val="superscript"/>'),
            "，详见",
            link,
            "。",
            run("本句请勿外发", "<w:vanish/>"),
        ),
        paragraph("分类施策", look='<w:pStyle w:val="1"/><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'),
        paragraph("政策标准", look='<w:pStyle w:val="2"/><w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr>'),
        listed("屋面漏水、管网老化的，列入当年计划。", 2),
        listed("由区住建局派员查验；", 2, 1),
        listed("由镇里公示7天；", 2, 1),
        listed("有异议的复核；", 2, 2),
        listed("加装电梯的，每部补助20万元。", 2),
        listed("群众点单", 3),
        listed("线上点单", 3, 1),
        listed("部门接单", 3),
        table(("小区", "户数", "完成时间"), ("建设里", "420", "9月"), ("老粮站", "186", "10月")),
        paragraph(picture("rIdimage1"), look=CENTRED),
        paragraph("图1　建设里改造前后", look=CENTRED),
        paragraph("下一步，城关镇将建立长效管护机制，物业、社区、居民三方共管。（城关镇　张××　王××）"),
        paragraph("审核：周××　签发：李××　联系电话：0000-0001021"),
        paragraph("报：区委办公室。", look='<w:pBdr><w:top w:val="single"/></w:pBdr>'),
        paragraph("送：区住建局。"),
        paragraph("（共印30份）", look=RIGHT),
    ]
    return package(
        "".join(body).replace("<w:p>", '<w:p w:rsidR="00D31D50" w:rsidRDefault="00323B43" w14:paraId="5A2C1F00">'),
        more={
            "word/styles.xml": WORD_STYLES,
            "word/numbering.xml": LISTS,
            "word/comments.xml": part(
                "w:comments",
                '<w:comment w:id="0" w:author="赵××" w:date="2026-11-03T10:00:00Z" w:initials="Z">'
                + paragraph("核实一下人数")
                + "</w:comment>",
            ),
            "word/footnotes.xml": part(
                "w:footnotes",
                '<w:footnote w:type="separator" w:id="-1"><w:p/></w:footnote>'
                f'<w:footnote w:id="2">{paragraph("截至2026年10月底。")}</w:footnote>',
            ),
            "word/media/image1.png": make_picture(),
            "docProps/core.xml": f"{HEAD}<cp xmlns='urn:x'><creator>张××</creator></cp>",
            "docProps/app.xml": f"{HEAD}<Properties><Application>Microsoft Office Word</Application></Properties>",
        },
        links=(("rIdLink", "hyperlink", "http://www.yunxi.example/gai"),),
    )


# -- WPS: everything formatted by hand, styles by number without names that mean anything -----------------------

WPS_STYLES = (
    f"{HEAD}<w:styles {NAMESPACES}><w:docDefaults><w:rPrDefault><w:rPr>"
    '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="宋体" w:cs="Times New Roman"/>'
    "</w:rPr></w:rPrDefault></w:docDefaults>"
    '<w:style w:type="paragraph" w:default="1" w:styleId="1"><w:name w:val="Normal"/><w:qFormat/>'
    '<w:pPr><w:widowControl w:val="0"/><w:jc w:val="both"/></w:pPr><w:rPr><w:kern w:val="2"/><w:sz w:val="21"/></w:rPr>'
    '</w:style><w:style w:type="paragraph" w:styleId="5"><w:name w:val="Body Text"/><w:basedOn w:val="1"/></w:style>'
    "</w:styles>"
)
KSO = (
    f'{HEAD}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" '
    'xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">'
    '<property fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="2" name="KSOProductBuildVer">'
    "<vt:lpwstr>2052-12.1.0.18276</vt:lpwstr></property></Properties>"
)
WPS_MORE: dict[str, str | bytes] = {"word/styles.xml": WPS_STYLES, "docProps/custom.xml": KSO}


def body_line(*members: str) -> str:
    """仿宋 16 points, indented by two characters, as WPS writes each paragraph of an official paper."""
    runs = [member if member.startswith("<") else run(member, face(FANG, 16)) for member in members]
    spaced = '<w:keepNext w:val="0"/><w:spacing w:line="560" w:lineRule="exact"/>'
    indented = '<w:ind w:firstLine="640" w:firstLineChars="200"/><w:jc w:val="both"/>'
    return paragraph(*runs, look=spaced + indented)


def wps_letter() -> bytes:
    """红头文件: 份号, urgency, 文号 and signer, salutation, headings by typeface, two bodies sign, 版记 as a table."""
    imprint = table(("抄送：区发改局、区财政局。",), ("和平镇党政办公室　　　　2026年11月2日印发",))
    body = [
        paragraph(run("000017", face(HEI, 16))),
        paragraph(run("特急", face(HEI, 16))),
        paragraph(run("中共和平镇委员会文件", face(SONG, 38, colour=RED)), look=CENTRED),
        paragraph(run("和委〔2026〕31号", face(FANG, 16)), run("        "), run("签发人：孙××", face(KAI, 16))),
        paragraph(run("━━━━━━━━━━━━━━", face("", 16, colour=RED)), look=CENTRED),
        paragraph(run("关于秋粮收购进度和存在问题的报告", face(SONG, 22)), look=CENTRED),
        paragraph(run("区委办公室：", face(FANG, 16))),
        body_line("现将我镇秋粮收购情况报告如下。截至10月31日，全镇收购秋粮2.6万吨，占预计产量的71%。"),
        body_line(run("一、主要做法", face(HEI, 16))),
        body_line(run("（一）早安排", face(KAI, 16))),
        body_line(run("1.腾仓并库。", face(FANG, 16, bold=True)), "9月中旬前腾出仓容3.2万吨，检修输送机17台。"),
        body_line("2. 备足资金。落实收购贷款8600万元。"),
        body_line(run("二、存在问题", face(HEI, 16))),
        body_line("烘干能力不足，日烘干量只有600吨；个别粮点排队超过2小时。"),
        table(
            ("粮点", '<w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>' + paragraph("收购（吨）") + "</w:tc>"),
            ('<w:tc><w:tcPr><w:vMerge w:val="restart"/></w:tcPr>' + paragraph("中心粮站") + "</w:tc>", "稻谷", "9200"),
            ("<w:tc><w:tcPr><w:vMerge/></w:tcPr>" + paragraph() + "</w:tc>", "玉米", "4100"),
        ),
        body_line("特此报告。"),
        paragraph(),
        paragraph(run("中共和平镇委员会", face(FANG, 16)), look=RIGHT),
        paragraph(run("和平镇人民政府", face(FANG, 16)), look=RIGHT),
        paragraph(run("二〇二六年十一月二日", face(FANG, 16)), look=RIGHT),
        body_line("（联系人：吴××，电话：0000-0002033）"),
        body_line("（此页无正文）"),
        imprint,
        paragraph(run("- 2 -", face("宋体", 14)), look=CENTRED),
    ]
    return package("".join(body), more=WPS_MORE)


def wps_form() -> bytes:
    """信息报送单: a form above the text; two units together; no title style, no masthead."""
    form = table(
        ("报送单位", "区住建局、城关镇", "报送日期", "2026年11月5日"),
        ("撰稿人", "钱××", "联系电话", "0000-0003001"),
        ("审签", "冯××", "", ""),
    )
    body = [
        paragraph(run("住建局城关镇联手整治小区“飞线充电”", face("宋体", 22, bold=True)), look=CENTRED),
        form,
        body_line(
            "10月以来，区住建局、城关镇联合排查小区216个，拆除“飞线”1300余处，新建充电桩480个，起火警情同比下降62%。"
        ),
        body_line("下一步，两家将按月通报整改进度。"),
    ]
    return package("".join(body), more=WPS_MORE)


def plain_note() -> bytes:
    """一句话信息 typed into a new document: nothing is formatted at all."""
    lines = ["河口乡快递进村", "11月25日起，河口乡14个村全部通快递，村民取件不再进城。", "河口乡党政办", "2026.11.25"]
    return package("".join(map(paragraph, lines)))


PAPERS = {
    "word-bulletin": word_bulletin,
    "wps-letter": wps_letter,
    "wps-form": wps_form,
    "plain-note": plain_note,
}

__all__ = ["PAPERS", "title"]
