"""Small ledgers written as values, and what a scheme makes of them.

The office is that of ``OfficeBuilder`` with two forms more. ``Facts`` gives each event the next number, so that the
order of writing is that of the ids.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from jianbao.ledger import Credited, Event, FiledItem, Ledger, Measure
from jianbao.model import Access
from jianbao.periods import Period, parse_period
from jianbao.problems import Place
from jianbao.reading import Office
from jianbao.scoring import Score, schemes_in_force, score_units, write_points
from offices import OfficeBuilder

FORMS = "forms:\n  - {id: xiangxun, name: 详讯}\n  - {id: jianxun, name: 简讯}\n"
LEVELS = {"xinxi": "qu", "canyue": "qu", "shiwei": "shi", "shengwei": "sheng", "zhongban": "zhongyang"}
OWN = ("xinxi", "xinxi/zengkan", "canyue")
HEAD = "name: 计分办法\nfrom: 2026-01-01\nto: 2026-12-31\n"


class Facts:
    """Events in the order in which they are written."""

    def __init__(self) -> None:
        self.events: list[Event] = []

    def add(
        self, measure: Measure, day: str, *units: str, item: str | Sequence[FiledItem] = "", **fields: Any
    ) -> Event:
        """``item`` is the id of one item of all the units, or the items of a composite."""
        number = len(self.events) + 1
        month, _, of_month = day.partition("-")
        on = date(fields.pop("year", 2026), int(month), int(of_month))
        credits_ = tuple(Credited(unit=unit, name=unit) for unit in units)
        items = (FiledItem(id=item, units=units),) if isinstance(item, str) and item else tuple(item or ())
        channel = fields.get("channel", "")
        defaults: dict[str, Any] = {
            "id": f"{measure.name.lower()}/{number:03d}",
            "day": on,
            "recorded": on,
            "place": Place(path=f"briefs/{measure.name.lower()}/{number:03d}.yml", line=number),
            "access": Access.INTERNAL,
            "title": f"第{number}件",
            "credits": credits_,
            "items": items,
            "own": channel in OWN,
            "level": LEVELS.get(channel.partition("/")[0], ""),
        }
        event = Event(measure=measure, **defaults | fields)
        self.events.append(event)
        return event

    def file(self, day: str, *units: str, item: str = "", **fields: Any) -> Event:
        name = item or f"item-{len(self.events) + 1}"
        return self.add(Measure.SUBMITTED, day, *units, item=name, **fields)

    def adopt(
        self, day: str, *units: str, channel: str = "xinxi", item: str | Sequence[FiledItem] = "", **fields: Any
    ) -> Event:
        return self.add(Measure.ADOPTED, day, *units, item=item, channel=channel, **fields)

    def instruct(self, day: str, target: Event, level: str = "shi", **fields: Any) -> Event:
        """On an adoption, to the credit of its units."""
        units = [credited.unit for credited in target.credits]
        given = {
            "level": level,
            "target": target.id,
            "own": target.own,
            "natures": ("肯定",),
            "credits": target.credits,
        }
        return self.add(Measure.INSTRUCTED, day, *units, item=target.items, channel=target.channel, **given | fields)

    def answer(self, day: str, unit: str, outcome: str, item: str = "", **fields: Any) -> Event:
        return self.add(Measure.CALLED, day, unit, item=item, outcome=outcome, **fields)

    def follow(self, day: str, unit: str, outcome: str, **fields: Any) -> Event:
        """What became of a task."""
        return self.add(Measure.SUPERVISED, day, unit, outcome=outcome, **fields)

    def tell(self, day: str, unit: str, outcome: str, item: str = "", **fields: Any) -> Event:
        """How fast an urgent event was told, or what became of the report."""
        return self.add(Measure.URGENT, day, unit, item=item, outcome=outcome, urgent=True, **fields)

    def enter(self, day: str, unit: str, event: str = "", item: str = "", **fields: Any) -> Event:
        return self.add(Measure.ENTERED, day, unit, item=item, outcome=event, **fields)


def share(event: Event, **shares: str) -> Event:
    """The event with shares stated for its units."""
    return replace(event, credits=tuple(replace(c, share=shares.get(c.unit, "")) for c in event.credits))


def make_office(root: Path, scheme: str = "", **others: str) -> Office:
    """An office whose scheme holds these lines; ``others`` are more schemes, each with a head of its own."""
    builder = OfficeBuilder(root)
    builder.write("briefs/settings/kinds.yml", (root / "briefs/settings/kinds.yml").read_text(encoding="utf-8") + FORMS)
    if scheme:
        builder.write("briefs/settings/scoring/banfa.yml", HEAD + textwrap.dedent(scheme))
    for name, text in others.items():
        builder.write(f"briefs/settings/scoring/{name}.yml", textwrap.dedent(text))
    names = "、".join([*(["banfa"] if scheme else []), *others]).replace("、", ", ")
    builder.replace("briefs/settings/office.yml", "unit: quweiban\n", f"unit: quweiban\nscheme: [{names}]\n")
    office = builder.read()
    assert [str(problem) for problem in office.problems] == []
    return office


def period_of(label: str) -> Period:
    found = parse_period(label, date(2026, 12, 31))
    assert found is not None, label
    return found


def make_ledger(events: Iterable[Event]) -> Ledger:
    return Ledger(printed=(), events=tuple(events))


def score_office(office: Office, facts: Facts | Iterable[Event], period: str = "2026") -> dict[str, Score]:
    events = facts.events if isinstance(facts, Facts) else facts
    return score_units(office, make_ledger(events), period_of(period), schemes_in_force(office))


def score(root: Path, scheme: str, facts: Facts, period: str = "2026", **others: str) -> dict[str, Score]:
    return score_office(make_office(root, scheme, **others), facts, period)


def points(scores: dict[str, Score]) -> dict[str, str]:
    """What is not zero, as people write it."""
    return {unit: write_points(found.points) for unit, found in scores.items() if found.points}


def lines(found: Score) -> list[tuple[str, str]]:
    """(rule, points) of every award."""
    return [(award.rule_id, write_points(award.points)) for award in found.awards]


def number(text: str) -> Decimal:
    return Decimal(text)
