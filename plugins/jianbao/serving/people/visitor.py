"""Who sits before the browser: a person of ``people.yml``, with the roles and the unit that stand there today."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from jianbao.history.committing import Author
from jianbao.model import Access
from jianbao.reading import Office
from jianbao.settings.people import INFORMANT, Person


@dataclass(frozen=True, kw_only=True, slots=True)
class Visitor:
    """``unit`` is empty for all but informants, who see what all units see and file for that unit alone."""

    person: Person

    @property
    def id(self) -> str:
        return self.person.id

    @property
    def unit(self) -> str:
        return self.person.unit if INFORMANT in self.person.roles else ""

    @property
    def access(self) -> Access:
        """How closed a text may be for this person to read it: leaders and the office read all."""
        only_informant = set(self.person.roles) <= {INFORMANT}
        return Access.INTERNAL if only_informant else Access.OFFICE

    @property
    def author(self) -> Author:
        """As whom git knows the person."""
        name, email = self.person.author
        return Author(name=name, email=email)

    def has_role(self, *roles: str) -> bool:
        return not set(roles).isdisjoint(self.person.roles)


def find_visitor(office: Office, person: str, day: date) -> Visitor | None:
    """None for one who is not in ``people.yml``, or not in office on that day: a person who left signs in no more."""
    known = office.settings.people.by_id.get(person)
    if known is None or not known.roles or not known.is_in_office(day):
        return None
    unit = office.settings.units.get(known.unit) if known.unit else None
    if known.unit and (unit is None or not unit.exists_on(day)):
        return None
    return Visitor(person=known)
