"""Which of many texts have rare signs and figures in common with another, and how rare those are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from math import log

from jianbao.proposing.traits import FigureKey, Traits


@dataclass(frozen=True, kw_only=True, slots=True)
class Index:
    """``bigrams`` and ``figures``: in which texts each stands, by number. ``families``: of each text the number of its
    matter; what stands in several texts of one matter is no less rare for it. ``seen`` holds what was reckoned.
    """

    bigrams: dict[str, list[int]]
    figures: dict[FigureKey, list[int]]
    families: tuple[int, ...]
    count: int
    seen: dict[str, float] = field(default_factory=dict)

    def rarity(self, bigram: str) -> float:
        """1 for what one matter alone has, towards 0 for what all have; 0 for what none has."""
        known = self.seen.get(bigram)
        if known is None:
            self.seen[bigram] = known = self._rarity(self._count_matters(self.bigrams.get(bigram, ())))
        return known

    def count_figure(self, key: FigureKey) -> int:
        """In how many matters a figure stands."""
        return self._count_matters(self.figures.get(key, ()))

    def _count_matters(self, numbers: Iterable[int]) -> int:
        return len({self.families[number] for number in numbers})

    def _rarity(self, matters: int) -> float:
        return max(0.0, 1 - log(matters) / log(self.count + 1)) if matters else 0.0


def make_index(traits: Sequence[Traits], families: Sequence[int]) -> Index:
    bigrams: dict[str, list[int]] = {}
    figures: dict[FigureKey, list[int]] = {}
    for number, known in enumerate(traits):
        for bigram in known.bigrams:
            bigrams.setdefault(bigram, []).append(number)
        for figure in known.figures:
            figures.setdefault(figure, []).append(number)
    return Index(bigrams=bigrams, figures=figures, families=tuple(families), count=max(1, len(set(families))))


# A pair of signs that more matters than one in so many have leads to none of them.
_COMMON = 12
# Of a small office even a pair that eight matters have may lead somewhere.
_FEW = 8


def find_candidates(
    index: Index, bigrams: Iterable[str], figures: Iterable[FigureKey], allowed: Collection[int], *, most: int
) -> list[int]:
    """The texts with the most rare things in common, by number, the likeliest first; of equals as they stand."""
    weights: dict[int, float] = defaultdict(float)
    limit = max(_FEW, len(index.families) // _COMMON)
    for bigram in sorted(bigrams):
        numbers = index.bigrams.get(bigram, ())
        if len(numbers) <= limit:
            weight = index.rarity(bigram)
            for number in numbers:
                weights[number] += weight
    for figure in sorted(figures):
        for number in index.figures.get(figure, ()):
            weights[number] += 3
    found = sorted((-weight, number) for number, weight in weights.items() if number in allowed)
    return [number for _, number in found[:most]]
