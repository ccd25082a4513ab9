"""工作用单: a template of the office's own is enough, and no text of a record gets out of its place."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from jianbao.problems import ProblemsFound
from jianbao.rendering.papers.paper import Paper, Paragraph, Table
from jianbao.rendering.papers.slip import ABOUTS, find_slip, list_slips, make_slip
from jianbao.rendering.papers.styles import read_style
from jianbao.rendering.slips.request import SlipRequest, common_values
from jianbao.rendering.slips.subjects import fill_slip
from jianbao.rendering.templates import Templates, packaged_templates
from offices import AS_OF, BODY, OfficeBuilder
from papers import show_paper

HEAD = '<head>\n<title>会议通知</title>\n<meta name="about" content="none">\n</head>\n'
NAME = "会议通知"
HOSTILE = '<b>粗</b>{{ 7*7 }}{% raw %}#read("/etc/passwd")$x$*强*`码`</td></table><script>1</script>&lt;甲&amp;乙'
SHIPPED = ["专题汇编", "签发单", "花脸稿", "选题单"]


@pytest.fixture
def office(tmp_path: Path) -> OfficeBuilder:
    return OfficeBuilder(tmp_path)


def offer(office: OfficeBuilder, text: str, name: str = NAME) -> Templates:
    office.write(f"templates/slips/{name}.html", text)
    return Templates(office.root)


def fill(office: OfficeBuilder, text: str, /, **values: Any) -> Paper:
    """The office's own template filled with these values alone."""
    templates = offer(office, text)
    return make_slip(templates, find_slip(templates, NAME), values, author="区委办", day=date(2026, 11, 30))


def complain(office: OfficeBuilder, text: str, /, **values: Any) -> str:
    with pytest.raises(ProblemsFound) as found:
        fill(office, text, **values)
    return str(found.value)


# -- what an office can do without code ---------------------------------------


def test_an_own_template_is_offered_at_once_under_the_name_of_its_file(office: OfficeBuilder) -> None:
    templates = offer(office, HEAD.replace("</head>", '<meta name="summary" content="通知开会">\n</head>'))
    mine = find_slip(templates, NAME)
    assert (mine.file, mine.about, mine.style, mine.summary) == ("slips/会议通知.html", "none", "danju", "通知开会")
    assert [slip.name for slip in list_slips(templates) if slip.name in (NAME, *SHIPPED)] == sorted([NAME, *SHIPPED])


def test_an_own_template_takes_the_place_of_one_that_comes_with_jianbao(office: OfficeBuilder) -> None:
    templates = offer(office, HEAD + "<h1>本单位的选题单</h1>", "选题单")
    request = SlipRequest(office=office.read(), templates=templates, as_of=AS_OF)
    assert show_paper(fill_slip(find_slip(templates, "选题单"), request, None)) == (
        "《会议通知》 danju\ntitle：本单位的选题单\n"
    )


def test_what_begins_with_an_underline_holds_parts_for_others(office: OfficeBuilder) -> None:
    offer(office, "{% macro sign(name) %}<p class='sign'>{{ name }}</p>{% endmacro %}", "_落款")
    text = HEAD + '{% import "slips/_落款.html" as parts %}{{ parts.sign("区委<办>") }}'
    assert show_paper(fill(office, text)) == "《会议通知》 danju\nsign：区委<办>\n"
    assert "_落款" not in [slip.name for slip in list_slips(Templates(office.root))]


def test_the_whole_language_of_a_template(office: OfficeBuilder) -> None:
    text = """<html><head><title>关于{{ subject }}的
      会议通知</title>
<meta name="style" content="danju">
<meta name="about" content="call">
</head><body>
<h1>会议通知</h1>
<p class="number">〔2026〕3号</p>
<h2>一、议题</h2><h3>（一）{{ subject }}</h3>
<p>请于<strong>{{ "2026-12-03" }}</strong>前<br>报<del>两</del><ins>三</ins>人。</p>
<table data-widths="2 8"><tr><th>单位</th><th>人数</th></tr><tr><td colspan="2" class="small">合计3人</td></tr></table>
<ol><li>带材料</li></ol>
<hr>
<section class="landscape"><p>附件</p></section>
{{ body | paragraphs }}
<p class="sign">{{ none | moment }}{{ as_of | moment }}</p>
</body></html>"""
    body = "一、要求\n\n说**清楚**。<b>不</b>\n\n| 镇 | 件 |\n|---|---|\n| 城关 | 3 |\n"
    paper = fill(office, text, subject="冬季供水", body=body, as_of=AS_OF)
    assert show_paper(paper) == (
        "《关于冬季供水的 会议通知》 danju\n"
        "title：会议通知\n"
        "number：〔2026〕3号\n"
        "heading1：一、议题\n"
        "heading2：（一）冬季供水\n"
        "body：请于**2026-12-03**前⏎报[-两-]{+三+}人。\n"
        "表 (2, 8) 表头1行\n"
        "  单位 | 人数\n"
        "  <2×1>small：合计3人\n"
        "list：1．带材料\n"
        "线\n"
        "另页（横）\n"
        "body：附件\n"
        "heading1：一、要求\n"
        "body：说**清楚**。<b>不</b>\n"
        "表 () 表头1行\n"
        "  镇 | 件\n"
        "  城关 | 3\n"
        "sign：2026年11月30日\n"
    )
    assert (paper.author, paper.day) == ("区委办", date(2026, 11, 30))


def test_a_long_title_is_broken_into_balanced_lines_and_one_that_was_broken_by_hand_stays(
    office: OfficeBuilder,
) -> None:
    text = HEAD + "<h1>{{ title }}</h1><h1>手工<br>转行</h1><h1>有<del>删</del>改</h1>"
    paper = fill(office, text, title="关于做好今冬明春城乡困难群众基本生活保障和农村饮水安全工作的会议通知")
    assert [block.text for block in paper.paragraphs()] == [
        "关于做好今冬明春城乡困难群众基本\n生活保障和农村饮水安全工作的会议通知",
        "手工\n转行",
        "有删改",
    ]


# -- no text of a record gets out of its place --------------------------------


def test_hostile_text_prints_as_it_was_typed(office: OfficeBuilder) -> None:
    text = HEAD.replace("会议通知", "{{ title }}") + (
        "<h1>{{ title }}</h1><p class='to'>{{ title }}</p>"
        "<table><tr><th>{{ title }}</th></tr><tr><td>{{ title }}</td></tr></table>"
    )
    paper = fill(office, text, title=HOSTILE)
    assert paper.title == HOSTILE
    title, line, table = paper.blocks
    assert isinstance(title, Paragraph)
    assert isinstance(line, Paragraph)
    assert isinstance(table, Table)
    # A balanced title has its line ends only.
    assert title.text.replace("\n", "") == HOSTILE
    assert (line.role, line.text) == ("to", HOSTILE)
    assert [[cell.blocks[0].text for cell in row if isinstance(cell.blocks[0], Paragraph)] for row in table.rows] == [
        [HOSTILE],
        [HOSTILE],
    ]


def test_hostile_body_keeps_its_own_marks_and_nothing_more(office: OfficeBuilder) -> None:
    body = HOSTILE.replace("7*7", "7+7")
    paper = fill(office, HEAD + "<section></section>{{ body | paragraphs }}<p class='sign'>甲</p>", body=body)
    assert show_paper(paper) == (
        '《会议通知》 danju\n另页\nbody：<b>粗</b>{{ 7+7 }}{% raw %}#read("/etc/passwd")$x$<em>强</em>码'
        "</td></table><script>1</script>&lt;甲&amp;乙\nsign：甲\n"
    )


def test_what_no_print_shows_is_left_out(office: OfficeBuilder) -> None:
    paper = fill(office, HEAD.replace("会议", "{{ title }}") + "<p>{{ title }}</p>", title="甲\u202e\u200b乙\x00")
    assert show_paper(paper) == "《甲乙通知》 danju\nbody：甲乙\n"


def test_a_secrecy_mark_is_refused_wherever_it_stands(office: OfficeBuilder) -> None:
    expected = (
        "error[secrecy-mark] “会议通知”里有密级标志“机密★1年”，没有生成\n提示：涉密内容不得进入本系统，请走涉密渠道"
    )
    for text in ("<p>{{ text }}</p>", "<table><tr><td><p>甲</p><p>{{ text }}</p></td></tr></table>"):
        assert complain(office, HEAD + text, text="机密★1年") == expected
    assert complain(office, HEAD.replace("会议通知", "{{ text }}"), text="机密★1年") == expected
    assert fill(office, HEAD + "<p>{{ text }}</p>", text="严防泄露商业秘密。").blocks


def test_a_template_reaches_nothing_but_its_values(office: OfficeBuilder) -> None:
    said = complain(office, HEAD + "\n{{ text.__class__.__mro__ }}", text="甲")
    assert said.startswith("error[template-broken] templates/slips/会议通知.html:6:1 模板有误：")
    assert complain(office, HEAD + '{% include "../briefs/settings/people.yml" %}').startswith(
        "error[template-broken] templates/slips/会议通知.html:5:1 模板有误："
    )


# -- what is wrong with a template is said with its line ----------------------

BROKEN = "error[template-broken] templates/slips/会议通知.html"
MEND = "提示：改正模板；或删去本单位的这个模板，就用系统自带的"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<p>甲</p>\n{{ nothing }}", f"{BROKEN}:6:1 模板有误：没有“nothing”这一项\n{MEND}"),
        ("{{ as_of.nothing }}", f"{BROKEN}:5:1 模板有误：没有“nothing”这一项\n{MEND}"),
        ("{{ as_of | chinese_date }}", f"{BROKEN}:5:1 模板有误：没有“year”这一项\n{MEND}"),
        (
            '\n<p class="signs">甲</p>',
            "error[slip-role] templates/slips/会议通知.html:6:1 式样里没有“signs”这种段落\n提示：是不是 sign？",
        ),
        (
            '<p class="一二">甲</p>',
            (
                "error[slip-role] templates/slips/会议通知.html:5:1 式样里没有“一二”这种段落\n"
                "提示：可写的见 templates/print/danju.yml 和 common.yml 的 roles"
            ),
        ),
    ],
)
def test_a_wrong_body(office: OfficeBuilder, text: str, expected: str) -> None:
    assert complain(office, HEAD + text, as_of=AS_OF) == expected


@pytest.mark.parametrize(
    "text", ["{% if %}", "{{ 1 / 0 }}", "{{ '甲' + 1 }}", "{{ [] | first | length }}", "{{ [1][2].x }}"]
)
def test_whatever_an_expression_runs_into_is_told_with_its_line(office: OfficeBuilder, text: str) -> None:
    said = complain(office, f"{HEAD}\n{text}")
    assert said.startswith(f"{BROKEN}:6:1 模板有误："), said


def test_wrong_heads_are_told_all_at_once(office: OfficeBuilder) -> None:
    offer(office, "<h1>没有头</h1>", "甲")
    offer(office, HEAD.replace('content="none"', 'content="letter"'), "乙")
    offer(office, HEAD.replace("</head>", '<meta name="with" content="item">\n</head>'), "丙")
    offer(office, HEAD.replace("</head>", "<meta charset='utf-8'><meta content='甲' name='sumary'>\n</head>"), "丁")
    with pytest.raises(ProblemsFound) as found:
        list_slips(Templates(office.root))
    assert str(found.value) == (
        "error[slip-head] templates/slips/丁.html:4:1 工作用单“丁”开头的“sumary”不认识\n提示：是不是 summary？\n"
        "error[slip-head] templates/slips/丙.html:4:1 工作用单“丙”的 with 不能是“item”\n提示：可写：draft\n"
        "error[slip-head] templates/slips/乙.html:3:1 工作用单“乙”的 about 不能是“letter”\n"
        "提示：可写：item、desk、issue、draft、call、instruction、report、adoption、task、incident、unit、person、words、none\n"
        "error[slip-head] templates/slips/甲.html:1:1 工作用单“甲”没有写标题\n"
        "提示：开头写 <head> <title>甲</title> … </head>，其后才是正文"
    )


def test_a_style_that_is_not_there(office: OfficeBuilder) -> None:
    said = complain(office, HEAD.replace("</head>", '<meta name="style" content="danjv">\n</head>'))
    assert said.startswith(
        "error[style-unknown] templates/print/danjv.yml:1:1 没有名为“danjv”的印件式样，是不是“danju”？"
    )


def test_a_template_in_another_encoding(office: OfficeBuilder) -> None:
    office.root.joinpath("templates/slips").mkdir(parents=True)
    office.root.joinpath(f"templates/slips/{NAME}.html").write_bytes((HEAD + "<p>会议</p>").encode("gb18030"))
    with pytest.raises(ProblemsFound) as found:
        list_slips(Templates(office.root))
    assert str(found.value) == f"{BROKEN}:1:1 模板有误：不是 UTF-8 文字，请另存为 UTF-8\n{MEND}"


def test_an_unknown_slip(office: OfficeBuilder) -> None:
    for written, hint in (("会议通告", "是不是“会议通知”？"), ("？？", "用 jianbao slip 看有哪些")):
        with pytest.raises(ProblemsFound) as found:
            find_slip(offer(office, HEAD), written)
        assert str(found.value) == f"error[slip-unknown] 没有名为“{written}”的工作用单\n提示：{hint}"


# -- the values that every template gets --------------------------------------


def test_every_template_knows_the_office_and_names_for_ids(office: OfficeBuilder) -> None:
    office.item(body=BODY)
    text = HEAD + (
        "<p>{{ office.full_name }}，{{ as_of | moment }}，{{ unit_name(unit) }}，{{ unit_full('zhujian') }}，"
        "{{ unit_full('nowhere') }}，{{ person_name('zhuren') }}，{{ person_post('zhuren') }}，"
        "{{ person_post('？') }}，"
        "{{ level_name('shi') }}，{{ channel_name('shiwei') }}，{{ kind_name('dongtai') }}</p>"
    )
    templates = offer(office, text)
    request = SlipRequest(office=office.read(), templates=templates, as_of=AS_OF, unit="chengguan")
    paper = fill_slip(find_slip(templates, NAME), request, None)
    assert show_paper(paper) == (
        "《会议通知》 danju\nbody：中共云溪区委办公室，2026年11月30日，城关镇，区住房和城乡建设局，nowhere，周××，"
        "区委办公室副主任，，市级，市委办《每日要情》，动态\n"
    )


def test_a_record_stands_under_the_name_of_its_kind(office: OfficeBuilder) -> None:
    report = office.record("reports", "jiu-gai", "2026-11-20", BODY, title="旧改", channel="shiwei",
                           sent="2026-11-20", signatory="zhuren")  # fmt: skip
    templates = offer(
        office, HEAD.replace("none", "report") + "<p>{{ report.title }}</p>{{ report.body | paragraphs }}"
    )
    read = office.read()
    request = SlipRequest(office=read, templates=templates, as_of=AS_OF)
    paper = fill_slip(find_slip(templates, NAME), request, read.reports[report])
    assert show_paper(paper) == f"《会议通知》 danju\nbody：旧改\nbody：{BODY}\n"


def test_the_guide_for_offices_shows_a_template_that_works(office: OfficeBuilder) -> None:
    guide = (packaged_templates() / "slips/说明.md").read_text(encoding="utf-8")
    shown = guide.partition("```html\n")[2].partition("```")[0]
    templates = offer(office, shown)
    call = office.call(contact="林××，0000-0000001")
    read = office.read()
    request = SlipRequest(office=read, templates=templates, as_of=AS_OF, unit="zhujian")
    assert show_paper(fill_slip(find_slip(templates, NAME), request, read.calls[call])) == (
        "《会议通知 请报秋粮收购情况》 danju\n"
        "title：会议通知\n"
        "to：区住房和城乡建设局：\n"
        "body：请于2026年11月10日前，就“请报秋粮收购情况”准备发言。\n"
        "body：请报收购进度和存在问题。\n"
        "表 (2, 8) 表头0行\n"
        "  联系人 | 林××，0000-0000001\n"
        "  签收 | 　⏎　\n"
        "sign：中共云溪区委办公室\n"
        "sign：2026年11月30日\n"
    )


def test_the_guide_names_every_kind_every_value_and_every_style_that_there_is(office: OfficeBuilder) -> None:
    guide = (packaged_templates() / "slips/说明.md").read_text(encoding="utf-8")
    templates = Templates(office.root)
    request = SlipRequest(office=office.read(), templates=templates, as_of=AS_OF)
    assert [word for word in (*ABOUTS, *common_values(request)) if f"`{word}" not in guide] == []
    named = guide.partition("`class` 是段落的样子，如 ")[2].partition("；")[0]
    assert set(re.findall("`([a-z-]+)`", named)) <= set(read_style(templates, "danju").roles)


@pytest.mark.parametrize(("typed", "expected"), [(":---:", "centre"), ("---:", "right"), (":---", "left"), ("---", "")])
def test_columns_keep_the_side_that_was_typed(office: OfficeBuilder, typed: str, expected: str) -> None:
    paper = fill(office, HEAD + "{{ body | paragraphs }}", body=f"| 甲 |\n|{typed}|\n| 1 |\n")
    (table,) = paper.blocks
    assert isinstance(table, Table)
    assert {cell.align for row in table.rows for cell in row} == {expected}
