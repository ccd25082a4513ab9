"""Feeds are well formed, name things by ids that never change, and hold no more than the pages do."""

from __future__ import annotations

from pathlib import Path

import feedparser
import pytest
from test_body import read as read_html
from test_links import HOMES

from conftest import DemoSite
from jianbao.model import Access
from jianbao.rendering.context import BuildContext
from jianbao.rendering.page import SiteFile
from jianbao.rendering.site import render_site
from jianbao.rendering.templates import Templates
from offices import AS_OF, OfficeBuilder

INTERNAL = ["ducha/atom.xml", "ducha/rss.xml", "xinxi/atom.xml", "xinxi/rss.xml", "xinxi/zengkan/atom.xml"]


def read_feed(data: bytes) -> feedparser.FeedParserDict:
    feed = feedparser.parse(data, sanitize_html=False)
    assert not feed.bozo, feed.get("bozo_exception")
    return feed


def render_feeds(office: OfficeBuilder, access: Access = Access.INTERNAL) -> dict[str, SiteFile]:
    context = BuildContext(
        office=office.read(),
        access=access,
        as_of=AS_OF,
        templates=Templates(office.root),
        site_url="https://xinxi.yunxi.example/",
    )
    return {file.uri: file for file in render_site(context).files if file.uri.endswith(".xml")}


@pytest.mark.parametrize("access", HOMES)
def test_feeds_of_the_demo_parse(demo_site: DemoSite, access: str) -> None:
    site = demo_site(access)
    feeds = [file for file in site.rglob("*.xml") if file.name in ("rss.xml", "atom.xml")]
    assert len(feeds) == {"public": 2, "internal": 6, "office": 8}[access]
    for file in feeds:
        feed = read_feed(file.read_bytes())
        home = HOMES[access] + file.parent.relative_to(site).as_posix() + "/"
        assert feed.version == ("rss20" if file.name == "rss.xml" else "atom10")
        assert feed.feed.link == home
        assert {entry.link.startswith(home) for entry in feed.entries} == {True}
        assert [link.href for link in feed.feed.links if link.rel == "self"] == [home + file.name]


def test_the_demo_feed_holds_the_standing_issues_latest_first(demo_site: DemoSite) -> None:
    feed = read_feed((demo_site("internal") / "xinxi/rss.xml").read_bytes())
    numbers = [entry.link.rstrip("/").rpartition("/")[2] for entry in feed.entries]
    assert numbers == ["081", "080", "079", "078", "077", "076", "074", "073", "071-072", "070", "069", "068", "067"]
    first = feed.entries[0]
    assert first.id == "tag:xinxi.yunxi.example,2026:xinxi/2026/081"
    assert first.title == "《信息》第81期（总第1251期）"
    assert first.published == "Fri, 27 Nov 2026 00:00:00 +0800"


def test_both_forms_hold_the_same(demo_site: DemoSite) -> None:
    rss, atom = (read_feed((demo_site("internal") / f"xinxi/{name}.xml").read_bytes()) for name in ("rss", "atom"))
    for one, other in zip(rss.entries, atom.entries, strict=True):
        assert (one.id, one.title, one.link, one.summary) == (other.id, other.title, other.link, other.summary)
        assert one.content[0].value == other.content[0].value
        assert one.published_parsed == other.published_parsed


@pytest.fixture
def office(tmp_path: Path) -> OfficeBuilder:
    built = OfficeBuilder(tmp_path)
    built.adopt("chengguan", "jiu-gai", "2026-11-03")
    built.sign(date="2026-11-06")
    built.adopt("heping", "fu-wu", "2026-11-10", column="minyi")
    built.adopt("longquan", "shui", "2026-11-10", column="zhongdian")
    built.sign(date="2026-11-13")
    return built


def ids_of(files: dict[str, SiteFile], uri: str = "xinxi/atom.xml") -> list[str]:
    return [str(entry.id) for entry in read_feed(files[uri].data).entries]


def test_ids_stay_when_issues_are_added(office: OfficeBuilder) -> None:
    before = ids_of(render_feeds(office))
    office.adopt("heping", "dian-ti", "2026-11-17")
    office.sign(date="2026-11-20")
    assert ids_of(render_feeds(office)) == ["tag:xinxi.yunxi.example,2026:xinxi/2026/009", *before]


def test_a_withdrawn_issue_leaves_the_feed(office: OfficeBuilder) -> None:
    office.withdraw("xinxi/2026/008")
    assert ids_of(render_feeds(office)) == ["tag:xinxi.yunxi.example,2026:xinxi/2026/007"]


def test_a_correction_updates_its_entry_alone(office: OfficeBuilder) -> None:
    office.correct("xinxi/2026/007", "2026/11-03-chengguan-jiu-gai", "210件", "120件", day="2026-11-25")
    later, earlier = read_feed(render_feeds(office)["xinxi/atom.xml"].data).entries
    assert (earlier.updated, earlier.published) == ("2026-11-25T00:00:00+08:00", "2026-11-06T00:00:00+08:00")
    assert (later.updated, later.published) == ("2026-11-13T00:00:00+08:00", "2026-11-13T00:00:00+08:00")
    assert "<p>更正：“210件”应为“120件”。</p>" in earlier.content[0].value
    assert "更正" not in later.content[0].value


def test_a_feed_holds_what_its_build_may_show(office: OfficeBuilder) -> None:
    for access, shown in ((Access.PUBLIC, False), (Access.INTERNAL, True)):
        later = read_feed(render_feeds(office, access)["xinxi/rss.xml"].data).entries[0]
        assert ("heping推进fu-wu" in later.summary) is shown
        assert ("heping推进fu-wu" in later.content[0].value) is shown
        assert "longquan推进shui" in later.summary


def test_a_feed_does_not_depend_on_the_day(office: OfficeBuilder) -> None:
    before = render_feeds(office)
    office.replace("briefs/settings/office.yml", "as_of: 2026-11-30", "as_of: 2027-05-01")
    assert render_feeds(office) == before


@pytest.mark.parametrize(
    "typed",
    ["]]>", "<script>&amp;", "a & b < c", "\x0b\x0c\x01\x1f", "\ufffe\uffff", "\u2028\u2029", "😀", "\"'", "<![CDATA["],
)
def test_any_text_makes_a_well_formed_feed(tmp_path: Path, typed: str) -> None:
    """Signs that XML cannot hold are left out; all others come out as they were typed."""
    office = OfficeBuilder(tmp_path)
    # Most of these are refused at the entrance; an office may switch that off.
    office.write("briefs/settings/checks.yml", "word-artefacts: {level: off}\n")
    office.decide(office.item(body=f"办结{typed}210件。"), title=f"标题{typed}尾", decided="2026-11-03")
    office.sign(date="2026-11-06")
    for uri in ("xinxi/rss.xml", "xinxi/atom.xml"):
        (entry,) = read_feed(render_feeds(office)[uri].data).entries
        kept = "".join(char for char in typed if ord(char) >= 32 and char not in "\ufffe\uffff")
        assert entry.summary.split() == f"标题{kept}尾".split()
        text = "".join(read_html(entry.content[0].value).text.split())
        assert "".join(f"办结{kept}210件。".split()) in text
