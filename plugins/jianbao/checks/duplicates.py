"""重复: what waits to be decided or printed and repeats a text that was there before."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from types import MappingProxyType

from jianbao.checks.rule import Context, Family, Rule
from jianbao.earlier import Hit, Kind, Limit, Limits, Shelf, Wanted, ask_article, ask_item, find_earlier, name_hit
from jianbao.editing import edited_body, edited_title
from jianbao.metadata import Moment
from jianbao.model import Item, Source
from jianbao.problems import Level, Problem
from jianbao.reading import Office
from jianbao.settings import Settings
from jianbao.standing import find_arrival, find_open_drafts, find_pending

# Told from so many per cent of the new text and so many equal signs on; what stands in more than ``common`` other texts
# is a phrase and counts for nothing.
_LEAST = MappingProxyType({"percent": 50, "min": 60, "common": 5})

DUPLICATE_UNIT = Rule(
    code="duplicate-unit",
    title="同一单位重复报送",
    reason="一件事报两次，编辑看两遍，报送件数也虚高。",
    remedy="不用再报；退改后重报的，写明 revises（修改自）哪一篇；有新进展的，写明 follows（续报），只写新进展",
    level=Level.WARNING,
    # What has waited for longer was told often enough; each search takes its time where thousands wait.
    numbers={**_LEAST, "max": 90},
)
DUPLICATE_OTHER = Rule(
    code="duplicate-other",
    title="与其他单位的稿件雷同",
    reason="一稿两报，或者照抄别的单位，两家都计了数，编辑也可能重复采用。",
    remedy="核对是谁做的、谁先报的；共同做的，由一家写明 units（联合报送）一并报送",
    level=Level.WARNING,
    numbers=_LEAST,
)
DUPLICATE_OLD = Rule(
    code="duplicate-old",
    title="旧稿新报",
    reason="以前报过的稿件改了日期、数字再报，看不出今年有什么新情况。",
    remedy="核对是不是今年的事；有新做法、新成效的，重点写新的",
    level=Level.WARNING,
    numbers={**_LEAST, "percent": 60, "days": 180},
)
DUPLICATE_PRINTED = Rule(
    code="duplicate-printed",
    title="已经刊登过",
    reason="同样的内容再登一次，读者白看，采用也会重复计数。",
    remedy="登过的不再采用；有新进展的，写明 follows（续报），只写新进展",
    level=Level.WARNING,
    numbers=_LEAST,
)
DUPLICATE_LEAD = Rule(
    code="duplicate-lead",
    title="与线索相同",
    reason="从网上抄来的做法不是本单位的，报上去就失实。",
    remedy="核对是不是本单位的事；引用外地做法的，写明出处，不算本单位的稿件",
    level=Level.WARNING,
    numbers=_LEAST,
)
_RULES = {
    Kind.UNIT: DUPLICATE_UNIT,
    Kind.OTHER: DUPLICATE_OTHER,
    Kind.OLD: DUPLICATE_OLD,
    Kind.PRINTED: DUPLICATE_PRINTED,
    Kind.LEAD: DUPLICATE_LEAD,
}
# Code → what a mark in a list calls it.
REPEATS = {rule.code: kind.value for kind, rule in _RULES.items()}


def read_limits(settings: Settings) -> Limits:
    """From which likeness on a text repeats another, as the office set it or by default."""
    set_here = settings.checks.numbers

    def limit(rule: Rule) -> Limit:
        numbers = {**rule.numbers, **set_here.get(rule.code, {})}
        return Limit(percent=numbers["percent"], signs=numbers["min"], common=numbers["common"])

    days = set_here.get(DUPLICATE_OLD.code, {}).get("days", DUPLICATE_OLD.numbers["days"])
    return Limits(by_kind={kind: limit(rule) for kind, rule in _RULES.items()}, days=days)


def find_repeats(office: Office, shelf: Shelf, item: Item) -> list[Hit]:
    """What the checks would tell of the item, for those who show it otherwise."""
    return find_earlier(shelf, ask_item(office, shelf, item), read_limits(office.settings))


def is_searched(office: Office, item: Item, as_of: Moment) -> bool:
    """Whether it came within so many days (``max`` of ``duplicate-unit``, for all kinds)."""
    numbers = {**DUPLICATE_UNIT.numbers, **office.settings.checks.numbers.get(DUPLICATE_UNIT.code, {})}
    arrival = find_arrival(office, item)
    return arrival is None or as_of.days_since(arrival) <= numbers["max"]


def check_items(context: Context) -> Iterator[Problem]:
    """Told at the later of the two."""
    for item in find_pending(context.office, context.standing):
        if context.asks_for(item.id) and is_searched(context.office, item, context.as_of):
            yield from _report(context, item.source, ask_item(context.office, context.earlier, item))


def check_drafts(context: Context) -> Iterator[Problem]:
    """The articles of open drafts, as edited: an article that another periodical printed too is no copy of it."""
    articles = {article for draft in find_open_drafts(context.office) for article in draft.articles}
    for record in context.office.desk.values():
        if record.id in articles and record.id not in context.standing.claims and context.asks_for(record.id):
            text = (edited_title(context.office, record), edited_body(context.office, record))
            yield from _report(context, record.source, ask_article(context.office, context.earlier, record, text))


def _report(context: Context, source: Source, wanted: Wanted) -> Iterator[Problem]:
    settings, shelf = context.office.settings, context.earlier
    for hit in find_earlier(shelf, wanted, read_limits(settings)):
        problem = _RULES[hit.kind].report(source.place("title"), name_hit(settings, shelf, hit, wanted.text))
        yield replace(problem, about=hit.entry.id) if shelf.may_read(hit.entry) else problem


FAMILY = Family(name="重复", rules=tuple(_RULES.values()), checks=(check_items, check_drafts))
