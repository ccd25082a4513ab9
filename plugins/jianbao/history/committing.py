"""What an act leaves in git: one commit by the person who did it, or nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from jianbao.history.git import must_run_git, run_git
from jianbao.settings.people import DESK_AUTHOR, clean_author

# The desk commits for people who have no git of their own: they are the authors, it is the committer.
_COMMITTER = {"GIT_COMMITTER_NAME": DESK_AUTHOR[0], "GIT_COMMITTER_EMAIL": DESK_AUTHOR[1]}
# Whatever the machine's own settings say: no signature, no clearing up while people wait, UTF-8, and no hook, since the
# same checks were passed already and hooks are the server's. A file is on the disk before a commit names it.
QUIET = tuple(
    word
    for setting in (
        "commit.gpgSign=false",
        "gc.auto=0",
        "maintenance.auto=false",
        "i18n.commitEncoding=utf-8",
        "core.hooksPath=/dev/null",
        "core.fsync=committed,loose-object",
    )
    for word in ("-c", setting)
)
_NAMED = ("--pathspec-from-file=-", "--pathspec-file-nul")
# Above so many paths git is asked for all, as the line of a command is not endless.
_MANY = 200


@dataclass(frozen=True, kw_only=True, slots=True)
class Author:
    """Who did it."""

    name: str
    email: str

    @property
    def environment(self) -> dict[str, str]:
        return {"GIT_AUTHOR_NAME": clean_author(self.name), "GIT_AUTHOR_EMAIL": self.email, **_COMMITTER}


def is_top_of_repository(root: Path) -> bool:
    """Whether the office's folder is the top of a work tree of git: the paths of its records are git's own then."""
    top = run_git(root, "rev-parse", "--show-toplevel").strip()
    return bool(top) and Path(top).resolve() == root.resolve()


def begin_repository(root: Path, author: Author, message: str) -> None:
    """A new repository with everything in the folder as its first commit. Raises HistoryError."""
    must_run_git(root, "init", "--quiet", "--initial-branch=main")
    must_run_git(root, "add", "--all")
    must_run_git(root, *QUIET, "commit", "--quiet", f"--message={message}", environment=author.environment)


def read_head(root: Path) -> str:
    """The last commit; empty where there is none yet."""
    return run_git(root, "rev-parse", "--verify", "--quiet", "HEAD").strip()


def find_uncommitted(root: Path, *paths: str, ignored: bool = False) -> list[str]:
    """The files at or below these paths that differ from the last commit, new ones included; with ``ignored`` also
    those that git is told to leave alone. Raises HistoryError.
    """
    named = paths if len(paths) <= _MANY else ()
    wanted = ("status", "--porcelain", "-z", "--no-renames", "--untracked-files=all")
    listed = must_run_git(root, *wanted, *(["--ignored"] if ignored else []), "--", *named)
    found = [entry[3:] for entry in listed.split("\0") if entry]
    return found if named or not paths else [path for path in found if path in frozenset(paths)]


def commit_paths(root: Path, paths: Sequence[str], author: Author, message: str) -> None:
    """Commits these paths alone, whatever else lies changed. Raises HistoryError."""
    given = "\0".join(paths)
    must_run_git(root, *QUIET, "add", "--all", *_NAMED, given=given)
    must_run_git(
        root,
        *QUIET,
        "commit",
        "--quiet",
        "--no-verify",
        "--only",
        f"--message={message}",
        "--cleanup=verbatim",
        *_NAMED,
        given=given,
        environment=author.environment,
    )


def restore_paths(root: Path, paths: Sequence[str]) -> list[str]:
    """Puts these paths back as the last commit has them; the paths that it does not have, which are left to the caller
    to remove, as git no longer knows them. Raises HistoryError.
    """
    if not paths:
        return []
    named = paths if len(paths) <= _MANY else ()
    held = frozenset(must_run_git(root, "ls-tree", "-r", "-z", "--name-only", "HEAD", "--", *named).split("\0"))
    known = [path for path in paths if path in held]
    unknown = [path for path in paths if path not in held]
    if known:
        must_run_git(root, *QUIET, "checkout", "--quiet", "--force", "HEAD", *_NAMED, given="\0".join(known))
    if unknown:
        removal = ("rm", "--quiet", "--cached", "--force", "--ignore-unmatch")
        must_run_git(root, *QUIET, *removal, *_NAMED, given="\0".join(unknown))
    return unknown


def take_back_child(root: Path, commit: str) -> None:
    """Takes back the last commit where the desk made it, right after this one; its files stay. Raises HistoryError."""
    last = must_run_git(root, "log", "-1", "--format=%P %ce", "HEAD").strip()
    if last == f"{commit} {_COMMITTER['GIT_COMMITTER_EMAIL']}":
        must_run_git(root, *QUIET, "reset", "--quiet", "--soft", commit)


def tidy(root: Path) -> None:
    """Packs what lies loose once there is much of it, or git would grow slower with every act. Raises HistoryError."""
    must_run_git(root, "-c", "gc.autoDetach=false", "gc", "--auto", "--quiet")
