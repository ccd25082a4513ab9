"""The note that an act is under way: whoever finds it after a kill puts things back as git has them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from hashlib import sha256
from pathlib import Path

from jianbao.history import HistoryError
from jianbao.history.committing import find_uncommitted, read_head, restore_paths, take_back_child
from jianbao.history.exchanging import abort_merge, find_differing, find_incoming
from jianbao.history.locking import find_stale_locks
from jianbao.reading.files import read_bytes
from jianbao.serving.committing.sent_forms import SentForms
from jianbao.serving.state import STATE
from jianbao.writing import Change, apply_changes, remove_files, remove_unfinished

_JOURNAL = f"{STATE}/act.json"
KEPT = f"{STATE}/kept"


@dataclass(frozen=True, kw_only=True, slots=True)
class _Note:
    """``written``: path → digest of what the act writes there. ``before``: the last commit before the act. ``merged``:
    the commit that comes in. ``form``: the mark of what was sent.
    """

    written: dict[str, str] = field(default_factory=dict)
    before: str = ""
    merged: str = ""
    form: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Journal:
    """Of one office. Only for the holder of its lock."""

    root: Path

    def begin(self, changes: Sequence[Change], form: str = "") -> None:
        """From here until ``end`` the files of these changes, and none else, may differ from what git has, one commit
        may follow the last, and the form of that mark may be taken.
        """
        written = {change.path: sha256(change.data).hexdigest() for change in changes}
        self._write(_Note(written=written, before=read_head(self.root), form=form))

    def begin_merge(self, commit: str) -> None:
        """The same for the files that come in with a commit."""
        self._write(_Note(merged=commit))

    def end(self) -> None:
        """What was done is done: either committed, or put back."""
        remove_files(self.root, [_JOURNAL])

    def recover(self) -> bool:
        """Puts back what a killed process left, its commit included: nobody was told that it is done, and whoever did
        it will do it again. A number that did reach the office's repository comes back from there.

        Whether there was anything.
        Raises HistoryError; the journal stays then, for the next one who tries.
        """
        if not (self.root / _JOURNAL).exists():
            return False
        note = self._read()
        for lock in find_stale_locks(self.root):
            remove_files(lock.parent, [lock.name])
        if note.before:
            take_back_child(self.root, note.before)
        paths = [*note.written, *(find_incoming(self.root, note.merged) if note.merged else ())]
        self._keep_others(note, paths)
        remove_files(self.root, restore_paths(self.root, paths))
        abort_merge(self.root)
        remove_unfinished(self.root)
        SentForms(self.root).take_back(note.form)
        self.end()
        return True

    def _keep_others(self, note: _Note, paths: Sequence[str]) -> None:
        """What somebody else wrote at these paths in the meantime is not ours to throw away: a copy stays."""
        if not paths:
            return
        differing = frozenset(find_differing(self.root, note.merged)) if note.merged else frozenset()
        for path in find_uncommitted(self.root, *paths):
            if not (self.root / path).is_file():
                continue
            data, problems = read_bytes(self.root / path, path)
            digest = sha256(data).hexdigest()
            if problems or note.written.get(path) == digest or (note.merged and path not in differing):
                continue
            apply_changes(self.root, [Change(path=f"{KEPT}/{digest[:12]}/{path}", data=data, replaces=True)])

    def _write(self, note: _Note) -> None:
        data = json.dumps(asdict(note), ensure_ascii=False).encode()
        apply_changes(self.root, [Change(path=_JOURNAL, data=data, replaces=True)])

    def _read(self) -> _Note:
        data, _ = read_bytes(self.root / _JOURNAL, _JOURNAL)
        try:
            return _Note(**json.loads(data))
        except (ValueError, TypeError) as error:
            raise HistoryError(f"{_JOURNAL} 读不出来，请管理员查看 git status 后删掉它") from error
