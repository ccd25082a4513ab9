"""The lines of a pasted or extracted text; paragraphs that were broken to the width of a page are joined again."""

from __future__ import annotations

import re
from collections.abc import Sequence

# A page of a bulletin is 22 to 45 signs wide; longer lines were never broken.
_NARROW, _WIDE = 16, 60
_ENDS = ("。", "！", "？", "；", "：", "!", "?", ";", ":", "”", "）", ")")
_NEW = re.compile(
    r"^(?:[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十]{1,3}）|\d{1,2}[.、．]|[●◆◇■□▲△★☆※•·【]|第[一二三四五六七八九十]+[，、])"
)
_PAGE = re.compile(r"^[-—－–\s]*\d{1,3}[-—－–\s]*$|^第\s*\d+\s*页.*$")
_FULL = 2
# Lines of the masthead and rows of a list are whole as they are.
_WHOLE = re.compile(r"(?:\d\s*日|期[)）]?)$|\t| {2,}|\u3000|[|｜]")


def read_lines(text: str) -> list[str]:
    """Stripped, without page numbers; an empty line stays one, between paragraphs."""
    lines = [line.strip().strip("\u3000\ufeff") for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n")]
    lines = [line for line in lines if not _PAGE.match(line)]
    width = _find_width([line for line in lines if line])
    return _join(lines, width) if width else lines


def _find_width(lines: Sequence[str]) -> int:
    """The width that the lines were broken to; 0 where they were not."""
    lengths = sorted(len(line) for line in lines)
    if len(lengths) < 4 or lengths[-1] > _WIDE:  # noqa: PLR2004
        return 0
    width = lengths[int(len(lengths) * 0.8)]
    full = sum(width - _FULL <= length <= width + _FULL for length in lengths)
    return width if width >= _NARROW and full * 3 >= len(lengths) else 0


def _join(lines: Sequence[str], width: int) -> list[str]:
    joined: list[str] = []
    open_ = False
    for line in lines:
        if open_ and line and not _NEW.match(line):
            joined[-1] += line
        else:
            joined.append(line)
        open_ = len(line) >= max(1, width - _FULL) and not line.endswith(_ENDS) and not _WHOLE.search(line)
    return joined
