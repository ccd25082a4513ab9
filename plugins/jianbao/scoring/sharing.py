"""What each unit gets of a text of several units (K12)."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from jianbao.ledger import Credited, Measure
from jianbao.scoring.awards import ZERO
from jianbao.scoring.facts import Fact
from jianbao.settings.schemes import Policy, ShareRule

_PLACES = 2


def round_points(points: Decimal, places: int = _PLACES) -> Decimal:
    """Half up, as people round."""
    return points.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)


def split_points(rule: ShareRule | None, fact: Fact, points: Decimal) -> Decimal:
    """The unit's part of the points of a text. What the record states comes before every policy."""
    credits_ = fact.event.credits
    places = rule.places if rule else _PLACES
    fraction = stated_fractions(credits_).get(fact.credited.unit)
    extra = rule.main if rule and fact.credited.main and points else ZERO
    if fraction is not None:
        return round_points(points * fraction, places) + extra
    if rule is None or rule.policy is Policy.FULL:
        return points + extra
    if rule.policy is Policy.FIXED:
        # An instruction on a composite is no second composite.
        return (points if fact.event.measure is Measure.INSTRUCTED else rule.points) + extra
    if rule.policy is Policy.RATIO:
        return round_points(points * _ratio_of(rule.ratio, fact), places) + extra
    return (points if len(credits_) == 1 else round_points(points / len(credits_), places)) + extra


def is_whole(rule: ShareRule | None, fact: Fact) -> bool:
    """Whether each unit has the points for itself, so that they are not parts of one sum."""
    stated = fact.credited.unit in stated_fractions(fact.event.credits)
    return not stated and (rule is None or rule.policy in (Policy.FULL, Policy.FIXED))


def _ratio_of(ratio: Sequence[Decimal], fact: Fact) -> Decimal:
    """By the order of the units; what the units there are leave of the ratio is nobody's."""
    units = [credited.unit for credited in fact.event.credits]
    place = units.index(fact.credited.unit) if fact.credited.unit in units else len(ratio)
    used = ratio[: len(units)]
    return ratio[place] / sum(used, ZERO) if place < len(ratio) and sum(used, ZERO) else ZERO


def stated_fractions(credits_: Sequence[Credited]) -> dict[str, Decimal]:
    """Shares as written: weights (3 and 2), or parts of the whole (60%, 1/2). Units without one divide what is left.

    Empty where no unit has any.
    """
    if not any(credited.share for credited in credits_):
        return {}
    parts = {credited.unit: _part_of(credited.share) for credited in credits_}
    weights = {credited.unit: _number(credited.share) for credited in credits_ if parts[credited.unit] is None}
    silent = [unit for unit, weight in weights.items() if weight is None]
    known = {unit: weight for unit, weight in weights.items() if weight is not None}
    left = max(1 - sum((part for part in parts.values() if part is not None), ZERO), ZERO)
    total = sum(known.values(), ZERO)
    # Beside a unit without a share, numbers up to one are parts already; otherwise they are weights.
    scale = Decimal(1) if silent and total <= left else left / total if total else ZERO
    found = {unit: part for unit, part in parts.items() if part is not None}
    found |= {unit: weight * scale for unit, weight in known.items()}
    rest = max(1 - sum(found.values(), ZERO), ZERO)
    return found | {unit: rest / len(silent) for unit in silent}


def _part_of(share: str) -> Decimal | None:
    if share.endswith(("%", "％")):
        percent = _number(share[:-1])
        return None if percent is None else percent / 100
    above, slash, below = share.partition("/")
    numbers = _number(above), _number(below)
    return numbers[0] / numbers[1] if slash and numbers[0] is not None and numbers[1] else None


def _number(text: str) -> Decimal | None:
    try:
        number = Decimal(text.strip())
    except InvalidOperation:
        return None
    return number if number.is_finite() and number >= 0 else None
