"""版记 of a Word document: a table that floats at the foot of the page on which the text ends."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from copy import deepcopy
from math import ceil

from rich.cells import cell_len

from jianbao.rendering.papers.paper import ImprintRow
from jianbao.rendering.papers.style import PageLook, Rule
from jianbao.rendering.papers.widths import text_width
from jianbao.rendering.printing.word_rules import make_border
from jianbao.rendering.printing.word_styles import COLOURS, IMPRINT, IMPRINT_SIZE
from jianbao.rendering.printing.word_tables import make_look
from jianbao.rendering.printing.word_text import make_text
from jianbao.rendering.printing.word_xml import Element, make, to_twips, value

_EM = to_twips(IMPRINT_SIZE)
_NUMBER = re.compile("[0-9]+")
_NO_MARGINS = {"top": 0, "left": 0, "bottom": 0, "right": 0}


def make_imprint(imprint: Sequence[ImprintRow | Rule], page: PageLook, *, landscape: bool = False) -> Element:
    """Its last rule lies on the type area's edge. The paragraph that follows it is the one that it floats with."""
    width = to_twips(text_width(page, landscape=landscape))
    longest = max(_measure(row.right) for row in imprint if isinstance(row, ImprintRow))
    right = min(_EM * (longest + 2), width // 2)
    # LibreOffice 7 lets a table as wide as the text float only where it is placed by the page: in its middle, which is
    # 1 mm off the text, for the inner margin is 2 mm wider than the outer one.
    place = {"leftFromText": 0, "rightFromText": 0, "topFromText": 0, "bottomFromText": 0,
             "vertAnchor": "margin", "horzAnchor": "page", "tblpXSpec": "center", "tblpYSpec": "bottom"}  # fmt: skip
    look = make_look(width, _NO_MARGINS, make("w:tblpPr", place), value("w:tblOverlap", "never"))
    columns = make("w:tblGrid", None, *(make("w:gridCol", {"w": part}) for part in (width - right, right)))
    return make("w:tbl", None, look, columns, *_make_rows(imprint, width, right))


def _measure(text: str) -> int:
    """In whole characters. LibreOffice leaves a quarter of one free on both sides of a number, whatever it is told."""
    return cell_len(text) // 2 + ceil(len(_NUMBER.findall(text)) / 2)


def _make_rows(imprint: Sequence[ImprintRow | Rule], width: int, right: int) -> Iterator[Element]:
    """A rule is the upper border of the row below it; the last one is the lower border of the last row."""
    rows = [number for number, entry in enumerate(imprint) if isinstance(entry, ImprintRow)]
    for number in rows:
        row = imprint[number]
        assert isinstance(row, ImprintRow)
        rules = {"top": imprint[number - 1] if number else None, "bottom": imprint[-1] if number == rows[-1] else None}
        drawn = {side: rule for side, rule in rules.items() if isinstance(rule, Rule)}
        borders = [make_border(side, rule.weight, COLOURS[rule.colour]) for side, rule in drawn.items()]
        if row.right:
            cells = [_make_cell(row.text, width - right, borders), _make_cell(row.right, right, borders, way="right")]
        else:
            cells = [_make_cell(row.label + row.text, width, borders, hang=len(row.label), span=2, way="both")]
        yield make("w:tr", None, make("w:trPr", None, make("w:cantSplit")), *cells)


def _make_cell(
    text: str, width: int, borders: Sequence[Element], *, hang: int = 0, span: int = 1, way: str = "left"
) -> Element:
    """One character free at both ends; what follows a label stands under what follows it."""
    properties = make(
        "w:tcPr",
        None,
        make("w:tcW", {"w": width, "type": "dxa"}),
        value("w:gridSpan", span) if span > 1 else None,
        make("w:tcBorders", None, *(deepcopy(border) for border in borders)) if borders else None,
        value("w:vAlign", "bottom"),
    )
    ends = {"left": 0 if way == "right" else _EM * (1 + hang), "right": _EM if way == "right" or span > 1 else 0}
    indent = make("w:ind", {**ends, **({"hanging": _EM * hang} if hang else {})})
    paragraph = make("w:pPr", None, value("w:pStyle", IMPRINT), indent, value("w:jc", way))
    return make("w:tc", None, properties, make("w:p", None, paragraph, make("w:r", None, *make_text(text))))
