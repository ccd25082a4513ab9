"""Pictures that cannot be printed are told before anything is made: no one waits for 40 megapixels to be decoded."""

from __future__ import annotations

from collections.abc import Iterator

from jianbao.problems import NOWHERE, Problem
from jianbao.reading.pictures import MILLION, find_fault
from jianbao.rendering.papers.paper import Block, Cell, Figure, Paper, Table

_SMALLER = "用看图软件把图片缩小后另存，长边2400像素就足够印满版心"
_AGAIN = "用看图软件打开原图，另存为 PNG 或 RGB 的 JPEG"


def find_bad_pictures(paper: Paper, megapixels: int) -> list[Problem]:
    """As the checks ``picture-large`` and ``picture-broken`` find them in what is not signed yet."""
    found = (_find(paper, figure, megapixels) for figure in _figures(paper.blocks))
    return list(dict.fromkeys(problem for problem in found if problem))


def _find(paper: Paper, figure: Figure, megapixels: int) -> Problem | None:
    told = f"{paper.title}：图片“{figure.caption}”"
    if figure.width * figure.height > megapixels * MILLION:
        message = f"{told}为{figure.width}×{figure.height}像素，超过{megapixels * 100}万像素"
        return Problem(code="picture-large", place=NOWHERE, message=message, hint=_SMALLER)
    fault = find_fault(paper.pictures[figure.name])
    return fault and Problem(code="picture-broken", place=NOWHERE, message=f"{told}{fault.value}", hint=_AGAIN)


def _figures(blocks: tuple[Block, ...]) -> Iterator[Figure]:
    for block in blocks:
        if isinstance(block, Figure):
            yield block
        elif isinstance(block, Table):
            yield from (figure for row in block.rows for cell in row for figure in _in_cell(cell))


def _in_cell(cell: Cell) -> Iterator[Figure]:
    return (block for block in cell.blocks if isinstance(block, Figure))
