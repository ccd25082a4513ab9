"""Titles in balanced lines: broken between words, never within one, the lines of like length (GB/T 9704 7.3.1)."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass

from rich.cells import cell_len

from jianbao.rendering.papers.words import cut_words

# No line begins with these, and none ends with those.
_CLOSING, _OPENING = "，。、；：？！）》”’」』】〉…—％%的地得之", "（《“‘「『【〈"
_WORD = re.compile(r"[A-Za-z0-9.%]+|.", re.DOTALL)
# What stands between these in so few characters is one word, and a number is one with what it counts.
_QUOTED = re.compile("“[^”]{1,8}”|‘[^’]{1,8}’|《[^》]{1,8}》|（[^）]{1,8}）|〔[^〕]{1,8}〕")
_COUNTED = re.compile(r"[0-9%](?=[^\s0-9A-Za-z，。、；：！？）》”’])")
# What a break costs, in squares of half characters: within a word it is the last resort; after a pause it is best.
_WITHIN, _APART = 1600, 400
_PAUSES = {"，": -100, "；": -100, "：": -100, "。": -100, "、": -24}
# A longer title is none: its lines are filled one after the other, for what balancing costs grows with the square.
_LONGEST = 600


@dataclass(frozen=True, kw_only=True, slots=True)
class _Pieces:
    """What lines are made of: ``ends[n]`` is the width of the first n pieces, ``prices[n]`` that of a break there."""

    texts: tuple[str, ...]
    ends: tuple[int, ...]
    prices: tuple[int, ...]


def balance_title(title: str, width: int) -> list[str]:
    """The title in as few lines of at most ``width`` characters as read well, broken where it reads best."""
    room = 2 * width  # in half characters: digits and Latin letters take one, others two
    if cell_len(title) <= room:
        return [title]
    pieces = _cut(title, room)
    if len(title) > _LONGEST:
        return _fill_lines(pieces, room)
    count = -(-cell_len(title) // room)
    while (breaks := _find_breaks(pieces, count, room)) is None:
        count += 1
    # A line more is better than one that begins with a comma or in the middle of a word, if that helps.
    more = _find_breaks(pieces, count + 1, room) if _is_bad(pieces, breaks) else None
    chosen = more if more and not _is_bad(pieces, more) else breaks
    return ["".join(pieces.texts[a:b]) for a, b in zip([0, *chosen], chosen, strict=False)]


def _is_bad(pieces: _Pieces, breaks: list[int]) -> bool:
    return any(pieces.prices[place] >= _WITHIN + min(_PAUSES.values()) for place in breaks)


def _cut(title: str, room: int) -> _Pieces:
    """Words; Latin ones and numbers stay whole where a line holds them, the characters of others part."""
    inside = {at for found in _QUOTED.finditer(title) for at in range(found.start() + 1, found.end())}
    inside |= {found.end() for found in _COUNTED.finditer(title)}
    texts, prices, ends, at = list[str](), [0], [0], 0
    for word in cut_words(title):
        parts = [part for piece in _WORD.findall(word) for part in ([piece] if cell_len(piece) <= room else piece)]
        for number, part in enumerate(parts, 1):
            at += len(part)
            price = (_WITHIN if number < len(parts) else 0) + (_APART if at in inside else 0)
            texts.append(part)
            ends.append(ends[-1] + cell_len(part))
            prices.append(price + _price_signs(part[-1], title[at : at + 1]))
    return _Pieces(texts=tuple(texts), ends=tuple(ends), prices=(*prices[:-1], 0))


def _price_signs(before: str, after: str) -> int:
    is_bad = before in _OPENING or (after and after in _CLOSING)
    return (_WITHIN if is_bad else 0) + _PAUSES.get(before, 0)


def _fill_lines(pieces: _Pieces, room: int) -> list[str]:
    lines, width = [""], 0
    for text, start, end in zip(pieces.texts, pieces.ends, pieces.ends[1:], strict=False):
        if end - width > room:
            lines.append("")
            width = start
        lines[-1] += text
    return lines


def _find_breaks(pieces: _Pieces, count: int, room: int) -> list[int] | None:
    """After how many pieces each of ``count`` lines ends, in the cheapest way; None where one would be too wide."""
    total, ends = len(pieces.texts), pieces.ends
    ideal = ends[-1] / count
    # best[n] = (cost, breaks) of setting the first n pieces in the lines so far
    best: dict[int, tuple[float, list[int]]] = {0: (0.0, [])}
    for line in range(count):
        found: dict[int, tuple[float, list[int]]] = {}
        for place in [total] if line == count - 1 else range(1, total):
            price = pieces.prices[place]
            starts = range(bisect_left(ends, ends[place] - room), place)
            options = [
                (best[start][0] + price + (ends[place] - ends[start] - ideal) ** 2, [*best[start][1], place])
                for start in starts
                if start in best
            ]
            if options:
                found[place] = min(options)
        best = found
    return best[total][1] if total in best else None
