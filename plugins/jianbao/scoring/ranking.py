"""Ranks inside a group: equals share one and the next is skipped (K31, K39)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

from jianbao.scoring.awards import ZERO, Award, sum_points
from jianbao.scoring.track import Track
from jianbao.settings.schemes import Figure, Metric, Scheme

Standing = tuple[Decimal, ...]


def find_ranked(track: Track, scheme: Scheme, units: Sequence[str], day: date) -> dict[str, list[str]]:
    """The units that are ranked on that day, by group, in the order given."""
    ranked: dict[str, list[str]] = {}
    for unit in units:
        known, group = track.office.settings.units.get(unit), track.groups[scheme.id].of(unit, day)
        if known and known.exists_on(day) and track.groups[scheme.id].is_ranked(group):
            ranked.setdefault(group, []).append(unit)
    return ranked


def rank_units(
    track: Track,
    scheme: Scheme,
    ranked: Mapping[str, Sequence[str]],
    awards: Mapping[str, Sequence[Award]],
    span: tuple[date, date],
) -> dict[str, int]:
    """By the figure that the scheme ranks by, then its tie-breakers, best first."""
    ranks = {}
    for units in ranked.values():
        standings = {unit: _stand(track, scheme, unit, awards[unit], span) for unit in units}
        for unit, standing in standings.items():
            ranks[unit] = 1 + sum(other > standing for other in standings.values())
    return ranks


def _stand(track: Track, scheme: Scheme, unit: str, awards: Sequence[Award], span: tuple[date, date]) -> Standing:
    metrics = (scheme.rank.by, *scheme.rank.tie)
    return tuple(_measure(track, metric, unit, awards, span) for metric in metrics)


def _measure(track: Track, metric: Metric, unit: str, awards: Sequence[Award], span: tuple[date, date]) -> Decimal:
    """Points are those of the figure; a rate of nothing comes last."""
    if metric.figure is Figure.POINTS:
        return sum_points(awards)
    value = track.counter.measure(metric, unit, span, awards)
    return Decimal(-1) if value is None else value + ZERO
