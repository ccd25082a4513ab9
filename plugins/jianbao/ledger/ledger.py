"""The ledger as one table of dated attributions, each with the file and line that it comes from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TypeVar

from jianbao.ledger.adopted import read_adopted, read_reported
from jianbao.ledger.called import read_called
from jianbao.ledger.entered import read_entered
from jianbao.ledger.event import Attribution, Event, Measure
from jianbao.ledger.instructed import read_instructed
from jianbao.ledger.naming import Closeness
from jianbao.ledger.printed import Printed, make_adoption, read_printed
from jianbao.ledger.submitted import read_submitted
from jianbao.ledger.supervised import read_supervised
from jianbao.ledger.urgent import read_urgent
from jianbao.metadata import Moment
from jianbao.model import Access
from jianbao.periods import Period, month_of, year_of
from jianbao.reading import Office
from jianbao.standing import Standing

Value = TypeVar("Value")


@dataclass(frozen=True, kw_only=True)
class Ledger:
    """Every fact that a build may count, by day and id. ``printed`` are the articles behind our own adoptions.

    The indexes keep the cost of a table off the length of the archive.
    """

    printed: tuple[Printed, ...]
    events: tuple[Event, ...]

    @cached_property
    def attributions(self) -> tuple[Attribution, ...]:
        return tuple(Attribution(event=event, credited=credited) for event in self.events for credited in event.credits)

    @cached_property
    def by_unit(self) -> Mapping[tuple[Measure, str], list[Attribution]]:
        """The attributions of a measure and a unit, by day."""
        return _group(((a.event.measure, a.unit), a) for a in self.attributions)

    @cached_property
    def by_measure(self) -> Mapping[Measure, list[Event]]:
        return _group((event.measure, event) for event in self.events)

    @cached_property
    def adopted_by_unit(self) -> Mapping[str, list[tuple[str, date]]]:
        """(piece, day of an adoption) under every unit that filed the item, whoever is credited with the article."""
        return _group(
            (unit, (item.piece, event.day))
            for event in self.by_measure.get(Measure.ADOPTED, ())
            for item in event.items
            for unit in item.units
        )

    def months(self) -> list[Period]:
        """Every month in which something was filed or adopted, latest first."""
        return sorted({month_of(day) for day in self._days()}, reverse=True)

    def years(self) -> list[Period]:
        return sorted({year_of(day) for day in self._days()}, reverse=True)

    def _days(self) -> set[date]:
        shown = (Measure.SUBMITTED, Measure.ADOPTED)
        return {event.day for measure in shown for event in self.by_measure.get(measure, ())}


def read_ledger(office: Office, standing: Standing, access: Access, as_of: Moment) -> Ledger:
    """What a build of that access may count. The public one knows only what it prints: nothing filed, nothing above."""
    printed = tuple(read_printed(office, standing, access))
    own = [make_adoption(office, article) for article in printed]
    above = () if access is Access.PUBLIC else _read_closed(office, standing, own, as_of)
    events = [*own, *(event for event in above if _may_count(event, access))]
    return Ledger(printed=printed, events=tuple(sorted(events, key=lambda event: (event.day, event.id))))


def _read_closed(office: Office, standing: Standing, own: list[Event], as_of: Moment) -> Iterator[Event]:
    closeness = Closeness(office)
    adopted = list(read_adopted(office, closeness))
    yield from adopted
    yield from read_submitted(office, standing)
    yield from read_reported(office, closeness)
    yield from read_instructed(office, {event.id: event for event in (*own, *adopted)}, closeness)
    yield from read_called(office, as_of)
    yield from read_entered(office, closeness)
    yield from read_supervised(office, as_of)
    yield from read_urgent(office, as_of)


def _may_count(event: Event, access: Access) -> bool:
    """What a unit filed is its own number: how closed the text is, matters where its title is shown."""
    return event.measure is Measure.SUBMITTED or event.access.within(access)


def _group(pairs: Iterable[tuple[object, Value]]) -> dict:  # type: ignore[type-arg]  # keys of either kind
    grouped: dict[object, list[Value]] = {}
    for key, value in pairs:
        grouped.setdefault(key, []).append(value)
    return grouped
