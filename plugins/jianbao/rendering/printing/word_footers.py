"""Page numbers of a Word document, and head and foot of a letter's first page (GB/T 9704-2012, 7.5, 9.1)."""

from __future__ import annotations

from collections.abc import Sequence

from docx.document import Document as WordDocument

from jianbao.rendering.papers.style import Colour, PageLook, Rule
from jianbao.rendering.printing.word_page import make_frame
from jianbao.rendering.printing.word_rules import PAGE_HEIGHT, PAGE_WIDTH, make_rule
from jianbao.rendering.printing.word_styles import FOLIO, folio_line
from jianbao.rendering.printing.word_tables import make_look
from jianbao.rendering.printing.word_xml import Element, make, millimetres_to_twips, to_twips, value

# Of a letter's first page: 20 mm above the paper's edge, as wide as the rule under its head, thin above thick.
_FOOT = 20
_FOOT_RULE = Rule(weight=0.7, second=2, colour=Colour.RED, width=170)
# What a number takes along the edge of a page that lies on its side, in twips: — 1000 —.
_ALONG = 2000
_NO_MARGINS = {"top": 0, "left": 0, "bottom": 0, "right": 0}


def add_footers(word: WordDocument, page: PageLook, *, landscape: bool, first: bool) -> list[Element]:
    """The references by which a section names them: odd pages, even pages, and the ``first`` page."""
    make_folio = _make_side_folio if landscape else _make_folio
    feet = {"default": make_folio(page, odd=True), "even": make_folio(page, odd=False)}
    if first:
        feet["first"] = make_folio(page, odd=True) if page.folio_first else _make_foot(page)
    references = []
    for kind, paragraphs in feet.items():
        part, identity = word.part.add_footer_part()  # type: ignore[no-untyped-call]
        part.element[:] = paragraphs
        references.append(make("w:footerReference", {"type": kind, "r:id": identity}))
    return references


def add_header(word: WordDocument, paragraphs: Sequence[Element]) -> Element:
    """Of the first page alone: a masthead that begins above the type area pushes the text down from there."""
    part, identity = word.part.add_header_part()  # type: ignore[no-untyped-call]
    part.element[:] = paragraphs
    return make("w:headerReference", {"type": "first", "r:id": identity})


def _make_folio(page: PageLook, *, odd: bool) -> list[Element]:
    """With one character free at the outer edge."""
    side = "right" if odd else "left"
    return [_make_number(value("w:jc", side), make("w:ind", {side: to_twips(page.folio_size)}))]


def _make_side_folio(page: PageLook, *, odd: bool) -> list[Element]:
    """Where it stands when the page is held upright, and turned as the paper is: in a cell with text from top down."""
    line, free = folio_line(page), to_twips(page.folio_size)
    outer = millimetres_to_twips(page.outer) + free
    place = {
        "vertAnchor": "page",
        "horzAnchor": "page",
        "tblpX": millimetres_to_twips(page.bottom - page.folio_drop) - line // 2,
        "tblpY": millimetres_to_twips(PAGE_WIDTH) - outer - _ALONG if odd else outer,
    }
    cell = make(
        "w:tc",
        None,
        make("w:tcPr", None, make("w:tcW", {"w": line, "type": "dxa"}), value("w:textDirection", "tbRl")),
        _make_number(value("w:jc", "right" if odd else "left")),
    )
    height = make("w:trPr", None, make("w:trHeight", {"val": _ALONG, "hRule": "exact"}))
    look = make_look(line, _NO_MARGINS, make("w:tblpPr", place))
    grid = make("w:tblGrid", None, make("w:gridCol", {"w": line}))
    return [make("w:tbl", None, look, grid, make("w:tr", None, height, cell)), _make_empty()]


def _make_number(*direct: Element) -> Element:
    """— 1 —."""
    number = make("w:fldSimple", {"instr": " PAGE "}, _make_run("1"))
    properties = make("w:pPr", None, value("w:pStyle", FOLIO), *direct)
    return make("w:p", None, properties, _make_run("— "), number, _make_run(" —"))


def _make_run(text: str) -> Element:
    written = make("w:t", {"xml:space": "preserve"})
    written.text = text
    return make("w:r", None, written)


def _make_empty() -> Element:
    return make("w:p", None, make("w:pPr", None, value("w:pStyle", FOLIO)))


def _make_foot(page: PageLook) -> list[Element]:
    """Of the first page, which has no number."""
    if not page.foot_rule:
        return [_make_empty()]
    frame = make_frame(page, _FOOT_RULE.width, PAGE_HEIGHT - _FOOT)
    return [make_rule(_FOOT_RULE, page, above=0, frame=frame), _make_empty()]
