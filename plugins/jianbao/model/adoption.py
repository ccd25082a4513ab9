"""采用: a higher level used one of our texts. What our own periodicals print is derived and never written here."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

from jianbao.metadata import Fields, Moment
from jianbao.model.access import Access
from jianbao.model.credit import Credit, read_credit
from jianbao.model.source import Source


class Route(Enum):
    """报送途径: through this office (转报), or straight from the unit (直报)."""

    FORWARDED = "转报"
    DIRECT = "直报"


# What an adoption may name: exactly one of these, or ``units`` with ``title``.
SUBJECTS = ("report", "item", "desk", "items")


@dataclass(frozen=True, kw_only=True, slots=True)
class Adoption:
    """One file, one adoption. ``report``, ``item``, ``desk``, ``items`` (one composite adoption): one of them, or
    ``units`` and ``title`` for a text that never passed through this office.

    ``number`` is theirs, free text; ``points`` what the other authority gave; ``recorded`` the day of registration;
    ``lead`` that in which it was found.
    """

    id: str
    source: Source
    report: str
    items: tuple[str, ...]
    desk: str
    units: tuple[str, ...]
    title: str
    channel: str
    date: Moment | None
    number: str
    form: str
    grade: str
    kind: str
    route: Route | None
    points: Decimal | None
    credit: tuple[Credit, ...]
    access: Access | None
    recorded: Moment | None
    lead: str
    note: str

    @classmethod
    def from_fields(cls, fields: Fields, *, id: str, source: Source) -> Adoption:  # noqa: A002
        item = fields.record_id("item")
        return cls(
            id=id,
            source=source,
            report=fields.record_id("report"),
            items=(item,) if item else fields.record_ids("items"),
            desk=fields.record_id("desk"),
            units=fields.names("units", "unit"),
            title=fields.text("title"),
            channel=fields.name("channel", "channel", required=True),
            date=fields.moment("date", required=True),
            number=fields.text("number"),
            form=fields.name("form", "form"),
            grade=fields.text("grade"),
            kind=fields.name("kind", "kind"),
            route=fields.choice("route", Route),
            points=fields.decimal("points"),
            credit=read_credit(fields),
            access=fields.choice("access", Access),
            recorded=fields.moment("recorded"),
            lead=fields.record_id("lead"),
            note=fields.text("note"),
        )
