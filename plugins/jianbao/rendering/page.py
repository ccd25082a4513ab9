"""What a site is made of, before any framework sees it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from urllib.parse import urlencode


@dataclass(frozen=True, kw_only=True, slots=True)
class Heading:
    """An entry of the contents beside a page."""

    title: str
    anchor: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Feed:
    """The two feeds of a series, which readers' programs find in the head of a page."""

    title: str
    rss: str
    atom: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Page:
    """``uri`` ends in ``.md`` as the framework wants it. Links in ``html`` read ``page:<uri>#<anchor>``: only the
    framework knows addresses. ``search`` is False for indexes, which would only repeat what they list. A page of
    the manual has ``markdown`` in the place of ``html``: the framework renders it as it does those written by hand.
    """

    uri: str
    title: str
    html: str
    day: date
    headings: tuple[Heading, ...] = ()
    summary: str = ""
    search: bool = True
    feeds: tuple[Feed, ...] = ()
    markdown: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class SiteFile:
    """A file that is no page: a feed, a picture. A large one is not held: ``path`` says where it lies."""

    uri: str
    data: bytes = b""
    path: Path | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Part:
    """Pages with the files that lie beside them."""

    pages: tuple[Page, ...] = ()
    files: tuple[SiteFile, ...] = ()

    @classmethod
    def join(cls, parts: Iterable[Part]) -> Part:
        known = list(parts)
        return cls(
            pages=tuple(page for part in known for page in part.pages),
            files=tuple(file for part in known for file in part.files),
        )


@dataclass(frozen=True, kw_only=True, slots=True)
class NavEntry:
    """A line of the navigation: a page, or a heading with ``children``."""

    title: str
    uri: str = ""
    children: tuple[NavEntry, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Site:
    """Everything that one build holds. ``issues`` counts signed issues shown, ``closed`` those that it may not show.
    ``remarks`` are sentences for whoever builds: what could not be made, and why.
    """

    pages: tuple[Page, ...]
    files: tuple[SiteFile, ...]
    nav: tuple[NavEntry, ...]
    words: tuple[str, ...]
    issues: int
    closed: int
    remarks: tuple[str, ...] = ()


def link(uri: str, anchor: str = "", **query: str) -> str:
    """A link as templates write it; ``query`` is what the page that it leads to is to be narrowed to."""
    asked = f"?{urlencode(query)}" if query else ""
    return f"page:{uri}{asked}#{anchor}" if anchor else f"page:{uri}{asked}"


def make_headings(titles: Sequence[tuple[str, str]]) -> tuple[Heading, ...]:
    """From (title, anchor) pairs."""
    return tuple(Heading(title=title, anchor=anchor) for title, anchor in titles)
