"""计分方案: ``briefs/settings/scoring/<id>.yml``, a published regulation as data (design, section 7)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from jianbao.metadata import Fields
from jianbao.problems import Place
from jianbao.settings.schemes.accounts import (
    Booking,
    Crediting,
    SchemeGroup,
    read_booking,
    read_credit,
    read_groups,
)
from jianbao.settings.schemes.amounts import read_decimals
from jianbao.settings.schemes.periods import PeriodRule, read_period_rule
from jianbao.settings.schemes.pieces import Instructions, Repeated, read_instructions, read_repeated
from jianbao.settings.schemes.rules import (
    AmountRule,
    ClassifyRule,
    FactorRule,
    PointsRule,
    SchemeRule,
    ShareRule,
    read_amount,
    read_classify,
    read_factor,
    read_points,
    read_rules,
    read_share,
    read_weight,
)
from jianbao.settings.schemes.totals import Award, Ranking, Totals, read_awards, read_ranking, read_totals


@dataclass(frozen=True, kw_only=True, slots=True)
class Scheme:
    """``grades`` is a ladder, low to high. Rules stand in the order of the file, which decides."""

    id: str
    name: str
    place: Place
    since: date | None
    until: date | None
    basis: str
    booking: Booking
    credit: Crediting
    staff: dict[str, Decimal]
    groups: tuple[SchemeGroup, ...]
    grades: tuple[str, ...]
    weights: tuple[AmountRule, ...]
    classify: tuple[ClassifyRule, ...]
    points: tuple[PointsRule, ...]
    factors: tuple[FactorRule, ...]
    bonus: tuple[AmountRule, ...]
    share: tuple[ShareRule, ...]
    instructions: Instructions
    repeated: Repeated
    periods: tuple[PeriodRule, ...]
    totals: Totals
    rank: Ranking
    awards: tuple[Award, ...]

    def is_in_force(self, day: date) -> bool:
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)

    def rules(self) -> tuple[SchemeRule, ...]:
        """All that have an id, in the order in which they are worked through."""
        layers = (self.weights, self.classify, self.points, self.factors, self.bonus, self.share)
        return (*(rule for layer in layers for rule in layer), *self.instructions.table, *self.periods)

    @classmethod
    def from_fields(cls, fields: Fields, *, id: str) -> Scheme:  # noqa: A002
        since, until = fields.moment("from"), fields.moment("to")
        return cls(
            id=id,
            name=fields.text("name", required=True),
            place=fields.mapping.place,
            since=since.day if since else None,
            until=until.day if until else None,
            basis=fields.text("basis"),
            booking=read_booking(fields),
            credit=read_credit(fields),
            staff=dict(read_decimals(fields, "staff", "unit")),
            groups=read_groups(fields),
            grades=fields.texts("grades"),
            weights=tuple(read_rules(fields, "weights", read_weight, "采用")),
            classify=tuple(read_rules(fields, "classify", read_classify)),
            points=tuple(read_rules(fields, "points", read_points, "采用")),
            factors=tuple(read_rules(fields, "factors", read_factor, "采用")),
            bonus=tuple(read_rules(fields, "bonus", read_amount, "采用")),
            share=tuple(read_rules(fields, "share", read_share)),
            instructions=read_instructions(fields),
            repeated=read_repeated(fields),
            periods=tuple(read_rules(fields, "periods", read_period_rule)),
            totals=read_totals(fields),
            rank=read_ranking(fields),
            awards=read_awards(fields),
        )
