"""The life of an item: filed, received, decided, printed, corrected, each with its day. Derived from records."""

from __future__ import annotations

from dataclasses import dataclass

from jianbao.metadata import Moment
from jianbao.model import Decision, Item, NoticeKind
from jianbao.reading import Office
from jianbao.standing import Standing, find_revisions


@dataclass(frozen=True, kw_only=True, slots=True)
class Event:
    """What happened to an item, in a Chinese sentence without full stop; ``path`` is the record that says so."""

    at: Moment | None
    text: str
    path: str


def trace_item(office: Office, standing: Standing, item: Item) -> list[Event]:
    """Everything that the records say of one item, in order of time."""
    units = "、".join(office.settings.units.short(unit, item.date.day if item.date else None) for unit in item.units)
    events = [Event(at=item.date, text=f"{units}报送《{item.title}》", path=item.source.path)]
    if receipt := office.receipt_of.get(item.id):
        via = receipt.via.value if receipt.via else "其他方式"
        by = office.settings.people.name(receipt.by)
        events.append(Event(at=receipt.received, text=f"{via}收到，{by}登记", path=receipt.source.path))
    if newer := find_revisions(office).get(item.id):
        revision = office.items[newer]
        events.append(Event(at=revision.date, text=f"修改后重报：{newer}", path=revision.source.path))
    events += _trace_decisions(office, standing, item)
    return sorted(events, key=lambda event: str(event.at or ""))


def _trace_decisions(office: Office, standing: Standing, item: Item) -> list[Event]:
    events = []
    for record in office.desk.values():
        if item.id not in record.items:
            continue
        decision = record.decision.value if record.decision else "处理"
        target = office.settings.series(record.periodical, record.series)
        text = f"{decision}，列入{target.title}" if target and record.decision is Decision.ADOPT else decision
        text += "（综合）" if record.is_composite else ""
        text += f"：{record.reason}" if record.reason else ""
        text += "（已被后来的处理意见取代）" if record.id in standing.superseded else ""
        events.append(Event(at=record.decided, text=text, path=record.source.path))
        events += _trace_printing(office, standing, record.id)
    return events


def _trace_printing(office: Office, standing: Standing, desk: str) -> list[Event]:
    events = []
    for issue in standing.claims.get(desk, ()):
        name = issue.document.title if issue.document else issue.id
        events.append(Event(at=issue.date, text=f"刊于{name}", path=issue.source.path))
        for notice in standing.notices.get(issue.id, ()):
            if notice.kind is NoticeKind.WITHDRAWAL:
                events.append(Event(at=notice.date, text=f"{name}撤回：{notice.reason}", path=notice.source.path))
            elif notice.article == desk:
                text = f"更正：“{notice.printed}”应为“{notice.correct}”"
                events.append(Event(at=notice.date, text=text, path=notice.source.path))
    return events
