"""What waits to be decided, by unit, for the screen (``queue``) and for 选题单."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from jianbao.characters import count_characters, strip_markup
from jianbao.checks.duplicates import find_repeats
from jianbao.earlier import name_earlier, say_percent
from jianbao.model import Item
from jianbao.rendering.slips.request import SlipRequest
from jianbao.standing import find_arrival, find_pending

_TWO_LINES = 80


@dataclass(frozen=True, kw_only=True, slots=True)
class Similar:
    """An earlier text that the item repeats: what that amounts to, how it is called, and 85%的文字相同."""

    kind: str
    named: str
    share: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Waiting:
    """An item as an editor chooses by it; ``number`` counts through the whole list, ``opening`` is two lines of it."""

    number: int
    id: str
    title: str
    units: tuple[str, ...]
    kind: str
    urgency: str
    characters: int
    arrived: str
    opening: str
    similar: tuple[Similar, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class UnitQueue:
    unit: str
    items: tuple[Waiting, ...]


def list_waiting(request: SlipRequest) -> list[UnitQueue]:
    """Undecided items by lead unit in protocol order, each unit's in order of arrival; of one unit where one is named,
    those included in which it only takes part.
    """
    office, units, day = request.office, request.office.settings.units, request.as_of.day
    pending = [
        item for item in find_pending(office, request.standing) if not request.unit or request.unit in item.units
    ]
    ordered = sorted(pending, key=lambda item: units.order(item.lead))
    described = zip(ordered, [_describe(request, n, item) for n, item in enumerate(ordered, 1)], strict=True)
    return [
        UnitQueue(unit=units.short(lead, day), items=tuple(waiting for _, waiting in group))
        for lead, group in groupby(described, key=lambda pair: pair[0].lead)
    ]


def _describe(request: SlipRequest, number: int, item: Item) -> Waiting:
    office, arrival = request.office, find_arrival(request.office, item)
    opening = " ".join(strip_markup(item.body).split())
    return Waiting(
        number=number,
        id=item.id,
        title=item.title,
        units=tuple(office.settings.units.short(unit, request.as_of.day) for unit in item.units),
        kind=office.settings.kinds.kind_name(item.kind),
        urgency=item.urgency.value if item.urgency else "",
        characters=count_characters(item.body),
        arrived=f"{arrival.day.month}月{arrival.day.day}日" if arrival else "",
        opening=f"{opening[:_TWO_LINES]}……" if len(opening) > _TWO_LINES else opening,
        similar=_find_similar(request, item),
    )


def _find_similar(request: SlipRequest, item: Item) -> tuple[Similar, ...]:
    office, shelf = request.office, request.shelf
    return tuple(
        Similar(kind=hit.kind.value, named=name_earlier(office.settings, shelf, hit.entry), share=say_percent(hit))
        for hit in find_repeats(office, shelf, item)
    )
