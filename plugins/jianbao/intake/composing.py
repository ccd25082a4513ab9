"""Blocks → our Markdown, in which every sign that would mean something reads as it was typed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from jianbao.intake.blocks import Block, Paragraph, Piece, Table
from jianbao.intake.headings import heading_level

_MEANING = re.compile(r"[\\`*]|(?<![^\W_])_|_(?![^\W_])|(?<=!)\[")
# What begins a heading, a quotation, a list, a rule, or a merge that git left undone where a line begins with it.
_AT_START = re.compile(r"(#|>|<{7}|[-+](?=[ ]|$)|[-=]{3,}[ ]*$)")
_NUMBERED = re.compile(r"([0-9]{1,9})([.)])[ ]+(?=(.?))")
_CHINESE = re.compile("[\u3400-\u9fff“‘（《]")
# Markdown takes signs at the end of a heading away.
_CLOSING = re.compile("#(?=#*$)")
_SPACE = re.compile(r"[ ]{2,}")
_BRACKETS = str.maketrans("[]()\n", "〔〕（） ")
_INDENT = "    "
# Within this many lines after a picture what begins with 图 is what it shows.
_LONGEST_CAPTION = 60
_CAPTION = re.compile(r"图\s*[0-9一二三四五六七八九十]*[\s:：.．、]*\S.{0,40}")


def compose(blocks: Sequence[Block]) -> str:
    """The body of an item; empty where there is nothing."""
    pieces = list(_write_blocks(blocks))
    # Bullets one after another are one list; everything else is kept apart by an empty line.
    joined = ["\n".join(text for _, text in group) if is_list else "\n\n".join(text for _, text in group)
              for is_list, group in groupby(pieces, key=lambda piece: piece[0])]  # fmt: skip
    return "\n\n".join(joined) + "\n" if joined else ""


def _write_blocks(blocks: Sequence[Block]) -> Iterator[tuple[bool, str]]:
    """(whether it is an item of a list, its Markdown) of each."""
    taken: set[int] = set()
    for index, block in enumerate(blocks):
        if index in taken:
            continue
        if isinstance(block, Paragraph) and block.text:
            yield block.bullet is not None, _write_paragraph(block)
        elif isinstance(block, Table) and block.rows:
            yield False, _write_table(block)
        if block.pictures:
            caption = _find_caption(blocks, index)
            taken |= {index + 1} if caption else set()
            yield from ((False, _write_picture(picture, caption)) for picture in block.pictures)


def _find_caption(blocks: Sequence[Block], index: int) -> str:
    """The line below a single picture that says what it shows."""
    after = blocks[index + 1] if index + 1 < len(blocks) else None
    if not isinstance(after, Paragraph) or after.pictures or len(blocks[index].pictures) != 1:
        return ""
    text = after.text
    return text if len(text) <= _LONGEST_CAPTION and _CAPTION.fullmatch(text) and not text.endswith("。") else ""


def _write_picture(picture: Piece, caption: str) -> str:
    number = re.sub(r"\D", "", picture.picture)
    said = (caption or picture.text or f"图{number}").translate(_BRACKETS)
    return f"![{said}]({picture.picture})"


def _write_paragraph(paragraph: Paragraph) -> str:
    level = heading_level(paragraph)
    if level:
        text = _CLOSING.sub(r"\#", _SPACE.sub(" ", escape_text(paragraph.text)))
        return f"{'#' * (level + 1)} {text}"
    text = _tighten(paragraph.label) + "".join(_mark_strong(paragraph))
    text = escape_start(_SPACE.sub(" ", text.strip()))
    return text if paragraph.bullet is None else f"{_INDENT * paragraph.bullet}- {text}"


def _tighten(label: str) -> str:
    """A label as it stands before Chinese text; one in figures and Latin ones keeps away from it by a space."""
    return escape_text(label) + (" " if label and re.search("[0-9A-Za-z]$", label) else "")


def _mark_strong(paragraph: Paragraph) -> Iterator[str]:
    """Bold type marks something only where not all of it is bold."""
    pieces = [piece for piece in paragraph.pieces if not piece.picture]
    for strong, group in groupby(pieces, key=lambda piece: piece.strong and not paragraph.look.strong):
        text = "".join(piece.text for piece in group)
        inner = text.strip()
        if not strong or not re.search(r"\w", inner):
            yield escape_text(text)
            continue
        before, _, after = text.partition(inner)
        yield f"{before}**{escape_text(inner)}**{after}"


def _write_table(table: Table) -> str:
    rows = ["| " + " | ".join(escape_text(cell).replace("|", "\\|") for cell in row) + " |" for row in table.rows]
    return "\n".join([rows[0], "|" + " --- |" * len(table.rows[0]), *rows[1:]])


def escape_text(text: str) -> str:
    """Signs that Markdown reads anywhere in a line."""
    return _MEANING.sub(lambda match: f"\\{match[0]}", text)


def escape_start(text: str) -> str:
    """Signs that Markdown reads where a line begins; between 1. and Chinese text the space goes instead."""
    if match := _NUMBERED.match(text):
        sign = match[2] if _CHINESE.match(match[3]) else f"\\{match[2]} "
        return f"{match[1]}{sign}{text[match.end() :]}"
    return f"\\{text}" if _AT_START.match(text) else text
