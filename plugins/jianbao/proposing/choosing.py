"""Of the texts that have something in common with one of above, those that it was made from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from jianbao.proposing.evidence import Evidence
from jianbao.proposing.our_text import Origin
from jianbao.proposing.reading_upper import Taken
from jianbao.proposing.weighing import Weight, weigh

# A report is named rather than its items, a desk record rather than its item, where it fits nearly as well.
_NEARLY = 0.8
# What a second text needs of figures and passages of its own, in points of confidence.
_BESIDE = 4.0
_ORDER = list(Origin)


@dataclass(frozen=True, kw_only=True, slots=True)
class Candidate:
    """``links`` tie it to other texts of the same matter; ``weight`` is by all of theirs,
    ``sentences`` how much each of their sentences gives."""

    evidence: Evidence
    links: frozenset[str]
    weight: Weight
    sentences: Mapping[int, float]

    @property
    def items(self) -> frozenset[str]:
        return frozenset(self.evidence.text.items)

    @property
    def rank(self) -> tuple[float, int, str]:
        """The surest first; of equals what was sent or edited, then by name."""
        text = self.evidence.text
        return -self.weight.sum, _ORDER.index(text.origin), text.key


@dataclass(frozen=True, kw_only=True, slots=True)
class Choice:
    """One text that was used, and the pieces of theirs that come from it."""

    candidate: Candidate
    pieces: frozenset[int]
    weight: Weight


def choose(taken: Taken, candidates: Iterable[Candidate], *, least: int) -> list[Choice]:
    """The surest; beside it others of other matters, each surer than it of sentences that are enough alone."""
    ordered = sorted(candidates, key=lambda candidate: candidate.rank)
    if not ordered or ordered[0].weight.confidence < least:
        return []
    chosen = [ordered[0]]
    for candidate in ordered[1:]:
        if not any(candidate.links & other.links for other in chosen):
            own = _find_own(taken, candidate, chosen)
            if weigh(candidate.evidence, own).confidence >= least and _has_content(candidate, own):
                chosen.append(candidate)
    if whole := _find_whole(ordered, chosen):
        chosen = [whole]
    return [_settle(taken, candidate, chosen, ordered) for candidate in chosen]


def _find_own(taken: Taken, candidate: Candidate, others: Sequence[Candidate]) -> frozenset[int]:
    """The pieces of those sentences for which it has more evidence than any of the others."""
    own = {n for n, here in candidate.sentences.items() if here > max(other.sentences[n] for other in others)}
    return frozenset(number for number, piece in enumerate(taken.pieces) if piece.sentence in own)


def _has_content(candidate: Candidate, pieces: frozenset[int]) -> bool:
    """Figures or passages of its own: beside a surer text, words of a subject are not enough."""
    weight = weigh(candidate.evidence, pieces)
    return weight.figures + weight.passages >= _BESIDE


def _find_whole(ordered: Sequence[Candidate], chosen: Sequence[Candidate]) -> Candidate | None:
    """The report or desk record that was made of all that was chosen."""
    items = frozenset(item for candidate in chosen for item in candidate.items)
    most = max(candidate.weight.sum for candidate in chosen)
    found = (c for c in ordered if items and items <= c.items and c.weight.sum >= _NEARLY * most)
    return min(found, key=_prefer, default=None) if len(chosen) > 1 else None


def _prefer(candidate: Candidate) -> tuple[bool, int, float, int, str]:
    """What has items before an article that was made of tasks: by it an adoption would credit nobody."""
    rank = candidate.rank
    return not candidate.items, rank[1], rank[0], len(candidate.items), rank[2]


def _settle(taken: Taken, candidate: Candidate, chosen: Sequence[Candidate], ordered: Sequence[Candidate]) -> Choice:
    """Its report or desk record instead where that fits nearly as well, and what it is worth by its own sentences."""
    others = [other for other in chosen if other is not candidate]
    own = _find_own(taken, candidate, others) if others else frozenset(range(len(taken.pieces)))
    weight = weigh(candidate.evidence, own)
    kin = [c for c in ordered if _are_kin(c, candidate) and not any(c.links & other.links for other in others)]
    weights = {id(c): weigh(c.evidence, own) for c in (candidate, *kin)}
    fitting = [c for c in (candidate, *kin) if weights[id(c)].sum >= _NEARLY * weight.sum]
    best = min(fitting, key=_prefer)
    return Choice(candidate=best, pieces=own, weight=max(weight, weights[id(best)], key=lambda known: known.sum))


def _are_kin(one: Candidate, other: Candidate) -> bool:
    """Made of the same item; of an article that was made of tasks, what answers those."""
    return bool(one.items & other.items if one.items and other.items else one.links & other.links)
