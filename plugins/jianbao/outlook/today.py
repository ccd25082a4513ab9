"""The lists of a day: of the whole office, or of one person with those whom the person stands in for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from jianbao.metadata import Moment
from jianbao.model import Decision
from jianbao.outlook.called import list_unanswered, list_upward
from jianbao.outlook.desk_matters import (
    list_decided,
    list_disputed,
    list_drafts,
    list_pending,
    list_unannounced,
    list_unused,
)
from jianbao.outlook.instructed import list_instructed
from jianbao.outlook.matters import Heading, Matter, name_units
from jianbao.outlook.next_issues import list_next
from jianbao.outlook.owners import find_deputy, find_duty, find_named, find_owners
from jianbao.outlook.supervised import list_tasks
from jianbao.outlook.urgent import list_incidents
from jianbao.reading import Office
from jianbao.standing import Standing

# What lies on the editors' desk, in the order in which they go through it.
_DESK = (
    Heading.PENDING, Heading.REVISE, Heading.HOLD, Heading.DRAFT, Heading.NEXT, Heading.UNANNOUNCED, Heading.UNUSED,
    Heading.UNANSWERED, Heading.INSTRUCTED, Heading.DISPUTED,
)  # fmt: skip
# What is kept or was sent on is not to be done on any one day.
_NOT_TODAY = frozenset({Heading.HOLD, Heading.UNUSED})


@dataclass(frozen=True, kw_only=True, slots=True)
class Line:
    """``owners`` are ids; ``stands_for`` those for whom the person of the list has it, empty where it is their own."""

    matter: Matter
    text: str
    owners: tuple[str, ...]
    stands_for: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Today:
    """``notices`` say who is away and who stands in; a heading has at least one line."""

    notices: tuple[str, ...]
    sections: tuple[tuple[Heading, tuple[Line, ...]], ...]


def find_matters(office: Office, standing: Standing, as_of: Moment) -> list[Matter]:
    """Everything, near or far, as it stands on the day."""
    return [
        *list_incidents(office, as_of),
        *list_tasks(office, as_of),
        *list_upward(office, as_of),
        *_list_desk(office, standing, as_of),
    ]


def _list_desk(office: Office, standing: Standing, as_of: Moment) -> list[Matter]:
    return [
        *list_pending(office, standing, as_of),
        *list_decided(office, standing, Decision.REVISE, as_of),
        *list_decided(office, standing, Decision.HOLD, as_of),
        *list_drafts(office),
        *list_next(office, standing, as_of),
        *list_unannounced(office),
        *list_unused(office, as_of),
        *list_unanswered(office, as_of),
        *list_instructed(office, as_of),
        *list_disputed(office, as_of),
    ]


def find_waiting(office: Office, standing: Standing, as_of: Moment) -> list[tuple[str, list[str]]]:
    """What waits for the editors: (heading, lines) in Chinese; headings with nothing under them are left out."""
    matters = _list_desk(office, standing, as_of)
    lines = {
        heading: [_say(office, matter, matter.waiting, as_of) for matter in matters if matter.heading is heading]
        for heading in _DESK
    }
    return [(heading.value, told) for heading, told in lines.items() if told]


def find_today(office: Office, standing: Standing, as_of: Moment, person: str = "") -> Today:
    """``person`` is an id of ``people.yml``; nobody means the whole office."""
    matters = find_matters(office, standing, as_of)
    if person:
        duty = find_duty(office.settings.people, person, as_of.day)
        own = (person,) if duty.own else ()
        lines = [_tell(office, matter, as_of, own, duty.stands_for) for matter in matters]
        return Today(notices=duty.notices, sections=_sort_lines(filter(None, lines), as_of))
    return Today(notices=(), sections=_sort_lines((_tell_all(office, matter, as_of) for matter in matters), as_of))


def find_mine(office: Office, matters: Iterable[Matter], person: str, as_of: Moment) -> list[Matter]:
    """Those that the person has on that day, own ones and those of others."""
    duty = find_duty(office.settings.people, person, as_of.day)
    people = {*((person,) if duty.own else ()), *duty.stands_for}
    return [m for m in matters if people.intersection(find_owners(office.settings.people, m, as_of.day))]


def _sort_lines(lines: Iterable[Line], as_of: Moment) -> tuple[tuple[Heading, tuple[Line, ...]], ...]:
    """Under their headings; those of a time limit by it."""
    found: dict[Heading, list[Line]] = {heading: [] for heading in Heading if heading not in _NOT_TODAY}
    for line in lines:
        heading = find_heading(line.matter, as_of)
        if heading in found:
            found[heading].append(line)
    for heading in (Heading.OVERDUE, Heading.TODAY, Heading.SOON):
        found[heading].sort(key=lambda line: (line.matter.due or as_of, line.matter.key))
    return tuple((heading, tuple(under)) for heading, under in found.items() if under)


def find_heading(matter: Matter, as_of: Moment) -> Heading | None:
    """Its own, else by its deadline; None where that is not near yet: before the first reminder."""
    if matter.heading or matter.due is None:
        return matter.heading
    if matter.due.day <= as_of.day:
        return Heading.TODAY if matter.due.day == as_of.day else Heading.OVERDUE
    return Heading.SOON if matter.reminders and matter.reminders[0] <= as_of.day else None


def _tell(office: Office, matter: Matter, as_of: Moment, own: Sequence[str], stands_for: Sequence[str]) -> Line | None:
    """For a person whose it is, or who stands in for somebody whose it is."""
    owners = find_owners(office.settings.people, matter, as_of.day)
    mine = [person for person in own if person in owners]
    others = () if mine else tuple(person for person in stands_for if person in owners)
    if not mine and not others:
        return None
    people = office.settings.people
    text = _say(office, matter, _narrow(office, matter, mine or others), as_of)
    mark = f"（代{'、'.join(map(people.name, others))}）" if others else ""
    return Line(matter=matter, text=f"{mark}{text}", owners=owners, stands_for=others)


def _narrow(office: Office, matter: Matter, people: Sequence[str]) -> tuple[str, ...]:
    """Of the units that are waited for, those that these people cover, unless all of them are theirs to watch."""
    known = office.settings.people.by_id
    covered = {unit for person in people for unit in known[person].covers}
    if set(matter.people).intersection(people) or covered.isdisjoint(matter.waiting):
        return matter.waiting
    return tuple(unit for unit in matter.waiting if unit in covered)


def _tell_all(office: Office, matter: Matter, as_of: Moment) -> Line:
    """With who has it, where that is not everybody of a role; and who stands in for whoever is away."""
    people, day = office.settings.people, as_of.day
    owners = find_owners(people, matter, day)
    named = [_name_owner(office, person, as_of) for person in find_named(people, matter, day)]
    text = _say(office, matter, matter.waiting, as_of)
    return Line(matter=matter, text=f"{text}　经办：{'、'.join(named)}" if named else text, owners=owners)


def _name_owner(office: Office, person: str, as_of: Moment) -> str:
    people = office.settings.people
    deputy = find_deputy(people, person, as_of.day)
    if deputy == person:
        return people.name(person)
    return f"{people.name(person)}（{f'{people.name(deputy)}代' if deputy else '不在岗'}）"


def _say(office: Office, matter: Matter, waiting: tuple[str, ...], as_of: Moment) -> str:
    return f"{matter.text}：{name_units(office, waiting, as_of)}" if waiting else matter.text
