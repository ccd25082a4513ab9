"""报送: items filed, a chain of revisions once, on the day when its first version arrived."""

from __future__ import annotations

from collections.abc import Iterator

from jianbao.ledger.event import Event, Measure
from jianbao.ledger.naming import credit_units, make_filed
from jianbao.model import Access, Decision, Item
from jianbao.reading import Office
from jianbao.reading.pictures import find_pictures
from jianbao.standing import Standing, find_arrival


def read_submitted(office: Office, standing: Standing) -> Iterator[Event]:
    """Void items and answers to supervision tasks are no items of information."""
    for item in office.items.values():
        arrival = find_arrival(office, item)
        if arrival is None or item.reply or _is_void(standing, item.id) or _is_counted(office, standing, item):
            continue
        yield Event(
            id=f"items/{item.id}",
            measure=Measure.SUBMITTED,
            day=arrival.day,
            recorded=arrival.day,
            place=item.source.place(),
            access=item.access or Access.INTERNAL,
            title=item.title,
            credits=credit_units(office, item.units, arrival.day, {unit: str(share) for unit, share in item.shares}),
            items=(make_filed(office, item.id, item.units),),
            kind=item.kind,
            form=item.form,
            stage=item.stage.value if item.stage else "",
            urgent=item.urgency is not None,
            pictures=len(find_pictures(item.body)),
            tags=item.tags,
            text=item.body,
        )


def _is_counted(office: Office, standing: Standing, item: Item) -> bool:
    """Whether an earlier version stands for the chain: the first that is not void."""
    seen, earlier = {item.id}, item.revises
    while earlier in office.items and earlier not in seen:
        if not _is_void(standing, earlier):
            return True
        seen.add(earlier)
        earlier = office.items[earlier].revises
    return False


def _is_void(standing: Standing, item: str) -> bool:
    return any(record.decision is Decision.VOID for record in standing.decisions.get(item, ()))
