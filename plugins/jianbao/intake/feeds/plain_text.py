"""HTML of strangers → paragraphs of plain text: no markup, no script, no picture, nothing that is not seen."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from lxml import etree, html

from jianbao.characters import drop_unseen, normalise

Element = Any


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_MARKUP = re.compile(r"</?[A-Za-z][A-Za-z0-9]{0,15}(?:[\s/][^<>]{0,2000})?/?>|&(?:[A-Za-z]{2,31}|#x?[0-9A-Fa-f]{1,6});")
_BLOCKS = _words(
    "address article aside blockquote br caption center dd div dl dt fieldset figcaption figure footer form h1 h2 h3 h4"
    " h5 h6 header hr legend li main nav ol option p pre section table tbody tfoot thead title tr ul"
)
_CELLS = frozenset({"td", "th"})
_UNSEEN = _words(
    "script style head template iframe object embed applet noscript svg math canvas audio video button input select"
    " textarea map img"
)
_SPACE = re.compile(r"[ \t\n\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+")
# A line that HTML broke between two Chinese signs: they belong together.
_WRAPPED = re.compile("(?<=[\u2e80-\uffef])[ \t]*\n[ \t]*(?=[\u2e80-\uffef])")
_TAG = re.compile("<[^<>]*>")
_CONFLICT = re.compile(r"^<{7,}\s*")
_LONGEST_MARKUP = 2_000_000
CELL_MARK = " | "


def read_text(text: str) -> tuple[str, ...]:
    """The paragraphs of a text that may be HTML, be it escaped once more than it should be."""
    paragraphs = _read_once(text)
    if any(_MARKUP.search(paragraph) for paragraph in paragraphs):
        paragraphs = _read_once("\n".join(paragraphs))
    return paragraphs


def read_line(text: str) -> str:
    """The same as one line, for titles."""
    return " ".join(read_text(text))


def _read_once(text: str) -> tuple[str, ...]:
    text = text[:_LONGEST_MARKUP].replace("\r\n", "\n").replace("\r", "\n")
    shown = "".join(_walk(text)) if _MARKUP.search(text) else text
    lines = (tidy_line(line) for line in shown.split("\n"))
    return tuple(line for line in lines if line)


def tidy_line(line: str) -> str:
    """A line as it is read: signs that are not seen are gone, and what looks like an unfinished merge is not left."""
    seen = drop_unseen(normalise(line), " ")
    return _CONFLICT.sub("", _SPACE.sub(" ", seen).strip()).strip(" |")


def _walk(text: str) -> Iterator[str]:
    """What a browser would show, with a line end around every block. HTML's own line ends are spaces."""
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True)
    # In a document of its own, or the parser would guess where the text belongs.
    data = f"<html><body>{drop_unseen(text, ' ')}</body></html>".encode("utf-8", "ignore")
    root = etree.fromstring(data, parser)
    if any("depth" in entry.message.lower() for entry in parser.error_log):
        # Past so many levels the parser drops what is said.
        yield _TAG.sub("\n", text)
        return
    hidden = 0
    for event, element in etree.iterwalk(root, events=("start", "end")) if root is not None else ():
        name = element.tag if isinstance(element.tag, str) else "script"
        is_start = event == "start"
        if name in _UNSEEN:
            hidden += 1 if is_start else -1
        elif not hidden:
            yield from _mark(name, is_start=is_start)
        piece = element.text if is_start else element.tail
        if piece and not hidden:
            yield piece if is_start and name == "pre" else _WRAPPED.sub("", piece).replace("\n", " ")


def _mark(name: str, *, is_start: bool) -> Iterator[str]:
    if name in _BLOCKS:
        yield "\n"
    elif name in _CELLS and is_start:
        yield CELL_MARK
