"""Every key of ``when``: a fact that meets it and one that does not; and what is asked of the piece so far."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from ledgers import Facts, points, score

from jianbao.ledger import FiledItem, Measure

TWO = (FiledItem(id="chengguan/a", units=("chengguan",)), FiledItem(id="heping/b", units=("heping",)))
# What a rule asks of an adoption, the fields that meet it, and those that do not.
ADOPTED: list[tuple[str, dict[str, Any], dict[str, Any]]] = [
    ("channel: 信息", {}, {"channel": "canyue"}),
    ("channel: [参阅件, 市委办]", {"channel": "shiwei"}, {}),
    ("level: 市级", {"channel": "shiwei"}, {"channel": "shengwei"}),
    ("level_from: 省级", {"channel": "zhongban"}, {"channel": "shiwei"}),
    ("kind: [调研, 经验做法]", {"kind": "jingyan"}, {"kind": "dongtai"}),
    ("form: 简讯", {"form": "jianxun"}, {}),
    ("grade: 重要", {"grade": "重要"}, {"grade": "参阅"}),
    ("route: 转报", {"route": "转报"}, {"route": "直报"}),
    ("column: 重点工作", {"column": "zhongdian"}, {"column": "minyi"}),
    ("stage: 初报", {"stage": "初报"}, {"stage": "续报"}),
    ("urgent: 是", {"urgent": True}, {}),
    ("urgent: 否", {}, {"urgent": True}),
    ("own: 是", {}, {"channel": "shiwei"}),
    ("own: 否", {"channel": "shiwei"}, {}),
    ("whole_issue: 是", {"articles": 1}, {"articles": 2}),
    ("whole_issue: 是", {"articles": 1}, {"articles": 1, "channel": "shiwei"}),
    ("pictures: 是", {"pictures": 3}, {}),
    ("composite: 是", {"item": TWO}, {"item": "a"}),
    ("tags: [转载, 摘编]", {"tags": ("城市更新", "摘编")}, {"tags": ("城市更新",)}),
    ("characters: {min: 3}", {"text": "三个字"}, {"text": "两字"}),
    ("characters: {max: 2}", {"text": "两字"}, {"text": "三个字"}),
    ("characters: {min: 2, max: 3}", {"text": "三个字"}, {"text": "有四个字"}),
    ("unit: 城关镇", {}, {"unit": "heping"}),
    ("group: 乡镇街道", {}, {"unit": "zhujian"}),
    ("not: {form: 简讯}", {}, {"form": "jianxun"}),
    ("not: [{form: 简讯}, {urgent: 是}]", {}, {"urgent": True}),
    ("any: [{form: 简讯}, {urgent: 是}]", {"urgent": True}, {}),
    ("any: [{form: 简讯, urgent: 否}, {not: {own: 是}}]", {"channel": "shiwei"}, {"form": "jianxun", "urgent": True}),
    ("kind: 调研, urgent: 是", {"kind": "diaoyan", "urgent": True}, {"kind": "diaoyan"}),
    ("adopted: 是, called: 否, instructed: 否", {}, {"channel": "shiwei", "form": "jianxun"}),
]


def adopt(facts: Facts, fields: dict[str, Any]) -> str:
    """The unit to whose account it goes."""
    fields = dict(fields)
    unit = fields.pop("unit", "chengguan")
    facts.adopt("10-08", unit, **fields)
    return unit


@pytest.mark.parametrize(("when", "meets", "other"), ADOPTED, ids=[when for when, *_ in ADOPTED])
def test_a_key_of_an_adoption(tmp_path: Path, when: str, meets: dict[str, Any], other: dict[str, Any]) -> None:
    scheme = f"points:\n  - {{when: {{{when}}}, points: 7}}\n"
    met, missed = Facts(), Facts()
    unit, _ = adopt(met, meets), adopt(missed, other)
    assert points(score(tmp_path, scheme, met)) == {unit: "7"}
    if "adopted" not in when:
        assert points(score(tmp_path, scheme, missed)) == {}


def test_a_joint_item_and_its_main_contributor(tmp_path: Path) -> None:
    facts = Facts()
    used = facts.adopt("10-08", "chengguan", "heping", item="a")
    facts.adopt("10-09", "longquan", item="b")
    facts.events[0] = replace(used, credits=(replace(used.credits[0], main=True), used.credits[1]))
    scheme = """
        points:
          - {id: zhu, when: {joint: 是, main: 是}, points: 5}
          - {id: ci, when: {joint: 是}, points: 2}
    """
    assert points(score(tmp_path, scheme, facts)) == {"chengguan": "5", "heping": "2"}


def test_each_measure_has_keys_of_its_own(tmp_path: Path) -> None:
    facts = Facts()
    used = facts.adopt("10-08", "chengguan", item="a")
    facts.instruct("10-09", used, natures=("要求办理", "圈阅"), leader="刘××")
    facts.instruct("10-09", used, natures=("阅知",), leader="刘××")
    facts.instruct("10-09", used, natures=("肯定",), leader="陈××")
    facts.answer("10-10", "heping", "免报")
    facts.enter("10-11", "longquan", "大事记", rule="jia")
    facts.add(Measure.REPORTED, "10-12", "zhujian", channel="shengwei")
    facts.file("10-13", "wenlv", kind="diaoyan")
    scheme = """
        points:
          - {id: pi, when: {measure: 批示, nature: [肯定, 要求办理], leader: 刘××}, points: 1}
          - {id: mian, when: {measure: 约稿, outcome: 免报}, points: 2}
          - {id: dashi, when: {measure: 登记, event: 大事记, rule: jia}, points: 3}
          - {id: shang, when: {measure: 上报, channel: 省委办公厅}, points: 4}
          - {id: bao, when: {measure: 报送, kind: 调研}, points: 5}
    """
    found = points(score(tmp_path, scheme, facts))
    assert found == {"chengguan": "1", "heping": "2", "longquan": "3", "zhujian": "4", "wenlv": "5"}


def test_an_instruction_doubles_what_was_earned_before_on_the_day_when_it_comes(tmp_path: Path) -> None:
    facts = Facts()
    used = facts.adopt("09-08", "chengguan", item="a")
    facts.instruct("10-20", used, "sheng")
    facts.adopt("11-08", "chengguan", channel="canyue", item="a")
    scheme = """
        points: [{id: cai, when: {measure: 采用}, points: 2}]
        factors: [{id: bei, title: 省领导批示加倍, when: {instructed: [省级, 中央]}, times: 2}]
    """
    found = score(tmp_path, scheme, facts)["chengguan"]
    assert [(str(award.day), award.rule_id, award.points) for award in found.awards] == [
        ("2026-09-08", "cai", 2),
        ("2026-10-20", "bei", 2),
        ("2026-11-08", "cai", 2),
        ("2026-11-08", "bei", 2),
    ]
    assert found.awards[1].event is facts.events[0], "the points are those of the adoption"
    assert found.awards[1].note == "×2；因10月20日的批示重算"


def test_what_is_counted_is_asked_as_of_the_last_day(tmp_path: Path) -> None:
    facts = Facts()
    facts.file("09-01", "chengguan", item="a")
    facts.adopt("10-08", "chengguan", item="a")
    scheme = """
        periods:
          - id: r
            kind: 任务
            every: 月
            metric: {count: {measure: 报送, adopted: 是}}
            min: 1
            met: 3
          - id: nian
            kind: 任务
            every: 年
            metric: {count: {measure: 报送, adopted: 是}}
            min: 1
            met: 5
    """
    assert points(score(tmp_path, scheme, facts)) == {"chengguan": "5"}


def test_a_rule_of_classes_sees_what_an_earlier_one_made(tmp_path: Path) -> None:
    facts = Facts()
    facts.adopt("10-08", "chengguan", channel="shiwei", kind="dongtai", text="字" * 900)
    facts.adopt("10-08", "heping", channel="shiwei", kind="dongtai", text="字")
    scheme = """
        grades: [一般, 重要]
        classify:
          - {id: chang, when: {measure: 采用, characters: {min: 800}}, set: {kind: 调研, grade: 一般}}
          - {id: sheng, when: {measure: 采用, kind: 调研}, set: {level: 省级, channel: 省委办公厅}, shift: {grade: 5}}
        points:
          - {id: gao, when: {channel: 省委办公厅, level: 省级, grade: 重要}, points: 9}
          - {id: di, when: {measure: 采用}, points: 1}
    """
    assert points(score(tmp_path, scheme, facts)) == {"chengguan": "9", "heping": "1"}
