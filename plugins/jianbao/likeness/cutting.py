"""A text cut where it is marked: what two texts share, or which sentences of it were found."""

from __future__ import annotations

from collections.abc import Iterable

# (begin, end) in the text, end exclusive, and the number of the mark.
Mark = tuple[tuple[int, int], int]


def cut_at(text: str, marks: Iterable[Mark]) -> list[tuple[str, int]]:
    """The text in parts, each with the number of its mark; 0 for what lies between. Of marks that overlap the one that
    begins first has what both have.
    """
    parts: list[tuple[str, int]] = []
    done = 0
    for (begin, end), number in sorted(marks):
        start = max(begin, done)
        if start < end:
            parts += [(text[done:start], 0), (text[start:end], number)]
            done = end
    return [part for part in [*parts, (text[done:], 0)] if part[0]]
