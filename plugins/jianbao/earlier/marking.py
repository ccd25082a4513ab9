"""Where two texts are the same: each cut into pieces, the passages numbered as they are in the other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from jianbao.likeness import Passage, spare_figures


@dataclass(frozen=True, kw_only=True, slots=True)
class Piece:
    """``number`` of the passage, from 1; 0 for what is not in the other text. ``begins``: its first piece."""

    text: str
    number: int = 0
    begins: bool = False


def mark_passages(first: str, second: str, passages: Sequence[Passage]) -> tuple[list[list[Piece]], list[list[Piece]]]:
    """Both texts, paragraph by paragraph; passages are numbered as they stand in the first."""
    numbered = list(enumerate(passages, 1))
    ones = [(*spare_figures(first, passage.first), number) for number, passage in numbered]
    others = [(*spare_figures(second, passage.second), number) for number, passage in numbered]
    return _cut(first, ones), _cut(second, others)


def _cut(text: str, spans: Sequence[tuple[int, int, int]]) -> list[list[Piece]]:
    """Of two passages that stand over one another the one that begins first has what both have."""
    paragraphs: list[list[Piece]] = [[]]
    done = 0
    for begin, end, number in sorted(spans):
        start = max(begin, done)
        if start < end:
            _add(paragraphs, text[done:start], 0)
            _add(paragraphs, text[start:end], number)
            done = end
    _add(paragraphs, text[done:], 0)
    return [paragraph for paragraph in paragraphs if any(piece.text.strip() for piece in paragraph)]


def _add(paragraphs: list[list[Piece]], text: str, number: int) -> None:
    begins = bool(number)
    for line_number, line in enumerate(text.split("\n")):
        if line_number:
            paragraphs.append([])
        if line:
            paragraphs[-1].append(Piece(text=line, number=number, begins=begins))
            begins = False
