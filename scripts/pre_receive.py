#!/usr/bin/env python3
"""A git server's pre-receive hook: refuses to change what was signed, numbers or articles given twice, and what is not
the pusher's to write, where desk.yml names the variable in which the server tells who pushes (``pusher``).

Install: make it executable and link it as hooks/pre-receive of the bare repository, with jianbao installed for the
Python that runs it. Standard input, from git: lines of "old new ref". JIANBAO_BRANCH names the office's main branch.
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

from jianbao.guarding import find_forbidden, guard_push
from jianbao.history import HistoryError, extract_tree, list_changes
from jianbao.problems import Problem
from jianbao.reading import Office, read_office, resolve_as_of

BRANCH = f"refs/heads/{os.environ.get('JIANBAO_BRANCH', 'main')}"
NONE = "0" * 40


def guard(old: str, new: str) -> list[Problem]:
    office = read_commit(new)
    changes = list_changes(Path.cwd(), "" if old == NONE else old, new)
    as_of = resolve_as_of(office.settings.office, environment=os.environ)
    problems = guard_push(office, changes, as_of)
    if old != NONE and (pusher := (before := read_commit(old)).settings.desk.pusher):
        problems += find_forbidden(before, changes, os.environ.get(pusher, ""), as_of.day)
    return problems


def read_commit(commit: str) -> Office:
    with tempfile.TemporaryDirectory() as folder:
        extract_tree(Path.cwd(), commit, Path(folder))
        return read_office(Path(folder))


def main() -> int:
    for line in sys.stdin:
        old, new, ref = line.split()
        if ref != BRANCH:
            continue
        if new == NONE:
            print("不能删除办公室的主分支")
            return 1
        try:
            problems = guard(old, new)
        except HistoryError as error:
            print(f"读不出推送的内容，没有接收：{error}")
            return 1
        if problems:
            print("没有接收，请先改正：\n" + "\n".join(str(problem) for problem in problems))
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
