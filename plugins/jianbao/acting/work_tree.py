"""The files that an act finds and leaves: held from reading to writing, so that two people never decide on what the
other just changed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from jianbao.reading import Office, read_office
from jianbao.reading.memory import Memory
from jianbao.writing import Change, apply_changes, lock_office

Plan = Callable[[Office], Sequence[Change]]


class WorkTree:
    """An office's folder; what did not change since its last reading is not parsed again. Whoever keeps more than the
    files (a commit, say) has a ``write`` of its own.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self._memory = Memory()

    @contextmanager
    def hold(self) -> Iterator[Office]:
        """The office under its lock; what is written within is written on what was read."""
        with lock_office(self.root):
            yield self.read()

    def read(self) -> Office:
        """What the files say now."""
        return read_office(self.root, self._memory)

    def write(self, changes: Sequence[Change]) -> list[str]:
        """The paths written. Raises as ``apply_changes`` does, and then nothing is written."""
        return apply_changes(self.root, changes)


def perform(tree: WorkTree, plan: Plan) -> list[str]:
    """Does one act; the paths written. A plan that refuses raises and nothing is written."""
    with tree.hold() as office:
        return tree.write(plan(office))
