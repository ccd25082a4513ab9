"""A text as the set of its triples of signs, small enough that many thousands are searched at once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from heapq import nlargest

# Each triple is one of so many bits: 2 KB a text, and of a text of 600 signs 4 in 100 are set.
BITS = 16384
_WIDTH = 3


@dataclass(frozen=True, kw_only=True, slots=True)
class Sketch:
    """``bits`` as one number, ``count`` how many of them are set."""

    bits: int
    count: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Near:
    """``number`` in the row that was searched; ``share`` of the shorter text that the longer one seems to hold, 0–1."""

    number: int
    share: float


def make_sketch(signs: str) -> Sketch:
    """Of folded signs; a text shorter than three is like nothing."""
    codes = [*map(ord, signs)]
    cells = bytearray(BITS // 8)
    for first, second, third in zip(codes, codes[1:], codes[2:], strict=False):
        bit = (first * 2654435761 ^ second * 40503 ^ third * 1000003) % BITS
        cells[bit >> 3] |= 1 << (bit & 7)
    bits = int.from_bytes(cells, "little")
    return Sketch(bits=bits, count=bits.bit_count())


def find_near(sketches: Iterable[Sketch], wanted: Sketch, *, least: float, most: int) -> list[Near]:
    """Those that share at least so much with the one wanted, the nearest first, equals as they stand in the row."""
    bits, count = wanted.bits, wanted.count
    if not count:
        return []
    found = []
    for number, known in enumerate(sketches):
        smaller, larger = (known.count, count) if known.count < count else (count, known.count)
        common = (bits & known.bits).bit_count()
        # Of bits set at random so many would be common.
        chance = larger / BITS
        if smaller and common > smaller * chance:
            share = (common / smaller - chance) / (1 - chance)
            if share >= least:
                found.append(Near(number=number, share=share))
    return nlargest(most, found, key=lambda near: (near.share, -near.number))
