"""我们的／上级的: the sentences of a proposal beside each other, with what is the same in both."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from jianbao.likeness import cut_at, find_overlap, spare_figures
from jianbao.proposing import Proposal

# So many signs in a row are no chance; shorter runs are words that all such texts share.
_SHORTEST = 6

Marked = tuple[tuple[str, bool], ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Row:
    """One sentence of ours and one of theirs, cut into parts: (text, whether the other holds it too). ``name`` is 标题,
    or the number of the pair; ``text`` says which of our texts it is of.
    """

    name: str
    text: int
    ours: Marked
    theirs: Marked


def list_rows(proposal: Proposal) -> list[Row]:
    """The titles of each of our texts, and its pairs in the order in which they stand in theirs."""
    rows = list(_title_rows(proposal))
    pairs = sorted(proposal.pairs, key=lambda pair: (pair.theirs, pair.text, pair.ours))
    for number, pair in enumerate(pairs, 1):
        ours = proposal.texts[pair.text].text[slice(*pair.ours)]
        theirs = proposal.upper.text[slice(*pair.theirs)]
        rows.append(_make_row(str(number), pair.text, ours, theirs))
    return rows


def _title_rows(proposal: Proposal) -> Iterator[Row]:
    for index, text in enumerate(proposal.texts):
        theirs = proposal.upper.title if index == 0 else ""
        yield _make_row("标题", index, text.title, theirs, proposal.upper.title)


def _make_row(name: str, text: int, ours: str, theirs: str, against: str = "") -> Row:
    overlap = find_overlap(ours, theirs or against, shortest=_SHORTEST)
    return Row(
        name=name,
        text=text,
        ours=_cut(ours, [passage.first for passage in overlap.passages]),
        theirs=_cut(theirs, [passage.second for passage in overlap.passages]) if theirs else (),
    )


def _cut(text: str, places: list[tuple[int, int]]) -> Marked:
    marks = [(spare_figures(text, place), 1) for place in places]
    return tuple((part, bool(number)) for part, number in cut_at(text, marks))
