"""What git knows. An office's folder need not be a repository; where it is one, a guard needs git's answer."""

from __future__ import annotations

import os
import tarfile
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from jianbao.guarding import NewCommit, PathChange
from jianbao.history.git import HistoryError, must_run_git, run_git
from jianbao.metadata import Moment


def read_identity(root: Path) -> str:
    """The name under which git would commit here; empty when there is none."""
    return run_git(root, "config", "user.name").strip()


def read_git_version(root: Path) -> str:
    """Such as 2.39.5; empty where there is no git."""
    return run_git(root, "--version").removeprefix("git version").strip()


def read_arrivals(root: Path, zone: str) -> dict[str, Moment]:
    """When each item's file first came, by path, in the office's zone: one walk through the history for all of them."""
    command = ("log", "--diff-filter=A", "--no-renames", "--name-only", "-z", "--format=%x01%ct", "--relative")
    arrivals: dict[str, Moment] = {}
    for commit in run_git(root, *command, "--", "briefs/items").split("\x01")[1:]:
        seconds, _, names = commit.partition("\0")
        at = datetime.fromtimestamp(int(seconds), ZoneInfo(zone))
        for name in filter(None, names.lstrip("\n").split("\0")):
            # From the latest commit back: the first time stands.
            arrivals[name] = Moment(at.date(), at.time())
    return arrivals


def find_committed(root: Path, folder: str) -> list[str]:
    """The paths below a folder that the last commit holds; none where there is no repository or no commit yet.

    Raises HistoryError where there is one and git does not answer.
    """
    if not any((place / ".git").exists() for place in (root, *root.resolve().parents)):
        return []
    if not must_run_git(root, "rev-list", "--all", "--max-count=1").strip():
        return []
    listed = must_run_git(root, "ls-tree", "-r", "-z", "--name-only", "HEAD", "--", folder)
    return [path for path in listed.split("\0") if path]


def find_touched(root: Path, folder: str) -> list[PathChange]:
    """The paths below a folder that differ from the last commit, new ones left out; none without a repository."""
    listed = run_git(root, "diff", "--name-status", "--no-renames", "--relative", "-z", "HEAD", "--", folder)
    words = listed.split("\0")
    return _read_changes(words)


def list_changes(repository: Path, old: str, new: str) -> list[PathChange]:
    """The paths in which two commits differ; against an empty ``old`` everything in ``new`` is added.

    Raises HistoryError when git cannot tell: a guard must never take silence for consent.
    """
    if not old:
        listed = must_run_git(repository, "ls-tree", "-r", "-z", "--name-only", new)
        return [PathChange(path=path, added=True) for path in listed.split("\0") if path]
    listed = must_run_git(repository, "diff", "--name-status", "--no-renames", "-z", old, new)
    words = listed.split("\0")
    return _read_changes(words)


def _read_changes(words: list[str]) -> list[PathChange]:
    """Status and path in turn, as ``git diff --name-status -z`` prints them."""
    pairs = zip(words[::2], words[1::2], strict=False)
    return [PathChange(path=path, added=status == "A", removed=status == "D") for status, path in pairs]


def read_branch(repository: Path, ref: str) -> str:
    """The last commit of a branch by its whole name; empty where there is none. Raises HistoryError."""
    return must_run_git(repository, "for-each-ref", "--format=%(objectname)", ref).strip()


def list_new_commits(repository: Path, tips: Sequence[str]) -> list[NewCommit]:
    """Those that lead to the tips and to no branch, the newest first. Raises HistoryError."""
    # A name may hold what ends a line elsewhere.
    form = "--format=tformat:%H%x00%an%x00%ae%x00"
    wanted = ("log", "--no-show-signature", "--encoding=UTF-8", form, *tips, "--not", "--branches", "--")
    parts = must_run_git(repository, *wanted).split("\0")
    return [
        NewCommit(id=commit.strip(), name=name, address=address)
        for commit, name, address in zip(parts[::3], parts[1::3], parts[2::3], strict=False)
    ]


def extract_tree(repository: Path, commit: str, folder: Path, below: str = "briefs") -> None:
    """The files below a path of a commit, all of them, into an empty folder. Raises HistoryError."""
    listed = must_run_git(repository, "ls-tree", "-r", "-z", "--name-only", commit, "--", below)
    if not listed:
        return
    archive = folder / "tree.tar"
    must_run_git(repository, "archive", f"--output={archive}", commit, "--", below)
    try:
        with tarfile.open(archive) as tar:
            tar.extractall(folder, filter="data")
    except tarfile.TarError as error:
        raise HistoryError(str(error)) from error
    archive.unlink()
    # A guard would not see what .gitattributes hides from it.
    if hidden := [path for path in listed.split("\0") if not os.path.lexists(folder / path)]:
        raise HistoryError(f"{hidden[0]} 取不出来，请看 .gitattributes 里有没有 export-ignore")


def find_first_commit(root: Path, path: str, text: str) -> str:
    """The commit in which the file first held the text; empty where none did."""
    found = run_git(root, "log", "--reverse", "--format=%H", f"-S{text}", "--", path)
    return found.partition("\n")[0]


def read_committed(root: Path, commit: str, paths: Sequence[str]) -> dict[str, str]:
    """The texts of these files as a commit has them, by path; those that it does not hold are left out."""
    texts = {path: run_git(root, "show", f"{commit}:{path}") for path in paths}
    return {path: text for path, text in texts.items() if text}
