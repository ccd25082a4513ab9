"""The text of a bulletin as its template gives it → title, salutation and paragraphs with numbered headings."""

from __future__ import annotations

from dataclasses import dataclass

from jianbao.model.bulletin import Paragraph
from jianbao.reporting.phrasing import numeral

_TITLE, _SALUTATION, _HEADING, _BREAK = "# ", "> ", "## ", " / "


@dataclass(frozen=True, kw_only=True, slots=True)
class Prose:
    title_lines: tuple[str, ...]
    salutation: str
    paragraphs: tuple[Paragraph, ...]


def read_prose(text: str) -> Prose:
    """``# `` is the title, ``> `` the salutation, ``## `` a heading, every other line a paragraph.

    `` / `` in the title is where its line may end, with the words whole (GB/T 9704, 7.3.1). A heading with nothing
    under it vanishes, and those that stay are numbered.
    """
    title, salutation = "", ""
    sections: list[tuple[str, list[str]]] = [("", [])]
    for line in (line.strip() for line in text.splitlines()):
        if line.startswith(_HEADING):
            sections.append((line.removeprefix(_HEADING), []))
        elif line.startswith(_TITLE):
            title = line.removeprefix(_TITLE)
        elif line.startswith(_SALUTATION):
            salutation = line.removeprefix(_SALUTATION)
        elif line:
            sections[-1][1].append(line)
    paragraphs, number = [], 0
    for heading, lines in sections:
        if heading and lines:
            number += 1
            paragraphs.append(Paragraph(text=f"{numeral(number)}、{heading}", heading=True))
        paragraphs += [Paragraph(text=line) for line in lines]
    title_lines = tuple(part.strip() for part in title.split(_BREAK))
    return Prose(title_lines=title_lines, salutation=salutation, paragraphs=tuple(paragraphs))
