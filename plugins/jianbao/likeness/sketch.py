"""A text as the set of its triples of signs."""

from __future__ import annotations

from collections.abc import Set

# Each triple is one of so many bits: of a text of 600 signs 4 in 100 are set.
BITS = 16384
# Which of the bits are set.
Sketch = Set[int]

# What each of the three signs is multiplied by; more than the lowest bits of it would be cut off again.
_FIRST, _SECOND, _THIRD = (factor % BITS for factor in (2654435761, 40503, 1000003))


def make_sketch(signs: str) -> Sketch:
    """Of folded signs; a text shorter than three is like nothing."""
    codes = [*map(ord, signs)]
    triples = zip(codes, codes[1:], codes[2:], strict=False)
    return {(one * _FIRST ^ two * _SECOND ^ three * _THIRD) % BITS for one, two, three in triples}
