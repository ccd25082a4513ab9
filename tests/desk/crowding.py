"""Many people at once over real HTTP: each with a browser of its own, which keeps cookies and fills in forms."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html.parser import HTMLParser
from http.cookiejar import CookieJar
from threading import Barrier, Thread
from time import perf_counter
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, Request, build_opener

SECONDS = 120


class _Form(HTMLParser):
    """The values of the fields of the form that goes to an address; of a page's first form without one."""

    def __init__(self, action: str) -> None:
        super().__init__()
        self.fields: dict[str, str] = {}
        self._action = action
        self._open = self._text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._open = given.get("action", self._action) or self._action
        if self._open != self._action and tag != "option":
            return
        name = given.get("name", "")
        if tag == "input" and name and given.get("type") not in ("checkbox", "radio", "file"):
            self.fields[name] = given.get("value", "")
        if tag in ("textarea", "select"):
            self._text = name
            self.fields[name] = ""
        if tag == "option" and self._text and "selected" in given:
            self.fields[self._text] = given.get("value", "")

    def handle_data(self, data: str) -> None:
        if self._text and self.lasttag == "textarea":
            self.fields[self._text] += data.removeprefix("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("textarea", "select"):
            self._text = ""
        if tag == "form":
            self._open = ""


class RefusedError(Exception):
    """An answer that is no page to go on from."""

    def __init__(self, status: int, text: str) -> None:
        super().__init__(f"{status} {text}")
        self.status = status


class Browser:
    """``times``: (address, seconds) of each answer."""

    def __init__(self, address: str, person: str) -> None:
        self._address = address
        self._opener = build_opener(HTTPCookieProcessor(CookieJar()))
        self.times: list[tuple[str, float]] = []
        self.submit("/sign-in", {"person": person}, form="/sign-in")

    def get(self, path: str) -> str:
        return self._open(path)[1]

    def submit(self, path: str, fields: dict[str, str], form: str, *, action: str = "") -> tuple[str, str]:
        """Fills in the form that the page ``form`` holds, which goes to ``path`` unless its button says otherwise than
        its ``action``; (where it led to, that page).
        """
        found = _Form(action or path)
        found.feed(self.get(form))
        return self._open(path, {**found.fields, **fields})

    def _open(self, path: str, fields: dict[str, str] | None = None) -> tuple[str, str]:
        data = urlencode(fields).encode() if fields is not None else None
        begun = perf_counter()
        try:
            with self._opener.open(Request(f"{self._address}{path}", data=data), timeout=SECONDS) as answer:
                page = answer.read().decode()
                return answer.url.removeprefix(self._address), page
        except HTTPError as error:
            with error:
                raise RefusedError(error.code, f"{path}: {error.read().decode()}") from None
        finally:
            self.times.append((path, perf_counter() - begun))


def file_item(browser: Browser, title: str) -> str:
    """A unit's whole way: a new draft, what is typed, 报送; where that led to."""
    draft, _ = browser.submit("/write", {}, form="/write")
    fields = {"title": title, "kind": "动态", "approver": "李××", "author": "张××", "phone": "0000-0000000"}
    body = f"{title}。镇里连续三天入户走访，收集意见二十六条，当场答复十九条，其余七条列出清单，下周三前办完。"
    saved = {**fields, "body": body}
    return browser.submit(f"{draft}/file", saved, form=draft, action=draft)[0]


def all_at_once(jobs: Sequence[Callable[[], Any]]) -> list[BaseException]:
    """Each in a thread of its own, beginning at one moment; what went wrong."""
    gate, wrong = Barrier(len(jobs)), list[BaseException]()

    def run(job: Callable[[], Any]) -> None:
        gate.wait()
        try:
            job()
        except BaseException as error:
            wrong.append(error)

    threads = [Thread(target=run, args=(job,)) for job in jobs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return wrong
