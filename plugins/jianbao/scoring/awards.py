"""What scoring yields: awards, each under one rule and for one fact, and the scores that they sum to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from jianbao.ledger import Event
from jianbao.problems import Place

ZERO = Decimal(0)


@dataclass(frozen=True, kw_only=True, slots=True)
class Award:
    """Points on a day. ``event`` is None for what a period or a total brings.

    ``root`` is the points rule at the bottom, which caps may name; ``window`` the first day of the period whose rule
    gave it; ``whole`` where each unit of a text gets the full points.
    """

    unit: str
    day: date
    points: Decimal
    rule_id: str
    rule_title: str
    block: str
    rule_place: Place
    event: Event | None = None
    note: str = ""
    scheme: str = ""
    root: str = ""
    window: date | None = None
    whole: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Score:
    """One unit's row. ``points`` is the sum of ``awards``; ``carried`` is the year before the period, ``cumulative``
    the year to its last day. ``won`` are titles, ``vetoed`` reasons.
    """

    unit: str
    group: str
    group_name: str
    points: Decimal
    carried: Decimal
    cumulative: Decimal
    rank: int | None
    rank_cumulative: int | None
    label: str
    won: tuple[str, ...]
    vetoed: tuple[str, ...]
    awards: tuple[Award, ...]
    by_rule: dict[str, Decimal]
    by_block: dict[str, Decimal]


def sum_points(awards: Iterable[Award]) -> Decimal:
    return sum((award.points for award in awards), ZERO)


def write_points(points: Decimal) -> str:
    """As people write it: no idle zeros, no exponent."""
    text = f"{points:f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text == "-0" else text
