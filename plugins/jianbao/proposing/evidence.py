"""What a text of above and one of ours have in common, each thing with what it is worth and where it stands."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from rapidfuzz import fuzz

from jianbao.likeness import Seeded, compare_seeded, fold, seed_text
from jianbao.proposing.figures import DATES, Figure, find_reach, is_rounded, may_be_one, may_be_rounded
from jianbao.proposing.index import Index
from jianbao.proposing.our_text import OurText
from jianbao.proposing.reading_ours import Ours, read_ours
from jianbao.proposing.reading_upper import Piece, Taken
from jianbao.proposing.regions import Places
from jianbao.proposing.traits import Clause, FigureKey, read_bigrams

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


@dataclass(frozen=True, kw_only=True, slots=True)
class Theirs:
    """A text of above, to be compared with many of ours. ``figures``: each with the number of its piece, and from where
    to where what it tells of may lie. ``words`` of each piece: its pairs of signs that are in no
    name of our places, with what each is worth; ``wanted`` is what they are worth together. ``towns``: which of ours it
    names in ``said``, what may be ours of it.
    """

    taken: Taken
    index: Index
    places: Places
    seeded: Seeded
    figures: tuple[tuple[int, Figure, Decimal, Decimal], ...]
    words: tuple[tuple[tuple[str, float], ...], ...]
    wanted: tuple[float, ...]
    said: str
    towns: tuple[str, ...]


def lay_out(taken: Taken, index: Index, places: Places) -> Theirs:
    words = tuple(_list_words(piece.clause.bigrams - taken.names, index) for piece in taken.pieces)
    said = "".join(taken.text[piece.clause.begin : piece.clause.end] for piece in taken.pieces)
    return Theirs(
        taken=taken,
        index=index,
        places=places,
        seeded=seed_text(taken.text),
        figures=tuple(
            (number, figure, *find_reach(figure))
            for number, piece in enumerate(taken.pieces)
            for figure in piece.clause.figures
        ),
        words=words,
        wanted=tuple(sum(worth for _, worth in of_piece) for of_piece in words),
        said=said,
        towns=tuple(town for town in places.towns if town in said),
    )


def weigh_words(bigrams: Iterable[str], index: Index) -> float:
    """What is common says nothing; of an unknown word we cannot say how rare it is, so it is taken as the rarest."""
    return sum(worth for _, worth in _list_words(bigrams, index))


def _list_words(bigrams: Iterable[str], index: Index) -> tuple[tuple[str, float], ...]:
    known = index.bigrams
    return tuple((bigram, (index.rarity(bigram) if bigram in known else 1.0) ** 2) for bigram in sorted(bigrams))


def compare(theirs: Theirs, text: OurText) -> Evidence:
    """Only with those pieces of theirs that may be ours."""
    taken, places, ours = theirs.taken, theirs.places, read_ours(text)
    return Evidence(
        text=text,
        figures=tuple(_find_figures(theirs, ours)),
        passages=tuple(_find_passages(theirs, ours)),
        words=tuple(sum(worth for bigram, worth in words if bigram in ours.bigrams) for words in theirs.words),
        wanted=theirs.wanted,
        title=_compare_titles(taken.upper.title, text.title, (places.region, *places.towns)),
        line=not taken.upper.text.strip(),
        region=places.region if taken.named else "",
        **_find_towns(theirs, text, ours),
    )


def _find_towns(theirs: Theirs, text: OurText, ours: Ours) -> dict[str, str]:
    of_text = [town for unit in text.units for town in theirs.places.towns_of.get(unit, ())]
    bare = next((town for town in of_text if town.rstrip("镇乡街道") in theirs.said), "")
    known = [town for town in theirs.towns if town in ours.whole or town in of_text]
    own = next((town for town in theirs.towns if town in of_text), "")
    return {"own_town": own, "bare_town": bare, "other_town": theirs.towns[0] if theirs.towns and not known else ""}


def _find_figures(theirs: Theirs, ours: Ours) -> Iterable[SameFigure]:
    """Each figure of theirs once, with the place in ours where it is worth the most."""
    seen: set[FigureKey] = set()
    for number, figure, least, most in theirs.figures:
        places = ours.find_figures(least, most)
        if not places or figure.key in seen:
            continue
        piece = theirs.taken.pieces[number]
        worth, place = max((_weigh(figure, piece, *ours.figures[place], theirs.index), -place) for place in places)
        if not worth:
            continue
        seen.add(figure.key)
        other, clause = ours.figures[-place]
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
        if may_be_rounded(theirs) and is_rounded(theirs, ours):
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


def _find_passages(theirs: Theirs, ours: Ours) -> Iterable[SamePassage]:
    taken = theirs.taken
    if not taken.pieces:
        return
    for passage in compare_seeded(theirs.seeded, ours.seeded, shortest=_PASSAGE).passages:
        begin, end = passage.first
        bigrams = read_bigrams(taken.text[begin:end])
        signs = tuple(_spread(taken.pieces, begin, end, passage.signs))
        if signs:
            rarity = weigh_words(bigrams, theirs.index) / len(bigrams) if bigrams else 1.0
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
