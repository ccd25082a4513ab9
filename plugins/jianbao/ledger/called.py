"""约稿: how each unit that was asked answered a call."""

from __future__ import annotations

from collections.abc import Iterator

from jianbao.answering import find_answers
from jianbao.ledger.event import Event, Measure
from jianbao.ledger.naming import credit_units, make_filed
from jianbao.metadata import Moment
from jianbao.model import Access
from jianbao.reading import Office


def read_called(office: Office, as_of: Moment) -> Iterator[Event]:
    """One event for each unit and call; a call that a unit may still answer has none."""
    for call in office.calls.values():
        for answer in find_answers(office, call, as_of):
            if answer.day is None or answer.outcome is None:
                continue
            item = office.items.get(answer.item)
            yield Event(
                id=f"calls/{call.id}#{answer.unit}",
                measure=Measure.CALLED,
                day=answer.day,
                recorded=answer.day,
                place=call.source.place(),
                access=Access.INTERNAL,
                title=call.title,
                credits=credit_units(office, [answer.unit], answer.day),
                items=(make_filed(office, item.id, item.units),) if item else (),
                level=call.origin.level if call.origin else "",
                kind=item.kind if item else "",
                number=call.id,
                outcome=answer.outcome.value,
            )
