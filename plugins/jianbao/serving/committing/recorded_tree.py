"""A work tree in which each act is one commit by the person who did it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import Event
from typing import NoReturn

from jianbao.acting.refusing import refuse
from jianbao.acting.work_tree import WorkTree
from jianbao.history import HistoryError
from jianbao.history.committing import commit_paths, find_uncommitted
from jianbao.history.locking import find_locks
from jianbao.reading import Office
from jianbao.serving.people.permissions import Action, require_inside
from jianbao.serving.people.visitor import Visitor
from jianbao.serving.store import Store
from jianbao.writing import Change, apply_changes, lock_office

# Folders in which a number is given: it counts only once the office's repository has it (design, section 5).
_NUMBERED = ("briefs/issues/", "briefs/bulletins/", "briefs/calls/", "briefs/tasks/")
_WAITS, _WAIT_SECONDS = 20, 0.1


class RecordedTree(WorkTree):
    """``message`` is the first line of the commit, in Chinese: what was done. ``form`` marks what was sent: a second
    time it makes no new record.
    """

    def __init__(self, store: Store, visitor: Visitor, action: Action, message: str, *, form: str = "") -> None:
        super().__init__(store.root)
        self._store = store
        self._visitor = visitor
        self._action = action
        self._message = message
        self._form = form

    @contextmanager
    def hold(self) -> Iterator[Office]:
        """Whatever a killed process left is put back first."""
        with lock_office(self.root):
            self._recover()
            yield self.read()

    def read(self) -> Office:
        return self._store.read_now()

    def write(self, changes: Sequence[Change]) -> list[str]:
        """Writes and commits, or leaves everything as it was; raises as ``WorkTree.write`` does, and ProblemsFound."""
        paths, today = [change.path for change in changes], self._store.as_of().day
        require_inside(self._visitor, self._action, paths)
        if any(not change.replaces for change in changes):
            self._store.sent.require_new(self._form)
        _require_committed(self.root, paths)
        _require_unlocked(self.root)
        gives_number = any(change.path.startswith(_NUMBERED) and not change.replaces for change in changes)
        # What fails before this is written has changed nothing.
        self._store.journal.begin(changes, self._form)
        try:
            apply_changes(self.root, changes)
            commit_paths(self.root, paths, self._visitor.author, self._describe(paths))
            if gives_number:
                # It is given where the office's repository takes it, and nowhere else.
                self._store.exchange.push_now()
        except HistoryError as error:
            self._recover()
            _refuse_git(error)
        except BaseException:
            self._recover()
            raise
        finally:
            self._store.notice_change()
        # Before the act is done, with which it is taken back where we are killed between the two.
        if self._form:
            self._store.sent.take(self._form, today)
        self._store.journal.end()
        self._store.exchange.kick()
        return paths

    def _recover(self) -> None:
        """Whatever an act left half done, this one or one that was killed."""
        try:
            self._store.journal.recover()
        except HistoryError as error:
            refuse("git-failed", f"上一次改动还没有恢复：{error.meaning}", "稍等再试；仍不成的请管理员检查版本库")

    def _describe(self, paths: Sequence[str]) -> str:
        """What was done, by which button, to which files: the log of git is the log of the desk."""
        return "\n".join((self._message, "", f"采编台：{self._action.value.name}", *paths, ""))


def _require_committed(root: Path, paths: Sequence[str]) -> None:
    """What somebody changed here by hand and did not commit could not be put back if this act failed."""
    try:
        dirty = find_uncommitted(root, *paths, ignored=True)
    except HistoryError as error:
        _refuse_git(error)
    if dirty:
        refuse("work-tree-dirty", f"{dirty[0]} 有没提交的改动", "请管理员先把它提交或恢复；采编台的文件夹不要用手改")


def _require_unlocked(root: Path) -> None:
    """Another git, with which our own could not work. Most take a moment."""
    for _ in range(_WAITS):
        try:
            if not find_locks(root):
                return
        except HistoryError as error:
            _refuse_git(error)
        Event().wait(_WAIT_SECONDS)
    message = "另一个 git 程序正在使用版本库，什么也没有改动"
    refuse("git-failed", message, "稍等再试；没有别的程序在用的，请管理员看看 .git 里留下的 .lock 文件")


def _refuse_git(error: HistoryError) -> NoReturn:
    hint = "什么也没有改动；再试一次，仍不成的请管理员检查版本库"
    refuse("git-failed", f"没有存进版本库：{error.meaning}", hint)
