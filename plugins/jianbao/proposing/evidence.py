"""What a text of above and one of ours have in common, each thing with what it is worth and where it stands."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from jianbao.likeness import find_overlap, fold
from jianbao.proposing.figures import DATES, Figure, is_rounded, may_be_one
from jianbao.proposing.index import Index
from jianbao.proposing.our_text import OurText
from jianbao.proposing.reading_upper import Piece, Taken
from jianbao.proposing.regions import Places, split_clauses
from jianbao.proposing.traits import Clause, FigureKey, make_clause, read_bigrams

# What a figure is worth by its significant digits: “3个” says nothing, “1247户” nearly all.
_WORTH = (0.0, 0.3, 2.5, 6.0, 7.0)
# Days and hours are the same in all that tells of one day.
_DATE_WORTH = 0.25
# A figure in other words around it, one that was rounded, one of another thing.
_ALONE, _ROUNDED, _OTHER_UNIT = 0.4, 0.6, 0.5
# Equal signs in a row that are more than a common phrase.
_PASSAGE = 9
# In how many matters of ours a figure stands → how much of its worth is left; in more of them the last.
_LEFT = (1.0, 1.0, 0.6, 0.3)
# So rare are the words that a clause of theirs has in common with one of ours, where both tell of the same thing.
_NEAR = 0.5


@dataclass(frozen=True, kw_only=True, slots=True)
class SameFigure:
    """``theirs`` and ``ours`` as written, without spaces, and where; ``piece`` is the number of the piece of theirs."""

    theirs: str
    ours: str
    worth: float
    piece: int
    their_place: int
    our_place: int


@dataclass(frozen=True, kw_only=True, slots=True)
class SamePassage:
    """``signs``: how many of them in a row stand in each piece of theirs, by its number; where it stands in both."""

    signs: tuple[tuple[int, float], ...]
    rarity: float
    theirs: tuple[int, int]
    ours: tuple[int, int]

    def count(self, pieces: Collection[int]) -> float:
        """Its signs in those pieces."""
        return sum(signs for piece, signs in self.signs if piece in pieces)


@dataclass(frozen=True, kw_only=True, slots=True)
class Evidence:
    """``words`` of each piece: how rare those are that ours has too; ``wanted``: all that it has. ``title`` 0–100;
    ``line``: of theirs only the title is known.
    Of our towns theirs names: ``own_town`` that of our text, ``bare_town`` its name alone, ``other_town`` only another.
    """

    text: OurText
    figures: tuple[SameFigure, ...]
    passages: tuple[SamePassage, ...]
    words: tuple[float, ...]
    wanted: tuple[float, ...]
    title: int
    line: bool
    region: str
    own_town: str
    bare_town: str
    other_town: str


def weigh_words(bigrams: Iterable[str], index: Index) -> float:
    """What is common says nothing; of an unknown word we cannot say how rare it is, so it is taken as the rarest."""
    return sum((index.rarity(bigram) if bigram in index.bigrams else 1.0) ** 2 for bigram in sorted(bigrams))


def compare(taken: Taken, text: OurText, index: Index, places: Places) -> Evidence:
    """Only with those pieces of theirs that may be ours."""
    ours = f"{text.title}\n{text.text}"
    clauses = [make_clause(ours, begin, end) for begin, end in split_clauses(ours)]
    had = frozenset().union(*(clause.bigrams for clause in clauses)) - taken.names
    pieces = taken.pieces
    return Evidence(
        text=text,
        figures=tuple(_find_figures(pieces, clauses, index)),
        passages=tuple(_find_passages(taken, ours, index)),
        words=tuple(weigh_words(piece.clause.bigrams & had, index) for piece in pieces),
        wanted=tuple(weigh_words(piece.clause.bigrams - taken.names, index) for piece in pieces),
        title=_compare_titles(taken.upper.title, text.title, (places.region, *places.towns)),
        line=not taken.upper.text.strip(),
        region=places.region if taken.named else "",
        **_find_towns(taken, text, ours, places),
    )


def _find_towns(taken: Taken, text: OurText, ours: str, places: Places) -> dict[str, str]:
    said = "".join(taken.text[piece.clause.begin : piece.clause.end] for piece in taken.pieces)
    named = [town for town in places.towns if town in said]
    of_text = [town for unit in text.units for town in places.towns_of.get(unit, ())]
    bare = next((town for town in of_text if town.rstrip("镇乡街道") in said), "")
    known = [town for town in named if town in ours or town in of_text]
    own = next((town for town in named if town in of_text), "")
    return {"own_town": own, "bare_town": bare, "other_town": named[0] if named and not known else ""}


def _find_figures(pieces: Sequence[Piece], clauses: Sequence[Clause], index: Index) -> Iterable[SameFigure]:
    """Each figure of theirs once, with the place in ours where it is worth the most."""
    seen: set[FigureKey] = set()
    known = [(figure, clause) for clause in clauses for figure in clause.figures]
    for number, piece in enumerate(pieces):
        for figure in piece.clause.figures:
            found = [
                (_weigh(figure, piece, other, clause, index), -place) for place, (other, clause) in enumerate(known)
            ]
            worth, place = max(found, default=(0.0, 0))
            if not worth or figure.key in seen:
                continue
            seen.add(figure.key)
            other, clause = known[-place]
            yield SameFigure(
                theirs="".join(figure.written.split()),
                ours="".join(other.written.split()),
                worth=worth,
                piece=number,
                their_place=piece.clause.begin + figure.place,
                our_place=clause.begin + other.place,
            )


def _weigh(theirs: Figure, piece: Piece, ours: Figure, clause: Clause, index: Index) -> float:
    worth = _WORTH[min(theirs.digits, len(_WORTH) - 1)]
    if (theirs.unit in DATES) != (ours.unit in DATES):
        return 0.0
    if theirs.key != ours.key:
        if is_rounded(theirs, ours) and (theirs.digits > 1 or theirs.about):
            worth = max(worth, 1.0) * _ROUNDED
        elif theirs.value == ours.value and may_be_one(theirs, ours):
            worth *= _OTHER_UNIT
        else:
            return 0.0
    if theirs.unit in DATES:
        return worth * _DATE_WORTH
    worth *= _LEFT[min(index.count_figure(ours.key), len(_LEFT) - 1)]
    near = weigh_words(piece.clause.bigrams & clause.bigrams, index)
    return worth if near >= _NEAR else worth * _ALONE


def _find_passages(taken: Taken, ours: str, index: Index) -> Iterable[SamePassage]:
    for passage in find_overlap(taken.text, ours, shortest=_PASSAGE).passages if taken.pieces else ():
        begin, end = passage.first
        bigrams = read_bigrams(taken.text[begin:end])
        signs = tuple(_spread(taken.pieces, begin, end, passage.signs))
        if signs:
            rarity = weigh_words(bigrams, index) / len(bigrams) if bigrams else 1.0
            yield SamePassage(signs=signs, rarity=rarity, theirs=passage.first, ours=passage.second)


def _spread(pieces: Sequence[Piece], begin: int, end: int, signs: int) -> Iterable[tuple[int, float]]:
    """The signs of a passage by the pieces that it goes through; those in what is said of others fall away."""
    for number, piece in enumerate(pieces):
        common = min(end, piece.clause.end) - max(begin, piece.clause.begin)
        if common > 0:
            yield number, signs * common / (end - begin)


def _compare_titles(theirs: str, ours: str, names: Sequence[str]) -> int:
    for name in names:
        theirs, ours = theirs.replace(name, ""), ours.replace(name, "")
    return round(fuzz.ratio(fold(theirs), fold(ours)))
