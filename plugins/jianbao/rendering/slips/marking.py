"""花脸稿: what the editing struck out and put in, in pieces that a person can read.

Two paragraphs that belong together are compared clause by clause, and clauses that are alike word by word; what two
changes leave between them that is too short to be read by itself is changed with them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from rapidfuzz import fuzz

from jianbao.rendering.papers.words import cut_words

SAME, DELETED, INSERTED = "", "del", "ins"
_PAUSES = "，。；：！？、\n"
# A clause with the pause that ends it.
CLAUSE = re.compile(f"[^{_PAUSES}]*[{_PAUSES}]?")
# Below these (0–100) two paragraphs have nothing to do with each other, and two clauses are better read one by one.
_PARAGRAPHS_ALIKE, _CLAUSES_ALIKE = 30, 50
# What stands unchanged between two changes is kept apart from so many characters on.
_READABLE = 3


@dataclass(frozen=True, kw_only=True, slots=True)
class Piece:
    """``mark`` is ``del`` (删去), ``ins`` (新增) or empty."""

    text: str
    mark: str = SAME


Marked = tuple[Piece, ...]


def mark_text(original: str, edited: str) -> Marked:
    """One paragraph against another."""
    pieces: list[Piece] = []
    for old, new in _match(CLAUSE.findall(original), CLAUSE.findall(edited)):
        if old == new:
            pieces.append(Piece(text=old))
        elif fuzz.ratio(old, new) >= _CLAUSES_ALIKE:
            words = (cut_words(text) for text in (old, new))
            pieces += [part for pair in _match(*words) for part in _replace(*pair)]
        else:
            # A pause that both end with stands.
            end = old[-1:] if old[-1:] == new[-1:] and old[-1:] in _PAUSES else ""
            pieces += [*_replace(old.removesuffix(end), new.removesuffix(end)), Piece(text=end)]
    return tuple(join_pieces(_settle(join_pieces(pieces))))


def mark_paragraphs(originals: Sequence[str], edited: Sequence[str]) -> list[Marked]:
    """All paragraphs of both in order; those that have no counterpart are struck out, or put in, whole."""
    marked: list[Marked] = []
    for old, new in pair_paragraphs(originals, edited):
        if old is None or new is None:
            marked.append((Piece(text=new or "", mark=INSERTED) if old is None else Piece(text=old, mark=DELETED),))
        else:
            marked.append(mark_text(old, new))
    return marked


def pair_paragraphs(originals: Sequence[str], edited: Sequence[str]) -> list[tuple[str | None, str | None]]:
    """The pairs that make the most of likeness without crossing, and what is left over between them."""
    rows, columns = len(originals), len(edited)
    # best[i][j]: of the paragraphs from i and from j on, the greatest sum of likeness
    best = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    alike = [[fuzz.ratio(old, new, score_cutoff=_PARAGRAPHS_ALIKE) for new in edited] for old in originals]
    for i in reversed(range(rows)):
        for j in reversed(range(columns)):
            paired = alike[i][j] + best[i + 1][j + 1] if alike[i][j] else 0.0
            best[i][j] = max(best[i + 1][j], best[i][j + 1], paired)
    pairs: list[tuple[str | None, str | None]] = []
    i = j = 0
    while i < rows or j < columns:
        if i < rows and j < columns and alike[i][j] and best[i][j] == alike[i][j] + best[i + 1][j + 1]:
            pairs.append((originals[i], edited[j]))
            i, j = i + 1, j + 1
        elif i < rows and (j == columns or best[i][j] == best[i + 1][j]):
            pairs.append((originals[i], None))
            i += 1
        else:
            pairs.append((None, edited[j]))
            j += 1
    return pairs


def count_marked(paragraphs: Iterable[Marked], mark: str) -> int:
    """Characters without white space that bear the mark."""
    pieces = (piece for paragraph in paragraphs for piece in paragraph if piece.mark == mark)
    return sum(not character.isspace() for piece in pieces for character in piece.text)


def _match(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[str, str]]:
    """(text before, text after) of each stretch, equal or not."""
    for _, i, k, j, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        yield "".join(old[i:k]), "".join(new[j:m])


def _replace(old: str, new: str) -> Iterator[Piece]:
    if old == new:
        yield Piece(text=old)
    else:
        yield from (Piece(text=text, mark=mark) for text, mark in ((old, DELETED), (new, INSERTED)) if text)


def _settle(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """Unchanged crumbs between two changes are struck out and put in again with them."""
    for number, piece in enumerate(pieces):
        inside = 0 < number < len(pieces) - 1
        if piece.mark == SAME and inside and len(piece.text) < _READABLE:
            yield from (Piece(text=piece.text, mark=DELETED), Piece(text=piece.text, mark=INSERTED))
        else:
            yield piece


def join_pieces(pieces: Iterable[Piece]) -> list[Piece]:
    """Neighbours of one mark as one piece, and in each run of changes what was struck out before what was put in."""
    joined: list[Piece] = []
    change: dict[str, str] = {}

    def close() -> None:
        joined.extend(Piece(text=change[mark], mark=mark) for mark in (DELETED, INSERTED) if change.get(mark))
        change.clear()

    for piece in pieces:
        if piece.mark != SAME:
            change[piece.mark] = change.get(piece.mark, "") + piece.text
            continue
        close()
        if joined and joined[-1].mark == SAME:
            joined[-1] = Piece(text=joined[-1].text + piece.text)
        elif piece.text:
            joined.append(piece)
    close()
    return joined
