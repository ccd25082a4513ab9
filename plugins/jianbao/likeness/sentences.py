"""Which sentences of two texts say nearly the same in other words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from jianbao.likeness.folding import fold

_SENTENCE = re.compile(r"[^。！？；!?;\n]+[。！？；!?;]?[”’」』）)]*")
# Shorter ones (“一是加强领导。”) are in every text.
_SHORTEST = 8


@dataclass(frozen=True, kw_only=True, slots=True)
class SentencePair:
    """Where each stands in its text (end exclusive), and how like they are, 0–100."""

    first: tuple[int, int]
    second: tuple[int, int]
    score: float


def split_sentences(text: str) -> list[tuple[int, int]]:
    """Where each sentence stands (end exclusive), without the white space around it; short ones are left out."""
    found = []
    for match in _SENTENCE.finditer(text):
        written = match[0]
        begin = match.start() + len(written) - len(written.lstrip())
        end = match.start() + len(written.rstrip())
        if len(fold(text[begin:end])) >= _SHORTEST:
            found.append((begin, end))
    return found


def pair_sentences(first: str, second: str, *, least: float = 50) -> list[SentencePair]:
    """For each sentence of the first text the likest one of the second, where it is like enough."""
    ones, others = split_sentences(first), split_sentences(second)
    folded = [fold(second[begin:end]) for begin, end in others]
    return [pair for place in ones if (pair := _find_best(first, place, others, folded, least))]


def _find_best(
    first: str, place: tuple[int, int], others: Sequence[tuple[int, int]], folded: Sequence[str], least: float
) -> SentencePair | None:
    """By what must be put in and taken out to make one of the other."""
    wanted = fold(first[place[0] : place[1]])
    best = process.extractOne(wanted, folded, scorer=fuzz.ratio, score_cutoff=least)
    return SentencePair(first=place, second=others[best[2]], score=best[1]) if best else None
