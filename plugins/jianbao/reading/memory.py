"""What was read before and has not changed since: a long-running process reads only the files that did (design, 9)."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from jianbao.problems import Problem

# Of each file: when it was written, its size and its place on the disk; our own writes give a new place each time.
Stamp = tuple[tuple[int, int, int, int] | None, ...]


def stamp_files(files: Iterable[Path | str]) -> Stamp:
    """Changes whenever one of the files does. A file that is not there has None."""
    return tuple(map(_stamp_file, files))


def _stamp_file(file: Path | str) -> tuple[int, int, int, int] | None:
    try:
        known = os.lstat(file)
    except OSError:
        return None
    return known.st_mtime_ns, known.st_ctime_ns, known.st_size, known.st_ino


@dataclass(slots=True)
class Memory:
    """Records by path. What they were read with (``context``: the settings) stands for all of them: once it changes,
    all is forgotten. ``fresh``: something was read anew since the reading began; ``last`` is what a reading gave last.
    Not for several readers at once.
    """

    context: Stamp = ()
    known: dict[str, tuple[Stamp, Any, tuple[Problem, ...]]] = field(default_factory=dict)
    fresh: bool = False
    last: Any = None

    def begin(self, context: Stamp) -> None:
        """Begins a reading under these settings."""
        self.fresh = False
        if context != self.context:
            self.known.clear()
            self.context = context

    def recall(self, path: str, files: Iterable[Path | str], problems: list[Problem], read: Callable[[], Any]) -> Any:
        """What ``read`` gives for a record that lies in ``files``; the problems that it adds are remembered with it."""
        stamp = stamp_files(files)
        known = self.known.get(path)
        if known is not None and known[0] == stamp:
            problems += known[2]
            return known[1]
        before = len(problems)
        self.fresh = True
        record = read()
        self.known[path] = (stamp, record, tuple(problems[before:]))
        return record

    def keep_only(self, paths: Iterable[str]) -> None:
        """Forgets the files that are gone."""
        kept = frozenset(paths)
        self.fresh = self.fresh or not kept.issuperset(self.known)
        self.known = {path: known for path, known in self.known.items() if path in kept}
