"""The language of schemes: Chinese and English say the same, and what is wrong is told with file, line and hint."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from ledgers import FORMS

from jianbao.ledger import Measure
from jianbao.problems import NOWHERE
from jianbao.settings.schemes import MEASURES, Condition, Every, Figure, Mode, Policy, Scheme
from offices import OfficeBuilder

ENGLISH = """
name: 云溪区计分办法
from: 2026-01-01
to: 2026-12-31
basis: 云委办发〔2026〕3号
booking: {by: recorded, month_ends: 25, window: 15}
credit: {by: unit, parents: 是}
staff: {chengguan: 12}
groups:
  - {id: yi, name: 一类单位, units: [chengguan], groups: [bumen], from: 2026-02-01, ranked: 否, targets: 否}
grades: [一般, 重要]
weights:
  - {when: {form: jianxun}, count: 0.25}
classify:
  - {id: jiang, when: {measure: adopted, level_from: shi, characters: {min: 800}}, set: {kind: diaoyan}, shift: {grade: -1}}
points:
  - {id: xinxi, title: 采用, block: 采用分, when: {measure: adopted, channel: xinxi, composite: 否}, points: 2}
  - {id: zhuan, when: {route: forwarded, not: {urgent: 是}, any: [{pictures: 是}, {instructed: [shi, sheng]}]}, external: 2}
  - {id: shi-shi, when: {measure: entered, event: 失实}, by_hand: {min: -10, max: -2}, zero_item: 是}
  - {id: chi, when: {measure: entered, event: 迟报}, percent: -50, of: total}
factors:
  - {id: bei, when: {column: zhongdian}, times: 2}
bonus:
  - {id: tu, when: {pictures: 是}, points: 1}
share:
  - {id: lian, when: {joint: 是}, policy: ratio, ratio: [3, 2], main: 1, places: 1}
instructions:
  mode: replace
  count: each
  own_only: 是
  table:
    - {id: zhong, when: {level: zhongyang, nature: praise}, points: 50}
repeated: {policy: top, number: 2, per_level: 是, within: always}
periods:
  - {id: jichu, kind: base, every: month, points: {bumen: 3}}
  - {id: r, kind: target, every: two_months, metric: rate, min: 6, units: {heping: 4}, met: 2, short: {each: -1, step: 5, in: percent}, over: {each: 0.5, cap: 5, per_staff: 是}, book: next}
  - {id: feng, kind: cap, every: half, of: xinxi, max: 10, min: 0}
totals: {of: average, per: scored, convert: {times: 0.2}, labels: [{from: 90, name: 优}]}
rank: {by: points, tie: [weighted]}
awards:
  - {id: xian, title: 先进, top: 3, veto: [{target: r, below: 50}, {every: month, metric: points, below: 3, in_row: 3}]}
"""  # noqa: E501  (one rule, one line, as in the files of offices)
CHINESE = """
名称: 云溪区计分办法
自: 2026-01-01
至: 2026-12-31
依据文件: 云委办发〔2026〕3号
入账: {按: 登记日, 月末日: 25, 补报截止日: 15}
记分对象: {按: 单位, 记入上级: 是}
人数: {城关镇: 12}
分组:
  - {编号: yi, 名称: 一类单位, 单位名单: [城关镇], 分组: [区直部门], 自: 2026-02-01, 计名次: 否, 有任务: 否}
等次阶梯: [一般, 重要]
件数折算:
  - {条件: {体裁: 简讯}, 计数: 0.25}
归类:
  - {编号: jiang, 条件: {计量: 采用, 层级起: 市级, 字数: {最低: 800}}, 改为: {类别: 调研}, 升降: {等次: -1}}
计分规则:
  - {编号: xinxi, 标题: 采用, 板块: 采用分, 条件: {计量: 采用, 渠道: 信息, 综合: 否}, 分值: 2}
  - {编号: zhuan, 条件: {报送途径: 转报, 除外: {紧急: 是}, 任一: [{配图: 是}, {有批示: [市级, 省级]}]}, 原分倍数: 2}
  - {编号: shi-shi, 条件: {计量: 登记, 事项: 失实}, 人工分: {最低: -10, 最高: -2}, 稿件清零: 是}
  - {编号: chi, 条件: {计量: 登记, 事项: 迟报}, 百分比: -50, 对象: 总分}
加倍:
  - {编号: bei, 条件: {栏目: 重点工作}, 倍数: 2}
加分:
  - {编号: tu, 条件: {配图: 是}, 分值: 1}
分摊:
  - {编号: lian, 条件: {联合: 是}, 办法: 按比例, 比例: [3, 2], 主要: 1, 小数位: 1}
批示计分:
  计法: 代替
  计数: 每次
  限本级刊物: 是
  分值表:
    - {编号: zhong, 条件: {层级: 中央, 批示性质: 肯定}, 分值: 50}
重复采用: {办法: 前几, 名额: 2, 每级一次: 是, 期限: 不限}
周期规则:
  - {编号: jichu, 类别: 基础分, 周期: 月, 分值: {区直部门: 3}}
  - {编号: r, 类别: 任务, 周期: 双月, 指标: 采用率, 最低: 6, 单位名单: {和平镇: 4}, 达标分: 2, 未达标: {每件: -1, 每档: 5, 计差: 百分点}, 超额: {每件: 0.5, 封顶: 5, 按人: 是}, 记入: 下期}
  - {编号: feng, 类别: 限分, 周期: 半年, 对象: xinxi, 最高: 10, 最低: 0}
总分: {对象: 平均, 除以: 得分件数, 换算: {倍数: 0.2}, 评定: [{自: 90, 名称: 优}]}
名次: {按: 分数, 并列依次比: [折算条次]}
评优:
  - {编号: xian, 标题: 先进, 前几名: 3, 否决: [{任务: r, 低于: 50}, {周期: 月, 指标: 分数, 低于: 3, 连续: 3}]}
"""  # noqa: E501


@pytest.fixture
def builder(tmp_path: Path) -> OfficeBuilder:
    built = OfficeBuilder(tmp_path)
    built.replace("briefs/settings/kinds.yml", "kinds:\n", f"{FORMS}kinds:\n")
    return built


def read(builder: OfficeBuilder, text: str) -> Scheme:
    builder.write("briefs/settings/scoring/banfa.yml", text)
    office = builder.read()
    assert [str(problem) for problem in office.problems] == []
    return office.settings.schemes[0]


def forget_places(value: object) -> str:
    """A scheme in full, without where it stands."""
    return re.sub(r"Place\([^)]*\)", "", repr(value))


def test_every_key_and_word_can_be_written_in_chinese(builder: OfficeBuilder) -> None:
    english, chinese = read(builder, ENGLISH), read(builder, CHINESE)
    assert forget_places(chinese) == forget_places(english)
    assert (english.points[0].points, english.share[0].policy, english.instructions.mode) == (
        2,
        Policy.RATIO,
        Mode.REPLACE,
    )
    assert [(rule.every, rule.metric.figure) for rule in english.periods] == [
        (Every.MONTH, Figure.POINTS),
        (Every.TWO_MONTHS, Figure.RATE),
        (Every.HALF, Figure.POINTS),
    ]
    assert (english.classify[0].changes, english.classify[0].shift) == ((("kind", "diaoyan"),), -1)


def test_rules_know_their_places_and_are_named_where_they_name_nothing(builder: OfficeBuilder) -> None:
    scheme = read(builder, "name: 办法\nbonus:\n  - {when: {pictures: 是}, points: 1}\n  - {id: tu, points: 1}\n")
    assert [(rule.id, rule.title, str(rule.place)) for rule in scheme.bonus] == [
        ("bonus-1", "加分第1条", "briefs/settings/scoring/banfa.yml:3:5"),
        ("tu", "tu", "briefs/settings/scoring/banfa.yml:4:5"),
    ]


def test_a_condition_without_a_measure_is_about_adoptions(builder: OfficeBuilder) -> None:
    scheme = read(builder, "name: 办法\npoints: [{when: {channel: 信息}, points: 1}]\nshare: [{policy: 均分}]\n")
    assert scheme.points[0].when.values("measure") == ("采用",)
    assert scheme.share[0].when.values("measure") is None
    assert scheme.repeated.covers.values("measure") == ("采用",)


def test_the_measures_are_those_of_the_ledger() -> None:
    assert {measure.value: measure.name.lower() for measure in Measure} == MEASURES


# What is written, what is said of it (the file left out), and the hint or how it begins.
PROBLEMS = [
    (
        "points: [{when: {chanel: 信息}, points: 1}]",
        "error[field-unknown] 2:18 不认识字段“chanel”",
        "是不是想写“channel（渠道）”？",
    ),
    (
        "points: [{when: {channel: 每日要请}, points: 1}]",
        "error[channel-unknown] 2:27 没有名为“每日要请”的渠道",
        "渠道名单见 briefs/settings/channels.yml",
    ),
    (
        "points: [{when: {level: 市极}, points: 1}]",
        "error[level-unknown] 2:25 没有名为“市极”的层级",
        "是不是“市级”？",
    ),
    (
        "points: [{when: {measure: 上稿}, points: 1}]",
        "error[field-type] 2:27 “上稿”不在可选之列",
        "可选：报送、采用、上报、批示、约稿、登记",
    ),
    (
        "points: [{when: {column: 重点}, points: 1, external: 2}]",
        "error[column-unknown] 2:26 没有名为“重点”的栏目",
        "是不是“重点工作”？",
    ),
    (
        "points: [{when: {pictures: 是}, points: 1, external: 2}]",
        "error[field-type] 2:10 计分规则应写且只写一种分值",
        "points（定额）、external（按对方给分的倍数）、by_hand（人工定分）、percent（百分比）选一种",
    ),
    (
        "points: [{when: {measure: 登记}, by_hand: {min: 5, max: 2}}]",
        "error[field-type] 2:47 最低分高于最高分",
        "如 {min: -10, max: -2}",
    ),
    (
        "classify: [{when: {kind: 调研}}]",
        "error[field-missing] 2:12 归类规则没有写改成什么",
        "写 set 或 shift",
    ),
    (
        "share: [{policy: 平分}]",
        "error[field-type] 2:18 字段“policy（办法）”的值“平分”不在可选之列",
        "可选：全额、均分、定额、按份额、按比例",
    ),
    (
        "share: [{policy: 按比例, ratio: [三, 2]}]",
        "error[field-type] 2:30 ratio（比例）应是几个数",
        "如 ratio: [3, 2]",
    ),
    (
        "periods: [{kind: 任务, every: 月, metric: 采用数, min: 1}]",
        "error[field-type] 2:40 没有名为“采用数”的指标",
        "可选：报送件数、采用件数、采用条次、折算条次、上报件数、批示件数、采用率、分数，或 {count: {…}}",
    ),
    (
        "periods: [{kind: 限分, every: 月, of: 总分}]",
        "error[field-missing] 2:11 限分规则没有写最低分或最高分",
        "写 max（最高）或 min（最低）",
    ),
    (
        "periods: [{kind: 清零, every: 年}]",
        "error[field-missing] 2:11 清零规则没有写条件",
        "写 when: {measure: 登记, event: 瞒报}",
    ),
    (
        "periods: [{kind: 任务, every: 月, metric: 分数, min: 1, short: {each: -1, step: 0}}]",
        "error[field-type] 2:76 step（每档）应大于零",
        "如 step: 5",
    ),
    (
        "booking: {window: 32}",
        "error[field-type] 2:19 每月没有32日",
        "写1至31之间的日子",
    ),
    (
        "credit: {by: 栏目}",
        "error[field-missing] 2:9 没有写哪个栏目或编辑记到哪个单位",
        "如 to: {zhongdian: zonghe}",
    ),
    (
        "awards: [{title: 先进, top: 3, percent: 10}]",
        "error[field-type] 2:10 评优应写 top（前几名）或 percent（百分比）中的一个",
        "如 top: 3",
    ),
    (
        "awards: [{title: 先进, top: 3, veto: [{below: 50}]}]",
        "error[field-type] 2:37 否决条件应写且只写一种",
        "写 when（条件）、target（任务）或 every（周期）中的一种",
    ),
    (
        "staff: {城官镇: 12}",
        "error[unit-unknown] 2:9 没有名为“城官镇”的单位",
        "是不是“城关镇”？",
    ),
    (
        "groups: [{id: yi, name: 一类, groups: [乡镇]}]",
        "error[group-unknown] 2:38 没有名为“乡镇”的分组",
        "是不是“乡镇街道”？",
    ),
    (
        "totals: {of: 平军}",
        "error[field-type] 2:14 of（对象）应是 sum（合计）或 average（平均）",
        "写 of: sum",
    ),
    (
        "share: [{policy: 均分, places: 9}]",
        "error[field-type] 2:30 小数位最多写4",
        "分数一般保留1至2位小数，如 places: 2",
    ),
    (
        "jieci: 3",
        "error[field-unknown] 2:1 不认识字段“jieci”",
        "这里可用的字段：",
    ),
]


@pytest.mark.parametrize(("text", "said", "hint"), PROBLEMS, ids=[text for text, *_ in PROBLEMS])
def test_what_is_wrong_is_told(builder: OfficeBuilder, text: str, said: str, hint: str) -> None:
    builder.write("briefs/settings/scoring/banfa.yml", f"name: 办法\n{text}\n")
    problems = [str(problem).replace("briefs/settings/scoring/banfa.yml:", "") for problem in builder.read().problems]
    assert any(problem.startswith(f"{said}\n提示：{hint}") for problem in problems), problems


def test_a_scheme_that_is_no_mapping_is_told_and_others_are_read(builder: OfficeBuilder) -> None:
    builder.write("briefs/settings/scoring/a.yml", "- 1\n")
    builder.write("briefs/settings/scoring/b.yml", "name: 乙\n")
    builder.write("briefs/settings/scoring/README.md", "说明\n")
    office = builder.read()
    assert [scheme.id for scheme in office.settings.schemes] == ["b"]
    assert [problem.place.path for problem in office.problems] == ["briefs/settings/scoring/a.yml"]


def test_an_empty_condition_says_nothing() -> None:
    condition = Condition(place=NOWHERE)
    assert condition.values("level") is None
    assert replace(condition, wants=()) == condition
