"""What all facts of one piece earn together: repeated use, instructions, penalties on the item (K9–K11, K22, K24)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from jianbao.ledger import Measure
from jianbao.problems import Place
from jianbao.scoring.awards import ZERO, write_points
from jianbao.scoring.conditions import Layer, compile_condition
from jianbao.scoring.earning import Earner, Part
from jianbao.scoring.facts import JUDGING, Fact, State
from jianbao.scoring.sharing import round_points
from jianbao.settings.schemes import Counted, Mode, Scheme

_HUNDRED = Decimal(100)


class Pieces:
    """Values a piece under one scheme from the facts that there are so far; nothing is remembered between calls."""

    def __init__(self, scheme: Scheme) -> None:
        self._scheme, self.earner = scheme, Earner(scheme)
        self._covers = compile_condition(scheme.repeated.covers)
        self._table = Layer(scheme.instructions.table)
        self._limited = scheme.repeated.number is not None or scheme.repeated.per_level

    def value(self, facts: Sequence[Fact], state: State) -> list[Part]:
        """The sum of the parts is what the piece is worth to the unit."""
        seen = [self.earner.classify(fact, state) for fact in facts]
        earned = {fact.event.id: self.earner.earn(fact, state) for fact in seen}
        judged = {fact.event.id for fact in seen if self._judges(fact, state)}
        entries = [fact for fact in seen if fact.event.id in judged]
        others = [fact for fact in seen if fact.event.id not in judged]
        parts = [part for fact in others for part in earned[fact.event.id]]
        covered = [fact for fact in others if earned[fact.event.id] and self._covers(fact, state)]
        if self._limited and len(covered) > 1:
            parts += self._drop_repeated(covered, earned)
        parts += self._instruct(others, covered, parts, state)
        penalties = self._punish(entries, parts, state) if entries else []
        return [*parts, *(part for fact in entries for part in earned[fact.event.id]), *penalties]

    def _judges(self, fact: Fact, state: State) -> bool:
        """Whether the fact is about what others have brought: every entry, and what a rule makes one."""
        measure = fact.event.measure
        rule = self.earner.find_rule(fact, state) if measure in JUDGING else None
        return measure is Measure.ENTERED or (rule is not None and (rule.percent is not None or rule.zero_item))

    # -- repeated use -----------------------------------------------------------

    def _drop_repeated(self, covered: Sequence[Fact], earned: dict[str, list[Part]]) -> list[Part]:
        """Takes away what the uses beyond the allowed ones brought; of equals the first stands."""
        rule = self._scheme.repeated
        worth = {fact.event.id: _total(earned[fact.event.id]) for fact in covered}
        best = sorted((f for f in covered if worth[f.event.id] > 0), key=lambda f: -worth[f.event.id])
        first = {fact.level: fact for fact in reversed(best)}
        standing = [fact for fact in best if not rule.per_level or first[fact.level] is fact]
        kept = {fact.event.id for fact in standing[: rule.number]}
        return [
            _derive(earned[f.event.id][0], "repeated", "重复采用", rule.place, -worth[f.event.id], "同一稿件不重复计分")
            for f in best
            if f.event.id not in kept
        ]

    # -- instructions -----------------------------------------------------------

    def _instruct(
        self, facts: Sequence[Fact], covered: Sequence[Fact], parts: Sequence[Part], state: State
    ) -> list[Part]:
        rows = [part for fact in facts if fact.event.measure is Measure.INSTRUCTED for part in self._award(fact, state)]
        if not rows:
            return []
        best = max(rows, key=lambda part: part.points)
        place, counted = self._scheme.instructions.place, rows
        dropped: list[Part] = []
        if self._scheme.instructions.count is Counted.HIGHEST:
            counted = [best]
            spare = [row for row in rows if row is not best]
            dropped = [_take(row, place, row.points, "只计最高一次批示") for row in spare]
        names = {fact.event.id for fact in covered}
        base = _total([part for part in parts if part.fact.event.id in names])
        return [*rows, *dropped, *self._weigh(best, place, base, _total(counted))]

    def _weigh(self, best: Part, place: Place, base: Decimal, instructed: Decimal) -> list[Part]:
        """What replacing or taking the larger removes, of the use or of the instructions."""
        mode = self._scheme.instructions.mode
        if mode is Mode.ADD or not base:
            return []
        if mode is Mode.REPLACE or instructed > base:
            return [_take(best, place, base, f"批示分代替采用分{write_points(base)}分")]
        return [_take(best, place, instructed, f"采用分{write_points(base)}分不低于批示分，只计采用分")]

    def _award(self, fact: Fact, state: State) -> list[Part]:
        rule = self._table.first(fact, state)
        if rule is None or (self._scheme.instructions.own_only and not fact.event.own):
            return []
        points, whole = self.earner.share(fact, state, rule.points)
        note = "" if points == rule.points else f"共{write_points(rule.points)}分，本单位计{write_points(points)}分"
        return [
            Part(
                fact=fact,
                rule_id=rule.id,
                rule_title=rule.title,
                rule_place=rule.place,
                block=rule.block,
                root=rule.id,
                points=points,
                step="instruction",
                note=note,
                whole=whole,
            )
        ]

    # -- penalties on the item ----------------------------------------------------

    def _punish(self, entries: Sequence[Fact], parts: Sequence[Part], state: State) -> list[Part]:
        """Percentages of what the item has brought, then everything, for an item that is to count for nothing."""
        base, penalties = _total(parts), []
        for fact in entries:
            rule = self.earner.find_rule(fact, state)
            if rule is None or base <= 0:
                continue
            head = Part(
                fact=fact,
                rule_id=rule.id,
                rule_title=rule.title,
                rule_place=rule.place,
                block=rule.block,
                root=rule.id,
                points=ZERO,
            )
            if rule.percent is not None and not rule.of_total:
                note = f"本稿已得{write_points(base)}分的{write_points(rule.percent)}%"
                penalties.append(replace(head, points=round_points(base * rule.percent / _HUNDRED), note=note))
            left = base + _total(penalties)
            if rule.zero_item and left > 0:
                penalties.append(replace(head, points=-left, step="zero", note="本稿得分清零"))
        return penalties


def _total(parts: Sequence[Part]) -> Decimal:
    return sum((part.points for part in parts), ZERO)


def _derive(part: Part, rule_id: str, title: str, place: Place, points: Decimal, note: str) -> Part:
    """What another rule does to the same fact, in the same block."""
    return replace(part, rule_id=rule_id, rule_title=title, rule_place=place, points=points, step=rule_id, note=note)


def _take(part: Part, place: Place, points: Decimal, note: str) -> Part:
    return _derive(part, "instructions", "批示计分", place, -points, note)
