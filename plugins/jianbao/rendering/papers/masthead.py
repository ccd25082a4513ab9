"""报头 and 版记: the lines that a style states, filled with what this paper is."""

from __future__ import annotations

from collections.abc import Mapping

from jianbao.model import Document
from jianbao.rendering.papers.paper import ImprintRow, Line, Masthead, Rule
from jianbao.rendering.papers.style import LineLook, RowLook, RuleLook, Style, fill, fill_piece
from jianbao.rendering.templates import chinese_date

# Where the copy number stands until copies are printed.
COPY = "{copy}"
_POINTS = 72 / 25.4


def make_masthead(style: Style, values: Mapping[str, str]) -> Masthead:
    known = {**values, "copy": COPY}
    return tuple(_make_rule(look) if isinstance(look, RuleLook) else _make_line(look, known) for look in style.masthead)


def make_imprint(style: Style, values: Mapping[str, str]) -> tuple[ImprintRow | Rule, ...]:
    """Rows without a value are left out, and with them a rule that would follow another; empty if nothing is left."""
    rows: list[ImprintRow | Rule] = []
    for look in style.imprint:
        made = _make_rule(look) if isinstance(look, RuleLook) else _make_row(look, values)
        if made and not (isinstance(made, Rule) and rows and isinstance(rows[-1], Rule)):
            rows.append(made)
    return tuple(rows) if any(isinstance(row, ImprintRow) for row in rows) else ()


def describe_document(document: Document) -> dict[str, str]:
    """The fields that styles may name in a masthead and in 版记."""
    imprint = document.imprint
    return {
        "mark": document.mark,
        "name": document.name,
        "series": document.series_name if document.series_name not in document.number_text else "",
        "number": document.number_text,
        "issuer": document.issuer,
        "date": chinese_date(document.date) if document.date else "",
        "up": "；".join(imprint.up),
        "peer": "；".join(imprint.peer),
        "down": "；".join(imprint.down),
        "extra": "；".join(imprint.extra),
        "copies": str(imprint.copies or ""),
        "signatory": imprint.signatory,
        "reviewer": imprint.reviewer,
        "editor": imprint.editor,
        "proofreader": imprint.proofreader,
        "phone": imprint.phone,
    }


def _make_rule(look: RuleLook) -> Rule:
    return Rule(weight=look.weight, second=look.second, colour=look.colour, above=look.above, width=look.width)


def _make_line(look: LineLook, values: Mapping[str, str]) -> Line:
    centre = fill(look.centre, values)
    size, tracking = _fit(centre, look)
    return Line(
        left=fill(look.left, values),
        centre=centre,
        right=fill(look.right, values),
        font=look.font,
        size=size,
        colour=look.colour,
        tracking=tracking,
        height=look.height,
        inset=look.inset,
    )


def _fit(text: str, look: LineLook) -> tuple[float, float]:
    """(size, tracking) in points: the space between characters gives way first, then their size."""
    count, room = max(len(text), 1), look.width * _POINTS
    size = min(look.size, room / count)
    gap = min(look.gap * size, (room - count * size) / (count - 1)) if count > 1 else 0
    return round(size, 2), round(max(gap, 0), 2)


def _make_row(look: RowLook, values: Mapping[str, str]) -> ImprintRow | None:
    if look.label:
        text = fill_piece(look.text, values)
        return ImprintRow(label=look.label, text=text) if text else None
    text = "　".join(filter(None, (fill_piece(piece, values) for piece in look.pieces)))
    right = fill_piece(look.right, values)
    return ImprintRow(text=text, right=right) if text or right else None
