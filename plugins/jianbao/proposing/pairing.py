"""The sentences of both texts that say the same, for the eye to compare."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rapidfuzz import fuzz

from jianbao.likeness import fold, pair_sentences, split_sentences
from jianbao.proposing.choosing import Choice
from jianbao.proposing.proposal import Pair
from jianbao.proposing.reading_upper import Taken

# Sentences that share less are alike by chance.
_LIKE = 45
# A figure that brings two sentences together although they say it in other words.
_TELLING = 0.75

Span = tuple[int, int]


def pair_texts(taken: Taken, choices: Sequence[Choice]) -> tuple[Pair, ...]:
    """As they stand in theirs; of each of their sentences the likest of ours, and none of what is said of others."""
    pairs = (pair for number, choice in enumerate(choices) for pair in _pair(taken, number, choice))
    best: dict[Span, Pair] = {}
    for pair in sorted(pairs, key=lambda pair: (pair.theirs, -pair.score, pair.text, pair.ours)):
        best.setdefault(pair.theirs, pair)
    return tuple(best.values())


def _pair(taken: Taken, number: int, choice: Choice) -> Iterator[Pair]:
    theirs, ours = taken.upper.text, choice.candidate.evidence.text.text
    allowed = [taken.pieces[piece].clause for piece in sorted(choice.pieces)]
    spans = [(clause.begin - taken.offset, clause.end - taken.offset) for clause in allowed]
    for pair in pair_sentences(theirs, ours, least=_LIKE):
        if any(begin < pair.first[1] and pair.first[0] < end for begin, end in spans):
            yield Pair(text=number, theirs=pair.first, ours=pair.second, score=round(pair.score))
    for one, other in _pair_by_places(taken, choice):
        score = fuzz.ratio(fold(theirs[slice(*one)]), fold(ours[slice(*other)]))
        yield Pair(text=number, theirs=one, ours=other, score=round(score))


def _pair_by_places(taken: Taken, choice: Choice) -> Iterator[tuple[Span, Span]]:
    """The sentences that a figure or a passage is in, in theirs and in ours."""
    evidence = choice.candidate.evidence
    theirs, ours = split_sentences(taken.upper.text), split_sentences(evidence.text.text)
    figures = [
        (f.their_place, f.our_place) for f in evidence.figures if f.worth >= _TELLING and f.piece in choice.pieces
    ]
    passages = [(same.theirs[0], same.ours[0]) for same in evidence.passages if same.count(choice.pieces)]
    for their_place, our_place in figures + passages:
        one = _find_at(theirs, their_place - taken.offset)
        other = _find_at(ours, our_place - len(evidence.text.title) - 1)
        if one and other:
            yield one, other


def _find_at(sentences: Sequence[Span], place: int) -> Span | None:
    return next((span for span in sentences if span[0] <= place < span[1]), None)
