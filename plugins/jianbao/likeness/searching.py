"""Many thousands of sketches, searched all at once.

They are turned by a quarter: each bit is one column, a number in which bit n says whether sketch n has it. Adding up
the columns that the wanted sketch has tells how much every one of them has in common with it, in a few hundred
operations on long numbers, however many there are.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from heapq import nlargest
from itertools import islice

from jianbao.likeness.sketch import BITS, Sketch

# So many are turned at a time: numbers that grow with each of them stay short, and few sketches are held as sets.
_BLOCK = 512
# Of how many bits a sketch has, so many leading binary digits tell with which it is sieved.
_FINE = 3


@dataclass(frozen=True, kw_only=True, slots=True)
class Near:
    """``number`` in the row that was searched; ``share`` of the shorter text that the longer one seems to hold, 0–1."""

    number: int
    share: float


@dataclass(slots=True)
class Sketches:
    """By number. ``columns`` by bit; ``counts``: how many bits each has; ``sizes``: which have at least so many bits,
    and not more than the next. Grows at its end alone, so that whoever is searching it meanwhile is not disturbed.
    """

    columns: dict[int, int] = field(default_factory=dict)
    counts: list[int] = field(default_factory=list)
    sizes: dict[int, int] = field(default_factory=dict)

    def add(self, sketches: Iterable[Sketch]) -> None:
        waiting = iter(sketches)
        while block := [*islice(waiting, _BLOCK)]:
            self._add(block)

    def _add(self, sketches: Sequence[Sketch]) -> None:
        columns: dict[int, int] = defaultdict(int)
        for number, sketch in enumerate(sketches):
            mark = 1 << number
            for bit in sketch:
                columns[bit] |= mark
        self.put(columns, [*map(len, sketches)])

    def put(self, columns: Mapping[int, int], counts: Sequence[int]) -> None:
        """Some that are turned already."""
        before = len(self.counts)
        # In this order: who searches meanwhile looks for sizes first, and finds all the rest of what has one.
        self.counts += counts
        for bit, marks in columns.items():
            self.columns[bit] = self.columns.get(bit, 0) | marks << before
        for number, count in enumerate(counts, before):
            size = _find_size(count)
            self.sizes[size] = self.sizes.get(size, 0) | 1 << number


def restore_sketches(columns: Mapping[int, int], counts: Sequence[int]) -> Sketches:
    """Those that had these ``columns`` and ``counts``."""
    sketches = Sketches()
    sketches.put(columns, counts)
    return sketches


@dataclass(frozen=True, slots=True)
class Row:
    """Some of the sketches, by their numbers, in an order of its own; several may have one sketch."""

    sketches: Sketches = field(default_factory=Sketches)
    numbers: tuple[int, ...] = ()

    def __len__(self) -> int:
        return len(self.numbers)

    def cut(self, length: int) -> Row:
        """The first so many."""
        return Row(self.sketches, self.numbers[:length])


def find_near(row: Row, wanted: Sketch, *, least: float, most: int) -> list[Near]:
    """Those that share at least so much with the one wanted, the nearest first, equals as they stand in the row."""
    shares = dict(_measure(row.sketches, wanted, least)) if wanted else {}
    near = [Near(number=place, share=shares[number]) for place, number in enumerate(row.numbers) if number in shares]
    return nlargest(most, near, key=lambda found: (found.share, -found.number))


def find_holding(row: Row, wanted: Sketch) -> Iterator[int]:
    """The places in the row of those that have every bit of it: no other text can hold the signs that it is of."""
    holding = (1 << len(row.sketches.counts)) - 1
    for bit in wanted:
        holding &= row.sketches.columns.get(bit, 0)
    found = set(_list_marks(holding))
    return (place for place, number in enumerate(row.numbers) if number in found)


def _measure(sketches: Sketches, wanted: Sketch, least: float) -> Iterator[tuple[int, float]]:
    """(number, share). What its size alone rules out is not looked at one by one."""
    sizes = [*sketches.sizes.items()]
    planes = _add_up([column for bit in wanted if (column := sketches.columns.get(bit))])
    for size, marks in sizes:
        smaller, chance = _expect(size, len(wanted))
        for number in _list_marks(_sieve(planes, int(smaller * (chance + least * (1 - chance))), marks)):
            common = sum((plane >> number & 1) << place for place, plane in enumerate(planes))
            smaller, chance = _expect(sketches.counts[number], len(wanted))
            if common > smaller * chance and (share := (common / smaller - chance) / (1 - chance)) >= least:
                yield number, share


def _expect(one: int, other: int) -> tuple[int, float]:
    """How many bits the smaller of two has, and which part of them is common to both by chance."""
    return min(one, other), max(one, other) / BITS


def _find_size(count: int) -> int:
    rest = max(0, count.bit_length() - _FINE)
    return count >> rest << rest


def _add_up(columns: list[int]) -> list[int]:
    """The sums of all columns as binary digits, the lowest first: three digits of a kind are one of them and one of the
    next kind (a carry-save adder).
    """
    planes = []
    while columns:
        carried = []
        while len(columns) > 1:
            one, two, three = columns.pop(), columns.pop(), columns.pop() if columns else 0
            odd = one ^ two
            carried.append(one & two | odd & three)
            columns.append(odd ^ three)
        planes += columns
        columns = carried
    return planes


def _sieve(planes: Sequence[int], least: int, marks: int) -> int:
    """Of those marked the ones whose sum is at least so much."""
    over = 0
    for place in reversed(range(max(len(planes), least.bit_length()))):
        plane = planes[place] if place < len(planes) else 0
        if least >> place & 1:
            marks &= plane
        else:
            over |= marks & plane
            marks &= ~plane
    return over | marks


def _list_marks(marks: int) -> Iterator[int]:
    while marks:
        lowest = marks & -marks
        yield lowest.bit_length() - 1
        marks ^= lowest
