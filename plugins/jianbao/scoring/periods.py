"""Rules of periods, worked through in the order of the file for one unit, one scheme, one year (K15–K27)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from jianbao.scoring.awards import ZERO, Award, sum_points, write_points
from jianbao.scoring.groups import Groups
from jianbao.scoring.metrics import Counter, pick_awards
from jianbao.scoring.targets import value_target
from jianbao.scoring.windows import Window, windows_of
from jianbao.settings import Unit
from jianbao.settings.schemes import PeriodKind, PeriodRule, Scheme


@dataclass(frozen=True, slots=True)
class Reached:
    """How far a unit came with a target in a window."""

    rule: str
    window: Window
    value: Decimal
    need: Decimal


class PeriodRules:
    """The rules of one scheme. ``run`` is a function of its arguments."""

    def __init__(self, scheme: Scheme, groups: Groups, counter: Counter) -> None:
        self._scheme, self._groups, self._counter = scheme, groups, counter

    @property
    def books_later(self) -> bool:
        return any(rule.next_window for rule in self._scheme.periods)

    def run(self, unit: Unit, year: int, cut_off: date, awards: Sequence[Award]) -> list[Award]:
        """What the rules add to the awards of the year up to the cut-off; a target may be booked after it."""
        added: list[Award] = []
        for rule in self._scheme.periods:
            for window in windows_of(rule.every, year, self._scheme):
                if window.first <= cut_off:
                    added += self._apply(rule, unit, window, cut_off, [*awards, *added])
        return added

    def _apply(
        self, rule: PeriodRule, unit: Unit, window: Window, cut_off: date, awards: Sequence[Award]
    ) -> list[Award]:
        if rule.kind is PeriodKind.BASE:
            return self._give_base(rule, unit, window)
        if rule.kind is PeriodKind.TARGET:
            return self._judge(rule, unit, window, awards) if window.last <= cut_off else []
        running = Window(window.first, min(window.last, cut_off), window.title, window.following)
        if rule.kind is PeriodKind.CAP:
            return self._limit(rule, unit, running, awards)
        return self._clear(rule, unit, running, awards)

    # -- bases and targets ------------------------------------------------------

    def _give_base(self, rule: PeriodRule, unit: Unit, window: Window) -> list[Award]:
        group = self._groups.of(unit.id, window.first)
        # The office's own pieces stand in a group apart, which no regulation is about unless it says so itself.
        takes_part = bool(group and self._scheme.groups) or self._groups.is_ranked(group)
        if not takes_part or not unit.exists_on(window.first):
            return []
        points = rule.amount.of(unit.id, group, self._scheme.staff.get(unit.id))
        return self._award(rule, unit, window, points or ZERO, window.first, "")

    def reach(self, rule: PeriodRule, unit: Unit, window: Window, awards: Sequence[Award]) -> Reached | None:
        """None where the target says nothing of the unit in this window."""
        group = self._groups.of(unit.id, window.last)
        if not self._groups.has_targets(group) or not unit.exists_on(window.last):
            return None
        need = rule.amount.of(unit.id, group, self._scheme.staff.get(unit.id))
        value = self._counter.measure(rule.metric, unit.id, window.span, awards, self._scheme.id)
        return None if need is None or value is None else Reached(rule.id, window, value, need)

    def _judge(self, rule: PeriodRule, unit: Unit, window: Window, awards: Sequence[Award]) -> list[Award]:
        reached = self.reach(rule, unit, window, awards)
        if reached is None:
            return []
        points = value_target(rule, reached.value, reached.need, self._scheme.staff.get(unit.id))
        note = f"任务{write_points(reached.need)}，完成{write_points(reached.value)}"
        day = window.following if rule.next_window else window.last
        return self._award(rule, unit, window, points, day, note)

    # -- caps and zeroing -------------------------------------------------------

    def _limit(self, rule: PeriodRule, unit: Unit, window: Window, awards: Sequence[Award]) -> list[Award]:
        """Brings the sum of the window back between its bounds."""
        found = pick_awards(awards, window.span, rule.of)
        if not found:
            return []
        total, group, staff = sum_points(found), self._groups.of(unit.id, window.last), self._scheme.staff.get(unit.id)
        low, high = rule.low.of(unit.id, group, staff), rule.high.of(unit.id, group, staff)
        bound = high if high is not None and total > high else low if low is not None and total < low else total
        word = "最高" if bound < total else "最低"
        note = f"合计{write_points(total)}分，{word}计{write_points(bound)}分"
        return self._award(rule, unit, window, bound - total, window.last, note)

    def _clear(self, rule: PeriodRule, unit: Unit, window: Window, awards: Sequence[Award]) -> list[Award]:
        facts = self._counter.matching(rule.when, unit.id, window.span, self._scheme.id)
        if len(facts) < rule.count:
            return []
        total = sum_points(pick_awards(awards, window.span, rule.of))
        return self._award(rule, unit, window, -total, window.last, f"{len(facts)}次，合计{write_points(total)}分清零")

    def _award(
        self, rule: PeriodRule, unit: Unit, window: Window, points: Decimal, day: date, note: str
    ) -> list[Award]:
        if not points:
            return []
        award = Award(
            unit=unit.id,
            day=day,
            points=points,
            rule_id=rule.id,
            rule_title=rule.title,
            block=rule.block or self._block_of(rule.of),
            rule_place=rule.place,
            note=f"{window.title}{'：' if note else ''}{note}",
            scheme=self._scheme.id,
            root=rule.of or rule.id,
            window=window.first,
        )
        return [award]

    def _block_of(self, of: str) -> str:
        """A cap of a block or of a rule in a block belongs to that block."""
        rule = next((rule for rule in self._scheme.rules() if rule.id == of), None)
        return rule.block if rule else of
