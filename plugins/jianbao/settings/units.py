"""``units.yml``: who files items. A unit keeps its id through renaming, regrouping and merging."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from jianbao.metadata import Fields


@dataclass(frozen=True, kw_only=True, slots=True)
class Group:
    """Units that stand in one table; an ``apart`` group is counted by itself (the office's own pieces)."""

    id: str
    name: str
    apart: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class UnitName:
    """A name and its short form; ``since`` and ``until`` are inclusive, None without limit."""

    name: str
    short: str
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Membership:
    """A group, and the days on which the unit is in it."""

    group: str
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Unit:
    """``merged_into`` and ``merged_on``: from that day the unit files nothing; its facts stay its own."""

    id: str
    names: tuple[UnitName, ...]
    aliases: tuple[str, ...] = ()
    memberships: tuple[Membership, ...] = ()
    parent: str = ""
    merged_into: str = ""
    merged_on: date | None = None

    def name_on(self, day: date | None) -> UnitName:
        """The name on that day; the last one without a day, or where no name covers the day."""
        valid = (name for name in self.names if day and _covers(name.since, name.until, day))
        return next(valid, self.names[-1])

    def name_until(self, last: date) -> UnitName:
        """The name in a table of a period: that of its last day, of a merged unit that of its own last."""
        return self.name_on(min(last, self.merged_on) if self.merged_on else last)

    def group_on(self, day: date | None) -> str:
        valid = (m.group for m in self.memberships if day and _covers(m.since, m.until, day))
        return next(valid, self.memberships[-1].group if self.memberships else "")

    def exists_on(self, day: date) -> bool:
        if self.merged_on and day >= self.merged_on:
            return False
        return any(_covers(name.since, name.until, day) for name in self.names)


def _covers(since: date | None, until: date | None, day: date) -> bool:
    return (since is None or since <= day) and (until is None or day <= until)


@dataclass(frozen=True, kw_only=True, slots=True)
class Units:
    """In protocol order, which is the order of the file."""

    groups: tuple[Group, ...] = ()
    units: tuple[Unit, ...] = ()
    by_id: dict[str, Unit] = field(default_factory=dict)

    def get(self, unit: str) -> Unit | None:
        return self.by_id.get(unit)

    def short(self, unit: str, day: date | None = None) -> str:
        """The short name on that day; the id itself for an unknown unit."""
        known = self.by_id.get(unit)
        return known.name_on(day).short if known else unit

    def lineage(self, unit: str, day: date | None = None) -> tuple[str, ...]:
        """The unit and those that it was merged into by that day, ever where there is none: who has its duties last."""
        passed = [unit]
        known = self.get(unit)
        while known and known.merged_into and known.merged_into not in passed:
            if day and known.merged_on and day < known.merged_on:
                break
            passed.append(known.merged_into)
            known = self.get(known.merged_into)
        return tuple(passed)

    def order(self, unit: str) -> int:
        """Place in protocol order; unknown units last."""
        return next((n for n, known in enumerate(self.units) if known.id == unit), len(self.units))

    def spellings(self) -> dict[str, str]:
        """Every way to write a unit → its id. Ids and names win over aliases."""
        spelled = {alias: unit.id for unit in self.units for alias in unit.aliases}
        for unit in self.units:
            spelled |= {text: unit.id for name in unit.names for text in (name.short, name.name)}
        return spelled | {unit.id: unit.id for unit in self.units}


def units_from_fields(fields: Fields) -> Units:
    groups = []
    for group in fields.mappings("groups", required=True):
        groups.append(
            Group(
                id=group.identity("id"),
                name=group.text("name", required=True),
                apart=group.boolean("apart"),
            )
        )
        group.finish()
    known = {group.id for group in groups}
    units = tuple(_read_unit(unit, known) for unit in fields.mappings("units", required=True))
    _report_repeats(fields, units)
    return Units(groups=tuple(groups), units=units, by_id={unit.id: unit for unit in units})


def _read_unit(fields: Fields, groups: set[str]) -> Unit:
    identity = fields.identity("id")
    into = fields.group("into")
    merged_on = into.moment("on", required=True) if into else None
    unit = Unit(
        id=identity,
        names=_read_names(fields),
        aliases=fields.texts("aliases"),
        memberships=_read_memberships(fields, groups),
        parent=fields.text("parent"),
        merged_into=into.text("unit", required=True) if into else "",
        merged_on=merged_on.day if merged_on else None,
    )
    if into:
        into.finish()
    fields.finish()
    return unit


def _read_names(fields: Fields) -> tuple[UnitName, ...]:
    names = []
    for group in fields.mappings("names"):
        name, since, until = group.text("name", required=True), group.moment("from"), group.moment("to")
        names.append(
            UnitName(
                name=name,
                short=group.text("short", default=name),
                since=since.day if since else None,
                until=until.day if until else None,
            )
        )
        group.finish()
    name = fields.text("name", required=not names)
    return tuple(names) or (UnitName(name=name, short=fields.text("short", default=name)),)


def _read_memberships(fields: Fields, groups: set[str]) -> tuple[Membership, ...]:
    memberships = []
    for group in fields.mappings("groups"):
        since, until = group.moment("from"), group.moment("to")
        memberships.append(
            Membership(
                group=group.text("group", required=True),
                since=since.day if since else None,
                until=until.day if until else None,
            )
        )
        group.finish()
    if not memberships:
        memberships.append(Membership(group=fields.text("group", required=True)))
    for membership in memberships:
        if membership.group and membership.group not in groups:
            fields.report("group-unknown", fields.place("group"), f"没有分组“{membership.group}”", "先写在 groups 里")
    return tuple(memberships)


def _report_repeats(fields: Fields, units: tuple[Unit, ...]) -> None:
    """Two units must never answer to one id, name or alias."""
    owners: dict[str, str] = {}
    for unit in units:
        names = {unit.id, *unit.aliases, *(text for name in unit.names for text in (name.name, name.short))}
        for written in sorted(names):
            owner = owners.setdefault(written, unit.id)
            if owner != unit.id or (written == unit.id and _twice(units, unit)):
                message = f"“{written}”既指 {owner} 又指 {unit.id}"
                fields.report("name-ambiguous", fields.place("units"), message, "改掉其中一个名称、简称或别名")


def _twice(units: tuple[Unit, ...], unit: Unit) -> bool:
    return sum(other.id == unit.id for other in units) > 1
