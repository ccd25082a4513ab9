"""What a template of ``templates/supervision`` may say: the tasks line by line, their counts, lights and rates."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date
from itertools import groupby
from typing import Any

from jianbao.model import EventKind
from jianbao.percents import percent_of
from jianbao.periods import make_period
from jianbao.reading import Office
from jianbao.rendering.supervision_text.lines import TaskLine, tell_task
from jianbao.rendering.supervision_text.plain import cut_sentences
from jianbao.rendering.supervision_text.scope import Scope
from jianbao.rendering.templates import chinese_date, short_date
from jianbao.scoring import write_points
from jianbao.settings import Colour
from jianbao.supervising import Rate, TaskOutcome, TaskStatus, find_outcome, find_rates


def describe_scope(office: Office, scope: Scope, statuses: Sequence[TaskStatus]) -> dict[str, Any]:
    """The values of a template; ``statuses`` are those that the scope holds, in order of their numbers."""
    settings = office.settings
    supervision, units = settings.supervision, settings.units
    lines = [tell_task(office, scope, status) for status in statuses]
    rates = [rate for rate in find_rates(supervision, statuses) if rate.whole]
    chased = [line for line in lines if line.chased]
    return {
        "office": settings.office,
        "named": supervision.name_laggards,
        "until": scope.until,
        "begin": scope.begin,
        "period": name_time(scope),
        "moved": scope.moved,
        "picked": bool(scope.tasks),
        "scope_categories": [supervision.category(category).name for category in scope.categories],
        "scope_unit": units.short(scope.unit, scope.until) if scope.unit else "",
        "tasks": lines,
        "total": len(lines),
        "outcomes": _count([find_outcome(supervision, status) for status in statuses], TaskOutcome),
        "lights": list(reversed(_count([status.light for status in statuses if status.light], Colour))),
        "rates": [_say_rate(rate) for rate in rates],
        "definitions": [rate.definition for rate in rates],
        "by_lead": _group(
            [line for line in lines if line.lead], lambda line: line.lead, _order_leads(office, scope, lines)
        ),
        "by_category": _group(
            lines, lambda line: line.category, [category.name for category in supervision.categories]
        ),
        "behind": [line for line in lines if line.behind],
        "overdue": sorted((line for line in lines if line.over), key=lambda line: (-line.over, line.id)),
        "chases": sum(line.chased for line in lines),
        "chased": chased,
        "sent_back": [line for line in lines if line.sent_back],
        "reports": _count_reports(scope, statuses),
        "lit": sorted((line for line in lines if line.light not in ("", Colour.GREEN.value)), key=_by_light),
        "cut": cut_sentences,
        "day": _name_days(scope),
    }


def name_time(scope: Scope) -> str:
    """2026年第四季度, 2026年11月; 2026年 for the year so far, and both days where it goes over a year's end."""
    first, last = scope.begin, scope.until
    if scope.first is None:
        return f"{last.year}年"
    if first.year == last.year and first <= last:
        return make_period(first, last).title
    return f"{chinese_date(first)}至{chinese_date(last)}"


def _name_days(scope: Scope) -> Callable[[date], str]:
    return lambda day: short_date(day) if day.year == scope.until.year else chinese_date(day)


def _count(found: Sequence[Any], kind: Any) -> list[tuple[str, int]]:
    """Each member that occurs, in the order of its enumeration."""
    counts = Counter(found)
    return [(member.value, counts[member]) for member in kind if counts[member]]


def _say_rate(rate: Rate) -> str:
    """办结率83.3%（15/18）."""
    percent = percent_of(rate.part, rate.whole)
    return f"{rate.name}{write_points(percent) if percent is not None else '—'}%（{rate.part}/{rate.whole}）"


def _order_leads(office: Office, scope: Scope, lines: Sequence[TaskLine]) -> list[str]:
    """The printed names of all units, in protocol order."""
    return [office.settings.units.short(unit.id, scope.until) for unit in office.settings.units.units] if lines else []


def _group(
    lines: Sequence[TaskLine], key: Callable[[TaskLine], str], order: Sequence[str]
) -> list[tuple[str, list[TaskLine]]]:
    """What is not in the order comes last, by its name."""
    places = {name: number for number, name in enumerate(order)}
    ranked = sorted(lines, key=lambda line: (places.get(key(line), len(places)), key(line), line.id))
    return [(name, list(group)) for name, group in groupby(ranked, key=key)]


def _by_light(line: TaskLine) -> tuple[int, str]:
    return (-Colour(line.light).severity, line.id)


def _count_reports(scope: Scope, statuses: Sequence[TaskStatus]) -> int:
    """How often units reported in the time that is told of."""
    return sum(
        step.kind is EventKind.PROGRESS and scope.begin <= step.at.day for status in statuses for step in status.steps
    )
