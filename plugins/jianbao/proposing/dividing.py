"""A bulletin of above as plain text → its articles: masthead, contents, articles, imprint; or its list of adoptions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from jianbao.likeness import fold
from jianbao.proposing.lines import read_lines
from jianbao.proposing.listing import read_list
from jianbao.proposing.masthead import is_sentence, read_masthead
from jianbao.proposing.upper import Upper
from jianbao.settings import Channel

_CONTENTS = re.compile(r"^(?:本期|今日)?\s*(?:目\s*录|要\s*目|导\s*读|内容提要|提\s*要)[:：]?$")
_BULLET = re.compile(
    r"^(?:[●◆◇■□▲△★☆※•·\-—]+\s*|\d{1,2}[.、．]\s*|[一二三四五六七八九十]{1,3}、\s*|[（(]\d{1,2}[）)]\s*)"
)
# A page sets figures apart from the characters beside them: as a title is printed, not as it is written.
_APART = re.compile(r"(?<=[一-龥“《（]) (?=\d)|(?<=\d) (?=[一-龥”》）])")
_LEADERS = re.compile(r"[\s.．…·。⋯]*[（(]?\d{0,3}[）)]?$")
_PART = re.compile(
    r"^(?:[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十]{1,3}）|第[一二三四五六七八九十]+[，、])"
)
_IMPRINT = re.compile(
    r"^(?:报|送|发|抄送|主送|分送|抄报|编辑|责任编辑|责编|校对|核稿|审核|签发|审签|承办|联系电话|电话|地址)\s*[:：]|^共印|印发$|^[（(]共印"
)
# A title is no longer; a column's heading no longer than that.
_TITLE, _HEADING = 45, 8
# A line of the contents has leaders and a page number beside it.
_LISTED = 120
# The imprint stands in the last lines.
_TAIL = 12


@dataclass(frozen=True, kw_only=True, slots=True)
class Bulletin:
    """``uppers`` in their order, each with the channel, day and number of the whole; ``is_list``: they are lines of a
    list of adoptions (采用目录), which have titles and no text.
    """

    channel: str
    day: date | None
    number: str
    uppers: tuple[Upper, ...]
    is_list: bool


def read_bulletin(
    text: str,
    channels: Sequence[Channel],
    *,
    channel: str = "",
    day: date | None = None,
    number: str = "",
    lead: str = "",
) -> Bulletin:
    """What is stated wins over what the text says. One article by itself is a bulletin of one."""
    lines = read_lines(text)
    head = read_masthead([line for line in lines if line], channels)
    channel, day, number = channel or head.channel, day or head.day, number or head.number
    rows = read_list(lines, channels, channel, day)
    found = rows or [Upper(title=title, text=body) for title, body in _divide(_cut_head(lines, head.lines))]
    return Bulletin(
        channel=channel,
        day=day,
        number=number,
        uppers=tuple(_fill(upper, channel, day, number, lead) for upper in found),
        is_list=bool(rows),
    )


def _fill(upper: Upper, channel: str, day: date | None, number: str, lead: str) -> Upper:
    return Upper(
        title=upper.title,
        text=upper.text,
        channel=upper.channel or channel,
        day=upper.day or day,
        number=upper.number or number,
        lead=lead,
        credited=upper.credited,
    )


def _cut_head(lines: Sequence[str], count: int) -> list[str]:
    """Without the masthead's lines (empty ones between them are not counted)."""
    rest = list(lines)
    while count and rest:
        count -= bool(rest.pop(0))
    return rest


def _divide(lines: Sequence[str]) -> list[tuple[str, str]]:
    lines = _cut_imprint(lines)
    contents, rest = _read_contents(lines)
    starts = _find_listed(rest, contents) or _find_titles(rest)
    if not starts:
        return _make_one(rest)
    ends = [*starts[1:], len(rest)]
    articles = [(_bare(rest[start]), _join(rest[start + 1 : end])) for start, end in zip(starts, ends, strict=True)]
    return [(title, body) for title, body in articles if body or len(fold(title)) > _HEADING]


def _cut_imprint(lines: Sequence[str]) -> list[str]:
    first = max(0, len(lines) - _TAIL)
    cut = next((n for n in range(first, len(lines)) if _IMPRINT.search(lines[n])), len(lines))
    return list(lines[:cut])


def _read_contents(lines: Sequence[str]) -> tuple[list[str], list[str]]:
    """The titles in the contents, folded, and what comes after; without contents all lines."""
    start = next((n for n, line in enumerate(lines) if _CONTENTS.match(line)), None)
    if start is None:
        return [], list(lines)
    titles: list[str] = []
    for number in range(start + 1, len(lines)):
        line = lines[number]
        if not line:
            continue
        title = fold(_LEADERS.sub("", _bare(line))) if len(line) <= _LISTED else ""
        if title in titles or not title or is_sentence(line):
            return titles, list(lines[number:])
        titles.append(title)
    return titles, []


def _find_listed(lines: Sequence[str], titles: Sequence[str]) -> list[int]:
    """Where the titles of the contents stand again."""
    return [n for n, line in enumerate(lines) if line and len(line) <= _TITLE + 5 and fold(_bare(line)) in titles]


def _find_titles(lines: Sequence[str]) -> list[int]:
    """A short line without a full stop, with text after it, that is not the heading of a part of an article."""
    return [n for n, line in enumerate(lines) if _looks_like_title(line) and _has_text_after(lines, n)]


def _looks_like_title(line: str) -> bool:
    if not 4 < len(line) <= _TITLE or line.endswith(("。", "；", "，", "：", "！", ":", ";", ",")):  # noqa: PLR2004
        return False
    return not _PART.match(line) and not (line.startswith(("（", "(")) and line.endswith(("）", ")")))


def _has_text_after(lines: Sequence[str], number: int) -> bool:
    following = next((line for line in lines[number + 1 :] if line), "")
    return is_sentence(following) or len(following) > _TITLE


def _make_one(lines: Sequence[str]) -> list[tuple[str, str]]:
    written = [line for line in lines if line]
    titled = bool(written) and len(written[0]) <= _TITLE and not is_sentence(written[0])
    title, body = (_bare(written[0]), _join(written[1:])) if titled else ("", _join(written))
    return [(title, body)] if title or body else []


def _bare(line: str) -> str:
    return _APART.sub("", _BULLET.sub("", line).strip())


def _join(lines: Sequence[str]) -> str:
    return "\n".join(line for line in lines if line)
