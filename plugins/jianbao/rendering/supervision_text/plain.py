"""Words of a record within a sentence of ours: without mark-up, on one line, cut only between sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jianbao.characters import normalise, strip_markup

# Full-width twins of what Markdown or a table would take for its own: they look alike in every output, while a
# backslash before the sign would be printed by those that only strip mark-up.
_TWINS = str.maketrans({sign: chr(ord(sign) + 0xFEE0) for sign in "\\`*_[]|<>#"})
_SENTENCE = re.compile(r"[^。！？]*[。！？]+[”’）》」』]*|[^。！？]+$")
_ENDS = "。！？…”’）》」』"
_PAUSES = "；，、：;,: "
_HEADING_OR_TABLE = re.compile(r"[ \t]*(?:#{1,6}\s|\|)")
_LISTED = re.compile(r"[ \t]*(?:[-*+]|[0-9]{1,9}[.)])\s+")
# A line end at a Chinese character is no space.
_SOFT_BREAK = re.compile(r"(?<=[\u2014-\uffef])\n|\n(?=[\u2014-\uffef])")


def write_plain(text: str) -> str:
    """On one line, and the same to a reader whatever an output makes of Markdown."""
    return " ".join(normalise(text).split()).translate(_TWINS)


def flatten_body(body: str) -> str:
    """A filed text as running sentences: headings, tables and pictures are left out, items of a list are sentences."""
    return "".join(_end(text) for text in map(write_plain, _read_paragraphs(body)) if text)


def cut_sentences(text: str, most: int) -> str:
    """As many whole sentences as fit into so many characters; the first one always, however long it is."""
    kept = ""
    for sentence in _SENTENCE.findall(text):
        if kept and len(kept) + len(sentence) > most:
            break
        kept += sentence
    return _end(kept.strip()) if kept.strip() else ""


def _end(text: str) -> str:
    return text if text.endswith(tuple(_ENDS)) else f"{text.rstrip(_PAUSES)}。"


def _read_paragraphs(body: str) -> Iterator[str]:
    lines: list[str] = []
    for line in [*body.splitlines(), ""]:
        apart = not line.strip() or bool(_HEADING_OR_TABLE.match(line))
        if (apart or _LISTED.match(line)) and lines:
            yield strip_markup(_SOFT_BREAK.sub("", "\n".join(lines)))
            lines = []
        if not apart:
            lines.append(_LISTED.sub("", line, count=1))
