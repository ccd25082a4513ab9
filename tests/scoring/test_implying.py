"""Which conditions can hold, and which hold wherever others do."""

from __future__ import annotations

from pathlib import Path

import pytest
from ledgers import make_office

from jianbao.scoring.implying import can_hold, implies
from jianbao.settings.schemes import Condition

CAN = [
    "{}",
    "{measure: 采用, level: [市级, 省级], level_from: 省级}",
    "{measure: [采用, 报送], grade: 重要}",
    "{tags: 甲, not: {tags: 乙}}",
    "{measure: 批示, nature: 肯定, not: {nature: 圈阅}}",
    "{measure: 报送, own: 否}",
    "{any: [{measure: 约稿, outcome: 按时}, {measure: 报送}]}",
    "{measure: 督查, outcome: [缺反馈, 缺报], level: 市级}",
    "{measure: [约稿, 督查], outcome: 超期办结}",
    "{measure: 紧急, outcome: 备查, stage: 初报, pictures: 是, minutes: {min: 30, max: 30}}",
]
CANNOT = [
    "{measure: 采用, outcome: 按时}",
    "{level: 市级, level_from: 省级}",
    "{measure: 报送, channel: 信息}",
    "{measure: 登记, form: 简讯}",
    "{measure: 约稿, own: 是}",
    "{measure: 督查, outcome: [迟报, 备查]}",
    "{measure: 约稿, outcome: 备查}",
    "{measure: 督查, minutes: {max: 30}}",
    "{minutes: {min: 31, max: 30}, characters: {min: 1}}",
    "{characters: {min: 800, max: 300}}",
    "{form: 简讯, not: {form: [简讯, 详讯]}}",
    "{form: 简讯, not: [{level: 市级}, {form: 简讯}]}",
    "{measure: 报送, any: [{outcome: 按时}, {event: 瞒报}]}",
    "{urgent: 是, any: [{urgent: 否}, {urgent: 否, joint: 是}]}",
]
IMPLIED = [
    ("{measure: 采用, level: 省级}", "{measure: 采用}"),
    ("{level: 省级}", "{level_from: 市级}"),
    ("{channel: 信息}", "{channel: [信息, 参阅件]}"),
    ("{characters: {min: 800}}", "{characters: {min: 500}}"),
    ("{characters: {min: 800, max: 900}}", "{characters: {max: 1000}}"),
    ("{minutes: {max: 30}}", "{minutes: {max: 60}}"),
    ("{form: 详讯}", "{not: {form: 简讯}}"),
    ("{not: {form: [简讯, 详讯]}}", "{not: {form: 简讯}}"),
    ("{tags: 甲}", "{tags: [甲, 乙]}"),
    ("{instructed: 省级}", "{instructed: 是}"),
    ("{urgent: 是}", "{any: [{urgent: 是}, {joint: 是}]}"),
    ("{any: [{urgent: 是}, {joint: 是, own: 是}]}", "{any: [{joint: 是}, {urgent: 是}]}"),
    ("{urgent: 是}", "{}"),
]
NOT_IMPLIED = [
    ("{measure: 采用}", "{measure: 采用, level: 省级}"),
    ("{channel: [信息, 参阅件]}", "{channel: 信息}"),
    ("{characters: {min: 500}}", "{characters: {min: 800}}"),
    ("{characters: {min: 500}}", "{characters: {min: 300, max: 900}}"),
    ("{minutes: {max: 30}}", "{characters: {max: 60}}"),
    ("{urgent: 是}", "{minutes: {max: 60}}"),
    ("{tags: [甲, 乙]}", "{tags: 甲}"),
    ("{tags: 甲}", "{not: {tags: 乙}}"),
    ("{form: 简讯}", "{kind: 调研}"),
    ("{not: {form: 简讯}}", "{not: {form: [简讯, 详讯]}}"),
    ("{any: [{urgent: 是}, {joint: 是}]}", "{urgent: 是}"),
    ("{measure: 采用}", "{instructed: 是}"),
]


def read(root: Path, *conditions: str) -> list[Condition]:
    """The conditions of shares, which are about every measure."""
    rules = "\n".join(f"  - {{when: {condition}, policy: 全额}}" for condition in conditions)
    rules = rules.replace("when: {}, ", "")
    return [rule.when for rule in make_office(root, f"share:\n{rules}\n").settings.schemes[0].share]


@pytest.mark.parametrize("condition", CAN)
def test_it_can_hold(tmp_path: Path, condition: str) -> None:
    assert [can_hold(found) for found in read(tmp_path, condition)] == [True]


@pytest.mark.parametrize("condition", CANNOT)
def test_it_can_never_hold(tmp_path: Path, condition: str) -> None:
    assert [can_hold(found) for found in read(tmp_path, condition)] == [False]


@pytest.mark.parametrize(("narrow", "wide"), IMPLIED)
def test_it_follows(tmp_path: Path, narrow: str, wide: str) -> None:
    assert implies(*read(tmp_path, narrow, wide))


@pytest.mark.parametrize(("narrow", "wide"), NOT_IMPLIED)
def test_it_does_not_follow(tmp_path: Path, narrow: str, wide: str) -> None:
    assert not implies(*read(tmp_path, narrow, wide))
