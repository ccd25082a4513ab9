"""计分范围: points for what the bulletin may not see, so that nobody would ever get them."""

from __future__ import annotations

from collections.abc import Iterator

from jianbao.checks.rule import Context, Family, Rule
from jianbao.ledger import Measure
from jianbao.model import Access
from jianbao.problems import Level, Problem
from jianbao.settings.schemes import Scheme, SchemeRule

RULE_UNSEEN = Rule(
    code="rule-unseen",
    title="通报看不到的事也定了分",
    reason="得分按通报的公开范围统计，范围以外的采用、批示、督查和紧急信息不计入，免得从分数里看出来。"
    "给它们定的分，谁也得不到。",
    remedy="要计分的，把 bulletin.yml 的 access 改为办内，或放宽刊物、批示（instructions）的范围；不计的，删去规则",
    level=Level.WARNING,
)

# What a rule counts that only the office sees, in words.
_CLOSED = {Measure.SUPERVISED.value: "督查事项", Measure.URGENT.value: "紧急信息"}


def check_unseen(context: Context) -> Iterator[Problem]:
    """Only schemes that the office names: others are drafts and examples."""
    settings = context.office.settings
    for scheme in filter(None, map(settings.scheme, settings.office.schemes)):
        for rule, what in _find_unseen(context, scheme):
            message = f"“{rule.title}”计的是{what}，通报的范围是{settings.bulletin.access.value}，这些分计不上"
            yield RULE_UNSEEN.report(rule.place, message)


def _find_unseen(context: Context, scheme: Scheme) -> Iterator[tuple[SchemeRule, str]]:
    settings = context.office.settings
    access = settings.bulletin.access
    if not settings.office.instructions.within(access):
        rows = [rule for rule in scheme.points if rule.when.values("measure") == ("批示",)]
        # Once for all of them: one setting lets every instruction in.
        for rule in (*scheme.instructions.table, *rows)[:1]:
            yield rule, f"批示（没有另写公开范围的，为{settings.office.instructions.value}）"
    if not Access.OFFICE.within(access):
        yield from (
            (rule, f"{Access.OFFICE.value}的{'、'.join(found)}") for rule, found in _list_closed_measures(scheme)
        )
    closed = {series.key: series for series in settings.all_series() if not series.access.within(access)}
    for rule in scheme.points:
        channels = rule.when.values("channel") or ()
        if channels and all(channel in closed for channel in channels):
            names = "、".join(closed[channel].title for channel in channels)
            yield rule, f"{Access.OFFICE.value}的{names}"


def _list_closed_measures(scheme: Scheme) -> Iterator[tuple[SchemeRule, tuple[str, ...]]]:
    """Rules about nothing but tasks and urgent reports, which only the office sees; targets and zeroing too."""
    metrics = [(rule, rule.metric.when) for rule in scheme.periods if rule.metric.when]
    for rule, when in [*((rule, rule.when) for rule in scheme.rules()), *metrics]:
        measures = when.values("measure") or ()
        if measures and _CLOSED.keys() >= set(measures):
            yield rule, tuple(_CLOSED[measure] for measure in measures)


FAMILY = Family(name="计分范围", rules=(RULE_UNSEEN,), checks=(check_unseen,))
