"""What an act leaves in git: one commit by the person who did it, or nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from jianbao.history.git import must_run_git, run_git

# The desk commits for people who have no git of their own: they are the authors, it is the committer.
_COMMITTER = {"GIT_COMMITTER_NAME": "jianbao desk", "GIT_COMMITTER_EMAIL": "desk@jianbao.invalid"}
_QUIET = ("-c", "commit.gpgsign=false", "-c", "core.quotePath=false", "-c", "gc.auto=0")


@dataclass(frozen=True, kw_only=True, slots=True)
class Author:
    """Who did it. A name with ``<`` or a line end would be another person's commit: they are left out."""

    name: str
    email: str

    @property
    def environment(self) -> dict[str, str]:
        name = "".join(sign for sign in self.name if sign.isprintable() and sign not in "<>").strip() or "?"
        return {"GIT_AUTHOR_NAME": name, "GIT_AUTHOR_EMAIL": self.email, **_COMMITTER}


def is_top_of_repository(root: Path) -> bool:
    """Whether the office's folder is the top of a work tree of git: the paths of its records are git's own then."""
    top = run_git(root, "rev-parse", "--show-toplevel").strip()
    return bool(top) and Path(top).resolve() == root.resolve()


def begin_repository(root: Path, author: Author, message: str) -> None:
    """A new repository with everything in the folder as its first commit. Raises HistoryError."""
    must_run_git(root, "init", "--quiet", "--initial-branch=main")
    must_run_git(root, "add", "--all")
    must_run_git(root, *_QUIET, "commit", "--quiet", f"--message={message}", environment=author.environment)


def read_head(root: Path) -> str:
    """The last commit; empty where there is none yet."""
    return run_git(root, "rev-parse", "--verify", "--quiet", "HEAD").strip()


def find_uncommitted(root: Path, *paths: str) -> list[str]:
    """The files at or below these paths that differ from the last commit, new ones included. Raises HistoryError."""
    listed = must_run_git(root, "status", "--porcelain", "-z", "--no-renames", "--untracked-files=all", "--", *paths)
    return [entry[3:] for entry in listed.split("\0") if entry]


def commit_paths(root: Path, paths: Sequence[str], author: Author, message: str) -> str:
    """Commits these paths alone, whatever else lies changed; the commit. Raises HistoryError.

    No hook of the work tree runs: what is committed has passed the same checks, and a hook is the server's to run.
    """
    given = "\0".join(paths)
    must_run_git(root, "add", "--all", "--pathspec-from-file=-", "--pathspec-file-nul", given=given)
    named = ("--pathspec-from-file=-", "--pathspec-file-nul")
    must_run_git(
        root,
        *_QUIET,
        "commit",
        "--quiet",
        "--no-verify",
        "--only",
        f"--message={message}",
        "--cleanup=verbatim",
        *named,
        given=given,
        environment=author.environment,
    )
    return must_run_git(root, "rev-parse", "HEAD").strip()


def restore_paths(root: Path, paths: Sequence[str]) -> list[str]:
    """Puts these paths back as the last commit has them; the paths that it does not have, which are left to the caller
    to remove, as git no longer knows them. Raises HistoryError.
    """
    if not paths:
        return []
    held = set(must_run_git(root, "ls-tree", "-r", "-z", "--name-only", "HEAD", "--", *paths).split("\0"))
    known = [path for path in paths if path in held]
    unknown = [path for path in paths if path not in held]
    if known:
        must_run_git(root, "checkout", "--quiet", "--force", "HEAD", "--", *known)
    if unknown:
        must_run_git(root, "rm", "--quiet", "--cached", "--force", "--ignore-unmatch", "--", *unknown)
    return unknown


def return_to(root: Path, commit: str) -> None:
    """Takes back the last commits; their files stay as they are. Raises HistoryError."""
    must_run_git(root, "reset", "--quiet", "--soft", commit)


def find_locks(root: Path) -> list[Path]:
    """Where a killed git may have left its lock; for the caller who knows that no git runs. Raises HistoryError."""
    folder = Path(must_run_git(root, "rev-parse", "--absolute-git-dir").strip())
    branch = run_git(root, "symbolic-ref", "--quiet", "HEAD").strip()
    names = ("index.lock", "HEAD.lock", "ORIG_HEAD.lock", "MERGE_HEAD.lock", *([f"{branch}.lock"] if branch else []))
    return [folder / name for name in names if (folder / name).exists()]
