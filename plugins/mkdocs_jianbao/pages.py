"""Between the library's pages and the framework's: addresses, files, contents."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from html import escape
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.toc import TableOfContents, get_toc

from jianbao.rendering.page import NavEntry, Page, SiteFile

_LINK = re.compile(r'(?P<name>href|src)="page:(?P<uri>[^"#?]*)(?P<query>\?[^"#]*)?(?P<anchor>#[^"]*)?"')


class DeadLinkError(Exception):
    """A page links to what this build does not hold: never an address that leads nowhere, or to something closed."""


def add_generated(files: Files, config: MkDocsConfig, pages: Iterable[Page], others: Iterable[SiteFile]) -> None:
    """Puts the library's pages and files among those of the site. Which of them are in the navigation, ``nav`` says."""
    for page in pages:
        text = page.markdown or f"# {escape(page.title)}\n"
        files.append(File.generated(config, page.uri, content=text, inclusion=InclusionLevel.NOT_IN_NAV))
    for other in others:
        if other.path:
            files.append(File.generated(config, other.uri, abs_src_path=str(other.path)))
        else:
            files.append(File.generated(config, other.uri, content=other.data))


def make_nav(entries: Iterable[NavEntry]) -> list[dict[str, object]]:
    """The navigation as ``mkdocs.yml`` would state it."""
    return [{escape(entry.title): make_nav(entry.children) if entry.children else entry.uri} for entry in entries]


def make_meta(page: Page) -> dict[str, object]:
    """Escaped here: the theme prints what it finds in a page's header as it stands."""
    feeds = [replace(feed, title=escape(feed.title)) for feed in page.feeds]
    return {"title": escape(page.title), "description": escape(page.summary), "feeds": feeds}


def resolve_links(html: str, page: File, files: Files) -> str:
    """``page:`` links made relative to where this page stands. Raises DeadLinkError."""

    def resolve(match: re.Match[str]) -> str:
        target = files.get_file_from_path(match["uri"])
        if target is None:
            raise DeadLinkError(f"{page.src_uri} → {match['uri']}")
        rest = f"{match['query'] or ''}{match['anchor'] or ''}"
        return f'{match["name"]}="{target.url_relative_to(page)}{rest}"'

    return _LINK.sub(resolve, html)


def make_toc(page: Page) -> TableOfContents:
    """The contents beside a page: its headings under its title."""
    children = [_make_entry(2, heading.anchor, heading.title, []) for heading in page.headings]
    return get_toc([_make_entry(1, "", page.title, children)])


def _make_entry(level: int, anchor: str, title: str, children: list[Any]) -> Any:
    """One entry as the toc extension of python-markdown would give it; MkDocs keeps its type to itself."""
    return {"level": level, "id": anchor, "name": escape(title), "children": children}
