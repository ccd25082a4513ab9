"""A text of ours taken to pieces, to be compared with many of above."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from jianbao.likeness import Seeded, seed_text
from jianbao.proposing.figures import Figure
from jianbao.proposing.our_text import OurText
from jianbao.proposing.regions import split_clauses
from jianbao.proposing.traits import Clause, make_clause

# A bulletin of above speaks of the same few hundred again and again.
_KEPT = 256


@dataclass(frozen=True, kw_only=True, slots=True)
class Ours:
    """``whole`` is title and text, parted by a line. ``figures`` in their order, each with the clause that it is in;
    ``values`` are theirs by size, and ``places`` where in that order each of them stands.
    """

    whole: str
    seeded: Seeded
    bigrams: frozenset[str]
    figures: tuple[tuple[Figure, Clause], ...]
    values: tuple[Decimal, ...]
    places: tuple[int, ...]

    def find_figures(self, least: Decimal, most: Decimal) -> tuple[int, ...]:
        """The places of those that are neither smaller nor larger."""
        return self.places[bisect_left(self.values, least) : bisect_right(self.values, most)]


@lru_cache(_KEPT)
def read_ours(text: OurText) -> Ours:
    whole = f"{text.title}\n{text.text}"
    clauses = [make_clause(whole, begin, end) for begin, end in split_clauses(whole)]
    figures = tuple((figure, clause) for clause in clauses for figure in clause.figures)
    by_size = sorted((figure.value, place) for place, (figure, _) in enumerate(figures))
    return Ours(
        whole=whole,
        seeded=seed_text(whole),
        bigrams=frozenset().union(*(clause.bigrams for clause in clauses)),
        figures=figures,
        values=tuple(value for value, _ in by_size),
        places=tuple(place for _, place in by_size),
    )
