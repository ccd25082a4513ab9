"""Kinds of rule of periods and totals: K15–K20 and K25–K29 of the regulations that were read."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from ledgers import Facts, lines, points, score

from jianbao.scoring import Score

PLAIN = "points:\n  - {id: cai, block: 采用分, when: {measure: 采用}, points: 2}\n"
ALL = ("chengguan", "heping", "longquan", "zhujian", "wenlv", "shuju")


@pytest.fixture
def facts() -> Facts:
    return Facts()


def notes(found: Score) -> list[str]:
    return [award.note for award in found.awards]


def test_k15_a_base_for_each_month_and_class(tmp_path: Path, facts: Facts) -> None:
    scheme = "periods:\n  - {id: jichu, kind: 基础分, every: 月, points: {乡镇街道: 3, 区直部门: 2}}\n"
    found = score(tmp_path, scheme, facts, "2026-q1")
    towns, bureaus = ("chengguan", "heping", "longquan"), ("zhujian", "wenlv", "lvyou", "shuju")
    assert points(found) == dict.fromkeys(towns, "9") | dict.fromkeys(bureaus, "6")
    assert [str(award.day) for award in found["chengguan"].awards] == ["2026-01-01", "2026-02-01", "2026-03-01"]
    assert notes(found["chengguan"])[0] == "2026年1月"


def test_k15_a_base_begins_at_a_hundred_and_is_capped_with_what_is_earned(tmp_path: Path, facts: Facts) -> None:
    facts.adopt("10-08", "chengguan")
    facts.enter("10-09", "heping", "漏报")
    scheme = f"""{PLAIN}  - {{id: lou, when: {{measure: 登记, event: 漏报}}, points: -10}}
periods:
  - {{id: jichu, kind: base, every: year, points: 100}}
  - {{id: feng, kind: cap, every: year, of: total, max: 100}}
"""
    found = score(tmp_path, scheme, facts, "2026-h2")
    assert {u: (found[u].carried, found[u].cumulative) for u in ("chengguan", "heping")} == {
        "chengguan": (100, 100),
        "heping": (100, 90),
    }
    assert (lines(found["chengguan"]), notes(found["chengguan"])) == (
        [("cai", "2"), ("feng", "-2")],
        ["", "2026年：合计102分，最高计100分"],
    )


def test_k15_the_office_itself_and_a_unit_that_is_gone_have_no_base(tmp_path: Path, facts: Facts) -> None:
    scheme = "periods:\n  - {id: jichu, kind: base, every: month, points: 1}\n"
    found = score(tmp_path, scheme, facts, "2026-12")
    assert points(found) == dict.fromkeys(ALL, "1")


def test_k16_targets_by_class_in_several_figures_at_once(tmp_path: Path, facts: Facts) -> None:
    for number in range(4):
        facts.file(f"10-0{number + 1}", "chengguan", item=f"a{number}")
    facts.adopt("10-08", "chengguan", item="a0", text="字" * 900)
    facts.file("10-08", "zhujian", item="b")
    scheme = f"""{PLAIN}periods:
  - {{id: bao, kind: 任务, every: 月, metric: 报送件数, min: {{zhenjie: 4, bumen: 2}}, short: {{points: -5}}}}
  - {{id: fen, kind: target, every: quarter, metric: points, min: 3, short: {{points: -1}}}}
  - {{id: chang, kind: target, every: year, metric: {{count: {{characters: {{min: 800}}}}}}, min: 1, met: 4}}
  - {{id: shuang, kind: target, every: two_months, metric: adopted_items, min: 1, met: 1}}
"""
    october = score(tmp_path, scheme, facts, "2026-10")
    assert lines(october["chengguan"]) == [("cai", "2"), ("shuang", "1")]
    assert (lines(october["zhujian"]), notes(october["zhujian"])) == ([("bao", "-5")], ["2026年10月：任务2，完成1"])
    december = score(tmp_path, scheme, facts, "2026-12")["chengguan"]
    assert lines(december) == [("bao", "-5"), ("fen", "-1"), ("chang", "4")]


def test_k16_a_week_belongs_to_the_year_in_which_it_ends(tmp_path: Path, facts: Facts) -> None:
    facts.file("12-29", "chengguan", year=2025)
    scheme = "periods:\n  - {id: zhou, kind: 任务, every: 周, metric: 报送件数, min: 1, met: 1}\n"
    always = f"name: 全\n{scheme}"
    found = score(tmp_path, "", facts, "2026-01", quan=always)["chengguan"]
    assert [(str(award.day), award.note) for award in found.awards] == [
        ("2026-01-04", "12月29日至1月4日：任务1，完成1"),
    ]


def test_k17_a_quota_from_the_head_count_and_overrides(tmp_path: Path, facts: Facts) -> None:
    for unit in ("chengguan", "heping", "longquan"):
        for number in range(6):
            facts.file(f"10-0{number + 1}", unit)
    scheme = """
        staff: {城关镇: 12, 和平镇: 14}
        periods:
          - id: ding
            kind: 任务
            every: 月
            metric: 报送件数
            min: {per_staff: 0.5}
            units: {longquan: 8}
            met: 1
            short: {each: -0.5}
    """
    assert points(score(tmp_path, scheme, facts, "2026-10")) == {
        "chengguan": "1",
        "heping": "-0.5",
        "longquan": "-1",
    }


@pytest.mark.parametrize(("adopted", "worth"), [(14, "0"), (15, "50"), (16, "50")])
def test_k18_all_or_nothing(tmp_path: Path, facts: Facts, adopted: int, worth: str) -> None:
    for number in range(adopted):
        facts.adopt("10-08", "chengguan", item=f"a{number}")
    scheme = "periods:\n  - {id: quan, kind: 任务, every: 年, metric: 采用条次, min: 15, met: 50}\n"
    assert points(score(tmp_path, scheme, facts)).get("chengguan", "0") == worth


def test_k19_credit_over_the_target_per_item_or_per_head(tmp_path: Path, facts: Facts) -> None:
    for unit in ("chengguan", "heping"):
        for number in range(12):
            facts.adopt("10-08", unit, item=f"{unit}{number}")
    scheme = """
        staff: {heping: 4}
        periods:
          - {id: jian, kind: 任务, every: 年, metric: 采用条次, min: 5, over: {each: 0.5, cap: 3}}
          - {id: ren, kind: 任务, every: 年, metric: 采用条次, min: 5, over: {each: 1, per_staff: 是}}
    """
    found = score(tmp_path, scheme, facts)
    assert lines(found["chengguan"]) == [("jian", "3")]
    assert lines(found["heping"]) == [("jian", "3"), ("ren", "1.75")]


@pytest.mark.parametrize(
    ("short", "lost"),
    [
        ("{points: -5}", "-5"),
        ("{each: -1}", "-6"),
        ("{each: -1, cap: 4}", "-4"),
        ("{each: -1, step: 4}", "-1"),
        ("{each: -2, step: 5, in: percent}", "-24"),
        ("{proportional: -10}", "-6"),
        ("{proportional: 10}", "4"),
        ("{points: -1, each: -0.5}", "-4"),
    ],
)
def test_k20_shortfalls(tmp_path: Path, facts: Facts, short: str, lost: str) -> None:
    for number in range(4):
        facts.file(f"10-0{number + 1}", "chengguan")
    scheme = f"periods:\n  - {{id: r, kind: 任务, every: 月, metric: 报送件数, min: 10, short: {short}}}\n"
    assert points(score(tmp_path, scheme, facts, "2026-10"))["chengguan"] == lost


@pytest.mark.parametrize(
    ("short", "lost"),
    [
        ("{each: -1, step: 2}", "-5"),
        ("{each: -1, step: 10, in: percent}", "-10"),
        ("{proportional: -4}", "-4"),
        ("{proportional: 4}", None),
    ],
)
def test_k20_a_target_of_nothing_can_be_missed_by_a_loss(
    tmp_path: Path, facts: Facts, short: str, lost: str | None
) -> None:
    facts.enter("10-01", "chengguan", "漏报")
    scheme = f"""points: [{{id: lou, block: 扣分, when: {{measure: 登记}}, points: -10}}]
periods:
  - {{id: r, block: 任务分, kind: 任务, every: 月, metric: {{points_of: 扣分}}, min: 0, short: {short}}}
"""
    found = score(tmp_path, scheme, facts, "2026-10")["chengguan"]
    assert found.by_block.get("任务分") == (None if lost is None else Decimal(lost))


def test_k20_a_shortfall_booked_in_the_next_period_and_the_next_year(tmp_path: Path, facts: Facts) -> None:
    facts.file("11-03", "chengguan", year=2025)
    scheme = """name: 办法
periods:
  - {id: r, kind: 任务, every: 月, metric: 报送件数, min: 1, short: {points: -5}, book: 下期}
"""
    for period, days in (("2025-12", []), ("2026-01", ["2026-01-01"]), ("2026-02", ["2026-02-01"])):
        found = score(tmp_path, "", facts, period, banfa=scheme)["chengguan"]
        assert [str(award.day) for award in found.awards] == days
    assert score(tmp_path, "", facts, "2026-01", banfa=scheme)["chengguan"].awards[0].note == "2025年12月：任务1，完成0"


def test_k20_no_target_is_judged_before_its_last_day(tmp_path: Path, facts: Facts) -> None:
    scheme = "periods:\n  - {id: r, kind: 任务, every: 月, metric: 报送件数, min: 1, short: {points: -5}}\n"
    assert points(score(tmp_path, scheme, facts, "2026-1001-1030")) == {}
    assert points(score(tmp_path, scheme, facts, "2026-1002-1031"))["chengguan"] == "-5"


def test_k25_a_month_is_set_to_zero(tmp_path: Path, facts: Facts) -> None:
    facts.adopt("09-08", "chengguan")
    facts.adopt("10-08", "chengguan")
    facts.enter("10-20", "chengguan", "失泄密")
    scheme = f"""{PLAIN}periods:
  - {{id: ling, kind: zero, every: month, when: {{measure: 登记, event: 失泄密}}}}
"""
    assert lines(score(tmp_path, scheme, facts)["chengguan"]) == [("cai", "2"), ("cai", "2"), ("ling", "-2")]


def test_k26_caps_and_floors_of_a_rule_a_block_a_month_and_the_total(tmp_path: Path, facts: Facts) -> None:
    for number in range(4):
        facts.adopt("10-08", "chengguan", item=f"a{number}")
        facts.file("10-09", "chengguan")
        facts.enter("10-10", "heping", "漏报")
    scheme = f"""{PLAIN}  - {{id: bao, block: 报送分, when: {{measure: 报送}}, points: 1}}
  - {{id: lou, when: {{measure: 登记}}, points: -10}}
periods:
  - {{id: f-guize, kind: 限分, every: 月, of: cai, max: 6}}
  - {{id: f-bankuai, kind: 限分, every: 月, of: 报送分, max: {{zhenjie: 3}}}}
  - {{id: f-zong, kind: 限分, every: 月, of: 总分, max: 8, min: -15}}
"""
    found = score(tmp_path, scheme, facts, "2026-10")
    assert lines(found["chengguan"])[-3:] == [("f-guize", "-2"), ("f-bankuai", "-1"), ("f-zong", "-1")]
    assert points(found) == {"chengguan": "8", "heping": "-15"}
    assert found["chengguan"].by_block == {"采用分": 6, "报送分": 3}
    assert notes(found["heping"])[-1] == "2026年10月：合计-40分，最低计-15分"


def test_k26_a_cap_of_a_rule_counts_what_factors_and_repetition_did_to_it(tmp_path: Path, facts: Facts) -> None:
    facts.adopt("10-08", "chengguan", item="a", kind="diaoyan")
    facts.adopt("10-09", "chengguan", item="a", kind="diaoyan")
    scheme = f"""{PLAIN}factors:
  - {{id: bei, when: {{kind: 调研}}, times: 3}}
repeated: {{policy: 最高}}
periods:
  - {{id: feng, kind: 限分, every: 月, of: cai, max: 5}}
"""
    found = score(tmp_path, scheme, facts, "2026-10")["chengguan"]
    assert (found.points, lines(found)[-1]) == (5, ("feng", "-1"))


def test_k26_a_running_cap_shows_how_it_changed(tmp_path: Path, facts: Facts) -> None:
    for month in ("09", "10", "11"):
        facts.adopt(f"{month}-08", "chengguan", item=month)
    scheme = f"{PLAIN}periods:\n  - {{id: feng, kind: 限分, every: 年, of: 总分, max: 3}}\n"
    months = {p: score(tmp_path, scheme, facts, f"2026-{p}")["chengguan"] for p in ("09", "10", "11")}
    assert {p: lines(found) for p, found in months.items()} == {
        "09": [("cai", "2")],
        "10": [("cai", "2"), ("feng", "-1")],
        "11": [("cai", "2"), ("feng", "-2")],
    }
    assert months["11"].awards[-1].note == "2026年：合计6分，最高计3分；此前已计-1分"


@pytest.mark.parametrize(("adopted", "worth"), [(1, "-1"), (2, None)])
def test_k27_a_rate_below_a_threshold(tmp_path: Path, facts: Facts, adopted: int, worth: str | None) -> None:
    for number in range(5):
        facts.file("10-01", "chengguan", item=f"a{number}")
    for number in range(adopted):
        facts.adopt("10-08", "chengguan", item=f"a{number}")
    scheme = """
        periods:
          - {id: lv, kind: 任务, every: 月, metric: 采用率, min: 30, short: {points: -1}}
        rank: {by: 采用率}
    """
    found = score(tmp_path, scheme, facts, "2026-10")
    assert points(found).get("chengguan") == worth
    assert [found[unit].rank for unit in ("chengguan", "heping", "longquan")] == [1, 2, 2]
    assert "heping" not in points(found), "nothing filed, no rate"


AVERAGE = """
    points:
      - {id: zhuan, when: {measure: 采用, channel: 信息}, points: 5}
      - {id: zong, when: {measure: 采用}, points: 2}
      - {id: lou, when: {measure: 登记, event: 漏报}, points: -10}
    totals: {of: 平均, per: %s, %s}
"""


@pytest.mark.parametrize(
    ("per", "more", "worth"),
    [
        ("得分件数", "places: 2", "-0.33"),
        ("submitted", "places: 1", "-0.3"),
        ("{count: {measure: 报送}}", "min: 0", "0"),
    ],
)
def test_k28_an_average_instead_of_a_sum(tmp_path: Path, facts: Facts, per: str, more: str, worth: str) -> None:
    for channel in ("xinxi", "canyue", "shiwei"):
        facts.file("10-01", "chengguan", item=channel)
        facts.adopt("10-08", "chengguan", channel=channel, item=channel)
    facts.enter("10-20", "chengguan", "漏报")
    found = score(tmp_path, AVERAGE % (per, more), facts, "2026-10")["chengguan"]
    assert found.points == sum(award.points for award in found.awards) == Decimal(worth)
    assert found.awards[-1].note == f"合计-1分，折算为{worth}分"


def test_k28_an_average_of_nothing_is_nothing_and_the_year_is_an_average_too(tmp_path: Path, facts: Facts) -> None:
    facts.adopt("09-08", "chengguan", item="a")
    facts.adopt("10-08", "chengguan", channel="canyue", item="b")
    found = score(tmp_path, AVERAGE % ("scored", "places: 2"), facts, "2026-10")
    assert found["heping"].points == 0
    assert (found["chengguan"].carried, found["chengguan"].points, found["chengguan"].cumulative) == (
        5,
        2,
        Decimal("3.50"),
    )


def test_k29_other_scales_and_workloads(tmp_path: Path, facts: Facts) -> None:
    for unit, number in (("chengguan", 4), ("heping", 2), ("zhujian", 1)):
        for item in range(number):
            facts.adopt("10-08", unit, item=f"{unit}{item}")
    for totals, worth in (
        ("{convert: {times: 0.2, plus: 1}}", {"chengguan": "2.6", "heping": "1.8", "zhujian": "1.4"}),
        ("{convert: {full: 100, of: best}}", {"chengguan": "100", "heping": "50", "zhujian": "100"}),
        ("{workload: {和平镇: 1.25}, max: 6}", {"chengguan": "6", "heping": "5", "zhujian": "2"}),
    ):
        found = points(score(tmp_path, f"{PLAIN}totals: {totals}\n", facts))
        assert {unit: found[unit] for unit in worth} == worth
