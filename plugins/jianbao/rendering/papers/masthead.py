"""报头 and 版记: the lines that a style states, filled with what this paper is."""

from __future__ import annotations

from collections.abc import Mapping

from rich.cells import cell_len

from jianbao.model import Document
from jianbao.rendering.papers.html_blocks import clean
from jianbao.rendering.papers.paper import ImprintRow, Line, Masthead
from jianbao.rendering.papers.style import LineLook, RowLook, Rule, Style, fill_piece
from jianbao.rendering.templates import chinese_date

# Where the copy number stands until copies are printed: a noncharacter (Unicode 23.7), which ``clean`` takes out of
# every text, so that none can ask for it.
COPY = "\ufdd2"
_POINTS = 72 / 25.4


def make_masthead(style: Style, values: Mapping[str, str]) -> Masthead:
    known = {**_clean(values), "copy": COPY}
    return tuple(look if isinstance(look, Rule) else _make_line(look, known) for look in style.masthead)


def make_imprint(style: Style, values: Mapping[str, str]) -> tuple[ImprintRow | Rule, ...]:
    """Rows without a value are left out, and with them a rule that would follow another; empty if nothing is left."""
    known, rows = _clean(values), list[ImprintRow | Rule]()
    for look in style.imprint:
        made = look if isinstance(look, Rule) else _make_row(look, known)
        if made and not (isinstance(made, Rule) and rows and isinstance(rows[-1], Rule)):
            rows.append(made)
    return tuple(rows) if any(isinstance(row, ImprintRow) for row in rows) else ()


def _clean(values: Mapping[str, str]) -> dict[str, str]:
    return {name: clean(value) for name, value in values.items()}


def describe_document(document: Document) -> dict[str, str]:
    """The fields that styles may name in a masthead and in 版记."""
    imprint = document.imprint
    return {
        "mark": document.mark,
        "name": document.name,
        "series": document.series_name if document.series_name not in document.number_text else "",
        "series_name": document.series_name,
        "number": document.number_text,
        "number_alone": document.number_text.removeprefix(document.series_name),
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


def _make_line(look: LineLook, values: Mapping[str, str]) -> Line:
    left, centre, right = (fill_piece(part, values) for part in (look.left, look.centre, look.right))
    size, tracking = _fit(centre, look) if centre else (_fit_sides(left, right, look), 0.0)
    return Line(
        left=left,
        centre=centre,
        right=right,
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


def _fit_sides(left: str, right: str, look: LineLook) -> float:
    """The size at which the two parts and a character between them fit: a joint issuer's name is long."""
    characters = (cell_len(left) + cell_len(right)) / 2 + 2 * look.inset + 1
    return round(min(look.size, look.width * _POINTS / characters), 2)


def _make_row(look: RowLook, values: Mapping[str, str]) -> ImprintRow | None:
    if look.label:
        text = fill_piece(look.text, values)
        return ImprintRow(label=look.label, text=text) if text else None
    text = "　".join(filter(None, (fill_piece(piece, values) for piece in look.pieces)))
    right = fill_piece(look.right, values)
    return ImprintRow(text=text, right=right) if text or right else None
