"""Conditions as predicates, and the rules of a layer sorted so that few are tried for a fact."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Generic, TypeVar

from jianbao.characters import count_characters
from jianbao.ledger import Measure
from jianbao.scoring.facts import Fact, State
from jianbao.settings.schemes import BOUNDED, NO, YES, Condition, SchemeRule, Want

Test = Callable[[Fact, State], bool]
Rule = TypeVar("Rule", bound=SchemeRule)

_TEXTS: dict[str, Callable[[Fact], str]] = {
    "measure": lambda fact: fact.measure,
    "channel": lambda fact: fact.channel,
    "level": lambda fact: fact.level,
    "kind": lambda fact: fact.kind,
    "form": lambda fact: fact.form,
    "grade": lambda fact: fact.grade,
    "route": lambda fact: fact.event.route,
    "column": lambda fact: fact.event.column,
    "stage": lambda fact: fact.event.stage,
    "leader": lambda fact: fact.event.leader,
    "rule": lambda fact: fact.event.rule,
    "unit": lambda fact: fact.credited.unit,
    "group": lambda fact: fact.group,
    "event": lambda fact: fact.event.outcome if fact.event.measure is Measure.ENTERED else "",
    "outcome": lambda fact: "" if fact.event.measure is Measure.ENTERED else fact.event.outcome,
}
_LISTS: dict[str, Callable[[Fact, State], Sequence[str] | frozenset[str]]] = {
    "nature": lambda fact, _: fact.event.natures,
    "tags": lambda fact, _: fact.event.tags,
    "instructed_by": lambda _, state: state.instructed,
}
_FLAGS: dict[str, Test] = {
    "urgent": lambda fact, _: fact.event.urgent,
    "own": lambda fact, _: fact.event.own,
    "composite": lambda fact, _: fact.event.composite,
    "joint": lambda fact, _: fact.event.joint,
    "whole_issue": lambda fact, _: fact.event.own and fact.event.articles == 1,
    "pictures": lambda fact, _: fact.event.pictures > 0,
    "main": lambda fact, _: fact.credited.main,
    "adopted": lambda _, state: state.adopted,
    "instructed": lambda _, state: bool(state.instructed),
    "called": lambda _, state: state.called,
}

_INDEXED = ("measure", "channel")

# Texts are counted once, however many rules ask for their length.
_count = lru_cache(maxsize=200_000)(count_characters)
_NUMBERS: dict[str, Callable[[Fact], int | None]] = {
    "characters": lambda fact: _count(fact.event.text),
    "minutes": lambda fact: fact.event.minutes,
}


def compile_condition(condition: Condition) -> Test:
    """One predicate for all that is wanted, the costly last."""
    tests = tuple(_compile_want(want) for want in sorted(condition.wants, key=lambda want: want.key == "characters"))
    if len(tests) == 1:
        return tests[0]
    return lambda fact, state: all(test(fact, state) for test in tests)


def _compile_want(want: Want) -> Test:
    if want.inner:
        inner = tuple(compile_condition(condition) for condition in want.inner)
        found = want.key == "any"
        return lambda fact, state: any(test(fact, state) for test in inner) is found
    if want.key in BOUNDED:
        return _compile_bounds(want)
    values = frozenset(want.values)
    if text := _TEXTS.get(want.key):
        return lambda fact, _: text(fact) in values
    if listed := _LISTS.get(want.key):
        return lambda fact, state: not values.isdisjoint(listed(fact, state))
    flag, wanted = _FLAGS[want.key], want.values
    return lambda fact, state: (YES if flag(fact, state) else NO) in wanted


def _compile_bounds(want: Want) -> Test:
    """What has no such number is within no bounds."""
    low, high, number_of = want.low, want.high, _NUMBERS[want.key]

    def test(fact: Fact, _: State) -> bool:
        number = number_of(fact)
        return number is not None and (low is None or number >= low) and (high is None or number <= high)

    return test


class Layer(Generic[Rule]):
    """The rules of one section, in order. A fact meets only those that name its measure and channel, or none."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        self._rules = tuple((rule, compile_condition(_leave_out(rule.when))) for rule in rules)
        self._near: dict[tuple[str, str], tuple[tuple[Rule, Test], ...]] = {}

    def matching(self, fact: Fact, state: State) -> Iterator[Rule]:
        key = fact.measure, fact.channel
        if key not in self._near:
            self._near[key] = tuple(pair for pair in self._rules if _may_meet(pair[0].when, *key))
        return (rule for rule, test in self._near[key] if test(fact, state))

    def first(self, fact: Fact, state: State) -> Rule | None:
        return next(self.matching(fact, state), None)


def _leave_out(condition: Condition) -> Condition:
    """Without what ``_may_meet`` has asked already."""
    return replace(condition, wants=tuple(want for want in condition.wants if want.key not in _INDEXED))


def _may_meet(condition: Condition, measure: str, channel: str) -> bool:
    for key, value in zip(_INDEXED, (measure, channel), strict=True):
        allowed = condition.values(key)
        if allowed is not None and value not in allowed:
            return False
    return True
