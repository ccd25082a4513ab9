"""What a rule is, and what a check may look at."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from jianbao.checks.passages import Passage, find_mendable_passages, find_office_passages, find_open_passages
from jianbao.earlier import Shelf, build_shelf
from jianbao.metadata import Moment
from jianbao.problems import Level, Place, Problem
from jianbao.reading import Office
from jianbao.standing import Standing, find_standing


@dataclass(frozen=True, kw_only=True, slots=True)
class Rule:
    """One entry of the checks reference (Chinese). ``numbers`` and ``words`` are limits that ``checks.yml`` may change.

    The level of a ``fixed`` rule may not be changed: without it a record would be lost or let out in silence.
    """

    code: str
    title: str
    reason: str
    remedy: str
    level: Level = Level.ERROR
    numbers: Mapping[str, int] = field(default_factory=dict)
    words: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    fixed: bool = False

    def report(self, place: Place, message: str, hint: str = "") -> Problem:
        """One breach of this rule; its remedy is the hint where there is none closer."""
        return Problem(code=self.code, place=place, message=message, hint=hint or self.remedy)


@dataclass(frozen=True, kw_only=True)
class Context:
    """What checks see: the office, today, the limits in force, and when git first saw each path (empty without git).
    ``shelf`` are the texts written before, where somebody has them ready; ``shelve`` gets them where nobody has.
    """

    office: Office
    as_of: Moment
    rules: Mapping[str, Rule]
    arrivals: Mapping[str, Moment] = field(default_factory=dict)
    shelf: Shelf | None = None
    shelve: Callable[[Office], Shelf] = build_shelf

    @cached_property
    def earlier(self) -> Shelf:
        """Made when the first check asks for it: where nothing waits, nothing is searched."""
        return self.shelve(self.office) if self.shelf is None else self.shelf

    def asks_for(self, identity: str) -> bool:
        """Whether anybody wants to know what an item or article repeats."""
        return self.shelf is None or (bool(self.shelf.entries) and self.shelf.only in ("", identity))

    @cached_property
    def standing(self) -> Standing:
        return find_standing(self.office)

    @cached_property
    def open_passages(self) -> tuple[Passage, ...]:
        """Titles, bodies and notes that are still to be printed, so that mending them is of use."""
        return tuple(find_open_passages(self.office, self.standing))

    @cached_property
    def office_passages(self) -> tuple[Passage, ...]:
        """Every text of tasks and their events, incidents, instructions, calls and reports."""
        return tuple(find_office_passages(self.office))

    @cached_property
    def mendable_passages(self) -> tuple[Passage, ...]:
        """Every value and body of every record and of the settings that somebody may still change."""
        return tuple(find_mendable_passages(self.office, self.standing))

    def number(self, rule: Rule, limit: str) -> int:
        """A numeric limit of a rule, as the office set it or by default."""
        return self.office.settings.checks.numbers.get(rule.code, {}).get(limit, rule.numbers[limit])

    def words(self, rule: Rule, limit: str) -> tuple[str, ...]:
        return self.office.settings.checks.words.get(rule.code, {}).get(limit, rule.words[limit])

    def level(self, code: str) -> Level:
        rule = self.rules[code]
        return rule.level if rule.fixed else self.office.settings.checks.levels.get(code, rule.level)


Check = Callable[[Context], Iterator[Problem]]


@dataclass(frozen=True, kw_only=True, slots=True)
class Family:
    """Rules that belong together: one module, one heading in the reference."""

    name: str
    rules: tuple[Rule, ...]
    checks: tuple[Check, ...] = ()
