"""手工登记: points and events given by hand."""

from __future__ import annotations

from collections.abc import Iterator

from jianbao.ledger.event import Event, Measure
from jianbao.ledger.naming import Closeness, credit_units, find_filed
from jianbao.reading import Office


def read_entered(office: Office, closeness: Closeness) -> Iterator[Event]:
    """As closed as the item that it is about."""
    for entry in office.entries.values():
        if entry.date is None:
            continue
        yield Event(
            id=f"entries/{entry.id}",
            measure=Measure.ENTERED,
            day=entry.date.day,
            recorded=(entry.recorded or entry.date).day,
            place=entry.source.place(),
            access=closeness.of(filter(None, [entry.item]), entry.access),
            title=entry.reason,
            credits=credit_units(office, [entry.unit], entry.date.day),
            items=find_filed(office, filter(None, [entry.item])),
            level=entry.level,
            points=entry.points,
            outcome=entry.event,
            rule=entry.rule,
        )
