"""The office that the desk serves: one work tree, read once for all pages until something changes in it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from threading import Lock

from jianbao.caching import keep_sketched, recall_sketched
from jianbao.earlier import Shelf, ShelfMemory, build_shelf
from jianbao.metadata import Moment
from jianbao.reading import Office, read_office, resolve_as_of
from jianbao.reading.memory import Memory
from jianbao.rendering.templates import Templates
from jianbao.serving.committing.exchange import Exchange
from jianbao.serving.committing.journal import Journal
from jianbao.serving.committing.sent_forms import SentForms
from jianbao.serving.showing.found_adoptions import FoundAdoptions
from jianbao.serving.state import read_key


class Store:
    """For many threads at once: an ``Office`` is never changed, only replaced by a newer one."""

    def __init__(self, root: Path, *, on: str | None = None, environment: Mapping[str, str] | None = None) -> None:
        self.root = root
        self.journal = Journal(root=root)
        self.exchange = Exchange(root, self.journal, self.notice_change)
        self.sent = SentForms(root)
        self.found = FoundAdoptions()
        self._on = on
        self._environment = dict(environment or {})
        self._memory = Memory()
        self._reading = Lock()
        self._office: Office | None = None
        self._shelf_memory = ShelfMemory()
        self._shelving = Lock()
        self._shelf: tuple[Office, Shelf] | None = None

    def read(self) -> Office:
        """As of the last change that the desk knows of: its own acts at once, those of others within a moment."""
        with self._reading:
            if self._office is None:
                self._office = read_office(self.root, self._memory)
            return self._office

    def read_now(self) -> Office:
        """As the files say now. For the holder of the office's lock."""
        with self._reading:
            self._office = read_office(self.root, self._memory)
            return self._office

    def notice_change(self) -> None:
        """Something may have changed: the next page reads again."""
        with self._reading:
            self._office = None

    def shelf(self, office: Office) -> Shelf:
        """The texts of that office, whole. Only records that changed since the last one are read again."""
        with self._shelving:
            if self._shelf is None or self._shelf[0] is not office:
                memory = self._shelf_memory
                memory.sketched = memory.sketched if memory.known else recall_sketched(office)
                self._shelf = (office, build_shelf(office, memory))
                keep_sketched(office, memory.sketched)
            return self._shelf[1]

    def as_of(self) -> Moment:
        """Today, with the time where the clock says it."""
        return resolve_as_of(self.read().settings.office, on=self._on, environment=self._environment)

    @cached_property
    def key(self) -> bytes:
        """Signs sessions."""
        return read_key(self.root)

    @cached_property
    def templates(self) -> Templates:
        return Templates(self.root)
