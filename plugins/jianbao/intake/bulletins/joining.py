"""Lines of a printed page → paragraphs: what the page broke is put together, what only the page bears is left out."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence

from jianbao.intake.bulletins.portable import PageLine

# — 3 —, 3, 第3页, 3/12
_FOLIO = re.compile(r"[-—–·\s]*(?:第\s*)?[0-9]{1,4}\s*(?:页)?(?:\s*[/／]\s*(?:共\s*)?[0-9]{1,4}\s*(?:页)?)?[-—–·\s]*")
_ENDING = re.compile(r"[。！？!?：:；;][”’」』）)]*$")
_PROSE = re.compile("[，。；]")
_CHINESE = "[\u3400-\u9fff，。；：、“”（）《》]"
_APART = re.compile(f"(?<={_CHINESE}) +(?=[0-9A-Za-z.%％])|(?<=[0-9A-Za-z.%％]) +(?={_CHINESE})")
# Signs that some programs write in place of the characters which look the same.
_RADICALS = re.compile("[\u2e80-\u2fdf]")
# A line that is so much narrower than the widest ends its paragraph. One that reads on may end before a figure that is
# not broken; one of a heading may be centred.
_FULL, _FULL_PROSE, _FULL_HEADING = 0.86, 0.7, 0.5
# A line that stands on so many pages belongs to the pages.
_REPEATED = 3


def join_lines(pages: Sequence[Sequence[PageLine]]) -> list[str]:
    """Paragraphs over all pages."""
    lines = [line for page in _strip_pages(pages) for line in page]
    usual = _find_usual(lines)
    widest = max((_measure(line) for line in lines if line.size == usual), default=0.0)
    paragraphs: list[str] = []
    before: PageLine | None = None
    for line in lines:
        text = _RADICALS.sub(lambda match: unicodedata.normalize("NFKC", match[0]), line.text)
        if before is not None and _goes_on(before, line, usual, widest):
            paragraphs[-1] += _between(paragraphs[-1], text) + text
        else:
            paragraphs.append(text)
        before = line
    return [_APART.sub("", text) if _PROSE.search(text) else text for text in paragraphs]


def _strip_pages(pages: Sequence[Sequence[PageLine]]) -> Iterator[list[PageLine]]:
    """Without page numbers, and without what is repeated at the head of the pages, but for the first time."""
    heads = Counter(page[0].text for page in pages if page)
    seen: set[str] = set()
    for page in pages:
        kept = list(page)
        while kept and _FOLIO.fullmatch(kept[-1].text):
            kept.pop()
        if kept and _FOLIO.fullmatch(kept[0].text):
            kept.pop(0)
        if kept and heads[kept[0].text] >= _REPEATED and kept[0].text in seen:
            kept.pop(0)
        seen.update(line.text for line in kept[:1])
        yield kept


def _find_usual(lines: Sequence[PageLine]) -> float:
    """The size of most of the text."""
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[line.size] += len(line.text)
    return max(sizes, key=lambda size: (sizes[size], -size), default=0.0)


def _measure(line: PageLine) -> float:
    """About how wide it is, in points: a Chinese character is as wide as it is high, others half of that."""
    wide = sum(1.0 if unicodedata.east_asian_width(char) in "WFA" else 0.5 for char in line.text)
    return wide * line.size


def _goes_on(before: PageLine, line: PageLine, usual: float, widest: float) -> bool:
    if abs(before.size - line.size) > 1 or _ENDING.search(before.text):
        return False
    full = _FULL_HEADING if before.size > usual + 1 else _FULL_PROSE if _PROSE.search(before.text) else _FULL
    return _measure(before) >= widest * full


def _between(before: str, after: str) -> str:
    """A space between two Latin words or figures, nothing within Chinese text."""
    return (
        " " if before[-1:].isascii() and after[:1].isascii() and before[-1:].isalpha() and after[:1].isalpha() else ""
    )
