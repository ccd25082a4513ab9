"""The forms of a page as a browser has them: where each goes, and what it sends that nobody types."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urlsplit


@dataclass
class PageForm:
    """``action`` is a path, empty for the page itself. ``hidden``: name → value, or values where there are several."""

    action: str
    hidden: dict[str, Any] = field(default_factory=dict)


def read_forms(page: str) -> list[PageForm]:
    """Those that are sent by POST, in their order."""
    parser = _Parser()
    parser.feed(page)
    return [form for form in parser.found if "csrf_token" in form.hidden]


class _Parser(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[PageForm] = []
        self._named: dict[str, PageForm] = {}
        self._open: PageForm | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "form":
            self._open = PageForm(action=urlsplit(given.get("action") or "").path)
            self.found.append(self._open)
            self._named[given.get("id") or ""] = self._open
        elif tag == "input" and given.get("type") == "hidden" and "disabled" not in given:
            form = self._named.get(given["form"] or "") if "form" in given else self._open
            if form is not None:
                self._add(form.hidden, given.get("name") or "", given.get("value") or "")

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._open = None

    def _add(self, hidden: dict[str, Any], name: str, value: str) -> None:
        if name in hidden:
            before = hidden[name] if isinstance(hidden[name], list) else [hidden[name]]
            hidden[name] = [*before, value]
        else:
            hidden[name] = value
