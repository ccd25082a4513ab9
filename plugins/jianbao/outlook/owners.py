"""Whose a matter is, and who stands in for whom on a day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from jianbao.outlook.matters import Matter
from jianbao.outlook.phrases import say_day
from jianbao.settings import People, Person
from jianbao.settings.people import Away


def find_owners(people: People, matter: Matter, day: date, also: str = "") -> tuple[str, ...]:
    """Those whose it is by name or unit; where there are none, everybody whose role it is. Only who is in office on
    that day, and ``also``, in the order of ``people.yml``.
    """
    there = _list_there(people, day, also)
    return find_named(people, matter, day, also) or tuple(p.id for p in there if matter.role.value in p.roles)


def find_named(people: People, matter: Matter, day: date, also: str = "") -> tuple[str, ...]:
    """Those that the matter names, and those that cover its units."""
    units, there = set(matter.units), _list_there(people, day, also)
    return tuple(p.id for p in there if p.id in matter.people or not units.isdisjoint(p.covers))


def _list_there(people: People, day: date, also: str) -> list[Person]:
    return [person for person in people.people if person.id == also or is_in_office(person, day)]


def is_in_office(person: Person, day: date) -> bool:
    """``from`` has come and ``to`` has not passed; both days inclusive."""
    begun = person.since is None or person.since.day <= day
    return begun and (person.until is None or day <= person.until.day)


def find_away(person: Person, day: date) -> Away | None:
    return next((away for away in person.away if away.covers(day)), None)


def find_deputy(people: People, person: str, day: date) -> str:
    """Who has that person's matters on that day: the person, or the one at the end of the chain of deputies. Empty
    where the chain ends with nobody, or goes round in a circle.
    """
    last = list(_walk(people, person, day))[-1]
    known = people.by_id[last]
    return last if is_in_office(known, day) and find_away(known, day) is None else ""


def _walk(people: People, person: str, day: date) -> Iterator[str]:
    """The person and every deputy in turn, as far as the next one is known and has not been passed yet."""
    seen: set[str] = set()
    while person in people.by_id and person not in seen:
        seen.add(person)
        yield person
        known = people.by_id[person]
        person = known.deputy_on(day) if is_in_office(known, day) else ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Duty:
    """What a person has to do with matters on a day: ``own`` are theirs (not where they are not in office),
    ``stands_for`` those whose matters they have; ``notices`` say in Chinese why.
    """

    person: Person
    own: bool
    stands_for: tuple[str, ...]
    notices: tuple[str, ...]


def find_duty(people: People, identity: str, day: date) -> Duty:
    """``identity`` is of ``people.yml``."""
    person = people.by_id[identity]
    if not is_in_office(person, day):
        return Duty(person=person, own=False, stands_for=(), notices=(_say_absent(person, day),))
    away = find_away(person, day)
    stands_for = tuple(
        other.id
        for other in people.people
        if other.id != identity and is_in_office(other, day) and find_deputy(people, other.id, day) == identity
    )
    notices = [_say_away(people, person, away, day)] if away else []
    notices += [_say_standing(people.by_id[other], person, day) for other in stands_for]
    return Duty(person=person, own=True, stands_for=stands_for, notices=tuple(notices))


def _say_absent(person: Person, day: date) -> str:
    if person.since and person.since.day > day:
        return f"{person.name}{person.since.chinese}才到任，在此之前没有要办的事。"
    until = person.until.chinese if person.until else ""
    return f"{person.name}已于{until}离任，没有要办的事；手头的事用 jianbao handover {person.id} 列出，交给接手的人。"


def _say_away(people: People, person: Person, away: Away, day: date) -> str:
    said = f"{person.name}{_say_span(away, day)}不在岗"
    deputy = find_deputy(people, person.id, day)
    if deputy:
        chain = [people.name(one) for one in _walk(people, person.id, day)][1:-1]
        through = f"（原由{'、'.join(chain)}代，也不在岗）" if chain else ""
        return f"{said}，由{people.name(deputy)}代办{through}。"
    return f"{said}，代办的人也不在岗，没有人代办。" if away.deputy else f"{said}，没有写由谁代办。"


def _say_standing(person: Person, deputy: Person, day: date) -> str:
    away = find_away(person, day)
    return f"{person.name}{_say_span(away, day) if away else ''}不在岗，由{deputy.name}代办。"


def _say_span(away: Away, day: date) -> str:
    """11月28日至12月5日, 11月30日 for one day, 11月28日起 while nobody knows for how long."""
    first = say_day(away.first.day, day) if away.first else ""
    last = say_day(away.last.day, day) if away.last else ""
    return first if first == last else f"{first}至{last}" if last else f"{first}起"
