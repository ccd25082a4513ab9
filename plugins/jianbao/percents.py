"""Percentages as every table and sentence prints them."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal


def percent_of(part: int, whole: int) -> Decimal | None:
    """One decimal, half up (design, section 6); None where there is nothing to take a part of."""
    return (Decimal(100) * part / whole).quantize(Decimal("0.1"), rounding=ROUND_HALF_UP) if whole else None
