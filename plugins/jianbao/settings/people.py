"""``people.yml``: leaders in protocol order and the office's staff. Never published."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from jianbao.metadata import Fields, Moment

# The role of those who file for a unit; all others are of the office, or read.
INFORMANT = "信息员"
# The role of whoever looks after the installation: settings, templates, pages.
KEEPER = "管理员"

# Nobody has mail there (RFC 2606): by it git tells apart who did what at the desk.
_DESK = "jianbao.invalid"
# As whom the desk itself commits: (name, address).
DESK_AUTHOR = ("jianbao desk", f"desk@{_DESK}")


# What git itself leaves out at both ends of a name.
_NO_ENDS = " .,:;<>\"\\'"


def clean_author(name: str) -> str:
    """A name as a commit of the desk has it. With ``<`` or a line end it would be another person's."""
    return "".join(sign for sign in name if sign.isprintable() and sign not in "<>").strip(_NO_ENDS) or "?"


@dataclass(frozen=True, kw_only=True, slots=True)
class Away:
    """From one day to another, both inclusive; ``last`` None while nobody knows. ``deputy`` is a person's id."""

    first: Moment | None
    last: Moment | None
    deputy: str

    def covers(self, day: date) -> bool:
        begun = self.first is not None and self.first.day <= day
        return begun and (self.last is None or day <= self.last.day)


@dataclass(frozen=True, kw_only=True, slots=True)
class Person:
    """``unit`` is the unit for which an informant (信息员) files; ``covers`` are the units that one of the staff looks
    after; ``since`` and ``until`` bound the time in office. ``address`` is under which git knows the person elsewhere
    than at the desk.
    """

    id: str
    name: str
    post: str = ""
    roles: tuple[str, ...] = ()
    unit: str = ""
    address: str = ""
    aliases: tuple[str, ...] = ()
    covers: tuple[str, ...] = ()
    since: Moment | None = None
    until: Moment | None = None
    away: tuple[Away, ...] = ()

    @property
    def author(self) -> tuple[str, str]:
        """As whom git knows the person at the desk: by name, and by the id that tells two of one name apart."""
        return clean_author(self.name), f"{self.id}@{_DESK}"

    @property
    def authors(self) -> tuple[tuple[str, str], ...]:
        """All (name, address) of commits that are the person's."""
        names = dict.fromkeys((self.author[0], self.name))
        return tuple((name, address) for address in (self.author[1], self.address) if address for name in names)

    def is_in_office(self, day: date) -> bool:
        begun = self.since is None or self.since.day <= day
        return begun and (self.until is None or day <= self.until.day)

    def deputy_on(self, day: date) -> str:
        """Who stands in on that day; empty for one who is there."""
        return next((away.deputy for away in self.away if away.covers(day)), "")


@dataclass(frozen=True, kw_only=True, slots=True)
class People:
    people: tuple[Person, ...] = ()
    by_id: dict[str, Person] = field(default_factory=dict)

    def name(self, person: str) -> str:
        """The name as printed; what was written where nobody is known by it."""
        known = self.by_id.get(person)
        return known.name if known else person

    def spellings(self) -> dict[str, str]:
        """Ways to write a person → id. A name or post that two people share stands for neither."""
        spelled: dict[str, str] = {}
        shared = set()
        for person in self.people:
            for text in filter(None, (person.name, person.post, *person.aliases)):
                if spelled.setdefault(text, person.id) != person.id:
                    shared.add(text)
        unique = {text: person for text, person in spelled.items() if text not in shared}
        return unique | {person.id: person.id for person in self.people}


def people_from_fields(fields: Fields) -> People:
    """``covers`` name units by any spelling, ``deputy`` a person of the same file by id."""
    people = []
    deputies: list[tuple[Fields, str]] = []
    for group in fields.mappings("people"):
        absences = group.mappings("away")
        person = Person(
            id=group.identity("id"),
            name=group.text("name", required=True),
            post=group.text("post"),
            roles=group.texts("roles"),
            unit=group.name("unit", "unit"),
            address=group.text("address"),
            aliases=group.texts("aliases"),
            covers=group.names("covers", "unit"),
            since=group.moment("from"),
            until=group.moment("to"),
            away=tuple(map(_read_away, absences)),
        )
        people.append(person)
        for read, away in zip(absences, person.away, strict=True):
            deputies.append((read, away.deputy))
            _check_away(read, person, away)
        _check_informant(group, person)
        group.finish()
    known = {person.id for person in people}
    for read, deputy in deputies:
        if deputy and deputy not in known:
            read.report("person-unknown", read.place("deputy"), f"没有编号为“{deputy}”的人员", "写 people.yml 里的 id")
    _check_covers(fields, people)
    return People(people=tuple(people), by_id={person.id: person for person in people})


def _check_informant(fields: Fields, person: Person) -> None:
    """An informant files for one unit; whoever files for a unit is its informant."""
    if INFORMANT in person.roles and not person.unit:
        fields.report("informant-wrong", fields.place("roles"), f"{person.name}是信息员，没有写单位", "加 unit（单位）")
    if person.unit and INFORMANT not in person.roles:
        message = f"{person.name}写了单位，角色里没有信息员"
        fields.report("informant-wrong", fields.place("unit"), message, "在 roles（角色）里加上信息员，或删去 unit")


def _read_away(fields: Fields) -> Away:
    away = Away(first=fields.moment("from", required=True), last=fields.moment("to"), deputy=fields.text("deputy"))
    fields.finish()
    return away


def _check_away(fields: Fields, person: Person, away: Away) -> None:
    if away.first and away.last and away.first.is_after(away.last):
        message = f"{person.name}{away.first.chinese}外出，{away.last.chinese}就回来了"
        fields.report("away-wrong", fields.place("to"), message, "核对 from（自）和 to（至）")
    if away.deputy and away.deputy == person.id:
        fields.report("away-wrong", fields.place("deputy"), f"{person.name}外出，代理人写的是本人", "改写另一个人的 id")


def _check_covers(fields: Fields, people: Sequence[Person]) -> None:
    """A unit has one person to turn to at a time."""
    covering: dict[str, Person] = {}
    for group, person in zip(fields.mappings("people"), people, strict=True):
        for unit, written in zip(person.covers, group.texts("covers"), strict=True):
            other = covering.setdefault(unit, person)
            if other is not person and _overlap(other, person):
                hint = "从其中一人的 covers（联系单位）里删去；确由两人共同联系的，不用处理"
                message = f"{written}已由{other.name}联系，又写给了{person.name}"
                fields.report("covers-twice", group.place("covers"), message, hint)


def _overlap(first: Person, second: Person) -> bool:
    """Whether both are in office on some day."""
    return not any(
        before.until and after.since and after.since.is_after(before.until)
        for before, after in ((first, second), (second, first))
    )
