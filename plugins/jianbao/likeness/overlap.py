"""重合: the passages that two texts have in common, wherever in each of them they stand."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from jianbao.likeness.folding import Folded, fold_text

# So many signs in a row are found again at once; shorter runs are words that all texts share.
_SEED = 6
# Of a phrase that a text says again and again only the first places are tried.
_MOST_PLACES = 16
# A changed figure or word within a passage does not end it.
_GAP = 4
# Past this a text is compared as far as it goes.
_LONGEST = 30_000


@dataclass(frozen=True, kw_only=True, slots=True)
class Passage:
    """Where it stands in each of the two texts as written (end exclusive), and how many signs of it are the same."""

    first: tuple[int, int]
    second: tuple[int, int]
    signs: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Overlap:
    """Passages as they stand in the first text; ``of_first`` and ``of_second``: the share of each text's signs, 0–1."""

    passages: tuple[Passage, ...]
    of_first: float
    of_second: float

    @property
    def share(self) -> float:
        """Of that text of which more is in the other."""
        return max(self.of_first, self.of_second)


@dataclass(frozen=True, slots=True)
class _Run:
    """So many equal signs from there in the one and from there in the other."""

    first: int
    second: int
    length: int


@dataclass(frozen=True, slots=True)
class Seeded:
    """A text that is compared with many others: folded, the few signs that begin at each place of it, and at which
    places each of these stand.
    """

    folded: Folded
    row: tuple[str, ...]
    seeds: Mapping[str, Sequence[int]]


def seed_text(text: str, fold: Callable[[str], Folded] = fold_text) -> Seeded:
    folded = fold(text)
    signs = folded.signs[:_LONGEST]
    row = tuple(signs[place : place + _SEED] for place in range(len(signs) - _SEED + 1))
    return Seeded(folded, row, _list_seeds(row))


def find_overlap(first: str, second: str, *, shortest: int = 10, fold: Callable[[str], Folded] = fold_text) -> Overlap:
    """Runs of at least so many equal signs; those parted only by a changed figure or word are one passage. With
    ``fold_figures`` all figures are equal.
    """
    return compare_seeded(seed_text(first, fold), seed_text(second, fold), shortest=shortest)


def compare_seeded(first: Seeded, second: Seeded, *, shortest: int) -> Overlap:
    """As ``find_overlap``, of texts that were made ready before."""
    one, other = first.folded, second.folded
    runs = _find_runs(first, second, shortest)
    same = sum(run.length for run in runs)
    return Overlap(
        passages=tuple(_make_passage(one, other, group) for group in _join(runs)),
        of_first=same / len(one.signs) if runs else 0.0,
        of_second=_count_covered(runs) / len(other.signs) if runs else 0.0,
    )


def spare_figures(text: str, span: tuple[int, int]) -> tuple[int, int]:
    """Of a part of a text, as it is shown, what is left without the halves of figures that it begins or ends with."""
    begin, end = span
    while begin < end and text[begin].isdigit() and text[begin - 1 : begin].isdigit():
        begin += 1
    while begin < end and text[end - 1].isdigit() and text[end : end + 1].isdigit():
        end -= 1
    return begin, end


def _find_runs(first: Seeded, second: Seeded, shortest: int) -> list[_Run]:
    """From the left of the first text, at each place the longest run; the passages of the other may be in any order."""
    one, other, seeds = first.folded.signs[:_LONGEST], second.folded.signs[:_LONGEST], second.seeds
    runs: list[_Run] = []
    done = 0
    for place in [place for place, signs in enumerate(first.row) if signs in seeds]:
        if place >= done:
            run = _find_longest(one, other, place, seeds[first.row[place]], runs)
            if run.length >= shortest:
                runs.append(run)
                done = run.first + run.length
    return runs


def _list_seeds(row: Sequence[str]) -> dict[str, list[int]]:
    seeds: dict[str, list[int]] = {}
    for place, signs in enumerate(row):
        known = seeds.setdefault(signs, [])
        if len(known) < _MOST_PLACES:
            known.append(place)
    return seeds


def _find_longest(one: str, other: str, place: int, starts: Sequence[int], runs: Sequence[_Run]) -> _Run:
    """Of equals the one that goes on where the last run ended, so that a text told in order is found in order."""
    expected = runs[-1].second + runs[-1].length if runs else 0
    found = (_Run(place, start, _count_equal(one, other, place, start)) for start in starts)
    return max(found, key=lambda run: (run.length, -abs(run.second - expected), -run.second))


def _count_equal(one: str, other: str, first: int, second: int) -> int:
    """By halves: each comparison is of whole strings."""
    low, high = _SEED, min(len(one) - first, len(other) - second)
    while low < high:
        middle = (low + high + 1) // 2
        if one.startswith(other[second + low : second + middle], first + low):
            low = middle
        else:
            high = middle - 1
    return low


def _count_covered(runs: Sequence[_Run]) -> int:
    """Signs of the second text; what the first says twice is there once."""
    covered, end = 0, 0
    for run in sorted(runs, key=lambda run: run.second):
        covered += max(0, run.second + run.length - max(end, run.second))
        end = max(end, run.second + run.length)
    return covered


def _join(runs: Sequence[_Run]) -> list[list[_Run]]:
    groups: list[list[_Run]] = []
    for run in runs:
        if groups and _goes_on(groups[-1][-1], run):
            groups[-1].append(run)
        else:
            groups.append([run])
    return groups


def _goes_on(last: _Run, run: _Run) -> bool:
    gap = run.first - last.first - last.length
    other = run.second - last.second - last.length
    return gap <= _GAP and 0 <= other <= _GAP


def _make_passage(one: Folded, other: Folded, group: Sequence[_Run]) -> Passage:
    begin, end = group[0], group[-1]
    return Passage(
        first=one.locate(begin.first, end.first + end.length),
        second=other.locate(begin.second, end.second + end.length),
        signs=sum(run.length for run in group),
    )
