"""Units and items of an event, resolved for its day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from jianbao.editing import article_access
from jianbao.ledger.event import Credited, FiledItem
from jianbao.model import Access, Credit
from jianbao.model.access import most_closed
from jianbao.reading import Office


def credit_units(
    office: Office, units: Iterable[str], day: date, shares: Mapping[str, str] | None = None
) -> tuple[Credited, ...]:
    """Each distinct unit under its short name on that day, with its share where one is known."""
    known = office.settings.units
    return tuple(
        Credited(unit=unit, name=known.short(unit, day), share=(shares or {}).get(unit, ""))
        for unit in dict.fromkeys(units)
    )


def author_shares(office: Office, items: Iterable[FiledItem]) -> dict[str, str]:
    """The shares of units as the authors of a single item state them; of several items there is no common measure."""
    known = [office.items[item.id] for item in items if item.id in office.items]
    return {unit: str(share) for unit, share in known[0].shares} if len(known) == 1 else {}


def credit_stated(office: Office, credits_: Sequence[Credit], day: date) -> tuple[Credited, ...]:
    """Units as an editor stated them, each once."""
    known = office.settings.units
    stated = {credit.unit: credit for credit in credits_}
    return tuple(
        Credited(unit=unit, name=known.short(unit, day), share=credit.share, main=credit.main)
        for unit, credit in stated.items()
    )


def find_filed(office: Office, ids: Iterable[str]) -> tuple[FiledItem, ...]:
    """Items by the ids of items or of desk records, each once; what is not there is a problem of the check."""
    items: dict[str, None] = {}
    for identity in ids:
        record = office.desk.get(identity)
        items |= dict.fromkeys(record.items if record else (identity,))
    return tuple(make_filed(office, item, office.items[item].units) for item in items if item in office.items)


def make_filed(office: Office, identity: str, units: tuple[str, ...]) -> FiledItem:
    """An item with the first version of its chain of revisions; an item that is not there is one of its own."""
    seen, first = {identity}, identity
    while (item := office.items.get(first)) and item.revises in office.items and item.revises not in seen:
        first = item.revises
        seen.add(first)
    return FiledItem(id=identity, units=units, first="" if first == identity else first)


class Closeness:
    """How closed a text is that a record names: what it was printed as, else what its items state; never public."""

    def __init__(self, office: Office) -> None:
        self._office = office
        self._printed: dict[str, Access] = {}
        for issue in office.issues.values():
            for article in issue.document.articles if issue.document else ():
                for identity in (article.id, *(source.id for source in article.items)):
                    known = self._printed.get(identity, article.access)
                    # Printed twice, a text is as open as in the more open of the two.
                    self._printed[identity] = min(known, article.access, key=lambda access: access.rank)

    def of(self, ids: Iterable[str], stated: Access | None) -> Access:
        found = [self._of_one(identity) for identity in ids]
        return most_closed([Access.INTERNAL, stated, *found])

    def _of_one(self, identity: str) -> Access:
        item, record = self._office.items.get(identity), self._office.desk.get(identity)
        if identity in self._printed:
            return self._printed[identity]
        if record:
            return article_access(self._office, record)
        return (item.access if item else None) or Access.INTERNAL
