"""上报 and 采用: what went upward, and what higher levels used."""

from __future__ import annotations

from collections.abc import Iterator

from jianbao.editing import edited_body, edited_title
from jianbao.ledger.event import Credited, Event, FiledItem, Measure
from jianbao.ledger.naming import Closeness, author_shares, credit_stated, credit_units, find_filed
from jianbao.model import Adoption, Item, Report
from jianbao.reading import Office


def read_reported(office: Office, closeness: Closeness) -> Iterator[Event]:
    for report in office.reports.values():
        if report.sent is None:
            continue
        items = find_filed(office, report.sources)
        channel = office.settings.channel(report.channel)
        first = _first(office, items)
        yield Event(
            id=f"reports/{report.id}",
            measure=Measure.REPORTED,
            day=report.sent.day,
            recorded=(report.recorded or report.sent).day,
            place=report.source.place(),
            access=closeness.of(report.sources, report.access),
            title=report.title or (first.title if first else ""),
            credits=credit_units(office, report.units or _filers(items), report.sent.day, author_shares(office, items)),
            items=items,
            channel=report.channel,
            level=channel.level if channel else "",
            kind=first.kind if first else "",
            form=first.form if first else "",
            urgent=bool(first and first.urgency),
            tags=first.tags if first else (),
            text=report.body or (first.body if first else ""),
        )


def read_adopted(office: Office, closeness: Closeness) -> Iterator[Event]:
    for adoption in office.adoptions.values():
        if adoption.date is None:
            continue
        report = office.reports.get(adoption.report)
        ids = report.sources if report else adoption.items or tuple(filter(None, [adoption.desk]))
        items = find_filed(office, ids)
        channel = office.settings.channel(adoption.channel)
        first = _first(office, items)
        desk = office.desk.get(adoption.desk)
        title = adoption.title or (report.title if report else "") or (edited_title(office, desk) if desk else "")
        yield Event(
            id=f"adoptions/{adoption.id}",
            measure=Measure.ADOPTED,
            day=adoption.date.day,
            recorded=(adoption.recorded or adoption.date).day,
            place=adoption.source.place(),
            access=closeness.of(ids, adoption.access or (report.access if report else None)),
            title=title or (first.title if first else ""),
            credits=_credit(office, adoption, report, items),
            items=items or _outside(adoption, report),
            channel=adoption.channel,
            level=channel.level if channel else "",
            kind=adoption.kind or (first.kind if first else ""),
            form=adoption.form or (first.form if first else ""),
            grade=adoption.grade,
            route=adoption.route.value if adoption.route else "",
            stage=first.stage.value if first and first.stage else "",
            urgent=bool(first and first.urgency),
            number=adoption.number,
            points=adoption.points,
            tags=first.tags if first else (),
            text=_choose_text(office, adoption, first),
        )


def _first(office: Office, items: tuple[FiledItem, ...]) -> Item | None:
    return office.items.get(items[0].id) if items else None


def _choose_text(office: Office, adoption: Adoption, first: Item | None) -> str:
    """As sent upward; else as we edited it; else as filed."""
    report, desk = office.reports.get(adoption.report), office.desk.get(adoption.desk)
    edited = edited_body(office, desk) if desk else ""
    return (report.body if report else "") or edited or (first.body if first else "")


def _filers(items: tuple[FiledItem, ...]) -> list[str]:
    return [unit for item in items for unit in item.units]


def _credit(
    office: Office, adoption: Adoption, report: Report | None, items: tuple[FiledItem, ...]
) -> tuple[Credited, ...]:
    """As stated; else the credit of the desk record, the report's units, or those that filed the items."""
    day = adoption.date.day if adoption.date else None
    desk = office.desk.get(adoption.desk)
    stated = adoption.credit or (desk.credit if desk else ())
    if day is None:
        return ()
    if stated:
        return credit_stated(office, stated, day)
    units = adoption.units or (report.units if report else ()) or _filers(items)
    return credit_units(office, units, day, author_shares(office, items))


def _outside(adoption: Adoption, report: Report | None) -> tuple[FiledItem, ...]:
    """A text that never passed through us is one item still: the same title of the same units is the same text."""
    units = adoption.units or (report.units if report else ())
    if not units:
        return ()
    name = adoption.report or f"{units[0]}《{adoption.title}》"
    return (FiledItem(id=name, units=units),)
