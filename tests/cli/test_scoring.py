"""``jianbao explain`` and ``jianbao score``: every figure with its facts and its rules."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

import pytest

from commands import refuse, run, succeed, transcribe
from conftest import Compare
from offices import OfficeBuilder

EXPECTED = Path(__file__).parent / "expected"
SCHEME = """name: 云溪区党委信息计分办法
from: 2026-01-01
basis: 云委办发〔2026〕3号
points:
  - {id: xinxi, title: 《信息》采用, block: 采用分, when: {channel: 信息}, points: 2}
  - {id: shi, title: 市级采用, block: 采用分, when: {level: 市级}, points: 5}
  - {id: chi, title: 迟报扣本稿一半, when: {measure: 登记, event: 迟报}, percent: -50, of: item}
  - {id: que, title: 约稿缺报, when: {measure: 约稿, outcome: 缺报}, points: -1}
share:
  - {id: lian, title: 联合报送均分, when: {joint: 是}, policy: 均分}
instructions:
  table:
    - {id: pishi, title: 市领导批示, when: {level: 市级}, points: 10}
repeated: {policy: 最高}
periods:
  - {id: feng, title: 每月最高12分, kind: 限分, every: 月, of: 总分, max: 12}
totals: {labels: [{from: 10, name: 优}, {name: 一般}]}
rank: {by: 分数}
awards:
  - {id: xianjin, title: 先进单位, top: 1, groups: [乡镇街道], veto: [{when: {measure: 登记, event: 迟报}}]}
"""
TRIAL = "name: 试行办法\nfrom: 2027-01-01\npoints: [{id: cai, title: 采用, when: {measure: 采用}, points: 1}]\n"


def build(root: Path, *, scored: bool) -> OfficeBuilder:
    """Something of every measure for 城关镇, and a joint item."""
    built = OfficeBuilder(root)
    first = built.item("chengguan", "jiu-gai", "2026-11-03", title="城关镇“三步走”推进老旧小区改造")
    joint = built.item("zhujian", "ran-qi", "2026-11-04", units=["区住建局", "城关镇"], title="3个小区换上新燃气管道")
    built.item("chengguan", "mei-yong", "2026-11-05", title="城关镇排查井盖")
    built.decide(first, order=10)
    built.decide(joint, order=20)
    built.sign(date="2026-11-06")
    adopted = built.adoption(item=first, channel="shiwei", date="2026-11-12")
    built.record(
        "instructions",
        "liu-pishi",
        "2026-11-16",
        on={"adoption": adopted},
        leader="刘××",
        level="市级",
        date="2026-11-16",
        nature=["肯定"],
    )
    built.call(units=["chengguan", "heping"], due="2026-11-10")
    built.record(
        "entries",
        "chi-bao",
        "2026-11-20",
        unit="城关镇",
        date="2026-11-20",
        event="迟报",
        item=joint,
        reason="首报超过两小时",
        evidence="值班记录",
        approver="周××",
    )
    if scored:
        built.write("briefs/settings/scoring/banfa.yml", SCHEME)
        built.write("briefs/settings/scoring/shixing.yml", TRIAL)
        built.replace("briefs/settings/office.yml", "unit: quweiban\n", "unit: quweiban\nscheme: banfa\n")
    return built


@pytest.fixture(scope="module")
def scored(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("scored"), scored=True).root


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("plain"), scored=False).root


@pytest.mark.parametrize("name", ["scored", "plain"])
def test_explain_and_score(request: pytest.FixtureRequest, compare_golden: Compare, name: str) -> None:
    root: Path = request.getfixturevalue(name)
    commands = [
        ["explain", "城关镇", "2026-11"],
        ["explain", "龙泉镇", "2026-10"],
        ["score", "2026-11"],
        ["score", "--from", "2026-11-01", "--to", "2026-11-30", "--against", "shixing"],
        ["score", "2026-11", "--scheme", "试行办法"],
    ]
    compare_golden(EXPECTED / f"scoring-{name}.txt", transcribe(root, *commands))


def test_the_last_line_is_the_sum_of_the_awards(scored: Path) -> None:
    told = succeed(scored, "explain", "城关镇", "2026-11")
    awards = [Decimal(points) for points in re.findall(r"^  \d+月\d+日  \+?(-?[0-9.]+)分  ", told, re.MULTILINE)]
    last = re.fullmatch(r"2026年11月得分：(-?[0-9.]+)分（以上(\d+)笔之和）。", told.splitlines()[-1])
    assert last is not None
    assert (sum(awards), len(awards)) == (Decimal(last[1]), int(last[2]))


def test_the_last_line_without_a_scheme_is_what_a_bulletin_counts(plain: Path) -> None:
    told = succeed(plain, "explain", "城关镇", "2026-11")
    assert told.splitlines()[-1] == "报送3件，采用2件、3条次，采用率66.7%。"
    assert not re.search("[0-9]分|得分|计分|考核|排名|名次", told)


def test_every_line_of_a_fact_names_a_file_that_is_there(scored: Path) -> None:
    told = succeed(scored, "explain", "城关镇", "2026-11")
    places = re.findall(r"(briefs/\S+?\.(?:md|yml)):(\d+)", told)
    assert len(places) > 15
    assert all(len((scored / path).read_text(encoding="utf-8").splitlines()) >= int(line) for path, line in places)


def test_of_a_running_month_only_what_has_passed(scored: Path) -> None:
    told = succeed(scored, "--on", "2026-11-10", "explain", "城关镇", "2026-11")
    assert told.splitlines()[0] == "城关镇　2026年11月1日至11月10日"
    assert "11月12日" not in told


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("explain", "城关镇", "十月"), "“十月”不是一年之内的时段"),
        (("explain", "城关镇", "2027-01"), "2027年1月还没有到"),
        (("score",), "写一个时段，或者写 --from 和 --to"),
    ],
)
def test_wrong_use_is_told(scored: Path, arguments: tuple[str, ...], said: str) -> None:
    assert said in refuse(scored, *arguments, code=2)


def test_unknown_names_are_told(scored: Path) -> None:
    assert refuse(scored, "explain", "城官镇", "2026-11") == (
        "error[unit-unknown] 没有名为“城官镇”的单位\n提示：是不是“城关镇”？\n"
    )
    assert refuse(scored, "score", "2026-11", "--scheme", "banfaa") == (
        "error[scheme-unknown] 没有名为“banfaa”的计分方案\n提示：是不是“banfa”？\n"
    )


def test_a_scheme_may_be_tried_where_none_is_in_force(plain: Path, tmp_path: Path) -> None:
    built = build(tmp_path, scored=False)
    built.write("briefs/settings/scoring/shixing.yml", TRIAL)
    done = run(tmp_path, "score", "2026-11", "--scheme", "shixing")
    assert (done.exit_code, done.stdout.splitlines()[0]) == (0, "2026年11月　试行办法")
    assert refuse(plain, "score", "2026-11") == (
        "error[scheme-missing] 本办公室没有启用计分方案，不计分\n"
        "提示：只统计件数的，用 jianbao bulletin 或 explain；要试算的，加 --scheme 方案编号\n"
    )
