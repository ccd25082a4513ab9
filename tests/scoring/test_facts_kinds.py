"""Kinds of rule that look at one fact or one piece: K1–K14 and K21–K24 of the regulations that were read."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from ledgers import Facts, lines, points, score, share

from jianbao.ledger import FiledItem, Measure

PLAIN = "points:\n  - {id: cai, when: {measure: 采用}, points: 2}\n"


@pytest.fixture
def facts() -> Facts:
    return Facts()


def test_k01_points_by_channel_and_level(tmp_path: Path, facts: Facts) -> None:
    facts.adopt("10-08", "chengguan", channel="xinxi")
    facts.adopt("10-08", "chengguan", channel="canyue")
    facts.adopt("10-08", "heping", channel="shiwei")
    facts.adopt("10-08", "heping", channel="zhongban")
    scheme = """
        points:
          - {id: xinxi, when: {channel: 信息}, points: 2}
          - {id: canyue, when: {channel: 《参阅件》}, points: 5.5}
          - {id: shi, when: {channel: 市委办}, points: 8}
          - {id: shang, when: {level_from: 省级}, points: 20}
    """
    assert points(score(tmp_path, scheme, facts)) == {"chengguan": "7.5", "heping": "28"}


def test_k02_points_by_form_and_grade(tmp_path: Path, facts: Facts) -> None:
    facts.adopt("10-08", "chengguan", form="jianxun")
    facts.adopt("10-08", "heping", channel="shengwei", grade="参阅")
    facts.adopt("10-08", "longquan", channel="shengwei", grade="重要")
    scheme = """
        points:
          - {id: jian, when: {form: 简讯}, points: 1}
          - {id: canyue, when: {channel: 省委办公厅, grade: 参阅}, points: 3}
          - {id: zhongyao, when: {channel: 省委办公厅, grade: 重要}, points: 5}
    """
    assert points(score(tmp_path, scheme, facts)) == {"chengguan": "1", "heping": "3", "longquan": "5"}


def test_k03_a_whole_issue_and_a_supplement(tmp_path: Path, facts: Facts) -> None:
    facts.adopt("10-08", "chengguan", articles=1)
    facts.adopt("10-08", "heping", articles=5)
    facts.adopt("10-08", "longquan", channel="xinxi/zengkan", articles=1)
    scheme = """
        points:
          - {id: zengkan, when: {channel: 信息（增刊）}, points: 10}
          - {id: zhuan, when: {channel: 信息, whole_issue: 是}, points: 6}
          - {id: dan, when: {channel: 信息, whole_issue: 否}, points: 2}
    """
    assert points(score(tmp_path, scheme, facts)) == {"chengguan": "6", "heping": "2", "longquan": "10"}


def test_k04_chosen_for_reporting_and_adopted_above_both_count(tmp_path: Path, facts: Facts) -> None:
    facts.add(Measure.REPORTED, "10-05", "chengguan", item="a", channel="shengwei")
    facts.adopt("10-08", "chengguan", channel="shengwei", item="a")
    scheme = """
        points:
          - {id: shangbao, when: {measure: 上报}, points: 2}
          - {id: caiyong, when: {measure: 采用, level: 省级}, points: 10}
        repeated: {policy: 最高}
    """
    assert lines(score(tmp_path, scheme, facts)["chengguan"]) == [("shangbao", "2"), ("caiyong", "10")]


def test_k05_a_route_has_its_own_value_or_multiplier(tmp_path: Path, facts: Facts) -> None:
    facts.adopt("10-08", "chengguan", channel="shengwei", route="转报")
    facts.adopt("10-08", "heping", channel="shengwei", route="直报")
    facts.adopt("10-08", "longquan", channel="zhongban", route="直报")
    scheme = """
        points:
          - {id: sheng, when: {level: 省级}, points: 10}
          - {id: zhongban, when: {level: 中央, route: 转报}, points: 50}
        factors:
          - {id: zhuanbao, when: {route: 转报}, times: 1.5}
    """
    assert points(score(tmp_path, scheme, facts)) == {"chengguan": "15", "heping": "10"}


def test_k06_a_multiple_of_what_the_other_authority_gave(tmp_path: Path, facts: Facts) -> None:
    facts.adopt("10-08", "chengguan", channel="shengwei", route="转报", points=Decimal("3.5"))
    facts.adopt("10-09", "chengguan", channel="shengwei", route="转报")
    scheme = "points:\n  - {id: zhibao, when: {route: 转报, level: 省级}, external: 2}\n"
    found = score(tmp_path, scheme, facts)["chengguan"]
    assert [(award.points, award.note) for award in found.awards] == [(Decimal(7), "对方给3.5分×2")]


def test_k07_factors_multiply_and_a_carrier_may_be_a_grade_lower(tmp_path: Path, facts: Facts) -> None:
    facts.adopt("10-08", "chengguan", kind="diaoyan", column="zhongdian")
    facts.adopt("10-09", "heping", grade="重要", tags=("转载",))
    scheme = """
        grades: [一般, 参阅, 重要]
        classify:
          - {id: jiangdang, when: {tags: 转载}, shift: {grade: -1}}
        points:
          - {id: zhongyao, when: {grade: 重要}, points: 5}
          - {id: canyue, when: {grade: 参阅}, points: 3}
          - {id: dan, when: {measure: 采用}, points: 2}
        factors:
          - {id: diaoyan, when: {kind: 调研}, times: 2}
          - {id: toutiao, when: {column: 重点工作}, times: 1.5}
    """
    found = score(tmp_path, scheme, facts)
    assert lines(found["chengguan"]) == [("dan", "2"), ("diaoyan", "2"), ("toutiao", "2")]
    assert lines(found["heping"]) == [("canyue", "3")]


@pytest.mark.parametrize(("length", "worth"), [(799, "2"), (800, "6")])
def test_k08_a_length_moves_an_item_to_another_class(tmp_path: Path, facts: Facts, length: int, worth: str) -> None:
    facts.adopt("10-08", "chengguan", channel="shiwei", kind="dongtai", text="字" * length)
    facts.adopt("10-08", "heping", channel="xinxi", kind="dongtai", text="字" * length)
    scheme = """
        classify:
          - {id: chang, when: {level_from: 市级, characters: {min: 800}}, set: {kind: 调研}}
        points:
          - {id: diaoyan, when: {kind: 调研}, points: 6}
          - {id: dan, when: {measure: 采用}, points: 2}
    """
    assert points(score(tmp_path, scheme, facts)) == {"chengguan": worth, "heping": "2"}


INSTRUCTED = """
    points:
      - {{id: dan, when: {{measure: 采用}}, points: 20}}
    instructions:
      mode: {mode}
      count: {count}
      table:
        - {{id: sheng, when: {{level_from: 省级, nature: [肯定, 要求办理]}}, points: 30}}
        - {{id: shi, when: {{level: 市级}}, points: 9}}
"""


@pytest.mark.parametrize(
    ("mode", "count", "worth"),
    [
        ("add", "each", "59"),
        ("add", "highest", "50"),
        ("replace", "highest", "30"),
        ("replace", "each", "39"),
        ("max", "highest", "30"),
        ("max", "each", "39"),
    ],
)
def test_k09_instructions_add_replace_or_take_the_larger(
    tmp_path: Path, facts: Facts, mode: str, count: str, worth: str
) -> None:
    used = facts.adopt("10-08", "chengguan", item="a")
    facts.instruct("10-10", used, "shi")
    facts.instruct("10-12", used, "sheng")
    facts.instruct("10-13", used, "sheng", natures=("圈阅",))
    scheme = INSTRUCTED.format(mode=mode, count=count)
    assert points(score(tmp_path, scheme, facts)) == {"chengguan": worth}


def test_k09_a_lower_instruction_takes_nothing_where_the_larger_counts(tmp_path: Path, facts: Facts) -> None:
    used = facts.adopt("10-08", "chengguan", item="a")
    facts.instruct("10-10", used, "shi")
    found = score(tmp_path, INSTRUCTED.format(mode="max", count="each"), facts)["chengguan"]
    assert lines(found) == [("dan", "20"), ("shi", "9"), ("instructions", "-9")]
    assert found.awards[-1].note == "采用分20分不低于批示分，只计采用分"


def test_k10_instructions_on_own_periodicals_only(tmp_path: Path, facts: Facts) -> None:
    facts.instruct("10-10", facts.adopt("10-08", "chengguan", channel="xinxi"))
    facts.instruct("10-10", facts.adopt("10-08", "heping", channel="shiwei"))
    scheme = "instructions: {own_only: 是, table: [{id: pishi, when: {level: 市级}, points: 10}]}\n"
    assert points(score(tmp_path, scheme, facts)) == {"chengguan": "10"}


LADDER = """
    points:
      - {id: qu, when: {level: 区级}, points: 2}
      - {id: shi, when: {level: 市级}, points: 5}
      - {id: sheng, when: {level: 省级}, points: 10}
    repeated: {%s}
"""


@pytest.mark.parametrize(
    ("policy", "worth"),
    [
        ("policy: 累计", "24"),
        ("policy: 最高", "10"),
        ("policy: 前几, number: 2", "15"),
        ("policy: 累计, per_level: 是", "17"),
        ("policy: top, number: 2, per_level: 是", "15"),
    ],
)
def test_k11_one_item_used_repeatedly(tmp_path: Path, facts: Facts, policy: str, worth: str) -> None:
    for channel in ("xinxi", "canyue", "shiwei", "shiwei", "shengwei"):
        facts.adopt("10-08", "chengguan", channel=channel, item="a")
    assert points(score(tmp_path, LADDER % policy, facts)) == {"chengguan": worth}


def test_k11_the_higher_use_says_what_it_takes_away(tmp_path: Path, facts: Facts) -> None:
    facts.adopt("10-08", "chengguan", channel="xinxi", item="a")
    facts.adopt("11-08", "chengguan", channel="shiwei", item="a")
    found = score(tmp_path, LADDER % "policy: 最高", facts)["chengguan"]
    assert lines(found) == [("qu", "2"), ("repeated", "-2"), ("shi", "5")]
    taken = found.awards[1]
    assert (taken.note, str(taken.rule_place)) == (
        "同一稿件不重复计分；因11月8日的采用重算",
        "briefs/settings/scoring/banfa.yml:9:11",
    )


def test_k11_another_year_is_counted_by_itself_unless_told_otherwise(tmp_path: Path, facts: Facts) -> None:
    facts.adopt("12-08", "chengguan", channel="shiwei", item="a", year=2025)
    facts.adopt("01-08", "chengguan", channel="xinxi", item="a")
    always = LADDER % "policy: 最高, within: always"
    for scheme, worth in ((LADDER % "policy: 最高", {"chengguan": "2"}), (always, {})):
        whole = {"quan": f"name: 全\n{scheme.replace(chr(10) + '    ', chr(10))}"}
        assert points(score(tmp_path, "", facts, **whole)) == worth


def composite(facts: Facts) -> None:
    """Two items of 城关镇 and one of 和平镇."""
    items = [FiledItem(id=name, units=(name.partition("/")[0],)) for name in ("chengguan/a", "chengguan/b", "heping/c")]
    facts.adopt("10-08", "chengguan", "heping", item=items)


@pytest.mark.parametrize(
    ("rule", "worth"),
    [
        ("policy: 全额", {"chengguan": "2", "heping": "2"}),
        ("policy: 均分", {"chengguan": "1", "heping": "1"}),
        ("policy: 定额, points: 0.5", {"chengguan": "0.5", "heping": "0.5"}),
        ("policy: ratio, ratio: [3, 2]", {"chengguan": "1.2", "heping": "0.8"}),
        ("policy: stated", {"chengguan": "1", "heping": "1"}),
    ],
)
def test_k12_composites(tmp_path: Path, facts: Facts, rule: str, worth: dict[str, str]) -> None:
    composite(facts)
    scheme = f"{PLAIN}share:\n  - {{id: zonghe, when: {{composite: 是}}, {rule}}}\n"
    assert points(score(tmp_path, scheme, facts)) == worth


def test_k12_joint_items_and_their_instructions_divide_and_round_half_up(tmp_path: Path, facts: Facts) -> None:
    used = facts.adopt("10-08", "chengguan", "heping", "longquan", item="a")
    facts.instruct("10-10", used)
    scheme = f"""{PLAIN}share:
  - {{id: lian, when: {{joint: 是}}, policy: 均分, places: 1}}
instructions:
  table:
    - {{id: pishi, when: {{level: 市级}}, points: 10}}
"""
    found = score(tmp_path, scheme, facts)
    assert lines(found["heping"]) == [("cai", "2"), ("lian", "-1.3"), ("pishi", "3.3")]


def test_k12_the_record_overrides_every_policy(tmp_path: Path, facts: Facts) -> None:
    facts.events.append(share(facts.adopt("10-08", "chengguan", "heping", item="a"), chengguan="3", heping="2"))
    del facts.events[0]
    for rule in ("policy: full", "policy: equal", "policy: fixed, points: 9"):
        found = score(tmp_path, f"{PLAIN}share:\n  - {{id: lian, {rule}}}\n", facts)
        assert points(found) == {"chengguan": "1.2", "heping": "0.8"}
    assert [award.rule_place.path for award in score(tmp_path, PLAIN, facts)["chengguan"].awards] == [
        "briefs/settings/scoring/banfa.yml",
        "briefs/adopted/001.yml",
    ]


@pytest.mark.parametrize(
    ("shares", "worth"),
    [
        ({"chengguan": "60%"}, {"chengguan": "1.2", "heping": "0.8"}),
        ({"chengguan": "1/4"}, {"chengguan": "0.5", "heping": "1.5"}),
        ({"chengguan": "0.7"}, {"chengguan": "1.4", "heping": "0.6"}),
        ({"chengguan": "1", "heping": "1"}, {"chengguan": "1", "heping": "1"}),
    ],
)
def test_k12_ways_to_state_a_share(tmp_path: Path, facts: Facts, shares: dict[str, str], worth: dict[str, str]) -> None:
    facts.events = [share(facts.adopt("10-08", "chengguan", "heping", item="a"), **shares)]
    assert points(score(tmp_path, PLAIN, facts)) == worth


def test_k12_the_main_contributor_gets_more(tmp_path: Path, facts: Facts) -> None:
    used = facts.adopt("10-08", "chengguan", "heping", item="a")
    facts.events = [replace(used, credits=(replace(used.credits[0], main=True), used.credits[1]))]
    scheme = f"{PLAIN}share:\n  - {{id: lian, policy: 全额, main: 1}}\n"
    assert points(score(tmp_path, scheme, facts)) == {"chengguan": "3", "heping": "2"}


def test_k13_what_is_filed_counts_though_not_adopted(tmp_path: Path, facts: Facts) -> None:
    for number in range(5):
        facts.file(f"10-0{number + 1}", "chengguan")
    scheme = """
        points:
          - {id: baosong, when: {measure: 报送, characters: {min: 0}}, points: 0.5}
        periods:
          - {id: feng, kind: 限分, every: 月, of: baosong, max: 2}
    """
    assert lines(score(tmp_path, scheme, facts)["chengguan"])[-1] == ("feng", "-0.5")


def test_k13_points_for_filing_alone_go_when_it_is_adopted(tmp_path: Path, facts: Facts) -> None:
    facts.file("10-01", "chengguan", item="a")
    facts.adopt("10-08", "chengguan", item="a")
    scheme = """
        points:
          - {id: weiyong, when: {measure: 报送, adopted: 否}, points: 0.5}
          - {id: cai, when: {measure: 采用}, points: 2}
    """
    found = score(tmp_path, scheme, facts)["chengguan"]
    assert lines(found) == [("weiyong", "0.5"), ("cai", "2"), ("weiyong", "-0.5")]
    assert found.awards[2].note == "因10月8日的采用重算"


def test_k14_not_adopted_no_points_at_all(tmp_path: Path, facts: Facts) -> None:
    facts.file("10-01", "chengguan", item="a")
    facts.file("10-01", "heping", item="b")
    facts.adopt("10-08", "heping", item="b")
    scheme = "points:\n  - {id: baosong, when: {measure: 报送, adopted: 是}, points: 3}\n"
    assert points(score(tmp_path, scheme, facts)) == {"heping": "3"}


def test_k21_calls_done_adopted_late_and_missing(tmp_path: Path, facts: Facts) -> None:
    facts.answer("10-09", "chengguan", "按时", item="a")
    facts.adopt("10-20", "chengguan", item="a")
    facts.answer("10-09", "heping", "迟交")
    facts.answer("10-09", "longquan", "无此情况")
    scheme = """
        points:
          - {id: yueyong, when: {measure: 采用, called: 是}, points: 5}
          - {id: wancheng, when: {measure: 约稿, outcome: [按时, 无此情况]}, points: 1}
          - {id: chi, when: {measure: 约稿, outcome: [迟交, 缺报]}, points: -10}
    """
    assert points(score(tmp_path, scheme, facts)) == {"chengguan": "6", "heping": "-10", "longquan": "1"}


def test_k21_failures_make_the_year_zero(tmp_path: Path, facts: Facts) -> None:
    facts.adopt("10-08", "chengguan")
    for month in ("10", "11", "12"):
        facts.answer(f"{month}-09", "chengguan", "缺报")
    scheme = f"""{PLAIN}periods:
  - {{id: ling, kind: 清零, every: 年, when: {{measure: 约稿, outcome: 缺报}}, count: 3}}
"""
    assert points(score(tmp_path, scheme, facts, "2026-11")) == {}
    found = score(tmp_path, scheme, facts, "2026-12")["chengguan"]
    assert (found.carried, found.points, found.cumulative) == (2, -2, 0)
    assert found.awards[-1].note == "2026年：3次，合计2分清零"


DISCIPLINE = """
    points:
      - {id: zhuanbao, when: {measure: 采用}, points: 5}
      - {id: shang, when: {measure: 登记, event: 迟报, level_from: 市级}, points: -8}
      - {id: chi, when: {measure: 登记, event: [迟报, 轻报, 谎报]}, percent: -50, of: item}
      - {id: lou, when: {measure: 登记, event: 漏报}, points: -10}
      - {id: man, when: {measure: 登记, event: 瞒报}, percent: -20, of: total}
"""


def test_k22_discipline_takes_points_a_part_of_the_item_or_of_the_total(tmp_path: Path, facts: Facts) -> None:
    facts.adopt("10-08", "chengguan", item="a")
    facts.enter("10-09", "chengguan", "轻报", item="a")
    facts.adopt("10-08", "heping")
    facts.enter("10-09", "heping", "迟报", level="sheng")
    facts.enter("10-10", "longquan", "漏报")
    facts.adopt("10-08", "zhujian")
    facts.enter("10-09", "zhujian", "瞒报")
    facts.adopt("11-08", "zhujian")
    found = score(tmp_path, DISCIPLINE, facts)
    assert points(found) == {"chengguan": "2.5", "heping": "-3", "longquan": "-10", "zhujian": "8"}
    assert found["chengguan"].awards[1].note == "本稿已得5分的-50%"
    assert found["zhujian"].awards[-1].note == "总分10分的-20%"


def test_k22_a_later_use_of_the_item_is_halved_too(tmp_path: Path, facts: Facts) -> None:
    facts.enter("10-01", "chengguan", "轻报", item="a")
    facts.adopt("10-08", "chengguan", item="a")
    facts.adopt("10-10", "chengguan", item="a", channel="shiwei")
    assert lines(score(tmp_path, DISCIPLINE, facts)["chengguan"]) == [
        ("zhuanbao", "5"),
        ("chi", "-2.5"),
        ("zhuanbao", "5"),
        ("chi", "-2.5"),
    ]


def test_k23_bonuses_are_added_and_never_multiplied(tmp_path: Path, facts: Facts) -> None:
    facts.adopt("10-08", "chengguan", pictures=2, urgent=True, kind="diaoyan")
    facts.file("10-08", "heping", urgent=True)
    scheme = f"""{PLAIN}factors:
  - {{id: bei, when: {{kind: 调研}}, times: 2}}
bonus:
  - {{id: tu, title: 配图, when: {{pictures: 是}}, points: 1}}
  - {{id: ji, when: {{urgent: 是}}, points: 0.5}}
  - {{id: jibao, when: {{measure: 报送, urgent: 是}}, points: 0.5}}
"""
    found = score(tmp_path, scheme, facts)
    assert lines(found["chengguan"]) == [("cai", "2"), ("bei", "2"), ("tu", "1"), ("ji", "0.5")]
    assert points(found)["heping"] == "0.5"


def test_k24_false_information_takes_the_item_and_a_deduction_by_hand(tmp_path: Path, facts: Facts) -> None:
    facts.instruct("10-10", facts.adopt("10-08", "chengguan", item="a"))
    facts.adopt("10-08", "chengguan", item="b")
    facts.enter("10-20", "chengguan", "失实", item="a", points=Decimal(-4))
    scheme = f"""{PLAIN}  - id: shishi
    when: {{measure: 登记, event: 失实}}
    by_hand: {{min: -10, max: -2}}
    zero_item: 是
instructions: {{table: [{{id: pishi, when: {{level: 市级}}, points: 10}}]}}
"""
    found = score(tmp_path, scheme, facts)["chengguan"]
    assert lines(found) == [("cai", "2"), ("cai", "2"), ("pishi", "10"), ("shishi", "-4"), ("shishi", "-12")]
    assert [award.note for award in found.awards[-2:]] == ["人工定分", "本稿得分清零"]
