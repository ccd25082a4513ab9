"""Rules of a Word document, as borders of empty paragraphs: lines of their own would be drawings that float."""

from __future__ import annotations

from jianbao.rendering.papers.spacing import DOUBLE_GAP
from jianbao.rendering.papers.style import PageLook, Rule
from jianbao.rendering.printing.word_styles import COLOURS, RULE
from jianbao.rendering.printing.word_xml import Element, make, millimetres_to_twips, to_eighths, to_twips, value

PAGE_WIDTH, PAGE_HEIGHT = 210, 297
# The empty line that carries a rule, in twips.
_LINE = 20


def make_rule(rule: Rule, page: PageLook, above: float, below: float = 0, frame: Element | None = None) -> Element:
    """With so many points free above and below. Wider than the type area it lies in the middle of the page."""
    left = (PAGE_WIDTH - rule.width) / 2 - page.inner if rule.width > page.width else 0
    right = page.width - left - rule.width
    weights = {"top": rule.weight, "bottom": rule.second} if rule.second else {"bottom": rule.weight}
    borders = [make_border(side, weight, COLOURS[rule.colour]) for side, weight in weights.items()]
    line = to_twips(DOUBLE_GAP) if rule.second else _LINE
    properties = make(
        "w:pPr",
        None,
        value("w:pStyle", RULE),
        frame,
        make("w:pBdr", None, *borders),
        make("w:spacing", {"before": max(0, to_twips(above) - _LINE), "after": to_twips(below),
                           "line": line, "lineRule": "exact"}),
        make("w:ind", {"left": millimetres_to_twips(left), "right": millimetres_to_twips(right)}),
    )  # fmt: skip
    return make("w:p", None, properties)


def make_border(side: str, weight: float, colour: str, space: int = 0) -> Element:
    return make(f"w:{side}", {"val": "single", "sz": to_eighths(weight), "space": space, "color": colour})
