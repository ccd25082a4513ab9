"""Numbers that differ by group, head-count or unit, and mappings whose keys are names."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from jianbao.metadata import Fields, Mapping, Scalar

_NAME, _VALUE = "name", "points"
_PLACES, _MOST_PLACES = 2, 4


@dataclass(frozen=True, kw_only=True, slots=True)
class Amount:
    """``units`` come before ``groups``, those before ``fixed`` or ``per_staff``; nothing is stated for the others."""

    fixed: Decimal | None = None
    per_staff: Decimal | None = None
    groups: tuple[tuple[str, Decimal], ...] = ()
    units: tuple[tuple[str, Decimal], ...] = ()

    @property
    def stated(self) -> bool:
        return bool(self.groups or self.units) or self.fixed is not None or self.per_staff is not None

    def of(self, unit: str, group: str, staff: Decimal | None) -> Decimal | None:
        """None where the amount says nothing of the unit."""
        if unit in dict(self.units):
            return dict(self.units)[unit]
        if group in dict(self.groups):
            return dict(self.groups)[group]
        if self.per_staff is not None:
            return None if staff is None else self.per_staff * staff
        return self.fixed


NOTHING = Amount()


def read_amount(fields: Fields, key: str, *, required: bool = False) -> Amount:
    """``6``, ``{zhenjie: 6, bumen: 4}`` or ``{per_staff: 0.5}``; ``units: {chengguan: 4}`` beside it overrides."""
    units = read_decimals(fields, "units", "unit")
    if not fields.holds_group(key):
        return Amount(fixed=fields.decimal(key, required=required), units=units)
    group = fields.group(key)
    assert group is not None  # a mapping stands there
    if group.has("per_staff"):
        amount = Amount(per_staff=group.decimal("per_staff"), units=units)
        group.finish()
        return amount
    return Amount(groups=read_decimals(fields, key, "group"), units=units)


def read_places(fields: Fields) -> int:
    """小数位: how many places a rounded figure keeps, two unless stated."""
    places = fields.integer("places", default=_PLACES)
    if places > _MOST_PLACES:
        message = f"小数位最多写{_MOST_PLACES}"
        fields.report("field-type", fields.place("places"), message, "分数一般保留1至2位小数，如 places: 2")
        return _PLACES
    return places


def read_decimals(fields: Fields, key: str, subject: str) -> tuple[tuple[str, Decimal], ...]:
    """Numbers by name: ``{城关镇: 12}``."""
    pairs = []
    for pair in _pairs(fields, key):
        name, number = pair.name(_NAME, subject), pair.decimal(_VALUE, required=True)
        pairs.append((name, number or Decimal(0)))
    return tuple(pairs)


def read_names(fields: Fields, key: str, subjects: tuple[str, str]) -> tuple[tuple[str, str], ...]:
    """Names by name: ``{重点工作: 综合科}``."""
    return tuple((pair.name(_NAME, subjects[0]), pair.name(_VALUE, subjects[1])) for pair in _pairs(fields, key))


def _pairs(fields: Fields, key: str) -> Iterator[Fields]:
    """Each entry of a mapping whose keys are data, as a mapping of its own."""
    group = fields.group(key)
    for written, value in group.mapping.entries if group else ():
        labels = [Scalar(place=written.place, text=text) for text in (_NAME, _VALUE)]
        entries = ((labels[0], written), (labels[1], value))
        yield Fields(Mapping(place=written.place, entries=entries), fields.vocabulary, fields.problems)
