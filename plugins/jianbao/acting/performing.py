"""One act: read, plan and write as a single step, so that two people never decide on what the other just changed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from jianbao.reading import Office, read_office
from jianbao.writing import Change, apply_changes, lock_office

Plan = Callable[[Office], Sequence[Change]]


def perform(root: Path, plan: Plan) -> list[str]:
    """The paths written. Under one lock from reading to writing; a plan that refuses raises and writes nothing."""
    with lock_office(root):
        return apply_changes(root, plan(read_office(root)))
