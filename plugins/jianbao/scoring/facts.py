"""Facts: the attributions of the ledger, booked to a day and an account under the scheme in force on that day."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from jianbao.ledger import Credited, Event, Ledger, Measure
from jianbao.reading import Office
from jianbao.scoring.groups import Groups
from jianbao.settings.schemes import CreditBy, Scheme

# Facts that may take points away from other facts: from their item, or from the total.
JUDGING = frozenset({Measure.CALLED, Measure.ENTERED, Measure.SUPERVISED, Measure.URGENT})


@dataclass(frozen=True, kw_only=True, slots=True)
class Fact:
    """One event to one account. ``unit`` is whom the text credits; ``account`` who gets the points, mostly the same.

    The last five fields are those of the event, or what a rule of classes made of them.
    """

    event: Event
    credited: Credited
    account: str
    day: date
    piece: str
    group: str
    scheme: str
    measure: str
    channel: str
    level: str
    kind: str
    form: str
    grade: str


@dataclass(frozen=True, slots=True)
class State:
    """What has become of a piece by some day."""

    instructed: frozenset[str] = frozenset()
    adopted: bool = False
    called: bool = False

    def after(self, fact: Fact) -> State:
        measure = fact.event.measure
        if measure is Measure.INSTRUCTED and fact.level not in self.instructed:
            return State(self.instructed | {fact.level}, self.adopted, self.called)
        if measure is Measure.ADOPTED and not self.adopted:
            return State(self.instructed, True, self.called)
        if measure is Measure.CALLED and fact.event.items and not self.called:
            return State(self.instructed, self.adopted, True)
        return self


def make_facts(office: Office, ledger: Ledger, track: Sequence[Scheme], groups: Mapping[str, Groups]) -> list[Fact]:
    """By day and id, whatever the order of the ledger. ``track`` are schemes that follow one another."""
    events = {event.id: event for event in ledger.events}
    facts: list[Fact] = []
    for event in ledger.events:
        booked = book_event(event, track)
        if booked:
            scheme, day = booked
            facts += _make_facts(office, event, scheme, day, groups[scheme.id], events)
    return sorted(facts, key=lambda fact: (fact.day, fact.event.id, fact.account))


def book_event(event: Event, track: Sequence[Scheme]) -> tuple[Scheme, date] | None:
    """The day to whose account it goes, and the scheme of that day; None outside every scheme."""
    own = _in_force(track, event.day)
    for first in (own,) if own else track:
        day = first.booking.book(event.day, event.recorded)
        if scheme := _in_force(track, day):
            return scheme, day
    return None


def _in_force(schemes: Sequence[Scheme], day: date) -> Scheme | None:
    return next((scheme for scheme in schemes if scheme.is_in_force(day)), None)


def _make_facts(
    office: Office, event: Event, scheme: Scheme, day: date, groups: Groups, events: Mapping[str, Event]
) -> Iterator[Fact]:
    for credited, account in _accounts(office, event, scheme, events):
        yield Fact(
            event=event,
            credited=credited,
            account=account,
            day=day,
            piece=event.piece(credited.unit),
            group=groups.of(credited.unit, day),
            scheme=scheme.id,
            measure=event.measure.value,
            channel=event.channel,
            level=event.level,
            kind=event.kind,
            form=event.form,
            grade=event.grade,
        )


def _accounts(
    office: Office, event: Event, scheme: Scheme, events: Mapping[str, Event]
) -> Iterator[tuple[Credited, str]]:
    """The units credited; or, in a table for the office's own divisions, the one of the column or the editor (K32)."""
    crediting = scheme.credit
    if crediting.by is CreditBy.UNIT:
        yield from ((credited, credited.unit) for credited in event.credits)
        return
    subject = events.get(event.target, event)
    written = subject.column if crediting.by is CreditBy.COLUMN else subject.editor
    division = dict(crediting.to).get(written)
    if division:
        name = office.settings.units.short(division, event.day)
        yield Credited(unit=division, name=name), division
