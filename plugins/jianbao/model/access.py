"""How closed a text is, and so in which build it may appear."""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum


class Access(Enum):
    """公开 for anyone, 内部 for all units, 办内 for the office and named leaders."""

    PUBLIC = "公开"
    INTERNAL = "内部"
    OFFICE = "办内"

    @property
    def rank(self) -> int:
        return tuple(Access).index(self)

    def within(self, build: Access) -> bool:
        """Whether a text of this access may stand in a build of that access."""
        return self.rank <= build.rank


def most_closed(accesses: Iterable[Access | None]) -> Access:
    """The most closed of those stated; 公开 only when nothing states anything closer."""
    return max((access for access in accesses if access), key=lambda access: access.rank, default=Access.PUBLIC)
