"""Keeping a work tree and the office's repository one: what others pushed comes in, what was done here goes out."""

from __future__ import annotations

from pathlib import Path

from jianbao.history.committing import QUIET
from jianbao.history.git import NETWORK_SECONDS, HistoryError, must_run_git, run_git
from jianbao.settings.people import DESK_AUTHOR

_MERGER = {
    f"GIT_{role}_{part}": value
    for role in ("AUTHOR", "COMMITTER")
    for part, value in zip(("NAME", "EMAIL"), DESK_AUTHOR, strict=True)
}


class MergeConflictError(HistoryError):
    """Two people changed one file otherwise; nothing was merged. ``paths`` are those files."""

    def __init__(self, paths: list[str]) -> None:
        self.paths = paths
        super().__init__("、".join(paths))

    @property
    def meaning(self) -> str:
        return f"{'、'.join(self.paths[:3])} 在别处也改了，两处不一样，要由管理员合并"


def find_upstream(root: Path) -> str:
    """The branch of another repository that this one follows, such as ``origin/main``; empty where there is none."""
    return run_git(root, "rev-parse", "--abbrev-ref", "--symbolic-full-name", "@{upstream}").strip()


def read_upstream(root: Path) -> str:
    """The last commit of it that was fetched. Raises HistoryError."""
    return must_run_git(root, "rev-parse", "--verify", "@{upstream}").strip()


def fetch(root: Path) -> None:
    """Brings in what others pushed, without touching a file. Raises HistoryError."""
    must_run_git(root, "fetch", "--quiet", "--no-auto-maintenance", seconds=NETWORK_SECONDS)


def count_apart(root: Path) -> tuple[int, int]:
    """(commits that only we have, commits that only the upstream has). Raises HistoryError."""
    ours, theirs = must_run_git(root, "rev-list", "--left-right", "--count", "HEAD...@{upstream}").split()
    return int(ours), int(theirs)


def find_incoming(root: Path, commit: str) -> list[str]:
    """The paths that merging a commit would touch. Raises HistoryError."""
    listed = must_run_git(root, "diff", "--name-only", "--no-renames", "-z", f"HEAD...{commit}")
    return [path for path in listed.split("\0") if path]


def find_differing(root: Path, commit: str) -> list[str]:
    """The paths known to git whose file is another than in a commit. Raises HistoryError."""
    listed = must_run_git(root, "diff", "--name-only", "--no-renames", "-z", commit)
    return [path for path in listed.split("\0") if path]


def merge_commit(root: Path, commit: str) -> None:
    """Raises MergeConflictError when both changed one file, HistoryError for all else; nothing is merged then."""
    wanted = ("merge", "--quiet", "--no-edit", "--no-verify", "--ff", "--no-squash", "--commit", commit)
    try:
        must_run_git(root, *QUIET, *wanted, environment=_MERGER)
    except HistoryError:
        listed = run_git(root, "diff", "--name-only", "--diff-filter=U", "-z")
        abort_merge(root)
        if paths := [path for path in listed.split("\0") if path]:
            raise MergeConflictError(paths) from None
        raise


def abort_merge(root: Path) -> None:
    """Gives up a merge that was begun; does nothing where there is none. Raises HistoryError."""
    if run_git(root, "rev-parse", "--verify", "--quiet", "MERGE_HEAD"):
        must_run_git(root, *QUIET, "merge", "--abort")


def push(root: Path, commit: str) -> None:
    """Raises HistoryError with what the server said, its hook included."""
    remote, _, branch = find_upstream(root).partition("/")
    wanted = ("push", "--quiet", "--no-verify", remote, f"{commit}:refs/heads/{branch}")
    must_run_git(root, *wanted, seconds=NETWORK_SECONDS)
