"""Elements of WordprocessingML. Word refuses a file whose properties stand in another order than the schema's, so
whatever is given here is sorted into it.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from jianbao.rendering.papers.html_blocks import clean

Element = Any
# Twentieths of a point.
TWIPS_PER_MM = 1440 / 25.4
# What XML 1.0 has no way to write.
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

# The order of the schema (ECMA-376 part 1, annex A), as far as it is used here.
_ORDER: Mapping[str, Sequence[str]] = {
    "w:pPr": (
        "pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl", "pBdr", "tabs", "kinsoku",
        "wordWrap", "overflowPunct", "topLinePunct", "autoSpaceDE", "autoSpaceDN", "adjustRightInd", "snapToGrid",
        "spacing", "ind", "jc", "textAlignment", "outlineLvl", "rPr", "sectPr",
    ),
    "w:rPr": (
        "rStyle", "rFonts", "b", "bCs", "i", "iCs", "strike", "color", "spacing", "kern", "sz", "szCs", "u",
        "vertAlign", "lang",
    ),
    "w:sectPr": ("headerReference", "footerReference", "type", "pgSz", "pgMar", "cols", "titlePg", "docGrid"),
    "w:tblPr": (
        "tblStyle", "tblpPr", "tblOverlap", "tblW", "jc", "tblInd", "tblBorders", "tblLayout", "tblCellMar", "tblLook",
    ),
    "w:tcPr": ("tcW", "gridSpan", "vMerge", "tcBorders", "textDirection", "vAlign"),
    "w:pBdr": ("top", "left", "bottom", "right"),
    "w:style": ("name", "basedOn", "next", "uiPriority", "semiHidden", "unhideWhenUsed", "qFormat", "pPr", "rPr",
                "tblPr"),
}  # fmt: skip


def make(tag: str, attributes: Mapping[str, Any] | None = None, *children: Element | None) -> Element:
    """``make("w:jc", {"val": "center"})``; children that are None are left out, known ones put in order."""
    element = OxmlElement(tag)
    for name, value in (attributes or {}).items():
        element.set(qn(name if ":" in name else f"w:{name}"), to_xml(str(value)))
    present = [child for child in children if child is not None]
    if tag in _ORDER:
        places = {qn(f"w:{name}"): place for place, name in enumerate(_ORDER[tag])}
        present.sort(key=lambda child: places[child.tag])
    element.extend(present)
    return element


def value(tag: str, written: Any) -> Element:
    """An element that only says ``w:val``."""
    return make(tag, {"val": written})


def to_twips(points: float) -> int:
    """Never more than asked for: what has to fit on a line or a page, fits."""
    return math.floor(round(points * 20, 6))


def millimetres_to_twips(length: float) -> int:
    return round(length * TWIPS_PER_MM)


def to_eighths(points: float) -> int:
    """Weights of rules."""
    return max(2, round(points * 8))


def to_xml(text: str) -> str:
    """Without what no print shows, and what no XML may hold."""
    return _NOT_XML.sub("", clean(text))
