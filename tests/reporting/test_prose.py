"""The text of a bulletin: clauses of zero vanish, headings are renumbered, units are listed as offices do."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

import pytest
from bulletins import compiled, freeze, prose

from jianbao.periods import parse_days
from jianbao.rendering.bulletin_text import render_bulletin_text
from jianbao.reporting.layout import read_prose
from jianbao.reporting.phrasing import list_by_count, list_parts, name_period, numeral, percent
from offices import OFFICE_SETTINGS, OfficeBuilder, day


@pytest.fixture
def builder(tmp_path: Path) -> OfficeBuilder:
    return OfficeBuilder(tmp_path)


NAMES = {"jia": "甲镇", "yi": "乙镇", "bing": "丙镇", "ding": "丁镇"}


# -- phrases ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("first", "last", "name"),
    [
        ("2026-10-01", "2026-10-31", "2026年10月份"),
        ("2026-01-01", "2026-02-28", "2026年1—2月份"),
        ("2026-07-01", "2026-09-30", "2026年第三季度"),
        ("2026-01-01", "2026-06-30", "2026年上半年"),
        ("2026-01-01", "2026-12-31", "2026年全年"),
        ("2026-07-01", "2026-10-09", "2026年7月1日至10月9日"),
    ],
)
def test_periods_as_titles_name_them(first: str, last: str, name: str) -> None:
    found = parse_days(first, last)
    assert found is not None
    assert name_period(found) == name


def test_units_by_falling_count_and_of_one_count_together() -> None:
    counts = {"jia": 4, "yi": 12, "bing": 4, "ding": 0}
    assert list_by_count(counts, NAMES, "条") == "乙镇12条，甲镇、丙镇各4条"
    assert list_by_count(counts, NAMES, "条", 5) == "乙镇12条"
    assert list_by_count({}, NAMES, "条") == ""


def test_parts_without_zeros() -> None:
    assert list_parts([("《信息》", 3), ("《参阅件》", 0), ("《督查工作》", 1)], "期") == "《信息》3期、《督查工作》1期"


def test_numerals_of_headings() -> None:
    assert [numeral(n) for n in (1, 2, 9, 10, 11, 19)] == ["一", "二", "九", "十", "十一", "十九"]


@pytest.mark.parametrize(
    ("part", "whole", "text"), [(2, 3, "66.7"), (1, 2, "50"), (1, 16, "6.3"), (0, 3, ""), (1, 0, "")]
)
def test_shares_are_rounded_half_up(part: int, whole: int, text: str) -> None:
    assert percent(part, whole) == text
    assert not text or abs(Decimal(text) - Decimal(100 * part) / whole) <= Decimal("0.05")


# -- layout -------------------------------------------------------------------


def test_a_heading_without_a_line_vanishes_and_the_others_are_numbered() -> None:
    text = "# 关于甲 / 的通报\n> 各单位：\n\n开头。\n## 甲\n\n## 乙\n一段。\n  又一段。\n## 丙\n## 丁\n末段。\n## 戊\n"
    read = read_prose(text)
    assert (read.title_lines, read.salutation) == (("关于甲", "的通报"), "各单位：")
    assert [(paragraph.text, paragraph.heading) for paragraph in read.paragraphs] == [
        ("开头。", False),
        ("一、乙", True),
        ("一段。", False),
        ("又一段。", False),
        ("二、丁", True),
        ("末段。", False),
    ]


# -- the whole text -----------------------------------------------------------


def test_a_month_with_nothing_in_it(builder: OfficeBuilder) -> None:
    builder.write("briefs/settings/bulletin.yml", "list_idle: 否\n")
    assert prose(compiled(builder.root, "2026-03")) == [
        "现将2026年3月份党委信息报送采用情况通报如下。",
        "一、总体情况",
        "2026年3月份，区委办没有收到各单位报送的党委信息。",
    ]


@pytest.fixture
def month(builder: OfficeBuilder) -> OfficeBuilder:
    """November: four items filed, three of them in the last three days; one issue, three adoptions above, a call."""
    first = builder.item("chengguan", "yi", "2026-11-03")
    for number, unit in enumerate(["heping", "longquan", "zhujian"]):
        builder.item(unit, "er", f"2026-11-{28 + number}")
    builder.decide(first, decided="2026-11-05")
    builder.decide(slug="zi-bian", title="区委常委会会议纪要", body="会议听取了有关工作情况汇报。")
    builder.sign()
    sent = builder.record(
        "reports", "yi", "2026-11-09", "", channel="shiwei", sent="2026-11-09", sources=[first], signatory="周××"
    )
    builder.record(
        "reports",
        "er",
        "2026-11-29",
        "",
        channel="shiwei",
        sent="2026-11-29",
        sources=["heping/2026/11-28-er"],
        signatory="周××",
    )
    builder.adoption("yi", report=sent)
    builder.adoption("yi-sheng", "2026-11-21", "shengwei", report=sent)
    builder.adoption("er", "2026-11-30", item="heping/2026/11-28-er")
    builder.call(
        units=["城关镇", "和平镇", "龙泉镇"],
        exempt=["龙泉镇"],
        due="2026-11-20",
        replies=[{"unit": "城关镇", "at": "2026-11-10", "via": "电话", "result": "无此情况"}],
    )
    builder.record(
        "entries",
        "chi-bao",
        "2026-11-05",
        unit="城关镇",
        event="迟报",
        date="2026-11-05",
        reason="迟报",
        evidence="值班记录",
        approver="周××",
    )
    return builder  # fmt: skip


def test_a_month_of_a_party_office(month: OfficeBuilder) -> None:
    document = compiled(month.root, "2026-11")
    assert document.title == "关于2026年11月份党委信息报送采用情况的通报"
    assert document.salutation == ("各乡镇党委、各街道党工委，区委各部门，区直各单位党组（党委），各人民团体：")
    assert prose(document) == [
        "现将2026年11月份党委信息报送采用情况通报如下。",
        "一、总体情况",
        (
            "2026年11月份，区委办共收到各单位报送党委信息4件，采用2件，采用率50%。"
            "其中，乡镇街道报送3件、采用2件；区直部门报送1件。"
        ),
        "编发《信息》1期，刊用稿件2篇，其中本办公室自编1篇。",
        "向上级报送信息2件，已被采用1件，占50%。",
        "二、采用情况",
        "本办公室刊物采用2条：城关镇1条；本办公室1条。",
        "市级采用2条：城关镇、和平镇各1条。",
        "省级采用1条：城关镇1条。",
        "三、约稿和报送要求落实情况",
        "约稿1次，答复无此情况1家次，免报1家次，未答复1家次。",
        "登记事项：迟报1件次。",
        "月末3天报送3件，占报送总数的75%。",
        "没有报送或者没有采用的单位见附件3。",
    ]
    assert (document.issuer, document.contact) == ("中共云溪区委办公室", "联系电话：0000-0000001")


def test_a_month_of_a_government_office_with_words_of_its_own(month: OfficeBuilder) -> None:
    settings = OFFICE_SETTINGS.replace("system: 党委", "system: 政府").replace(
        "中共云溪区委办公室", "云溪区人民政府办公室"
    )
    month.write("briefs/settings/office.yml", settings.replace("short_name: 区委办", "short_name: 区政府办"))
    month.write(
        "briefs/settings/bulletin.yml",
        "name_from: 2\nbunched: 0\nlist_idle: 否\ncontact: 联系人：郑××，0000-0000002\n"
        "requirements: [各单位要均衡报送，重要情况随时报送。]\n",
    )
    document = compiled(month.root, "2026-11")
    assert document.title == "关于2026年11月份政务信息报送及采用情况的通报"
    assert document.salutation == "各乡镇人民政府、各街道办事处，区政府各部门："
    assert prose(document)[5:] == [
        "二、采用情况",
        "本办公室刊物采用2条；本办公室1条。",
        "市级采用2条。",
        "省级采用1条。",
        "三、约稿和报送要求落实情况",
        "约稿1次，答复无此情况1家次，免报1家次，未答复1家次。",
        "登记事项：迟报1件次。",
        "四、工作要求",
        "各单位要均衡报送，重要情况随时报送。",
    ]
    assert document.contact == "联系人：郑××，0000-0000002"
    month.write("briefs/settings/bulletin.yml", "salutation: 各镇人民政府：\n")
    assert compiled(month.root, "2026-11").salutation == "各镇人民政府："


def test_a_threshold_says_from_how_many_units_are_named(builder: OfficeBuilder) -> None:
    for number, unit in enumerate(["chengguan", "chengguan", "heping"]):
        builder.adoption(f"er-{number}", item=builder.item(unit, f"er-{number}"))
    builder.write("briefs/settings/bulletin.yml", "name_from: 2\n")
    assert "市级采用3条：采用2条以上的有城关镇2条。" in prose(compiled(builder.root, "2026-11"))


def test_several_channels_of_a_level_are_told_apart(builder: OfficeBuilder) -> None:
    builder.replace(
        "briefs/settings/channels.yml", "channels:\n", "channels:\n  - {id: zhuanbao, name: 专报, level: 市级}\n"
    )
    item = builder.item()
    builder.adoption("yi", item=item)
    builder.adoption("er", "2026-11-21", "zhuanbao", item=item)
    assert "市级采用2条（市委办《每日要情》1条、专报1条）：城关镇2条。" in prose(compiled(builder.root, "2026-11"))


@pytest.fixture
def disputed(builder: OfficeBuilder) -> OfficeBuilder:
    """An answered dispute about October, and one that waits."""
    fields = {"unit": "和平镇", "date": "2026-11-05", "claim": "漏计10月采用1条。", "period": "2026-10"}
    builder.record("disputes", "he-ping", "2026-11-05", **fields, answer="经查已计入市级采用。", by="郑××")
    builder.record("disputes", "long-quan", "2026-11-05", **{**fields, "unit": "龙泉镇"})
    return builder


TOLD = "和平镇对2026年10月的统计提出：漏计10月采用1条。　核实情况：经查已计入市级采用。"


def test_answered_disputes_of_the_period_are_told(disputed: OfficeBuilder) -> None:
    document = compiled(disputed.root, "2026-10")
    assert prose(document)[-2:] == ["三、异议核实情况", TOLD]
    assert [(d.unit, d.claim, d.answer, d.by, d.period) for d in document.disputes] == [
        ("和平镇", "漏计10月采用1条。", "经查已计入市级采用。", "郑××", "2026年10月")
    ]
    assert compiled(disputed.root, "2026-09").disputes == ()


def test_a_dispute_about_an_issued_bulletin_is_told_in_the_next_and_only_there(disputed: OfficeBuilder) -> None:
    assert freeze(disputed.root, "2026-10", "2026-11-02").document.disputes == ()
    assert TOLD in prose(freeze(disputed.root, "2026-11", "2026-12-02").document)
    assert TOLD not in prose(compiled(disputed.root, "2026-12", day("2027-01-05")))


def test_without_a_scheme_nothing_speaks_of_points_or_ranks(month: OfficeBuilder) -> None:
    document = compiled(month.root, "2026-11")
    text = render_bulletin_text(document) + document.report
    assert re.findall("得分|计分|累计得分|位次|名次|考核|排名|points|rank|scheme|carried", text) == []


def test_a_wrong_template_of_the_office_is_told_with_its_line(builder: OfficeBuilder) -> None:
    builder.write("templates/bulletin/party.md", "# 标题\n{{ totals.nothing }}\n")
    with pytest.raises(Exception, match=r"templates/bulletin/party\.md:2:1 模板有误"):
        compiled(builder.root, "2026-11")
