"""Search entries kept between builds: cutting Chinese text into words is half of the time that a build takes.

The search plugin adds the entries of a page when its context is made. A page whose entries are known is taken out of
its sight just before, and the kept entries are put where it would have put them. Before they are kept, the numbers
of issues are made whole: see ``jianbao.rendering.tokens``.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable
from importlib.metadata import version
from pathlib import Path
from typing import Any

import jieba
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin
from mkdocs.structure.pages import Page

from jianbao.caching import Cache, make_key, own_version
from jianbao.rendering.dictionary import write_dictionary
from jianbao.rendering.tokens import SEPARATOR, join_issue_numbers
from jianbao.writing import prepare_cache


def prepare_search(config: MkDocsConfig, root: Path, words: Iterable[str], access: str) -> SearchEntries:
    """Gives the search plugin the office's dictionary and the separator of Chinese words, before it reads its own
    options, and makes the cache of this build.
    """
    search = config.plugins.get("material/search") or config.plugins.get("search")
    options: list[str] = []
    if search is not None and "jieba_dict_user" in search.config:
        search.config["jieba_dict_user"] = str(write_dictionary(root, words))
        # The segmenter's own cache would lie in a folder that other users of the machine may write to.
        jieba.dt.tmp_dir = str(prepare_cache(root))
        jieba.setLogLevel(logging.WARNING)
        # The theme's separator knows six marks of Chinese punctuation and no bracket.
        search.config["separator"] = search.config["separator"] or SEPARATOR
        options = sorted(f"{key}={value}" for key, value in search.config.items())
    versions = [f"{name} {version(name)}" for name in ("mkdocs-material", "jieba")]
    return SearchEntries(search, Cache(root, f"search-{access}"), make_key(own_version(), *options, *versions))


class SearchEntries:
    """``made_by`` names everything besides the page that its entries depend on: dictionary, options, versions."""

    def __init__(self, search: BasePlugin[Any] | None, cache: Cache, made_by: str) -> None:
        self._search, self._cache, self._made_by = search, cache, made_by
        self._before = 0

    @property
    def _entries(self) -> list[Any]:
        index = getattr(self._search, "search_index", None)
        return index.entries if index is not None else []

    def take_over(self, page: Page) -> None:
        """Before the search plugin looks at a page: hides it when its entries are known."""
        self._before = len(self._entries)
        if self._cache.get(self._key(page)) is not None:
            page.meta["search"] = {"exclude": True}

    def keep(self, page: Page) -> None:
        """After it has looked: puts the kept entries in, or keeps what it added."""
        key = self._key(page)
        kept = self._cache.get(key)
        if kept is None:
            added = self._entries[self._before :]
            for entry in added:
                entry.update({field: join_issue_numbers(entry[field]) for field in ("title", "text")})
            self._cache.put(key, added)
        else:
            self._entries.extend(kept)

    def save(self) -> None:
        self._cache.save()

    def _key(self, page: Page) -> str:
        return make_key(self._made_by, "issue numbers joined", page.url, page.title, page.content)
