"""Forms that were taken already: a double click, or “back” and sent once more, makes no second record, even where the
desk was started anew in between.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path

from werkzeug.wrappers import Request

from jianbao.acting.refusing import refuse
from jianbao.serving.state import read_state, write_state

_FILE = "sent.json"
# The last so many, of all people; nobody sends a form again weeks later.
_MOST, _LONGEST = 1000, timedelta(days=7)
_TAKEN = re.compile(r"\d{4}-\d\d-\d\d [ -~]{1,64}")


class SentForms:
    """For the holder of the office's lock. A form is named by its mark, as ``mark_form`` gives it."""

    def __init__(self, root: Path) -> None:
        self._root = root

    def require_new(self, mark: str) -> None:
        """Refuses one that was taken."""
        if any(known.endswith(f" {mark}") for known in self._read()):
            hint = "在列表里看得到；确要再登记一份的，重新打开这一页填写"
            refuse("sent-twice", "这张表已经提交过，办好了，没有再写一份", hint)

    def take(self, mark: str, day: date) -> None:
        """On that day. What cannot be kept is done all the same: at worst it is done once more."""
        late = [known for known in self._read() if known >= str(day - _LONGEST)]
        self._write([*late, f"{day} {mark}"][-_MOST:])

    def take_back(self, mark: str) -> None:
        """Of an act that was put back: it may be sent again."""
        known = self._read()
        if (kept := [one for one in known if not one.endswith(f" {mark}")]) != known:
            self._write(kept)

    def _read(self) -> list[str]:
        """``<day> <mark>``, the oldest first; nothing of a file that somebody damaged."""
        try:
            known = read_state(self._root, _FILE)
        except (ValueError, RecursionError):
            return []
        listed = known if isinstance(known, list) else []
        return [one for one in listed if isinstance(one, str) and _TAKEN.fullmatch(one)]

    def _write(self, marks: list[str]) -> None:
        try:
            write_state(self._root, _FILE, marks)
        except OSError:
            return


def mark_form(request: Request) -> str:
    """Of the page that was sent and all that stands in it: its token is another one each time the page is opened."""
    return sha256(repr((request.full_path, list(request.form.items(multi=True)))).encode()).hexdigest()[:32]
