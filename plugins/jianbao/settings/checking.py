"""``checks.yml``: level and limits of each check, where the office wants other than the default."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from jianbao.metadata import Fields, locate_values
from jianbao.problems import Level, Place


@dataclass(frozen=True, kw_only=True, slots=True)
class CheckSettings:
    """By code. ``words`` are limits that are lists of words; ``places`` say where ``code`` and ``code.limit`` stand."""

    levels: Mapping[str, Level] = field(default_factory=dict)
    numbers: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    words: Mapping[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)
    places: Mapping[str, Place] = field(default_factory=dict)


# Limits that a check may have; the first list holds numbers, the second lists of words.
NUMBER_LIMITS = ("min", "max", "hours", "days", "percent", "common", "title", "text")
WORD_LIMITS = ("words", "allow")


def checks_from_fields(fields: Fields) -> CheckSettings:
    levels, numbers, words = {}, {}, {}
    for code, group in fields.groups_by_key().items():
        level = group.choice("level", Level)
        if level:
            levels[code] = level
        stated = {limit: group.integer(limit, default=-1) for limit in NUMBER_LIMITS if group.has(limit)}
        # What is no number is a problem of its own; the default holds meanwhile.
        numbers[code] = {limit: number for limit, number in stated.items() if number >= 0}
        words[code] = {limit: group.texts(limit) for limit in WORD_LIMITS if group.has(limit)}
        group.finish()
    places, _ = locate_values(fields.mapping)
    return CheckSettings(levels=levels, numbers=numbers, words=words, places=places)
