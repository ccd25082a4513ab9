"""What one fact earns: class, points, factors, bonuses and share, in this order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from jianbao.problems import Place
from jianbao.scoring.awards import ZERO, write_points
from jianbao.scoring.conditions import Layer
from jianbao.scoring.facts import Fact, State
from jianbao.scoring.sharing import is_whole, round_points, split_points
from jianbao.settings.schemes import ClassifyRule, CreditBy, PointsRule, Scheme, SchemeRule


@dataclass(frozen=True, kw_only=True, slots=True)
class Part:
    """Points of a fact under a rule. ``step`` tells apart what one rule does to one fact in several ways."""

    fact: Fact
    rule_id: str
    rule_title: str
    rule_place: Place
    block: str
    root: str
    points: Decimal
    step: str = ""
    note: str = ""
    whole: bool = False

    @property
    def key(self) -> tuple[str, str, str]:
        return self.fact.event.id, self.rule_id, self.step


class Earner:
    """The rules of one scheme that look at one fact."""

    def __init__(self, scheme: Scheme) -> None:
        self._scheme = scheme
        self._by_id = {rule.id: rule for rule in scheme.points}
        # One after the other, as each looks at what those before it made of the fact.
        self._classify = [Layer((rule,)) for rule in scheme.classify]
        self._points = Layer(scheme.points)
        self._factors, self._bonus, self._share = Layer(scheme.factors), Layer(scheme.bonus), Layer(scheme.share)

    def classify(self, fact: Fact, state: State) -> Fact:
        """The fact as the scheme sees it (K7, K8); a later rule sees what an earlier one changed."""
        for layer in self._classify:
            if rule := layer.first(fact, state):
                changed: dict[str, Any] = {**dict(rule.changes), "grade": self._shift(rule, fact)}
                fact = replace(fact, **changed)
        return fact

    def _shift(self, rule: ClassifyRule, fact: Fact) -> str:
        grade, ladder = dict(rule.changes).get("grade", fact.grade), self._scheme.grades
        if not rule.shift or grade not in ladder:
            return grade
        return ladder[min(max(ladder.index(grade) + rule.shift, 0), len(ladder) - 1)]

    def find_rule(self, fact: Fact, state: State) -> PointsRule | None:
        """The rule that an entry names, else the first that fits."""
        return self._by_id.get(fact.event.rule) or self._points.first(fact, state)

    def earn(self, fact: Fact, state: State) -> list[Part]:
        """Empty when no rule says anything of the fact; penalties in percent are worked out later."""
        rule = self.find_rule(fact, state)
        value = _value_of(rule, fact) if rule else None
        bonuses = list(self._bonus.matching(fact, state))
        if value is None and not bonuses:
            return []
        share = None if self._is_table else self._share.first(fact, state)
        first: SchemeRule = rule if rule and value is not None else bonuses[0]
        maker = _Maker(fact, first, whole=self._is_table or is_whole(share, fact))
        parts = []
        if rule and value is not None:
            parts.append(maker.make(rule, value, note=_describe(rule, fact)))
            parts += self._multiply(maker, fact, state, value)
        parts += [maker.make(bonus, bonus.points, step="bonus") for bonus in bonuses]
        gross = sum((part.points for part in parts), ZERO)
        shared = gross if self._is_table else split_points(share, fact, gross)
        if shared != gross:
            parts.append(maker.make(share, shared - gross, step="share", note=f"本单位计{write_points(shared)}分"))
        return parts

    @property
    def _is_table(self) -> bool:
        """A table for the office's own divisions has one division to each text: nothing is shared."""
        return self._scheme.credit.by is not CreditBy.UNIT

    def _multiply(self, maker: _Maker, fact: Fact, state: State, points: Decimal) -> Iterator[Part]:
        for factor in self._factors.matching(fact, state):
            yield maker.make(factor, points * (factor.times - 1), step="factor", note=f"×{write_points(factor.times)}")
            points *= factor.times

    def share(self, fact: Fact, state: State, points: Decimal) -> tuple[Decimal, bool]:
        """The unit's part of points that a text brought otherwise, and whether it is a whole."""
        if self._is_table:
            return points, True
        share = self._share.first(fact, state)
        return split_points(share, fact, points), is_whole(share, fact)


class _Maker:
    """Makes the parts of one fact, which all belong to the block of the rule at the bottom."""

    def __init__(self, fact: Fact, first: SchemeRule, *, whole: bool) -> None:
        self._fact, self._first, self._whole = fact, first, whole

    def make(self, rule: SchemeRule | None, points: Decimal, *, step: str = "", note: str = "") -> Part:
        """Without a rule the record itself states the share."""
        return Part(
            fact=self._fact,
            rule_id=rule.id if rule else "share",
            rule_title=rule.title if rule else "按记载的份额",
            rule_place=rule.place if rule else self._fact.event.place,
            block=self._first.block or (rule.block if rule else ""),
            root=self._first.id,
            points=points,
            step=step,
            note=note,
            whole=self._whole,
        )


def _value_of(rule: PointsRule, fact: Fact) -> Decimal | None:
    """None for a rule in percent, or one that asks for a number that the record does not have."""
    given = fact.event.points
    if rule.points is not None:
        return rule.points
    if rule.by_hand is not None:
        return given
    if rule.external is not None:
        return None if given is None else round_points(given * rule.external, 4).normalize() + ZERO
    return None


def _describe(rule: PointsRule, fact: Fact) -> str:
    given = write_points(fact.event.points or ZERO)
    if rule.external is not None:
        return f"对方给{given}分×{write_points(rule.external)}"
    return "人工定分" if rule.by_hand is not None else ""
