"""异议: what a unit says is wrong, and on which period."""

from __future__ import annotations

from collections.abc import Iterator

from jianbao.checks.rule import Context, Family, Rule
from jianbao.model import Dispute
from jianbao.periods import EXAMPLES, parse_period
from jianbao.problems import Level, Problem

DISPUTE_PERIOD = Rule(
    code="dispute-period",
    title="异议的时段认不出来",
    reason="不知道是对哪个时段的异议，就附不到那一期通报上。",
    remedy=f"写通报的时段，如 {EXAMPLES.partition('；')[0]}",
)
DISPUTE_TWICE = Rule(
    code="dispute-twice",
    title="同一条异议登记了两次",
    reason="同一单位对同一时段提出的同一条异议，只要登记和答复一次。",
    remedy="删去没有答复的一份",
    level=Level.WARNING,
)


def check_period(context: Context) -> Iterator[Problem]:
    for dispute in context.office.disputes.values():
        day = dispute.date.day if dispute.date else context.as_of.day
        if dispute.period and parse_period(dispute.period, day) is None:
            yield DISPUTE_PERIOD.report(dispute.source.place("period"), f"“{dispute.period}”不是时段")


def check_twice(context: Context) -> Iterator[Problem]:
    seen: dict[tuple[str, str, str], Dispute] = {}
    for dispute in context.office.disputes.values():
        first = seen.setdefault((dispute.period, dispute.unit, dispute.claim), dispute)
        if first is not dispute:
            yield DISPUTE_TWICE.report(dispute.source.place("claim"), f"{first.source.path} 已登记这一条")


FAMILY = Family(name="异议", rules=(DISPUTE_PERIOD, DISPUTE_TWICE), checks=(check_period, check_twice))
