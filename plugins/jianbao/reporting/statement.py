"""核对单: every item of one unit in a period and what became of it, so that the unit can check its own counts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from jianbao.editing import article_access
from jianbao.ledger import Counts, Event, Ledger, Measure, count_units
from jianbao.ledger.counting import find_attributions
from jianbao.lives import trace_item
from jianbao.metadata import Moment
from jianbao.model import Dispute, Item
from jianbao.periods import Period
from jianbao.reading import Office
from jianbao.standing import Standing, find_arrival


@dataclass(frozen=True, kw_only=True, slots=True)
class StatementItem:
    """``counted``: whether it is one of 报送 of the period. ``events`` are sentences in order of time, each with its
    day in front; ``adoptions`` those of the period.
    """

    id: str
    title: str
    arrived: Moment | None
    counted: bool
    path: str
    events: tuple[str, ...]
    adoptions: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Statement:
    """``items`` by arrival: those filed in the period, then those filed before and used in it. ``others`` are adoptions
    to the unit's credit of texts that it did not file here.
    """

    unit: str
    name: str
    period: Period
    counts: Counts
    items: tuple[StatementItem, ...]
    others: tuple[str, ...]
    disputes: tuple[Dispute, ...]


def make_statement(office: Office, standing: Standing, ledger: Ledger, unit: str, period: Period) -> Statement:
    """``ledger`` decides which adoptions the unit may know of."""
    known = office.settings.units.get(unit)
    adopted = [a.event for a in find_attributions(ledger, [unit], Measure.ADOPTED, period)]
    filed = [item for item in office.items.values() if unit in item.units]
    items = sorted(
        (i for i in filed if period.covers(_arrival_day(office, i)) or any(_is_about(e, i) for e in adopted)),
        key=lambda item: (str(find_arrival(office, item) or ""), item.id),
    )
    counted = {a.event.id for a in find_attributions(ledger, [unit], Measure.SUBMITTED, period)}
    shown = {item.id for item in items}
    return Statement(
        unit=unit,
        name=known.name_until(period.last).short if known else unit,
        period=period,
        counts=count_units(ledger, [unit], period),
        items=tuple(
            _make_item(office, standing, ledger, item, f"items/{item.id}" in counted, adopted) for item in items
        ),
        others=tuple(
            f"《{event.title}》{_name_adoption(office, event)}"
            for event in adopted
            if not shown.intersection(item.id for item in event.items)
        ),
        disputes=tuple(d for d in office.disputes.values() if d.unit == unit and d.period == period.label),
    )


def _arrival_day(office: Office, item: Item) -> date | None:
    arrival = find_arrival(office, item)
    return arrival.day if arrival else None


def _is_about(event: Event, item: Item) -> bool:
    return any(filed.id == item.id for filed in event.items)


def _make_item(
    office: Office, standing: Standing, ledger: Ledger, item: Item, counted: bool, adopted: list[Event]
) -> StatementItem:
    closed = _find_closed(office, standing, item)
    events = [(str(e.at or ""), e.at, e.text) for e in trace_item(office, standing, item) if e.path not in closed]
    for measure in (Measure.REPORTED, Measure.ADOPTED):
        for event in ledger.by_measure.get(measure, ()):
            if not event.own and _is_about(event, item):
                text = f"{measure.value}：{office.settings.channel_title(event.channel)}"
                events.append((str(event.day), Moment(event.day), text))
    return StatementItem(
        id=item.id,
        title=item.title,
        arrived=find_arrival(office, item),
        counted=counted,
        path=item.source.path,
        events=tuple(
            f"{at.chinese if at else '时间不详'}　{text}" for _, at, text in sorted(events, key=lambda known: known[0])
        ),
        adoptions=tuple(_name_adoption(office, event) for event in adopted if _is_about(event, item)),
    )


def _name_adoption(office: Office, event: Event) -> str:
    number = f"{event.number}" if event.number and not event.own else ""
    return f"{office.settings.channel_title(event.channel)}{number}（{event.day.month}月{event.day.day}日）"


def _find_closed(office: Office, standing: Standing, item: Item) -> set[str]:
    """Records that say what became of the item in a periodical more closed than the bulletin."""
    access = office.settings.bulletin.access
    records = [r for r in office.desk.values() if item.id in r.items and not article_access(office, r).within(access)]
    issues = [issue for record in records for issue in standing.claims.get(record.id, ())]
    notices = [notice for issue in issues for notice in standing.notices.get(issue.id, ())]
    sources = [*(r.source for r in records), *(i.source for i in issues), *(n.source for n in notices)]
    return {source.path for source in sources}
