"""附件 of names: the items adopted, with their marks, and the units that filed nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from jianbao.ledger import Event, Ledger, Measure
from jianbao.model.bulletin import Cell, CountTable
from jianbao.periods import Period
from jianbao.reading import Office
from jianbao.reporting.report import UnitReport
from jianbao.reporting.tables import make_header
from jianbao.settings import Channel


@dataclass(frozen=True, kw_only=True, slots=True)
class _Adopted:
    """One text and every adoption of it in the period, by day."""

    events: tuple[Event, ...]
    marks: tuple[str, ...]

    @property
    def units(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(credited.unit for event in self.events for credited in event.credits))


def make_adopted(office: Office, ledger: Ledger, period: Period, units: Mapping[str, str], title: str) -> CountTable:
    """The texts adopted, by unit in protocol order and day; the office's own, which no unit of ``units`` has, last."""
    adopted = sorted(_find_adopted(office, ledger, period), key=lambda known: _order(known, list(units)))
    rows = [
        (
            Cell(text=str(number), number=str(number)),
            Cell(text="、".join(units[unit] for unit in known.units if unit in units) or "本办公室"),
            Cell(text=f"{''.join(known.marks)}{known.events[0].title}"),
            Cell(text="、".join(dict.fromkeys(_name_adoption(office, event) for event in known.events))),
        )
        for number, known in enumerate(adopted, 1)
    ]
    met = {mark for known in adopted for mark in known.marks}
    return CountTable(
        id="adopted",
        title=title,
        header=make_header([("序号",), ("单位",), ("标题",), ("采用情况",)]),
        rows=tuple(rows),
        notes=tuple(note for mark, note in _list_marks(office) if mark in met),
    )


def _find_adopted(office: Office, ledger: Ledger, period: Period) -> Iterable[_Adopted]:
    grouped: dict[tuple[str, ...], list[Event]] = {}
    for event in ledger.by_measure.get(Measure.ADOPTED, ()):
        if period.covers(event.day):
            # One text is what was made of the same items; what never was an item of ours has its title.
            key = tuple(item.id for item in event.items) or (event.title,)
            grouped.setdefault(key, []).append(event)
    instructed = ledger.by_measure.get(Measure.INSTRUCTED, ())
    for events in grouped.values():
        channels = [channel for event in events if (channel := office.settings.channel(event.channel))]
        star = [office.settings.bulletin.mark] if _is_instructed(events, instructed) else []
        marks = dict.fromkeys([*star, *(channel.mark for channel in channels if channel.mark)])
        yield _Adopted(events=tuple(events), marks=tuple(marks))


def _is_instructed(events: Sequence[Event], instructed: Iterable[Event]) -> bool:
    """Whether an instruction that the ledger knows is on one of these adoptions or on an item in them."""
    ids, items = {event.id for event in events}, {item.id for event in events for item in event.items}
    return any(
        known.target in ids or (not known.target and any(item.id in items for item in known.items))
        for known in instructed
    )


def _order(adopted: _Adopted, units: list[str]) -> tuple[int, str, str]:
    places = [units.index(unit) for unit in adopted.units if unit in units]
    return min(places, default=len(units)), str(adopted.events[0].day), adopted.events[0].id


def _name_adoption(office: Office, event: Event) -> str:
    return f"{office.settings.channel_title(event.channel)}（{event.day.month}月{event.day.day}日）"


def _list_marks(office: Office) -> list[tuple[str, str]]:
    """Each mark with what the legend says of it; channels under one mark together."""
    marked: dict[str, list[Channel]] = {}
    for channel in office.settings.channels:
        if channel.mark:
            marked.setdefault(channel.mark, []).append(channel)
    star = office.settings.bulletin.mark
    return [
        (star, f"{star} 领导有批示"),
        *((mark, f"{mark} {'、'.join(channel.name for channel in channels)}采用") for mark, channels in marked.items()),
    ]


def make_idle(office: Office, rows: Iterable[UnitReport], period: Period, title: str) -> CountTable:
    """Units that filed nothing, and those that filed and were not used; without those that need not file."""
    unlisted = set(office.settings.bulletin.unlisted)
    there = [row for row in rows if row.unit not in unlisted and _is_there(office, row.unit, period)]
    silent = [row.name for row in there if not row.counts.submitted]
    unused = [row.name for row in there if row.counts.submitted and not row.counts.adoptions]
    kinds = (("没有报送", silent), ("有报送、没有采用", unused))
    return CountTable(
        id="idle",
        title=title,
        header=make_header([("情况",), ("单位数",), ("单位",)]),
        rows=tuple(
            (Cell(text=kind), Cell(text=str(len(names)), number=str(len(names))), Cell(text="、".join(names)))
            for kind, names in kinds
            if names
        ),
    )


def _is_there(office: Office, unit: str, period: Period) -> bool:
    """Whether the unit still was there at the end of the period."""
    known = office.settings.units.get(unit)
    return known is not None and known.exists_on(period.last)
