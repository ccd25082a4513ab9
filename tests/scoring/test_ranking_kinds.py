"""Kinds of rule about who is counted, when and in which order: K30–K39 of the regulations that were read."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from ledgers import Facts, lines, make_ledger, make_office, period_of, points, score, score_office

from jianbao.ledger import FiledItem
from jianbao.problems import ProblemsFound
from jianbao.reading import read_office
from jianbao.scoring import schemes_in_force, score_units

PLAIN = "points:\n  - {id: cai, when: {measure: 采用}, points: 2}\n"


@pytest.fixture
def facts() -> Facts:
    return Facts()


def adopt(facts: Facts, unit: str, times: int, day: str = "10-08", **fields: object) -> None:
    for number in range(times):
        facts.adopt(day, unit, item=f"{unit}-{day}-{number}", **fields)  # type: ignore[arg-type]


def test_k30_counting_weights_apart_from_points(tmp_path: Path, facts: Facts) -> None:
    adopt(facts, "chengguan", 4, form="jianxun")
    adopt(facts, "chengguan", 1, channel="canyue")
    scheme = f"""{PLAIN}weights:
  - {{id: jian, when: {{form: 简讯}}, count: 0.25}}
  - {{id: canyue, when: {{channel: 参阅件}}, count: 2}}
periods:
  - {{id: r, kind: 任务, every: 月, metric: 折算条次, min: 3, met: 1}}
"""
    found = score(tmp_path, scheme, facts, "2026-10")["chengguan"]
    assert (found.points, found.awards[-1].note) == (11, "2026年10月：任务3，完成3")


GROUPS = """
    groups:
      - {id: yi, name: 一类单位, units: [城关镇], from: 2026-07-01}
      - {id: er, name: 二类单位, groups: [乡镇街道]}
      - {id: mian, name: 免考单位, groups: [区直部门], ranked: 否, targets: 否}
    points:
      - {id: cai, when: {group: 二类单位}, points: 3}
      - {id: qita, when: {measure: 采用}, points: 2}
    periods:
      - {id: r, kind: 任务, every: 月, metric: 采用条次, min: 1, short: {points: -1}}
"""


def test_k31_groups_change_with_time_and_some_units_are_not_ranked(tmp_path: Path, facts: Facts) -> None:
    adopt(facts, "chengguan", 1, "06-08")
    adopt(facts, "heping", 2, "06-08")
    adopt(facts, "chengguan", 1, "07-08")
    adopt(facts, "zhujian", 1, "06-08")
    june, july = (score(tmp_path, GROUPS, facts, f"2026-{month}") for month in ("06", "07"))
    assert {u: (s.group_name, s.points, s.rank) for u, s in june.items() if s.points > 0} == {
        "chengguan": ("二类单位", 3, 2),
        "heping": ("二类单位", 6, 1),
        "zhujian": ("免考单位", 2, None),
    }
    assert (july["chengguan"].group, july["chengguan"].rank, july["chengguan"].points) == ("yi", 1, 2)
    assert [july[unit].points for unit in ("heping", "longquan", "zhujian")] == [-1, -1, 0]


def test_k31_the_offices_own_pieces_are_counted_apart(tmp_path: Path, facts: Facts) -> None:
    adopt(facts, "quweiban", 3)
    found = score(tmp_path, PLAIN, facts)
    assert (found["quweiban"].points, found["quweiban"].rank, found["quweiban"].group_name) == (6, None, "本办公室")
    assert list(found) == ["chengguan", "heping", "longquan", "zhujian", "wenlv", "shuju", "quweiban"]


def add_parents(root: Path) -> None:
    units = root / "briefs/settings/units.yml"
    text = units.read_text(encoding="utf-8")
    for unit in ("chengguan, name: 城关镇", "heping, name: 和平镇"):
        text = text.replace(f"{{id: {unit},", f"{{id: {unit}, parent: zhujian,")
    units.write_text(text, encoding="utf-8")


def test_k32_a_subordinates_points_go_to_its_parent_too(tmp_path: Path, facts: Facts) -> None:
    office = make_office(tmp_path, f"credit: {{parents: 是}}\n{PLAIN}")
    add_parents(tmp_path)
    office = replace(office, settings=read_office(tmp_path).settings)
    adopt(facts, "chengguan", 2)
    items = [FiledItem(id="a", units=("chengguan",)), FiledItem(id="b", units=("heping",))]
    facts.adopt("10-09", "chengguan", "heping", item=items)
    found = score_office(office, facts)
    assert points(found) == {"chengguan": "6", "heping": "2", "zhujian": "6"}
    assert [award.note for award in found["zhujian"].awards] == ["所属的城关镇所得"] * 3


def test_k32_divisions_are_scored_by_column_on_the_same_adoptions(tmp_path: Path, facts: Facts) -> None:
    adopt(facts, "chengguan", 2, column="zhongdian")
    used = facts.adopt("10-09", "heping", item="c", column="jiaoliu")
    facts.instruct("10-12", used)
    table = """name: 处室计分
credit: {by: 栏目, to: {重点工作: 区旅游中心, 经验交流: 区数据局}}
points:
  - {id: lanmu, when: {measure: 采用, own: 是}, points: 1}
instructions: {table: [{id: pishi, when: {level: 市级}, points: 5}]}
"""
    office = make_office(tmp_path, PLAIN, chushi=table)
    found = score_office(office, facts, "2026-10")
    assert points(found) == {"chengguan": "4", "heping": "2", "lvyou": "2", "shuju": "6"}
    assert (found["shuju"].group_name, found["shuju"].rank) == ("处室", 1)


def test_k33_entries_by_hand_count_under_the_rule_that_they_name(tmp_path: Path, facts: Facts) -> None:
    facts.enter("10-09", "chengguan", rule="jia", points=Decimal("1.5"))
    facts.enter("10-09", "heping", "大事记", points=Decimal(3))
    scheme = "points:\n  - {id: jia, title: 交流发言, when: {measure: 登记, event: 发言}, by_hand: {min: 0, max: 5}}\n"
    found = score(tmp_path, scheme, facts)
    assert points(found) == {"chengguan": "1.5"}
    award = found["chengguan"].awards[0]
    assert (award.rule_title, award.note, award.event and str(award.event.place)) == (
        "交流发言",
        "人工定分",
        "briefs/entered/001.yml:1:1",
    )


@pytest.mark.parametrize(
    ("booking", "day", "recorded", "booked"),
    [
        ("{}", "10-30", "11-20", "2026-10-30"),
        ("{by: 登记日}", "10-30", "11-20", "2026-11-20"),
        ("{month_ends: 25}", "10-25", "10-25", "2026-10-25"),
        ("{month_ends: 25}", "10-26", "10-26", "2026-11-01"),
        ("{window: 15}", "10-30", "11-15", "2026-10-30"),
        ("{window: 15}", "10-30", "11-16", "2026-11-16"),
        ("{window: 15}", "09-30", "11-02", "2026-11-02"),
        ("{by: recorded, month_ends: 25}", "10-02", "10-28", "2026-11-01"),
    ],
)
def test_k34_the_day_to_whose_account_a_fact_goes(
    tmp_path: Path, facts: Facts, booking: str, day: str, recorded: str, booked: str
) -> None:
    facts.adopt(day, "chengguan", recorded=date.fromisoformat(f"2026-{recorded}"))
    text = f"booking: {booking}\n" if booking != "{}" else ""
    found = score(tmp_path, text + PLAIN, facts)["chengguan"]
    assert [str(award.day) for award in found.awards] == [booked]


OLD = "name: 原办法\nfrom: 2026-01-01\nto: 2026-06-30\npoints: [{id: cai, when: {measure: 采用}, points: 1}]\n"
NEW = (
    "name: 新办法\nfrom: 2026-07-01\nbooking: {month_ends: 25}\npoints: [{id: cai, when: {measure: 采用}, points: 3}]\n"
)


def test_k35_another_scheme_from_a_day_inside_the_year(tmp_path: Path, facts: Facts) -> None:
    for day in ("06-30", "07-01", "12-30"):
        facts.adopt(day, "chengguan", item=day)
    found = score(tmp_path, "", facts, "2026-h2", old=OLD, new=NEW)["chengguan"]
    assert (found.carried, found.points, found.cumulative) == (1, 3, 4)
    assert [award.scheme for award in found.awards] == ["new"]
    assert score(tmp_path, "", facts, "2027-01", old=OLD, new=NEW)["chengguan"].points == 3


def test_k35_what_is_booked_later_is_scored_as_on_that_day(tmp_path: Path, facts: Facts) -> None:
    facts.adopt("06-20", "chengguan", recorded=date(2026, 8, 1))
    late = OLD.replace("points:", "booking: {window: 15}\npoints:", 1)
    found = score(tmp_path, "", facts, old=late, new=NEW)["chengguan"]
    assert [(str(award.day), award.points) for award in found.awards] == [("2026-08-01", 3)]


HONOURS = """
    points:
      - {id: cai, when: {measure: 采用}, points: 2}
    periods:
      - {id: r, title: 报送任务, kind: 任务, every: 月, metric: 报送件数, min: 4}
    awards:
      - id: xianjin
        title: 先进单位
        top: 1
        veto:
          - {when: {measure: 登记, event: 瞒报}}
          - {target: r, below: 50}
          - {every: 月, metric: 分数, below: 1, in_row: 3}
      - {id: sanfen, title: 表扬单位, percent: 40, groups: [乡镇街道]}
"""


def test_k36_awards_vetoes_and_who_comes_next(tmp_path: Path, facts: Facts) -> None:
    for unit, times in (("chengguan", 3), ("heping", 2), ("longquan", 1)):
        adopt(facts, unit, times)
        for number in range(2):
            facts.file("10-01", unit, item=f"{unit}-{number}")
    facts.enter("10-20", "chengguan", "瞒报")
    found = score(tmp_path, HONOURS, facts, "2026-10")
    assert {unit: (found[unit].won, found[unit].vetoed) for unit in ("chengguan", "heping", "longquan", "shuju")} == {
        "chengguan": (("表扬单位",), ("先进单位：有瞒报1次",)),
        "heping": (("先进单位",), ()),
        "longquan": ((), ()),
        "shuju": ((), ("先进单位：2026年10月报送任务完成0，不足4的50%",)),
    }


def test_k36_three_bad_months_in_a_row(tmp_path: Path, facts: Facts) -> None:
    for month in ("10", "12"):
        adopt(facts, "chengguan", 1, f"{month}-08")
    scheme = HONOURS.replace("          - {target: r, below: 50}\n", "")
    found = score(tmp_path, scheme, facts, "2026-q4")
    assert (found["chengguan"].vetoed, found["heping"].vetoed) == (
        (),
        ("先进单位：截至2026年12月连续3次低于1",),
    )


def test_k37_grades(tmp_path: Path, facts: Facts) -> None:
    for unit, times in (("chengguan", 5), ("heping", 4), ("longquan", 1)):
        adopt(facts, unit, times)
    scheme = f"{PLAIN}totals: {{labels: [{{from: 8, name: 良}}, {{from: 10, name: 优}}, {{name: 一般}}]}}\n"
    found = score(tmp_path, scheme, facts)
    assert [found[unit].label for unit in ("chengguan", "heping", "longquan")] == ["优", "良", "一般"]


def test_k38_without_a_scheme_there_is_no_score(tmp_path: Path, facts: Facts) -> None:
    adopt(facts, "chengguan", 1)
    office = make_office(tmp_path, PLAIN)
    assert score_units(office, make_ledger(facts.events), period_of("2026"), []) == {}
    with pytest.raises(ProblemsFound) as found:
        schemes_in_force(office, ["计分办发"])
    assert str(found.value) == "error[scheme-unknown] 没有名为“计分办发”的计分方案\n提示：是不是“计分办法”？"


def test_k39_equals_share_a_rank_after_the_tie_breakers(tmp_path: Path, facts: Facts) -> None:
    adopt(facts, "chengguan", 2)
    adopt(facts, "heping", 2)
    adopt(facts, "longquan", 1, channel="shiwei")
    facts.file("10-01", "heping")
    scheme = """
        points:
          - {id: shi, when: {level: 市级}, points: 4}
          - {id: cai, when: {measure: 采用}, points: 2}
        rank: {by: 分数, tie: [%s]}
    """
    towns = ("chengguan", "heping", "longquan")
    for tie, ranks in (
        ("采用条次", [1, 1, 3]),
        ("采用条次, 报送件数", [2, 1, 3]),
        ("{count: {level_from: 市级}}", [2, 2, 1]),
    ):
        found = score(tmp_path, scheme % tie, facts)
        assert [found[unit].rank for unit in towns] == ranks
        assert [found[unit].rank_cumulative for unit in towns] == ranks


def test_a_unit_that_the_settings_do_not_know_comes_last(tmp_path: Path, facts: Facts) -> None:
    adopt(facts, "waiqu", 1)
    found = score(tmp_path, PLAIN, facts)
    assert list(found)[-1] == "waiqu"
    assert (lines(found["waiqu"]), found["waiqu"].rank) == ([("cai", "2")], None)
