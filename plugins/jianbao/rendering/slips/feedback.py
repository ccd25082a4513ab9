"""采用反馈单: what of a unit's items was printed or adopted above; never a point."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from jianbao.ledger import Event, Measure
from jianbao.model import Item
from jianbao.periods import Period, month_of, so_far
from jianbao.rendering.slips.request import SlipRequest


@dataclass(frozen=True, kw_only=True, slots=True)
class Used:
    """One adoption: where and in which number, with the level of the channel."""

    title: str
    where: str
    level: str
    day: date


def describe_unit(request: SlipRequest, unit: str) -> Mapping[str, Any]:
    """Of the request's period, else of this month up to today, counted like the bulletin: of what units may know."""
    period = request.period or so_far(month_of(request.as_of.day), request.as_of.day)
    used = [event for event in _find_known(request) if period.covers(event.day) and _is_credited(event, unit)]
    known = request.office.settings.units.get(unit)
    return {
        "unit": unit,
        "name": known.name_on(period.last).name if known else unit,
        "period": period,
        "used": [_describe(request, event) for event in used],
        "filed": _count_filed(request, unit, period),
    }


def describe_item(request: SlipRequest, item: Item) -> Mapping[str, Any]:
    """One item, to all the units that filed it, under its newest version's adoptions as well."""
    day = item.date.day if item.date else None
    used = [event for event in _find_known(request) if item.id in _pieces(event)]
    names = [request.office.settings.units.short(unit, day) for unit in item.units]
    return {"item": item, "names": "、".join(names), "used": [_describe(request, event) for event in used]}


def _find_known(request: SlipRequest) -> Iterable[Event]:
    """Adoptions by day that a unit may hear of."""
    return (event for event in request.told.by_measure.get(Measure.ADOPTED, ()) if event.day <= request.as_of.day)


def _is_credited(event: Event, unit: str) -> bool:
    return any(credited.unit == unit for credited in event.credits)


def _pieces(event: Event) -> set[str]:
    return {identity for filed in event.items for identity in (filed.id, filed.piece)}


def _count_filed(request: SlipRequest, unit: str, period: Period) -> int:
    return sum(
        period.covers(attribution.event.day)
        for attribution in request.ledger.by_unit.get((Measure.SUBMITTED, unit), ())
    )


def _describe(request: SlipRequest, event: Event) -> Used:
    office = request.office
    issue = office.issues.get(event.number) if event.own else None
    number = event.number if not event.own else ""
    where = issue.document.title if issue and issue.document else office.settings.channel_title(event.channel) + number
    return Used(title=event.title, where=where, level=office.settings.office.level_name(event.level), day=event.day)
