"""What a desk record makes of its items: the title, text, units and access of the article to be printed."""

from __future__ import annotations

from datetime import date

from jianbao.characters import normalise
from jianbao.metadata import Moment
from jianbao.model import Access, Credit, CreditedUnit, DeskRecord, Item
from jianbao.model.access import most_closed
from jianbao.reading import Office
from jianbao.standing import find_arrival


def find_items(office: Office, record: DeskRecord) -> list[Item]:
    """The items behind a record that exist, in the order in which it names them."""
    return [office.items[item] for item in record.items if item in office.items]


def edited_title(office: Office, record: DeskRecord) -> str:
    """The office's title, else the item's own."""
    items = find_items(office, record)
    return normalise(record.title or (items[0].title if len(items) == 1 else ""))


def name_article(office: Office, article: str) -> str:
    """The title of a desk record by its id; the id where there is none."""
    record = office.desk.get(article)
    return edited_title(office, record) if record else article


def edited_body(office: Office, record: DeskRecord) -> str:
    """The edited text; as filed where the record has none. A composite has only what the office wrote."""
    return normalise(record.body or _unedited_body(office, record))


def _unedited_body(office: Office, record: DeskRecord) -> str:
    items = find_items(office, record)
    return items[0].body if len(items) == 1 else ""


def body_path(office: Office, record: DeskRecord) -> str:
    """The file whose text is printed, beside which its pictures lie."""
    items = find_items(office, record)
    return record.source.path if record.body or len(items) != 1 else items[0].source.path


def credited_units(office: Office, record: DeskRecord, day: date | None) -> tuple[CreditedUnit, ...]:
    """Who is credited, under the short names of that day: as the record says, else the distinct units of its items."""
    stated = record.credit or tuple(
        Credit(unit=unit) for unit in dict.fromkeys(unit for item in find_items(office, record) for unit in item.units)
    )
    units = office.settings.units
    return tuple(
        CreditedUnit(id=credit.unit, name=units.short(credit.unit, day), main=credit.main, share=credit.share)
        for credit in stated
    )


def article_access(office: Office, record: DeskRecord) -> Access:
    """As closed as the most closed of series, column, desk record and items. An unknown series is the office's own."""
    series = office.settings.series(record.periodical, record.series)
    if series is None:
        return Access.OFFICE
    column = series.column(record.column)
    items = find_items(office, record)
    stated = [series.access, column.access if column else None, record.access, *(item.access for item in items)]
    return most_closed(stated)


def is_urgent(office: Office, record: DeskRecord) -> bool:
    return any(item.urgency for item in find_items(office, record))


def first_arrival(office: Office, record: DeskRecord) -> Moment | None:
    """When the earliest of its items arrived; for the office's own piece, when it was decided."""
    arrivals = [arrival for item in find_items(office, record) if (arrival := find_arrival(office, item))]
    return min(arrivals, default=record.decided)
