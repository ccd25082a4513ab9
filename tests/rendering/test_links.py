"""Every address in a built site leads somewhere inside of it, and to no other host."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit
from xml.etree import ElementTree as ET

import pytest

from conftest import DemoSite

HOMES = {
    "public": "https://www.yunxi.example/xinxi/",
    "internal": "https://xinxi.yunxi.example/",
    "office": "https://bangong.yunxi.example/xinxi/",
}
ADDRESSES = {
    "href",
    "src",
    "action",
    "formaction",
    "poster",
    "data",
    "cite",
    "background",
    "srcset",
    "ping",
    "manifest",
}


class PageReader(HTMLParser):
    """Addresses and anchors of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.addresses: list[str] = []
        self.anchors: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name in ADDRESSES:
                self.addresses.append(value or "")
            elif name == "id":
                self.anchors.append(value or "")
            elif name == "style":
                self.addresses += re.findall(r"url\(([^)]*)\)", value or "")
        if tag in ("base", "iframe", "object", "embed"):
            raise AssertionError(tag)
        if tag == "meta" and dict(attrs).get("http-equiv"):
            raise AssertionError(attrs)


@cache
def read_page(file: Path) -> PageReader:
    reader = PageReader()
    reader.feed(file.read_text(encoding="utf-8"))
    reader.close()
    return reader


@pytest.fixture(params=HOMES)
def access(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def site(access: str, demo_site: DemoSite) -> Path:
    return demo_site(access)


def address_of(site: Path, file: Path, home: str) -> str:
    return urljoin(home, file.relative_to(site).as_posix().removesuffix("index.html"))


def find_fault(site: Path, home: str, here: str, address: str) -> str:
    """Why an address on the page ``here`` is no good; empty when it is."""
    whole = urlsplit(urljoin(here, address))
    start = urlsplit(home)
    if (whole.scheme, whole.netloc) != (start.scheme, start.netloc):
        return "another host"
    if not whole.path.startswith(start.path):
        return "outside of the site"
    target = site / unquote(whole.path.removeprefix(start.path))
    if whole.path.endswith("/"):
        target /= "index.html"
    if not target.is_file():
        return "no such file"
    anchor = unquote(whole.fragment)
    if anchor and target.suffix == ".html" and anchor not in read_page(target).anchors:
        return "no such anchor"
    return ""


def pages(site: Path) -> Iterator[Path]:
    found = sorted(site.rglob("*.html"))
    assert len(found) > 30
    yield from found


def test_every_link_of_every_page(site: Path, access: str) -> None:
    home = HOMES[access]
    faults = [
        f"{file.relative_to(site)}: {address} ({fault})"
        for file in pages(site)
        for address in read_page(file).addresses
        if (fault := find_fault(site, home, address_of(site, file, home), address))
    ]
    assert faults == []


def test_no_page_uses_an_anchor_twice(site: Path) -> None:
    twice = [
        f"{file.relative_to(site)}#{anchor}"
        for file in pages(site)
        for anchor in set(read_page(file).anchors)
        if read_page(file).anchors.count(anchor) > 1
    ]
    assert twice == []


def test_no_link_was_left_as_the_library_writes_it(site: Path) -> None:
    assert [str(file) for file in pages(site) if '="page:' in file.read_text(encoding="utf-8")] == []


def test_addresses_in_style_sheets(site: Path, access: str) -> None:
    home = HOMES[access]
    for file in site.rglob("*.css"):
        text = file.read_text(encoding="utf-8")
        assert "@import" not in text
        for address in re.findall(r"url\(\s*['\"]?([^)'\"]+)", text):
            if not address.startswith(("data:", "#")):
                assert find_fault(site, home, address_of(site, file, home), address) == "", (file, address)


def test_every_hit_of_the_search_leads_to_its_place(site: Path, access: str) -> None:
    index = json.loads((site / "search/search_index.json").read_text(encoding="utf-8"))
    locations = [entry["location"] for entry in index["docs"]]
    assert len(locations) > 30
    home = HOMES[access]
    assert [place for place in locations if find_fault(site, home, home, place)] == []
    assert len(set(locations)) == len(locations)


def test_every_page_of_the_sitemap(site: Path, access: str) -> None:
    home = HOMES[access]
    tree = ET.fromstring((site / "sitemap.xml").read_bytes())
    listed = [str(node.text) for node in tree.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")]
    assert [address for address in listed if find_fault(site, home, home, address)] == []
    built = {address_of(site, file, home) for file in pages(site) if file.name == "index.html"}
    assert set(listed) == built


def test_no_page_is_unreachable(site: Path, access: str) -> None:
    """From the home page, by links alone, one comes to every page."""
    home = HOMES[access]
    seen: set[Path] = set()
    waiting = [site / "index.html"]
    while waiting:
        file = waiting.pop()
        if file in seen:
            continue
        seen.add(file)
        for address in read_page(file).addresses:
            whole = urlsplit(urljoin(address_of(site, file, home), address))
            path = unquote(whole.path.removeprefix(urlsplit(home).path))
            target = site / path / "index.html" if path.endswith("/") or not path else site / path
            if target.suffix == ".html":
                waiting.append(target)
    assert set(pages(site)) - seen == {site / "404.html"}
