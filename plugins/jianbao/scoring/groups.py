"""分组: in which group a unit stands on a day, and what holds for the group (K31)."""

from __future__ import annotations

from datetime import date

from jianbao.settings import Units
from jianbao.settings.schemes import CreditBy, Scheme, SchemeGroup


class Groups:
    """The groups of one scheme; those of units.yml where it has none of its own."""

    def __init__(self, scheme: Scheme, units: Units) -> None:
        self._units = units
        self._known = scheme.groups or _default_groups(scheme, units)
        self._of: dict[tuple[str, date], str] = {}

    def of(self, unit: str, day: date) -> str:
        """The group's id; empty for a unit that the scheme does not know."""
        if (unit, day) not in self._of:
            self._of[unit, day] = self._find(unit, day)
        return self._of[unit, day]

    def _find(self, unit: str, day: date) -> str:
        known = self._units.get(unit)
        plain = known.group_on(day) if known else ""
        valid = (group for group in self._known if group.is_in_force(day))
        return next((g.id for g in valid if unit in g.units or (plain and plain in g.groups)), "")

    def name(self, group: str) -> str:
        return next((known.name for known in self._known if known.id == group), "")

    def is_ranked(self, group: str) -> bool:
        return any(known.ranked for known in self._known if known.id == group)

    def has_targets(self, group: str) -> bool:
        return any(known.targets for known in self._known if known.id == group)

    def order(self, group: str) -> int:
        """The group's place in the order of the file."""
        return next((number for number, known in enumerate(self._known) if known.id == group), len(self._known))


def _default_groups(scheme: Scheme, units: Units) -> tuple[SchemeGroup, ...]:
    """As in units.yml. A table for the office's own divisions ranks those alone, which stand apart otherwise."""
    if scheme.credit.by is not CreditBy.UNIT:
        divisions = tuple(dict.fromkeys(unit for _, unit in scheme.credit.to))
        return (_make_group(scheme, "divisions", "处室", divisions, ranked=True),)
    return tuple(_make_group(scheme, group.id, group.name, (), ranked=not group.apart) for group in units.groups)


def _make_group(scheme: Scheme, group: str, name: str, units: tuple[str, ...], *, ranked: bool) -> SchemeGroup:
    return SchemeGroup(
        id=group,
        name=name,
        place=scheme.place,
        units=units,
        groups=() if units else (group,),
        since=None,
        until=None,
        ranked=ranked,
        targets=ranked,
    )
