"""Counting for rules of periods: filed, adopted, weighted, and whatever a condition describes (K16, K17, K27, K30)."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from jianbao.ledger import Measure
from jianbao.scoring.awards import ZERO, Award, sum_points
from jianbao.scoring.conditions import Layer, Test, compile_condition
from jianbao.scoring.facts import Fact, State
from jianbao.settings.schemes import AmountRule, Condition, Figure, Metric, Scheme

_MEASURES = {
    Figure.SUBMITTED: Measure.SUBMITTED,
    Figure.ADOPTIONS: Measure.ADOPTED,
    Figure.REPORTED: Measure.REPORTED,
    Figure.INSTRUCTIONS: Measure.INSTRUCTED,
}


class Counter:
    """The facts of every account, by day. ``scheme`` empty counts those of all schemes."""

    def __init__(self, facts: Sequence[Fact], schemes: Iterable[Scheme]) -> None:
        self._by_account: dict[str, list[Fact]] = {}
        self._by_piece: dict[tuple[str, str], list[Fact]] = {}
        self._items: dict[str, list[tuple[date, str, str]]] = {}
        for fact in facts:
            self._by_account.setdefault(fact.account, []).append(fact)
            self._by_piece.setdefault((fact.account, fact.piece), []).append(fact)
        self._index_items(facts)
        self._weights = {scheme.id: Layer[AmountRule](scheme.weights) for scheme in schemes}
        self._tests: dict[int, tuple[Condition, Test]] = {}

    def _index_items(self, facts: Iterable[Fact]) -> None:
        """Adopted items under every unit that filed them, whoever is credited, as everywhere in the tables."""
        seen: set[tuple[str, str, str]] = set()
        for fact in facts:
            filed = fact.event.items if fact.event.measure is Measure.ADOPTED else ()
            for key in ((fact.event.id, item.piece, unit) for item in filed for unit in item.units):
                if key not in seen:
                    seen.add(key)
                    self._items.setdefault(key[2], []).append((fact.day, fact.scheme, key[1]))

    @property
    def accounts(self) -> list[str]:
        return sorted(self._by_account)

    def pieces(self) -> Iterable[Sequence[Fact]]:
        return self._by_piece.values()

    def between(self, account: str, first: date, last: date, scheme: str = "") -> Sequence[Fact]:
        facts = self._by_account.get(account, [])
        start = bisect_left(facts, first, key=lambda fact: fact.day)
        found = facts[start : bisect_right(facts, last, key=lambda fact: fact.day)]
        return [fact for fact in found if fact.scheme == scheme] if scheme else found

    def matching(self, condition: Condition, account: str, span: tuple[date, date], scheme: str = "") -> list[Fact]:
        """The facts of which the condition holds as things stand on the last day."""
        test = self._test(condition)
        facts = self.between(account, *span, scheme)
        return [fact for fact in facts if test(fact, self._state_on(fact, span[1]))]

    def _test(self, condition: Condition) -> Test:
        if id(condition) not in self._tests:
            self._tests[id(condition)] = condition, compile_condition(condition)
        return self._tests[id(condition)][1]

    def _state_on(self, fact: Fact, day: date) -> State:
        state = State()
        for other in self._by_piece[fact.account, fact.piece]:
            if other.day <= day:
                state = state.after(other)
        return state

    def measure(
        self, metric: Metric, account: str, span: tuple[date, date], awards: Iterable[Award], scheme: str = ""
    ) -> Decimal | None:
        """None for a rate of nothing."""
        if metric.figure is Figure.POINTS:
            return sum_points(pick_awards(awards, span))
        if metric.figure is Figure.POINTS_OF:
            return sum_points(pick_awards(awards, span, metric.of))
        if metric.figure is Figure.COUNT and metric.when:
            return Decimal(len(self.matching(metric.when, account, span, scheme)))
        return self._count(metric.figure, account, span, scheme)

    def _count(self, figure: Figure, account: str, span: tuple[date, date], scheme: str) -> Decimal | None:
        if figure is Figure.ADOPTED_ITEMS:
            return self._count_items(account, span, scheme)
        if figure is Figure.RATE:
            return self._rate(account, span, scheme)
        facts = self.between(account, *span, scheme)
        if figure is Figure.WEIGHTED:
            adopted = [fact for fact in facts if fact.event.measure is Measure.ADOPTED]
            return sum((self._weigh(fact, span[1]) for fact in adopted), ZERO)
        wanted = _MEASURES.get(figure)
        return Decimal(sum(fact.event.measure is wanted for fact in facts))

    def _count_items(self, account: str, span: tuple[date, date], scheme: str) -> Decimal:
        items = self._items.get(account, [])
        return Decimal(len({i for day, s, i in items if span[0] <= day <= span[1] and scheme in ("", s)}))

    def _rate(self, account: str, span: tuple[date, date], scheme: str) -> Decimal | None:
        filed = self._count(Figure.SUBMITTED, account, span, scheme)
        if not filed:
            return None
        percent = 100 * self._count_items(account, span, scheme) / filed
        return percent.quantize(Decimal("0.1"), rounding=ROUND_HALF_UP)

    def _weigh(self, fact: Fact, day: date) -> Decimal:
        rule = self._weights[fact.scheme].first(fact, self._state_on(fact, day))
        return rule.points if rule else Decimal(1)


def pick_awards(awards: Iterable[Award], span: tuple[date, date], of: str = "") -> list[Award]:
    """Those booked in the span; of a block, or of a rule with all that was done to what it brought."""
    return [
        award
        for award in awards
        if span[0] <= award.day <= span[1] and (not of or of in (award.block, award.root, award.rule_id))
    ]
