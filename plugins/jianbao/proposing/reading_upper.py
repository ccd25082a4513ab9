"""A text of above taken to pieces: its title and its clauses, those that may be ours."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from jianbao.proposing.regions import Part, Places, Whose, assign_parts, read_whose
from jianbao.proposing.traits import Clause, FigureKey, make_clause, read_bigrams
from jianbao.proposing.upper import Upper

# Past this a text is compared as far as it goes: no article is longer, and a bulletin is divided before.
_LONGEST = 20_000
_SENTENCE_ENDS = "。；！？;!?\n"


@dataclass(frozen=True, kw_only=True, slots=True)
class Piece:
    """A clause, and the number of the sentence that it is in."""

    clause: Clause
    sentence: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Taken:
    """``text`` is title and text, parted by a line, so that places in it are counted from the title's first sign.
    ``pieces`` are those that may be ours. ``others``: how much of the text is said of other places or of all, 0–1;
    ``named`` whether our region, or one of our towns at the head of a clause, is; ``titled``: in their title.
    ``names``: the pairs of signs in names of our places, which are weighed by themselves.
    """

    upper: Upper
    text: str
    pieces: tuple[Piece, ...]
    others: float
    named: bool
    titled: bool
    names: frozenset[str]

    @property
    def bigrams(self) -> frozenset[str]:
        return frozenset(bigram for piece in self.pieces for bigram in piece.clause.bigrams)

    @property
    def figures(self) -> frozenset[FigureKey]:
        return frozenset(figure.key for piece in self.pieces for figure in piece.clause.figures)

    @property
    def offset(self) -> int:
        """Where in ``text`` the text of above begins."""
        return len(self.upper.title) + 1


def take_apart(upper: Upper, places: Places) -> Taken:
    text = f"{upper.title}\n{upper.text}"[:_LONGEST]
    sender = read_whose(upper.credited, places)
    parts = [] if sender is Whose.OTHERS else assign_parts(text, places)
    wanted = _choose({part.whose for part in parts})
    return Taken(
        upper=upper,
        text=text,
        pieces=tuple(_make_pieces(text, [part for part in parts if part.whose in wanted])),
        others=_measure_others([part for part in parts if part.begin > len(upper.title)]),
        named=sender is Whose.OURS
        or any(part.whose is Whose.OURS for part in parts)
        or bool(places.region and places.region in text),
        titled=bool(places.region) and places.region in upper.title,
        names=frozenset(bigram for name in (places.region, *places.towns) for bigram in read_bigrams(name)),
    )


def _choose(found: set[Whose]) -> set[Whose]:
    """Where ours is named among others, only what is said of it; else all that is not said of another place."""
    if Whose.OURS in found and found & {Whose.OTHERS, Whose.ALL}:
        return {Whose.OURS}
    return {Whose.OURS, Whose.UNKNOWN, Whose.ALL}


def _make_pieces(text: str, parts: Sequence[Part]) -> list[Piece]:
    pieces, sentence, end = [], 0, 0
    for part in parts:
        if any(sign in text[max(0, end - 1) : part.begin] for sign in _SENTENCE_ENDS):
            sentence += 1
        pieces.append(Piece(clause=make_clause(text, part.begin, part.end), sentence=sentence))
        end = part.end
    return pieces


def _measure_others(parts: Sequence[Part]) -> float:
    total = sum(part.end - part.begin for part in parts)
    others = sum(part.end - part.begin for part in parts if part.whose in {Whose.OTHERS, Whose.ALL})
    return others / total if total else 0.0
