"""How much stands free above each part of a paper: worked out once, so that PDF and Word leave the same lines free.

Every line of text lies on the grid of the type area, whatever the masthead above it measures.
"""

from __future__ import annotations

from math import ceil

from jianbao.rendering.papers.paper import Block, Break, Line, Masthead, Paper, Paragraph
from jianbao.rendering.papers.style import PageLook, Rule, Style

_POINTS = 72 / 25.4
# Between the two lines of a double rule, in points.
DOUBLE_GAP = 1.2
# So much over a full line is no line more: rounding of points.
_SLACK = 0.01


def blank_lines(paper: Paper, *, tight: bool = False) -> tuple[float, ...]:
    """Lines left free above each block. ``tight`` halves what is free on both sides of a title under its column."""
    blocks = (None, None, *paper.blocks)
    above = [_blank(paper, before, block) for before, block in zip(blocks[1:], paper.blocks, strict=False)]
    if not tight:
        return tuple(above)
    heads = [block is not None and _is_head(paper, block) for block in blocks]
    halved = [
        (second and third) or (first and second)
        for first, second, third in zip(heads, heads[1:], heads[2:], strict=False)
    ]
    return tuple(lines / 2 if half else lines for lines, half in zip(above, halved, strict=True))


def _is_head(paper: Paper, block: Block) -> bool:
    return isinstance(block, Paragraph) and paper.style.role(block.role).keep


def _blank(paper: Paper, before: Block | None, block: Block) -> float:
    style = paper.style
    if before is None:
        is_title = isinstance(block, Paragraph) and block.role == "title"
        return 0 if not paper.masthead else style.lead_title if is_title else style.lead
    first, second = (style.role(part.role) if isinstance(part, Paragraph) else None for part in (before, block))
    if isinstance(before, Break) or isinstance(block, Break) or (first and first is second):
        return 0
    return max(first.after if first else 0, second.before if second else 0)


def masthead_gaps(masthead: Masthead, page: PageLook) -> tuple[float, ...]:
    """Points left free above each part: a rule stands so far below the characters, not below the line that they are
    centred in (GB/T 9704-2012, 7.2.7).
    """
    gaps = []
    below = 0.0
    for part in masthead:
        gaps.append(max(part.above * _POINTS - below, 0) if isinstance(part, Rule) else 0)
        below = _below(part, page) if isinstance(part, Line) else 0
    return tuple(gaps)


def _below(line: Line, page: PageLook) -> float:
    """From the lower edge of its characters to that of the line."""
    is_empty = not (line.left or line.centre or line.right)
    return 0 if is_empty else (line.height * page.line - line.size) / 2


def rule_height(rule: Rule) -> float:
    return rule.weight + (DOUBLE_GAP + rule.second if rule.second else 0)


def masthead_space(masthead: Masthead, style: Style) -> float:
    """Points between the masthead and the next line of the grid."""
    page = style.page
    if not masthead:
        return 0
    heights = [part.height * page.line if isinstance(part, Line) else rule_height(part) for part in masthead]
    used = sum(heights) + sum(masthead_gaps(masthead, page)) - style.rise * _POINTS
    return max(ceil(used / page.line - _SLACK), 0) * page.line - used
