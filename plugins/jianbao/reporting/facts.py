"""The facts that a bulletin counts, each by name: what a later bulletin is compared with."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from jianbao.ledger import Event, Ledger, read_ledger
from jianbao.metadata import Moment
from jianbao.model import Access
from jianbao.model.bulletin import CountedFact
from jianbao.periods import Period
from jianbao.reading import Office
from jianbao.scoring import write_points
from jianbao.standing import Standing

# The value of a fact that a bulletin takes back.
WITHDRAWN = "0"


def open_ledger(office: Office, standing: Standing, access: Access, as_of: Moment) -> Ledger:
    """What had happened and was on record by that day, so that a bulletin can be made again as it was then."""
    ledger, day = read_ledger(office, standing, access, as_of), as_of.day
    return replace(
        ledger,
        printed=tuple(printed for printed in ledger.printed if printed.day <= day),
        events=tuple(event for event in ledger.events if event.day <= day and event.recorded <= day),
    )


def list_facts(ledger: Ledger, period: Period, access: Access) -> list[CountedFact]:
    """Every fact of the period, by day and id. The title of a text more closed than the bulletin stays away from it."""
    return [fact for event in ledger.events if period.covers(event.day) for fact in _make_facts(event, access)]


def _make_facts(event: Event, access: Access) -> Iterator[CountedFact]:
    """One for each credited unit; one without a unit for the office's own piece."""
    for unit in [credited.unit for credited in event.credits] or [""]:
        yield CountedFact(
            id=event.id,
            unit=unit,
            measure=event.measure.value,
            day=event.day,
            value=write_points(event.points) if event.points else "1",
            title=event.title if event.access.within(access) else "",
        )
