"""What follows from a condition: whether it can ever hold, and whether another holds wherever it does."""

from __future__ import annotations

from decimal import Decimal

from jianbao.settings.schemes import (
    BOUNDED,
    CALL_OUTCOMES,
    OUTCOMES,
    TASK_OUTCOMES,
    URGENT_OUTCOMES,
    YES,
    Condition,
    Want,
)

Bounds = tuple[Decimal | None, Decimal | None]

# A fact may have several of these at once: two different values are no contradiction.
_SEVERAL = frozenset({"tags", "nature", "instructed_by"})
_TEXTS_OF = ("采用", "上报", "批示")
# The measures whose facts can have a value for a key at all.
_MEASURES = {
    "outcome": ("约稿", "督查", "紧急"),
    "minutes": ("紧急",),
    "event": ("登记",),
    "rule": ("登记",),
    "nature": ("批示",),
    "leader": ("批示",),
    "route": ("采用",),
    "grade": ("采用",),
    "column": ("采用",),
    "whole_issue": ("采用",),
    "own": ("采用", "批示"),
    "pictures": ("采用", "报送", "紧急"),
    "stage": ("采用", "报送", "紧急"),
    "channel": _TEXTS_OF,
    "form": ("采用", "上报", "报送", "紧急"),
    "level": (*_TEXTS_OF, "约稿", "登记", "督查"),
    "kind": (*_TEXTS_OF, "报送", "约稿", "紧急"),
}
# Whose facts an outcome can be of; any other word is what became of an urgent report.
_OF_OUTCOME = {"约稿": CALL_OUTCOMES, "督查": TASK_OUTCOMES, "紧急": URGENT_OUTCOMES}


def can_hold(condition: Condition) -> bool:
    """False only where no fact can ever meet it."""
    plain = [want for want in condition.wants if not want.inner]
    if any(condition.values(want.key) == () for want in plain if want.values and want.key not in _SEVERAL):
        return False
    return not (
        any(low is not None and high is not None and low > high for low, high in _all_bounds(condition))
        or not _fits_measures(condition)
        or any(_excludes_itself(condition, want) for want in condition.wants if want.key == "not")
        or any(not _leaves_choice(condition, want) for want in condition.wants if want.key == "any")
    )


def _fits_measures(condition: Condition) -> bool:
    measures = condition.values("measure")
    if measures is None:
        return True
    asked = [want for want in condition.wants if want.key in _MEASURES and _needs_value(want)]
    return all(not set(measures).isdisjoint(_measures_of(want)) for want in asked)


def _measures_of(want: Want) -> set[str]:
    """An outcome tells by itself of what it is."""
    if want.key != "outcome":
        return set(_MEASURES[want.key])
    known = {measure for measure, words in _OF_OUTCOME.items() if not words.keys().isdisjoint(want.values)}
    return known if set(want.values) <= OUTCOMES.keys() else {*known, "紧急"}


def _needs_value(want: Want) -> bool:
    """否 holds of what has no such value."""
    return want.values == (YES,) or want.key not in ("own", "pictures", "whole_issue")


def _excludes_itself(condition: Condition, want: Want) -> bool:
    others = tuple(other for other in condition.wants if other is not want)
    rest = Condition(place=condition.place, wants=others)
    return any(implies(rest, inner) for inner in want.inner)


def _leaves_choice(condition: Condition, want: Want) -> bool:
    others = tuple(other for other in condition.wants if other is not want)
    return any(can_hold(_join(others, inner)) for inner in want.inner)


def _join(wants: tuple[Want, ...], condition: Condition) -> Condition:
    return Condition(place=condition.place, wants=(*wants, *condition.wants))


def implies(narrow: Condition, wide: Condition) -> bool:
    """Whether ``wide`` holds of every fact of which ``narrow`` does; False where that cannot be seen."""
    return all(_follows(narrow, want) for want in wide.wants)


def _follows(narrow: Condition, want: Want) -> bool:
    if want.key == "not":
        return all(not can_hold(_join(narrow.wants, inner)) or _is_excluded(narrow, inner) for inner in want.inner)
    if want.key == "any":
        return any(implies(narrow, inner) for inner in want.inner) or _has_choice(narrow, want)
    if want.key in BOUNDED:
        return _is_within(_bounds(narrow, want.key), (want.low, want.high))
    if want.key == "instructed" and want.values == (YES,) and any(n.key == "instructed_by" for n in narrow.wants):
        return True
    stated = [other for other in narrow.wants if other.key == want.key and other.values]
    if want.key in _SEVERAL:
        return any(set(other.values) <= set(want.values) for other in stated)
    return bool(stated) and set(narrow.values(want.key) or ()) <= set(want.values)


def _is_excluded(narrow: Condition, inner: Condition) -> bool:
    excluded = [other for want in narrow.wants if want.key == "not" for other in want.inner]
    return any(implies(inner, other) for other in excluded)


def _has_choice(narrow: Condition, want: Want) -> bool:
    """Whether the narrow condition offers a choice of which every part is allowed."""
    choices = [other.inner for other in narrow.wants if other.key == "any"]
    return any(all(any(implies(part, inner) for inner in want.inner) for part in choice) for choice in choices)


def _all_bounds(condition: Condition) -> list[Bounds]:
    return [_bounds(condition, key) for key in BOUNDED]


def _bounds(condition: Condition, key: str) -> Bounds:
    lows = [want.low for want in condition.wants if want.key == key and want.low is not None]
    highs = [want.high for want in condition.wants if want.key == key and want.high is not None]
    return max(lows, default=None), min(highs, default=None)


def _is_within(inner: Bounds, outer: Bounds) -> bool:
    """Without any bound stated, a fact may have no such number at all."""
    if inner == (None, None):
        return False
    low = outer[0] is None or (inner[0] is not None and inner[0] >= outer[0])
    return low and (outer[1] is None or (inner[1] is not None and inner[1] <= outer[1]))
