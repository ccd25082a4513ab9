"""From the sum of awards to the figure: averages, workload, other scales, bounds and grades (K28, K29, K37)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

from jianbao.scoring.awards import ZERO, Award, sum_points, write_points
from jianbao.scoring.sharing import round_points
from jianbao.scoring.track import Track
from jianbao.settings.schemes import Divisor, Scheme, Totals


def total_awards(track: Track, units: Sequence[str], first: date, last: date) -> dict[str, list[Award]]:
    """The awards of every unit from day to day; where a scheme turns sums into other figures, an award says by how
    much, so that the awards always sum to the figure.
    """
    awards = {unit: track.awards_between(unit, first, last) for unit in units}
    for scheme in track.schemes:
        if scheme.totals.changes and _is_met(scheme, first, last):
            _convert(track, scheme, awards, (first, last))
    return awards


def _is_met(scheme: Scheme, first: date, last: date) -> bool:
    """Whether the scheme is in force on any of the days."""
    return (scheme.since is None or scheme.since <= last) and (scheme.until is None or first <= scheme.until)


def _convert(track: Track, scheme: Scheme, awards: Mapping[str, list[Award]], span: tuple[date, date]) -> None:
    """Adds the last award of each unit."""
    groups = track.groups[scheme.id]
    own = {unit: [award for award in found if award.scheme == scheme.id] for unit, found in awards.items()}
    members = {unit: groups.of(unit, span[1]) for unit in awards}
    values = {u: _weigh(track, scheme, u, found, span) for u, found in own.items() if found or members[u]}
    best: dict[str, Decimal] = {}
    for unit, value in values.items():
        best[members[unit]] = max(best.get(members[unit], ZERO), value)
    for unit, value in values.items():
        figure = _bound(scheme.totals, _scale(scheme.totals, value, best[members[unit]]))
        total = sum_points(own[unit])
        if figure != total:
            awards[unit].append(_make_award(scheme, unit, span[1], figure - total, (total, figure)))


def _weigh(track: Track, scheme: Scheme, unit: str, awards: Sequence[Award], span: tuple[date, date]) -> Decimal:
    """Average and workload."""
    totals, value = scheme.totals, sum_points(awards)
    if totals.divisor:
        count = _divisor_of(track, scheme, totals.divisor, unit, awards, span)
        value = round_points(value / count, totals.places) if count else ZERO
    factor = dict(totals.workload).get(unit)
    return value if factor is None else round_points(value * factor, totals.places)


def _divisor_of(
    track: Track, scheme: Scheme, divisor: Divisor, unit: str, awards: Sequence[Award], span: tuple[date, date]
) -> Decimal | None:
    if not divisor.scored:
        return track.counter.measure(divisor.metric, unit, span, awards, scheme.id)
    points = {rule.id for rule in scheme.points}
    earned = {a.event.id for a in awards if a.event and a.rule_id in points and a.points > 0}
    return Decimal(len(earned))


def _scale(totals: Totals, value: Decimal, best: Decimal) -> Decimal:
    if totals.full is not None:
        return round_points(value * totals.full / best, totals.places) if best > 0 else ZERO
    if totals.times == 1 and not totals.plus:
        return value
    return round_points(value * totals.times + totals.plus, totals.places)


def _bound(totals: Totals, value: Decimal) -> Decimal:
    low = value if totals.low is None else max(value, totals.low)
    return low if totals.high is None else min(low, totals.high)


def _make_award(scheme: Scheme, unit: str, day: date, points: Decimal, figures: tuple[Decimal, Decimal]) -> Award:
    return Award(
        unit=unit,
        day=day,
        points=points,
        rule_id="totals",
        rule_title="总分换算",
        block="",
        rule_place=scheme.totals.place,
        note=f"合计{write_points(figures[0])}分，折算为{write_points(figures[1])}分",
        scheme=scheme.id,
        root="totals",
    )


def find_label(totals: Totals, points: Decimal) -> str:
    """The first label whose bound is reached; empty where none is."""
    return next((label.name for label in totals.labels if label.least is None or points >= label.least), "")
