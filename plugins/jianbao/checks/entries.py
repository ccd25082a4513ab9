"""手工登记: what is given by hand is given once."""

from __future__ import annotations

from collections.abc import Iterator

from jianbao.checks.rule import Context, Family, Rule
from jianbao.model import Entry
from jianbao.problems import Level, Problem

ENTRY_TWICE = Rule(
    code="entry-twice",
    title="同一事项登记了两次",
    reason="同一单位的同一事项只登记一次，登记两次就重复计入。",
    remedy="确是重复登记的，删去一份；确是两件事的，在事项里写清楚",
    level=Level.WARNING,
)


def check_twice(context: Context) -> Iterator[Problem]:
    """About one item; where they name none, on one day and for one reason."""
    seen: dict[tuple[object, ...], Entry] = {}
    for entry in context.office.entries.values():
        about = entry.item or (entry.date.day if entry.date else None, entry.reason)
        first = seen.setdefault((entry.unit, entry.event, entry.rule, about), entry)
        if first is not entry:
            name = context.office.settings.units.short(entry.unit, entry.date.day if entry.date else None)
            message = f"{first.source.path} 已登记{name}的“{entry.event or entry.rule}”"
            yield ENTRY_TWICE.report(entry.source.place("event" if entry.event else "rule"), message)


FAMILY = Family(name="手工登记", rules=(ENTRY_TWICE,), checks=(check_twice,))
