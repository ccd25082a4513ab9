"""What of a text may tell it from others: its pairs of signs and its figures."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from jianbao.likeness import fold
from jianbao.proposing.figures import DATES, Figure, read_figures

FigureKey = tuple[Decimal, str]
_DIGITS = re.compile(r"\d+")


@dataclass(frozen=True, kw_only=True, slots=True)
class Traits:
    """Of a whole text. ``bigrams`` are pairs of neighbouring signs that are no digits; ``figures`` without dates."""

    bigrams: frozenset[str]
    figures: frozenset[FigureKey]


def read_traits(text: str) -> Traits:
    figures = frozenset(figure.key for figure in read_figures(text) if figure.unit not in DATES)
    return Traits(bigrams=read_bigrams(text), figures=figures)


def read_bigrams(text: str) -> frozenset[str]:
    return frozenset(one + other for part in _DIGITS.split(fold(text)) for one, other in pairwise(part))


@dataclass(frozen=True, kw_only=True, slots=True)
class Clause:
    """A piece of a text (end exclusive), with what it may have in common with a piece of another."""

    begin: int
    end: int
    bigrams: frozenset[str]
    figures: tuple[Figure, ...]


def make_clause(text: str, begin: int, end: int) -> Clause:
    written = text[begin:end]
    return Clause(begin=begin, end=end, bigrams=read_bigrams(written), figures=read_figures(written))
