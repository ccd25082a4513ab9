"""Forms that were taken already: a double click, or “back” and sent once more, makes no second record."""

from __future__ import annotations

from collections import OrderedDict
from hashlib import sha256

from werkzeug.wrappers import Request

from jianbao.acting.refusing import refuse

# The last so many, of all people; in this process's memory: nobody sends a form again days later.
_MOST = 5000


class SentForms:
    """For the holder of the office's lock, one at a time."""

    def __init__(self) -> None:
        self._taken: OrderedDict[str, None] = OrderedDict()

    def require_new(self, form: str) -> None:
        """Refuses one that was taken; ``form`` is as ``mark_form`` gives it."""
        if form in self._taken:
            hint = "在列表里看得到；确要再登记一份的，重新打开这一页填写"
            refuse("sent-twice", "这张表已经提交过，办好了，没有再写一份", hint)

    def take(self, form: str) -> None:
        self._taken[form] = None
        if len(self._taken) > _MOST:
            self._taken.popitem(last=False)


def mark_form(request: Request) -> str:
    """Of the page that was sent and all that stands in it: its token is another one each time the page is opened."""
    return sha256(repr((request.full_path, list(request.form.items(multi=True)))).encode()).hexdigest()
