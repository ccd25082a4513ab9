"""Which characters of a paper no typeface has: found before the PDF is set, where each would be an empty box."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from jianbao.characters import drop_unseen
from jianbao.problems import NOWHERE, Problem
from jianbao.rendering.papers.masthead import COPY
from jianbao.rendering.papers.paper import Block, Figure, ImprintRow, Line, Paper, Paragraph, Table
from jianbao.rendering.papers.style import Style
from jianbao.rendering.printing.fonts import FontSet, Typeface

CHARACTER_MISSING = "character-missing"
_HINT = "改用别的字；或装一种收字更全的字库（运行 jianbao doctor，看怎么装）"
# Parts of a paper that are no article.
_HEAD, _FOOT, _BODY = "报头", "版记", "正文"
_DIGITS = "0123456789"
_SENTENCE = re.compile(r"[^。！？；\n]*[。！？；]?[”’）》]?")
_AROUND = 15


@dataclass(frozen=True, kw_only=True, slots=True)
class _Text:
    """A text, the typefaces' role that it is set in, and the article or part of the paper where it stands.

    ``around``: all of the paragraph, where the text is only a piece of it.
    """

    text: str
    role: str
    part: str
    around: str = ""


def find_missing(paper: Paper, fonts: FontSet) -> list[Problem]:
    """One problem for each character and article, in the order of the paper. A role without any typeface is left out:
    ``FontSet.missing`` names it.
    """
    found: dict[tuple[str, str], Problem] = {}
    for text in _list_texts(paper):
        missing = _list_points(text.text) - fonts.covered(text.role) if fonts.roles.get(text.role) else frozenset()
        for character in sorted(map(chr, missing), key=text.text.index):
            if (character, text.part) not in found:
                found[character, text.part] = _report(character, text)
    return list(found.values())


def find_borrowed(paper: Paper, fonts: FontSet) -> dict[str, Typeface]:
    """The characters that the first typeface of their role lacks, and the later one that stands in, in their order."""
    found: dict[str, Typeface] = {}
    for text in _list_texts(paper):
        faces = fonts.roles.get(text.role, ())
        lacking = _list_points(text.text) - faces[0].points if faces else frozenset()
        for character in sorted(map(chr, lacking), key=text.text.index):
            stand_in = next((face for face in faces if ord(character) in face.points), None)
            if stand_in:
                found.setdefault(character, stand_in)
    return found


def _list_points(text: str) -> frozenset[int]:
    """The characters that need a picture, as code points: neither spaces nor what nobody sees."""
    return frozenset(ord(sign) for sign in set(drop_unseen(text)) if not sign.isspace())


def _report(character: str, text: _Text) -> Problem:
    where = text.part if text.part in (_HEAD, _FOOT, _BODY) else f"《{text.part}》一文"
    quote = _quote(character, text.around or text.text)
    message = f"“{character}”（U+{ord(character):04X}）没有字库能印，在{where}：“{quote}”"
    return Problem(code=CHARACTER_MISSING, place=NOWHERE, message=message, hint=_HINT)


def _quote(character: str, text: str) -> str:
    """The sentence in which the character stands, or what lies around it in a long one."""
    sentence = next(match[0] for match in _SENTENCE.finditer(text) if character in match[0])
    at = sentence.index(character)
    first, last = max(0, at - _AROUND), at + _AROUND + 1
    cut = sentence[first:last].strip()
    return f"{'……' if first else ''}{cut}{'……' if last < len(sentence) else ''}"


def _list_texts(paper: Paper) -> Iterator[_Text]:
    """Everything that is set, in the order of the page."""
    style = paper.style
    for line in paper.masthead:
        if isinstance(line, Line):
            copies = _DIGITS if paper.copies else ""
            for text in (line.left, line.centre, line.right):
                yield _Text(text=text.replace(COPY, copies), role=line.font, part=_HEAD)
    yield _Text(text=paper.stamp, role="heading", part=_HEAD)
    yield from _list_blocks(paper.blocks, style, _BODY)
    for row in paper.imprint:
        if isinstance(row, ImprintRow):
            yield _Text(text=f"{row.label}{row.text}\n{row.right}", role="body", part=_FOOT)
    # 页码
    yield _Text(text=f"—{_DIGITS}", role="song", part=_FOOT)


def _list_blocks(blocks: Sequence[Block], style: Style, part: str) -> Iterator[_Text]:
    """``part`` is what stands before the first title."""
    for block in blocks:
        if isinstance(block, Paragraph):
            if block.role == "title":
                # Its line ends are ours: they cut no sentence.
                part = block.text.replace("\n", "")
            yield from _list_runs(block, style, part)
        elif isinstance(block, Figure):
            yield _Text(text=block.caption, role=style.role("caption").font, part=part)
        elif isinstance(block, Table):
            for row in block.rows:
                for cell in row:
                    yield from _list_blocks(cell.blocks, style, part)


def _list_runs(paragraph: Paragraph, style: Style, part: str) -> Iterator[_Text]:
    """By the typefaces that its pieces are set in."""
    own, around = style.role(paragraph.role).font, part if paragraph.role == "title" else paragraph.text
    # What is emphasised is set in 楷体, whatever stands around it.
    roles = ["kai" if "em" in run.marks else run.font or own for run in paragraph.runs]
    for role in dict.fromkeys(roles):
        text = "".join(run.text for run, its in zip(paragraph.runs, roles, strict=True) if its == role)
        yield _Text(text=text, role=role, part=part, around=around)
    if paragraph.page_of:
        yield _Text(text=f".{_DIGITS}", role=own, part=part)
