"""Where two texts are the same: each cut into pieces, the passages numbered as they are in the other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from jianbao.likeness import Passage, cut_at, spare_figures


@dataclass(frozen=True, kw_only=True, slots=True)
class Piece:
    """``number`` of the passage, from 1; 0 for what is not in the other text. ``begins``: its first piece."""

    text: str
    number: int = 0
    begins: bool = False


def mark_passages(first: str, second: str, passages: Sequence[Passage]) -> tuple[list[list[Piece]], list[list[Piece]]]:
    """Both texts, paragraph by paragraph; passages are numbered as they stand in the first."""
    numbered = list(enumerate(passages, 1))
    ones = [(spare_figures(first, passage.first), number) for number, passage in numbered]
    others = [(spare_figures(second, passage.second), number) for number, passage in numbered]
    return _split(cut_at(first, ones)), _split(cut_at(second, others))


def _split(parts: Sequence[tuple[str, int]]) -> list[list[Piece]]:
    """By paragraphs, those without words left out."""
    paragraphs: list[list[Piece]] = [[]]
    for text, number in parts:
        _add(paragraphs, text, number)
    return [paragraph for paragraph in paragraphs if any(piece.text.strip() for piece in paragraph)]


def _add(paragraphs: list[list[Piece]], text: str, number: int) -> None:
    begins = bool(number)
    for line_number, line in enumerate(text.split("\n")):
        if line_number:
            paragraphs.append([])
        if line:
            paragraphs[-1].append(Piece(text=line, number=number, begins=begins))
            begins = False
