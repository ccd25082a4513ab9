"""What stands around a text: title, masthead, bylines, signature, imprint: taken or left out, told, never in a body."""

from __future__ import annotations

import pytest
from packages import BODY_TEXT, CENTRED, RIGHT, face, package, paragraph, run, table, text_box, title

from jianbao.intake import Manuscript, read_manuscript
from jianbao.metadata import parse_moment
from jianbao.reading import read_office
from jianbao.settings import Settings
from offices import OfficeBuilder

RED = "FF0000"
MARK = paragraph(run("城关镇信息", face("方正小标宋简体", 48, colour=RED)), look=CENTRED)
TEXT = paragraph(BODY_TEXT)


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return read_office(OfficeBuilder(tmp_path_factory.mktemp("office")).root).settings


def read(settings: Settings, *blocks: str) -> Manuscript:
    return read_manuscript(package("".join(blocks)), "a.docx", settings)


def codes(manuscript: Manuscript) -> list[str]:
    return [remark.code for remark in manuscript.remarks]


# -- titles -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("blocks", "expected"),
    [
        ([title("旧改")], "旧改"),
        ([title("城关镇“三步走”"), title("推进老旧小区改造")], "城关镇“三步走”推进老旧小区改造"),
        ([title("推进 GDP 统一核算")], "推进GDP统一核算"),
        (
            [
                paragraph(
                    run("推进旧改", face("宋体", 18)),
                    "<w:r><w:br/></w:r>",
                    run("三步走", face("宋体", 18)),
                    look=CENTRED,
                )
            ],
            "推进旧改三步走",
        ),
        ([paragraph("旧改成效好", look=CENTRED)], "旧改成效好"),
        ([paragraph("旧改成效好")], "旧改成效好"),
        ([paragraph("旧改成效好", look=CENTRED), paragraph("（2026年11月3日）", look=CENTRED)], "旧改成效好"),
        ([paragraph(run("小字", face("", 12)), look=CENTRED), title("大字标题")], "大字标题"),
        ([paragraph("这是一句完整的话，不是标题。")], ""),
        ([paragraph("一、没有标题，一开头就是小标题")], ""),
    ],
)
def test_the_title_is_found(settings: Settings, blocks: list[str], expected: str) -> None:
    done = read(settings, *blocks, TEXT)
    assert done.title == expected
    assert done.body.endswith(f"{BODY_TEXT}\n")
    assert ("word-title" in codes(done)) == (not expected)


def test_what_stands_above_the_title_is_told(settings: Settings) -> None:
    done = read(settings, paragraph(run("第一稿", face("", 12)), look=CENTRED), title("大字标题"), TEXT)
    assert (done.title, done.body) == ("大字标题", f"{BODY_TEXT}\n")
    assert done.remarks[0].message == "第1段“第一稿”是标题以上的文字，没有写进正文"


def test_a_subtitle_stays_in_the_text_and_is_told(settings: Settings) -> None:
    done = read(settings, title("旧改"), paragraph("——城关镇的做法", look=CENTRED), TEXT)
    assert done.body == f"——城关镇的做法\n\n{BODY_TEXT}\n"
    assert done.remarks[1].message == "第2段“——城关镇的做法”是副题，留在正文的第一行"


# -- mastheads -----------------------------------------------------------------------


@pytest.mark.parametrize(
    "head",
    [
        [MARK],
        [MARK, paragraph("第23期", look=CENTRED)],
        [MARK, paragraph("（第 23 期）", look=CENTRED), paragraph("中共城关镇委员会办公室编　　2026年11月3日")],
        [MARK, paragraph("〔2026〕第23期", look=CENTRED), paragraph("━━━━━━━━", look=CENTRED)],
        [MARK, paragraph("第23期（总第123期）", look=CENTRED), paragraph("城关镇党政办公室主办  二〇二六年十一月三日")],
        [paragraph("00012345"), paragraph("加急"), MARK, paragraph("城委〔2026〕31号　　签发人：李××")],
        [paragraph("内部资料　注意保存"), MARK, paragraph("2026年第3期", look=CENTRED)],
        [paragraph("紧急程度：特急"), paragraph("城政办函〔2026〕7号")],
        [paragraph(text_box(MARK + paragraph("第9期")))],
        [table(("城关镇信息",), ("第23期",), ("城关镇党政办公室编　2026年11月3日",))],
        [paragraph("专报", look=CENTRED), paragraph("第3期", look=CENTRED)],
    ],
)
def test_a_masthead_is_left_out(settings: Settings, head: list[str]) -> None:
    done = read(settings, *head, title("旧改"), TEXT)
    assert (done.title, done.body) == ("旧改", f"{BODY_TEXT}\n")
    assert "word-dropped" in codes(done)


def test_a_masthead_says_who_signed_and_when(settings: Settings) -> None:
    number = paragraph("城委〔2026〕31号　　签发人：李××")
    done = read(settings, MARK, number, paragraph("城关镇党政办公室编  2026年11月3日"), title("旧改"), TEXT)
    assert (done.units, done.approver, done.date) == (("chengguan",), "李××", parse_moment("2026-11-03"))


@pytest.mark.parametrize("first", ["特急情况要在30分钟内报告。", "第3期培训班开班，120人参加。", "内部管理要从严。"])
def test_a_sentence_is_no_masthead(settings: Settings, first: str) -> None:
    assert read(settings, title("旧改"), paragraph(first), TEXT).body == f"{first}\n\n{BODY_TEXT}\n"


# -- particulars ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "field", "expected"),
    [
        ("报送单位：城关镇", "units", ("chengguan",)),
        ("报送单位：城关镇人民政府", "units", ("chengguan",)),
        ("供稿单位：中共城关镇委员会办公室", "units", ("chengguan",)),
        ("报送单位：区住建局、城关镇", "units", ("zhujian", "chengguan")),
        ("报送单位：区住建局 城关镇", "units", ("zhujian", "chengguan")),
        ("报送单位：云溪区住房和城乡建设局", "units", ("zhujian",)),
        ("报送单位：大王庄镇", "units", ("大王庄镇",)),
        ("撰稿：城关镇 张××", "units", ("chengguan",)),
        ("撰稿：城关镇 张××", "author", "张××"),
        ("撰稿人：张××、王××", "author", "张××、王××"),
        ("撰 稿 人：张××", "author", "张××"),
        ("（作者：张××）", "author", "张××"),
        ("联系人：张××　0000-0001021", "phone", "0000-0001021"),
        ("联系人：张××　电话：0000-0001021", "author", "张××"),
        ("电　话：0000-0001021", "phone", "0000-0001021"),
        ("审核：周××　签发：李××", "approver", "李××"),
        ("审稿人：周××", "approver", "周××"),
        ("审　签：李××", "approver", "李××"),
        ("报送时间：2026年11月3日", "date", parse_moment("2026-11-03")),
        ("报送日期：2026.11.3", "date", parse_moment("2026-11-03")),
        ("报送时间：2026年11月3日 9:20", "date", parse_moment("2026-11-03 09:20")),
    ],
)
@pytest.mark.parametrize("below", [True, False])
def test_a_line_of_particulars_is_taken(
    settings: Settings, below: bool, line: str, field: str, expected: object
) -> None:
    blocks = [TEXT, paragraph(line)] if below else [paragraph(line), TEXT]
    done = read(settings, title("旧改"), *blocks)
    assert (getattr(done, field), done.body) == (expected, f"{BODY_TEXT}\n")
    assert "word-read" in codes(done)


@pytest.mark.parametrize(
    "line",
    ["联系人制度：每月走访一次。这是做法。", "电话回访3260户，满意率98%", "审核把关严，全年无差错", "日期一天天近了"],
)
def test_a_sentence_is_no_particulars(settings: Settings, line: str) -> None:
    assert read(settings, title("旧改"), TEXT, paragraph(line)).body == f"{BODY_TEXT}\n\n{line}\n"


def test_a_form_is_taken(settings: Settings) -> None:
    form = table(("报送单位", "城关镇", "联系人", "张××"), ("联系电话", "0000-0001021", "审签", "李××"))
    done = read(settings, title("旧改"), form, TEXT)
    assert (done.units, done.author, done.phone, done.approver) == (("chengguan",), "张××", "0000-0001021", "李××")
    assert done.body == f"{BODY_TEXT}\n"


def test_a_table_of_figures_is_no_form(settings: Settings) -> None:
    done = read(settings, title("旧改"), TEXT, table(("电话", "件数"), ("12345", "20")))
    assert done.body == f"{BODY_TEXT}\n\n| 电话 | 件数 |\n| --- | --- |\n| 12345 | 20 |\n"


# -- endings ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("ending", "units", "date"),
    [
        (
            [paragraph("城关镇人民政府", look=RIGHT), paragraph("2026年11月3日", look=RIGHT)],
            ("chengguan",),
            "2026-11-03",
        ),
        ([paragraph("城关镇人民政府（盖章）"), paragraph("2026 年 11 月 3 日")], ("chengguan",), "2026-11-03"),
        (
            [paragraph("区住建局"), paragraph("城关镇"), paragraph("２０２６年１１月３日")],
            ("zhujian", "chengguan"),
            "2026-11-03",
        ),
        (
            [paragraph("区住建局　城关镇", look=RIGHT), paragraph("二〇二六年十月二十日")],
            ("zhujian", "chengguan"),
            "2026-10-20",
        ),
        ([paragraph("城关镇党政办 2026年11月3日")], ("chengguan",), "2026-11-03"),
        ([paragraph("城关镇")], ("chengguan",), ""),
        ([paragraph("（城关镇　张××）")], ("chengguan",), ""),
        (
            [paragraph("城关镇", look=RIGHT), paragraph("2026年11月3日"), paragraph("（此页无正文）")],
            ("chengguan",),
            "2026-11-03",
        ),
        ([paragraph("抄送：区委办。"), paragraph("城关镇党政办公室　2026年11月3日印发"), paragraph("— 3 —")], (), ""),
        ([table(("抄送：区委办公室",), ("城关镇党政办公室", "2026年11月3日印发"))], (), ""),
        ([paragraph("共印20份"), paragraph("责任编辑：张××　校对：王××")], (), ""),
    ],
)
def test_an_ending_is_left_out(settings: Settings, ending: list[str], units: tuple[str, ...], date: str) -> None:
    done = read(settings, title("旧改"), TEXT, *ending)
    assert (done.units, done.date) == (units, parse_moment(date))
    assert done.body == f"{BODY_TEXT}\n"
    told = [remark for remark in done.remarks if remark.code in ("word-dropped", "word-read")]
    assert len(told) == len(ending)


@pytest.mark.parametrize(
    "byline", ["（城关镇 张××）", "（城关镇党政办　张××、王××）", "（供稿：城关镇 张××）", "（城关镇）"]
)
def test_a_byline_within_the_last_paragraph_is_taken(settings: Settings, byline: str) -> None:
    done = read(settings, title("旧改"), paragraph(run("逐户建账。", "<w:b/>"), BODY_TEXT, byline))
    assert (done.units, done.author.split("、")[0]) == (("chengguan",), "张××" if "张" in byline else "")
    assert done.body == f"**逐户建账。**{BODY_TEXT}\n"


@pytest.mark.parametrize(
    "last",
    [
        "由牵头单位按月通报进度（城关镇）。",
        "详见附件（共3份）。",
        "已全部办结（含城关镇2件）",
        "下一步，重点抓好以下三项工作",
        "（一）抓好收尾",
    ],
)
def test_a_last_line_that_is_text_stays(settings: Settings, last: str) -> None:
    assert read(settings, title("旧改"), TEXT, paragraph(last)).body == f"{BODY_TEXT}\n\n{last}\n"


def test_a_second_title_is_told(settings: Settings) -> None:
    done = read(settings, title("旧改"), TEXT, title("抗旱"), TEXT)
    assert done.body == f"{BODY_TEXT}\n\n抗旱\n\n{BODY_TEXT}\n"
    assert done.remarks[1].message == "第3段“抗旱”像另一篇稿件的标题，留在正文里"


def test_whom_it_is_addressed_to_is_left_out(settings: Settings) -> None:
    done = read(settings, title("关于旧改的报告"), paragraph("区委办公室、区政府办公室："), TEXT)
    assert done.body == f"{BODY_TEXT}\n"
    done = read(settings, title("关于旧改的报告"), paragraph("主要做法是："), TEXT)
    assert done.body == f"主要做法是：\n\n{BODY_TEXT}\n"


def test_a_stated_unit_goes_before_one_that_signed_and_that_before_a_masthead(settings: Settings) -> None:
    head = [MARK, paragraph("第3期"), paragraph("区文旅局办公室编  2026年11月1日"), title("旧改"), TEXT]
    sign = [paragraph("和平镇", look=RIGHT), paragraph("2026年11月2日")]
    assert read(settings, *head).units == ("wenlv",)
    assert read(settings, *head, *sign).units == ("heping",)
    done = read(settings, *head, *sign, paragraph("报送单位：城关镇　报送时间：2026年11月3日"))
    assert (done.units, done.date) == (("chengguan",), parse_moment("2026-11-03"))


def test_an_unknown_unit_is_told(settings: Settings) -> None:
    done = read(settings, title("旧改"), TEXT, paragraph("报送单位：大王庄镇"))
    assert [str(remark) for remark in done.remarks if remark.code == "word-unit"] == [
        "warning[word-unit] a.docx:1:1 “大王庄镇”不在单位名单里\n提示：写单位名单（units.yml）里的全称或简称"
    ]
