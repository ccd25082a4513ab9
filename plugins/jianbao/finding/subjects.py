"""Which leads are about the same as a text: by pairs of signs that few other texts have."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import pairwise
from math import log, sqrt

from jianbao.characters import strip_markup
from jianbao.likeness import fold
from jianbao.model import Lead
from jianbao.reading import Office

# What stands in more than so much of all texts is the language of offices and no subject; in few texts nothing is.
_COMMON, _FEW = 0.08, 2
# A title says in few signs what a text is about.
_TITLE = 2.0
# Below this two texts share words that have little to do with either: measured on the demo office, where the nearest
# of another subject comes to 0.026 and the farthest of the same to 0.057.
_LEAST = 0.04
# So many items tell what is usual; more tell the same.
_TEXTS = 300


class Subjects:
    """Of leads, in the light of other ``texts`` that tell rare words from usual ones."""

    def __init__(self, leads: Iterable[Lead], texts: Iterable[str]) -> None:
        self.leads = tuple(leads)
        known = [(_read_pairs(lead.title), _read_pairs(lead.body)) for lead in self.leads]
        read = [*map(_read_pairs, texts), *(title | body for title, body in known)]
        self._texts = len(read)
        self._counts = Counter(pair for pairs in read for pair in pairs)
        self._known = [self._weigh(title, body) for title, body in known]

    def find(self, title: str, body: str, *, most: int = 5) -> list[Lead]:
        """The nearest first; of equals as they stand in the row."""
        wanted = self._weigh(_read_pairs(title), _read_pairs(body))
        scored = ((_compare(wanted, known), lead) for known, lead in zip(self._known, self.leads, strict=True))
        near = [(score, lead) for score, lead in scored if score >= _LEAST]
        return [lead for _, lead in sorted(near, key=lambda pair: -pair[0])[:most]]

    def _weigh(self, title: frozenset[str], body: frozenset[str]) -> dict[str, float]:
        """Rare pairs, each by how rare it is; of length one."""
        usual = max(_FEW, self._texts * _COMMON)
        weights = {
            pair: (_TITLE if pair in title else 1) * log((self._texts + 1) / max(1, self._counts[pair]))
            for pair in title | body
            if self._counts[pair] <= usual
        }
        length = sqrt(sum(weight * weight for weight in weights.values()))
        return {pair: weight / length for pair, weight in weights.items()} if length else {}


def open_subjects(office: Office, leads: Iterable[Lead]) -> Subjects:
    """In the light of what was filed last."""
    latest = sorted(office.items.values(), key=lambda item: (str(item.date or ""), item.id), reverse=True)[:_TEXTS]
    return Subjects(leads, [f"{item.title}\n{item.body}" for item in latest])


def _read_pairs(text: str) -> frozenset[str]:
    signs = fold(strip_markup(text))
    return frozenset(map("".join, pairwise(signs)))


def _compare(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    """The cosine of the two, 0–1."""
    return sum(weight * other[pair] for pair, weight in one.items() if pair in other)
