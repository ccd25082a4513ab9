"""任务: what a target brings or costs for a figure that was reached (K16–K20, K27)."""

from __future__ import annotations

from decimal import ROUND_FLOOR, Decimal

from jianbao.scoring.awards import ZERO
from jianbao.scoring.sharing import round_points
from jianbao.settings.schemes import Over, PeriodRule, Short

_HUNDRED = Decimal(100)


def value_target(rule: PeriodRule, value: Decimal, need: Decimal, staff: Decimal | None) -> Decimal:
    """The points for ``value`` where ``need`` was demanded."""
    if value >= need:
        return rule.met + _value_over(rule.over, value - need, staff)
    return _value_short(rule.short, value, need)


def _value_short(short: Short, value: Decimal, need: Decimal) -> Decimal:
    """``need`` is above the value; of a target of nothing, which only points can miss, everything is missing."""
    missing = need - value
    part = missing / need if need > 0 else Decimal(1)
    steps = _steps(part * _HUNDRED if short.percent else missing, short.step)
    lost = short.points + short.each * steps
    if short.proportional > 0:
        lost += round_points(short.proportional * max(1 - part, ZERO))
    elif short.proportional:
        lost += round_points(short.proportional * part)
    return lost if short.cap is None else max(lost, -abs(short.cap))


def _value_over(over: Over, surplus: Decimal, staff: Decimal | None) -> Decimal:
    if not over.each or (over.per_staff and not staff):
        return ZERO
    if over.per_staff and staff:
        earned = round_points(over.each * surplus / staff)
    else:
        earned = over.each * _steps(surplus, over.step)
    return earned if over.cap is None else min(earned, over.cap)


def _steps(amount: Decimal, step: Decimal) -> Decimal:
    """Full steps only."""
    return (amount / step).to_integral_value(rounding=ROUND_FLOOR)
