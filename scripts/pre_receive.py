#!/usr/bin/env python3
"""A git server's pre-receive hook: refuses to change what was signed, numbers or articles given twice; and, where
desk.yml names the variable in which the server tells who pushes (``pusher``), what is not the pusher's to write, and
commits in another's name.

Install: make it executable and link it as hooks/pre-receive of the bare repository, with jianbao installed for the
Python that runs it. Standard input, from git: lines of "old new ref". JIANBAO_BRANCH names the office's main branch.
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

from jianbao.guarding import find_forbidden, find_misnamed, guard_push
from jianbao.history import HistoryError, extract_tree, list_changes, list_new_commits, read_branch
from jianbao.problems import Problem
from jianbao.reading import Office, read_office, resolve_as_of

BRANCH = f"refs/heads/{os.environ.get('JIANBAO_BRANCH', 'main')}"
NONE = "0" * 40
# A push may have thousands of commits: whoever pushed needs to see what is wrong, not all of it.
MOST = 50


def guard(old: str, new: str) -> list[Problem]:
    office = read_commit(new)
    changes = list_changes(Path.cwd(), "" if old == NONE else old, new)
    as_of = resolve_as_of(office.settings.office, environment=os.environ)
    problems = guard_push(office, changes, as_of)
    if old != NONE and (pusher := (before := read_commit(old)).settings.desk.pusher):
        problems += find_forbidden(before, changes, os.environ.get(pusher, ""), as_of.day)
    return problems


def guard_authors(tips: list[str]) -> list[Problem]:
    """On whatever branch they come: from there the main one would get them as commits that are known already."""
    if not (kept := read_branch(Path.cwd(), BRANCH)) or not tips:
        return []
    before = read_commit(kept, "briefs/settings")
    if not (pusher := before.settings.desk.pusher):
        return []
    day = resolve_as_of(before.settings.office, environment=os.environ).day
    return find_misnamed(before, list_new_commits(Path.cwd(), tips), os.environ.get(pusher, ""), day)


def read_commit(commit: str, below: str = "briefs") -> Office:
    with tempfile.TemporaryDirectory() as folder:
        extract_tree(Path.cwd(), commit, Path(folder), below)
        return read_office(Path(folder))


def main() -> int:
    pushed = [line.split() for line in sys.stdin]
    problems: list[Problem] = []
    try:
        for old, new, ref in pushed:
            if ref == BRANCH and new == NONE:
                print("不能删除办公室的主分支")
                return 1
            problems += guard(old, new) if ref == BRANCH else []
        problems += guard_authors([new for _, new, _ in pushed if new != NONE])
    except HistoryError as error:
        print(f"读不出推送的内容，没有接收：{error}")
        return 1
    if said := [*dict.fromkeys(map(str, problems))]:
        rest = [f"另有{len(said) - MOST}处没有列出"] if len(said) > MOST else []
        print("\n".join(("没有接收，请先改正：", *said[:MOST], *rest)))
    return 1 if said else 0


if __name__ == "__main__":
    sys.exit(main())
