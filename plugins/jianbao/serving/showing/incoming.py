"""来稿: the rows of the editors' queue, under tabs by what was decided, narrowed by unit, kind and whose it is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from jianbao.acting.judging import describe_decisions, stamp_item
from jianbao.characters import count_characters, strip_markup
from jianbao.checks.duplicates import REPEATS
from jianbao.metadata import Moment
from jianbao.model import Decision, Item
from jianbao.outlook import find_duty, order_pending
from jianbao.problems import Level, Problem
from jianbao.reading import Office
from jianbao.standing import Standing, find_arrival, find_decided

_OPENING = 80


class Tab(Enum):
    """The name of a tab; under all but the first stand items with that decision in force."""

    PENDING = "待处理"
    REVISE = "退改未重报"
    HOLD = "留存待用"
    ADOPT = "已采用未刊"
    FILE = "备查"
    DECLINE = "不采用"
    VOID = "误报作废"


@dataclass(frozen=True, kw_only=True, slots=True)
class Filters:
    """``unit`` and ``kind`` are ids, empty for all; ``mine`` are the units that the person looks after on that day."""

    tab: Tab = Tab.PENDING
    unit: str = ""
    kind: str = ""
    mine: bool = False

    @property
    def query(self) -> dict[str, str]:
        """As it stands in an address; what is usual is left out."""
        tab = "" if self.tab is Tab.PENDING else self.tab.name.lower()
        stated = {"state": tab, "unit": self.unit, "kind": self.kind, "mine": "1" if self.mine else ""}
        return {key: value for key, value in stated.items() if value}


@dataclass(frozen=True, kw_only=True, slots=True)
class Row:
    """One item; ``marks`` are what the checks say, ``errors`` how many of them are errors, ``repeats`` of which kinds
    are those of the earlier texts that it repeats, which are not among the ``remarks``.
    """

    item: Item
    stamp: str
    units: str
    kind: str
    characters: int
    arrived: str
    age: str
    call: str
    opening: str
    marks: tuple[Problem, ...]
    errors: int
    remarks: int
    repeats: tuple[str, ...]
    decided: str


def read_filters(values: Mapping[str, str]) -> Filters:
    """From an address; what it does not know counts as not said."""
    tab = next((tab for tab in Tab if tab.name.lower() == values.get("state")), Tab.PENDING)
    return Filters(tab=tab, unit=values.get("unit", ""), kind=values.get("kind", ""), mine=bool(values.get("mine")))


def find_items(office: Office, standing: Standing, tab: Tab, as_of: Moment) -> list[Item]:
    """Of a tab: what waits as ``jianbao queue`` has it, urgent first; what was decided with the latest first."""
    if tab is Tab.PENDING:
        return order_pending(office, standing, as_of)
    pairs = find_decided(office, standing, Decision[tab.name])
    if tab is Tab.ADOPT:
        pairs = [(item, record) for item, record in pairs if record.id not in standing.claims]
    ordered = sorted(pairs, key=lambda pair: (str(pair[1].decided or ""), pair[1].id), reverse=True)
    return list({item.id: item for item, _ in ordered}.values())


def narrow(office: Office, items: Sequence[Item], filters: Filters, person: str, as_of: Moment) -> list[Item]:
    covered = find_covered(office, person, as_of) if filters.mine else frozenset()
    return [
        item
        for item in items
        if (not filters.unit or filters.unit in item.units)
        and (not filters.kind or filters.kind == item.kind)
        and (not filters.mine or not covered.isdisjoint(item.units))
    ]


def find_covered(office: Office, person: str, as_of: Moment) -> frozenset[str]:
    """The units that the person looks after on that day, those of people whom the person stands in for included."""
    people = office.settings.people
    duty = find_duty(people, person, as_of.day)
    named = ((person,) if duty.own else ()) + duty.stands_for
    return frozenset(unit for name in named for unit in people.by_id[name].covers)


def find_next(items: Sequence[Item], done: Sequence[str]) -> str:
    """The id of the item after those just decided, or the first one left; empty where nothing is left."""
    left = [item.id for item in items if item.id not in done]
    places = [number for number, item in enumerate(items) if item.id in done]
    after = [item.id for item in items[max(places, default=-1) + 1 :] if item.id in left]
    return next(iter(after or left), "")


def make_row(office: Office, standing: Standing, item: Item, marks: tuple[Problem, ...], as_of: Moment) -> Row:
    arrival = find_arrival(office, item)
    opening = " ".join(strip_markup(item.body).split())
    records = standing.decisions.get(item.id, ())
    call = office.calls.get(item.call)
    return Row(
        item=item,
        stamp=stamp_item(standing, item),
        units="、".join(office.settings.units.short(unit, as_of.day) for unit in item.units),
        kind=office.settings.kinds.kind_name(item.kind),
        characters=count_characters(item.body),
        arrived=say_arrival(arrival, as_of),
        age=say_age(arrival, as_of),
        call=call.title if call else item.call,
        opening=f"{opening[:_OPENING]}……" if len(opening) > _OPENING else opening,
        marks=marks,
        errors=sum(problem.level is Level.ERROR for problem in marks),
        remarks=sum(problem.level is not Level.ERROR and problem.code not in REPEATS for problem in marks),
        repeats=tuple(dict.fromkeys(REPEATS[problem.code] for problem in marks if problem.code in REPEATS)),
        decided=describe_decisions(office, records) if records else "",
    )


def say_arrival(arrival: Moment | None, as_of: Moment) -> str:
    """11月26日9时35分, with its year where it is another one than today's."""
    if arrival is None:
        return "时间不详"
    return arrival.chinese.removeprefix(f"{as_of.day.year}年")


def say_age(arrival: Moment | None, as_of: Moment) -> str:
    days = as_of.days_since(arrival) if arrival else 0
    return f"已{days}天" if days > 0 else "今天到" if arrival else ""


def group_rows(rows: Sequence[Row], tab: Tab) -> list[tuple[str, list[Row]]]:
    """Under 紧急, 今天 and 早些时候 what waits; under no heading what was decided."""
    if tab is not Tab.PENDING:
        return [("", list(rows))] if rows else []
    groups: dict[str, list[Row]] = {"紧急": [], "今天": [], "早些时候": []}
    for row in rows:
        groups["紧急" if row.item.urgency else "今天" if row.age == "今天到" else "早些时候"].append(row)
    return [(name, group) for name, group in groups.items() if group]
