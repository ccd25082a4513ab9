"""How sure it is that theirs was made from ours: what both have in common, added up, each kind up to a limit.

The numbers were chosen with the first half of the labelled pairs (``tests/labelled``) and are measured with the other.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from jianbao.proposing.evidence import Evidence

# Each sign of a passage that both have, weighed by how rare its words are: a hundred of them leave little doubt.
_PER_SIGN, _MOST_PASSAGES = 0.55, 50.0
# Each figure by its worth (six for one of three digits that no other text of ours has).
_PER_FIGURE, _MOST_FIGURES = 1.4, 50.0
# Half of their rare words in ours is much for a text said in other words; of few words it is little.
_PER_WORDS, _MOST_WORDS, _FEW_WORDS = 70.0, 40.0, 8.0
# Titles of one subject are half alike without being one.
_LIKE_TITLE, _PER_TITLE = 45, 0.3
# Our region is named; the town that the text comes from; its name without 镇 (滨河沿线).
_REGION, _TOWN, _BARE_TOWN = 15.0, 14.0, 8.0
# Theirs is of one of our towns of which ours says nothing.
_OTHER_TOWN = -15.0
# Names count in full only beside so much of the rest: every text of ours names our region.
_BESIDE = 8.0
# Where no place of ours is named, words of the same subject say little.
_UNNAMED = 0.4
# A line of a list has only a title: alike by 80 of 100 it is likely.
_LINE_FROM, _PER_LINE = 40, 1.6


@dataclass(frozen=True, kw_only=True, slots=True)
class Weight:
    """What each kind of evidence adds."""

    passages: float
    figures: float
    words: float
    title: float
    names: float

    @property
    def sum(self) -> float:
        """To compare texts of ours with each other."""
        return max(0.0, self.content + self.names)

    @property
    def content(self) -> float:
        """All but the names of places, which are in every text of a place."""
        return self.passages + self.figures + self.words + self.title

    @property
    def confidence(self) -> int:
        return round(min(100.0, self.sum))


def weigh(evidence: Evidence, pieces: frozenset[int] | None = None) -> Weight:
    """Of all pieces of theirs, or of those that are said to come from this text."""
    wanted = range(len(evidence.words)) if pieces is None else pieces
    signs = sum(same.count(wanted) * same.rarity for same in evidence.passages)
    figures = sum(same.worth for same in evidence.figures if same.piece in wanted)
    shared = sum(evidence.words[number] for number in sorted(wanted))
    share = shared / max(1.0, sum(evidence.wanted[number] for number in sorted(wanted)))
    words = min(_MOST_WORDS, _PER_WORDS * share) * min(1.0, shared / _FEW_WORDS)
    named = evidence.region or evidence.own_town
    weight = Weight(
        passages=min(_MOST_PASSAGES, _PER_SIGN * signs),
        figures=min(_MOST_FIGURES, _PER_FIGURE * figures),
        words=words if named else words * _UNNAMED,
        title=_weigh_title(evidence, named=bool(named)),
        names=0.0,
    )
    return replace(weight, names=_weigh_names(evidence) * min(1.0, weight.sum / _BESIDE))


def _weigh_title(evidence: Evidence, *, named: bool) -> float:
    if evidence.line:
        return max(0, evidence.title - _LINE_FROM) * _PER_LINE
    return max(0, evidence.title - _LIKE_TITLE) * _PER_TITLE * (1.0 if named else _UNNAMED)


def _weigh_names(evidence: Evidence) -> float:
    region = _REGION if evidence.region else 0.0
    if evidence.own_town:
        return region + _TOWN
    if evidence.bare_town:
        return region + _BARE_TOWN
    return region + (_OTHER_TOWN if evidence.other_town else 0.0)


def weigh_sentences(evidence: Evidence, sentences: Sequence[int]) -> dict[int, float]:
    """How much of it each sentence of theirs gives, to compare texts of ours with each other; ``sentences`` are those
    of the pieces, in their order.
    """
    found = dict.fromkeys(sentences, 0.0)
    for number, words in enumerate(evidence.words):
        found[sentences[number]] += words
    for figure in evidence.figures:
        found[sentences[figure.piece]] += figure.worth
    for passage in evidence.passages:
        for piece, signs in passage.signs:
            found[sentences[piece]] += signs * passage.rarity / 2
    return found
