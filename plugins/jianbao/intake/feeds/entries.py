"""Entries of a feed as values: title, text, link and date, each cleaned, and what tells an entry from every other."""

from __future__ import annotations

import io
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Any
from zoneinfo import ZoneInfo

import feedparser

from jianbao.intake.feeds.dates import read_date
from jianbao.intake.feeds.decoding import decode_feed
from jianbao.intake.feeds.links import clean_link, identify_link
from jianbao.intake.feeds.plain_text import read_line, read_text, tidy_line
from jianbao.intake.feeds.preparing import prepare_feed
from jianbao.intake.refusing import RefusedError
from jianbao.metadata import Moment
from jianbao.secrecy import find_secrecy_mark

_LONGEST_TITLE, _LONGEST_TEXT, _LONGEST_NUMBER = 120, 20_000, 200
_TITLE_FROM_TEXT = 40
CUT_SHORT = "（原文较长，以下从略）"
# Entries that are read at all, to find the newest among them.
_READ = 5
_DATES = ("published", "updated", "created")


@dataclass(frozen=True, kw_only=True, slots=True)
class Entry:
    """``number`` tells it from the others of its feed; ``body`` is plain text, paragraphs parted by empty lines."""

    number: str
    title: str
    link: str
    published: Moment | None
    body: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Feed:
    """The newest entries. ``refused`` are links or titles of those with a 密级 mark, with the mark; ``left`` is how
    many more there were; ``mended``: it was not well-formed, so that something may be missing.
    """

    entries: tuple[Entry, ...]
    refused: tuple[tuple[str, str], ...] = ()
    left: int = 0
    mended: bool = False


def read_feed(data: bytes, *, media_type: str, url: str, most: int, zone: ZoneInfo, now: Moment) -> Feed:
    """Raises RefusedError, and nothing else, whatever the bytes are."""
    prepared = prepare_feed(decode_feed(data, media_type), most * _READ)
    try:
        # Of bytes in hand: a text it might take for a name of a file or an address, and open it.
        parsed = feedparser.parse(io.BytesIO(prepared.data), sanitize_html=False, resolve_relative_uris=False)
    except (
        ArithmeticError,
        AssertionError,
        AttributeError,
        LookupError,
        RecursionError,
        TypeError,
        ValueError,
    ) as error:
        # It promises nothing about what it raises.
        raise RefusedError("feed-unknown", "订阅的内容读不出来", "请对方检查订阅的格式") from error
    found = list(_read_entries(parsed.entries, url, zone, now))
    kept = _number(entry for entry, mark in found if mark is None)
    kept.sort(key=lambda entry: entry.published or now, reverse=True)
    refused = [(entry.link or "没有链接", mark) for entry, mark in found if mark]
    left = prepared.left + max(0, len(kept) - most)
    return Feed(entries=tuple(kept[:most]), refused=tuple(refused), left=left, mended=prepared.mended)


# -- one entry ----------------------------------------------------------------


def _read_entries(entries: Sequence[Any], url: str, zone: ZoneInfo, now: Moment) -> Iterator[tuple[Entry, str | None]]:
    """Those that say anything, each with its 密级 mark, which may stand in what is not kept; ``number`` is still the
    one that the feed gives.
    """
    for entry in entries:
        texts = _read_texts(entry)
        # The full one rather than the summary.
        body = max(texts, key=lambda paragraphs: sum(map(len, paragraphs)))
        title = read_line(_text(entry, "title")) or next(iter(body), "")[:_TITLE_FROM_TEXT]
        if not title:
            continue
        read = Entry(
            number=tidy_line(_text(entry, "id")),
            title=title[:_LONGEST_TITLE],
            link=_read_link(entry, url),
            published=_read_published(entry, zone, now),
            body=_join(body),
        )
        yield read, find_secrecy_mark("\n".join([title, *(line for text in texts for line in text)]))


def _text(entry: Any, key: str) -> str:
    # Not its own get, which takes one date for another where that is missing, and warns.
    value = dict.get(entry, key)
    return value if isinstance(value, str) else ""


def _read_texts(entry: Any) -> list[tuple[str, ...]]:
    """All that is given as text, each as its paragraphs."""
    given = [_text(content, "value") for content in entry.get("content", ())]
    return [read_text(text) for text in (*given, _text(entry, "summary"))]


def _join(paragraphs: Sequence[str]) -> str:
    text = "\n\n".join(paragraphs)
    return text if len(text) <= _LONGEST_TEXT else f"{text[:_LONGEST_TEXT].rstrip()}\n\n{CUT_SHORT}"


def _read_link(entry: Any, url: str) -> str:
    links = [_text(link, "href") for link in entry.get("links", ()) if link.get("rel") == "alternate"]
    # Many give their page's address as the number and nothing else.
    candidates = (_text(entry, "link"), *links, *(text for text in [_text(entry, "id")] if "://" in text))
    return next((link for text in candidates if text and (link := clean_link(text, url))), "")


def _read_published(entry: Any, zone: ZoneInfo, now: Moment) -> Moment | None:
    dates = (read_date(_text(entry, key), dict.get(entry, f"{key}_parsed"), zone, now) for key in _DATES)
    return next((date for date in dates if date), None)


# -- what tells them apart ----------------------------------------------------


def _number(entries: Iterable[Entry]) -> list[Entry]:
    """Each with what tells it from the others: its own number, unless several share it; else its link, unless several
    share that; else what it says. What comes twice comes once.
    """
    found = list(dict.fromkeys(entries))
    by_number, by_link = defaultdict(set), defaultdict(set)
    for entry in found:
        by_number[_clean_number(entry.number)].add((identify_link(entry.link), entry.title))
        by_link[identify_link(entry.link)].add(entry.title)
    numbered: dict[str, Entry] = {}
    for entry in found:
        number, link = _clean_number(entry.number), identify_link(entry.link)
        if not number or len(by_number[number]) > 1:
            number = link if link and len(by_link[link]) == 1 else _digest(entry)
        numbered.setdefault(number, replace(entry, number=number))
    return list(numbered.values())


def _clean_number(number: str) -> str:
    """An address without what only counts visits; what is too long to be kept as its digest."""
    cleaned = identify_link(clean_link(number)) if "://" in number else number
    cleaned = cleaned or number
    return cleaned if len(cleaned) <= _LONGEST_NUMBER else _shorten(cleaned)


def _digest(entry: Entry) -> str:
    return _shorten(f"{entry.title}\n{entry.body}")


def _shorten(text: str) -> str:
    return f"sha256:{sha256(text.encode()).hexdigest()}"
