"""Long lists, a page at a time."""

from __future__ import annotations

from dataclasses import dataclass

from flask import request

PAGE = 50


@dataclass(frozen=True, kw_only=True, slots=True)
class Paging:
    """One page of a long list; ``number`` counts from 1."""

    number: int
    pages: int

    @property
    def first(self) -> int:
        return (self.number - 1) * PAGE


def turn(count: int) -> Paging:
    """The page that the address asks for, the nearest that there is."""
    pages = max(1, -(-count // PAGE))
    return Paging(number=min(max(request.args.get("page", 1, type=int), 1), pages), pages=pages)
