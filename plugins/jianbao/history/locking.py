"""git's own locks: which of them a killed git left behind, and which belong to one that still works."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import psutil

from jianbao.history.git import HistoryError, must_run_git


def find_locks(root: Path) -> list[Path]:
    """git's locks in this repository, of whomever, sorted. Raises HistoryError."""
    folders = _find_folders(root)
    return sorted({lock for folder in folders for lock in (*folder.glob("*.lock"), *folder.glob("refs/**/*.lock"))})


@cache
def _find_folders(root: Path) -> tuple[Path, ...]:
    """Of a linked work tree git has two."""
    told = must_run_git(root, "rev-parse", "--absolute-git-dir", "--git-common-dir").splitlines()
    return tuple(dict.fromkeys((root / folder).resolve() for folder in told))


def find_stale_locks(root: Path) -> list[Path]:
    """For the holder of the office's lock, whose own git has ended: those that nobody will ever take away.

    Raises HistoryError while another git works here: then a lock may be of that one.
    """
    locks = find_locks(root)
    if locks and _is_git_running(root):
        raise HistoryError(f"Unable to create '{locks[0]}': File exists.")
    return locks


def _is_git_running(root: Path) -> bool:
    """Whether a git works in this work tree that this process has not started (of those, none holds a lock now)."""
    own = {child.pid for child in psutil.Process().children(recursive=True)}
    top = root.resolve()
    for process in psutil.process_iter(["name"]):
        if process.info["name"] in ("git", "git.exe") and process.pid not in own:
            try:
                if Path(process.cwd()).is_relative_to(top):
                    return True
            except psutil.NoSuchProcess:
                continue
            except psutil.AccessDenied:
                # Of another account: nobody can tell where it works.
                return True
    return False
