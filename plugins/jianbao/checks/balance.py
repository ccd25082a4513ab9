"""核对: what somebody else declared, against the ledger. Told with both numbers, never repaired."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from jianbao.checks.rule import Context, Family, Rule
from jianbao.ledger import Event, Ledger, Measure, read_ledger
from jianbao.model import Access
from jianbao.periods import EXAMPLES, Period, parse_period
from jianbao.problems import Level, Problem
from jianbao.settings import Declared, DeclaredMeasure

BALANCE_DIFFERS = Rule(
    code="balance-differs",
    title="与申报的数字不符",
    reason="手工台账或通报的数字与登记的不同，总有一边漏了、重了或日期不同。",
    remedy="逐条核对；登记漏了的补登记，申报错了的改 declared.yml",
    level=Level.WARNING,
)
DECLARED_PERIOD = Rule(
    code="declared-period",
    title="申报数字的时段认不出来",
    reason="不知道是哪个时段的数字，就没有办法核对。",
    remedy=f"写时段，如 {EXAMPLES.partition('；')[0]}",
)

_MEASURES = {
    DeclaredMeasure.SUBMITTED: Measure.SUBMITTED,
    DeclaredMeasure.REPORTED: Measure.REPORTED,
    DeclaredMeasure.INSTRUCTED: Measure.INSTRUCTED,
}
# Counted by record, whoever is credited.
_OF_RECORDS = frozenset({DeclaredMeasure.ARTICLES, DeclaredMeasure.REPORTED, DeclaredMeasure.INSTRUCTED})
_MOST = 5


def check_declared(context: Context) -> Iterator[Problem]:
    declared = context.office.settings.declared
    if not declared:
        return
    ledger = read_ledger(context.office, context.standing, Access.OFFICE, context.as_of)
    for figure in declared:
        period = parse_period(figure.period, context.as_of.day)
        if period is None:
            yield DECLARED_PERIOD.report(figure.place, f"“{figure.period}”不是时段")
        else:
            yield from _compare(context, ledger, figure, period)


def _compare(context: Context, ledger: Ledger, figure: Declared, period: Period) -> Iterator[Problem]:
    found = _find_facts(context, ledger, figure, period)
    counted = _count(context, figure, found)
    if counted == figure.value:
        return
    settings = context.office.settings
    who = settings.units.short(figure.unit, period.last) if figure.unit else "全部单位"
    where = settings.channel_title(figure.channel) if figure.channel else ""
    source = f"（{figure.source}）" if figure.source else ""
    what = f"{period.title}{who}{where}{figure.measure.value}"
    yield BALANCE_DIFFERS.report(
        figure.place, f"{what}申报{figure.value}{source}，登记的是{counted}{_name_facts(found)}"
    )


def _count(context: Context, figure: Declared, facts: Sequence[Event]) -> int:
    """As ``count_units`` and ``count_records`` count: distinct items, a line for each unit, or each record once."""
    units = _find_units(context, figure)
    if figure.measure is DeclaredMeasure.ADOPTED:
        return len({item.id for event in facts for item in event.items if units.intersection(item.units)})
    if figure.measure is DeclaredMeasure.ADOPTIONS:
        return sum(credited.unit in units for event in facts for credited in event.credits)
    return len(facts)


def _find_units(context: Context, figure: Declared) -> frozenset[str]:
    """The one stated, or all but those that are counted apart."""
    if figure.unit:
        return frozenset([figure.unit])
    units = context.office.settings.units
    apart = {group.id for group in units.groups if group.apart}
    return frozenset(unit.id for unit in units.units if not apart.issuperset(m.group for m in unit.memberships))


def _find_facts(context: Context, ledger: Ledger, figure: Declared, period: Period) -> list[Event]:
    """The events behind the count, each once, by day. Office totals of records need no unit to be credited."""
    events = [
        event
        for event in ledger.by_measure.get(_MEASURES.get(figure.measure, Measure.ADOPTED), ())
        if period.covers(event.day)
        and figure.channel in ("", event.channel)
        and (event.own or figure.measure is not DeclaredMeasure.ARTICLES)
    ]
    if not figure.unit and figure.measure in _OF_RECORDS:
        return events
    units = _find_units(context, figure)
    if figure.measure is DeclaredMeasure.ADOPTED:
        return [event for event in events if any(units.intersection(item.units) for item in event.items)]
    return [event for event in events if any(credited.unit in units for credited in event.credits)]


def _name_facts(events: Sequence[Event]) -> str:
    """Up to five by name and day."""
    named = "、".join(f"《{event.title}》（{event.day.month}月{event.day.day}日）" for event in events[:_MOST])
    rest = f"等{len(events)}条" if len(events) > _MOST else ""
    return f"：{named}{rest}" if events else ""


FAMILY = Family(name="核对", rules=(BALANCE_DIFFERS, DECLARED_PERIOD), checks=(check_declared,))
