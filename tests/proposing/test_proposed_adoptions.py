"""疑似采用: what is proposed for a text of above, how sure, and why."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from demo_sources import demo, demo_sources, make_lead, with_leads

from jianbao.proposing import Certainty, Pair, Proposal, Upper, Usage, gather_sources, propose
from jianbao.settings import LikenessSettings

LIFTS = Upper(
    title="云溪区南湖街道给老旧电梯“体检”",
    text="云溪区南湖街道有使用15年以上电梯86部。今年3月起，街道逐部体检，结果贴进轿厢。1—10月困人48起，同比下降60.3%。",
    channel="shi-yaoqing",
    day=date(2026, 11, 28),
    number="第227期",
)
HARVEST = Upper(
    title="云溪区多措并举抢收秋粮",
    text=(
        "云溪区青石镇农机统一派单，每亩收割费降8元。龙泉镇对倒伏的2600亩每亩加补15元作业费，"
        "组织履带式收割机22台进洼田。"
    ),
    channel="sheng-kuaibao",
    day=date(2026, 9, 30),
)
OVERVIEW = Upper(
    title="各地用好闲置资产",
    text="清河县盘活厂房12处。云溪区建账定责，盘活19个闲置项目。全省已盘活310个。",
    channel="sheng-kuaibao",
    day=date(2026, 11, 30),
)


def find(upper: Upper) -> tuple[Proposal, ...]:
    return propose(upper, demo_sources())


def only(upper: Upper) -> Proposal:
    (proposal,) = find(upper)
    return proposal


def read_pairs(proposal: Proposal) -> list[tuple[str, str, int]]:
    return [
        (proposal.upper.text[slice(*pair.theirs)], proposal.texts[pair.text].text[slice(*pair.ours)], pair.score)
        for pair in proposal.pairs
    ]


# -- what is proposed ---------------------------------------------------------


def test_a_text_cut_from_a_report_names_the_report_with_reasons_and_sentences() -> None:
    proposal = only(LIFTS)
    assert [text.key for text in proposal.texts] == ["reports/2026/11-24-lao-jiu-dian-ti"]
    assert (proposal.report, proposal.desk, proposal.items) == ("2026/11-24-lao-jiu-dian-ti", "", ())
    assert (proposal.usage, proposal.certainty, proposal.adoption) == (Usage.WHOLE, Certainty.LIKELY, "")
    assert proposal.reasons == (
        "标题相似71%",
        "2处文字相同，共36字",
        "数据相同：60.3%、86部、48起",
        "少见的字词82%相同",
        "写到云溪区、南湖街道",
    )
    assert read_pairs(proposal) == [
        ("云溪区南湖街道有使用15年以上电梯86部。", "云溪区南湖街道有使用15年以上电梯86部，去年困人143起。", 83),
        (
            "今年3月起，街道逐部体检，结果贴进轿厢。",
            "今年3月起，街道会同区市场监管局请检验机构逐部体检，按风险分红、黄、绿三档，结果贴进轿厢；",
            61,
        ),
        ("1—10月困人48起，同比下降60.3%。", "1—10月困人48起，同比下降60.3%。", 100),
    ]


def test_two_of_our_texts_in_one_of_theirs_are_one_proposal_of_their_items() -> None:
    proposal = only(HARVEST)
    assert (proposal.report, proposal.desk) == ("", "")
    assert proposal.items == ("longquan/2026/09-23-shui-dao-qiang-shou", "qingshi/2026/09-24-nong-ji-diao-du")
    assert proposal.keys == (
        "items/longquan/2026/09-23-shui-dao-qiang-shou",
        "items/qingshi/2026/09-24-nong-ji-diao-du",
    )
    assert proposal.usage is Usage.COMPOSITE
    assert proposal.reasons == (
        (
            "《龙泉镇错时调机抢收水稻1.9万亩》2处文字相同，共33字；数据相同：2600亩、22台、15元；"
            "少见的字词69%相同；写到云溪区、龙泉镇"
        ),
        "《青石镇农机统一派单，每亩收割费降8元》1处文字相同，共17字；少见的字词89%相同；写到云溪区、青石镇",
    )


def test_in_an_overview_of_several_places_the_sentence_about_us_decides() -> None:
    proposal = only(OVERVIEW)
    assert (proposal.desk, proposal.usage) == ("2026/09-23-xiangcun-bang-fu-zi-chan", Usage.COMPOSITE)
    assert proposal.certainty is Certainty.POSSIBLE
    assert proposal.reasons == (
        "1处文字相同，共13字",
        "数据相同：19个",
        "少见的字词86%相同",
        "写到云溪区",
        "另有54%的篇幅写其他地方或面上情况",
    )


def test_the_same_words_of_another_county_are_not_ours() -> None:
    text = LIFTS.text.replace("云溪区南湖街道", "东湖区湖滨街道")
    assert find(replace(LIFTS, title="东湖区给老旧电梯“体检”", text=text)) == ()


SEASON = Upper(
    title="云溪区国庆假期交通安全形势平稳",
    text=(
        "10月1日至8日，云溪区出动交警、交通执法人员920余人次，查处酒驾醉驾41起、农村面包车超员17起。在古街、景区等路段"
        "设临时停车区6处，实行远端分流、单向通行，主干道平均车速同比提高8%。假期道路交通警情下降19%，未发生较大以上交通事故。"
    ),
    day=date(2026, 10, 14),
)
PASSING = Upper(
    title="平山县云岭乡一路段发生滑坡 无人员伤亡",
    text=(
        "云溪区作了交流发言。受连续降雨影响，9月16日23时许，平山县云岭乡石桥村乡道K4+200处发生山体滑坡，滑落土石约700立方米，"
        "道路中断。坡脚5户17人已提前转移。县交通局组织挖掘机3台、装载机2台清理，17日15时恢复通行。当地安排专人24小时盯守"
        "坡面裂缝，降雨期间实行夜间限行。"
    ),
    day=date(2026, 9, 19),
)


@pytest.mark.parametrize("upper", [SEASON, PASSING], ids=["season", "passing"])
def test_our_name_beside_words_of_a_subject_makes_no_text_of_ours_of_it(upper: Upper) -> None:
    assert find(upper) == ()


def test_a_text_that_names_no_place_needs_words_and_figures_of_its_own() -> None:
    whole = replace(LIFTS, title="给老旧电梯“体检”", text=LIFTS.text.replace("云溪区南湖街道", "某街道"))
    assert only(whole).report == "2026/11-24-lao-jiu-dian-ti"
    assert find(replace(whole, text="各地给老旧电梯做体检，结果贴进轿厢，困人故障明显下降。")) == ()


def test_rounded_figures_are_told_beside_ours() -> None:
    text = "云溪区人社局今年以来为1000余名农民工追回工资近1400万元，受理欠薪线索近140件，办结129件。"
    proposal = only(Upper(title="云溪区为农民工追回工资", text=text, day=date(2026, 11, 30)))
    assert proposal.texts[0].id == "2026/11-23-nong-min-gong-gong-zi"
    assert "数据相同：129件" in proposal.reasons
    assert "数据相近：1400万元（我们写1387万元）、140件（我们写137件）" in proposal.reasons


def test_spaces_that_a_page_sets_around_figures_make_no_other_figure() -> None:
    text = "云溪区人社局今年以来为 1046 人追回工资 1387 万元，受理欠薪线索 137 件，办结 129 件。"
    proposal = only(Upper(title="云溪区为农民工追回工资", text=text, day=date(2026, 11, 30)))
    assert "数据相同：1046人、1387万元、137件、129件" in proposal.reasons
    assert not any(reason.startswith("数据相近") for reason in proposal.reasons)


@pytest.mark.parametrize("upper", [Upper(title="", text=""), Upper(title="云溪区", text="云溪区。")])
def test_a_text_that_says_nothing_is_of_nobody(upper: Upper) -> None:
    assert find(upper) == ()


# -- lines of a list ----------------------------------------------------------


def test_of_a_line_in_their_list_the_title_decides_and_what_is_registered_is_said() -> None:
    line = Upper(
        title="回迁小区补贴到期后物业费收缴难",
        text="",
        channel="shi-zhuanbao",
        day=date(2026, 9, 24),
        number="第42期",
        credited="云溪区",
    )
    proposal = only(line)
    assert (proposal.report, proposal.adoption) == ("2026/09-18-hui-qian-wu-ye", "2026/09-24-hui-qian-wu-ye")
    assert (proposal.certainty, proposal.pairs) == (Certainty.LIKELY, ())
    assert find(replace(line, credited="东湖区")) == ()


# -- when ---------------------------------------------------------------------


def test_what_came_after_theirs_or_long_before_was_not_used() -> None:
    assert find(replace(LIFTS, day=date(2026, 11, 15))) == ()
    assert only(replace(LIFTS, day=date(2026, 11, 17))).items == ("nanhu/2026/11-16-lao-jiu-dian-ti",)
    assert find(replace(LIFTS, day=date(2027, 8, 1))) == ()
    assert only(replace(LIFTS, day=None)).report == "2026/11-24-lao-jiu-dian-ti"


def test_how_far_back_and_how_sure_are_settings() -> None:
    settings = replace(demo().settings, likeness=LikenessSettings(look_back=2, likely=100, possible=99, doubtful=98))
    sources = gather_sources(replace(demo(), settings=settings))
    assert propose(LIFTS, sources) == ()
    found = propose(replace(LIFTS, day=date(2026, 11, 25)), sources)
    assert [proposal.certainty for proposal in found] == [Certainty.LIKELY]
    assert propose(OVERVIEW, sources) == ()


# -- what is settled ----------------------------------------------------------


@pytest.mark.parametrize(
    ("channel", "day", "number", "registered"),
    [
        ("shi-yaoqing", date(2026, 11, 27), "第226期", True),
        ("shi-yaoqing", date(2026, 11, 27), "226", True),
        ("shi-yaoqing", date(2026, 12, 20), "第226期（总第3021期）", True),
        ("shi-yaoqing", date(2026, 11, 27), "第227期", False),
        ("shi-yaoqing", date(2026, 11, 30), "", True),
        ("shi-yaoqing", date(2026, 12, 10), "", False),
        ("sheng-kuaibao", date(2026, 11, 27), "第226期", False),
        ("", date(2026, 11, 27), "", True),
    ],
)
def test_an_adoption_of_it_is_registered_by_channel_and_number_or_near_day(
    channel: str, day: date, number: str, *, registered: bool
) -> None:
    proposal = only(replace(LIFTS, channel=channel, day=day, number=number))
    assert proposal.adoption == ("2026/11-27-lao-jiu-dian-ti" if registered else "")


def test_an_adoption_under_their_own_title_is_the_same_though_it_names_no_text_of_ours() -> None:
    adoption = replace(
        demo().adoptions["2026/10-27-gao-wei-zuo-ye"],
        id="2026/11-28-other",
        title=LIFTS.title,
        number="227",
        date=demo().adoptions["2026/11-27-lao-jiu-dian-ti"].date,
    )
    office = replace(demo(), adoptions={adoption.id: adoption})
    (proposal,) = propose(LIFTS, gather_sources(office))
    assert proposal.adoption == "2026/11-28-other"


def test_what_an_editor_said_no_to_is_not_proposed_again_in_that_lead() -> None:
    lead = make_lead(LIFTS.title, LIFTS.text, "reports/2026/11-24-lao-jiu-dian-ti")
    sources = gather_sources(with_leads(lead))
    assert propose(replace(LIFTS, lead=lead.id), sources) == ()
    assert [text.id for text in propose(LIFTS, sources)[0].texts] == ["2026/11-24-lao-jiu-dian-ti"]


def test_a_no_to_one_of_two_leaves_the_other() -> None:
    lead = make_lead(HARVEST.title, HARVEST.text, "items/qingshi/2026/09-24-nong-ji-diao-du")
    (proposal,) = propose(replace(HARVEST, lead=lead.id), gather_sources(with_leads(lead)))
    assert proposal.items == ("longquan/2026/09-23-shui-dao-qiang-shou",)


# -- which record -------------------------------------------------------------


def test_a_void_item_is_never_proposed_and_a_superseded_decision_neither() -> None:
    keys = {entry.text.key for entry in demo_sources().entries}
    assert "items/gongxin/2026/11-09-ji-shu-gai-zao" in keys
    assert "items/gongxin/2026/11-09-ji-shu-gai-zao-2" not in keys
    superseded = {old for record in demo().desk.values() for old in record.supersedes}
    assert superseded
    assert keys.isdisjoint({f"desk/{record}" for record in superseded})


def test_a_report_of_several_units_is_named_where_theirs_has_all_of_it() -> None:
    report = demo().reports["2026/11-11-ji-ceng-jian-fu"]
    whole = Upper(title=report.title, text=report.body, channel="sheng-kuaibao", day=date(2026, 11, 30))
    assert (only(whole).report, only(whole).usage) == (report.id, Usage.COMPOSITE)


def test_of_one_unit_of_it_that_unit_s_own_item_is_named() -> None:
    item = demo().items["shuangqiao/2026/11-04-qing-biao-jian-pai"]
    proposal = only(Upper(title="云溪区双桥镇村级报表由76张减到29张", text=item.body, day=date(2026, 11, 30)))
    assert (proposal.items, proposal.usage) == ((item.id,), Usage.WHOLE)


def test_the_places_of_a_pair_lie_in_both_texts() -> None:
    for upper in (LIFTS, HARVEST, OVERVIEW):
        for proposal in find(upper):
            assert all(isinstance(pair, Pair) and 0 <= pair.score <= 100 for pair in proposal.pairs)
            for theirs, ours, _ in read_pairs(proposal):
                assert theirs.strip() == theirs != ""
                assert ours.strip() == ours != ""
