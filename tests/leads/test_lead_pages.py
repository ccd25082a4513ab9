"""线索 on the office's own site: titles and how each begins, by source; in no other build anything at all."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest

from jianbao.metadata import Moment
from jianbao.model import Access
from jianbao.rendering.context import BuildContext
from jianbao.rendering.lead_pages import INDEX, render_leads
from jianbao.rendering.site import render_site
from jianbao.rendering.templates import Templates
from offices import AS_OF, FEEDS_SETTINGS, OfficeBuilder, day


@pytest.fixture
def builder(tmp_path: Path) -> OfficeBuilder:
    built = OfficeBuilder(tmp_path)
    built.write("briefs/settings/feeds.yml", FEEDS_SETTINGS)
    built.lead(
        "a", "2026-11-28", "井盖有了户主。第二句不登。", title="青原县给井盖定“户主”", link="https://b.invalid/3.html"
    )
    built.lead("b", "2026-11-30", "水表会报平安。", title="临江市换装远传水表")
    built.lead("c", "2026-11-29", "", feed="yaoqing", title="只有标题<b>的</b>一条")
    built.lead("d", "2026-11-27", feed="gone", title="不再列出的信息源")
    return built


def open_build(builder: OfficeBuilder, access: Access, as_of: Moment = AS_OF) -> BuildContext:
    return BuildContext(
        office=builder.read(),
        access=access,
        as_of=as_of,
        templates=Templates(builder.root),
        site_url="https://a.invalid/",
    )


def read_words(html: str) -> str:
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", html))).strip()


def test_leads_stand_under_their_sources_in_the_order_of_the_settings(builder: OfficeBuilder) -> None:
    (page,) = render_leads(open_build(builder, Access.OFFICE))
    assert (page.uri, page.title, page.day, page.search) == (INDEX, "线索", AS_OF.day, True)
    assert [(heading.title, heading.anchor) for heading in page.headings] == [
        ("市委办《每日要情》", "source-yaoqing"),
        ("临江市政务信息", "source-waidi"),
        ("gone", "source-gone"),
    ]
    assert read_words(page.html) == (
        "线索 共4条 截至2026年11月30日 信息源登出来的文章，只供本办公室参考，不刊发 "
        "市委办《每日要情》 上级动态 只有标题<b>的</b>一条 2026年11月29日 "
        "临江市政务信息 外地经验 临江市换装远传水表 2026年11月30日 水表会报平安。 "
        "青原县给井盖定“户主” 2026年11月28日 https://b.invalid/3.html 井盖有了户主。 "
        "gone 不再列出的信息源 2026年11月27日 "
        "连日来，该单位紧盯群众反映的难点，逐户走访、逐项整改，已办结事项210件，群众满意度不断提高。"
    )


def test_an_address_is_text_and_nothing_of_another_host_is_loaded(builder: OfficeBuilder) -> None:
    builder.lead("e", "2026-11-30", "![图](https://b.invalid/a.png) <img src=x>。", link="javascript:alert(1)")
    (page,) = render_leads(open_build(builder, Access.OFFICE))
    assert re.findall(r"<[^>]*(?:href|src)=", page.html) == []
    assert "<code>javascript:alert(1)</code>" in page.html
    assert "&lt;img src=x&gt;" in page.html


def test_anchors_are_those_of_the_records(builder: OfficeBuilder) -> None:
    (page,) = render_leads(open_build(builder, Access.OFFICE))
    assert re.findall(r'<h3 id="([^"]+)"', page.html) == [
        "2026-11-29-c",
        "2026-11-30-b",
        "2026-11-28-a",
        "2026-11-27-d",
    ]


def test_what_is_too_old_is_not_shown_before_the_fetch_removes_it(builder: OfficeBuilder) -> None:
    (page,) = render_leads(open_build(builder, Access.OFFICE, day("2026-12-19")))
    assert "换装远传水表" in page.html
    assert "给井盖定" not in page.html
    assert render_leads(open_build(builder, Access.OFFICE, day("2027-06-01"))) == []


def test_the_page_is_in_the_navigation_of_the_office_alone(builder: OfficeBuilder) -> None:
    builder.write("briefs/items/.keep", "")
    for access in Access:
        site = render_site(open_build(builder, access))
        assert ("线索" in [entry.title for entry in site.nav]) is (access is Access.OFFICE)
        assert (INDEX in {page.uri for page in site.pages}) is (access is Access.OFFICE)


@pytest.mark.parametrize("access", [Access.INTERNAL, Access.PUBLIC])
def test_no_other_build_tells_that_there_is_a_lead(builder: OfficeBuilder, access: Access) -> None:
    """Byte for byte what it would be without any: no page, entry, count, feed, word."""
    with_leads = render_site(open_build(builder, access))
    for file in (builder.root / "briefs/leads").rglob("*.md"):
        file.unlink()
    (builder.root / "briefs/settings/feeds.yml").unlink()
    assert render_site(open_build(builder, access)) == with_leads


def test_an_office_that_reads_no_feeds_has_no_such_page(tmp_path: Path) -> None:
    site = render_site(open_build(OfficeBuilder(tmp_path), Access.OFFICE))
    assert not any("线索" in page.html or "线索" in page.title for page in site.pages if "checks" not in page.uri)
