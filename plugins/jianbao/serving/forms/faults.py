"""Where on a form a problem is told: at its field, or above the form when it is of none."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from jianbao.problems import Problem

Faults = dict[str, list[Problem]]


def sort_faults(problems: Iterable[Problem], fields: Collection[str]) -> Faults:
    """By field of the form; under ``""`` those that stand above it."""
    faults: Faults = {"": []}
    for problem in problems:
        faults.setdefault(problem.field if problem.field in fields else "", []).append(problem)
    return faults
