"""紧急: how fast units told of an urgent event, and what became of each of their reports."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from jianbao.ledger.event import Event, Measure
from jianbao.ledger.naming import credit_units, make_filed
from jianbao.metadata import Moment
from jianbao.model import Access, Incident, Item
from jianbao.problems import Place
from jianbao.reading import Office
from jianbao.reading.pictures import find_pictures
from jianbao.supervising import Owed, Timeliness, Timing, drop_repeated, find_chain_items, find_timings

# What an entry by hand says of a report that came late.
LATE_ENTRY = Timeliness.LATE.value


def read_urgent(office: Office, as_of: Moment) -> Iterator[Event]:
    """What the office owed upward itself is no unit's fact. Nobody but the office sees any."""
    entered = _find_entered(office, as_of)
    for incident in office.incidents.values():
        chain = [item for arrival, item in find_chain_items(office, incident) if not arrival.is_after(as_of)]
        first = chain[0].id if chain else ""
        for timing in drop_repeated(find_timings(office, incident, as_of)):
            about = timing.item or (first if timing.owed is Owed.PHONE else "")
            late = timing.outcome is Timeliness.LATE
            units = [unit for unit in timing.units if not (late and (unit, about) in entered)]
            if units and timing.outcome:
                yield _time(office, incident, timing, units)
        yield from _dispose(office, incident, as_of)


def _find_entered(office: Office, as_of: Moment) -> set[tuple[str, str]]:
    """(unit, item) of every 迟报 entered by hand: it has a reason, evidence and the level that criticised it, so that
    it stands for the one that is computed.
    """
    return {
        (entry.unit, entry.item)
        for entry in office.entries.values()
        if entry.event == LATE_ENTRY and entry.item and entry.date and not entry.date.is_after(as_of)
    }


def _time(office: Office, incident: Incident, timing: Timing, units: list[str]) -> Event:
    """On the day when it was told, else when it had to be. A call by telephone is about no item."""
    done = timing.done if timing.outcome is not Timeliness.MISSING else None
    day, owed = done.day if done else timing.due.date(), timing.owed.value
    item = office.items.get(timing.item) if done else None
    key = timing.owed.name.lower()
    key = f"{key}/{timing.due:%Y-%m-%dT%H:%M}" if timing.owed is Owed.FOLLOW_UP else key
    about: dict[str, Any] = _describe(office, item) if item else {"urgent": True}
    severity = office.settings.urgent.urgent_class(incident.severity).name
    return Event(
        id=f"incidents/{incident.id}#{key}",
        measure=Measure.URGENT,
        day=day,
        recorded=day,
        place=item.source.place("date") if item else _place_call(incident, done),
        access=Access.OFFICE,
        title=f"{incident.title}（{owed}）",
        credits=credit_units(office, units, day),
        outcome=timing.outcome.value if timing.outcome else "",
        minutes=timing.minutes if done else None,
        **about | {"tags": (owed, severity, *about.get("tags", ()))},
    )


def _place_call(incident: Incident, done: Moment | None) -> Place:
    """The line of the log at which the office heard of it; what was never told, where the event is."""
    heard = next((n for n, line in enumerate(incident.log) if done and line.at == done), None)
    return incident.source.place("occurred" if heard is None else f"log[{heard}].at")


def _dispose(office: Office, incident: Incident, as_of: Moment) -> Iterator[Event]:
    """Booked on the day of the report."""
    arrivals = {item.id: arrival for arrival, item in find_chain_items(office, incident)}
    for number, disposition in enumerate(incident.dispositions):
        item, arrival = office.items.get(disposition.item), arrivals.get(disposition.item)
        if item is None or arrival is None or arrival.is_after(as_of):
            continue
        shares = {unit: str(share) for unit, share in item.shares}
        yield Event(
            id=f"incidents/{incident.id}#dispositions/{number + 1}",
            measure=Measure.URGENT,
            day=arrival.day,
            recorded=arrival.day,
            place=incident.source.place(f"dispositions[{number}].result"),
            access=Access.OFFICE,
            title=item.title,
            credits=credit_units(office, item.units, arrival.day, shares),
            outcome=disposition.result,
            **_describe(office, item),
        )


def _describe(office: Office, item: Item) -> dict[str, Any]:
    """What an event on a report has from the report."""
    return {
        "items": (make_filed(office, item.id, item.units),),
        "kind": item.kind,
        "form": item.form,
        "stage": item.stage.value if item.stage else "",
        "urgent": True,
        "pictures": len(find_pictures(item.body)),
        "tags": item.tags,
        "text": item.body,
    }
