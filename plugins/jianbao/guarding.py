"""What the office's main branch refuses: a change to what was signed, and numbers given twice (design, sections 5, 10).

The same function serves a hook on any git server; it needs the pushed tree and the list of what the push changes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from jianbao.checks import check_office
from jianbao.metadata import Moment
from jianbao.problems import Level, Place, Problem, sort_problems
from jianbao.reading import Office

# Signed issues and issued bulletins with their snapshots: facts that nobody may change, not even the keeper.
_SAY = {
    "briefs/issues/": (
        "已签发的一期不能改，也不能删",
        "恢复这个文件；有误的用 jianbao correct 更正，或用 jianbao withdraw 撤回",
    ),
    "briefs/bulletins/": ("已印发的通报不能改，也不能删", "恢复这个文件；数字有误的，在下一期通报里更正"),
}
SIGNED = tuple(_SAY)


@dataclass(frozen=True, kw_only=True, slots=True)
class PathChange:
    """One path of a push: ``added`` when it was not there before."""

    path: str
    added: bool


def find_changed(changes: Sequence[PathChange]) -> list[Problem]:
    """Each signed file that was changed or deleted."""
    return [
        Problem(code="signed-changed", place=Place(path=change.path), message=message, hint=hint)
        for change in changes
        for folder, (message, hint) in _SAY.items()
        if change.path.startswith(folder) and not change.added
    ]


def guard_push(office: Office, changes: Sequence[PathChange], as_of: Moment) -> list[Problem]:
    """Every reason to refuse the push; empty when it may come in. ``office`` is read from the pushed tree."""
    changed = find_changed(changes)
    broken = [
        problem
        for problem in check_office(office, as_of)
        if problem.level is Level.ERROR
        and (problem.place.path.startswith(SIGNED) or problem.code in {"merge-conflict", "secrecy-mark"})
    ]
    return sort_problems([*changed, *broken])
