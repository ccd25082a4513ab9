"""What others pushed comes in, what was done here goes out: in the background, and at once where a number is given."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from threading import Event, Lock, Thread

from jianbao.history import HistoryError
from jianbao.history.committing import find_uncommitted, read_head, tidy
from jianbao.history.exchanging import (
    count_apart,
    fetch,
    find_incoming,
    find_upstream,
    merge_commit,
    push,
    read_upstream,
)
from jianbao.serving.committing.journal import Journal
from jianbao.serving.state import STATE
from jianbao.writing import CACHE, lock_office

# Another clone may push between our look and our own push: so often in a row is no accident.
_TRIES = 3
# What belongs to this machine alone: a commit that brings it would overwrite accounts and keys.
_OWN = (f"{STATE}/", f"{CACHE.parent.as_posix()}/")


@dataclass(frozen=True, kw_only=True, slots=True)
class Exchanged:
    """How the last exchange went: ``waiting`` commits that only this machine has, and what stands in the way."""

    waiting: int = 0
    trouble: str = ""


class Exchange:
    """Does nothing where the work tree follows no other repository."""

    def __init__(self, root: Path, journal: Journal, notice_change: Callable[[], None]) -> None:
        self._root = root
        self._journal = journal
        self._notice_change = notice_change
        self._wanted = Event()
        self._ended = Event()
        self._pushing = Lock()
        self.last = Exchanged()

    def start(self, seconds: float) -> None:
        """From now on at least so often, until ``stop``; what waits from before at once."""
        self.kick()
        Thread(target=self._run, args=(seconds,), name="exchange", daemon=True).start()

    def stop(self) -> None:
        self._ended.set()
        self._wanted.set()

    def kick(self) -> None:
        """Soon, please: something was committed."""
        self._wanted.set()

    def _run(self, seconds: float) -> None:
        while not self._ended.is_set():
            self._wanted.wait(seconds)
            self._wanted.clear()
            if not self._ended.is_set():
                # Files changed by hand, or by another program on this machine, are seen no later than this.
                self._notice_change()
                self.exchange()

    def exchange(self) -> Exchanged:
        """Fetches, merges and pushes; never raises: what stands in the way is told on every page of the office."""
        try:
            if find_upstream(self._root):
                self._meet()
            tidy(self._root)
            self.last = Exchanged()
        except HistoryError as error:
            self.last = Exchanged(waiting=self._count_waiting(), trouble=error.meaning)
        except OSError as error:
            self.last = Exchanged(waiting=self._count_waiting(), trouble=error.strerror or str(error))
        return self.last

    def push_now(self) -> None:
        """For the holder of the lock, after a commit that gives a number. Raises HistoryError: then nobody has it."""
        if not find_upstream(self._root):
            return
        try:
            fetch(self._root)
            if count_apart(self._root)[1]:
                raise HistoryError("别处刚刚有新的提交，正在取回；请稍等几秒，看过最新内容再试")
            self._push(read_head(self._root))
        finally:
            self.kick()

    def _meet(self) -> None:
        for tried in range(1, _TRIES + 1):
            fetch(self._root)
            with lock_office(self._root):
                self._journal.recover()
                self._merge()
                # Under the lock there is no number that its signatory may yet be refused: only such a commit goes out.
                commit = read_head(self._root)
            if not count_apart(self._root)[0]:
                break
            try:
                self._push(commit)
                break
            except HistoryError:
                fetch(self._root)
                if tried == _TRIES or not count_apart(self._root)[1]:
                    raise

    def _push(self, commit: str) -> None:
        """A server may take a push and not get to say so: what it then has decides."""
        # One at a time, or our own pushes would stand in each other's way.
        with self._pushing:
            try:
                push(self._root, commit)
            except HistoryError:
                fetch(self._root)
                if count_apart(self._root)[0]:
                    raise

    def _merge(self) -> None:
        """Files that come in are put back where the merge fails, or is killed half-way."""
        if not count_apart(self._root)[1]:
            return
        commit = read_upstream(self._root)
        incoming = find_incoming(self._root, commit)
        self._require_free(incoming)
        self._journal.begin_merge(commit)
        try:
            merge_commit(self._root, commit)
        except HistoryError:
            self._journal.recover()
            raise
        finally:
            self._notice_change()
        self._journal.end()

    def _require_free(self, incoming: list[str]) -> None:
        """What lies here uncommitted is somebody's, and a merge would have to overwrite it."""
        if own := [path for path in incoming if path.startswith(_OWN)]:
            raise HistoryError(f"主库里有 {own[0]}，它只属于这台机器；请管理员从主库里删掉它")
        if dirty := find_uncommitted(self._root, *incoming, ignored=True) if incoming else []:
            raise HistoryError(f"{dirty[0]} 在别处也改了，这台机器上还有没提交的改动；请管理员先提交或恢复")

    def _count_waiting(self) -> int:
        try:
            return count_apart(self._root)[0]
        except HistoryError:
            return 0
