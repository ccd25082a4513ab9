"""版记 stands at the foot of the last page of the text, and on a page of its own only where nothing else is possible.

A paper is set plainly first; where its imprint then stands alone, again with fewer free lines; then with the last
lines of its text taken over to the imprint's page (GB/T 9704-2012, 7.4 and 7.3.7: no page without text).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from jianbao.rendering.papers.paper import Block, Paper, Paragraph

# At least so many lines of a paragraph stand on either side of a page's end when it is parted on purpose.
_LINES = 2
# A last paragraph of so many lines is taken over whole.
_SHORT = 4


@dataclass(frozen=True, kw_only=True, slots=True)
class Fit:
    """``index``: before which block a page ends, or, where ``reserve`` is not 0, so many points of its page stay empty
    at the foot. ``clearance``: points between text and imprint.
    """

    tight: bool = False
    index: int = -1
    reserve: float = 0
    clearance: float = 0


@dataclass(frozen=True, kw_only=True, slots=True)
class Spot:
    """A page, and a line of it counted from 1."""

    page: int
    line: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Setting:
    """How a paper was set: where each block begins and ends, and the page of the imprint."""

    begins: Mapping[int, Spot]
    ends: Mapping[int, Spot]
    imprint: int


def is_alone(paper: Paper, setting: Setting) -> bool:
    """No text stands on the imprint's page, or nothing but who gave it."""
    last = _last_paragraph(paper.blocks)
    ends = [setting.ends[last]] if last is not None and last in setting.ends else list(setting.ends.values())
    return bool(ends) and setting.imprint > max(spot.page for spot in ends)


def first_fit(paper: Paper) -> Fit:
    return Fit(clearance=paper.style.page.line)


def other_fits(paper: Paper, plain: Setting) -> Iterator[Fit]:
    """What may be tried when the first leaves the imprint alone, the best first."""
    line = paper.style.page.line
    yield Fit(tight=True, clearance=line / 3)
    last = _last_paragraph(paper.blocks)
    if last is None or last not in plain.ends:
        return
    begin, end = plain.begins[last], plain.ends[last]
    if begin.page != end.page:
        return
    lines = end.line - begin.line + 1
    whole = Fit(index=last, clearance=line)
    lines_left = paper.style.page.lines - end.line + _LINES
    parted = Fit(index=last, reserve=lines_left * line, clearance=line)
    if lines > _SHORT or not _may_part(paper, last):
        yield from [parted] if lines >= 2 * _LINES else []
    if _may_part(paper, last):
        yield whole


def _last_paragraph(blocks: tuple[Block, ...]) -> int | None:
    """The last one of the text itself; None where a table or a picture comes after it."""
    for index in range(len(blocks) - 1, -1, -1):
        block = blocks[index]
        if not isinstance(block, Paragraph):
            return None
        if block.role in ("body", "list", "quote"):
            return index
    return None


def _may_part(paper: Paper, index: int) -> bool:
    """Whether a page may end before this block: not right after a heading, nor with nothing on it."""
    if index == 0:
        return False
    before = paper.blocks[index - 1]
    return not (isinstance(before, Paragraph) and paper.style.role(before.role).keep)
