"""What a slip is made for, and the values that every template of one gets."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from jianbao.caching import open_shelf
from jianbao.earlier import Shelf
from jianbao.ledger import Ledger, read_ledger
from jianbao.metadata import Moment
from jianbao.model import Access
from jianbao.periods import Period
from jianbao.reading import Office
from jianbao.rendering.supervision_text import cut_sentences
from jianbao.rendering.templates import Templates
from jianbao.standing import Standing, find_standing


@dataclass(frozen=True, kw_only=True)
class SlipRequest:
    """``unit`` (an id) and ``period`` narrow what a slip tells; ``access`` is the most closed text that it may hold.

    ``pictures`` is filled while the values are made: what the texts show, by the name that they are given.
    """

    office: Office
    templates: Templates
    as_of: Moment
    unit: str = ""
    period: Period | None = None
    access: Access = Access.OFFICE
    pictures: dict[str, bytes] = field(default_factory=dict)

    @cached_property
    def standing(self) -> Standing:
        return find_standing(self.office)

    @cached_property
    def shelf(self) -> Shelf:
        return open_shelf(self.office)

    @cached_property
    def ledger(self) -> Ledger:
        return read_ledger(self.office, self.standing, self.access, self.as_of)

    @cached_property
    def told(self) -> Ledger:
        """What units may hear of: as closed as the bulletin that they are sent."""
        return read_ledger(self.office, self.standing, self.office.settings.bulletin.access, self.as_of)


def common_values(request: SlipRequest) -> dict[str, Any]:
    """What is there in every template: the office and its day, the options, and names for ids."""
    settings = request.office.settings
    units, people, day = settings.units, settings.people, request.as_of.day

    def unit_full(unit: str) -> str:
        known = units.get(unit)
        return known.name_on(day).name if known else unit

    def person_post(person: str) -> str:
        known = people.by_id.get(person)
        return known.post if known else ""

    return {
        "office": settings.office,
        "as_of": request.as_of,
        "unit": request.unit,
        "period": request.period,
        "unit_name": lambda unit: units.short(unit, day),
        "unit_full": unit_full,
        "person_name": people.name,
        "person_post": person_post,
        "level_name": settings.office.level_name,
        "channel_name": settings.channel_title,
        "kind_name": settings.kinds.kind_name,
        "shorten": cut_sentences,
    }
