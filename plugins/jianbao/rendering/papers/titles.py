"""Titles in balanced lines: broken between words, never within one, the lines of like length (GB/T 9704 7.3.1)."""

from __future__ import annotations

import logging
import re
from functools import cache

import jieba
from rich.cells import cell_len

# No line begins with these, and none ends with those.
_CLOSING, _OPENING = "，。、；：？！）》”’」』】〉…—％%的地得之", "（《“‘「『【〈"
_WORD = re.compile(r"[A-Za-z0-9.%]+|.", re.DOTALL)
# What a break costs, in squares of half characters: within a word it is the last resort; after a pause it is best.
_WITHIN, _PAUSE = 1600, -24


@cache
def _segmenter() -> jieba.Tokenizer:
    jieba.setLogLevel(logging.WARNING)
    return jieba.Tokenizer()


def balance_title(title: str, width: int) -> list[str]:
    """The title in as few lines of at most ``width`` characters as can be, broken where it reads best."""
    room = 2 * width  # in half characters: digits and Latin letters take one, others two
    if cell_len(title) <= room:
        return [title]
    pieces = [piece for word in _segmenter().cut(title, HMM=False) for piece in _split(word, room)]
    count = -(-cell_len(title) // room)
    while (lines := _break_lines(pieces, count, room)) is None:
        count += 1
    return lines


def _split(word: str, room: int) -> list[tuple[str, bool]]:
    """(piece, whether a word ends with it): Latin words and numbers stay whole where a line holds them, the characters
    of others part.
    """
    pieces = [part for piece in _WORD.findall(word) for part in ([piece] if cell_len(piece) <= room else piece)]
    return [(piece, number == len(pieces) - 1) for number, piece in enumerate(pieces)]


def _break_lines(pieces: list[tuple[str, bool]], count: int, room: int) -> list[str] | None:
    """The cheapest way into ``count`` lines; None where a line would be too wide."""
    widths = [0]
    for text, _ in pieces:
        widths.append(widths[-1] + cell_len(text))
    ideal = widths[-1] / count
    # best[n] = (cost, breaks) of setting the first n pieces in the lines so far
    best: dict[int, tuple[float, list[int]]] = {0: (0.0, [])}
    for line in range(count):
        found: dict[int, tuple[float, list[int]]] = {}
        for place in [len(pieces)] if line == count - 1 else range(1, len(pieces)):
            price = 0 if place == len(pieces) else _price(pieces, place)
            options = [
                (cost + price + (widths[place] - widths[start] - ideal) ** 2, [*breaks, place])
                for start, (cost, breaks) in best.items()
                if start < place and widths[place] - widths[start] <= room
            ]
            if options:
                found[place] = min(options)
        best = found
    if len(pieces) not in best:
        return None
    breaks = best[len(pieces)][1]
    return ["".join(text for text, _ in pieces[a:b]) for a, b in zip([0, *breaks], breaks, strict=False)]


def _price(pieces: list[tuple[str, bool]], place: int) -> int:
    """Of a line end after so many pieces."""
    (before, whole), after = pieces[place - 1], pieces[place][0]
    bad = after[0] in _CLOSING or before[-1] in _OPENING
    return (0 if whole else _WITHIN) + (_WITHIN if bad else 0) + (_PAUSE if before[-1] in "，、；：。" else 0)
