"""HTML → blocks of a paper: the text of an article as ``render_body`` makes it, and the pages of slips' templates.

A paragraph's role is its class; without one it is what its tag says. Tags that mean nothing here leave their text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from lxml import html as lxml_html
from lxml.html import HtmlElement

from jianbao.characters import drop_unseen
from jianbao.reading.pictures import measure_picture
from jianbao.rendering.papers.paper import Block, Break, Cell, Figure, Paragraph, Run, Table
from jianbao.rendering.papers.run_in import set_heading
from jianbao.rendering.papers.style import Colour, Rule

_MARKS = {
    "strong": "strong",
    "b": "strong",
    "em": "em",
    "i": "em",
    "sub": "sub",
    "sup": "sup",
    "ins": "ins",
    "del": "del",
}
_ROLES = {
    "h1": "title", "h2": "heading1", "h3": "heading2", "p": "body", "blockquote": "quote", "li": "list", "pre": "left",
    "td": "cell", "th": "head", "caption": "caption",
}  # fmt: skip
_BLOCKS = frozenset({*_ROLES, "ul", "ol", "table", "hr", "div", "section", "img"})
# Spaces of any width but the ideographic one: a typeface may lack them, and they look alike.
_SPACES = re.compile("[\t\u00a0\u1680\u2000-\u200a\u202f\u205f]")
_LOW, _HIGH, _DIGITS = "₀₁₂₃₄₅₆₇₈₉", "⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789"
_LOW_OR_HIGH = re.compile(f"[{_LOW}]+|[{_HIGH}]+|[^{_LOW}{_HIGH}]+")
_SPACE = re.compile(r"[ \t\r\n]+")
# What Markdown asks for after bold type, **逐项建账。** 1月, is no space in print: the full-width sign brings its own.
_AFTER_SIGN = re.compile("(?<=[，。；：、！？）》”’…]) +")
# The number that a list begins with has no more, as in Markdown.
_LONGEST_START = 9


@dataclass(kw_only=True)
class _Reader:
    """``pictures`` by the name that the text gives them."""

    pictures: Mapping[str, bytes]
    used: dict[str, bytes] = field(default_factory=dict)

    def read(self, element: HtmlElement, role: str = "") -> Iterator[Block]:
        """The blocks in an element; text that stands bare between them is a paragraph of its own."""
        bare: list[Run] = []
        own = element.get("class") or role or _ROLES.get(element.tag, "body")
        bare += _read_text(element.text, ())
        for child in element:
            if child.tag in _BLOCKS:
                yield from _close(bare, own, element)
                bare = []
                yield from self._read_block(child, role)
            else:
                bare += self._read_runs(child, ())
            bare += _read_text(child.tail, ())
        yield from _close(bare, own, element)

    def _read_block(self, element: HtmlElement, role: str) -> Iterator[Block]:
        if element.tag == "table":
            yield self._read_table(element)
        elif element.tag == "img":
            yield self._read_figure(element)
        elif element.tag == "hr":
            red = element.get("class") == "red"
            yield Rule(weight=1.6 if red else 0.7, colour=Colour.RED if red else Colour.BLACK, above=1)
        elif element.tag == "section":
            yield Break(landscape=element.get("class") == "landscape")
            yield from self.read(element)
        elif element.tag in ("ul", "ol"):
            yield from self._read_list(element)
        elif element.tag == "pre":
            # Its lines are those that somebody typed.
            text = clean(element.text_content()).strip("\n")
            yield Paragraph(role=element.get("class") or _ROLES["pre"], runs=(Run(text=text),))
        elif element.get("class") == "jb-head":
            yield from _close(self._runs(element), "body", element)
        else:
            inner = "quote" if element.tag == "blockquote" else role if element.tag in ("p", "div") else ""
            yield from self.read(element, inner)

    def _runs(self, element: HtmlElement) -> list[Run]:
        return [*_read_text(element.text, ()), *(run for child in element for run in self._child(child, ()))]

    def _child(self, child: HtmlElement, marks: tuple[str, ...]) -> list[Run]:
        return [*self._read_runs(child, marks), *_read_text(child.tail, marks)]

    def _read_runs(self, element: HtmlElement, marks: tuple[str, ...]) -> list[Run]:
        if element.tag == "br":
            return [Run(text="\n")]
        if not isinstance(element.tag, str):
            return []
        mark = _MARKS.get(element.tag)
        inner = marks if mark is None or mark in marks else (*marks, mark)
        return [*_read_text(element.text, inner), *(run for child in element for run in self._child(child, inner))]

    def _read_list(self, element: HtmlElement) -> Iterator[Block]:
        """Official papers set no list apart: each item is a paragraph with its number before it."""
        start = element.get("start") or "1"
        number = int(start) if start.isdecimal() and len(start) <= _LONGEST_START else 1
        for item in element.iterchildren("li"):
            lead = f"{number}．" if element.tag == "ol" else "· "
            blocks = list(self.read(item, "list"))
            for index, block in enumerate(blocks):
                if index == 0 and isinstance(block, Paragraph):
                    yield Paragraph(role=block.role, runs=(Run(text=lead), *block.runs), anchor=block.anchor)
                else:
                    yield block
            number += 1

    def _read_table(self, element: HtmlElement) -> Table:
        rows = [tuple(self._read_cell(cell) for cell in row.iterchildren("td", "th")) for row in element.iter("tr")]
        rows = [row for row in rows if row]
        header = next((n for n, row in enumerate(rows) if not all(cell.head for cell in row)), len(rows))
        stated = (element.get("data-widths") or "").split()
        return Table(rows=tuple(rows), header=header, widths=tuple(int(share) for share in stated if share.isdecimal()))

    def _read_cell(self, element: HtmlElement) -> Cell:
        def span(name: str) -> int:
            written = element.get(name) or "1"
            return max(1, int(written)) if written.isdecimal() and len(written) < 4 else 1  # noqa: PLR2004

        blocks = tuple(block for block in self.read(element, "head" if element.tag == "th" else "cell"))
        kept = tuple(block for block in blocks if isinstance(block, (Paragraph, Figure)))
        head = element.tag == "th"
        # As HTML spells it.
        align = (element.get("align") or "").replace("center", "centre")
        return Cell(blocks=kept, columns=span("colspan"), rows=span("rowspan"), head=head, align=align)

    def _read_figure(self, element: HtmlElement) -> Block:
        name, caption = element.get("src") or "", element.get("alt") or ""
        data = self.pictures.get(name)
        size = measure_picture(data) if data else None
        if data is None or size is None:
            return Paragraph(role="caption", runs=(Run(text=f"（图：{caption}）"),))
        self.used[name] = data
        return Figure(name=name, caption=clean(caption), width=size[0], height=size[1])


def clean(text: str) -> str:
    """Without what no print shows, or what would set other words than were read; what looks like a space is one."""
    return drop_unseen(_SPACES.sub(" ", text))


def _read_text(text: str | None, marks: tuple[str, ...]) -> list[Run]:
    cleaned = clean(_SPACE.sub(" ", text or ""))
    return [_read_piece(piece, marks) for piece in _LOW_OR_HIGH.findall(cleaned)]


def _read_piece(piece: str, marks: tuple[str, ...]) -> Run:
    """CO₂ typed with a digit of its own, which few Chinese typefaces have, is set as a digit below the line."""
    for mark, digits in (("sub", _LOW), ("sup", _HIGH)):
        if piece[0] in digits:
            return Run(text=piece.translate(str.maketrans(digits, _DIGITS)), marks=(*marks, mark))
    return Run(text=piece, marks=marks)


def _close(runs: list[Run], role: str, element: HtmlElement) -> Iterator[Block]:
    """The paragraph of these runs, without spaces at its ends; none where nothing is left."""
    while runs and not runs[0].text.strip(" "):
        runs = runs[1:]
    while runs and not runs[-1].text.strip(" \n"):
        runs = runs[:-1]
    if runs:
        runs[0] = Run(text=runs[0].text.lstrip(" "), marks=runs[0].marks)
        runs[-1] = Run(text=runs[-1].text.rstrip(" "), marks=runs[-1].marks)
        runs = list(_close_up(runs))
        anchor, page_of = element.get("id") or "", element.get("data-page") or ""
        yield set_heading(Paragraph(role=role, runs=tuple(runs), anchor=anchor, page_of=page_of))


def _close_up(runs: list[Run]) -> Iterator[Run]:
    """Without spaces after a full-width sign, though it be the last of the run before."""
    last = ""
    for run in runs:
        text = _AFTER_SIGN.sub("", last + run.text)[len(last) :]
        last = text[-1:] or last
        if text:
            yield replace(run, text=text)


def read_blocks(
    html: str, pictures: Mapping[str, bytes] | None = None, role: str = ""
) -> tuple[list[Block], dict[str, bytes]]:
    """(blocks, the pictures that they show). ``role`` is that of plain paragraphs where it is not body text."""
    if not html.strip():
        return [], {}
    reader = _Reader(pictures=pictures or {})
    body = lxml_html.fragment_fromstring(html, create_parent="div")
    return list(reader.read(body, role)), reader.used
