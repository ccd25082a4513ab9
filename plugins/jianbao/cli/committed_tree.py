"""A work tree in which what a job wrote is one commit, as an act at the desk is, and undone with it if it fails."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from jianbao.acting.refusing import refuse
from jianbao.acting.work_tree import WorkTree
from jianbao.history import HistoryError, read_identity
from jianbao.history.committing import Author, commit_paths, find_uncommitted, is_top_of_repository
from jianbao.history.exchanging import find_upstream
from jianbao.problems import NOWHERE, Problem
from jianbao.reading import Office
from jianbao.serving.committing.exchange import Exchange
from jianbao.serving.committing.journal import Journal
from jianbao.serving.state import prepare_state
from jianbao.settings import People
from jianbao.settings.people import DESK_AUTHOR
from jianbao.writing import Change, apply_changes, lock_office


class CommittedTree(WorkTree):
    """``message`` is the first line of the commit, in Chinese: what was done. Its author is the ``person`` (an id),
    else whom git names here where that is one of the office's people, else the program itself.
    """

    message = ""

    def __init__(self, root: Path, people: People, person: str = "") -> None:
        super().__init__(root)
        known = people.by_id.get(person or people.spellings().get(read_identity(root), ""))
        name, email = known.author if known else DESK_AUTHOR
        self._author = Author(name=name, email=email)

    def require_repository(self, *, push: bool = False) -> None:
        """Refuses an office without a repository of its own; to ``push``, one that follows no other."""
        if not is_top_of_repository(self.root):
            hint = "不加 --commit 运行；或先在办公室的文件夹里运行 git init，把现有文件提交"
            refuse("git-failed", "办公室的文件夹不是 git 版本库，不能提交", hint)
        if push and not find_upstream(self.root):
            hint = "不加 --push 运行；或改在从主库 git clone 来的文件夹里运行"
            refuse("git-failed", "这个文件夹没有主库，不能推送", hint)

    @contextmanager
    def hold(self) -> Iterator[Office]:
        """What a killed process left, at the desk or here, is put back first."""
        with lock_office(self.root):
            prepare_state(self.root)
            self._undo()
            yield self.read()

    def write(self, changes: Sequence[Change]) -> list[str]:
        """Writes and commits, or leaves everything as it was; nothing to write is nothing to commit."""
        if not changes:
            return []
        paths = [change.path for change in changes]
        journal = Journal(root=self.root)
        try:
            if dirty := find_uncommitted(self.root, *paths, ignored=True):
                refuse("work-tree-dirty", f"{dirty[0]} 有没提交的改动", "先把它提交或恢复，再运行一次")
            journal.begin(changes)
            apply_changes(self.root, changes)
            commit_paths(self.root, paths, self._author, "\n".join((self.message, "", *paths, "")))
        except HistoryError as error:
            self._undo()
            refuse("git-failed", f"没有存进版本库：{error.meaning}", "什么也没有改动；再试一次，仍不成的检查版本库")
        except BaseException:
            self._undo()
            raise
        journal.end()
        return paths

    def deliver(self) -> list[Problem]:
        """Exchanges commits with the office's repository as the desk does; what stands in the way."""
        prepare_state(self.root)
        trouble = Exchange(self.root, Journal(root=self.root), lambda: None).exchange().trouble
        hint = "已经提交在这台机器上，没有丢；再运行一次，仍不成的检查版本库"
        message = f"没有推送到主库：{trouble}"
        return [Problem(code="git-failed", place=NOWHERE, message=message, hint=hint)] if trouble else []

    def _undo(self) -> None:
        try:
            Journal(root=self.root).recover()
        except HistoryError as error:
            refuse("git-failed", f"上一次改动还没有恢复：{error.meaning}", "稍等再试；仍不成的检查版本库")
