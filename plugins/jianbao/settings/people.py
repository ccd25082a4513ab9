"""``people.yml``: leaders in protocol order and the office's staff. Never published."""

from __future__ import annotations

from dataclasses import dataclass, field

from jianbao.metadata import Fields


@dataclass(frozen=True, kw_only=True, slots=True)
class Person:
    id: str
    name: str
    post: str = ""
    roles: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()


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
    people = []
    for group in fields.mappings("people"):
        person = Person(
            id=group.identity("id"),
            name=group.text("name", required=True),
            post=group.text("post"),
            roles=group.texts("roles"),
            aliases=group.texts("aliases"),
        )
        people.append(person)
        group.finish()
    return People(people=tuple(people), by_id={person.id: person for person in people})
