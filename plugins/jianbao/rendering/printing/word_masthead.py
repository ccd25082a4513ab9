"""The masthead of a Word document: a paragraph for each of its lines, with tabs between left, middle and right."""

from __future__ import annotations

from collections.abc import Iterator

from jianbao.rendering.papers.masthead import COPY
from jianbao.rendering.papers.paper import Line, Paper
from jianbao.rendering.papers.spacing import masthead_gaps
from jianbao.rendering.papers.style import Colour, PageLook, Rule
from jianbao.rendering.printing.word_rules import make_border, make_rule
from jianbao.rendering.printing.word_styles import COLOURS, MASTHEAD, Fonts, make_face, make_size
from jianbao.rendering.printing.word_text import make_text
from jianbao.rendering.printing.word_xml import Element, make, millimetres_to_twips, to_twips, value

# The height that a line of text takes at least, in its own size.
_HEIGHT = 1.2
# 送审稿: its size and tracking, the space to its box, in points; how far it stands above the type area.
_STAMP_SIZE, _STAMP_TRACKING, _STAMP_SPACE, _STAMP_RISE = 16, 4, 6, 16


def make_masthead(paper: Paper, fonts: Fonts) -> Iterator[Element]:
    """A Word file bears no copy numbers: their place is empty."""
    page = paper.style.page
    if paper.stamp:
        yield _make_stamp(paper.stamp, page, fonts)
    for part, above in zip(paper.masthead, masthead_gaps(paper.masthead, page), strict=True):
        yield make_rule(part, page, above) if isinstance(part, Rule) else _make_line(part, page, fonts)


def _make_line(line: Line, page: PageLook, fonts: Fonts) -> Element:
    left, centre, right = (part.replace(COPY, "") for part in (line.left, line.centre, line.right))
    properties = [value("w:pStyle", MASTHEAD), _make_spacing(line, page)]
    inset, width = to_twips(line.inset * line.size), millimetres_to_twips(page.width)
    if centre and not left and not right:
        text = centre
        properties.append(value("w:jc", "center"))
    else:
        stops = {"center": (centre, width // 2), "right": (right, width - inset)}
        text = left + "".join(f"\t{part}" for part, _ in stops.values() if part)
        tabs = [make("w:tab", {"val": kind, "pos": place}) for kind, (part, place) in stops.items() if part]
        properties += [make("w:tabs", None, *tabs) if tabs else None, make("w:ind", {"left": inset})]
    # The space after the last character would push the line off its place.
    last = -1 if line.tracking and text else len(text)
    pieces = [(text[:last], to_twips(line.tracking)), (text[last:], 0)]
    runs = [_make_run(piece, fonts, line, tracking) for piece, tracking in pieces if piece]
    return make("w:p", None, make("w:pPr", None, *properties), *runs)


def _make_run(text: str, fonts: Fonts, line: Line, tracking: int) -> Element:
    look = (*make_face(fonts, line.font), value("w:color", COLOURS[line.colour]), *make_size(line.size))
    return make("w:r", None, make("w:rPr", None, *look, value("w:spacing", tracking)), *make_text(text))


def _make_spacing(line: Line, page: PageLook) -> Element:
    """The text in the middle of the height that the line takes."""
    room, height = to_twips(line.height * page.line), to_twips(min(line.height * page.line, line.size * _HEIGHT))
    above = (room - height) // 2
    return make("w:spacing", {"before": above, "after": room - height - above, "line": height, "lineRule": "exact"})


def _make_stamp(stamp: str, page: PageLook, fonts: Fonts) -> Element:
    """At the right, above the type area, in a red box."""
    frame = make(
        "w:framePr",
        {
            "w": to_twips(len(stamp) * (_STAMP_SIZE + _STAMP_TRACKING) + 3 * _STAMP_SPACE),
            "hSpace": 0,
            "wrap": "around",
            "vAnchor": "page",
            "hAnchor": "margin",
            "xAlign": "right",
            "y": millimetres_to_twips(page.top - _STAMP_RISE),
        },
    )
    red = COLOURS[Colour.RED]
    sides = [make_border(side, 1, red, _STAMP_SPACE) for side in ("top", "left", "bottom", "right")]
    height = to_twips(_STAMP_SIZE * _HEIGHT)
    properties = make(
        "w:pPr",
        None,
        value("w:pStyle", MASTHEAD),
        frame,
        make("w:pBdr", None, *sides),
        make("w:spacing", {"line": height, "lineRule": "exact"}),
        value("w:jc", "center"),
    )
    line = Line(font="heading", size=_STAMP_SIZE, colour=Colour.RED)
    run = _make_run(stamp, fonts, line, to_twips(_STAMP_TRACKING))
    return make("w:p", None, properties, run)
