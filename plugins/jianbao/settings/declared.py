"""``declared.yml``: figures that others published or keep by hand, for the ledger to be compared with (核对)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from jianbao.metadata import Fields
from jianbao.problems import Place


class DeclaredMeasure(Enum):
    """As the ledger counts them (design, section 6)."""

    SUBMITTED = "报送"
    ADOPTED = "采用"
    ADOPTIONS = "条次"
    ARTICLES = "篇数"
    REPORTED = "上报"
    INSTRUCTED = "批示"


@dataclass(frozen=True, kw_only=True, slots=True)
class Declared:
    """``unit`` empty means all units; ``channel`` is the id of a channel or the key of a
    series of ours."""

    place: Place
    period: str
    unit: str
    measure: DeclaredMeasure
    channel: str
    value: int
    source: str


def declared_from_fields(fields: Fields) -> tuple[Declared, ...]:
    declared = []
    for group in fields.mappings("declared"):
        known = len(fields.problems)
        figure = Declared(
            place=group.place("value"),
            period=group.text("period", required=True),
            unit=group.name("unit", "unit"),
            measure=group.choice("measure", DeclaredMeasure, required=True) or DeclaredMeasure.SUBMITTED,
            channel=group.name("channel", "channel"),
            value=group.integer("value", required=True),
            source=group.text("source"),
        )
        group.finish()
        # A wrong figure is a problem of its own already: nothing is compared with a default.
        if len(fields.problems) == known:
            declared.append(figure)
    return tuple(declared)
