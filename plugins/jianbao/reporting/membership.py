"""Which units a bulletin lists, in which tables, and under which names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from jianbao.ledger import Ledger, Measure
from jianbao.metadata import Moment
from jianbao.periods import Period
from jianbao.reading import Office
from jianbao.scoring import Score
from jianbao.settings import Unit


@dataclass(frozen=True, kw_only=True, slots=True)
class GroupUnits:
    """The units of one table, in protocol order."""

    id: str
    name: str
    units: tuple[str, ...]


def find_counted(office: Office, period: Period) -> list[Unit]:
    """Every unit that is not apart at the end of the period, be it there or not: those that totals are about."""
    apart = {group.id for group in office.settings.units.groups if group.apart}
    return [unit for unit in office.settings.units.units if unit.group_on(period.last) not in apart]


def find_listed(
    office: Office, ledger: Ledger, period: Period, as_of: Moment, scores: Mapping[str, Score]
) -> list[Unit]:
    """Those that were there in the period, or that something in it is credited to."""
    last = min(period.last, as_of.day)
    return [
        unit
        for unit in find_counted(office, period)
        if unit.exists_on(period.first)
        or unit.exists_on(last)
        or _has_facts(ledger, unit.id, period)
        or (unit.id in scores and scores[unit.id].awards)
    ]


def _has_facts(ledger: Ledger, unit: str, period: Period) -> bool:
    return any(
        period.covers(attribution.event.day)
        for measure in Measure
        for attribution in ledger.by_unit.get((measure, unit), ())
    )


def find_groups(
    office: Office, ledger: Ledger, period: Period, as_of: Moment, scores: Mapping[str, Score]
) -> list[GroupUnits]:
    """The tables: the scheme's groups where it ranks a unit in one, else those of ``units.yml`` that are not apart."""
    known = {group.id: group.name for group in office.settings.units.groups}
    wanted = office.settings.bulletin.groups or tuple(known)
    names: dict[str, str] = {}
    members: dict[str, list[str]] = {}
    units = [u for u in find_listed(office, ledger, period, as_of, scores) if u.group_on(period.last) in wanted]
    for unit in sorted(units, key=lambda unit: wanted.index(unit.group_on(period.last))):
        score, group = scores.get(unit.id), unit.group_on(period.last)
        key = score.group if score and score.group else group
        names.setdefault(key, score.group_name if score and score.group else known[group])
        members.setdefault(key, []).append(unit.id)
    order = office.settings.units.order
    return [GroupUnits(id=key, name=names[key], units=tuple(sorted(members[key], key=order))) for key in names]


def name_units(office: Office, period: Period) -> dict[str, str]:
    """Every unit's short name at the end of the period, in protocol order."""
    return {unit.id: unit.name_until(period.last).short for unit in office.settings.units.units}
