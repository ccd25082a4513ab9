"""The only caller of git: what it knows of an office, and what an act leaves in it."""

from jianbao.history.asking import (
    extract_tree,
    find_committed,
    find_first_commit,
    find_touched,
    list_changes,
    list_new_commits,
    read_arrivals,
    read_branch,
    read_committed,
    read_git_version,
    read_identity,
)
from jianbao.history.git import HistoryError

__all__ = [
    "HistoryError",
    "extract_tree",
    "find_committed",
    "find_first_commit",
    "find_touched",
    "list_changes",
    "list_new_commits",
    "read_arrivals",
    "read_branch",
    "read_committed",
    "read_git_version",
    "read_identity",
]
