"""期号: a number once given is a fact; numbers run without gap or repetition, and with the dates."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

from jianbao.checks.rule import Context, Family, Rule
from jianbao.checks.wording import name_number
from jianbao.model import Issue
from jianbao.problems import Problem
from jianbao.settings import NumberRule, Series

NUMBER_REPEATED = Rule(
    code="number-repeated",
    title="期号重复",
    reason="两人各在自己的机器上签发时，会取到同一个期号。",
    remedy="先并入主线的一期保留期号，另一期删去后重新签发",
    fixed=True,
)
NUMBER_GAP = Rule(
    code="number-gap",
    title="期号不连续",
    reason="期号应从1（或接手时的期号）起逐期连续，缺号的一期多半漏了提交。",
    remedy="找回缺少的一期；接手前的期号在 periodicals.yml 的 start 里定",
    fixed=True,
)
NUMBER_ORDER = Rule(
    code="number-order",
    title="期号与日期次序不一致",
    reason="期号在后而日期在前，必有一个写错。",
    remedy="核对两期的签发日期；已印发的不要改期号",
    fixed=True,
)
CUMULATIVE_BROKEN = Rule(
    code="cumulative-broken",
    title="总期号有误",
    reason="总期号跨年连续，不得缺、重、跳。",
    remedy="核对前后两期的总期号；接手前的总期号在 periodicals.yml 的 start 里定",
    fixed=True,
)


def _by_series(context: Context) -> Iterator[tuple[Series, list[Issue]]]:
    """Issues that state year and number, in the order of their numbers."""
    groups: dict[str, tuple[Series, list[Issue]]] = {}
    for issue in context.office.issues.values():
        series = context.office.settings.series(issue.periodical, issue.series)
        if series and issue.year and issue.number:
            groups.setdefault(series.key, (series, []))[1].append(issue)
    for series, issues in groups.values():
        yield series, sorted(issues, key=lambda issue: (issue.year, issue.number, str(issue.date or ""), issue.id))


def check_repeated(context: Context) -> Iterator[Problem]:
    for _, issues in _by_series(context):
        given: dict[tuple[int, int], Issue] = {}
        for issue in issues:
            for number in issue.number:
                first = given.setdefault((issue.year, number), issue)
                if first is not issue:
                    message = f"第{number}期已由 {first.source.path} 使用"
                    yield NUMBER_REPEATED.report(issue.source.place("number"), message)


def check_gap(context: Context) -> Iterator[Problem]:
    for series, issues in _by_series(context):
        years: dict[int, list[Issue]] = defaultdict(list)
        for issue in issues:
            years[issue.year].append(issue)
        for year, numbered in years.items():
            yield from _check_first(series.number, year, numbered[0])
            for before, after in pairwise(numbered):
                if after.number[0] > before.number[-1] + 1:
                    missing = tuple(range(before.number[-1] + 1, after.number[0]))
                    message = f"{name_number(before.number)}之后是{name_number(after.number)}，缺{name_number(missing)}"
                    yield NUMBER_GAP.report(after.source.place("number"), message)


def _check_first(rule: NumberRule, year: int, issue: Issue) -> Iterator[Problem]:
    """Years before the one in which this system took over may begin anywhere."""
    expected = rule.start_number if year == rule.start_year else 1
    if year >= rule.start_year and issue.number[0] != expected:
        message = f"{year}年应从第{expected}期起，最前的却是{name_number(issue.number)}"
        yield NUMBER_GAP.report(issue.source.place("number"), message)


def check_order(context: Context) -> Iterator[Problem]:
    for _, issues in _by_series(context):
        for before, after in pairwise(issues):
            if before.year == after.year and before.date and after.date and before.date.is_after(after.date):
                earlier = f"早于{name_number(before.number)}的{before.date.chinese}"
                message = f"{name_number(after.number)}签发于{after.date.chinese}，{earlier}"
                yield NUMBER_ORDER.report(after.source.place("date"), message)


def check_cumulative(context: Context) -> Iterator[Problem]:
    for series, issues in _by_series(context):
        if not series.number.cumulative:
            continue
        for issue in issues:
            if not issue.cumulative:
                yield CUMULATIVE_BROKEN.report(issue.source.place("number"), "没有总期号 cumulative（总期号）")
            elif len(issue.cumulative) != len(issue.number):
                message = f"{name_number(issue.number)}占{len(issue.number)}个期号，总期号却占{len(issue.cumulative)}个"
                yield CUMULATIVE_BROKEN.report(issue.source.place("cumulative"), message)
        yield from _check_running(series.number, [issue for issue in issues if issue.cumulative])


def _check_running(rule: NumberRule, issues: list[Issue]) -> Iterator[Problem]:
    if issues and issues[0].year == rule.start_year and issues[0].cumulative[0] != rule.start_cumulative:
        message = f"总期号应从{rule.start_cumulative}起，最前的却是{issues[0].cumulative[0]}"
        yield CUMULATIVE_BROKEN.report(issues[0].source.place("cumulative"), message)
    for before, after in pairwise(issues):
        expected = before.cumulative[-1] + 1
        if after.cumulative[0] != expected:
            last = f"上一期 {before.source.path} 是{before.cumulative[-1]}"
            message = f"总期号应是{expected}，却是{after.cumulative[0]}（{last}）"
            yield CUMULATIVE_BROKEN.report(after.source.place("cumulative"), message)


FAMILY = Family(
    name="期号",
    rules=(NUMBER_REPEATED, NUMBER_GAP, NUMBER_ORDER, CUMULATIVE_BROKEN),
    checks=(check_repeated, check_gap, check_order, check_cumulative),
)
