"""Select: which candidates the next issue should take. Proposes and explains; people decide (design, section 5)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from jianbao.characters import count_characters
from jianbao.editing import credited_units as credit_units
from jianbao.editing import edited_body, edited_title, find_items, first_arrival, is_urgent
from jianbao.metadata import Moment
from jianbao.model import DeskRecord
from jianbao.model.draft import Dropped
from jianbao.reading import Office
from jianbao.settings import Limits, Series
from jianbao.standing import Standing, find_candidates


@dataclass(frozen=True, kw_only=True, slots=True)
class Candidate:
    """One article that could be taken; ``units`` are ids, ``characters`` those of title and edited body."""

    record: DeskRecord
    title: str
    units: tuple[str, ...]
    kinds: tuple[str, ...]
    characters: int
    urgent: bool
    arrival: Moment | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Choice:
    """A candidate, and in Chinese why it was taken or left."""

    candidate: Candidate
    reason: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Selection:
    """``taken`` in print order, ``left`` in order of priority."""

    taken: tuple[Choice, ...]
    left: tuple[Choice, ...]


def select_articles(office: Office, standing: Standing, series: Series, as_of: Moment) -> Selection:
    """Takes candidates by priority while they fit the limits of the series; what breaks one is left, the next tried."""
    candidates = [describe_candidate(office, record) for record in find_candidates(office, standing, series)]
    taken: list[Choice] = []
    left: list[Choice] = []
    for candidate in sorted(candidates, key=_priority):
        chosen = [choice.candidate for choice in taken]
        obstacle = _tell_dropped(office, candidate.record)
        obstacle = obstacle or _find_obstacle(office, candidate, chosen, series.select, as_of)
        if obstacle:
            left.append(Choice(candidate=candidate, reason=obstacle))
        else:
            taken.append(Choice(candidate=candidate, reason=_explain(candidate)))
    ordered = sorted(taken, key=lambda choice: print_order(series, choice.candidate.record))
    return Selection(taken=tuple(ordered), left=tuple(left))


def describe_candidate(office: Office, record: DeskRecord) -> Candidate:
    title, body = edited_title(office, record), edited_body(office, record)
    return Candidate(
        record=record,
        title=title,
        units=tuple(unit.id for unit in credit_units(office, record, None)),
        kinds=tuple(dict.fromkeys(item.kind for item in find_items(office, record))),
        characters=count_characters(title) + count_characters(body),
        urgent=is_urgent(office, record),
        arrival=first_arrival(office, record),
    )


def print_order(series: Series, record: DeskRecord) -> tuple[int, int, str]:
    """Column, then ``order``, then id; an unknown column comes last."""
    columns = [column.id for column in series.columns]
    column = series.column(record.column)
    return (columns.index(column.id) if column else len(columns), record.order, record.id)


def _priority(candidate: Candidate) -> tuple[bool, int, str, str]:
    return (not candidate.urgent, candidate.record.order, str(candidate.arrival or ""), candidate.record.id)


def _explain(candidate: Candidate) -> str:
    if candidate.urgent:
        return "紧急信息优先"
    arrival = f"，{candidate.arrival.day.month}月{candidate.arrival.day.day}日收到" if candidate.arrival else ""
    return f"按顺序{candidate.record.order}{arrival}"


def _tell_dropped(office: Office, record: DeskRecord) -> str:
    """Who struck the article out of a draft, and why. It comes back by a new desk record, or put in by hand."""
    last: Dropped | None = None
    for draft in sorted(office.drafts.values(), key=lambda draft: draft.id.rpartition("/")[2]):
        if record.id in draft.articles:
            last = None
        last = next((dropped for dropped in draft.dropped if dropped.article == record.id), last)
    return f"{office.settings.people.name(last.by)}已撤下：{last.reason}" if last else ""


def _find_obstacle(
    office: Office, candidate: Candidate, taken: Iterable[Candidate], limits: Limits, as_of: Moment
) -> str:
    """The first limit that the candidate would break, as a reason; empty when it fits."""
    chosen = list(taken)
    kinds = office.settings.kinds
    strangers = [kinds.kind_name(kind) for kind in candidate.kinds if limits.kinds and kind not in limits.kinds]
    if strangers:
        return f"本刊不收“{strangers[0]}”类"
    age = as_of.days_since(candidate.arrival) if candidate.arrival else 0
    if limits.within_days and age > limits.within_days:
        return f"收到已{age}天，超过{limits.within_days}天"
    if limits.items and len(chosen) >= limits.items:
        return f"本期已满{limits.items}篇"
    counts = Counter(unit for other in chosen for unit in other.units)
    full = [unit for unit in candidate.units if limits.per_unit and counts[unit] >= limits.per_unit]
    if full:
        return f"{office.settings.units.short(full[0], as_of.day)}本期已有{limits.per_unit}篇"
    total = sum(other.characters for other in chosen) + candidate.characters
    if limits.characters and total > limits.characters:
        return f"加上本篇{candidate.characters}字共{total}字，超过{limits.characters}字"
    return ""
