"""Paragraphs of a Word document. They carry their style's name and little else, so that restyling reaches them all."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from jianbao.rendering.papers.paper import Paragraph, Run
from jianbao.rendering.papers.style import Style
from jianbao.rendering.printing.word_styles import Fonts, choose_font, make_faces, make_size, style_id
from jianbao.rendering.printing.word_xml import Element, make, to_xml, value

_INSERTED, _DELETED = "C00000", "666666"
# What one line holds of Latin letters and signs without a space: longer ones are cut at its end.
_UNBROKEN = re.compile(r"[!-~]{57}")
_LINES = re.compile("([\n\t])")
_NAME_LENGTH = 40


@dataclass(kw_only=True)
class Bookmarks:
    """Names that Word takes: letters, digits and underscores, forty at most, each once."""

    names: dict[str, int] = field(default_factory=dict)

    def make(self, anchor: str) -> tuple[Element, Element]:
        """(start, end)."""
        name = re.sub(r"\W", "_", to_xml(anchor))
        name = (name if name[:1].isalpha() else f"a{name}")[:_NAME_LENGTH]
        number = 1
        while name in self.names:
            number += 1
            name = f"{name[: _NAME_LENGTH - 4]}_{number}"
        identity = self.names[name] = len(self.names)
        return make("w:bookmarkStart", {"id": identity, "name": name}), make("w:bookmarkEnd", {"id": identity})


@dataclass(kw_only=True)
class Writer:
    """Makes the paragraphs of one document."""

    style: Style
    fonts: Fonts
    bookmarks: Bookmarks = field(default_factory=Bookmarks)

    def make_paragraph(self, paragraph: Paragraph, direct: Sequence[Element] = (), size: float = 0) -> Element:
        """``direct``: what this paragraph has that its style has not, such as a page break before it; ``size`` of its
        type where its style has another.
        """
        role = self.style.role(paragraph.role)
        cut = value("w:wordWrap", 0) if _UNBROKEN.search(paragraph.text) else None
        properties = make("w:pPr", None, value("w:pStyle", style_id(role.id)), cut, *direct)
        runs = [make_run(run, self.fonts, size) for run in paragraph.runs]
        if paragraph.anchor:
            start, end = self.bookmarks.make(paragraph.anchor)
            runs = [start, *runs, end]
        return make("w:p", None, properties, *runs)


def make_run(run: Run, fonts: Fonts, size: float = 0) -> Element | None:
    """None for an empty one. ``size`` where it is not that of the paragraph."""
    parts = list(make_text(run.text))
    marks = list(_make_marks(run.marks, bold=bool(run.font) and choose_font(fonts, run.font).bold))
    look = [*([make_faces(fonts, run.font)] if run.font else []), *marks, *(make_size(size) if size else [])]
    return make("w:r", None, make("w:rPr", None, *look) if look else None, *parts) if parts else None


def make_text(text: str) -> Iterator[Element]:
    """A line end is a line break."""
    for piece in _LINES.split(text):
        if piece == "\n":
            yield make("w:br")
        elif piece == "\t":
            yield make("w:tab")
        elif to_xml(piece):
            written = make("w:t", {"xml:space": "preserve"})
            written.text = to_xml(piece)
            yield written


def _make_marks(marks: Sequence[str], *, bold: bool) -> Iterator[Element]:
    if bold or "strong" in marks:
        yield make("w:b")
    if "em" in marks:
        yield make("w:i")
    if "del" in marks:
        yield make("w:strike")
    if "ins" in marks:
        yield value("w:u", "single")
    if "ins" in marks or "del" in marks:
        yield value("w:color", _DELETED if "del" in marks else _INSERTED)
    if "sub" in marks or "sup" in marks:
        yield value("w:vertAlign", "subscript" if "sub" in marks else "superscript")
