"""Scoring schemes as data: the language in which a published regulation is written down (design, section 7)."""

from jianbao.settings.schemes.accounts import BookedBy, Booking, CreditBy, Crediting, SchemeGroup, next_month
from jianbao.settings.schemes.amounts import Amount
from jianbao.settings.schemes.conditions import (
    BOUNDED,
    CALL_OUTCOMES,
    MEASURES,
    NO,
    OUTCOMES,
    TASK_OUTCOMES,
    URGENT_OUTCOMES,
    YES,
    Condition,
    Want,
)
from jianbao.settings.schemes.periods import Every, Figure, Metric, Over, PeriodKind, PeriodRule, Short
from jianbao.settings.schemes.pieces import Counted, Instructions, Mode, Repeated, Span
from jianbao.settings.schemes.rules import (
    AmountRule,
    ClassifyRule,
    FactorRule,
    PointsRule,
    Policy,
    SchemeRule,
    ShareRule,
)
from jianbao.settings.schemes.scheme import Scheme
from jianbao.settings.schemes.totals import Award, Divisor, Label, Ranking, Totals, Veto

__all__ = [
    "BOUNDED",
    "CALL_OUTCOMES",
    "MEASURES",
    "NO",
    "OUTCOMES",
    "TASK_OUTCOMES",
    "URGENT_OUTCOMES",
    "YES",
    "Amount",
    "AmountRule",
    "Award",
    "BookedBy",
    "Booking",
    "ClassifyRule",
    "Condition",
    "Counted",
    "CreditBy",
    "Crediting",
    "Divisor",
    "Every",
    "FactorRule",
    "Figure",
    "Instructions",
    "Label",
    "Metric",
    "Mode",
    "Over",
    "PeriodKind",
    "PeriodRule",
    "PointsRule",
    "Policy",
    "Ranking",
    "Repeated",
    "Scheme",
    "SchemeGroup",
    "SchemeRule",
    "ShareRule",
    "Short",
    "Span",
    "Totals",
    "Veto",
    "Want",
    "next_month",
]
