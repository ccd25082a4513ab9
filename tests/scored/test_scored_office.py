"""The second office of the project: a county government that scores, with a reform of its scheme on 1 July.

Every figure here was worked out by hand from the two files in ``settings/scoring``, and none was copied from the
engine: the sums stand in the comments.
"""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

import pytest

from jianbao.checks import check_office
from jianbao.ledger import Ledger, Measure, read_ledger
from jianbao.metadata import Moment
from jianbao.model import Access
from jianbao.periods import Period, months_of
from jianbao.reading import Office, read_office
from jianbao.scoring import Score, schemes_in_force, score_units
from jianbao.standing import find_standing
from offices import day
from sites import ROOT, build_site

SCORED = ROOT / "tests/offices/scored"
AS_OF: Moment = day("2026-09-10")
SCORING = ("考核", "排名", "得分", "位次", "计分")
JUNE, JULY, AUGUST = (months_of(2026, month, month) for month in (6, 7, 8))


@pytest.fixture(scope="module")
def office() -> Office:
    return read_office(SCORED)


@pytest.fixture(scope="module")
def ledger(office: Office) -> Ledger:
    return read_ledger(office, find_standing(office), Access.OFFICE, AS_OF)


def score(office: Office, ledger: Ledger, period: Period) -> dict[str, Score]:
    return score_units(office, ledger, period, schemes_in_force(office))


def show(points: Mapping[str, Decimal]) -> dict[str, str]:
    return {unit: f"{value.normalize():f}" for unit, value in points.items()}


# -- the records --------------------------------------------------------------


def test_check_finds_nothing(office: Office) -> None:
    assert [str(problem) for problem in check_office(office, AS_OF)] == []


def test_it_differs_from_the_demo_in_everything_that_matters(office: Office) -> None:
    settings = office.settings
    assert settings.office.information == "政务信息"
    assert settings.office.schemes == ("2026-shang", "2026-xia")
    assert [group.name for group in settings.units.groups if not group.apart] == ["乡镇", "县政府部门", "自愿报送单位"]
    assert [unit.id for unit in settings.units.units if unit.merged_into] == ["daying"]
    assert [unit.id for unit in settings.units.units if len(unit.memberships) > 1] == ["zhaoshang"]
    assert [level.name for level in settings.office.levels] == ["县级", "市级", "省级", "国家级"]


def test_facts_of_every_measure(ledger: Ledger) -> None:
    assert {measure.value: len(events) for measure, events in ledger.by_measure.items()} == {
        "报送": 43,
        "采用": 48,
        "上报": 6,
        "批示": 5,
        "约稿": 12,
        "登记": 3,
    }
    assert {event.outcome for event in ledger.by_measure[Measure.CALLED]} == {
        "按时",
        "无此情况",
        "免报",
        "迟交",
        "缺报",
    }


# -- the old scheme, June ----------------------------------------------------------


def test_june_by_hand(office: Office, ledger: Ledger) -> None:
    june = score(office, ledger, JUNE)
    assert show({unit: row.points for unit, row in june.items() if row.points}) == {
        "chengdong": "3",  # 简讯1＋《政务信息》2＝3
        "liuhe": "7",  # 综合稿全分2＋市政府办综合采用全分5＝7
        "shiqiao": "11",  # 综合稿全分2＋《政务专报》5＋县领导批示4＝11
        "qingshan": "1",  # 简讯1
        "fagai": "3",  # 《领导参阅》5－迟报2＝3
        "nongye": "7",  # 综合稿全分2＋市政府办综合采用全分5＝7
        "yingji": "2",  # 《政务信息》2
        "shenpi": "7",  # 《政务信息》2＋《政务快讯》5＝7（6月30日采用，7月3日登记，按采用日计入6月）
        "zhaoshang": "1",  # 简讯1，6月还是自愿报送单位
        "gongdian": "1",  # 简讯1
    }
    assert {unit: row.rank for unit, row in june.items() if row.rank} == {
        "chengdong": 3,
        "liuhe": 2,
        "shiqiao": 1,
        "qingshan": 4,
        "daying": 5,
        "fagai": 3,
        "jiaoyu": 5,
        "nongye": 1,  # 与县审批局同为7分，采用都是2条次，报送都是1件：并列，下一名空一位
        "shenpi": 1,
        "yingji": 4,
    }


# -- the new scheme, July ---------------------------------------------------------

JULY_POINTS = {
    # 报送3件1.5，封顶1；《政务信息》2＋配图0.5；简讯1；市级两次采用5和8只计最高8；约稿迟交－1；任务＋1；基础分3
    "chengdong": "15.5",  # 1＋2.5＋1＋8－1＋1＋3
    # 报送2件1；综合稿1；约稿按时1；任务＋1；基础分3
    "liuhe": "7",
    # 报送2件1（联合报送各计一件）；综合稿1；联合稿2均分1；约稿按时1；任务＋1；基础分3
    "shiqiao": "8",
    # 报送0.5；《政务信息》2；省级12×1.5＝18；市级5；约稿答复无此情况1；任务差1件－1；基础分3
    "qingshan": "28.5",  # 0.5＋2＋18＋5＋1－1＋3
    # 报送0.5；约稿缺报－3；任务差1件－1；基础分3
    "daying": "-0.5",
    # 任务差1件－1；基础分3
    "fagai": "2",
    # 报送0.5；《政务信息》2；任务＋1；基础分3
    "jiaoyu": "6.5",
    # 报送2件1；《领导参阅》6；联合稿1；调研被市级采用8×2＝16；两个批示只计市领导10；任务＋1；基础分3
    "nongye": "38",  # 1＋6＋1＋16＋10＋1＋3
    # 报送0.5；《政务信息》2；迟报扣该件2.5的一半－1.25；任务＋1；基础分3
    "yingji": "5.25",
    # 手工登记1.5；任务差1件－1；基础分3
    "shenpi": "3.5",
    # 报送0.5；《政务信息》2；任务＋1；基础分3（7月1日转入县政府部门）
    "zhaoshang": "6.5",
    # 自愿报送，没有任务和基础分：报送0.5；简讯1
    "qixiang": "1.5",
    # 市级直报5
    "gongdian": "5",
}
# 5月、6月按原办法所得之和
JULY_CARRIED = {
    "chengdong": "6",  # 5月2＋1，6月3
    "liuhe": "9",  # 5月2，6月7
    "shiqiao": "13",  # 5月2，6月11
    "qingshan": "8",  # 5月2＋5，6月1
    "daying": "2",  # 5月2
    "fagai": "5",  # 5月2，6月3
    "jiaoyu": "1",  # 5月简讯1
    "nongye": "7",  # 6月7
    "yingji": "2",  # 6月2
    "shenpi": "7",  # 6月7
    "zhaoshang": "1",  # 6月1
    "qixiang": "1",  # 5月简讯1
    "gongdian": "1",  # 6月1
}


@pytest.fixture(scope="module")
def july(office: Office, ledger: Ledger) -> dict[str, Score]:
    return score(office, ledger, JULY)


def test_july_by_hand(july: dict[str, Score]) -> None:
    assert show({unit: row.points for unit, row in july.items()}) == JULY_POINTS


def test_the_year_adds_both_schemes(july: dict[str, Score]) -> None:
    assert show({unit: row.carried for unit, row in july.items()}) == JULY_CARRIED
    assert all(row.carried + row.points == row.cumulative for row in july.values())


def test_ranks_are_shared_inside_a_group_and_the_next_is_skipped(july: dict[str, Score]) -> None:
    ranks = {row.unit: (row.rank, row.rank_cumulative) for row in july.values()}
    assert ranks == {
        "chengdong": (2, 2),
        "liuhe": (4, 4),
        "shiqiao": (3, 3),
        "qingshan": (1, 1),
        "daying": (5, 5),
        "fagai": (6, 6),
        "jiaoyu": (2, 3),  # 与县招商中心分数、采用条次、报送件数都相同
        "nongye": (1, 1),
        "yingji": (4, 5),
        "shenpi": (5, 2),
        "zhaoshang": (2, 3),
        "qixiang": (None, None),
        "gongdian": (None, None),
    }


def test_labels_awards_and_vetoes(july: dict[str, Score]) -> None:
    assert {row.unit: row.label for row in july.values() if row.rank} == {
        "chengdong": "良",
        "liuhe": "良",
        "shiqiao": "良",
        "qingshan": "优",
        "daying": "一般",
        "fagai": "一般",
        "jiaoyu": "良",
        "nongye": "优",
        "yingji": "良",
        "shenpi": "一般",
        "zhaoshang": "良",
    }
    winners = ["chengdong", "qingshan", "jiaoyu", "nongye", "zhaoshang"]  # 并列第2的都算前两名
    assert {unit: row.won for unit, row in july.items() if row.won} == dict.fromkeys(winners, ("先进单位",))
    assert {unit: row.vetoed for unit, row in july.items() if row.vetoed} == {"yingji": ("先进单位：有迟报1次",)}


def test_what_was_taken_away_is_an_award_of_its_own(july: dict[str, Score]) -> None:
    taken = [
        (row.unit, award.day.day, f"{award.points:f}", award.rule_title)
        for row in july.values()
        for award in row.awards
        if award.points < 0 and award.rule_id not in ("renwu", "yuegao-chi", "yuegao-que")
    ]
    assert taken == [
        ("chengdong", 29, "-5", "重复采用"),
        ("chengdong", 31, "-0.5", "报送分每月最多1分"),
        ("liuhe", 10, "-1", "综合稿每单位1分"),
        ("shiqiao", 10, "-1", "综合稿每单位1分"),
        ("shiqiao", 24, "-1.00", "联合报送均分"),
        ("nongye", 24, "-1.00", "联合报送均分"),
        ("nongye", 30, "-5", "批示计分"),
        ("yingji", 27, "-1.25", "迟报扣该件的一半"),
    ]


def test_every_point_is_explained(july: dict[str, Score]) -> None:
    assert all(sum((award.points for award in row.awards), Decimal()) == row.points for row in july.values())
    assert all(sum(row.by_rule.values(), Decimal()) == row.points for row in july.values())


# -- August: one unit is no more -----------------------------------------------------


def test_august_by_hand(office: Office, ledger: Ledger) -> None:
    august = score(office, ledger, AUGUST)
    assert show({unit: row.points for unit, row in august.items() if row.points}) == {
        "chengdong": "0.5",  # 报送0.5＋简讯1－任务差1件1
        "liuhe": "1.5",  # 报送0.5＋简讯1＋约稿答复1－任务差1件1
        "shiqiao": "-1.5",  # 报送0.5＋《政务信息》2－约稿缺报3－任务差1件1
        "qingshan": "54",  # 报送0.5＋《政务信息》2＋市级5＋国办25×1.5＝37.5＋市领导批示10（圈阅不计）－任务差1件1
        "fagai": "3.5",  # 报送0.5＋《政务信息》2＋任务1
        "jiaoyu": "-1",  # 任务差1件
        "nongye": "4.5",  # 报送0.5＋《政务信息》2＋约稿按时1＋任务1
        "yingji": "-1",  # 任务差1件
        "shenpi": "2.5",  # 报送0.5＋简讯1＋任务1
        "zhaoshang": "3.5",  # 报送0.5＋《政务信息》2＋任务1
    }


# -- bulletins ----------------------------------------------------------------------


def print_rows(office: Office, bulletin: str, group: str) -> list[list[str]]:
    """Name, 上期累计, 本期, 累计, 位次 of each unit, as printed; the last row, of sums, is left out."""
    document = office.bulletins[bulletin].document
    assert document
    table = next(table for table in document.tables if group in table.title)
    return [[cell.text for cell in (row[0], *row[-4:])] for row in table.rows[:-1]]


def test_july_as_printed(office: Office) -> None:
    assert print_rows(office, "2026/07", "乡镇") == [
        ["城东镇", "6", "15.5", "21.5", "2"],
        ["柳河镇", "4", "7", "16", "4"],  # 另有更正5
        ["石桥镇", "13", "8", "21", "3"],
        ["青山乡", "8", "28.5", "36.5", "1"],
        ["大营乡", "2", "-0.5", "1.5", "5"],
    ]
    assert print_rows(office, "2026/07", "县政府部门") == [
        ["县发改局", "5", "2", "7", "6"],
        ["县教育局", "1", "6.5", "7.5", "3"],
        ["县农业农村局", "2", "38", "45", "1"],  # 另有更正5
        ["县应急局", "2", "5.25", "7.25", "5"],
        ["县审批局", "7", "3.5", "10.5", "2"],
        ["县招商中心", "1", "6.5", "7.5", "3"],
    ]


def test_what_came_late_for_june_is_a_correction_in_july(office: Office) -> None:
    """The city's list of June came on 4 August: the bulletin of 8 July stays as it was."""
    june = {row[0]: row[2] for group in ("乡镇", "县政府部门") for row in print_rows(office, "2026/06", group)}
    assert (june["柳河镇"], june["县农业农村局"]) == ("2", "2")
    document = office.bulletins["2026/07"].document
    assert document
    assert [paragraph.text for paragraph in document.paragraphs if paragraph.text.startswith("更正：")] == [
        "更正：补计柳河镇6月24日采用《临河县麦秸离田有销路》1条次，计入累计。",
        "更正：补计县农业农村局6月24日采用《临河县麦秸离田有销路》1条次，计入累计。",
        "更正：柳河镇上期累计由4分改为9分（＋5分）。",
        "更正：县农业农村局上期累计由2分改为7分（＋5分）。",
    ]


# -- the site -----------------------------------------------------------------------


def build(root: Path, access: str) -> Path:
    shutil.copytree(SCORED, root, ignore=shutil.ignore_patterns(".cache"), dirs_exist_ok=True)
    return build_site(root, access, root / "site")


@pytest.mark.parametrize("access", ["internal", "office"])
def test_ranks_and_points_stand_on_the_site(tmp_path: Path, access: str) -> None:
    site = build(tmp_path, access)
    bulletin = (site / "bulletins/2026/07/index.html").read_text(encoding="utf-8")
    assert "位次" in bulletin
    assert "28.5" in bulletin
    assert "迟报扣该件的一半" in (site / "units/yingji-points/index.html").read_text(encoding="utf-8")


def test_the_public_site_scores_nobody(tmp_path: Path) -> None:
    site = build(tmp_path, "public")
    assert (site / "xinxi/2026/013/index.html").is_file()
    pages = {page: page.read_text(encoding="utf-8") for page in site.rglob("*.html")}
    said = {(page.relative_to(site).as_posix(), word) for page in pages for word in SCORING if word in pages[page]}
    assert said == set()
