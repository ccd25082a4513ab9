"""Pages of a Word document: paper and type area, and frames that are placed by them."""

from __future__ import annotations

from collections.abc import Sequence

from docx.oxml.ns import qn

from jianbao.rendering.papers.style import PageLook, Style
from jianbao.rendering.printing.word_rules import PAGE_HEIGHT, PAGE_WIDTH
from jianbao.rendering.printing.word_styles import folio_line
from jianbao.rendering.printing.word_xml import TWIPS_PER_MM, Element, make, millimetres_to_twips, to_twips, value

# Where a header would stand that no paper has, in millimetres.
_HEADER = 15


def make_section(style: Style, references: Sequence[Element], *, landscape: bool) -> Element:
    """A4, with these headers and footers. On its side the head of the page is at the binding edge (GB/T 9704, 10.1)."""
    page = style.page
    width, height = (PAGE_HEIGHT, PAGE_WIDTH) if landscape else (PAGE_WIDTH, PAGE_HEIGHT)
    upright, turned = (page.top, page.outer, page.bottom, page.inner), (page.inner, page.top, page.outer, page.bottom)
    margins = dict(zip(("top", "right", "bottom", "left"), turned if landscape else upright, strict=True))
    margins["header"] = page.top - style.rise if style.rise > 0 else _HEADER
    margins["footer"] = margins["bottom"] - page.folio_drop - folio_line(page) / TWIPS_PER_MM / 2
    size = {"w": millimetres_to_twips(width), "h": millimetres_to_twips(height)}
    differs = any(reference.get(qn("w:type")) == "first" for reference in references)
    return make(
        "w:sectPr",
        None,
        *references,
        value("w:type", "nextPage"),
        make("w:pgSz", {**size, **({"orient": "landscape"} if landscape else {})}),
        make("w:pgMar", {**{side: millimetres_to_twips(length) for side, length in margins.items()}, "gutter": 0}),
        make("w:cols", {"space": 425}),
        make("w:titlePg") if differs else None,
        make("w:docGrid", {"type": "lines", "linePitch": to_twips(page.line)}),
    )


def make_frame(page: PageLook, width: float, top: float) -> Element:
    """A frame as wide as the type area, or wider about the middle of the page, at so many millimetres from its head."""
    left = (PAGE_WIDTH - width) / 2 if width > page.width else page.inner
    return make(
        "w:framePr",
        {
            "w": millimetres_to_twips(max(width, page.width)),
            "hSpace": 0,
            "wrap": "notBeside",
            "vAnchor": "page",
            "hAnchor": "page",
            "x": millimetres_to_twips(left),
            "y": millimetres_to_twips(top),
        },
    )
