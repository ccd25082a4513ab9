"""Every kind of feed, and what tells its entries apart."""

from __future__ import annotations

from typing import Any

import pytest

from feed_server import feed, item
from feeds_read import ATOM, FULL, RDF, read, read_one
from jianbao.intake.feeds.links import clean_link, identify_link
from offices import day


def show(entry: Any) -> tuple[str, str, str, str, str]:
    return entry.number, entry.title, entry.link, str(entry.published), entry.body


def test_atom() -> None:
    assert show(read_one(ATOM)) == (
        "tag:b.example,2026:1",
        "我区经验",
        "http://b.example/dongtai/1.html?id=7",
        "2026-11-03 09:20",
        "第一段\n\n第二\n\n段",
    )


def test_rss_1() -> None:
    number, *rest = show(read_one(RDF))
    assert number == "c.example/1"
    assert rest == ["甲", "http://c.example/1", "2026-11-03 09:20", "摘要"]


def test_rss_2_with_the_whole_text() -> None:
    assert show(read_one(feed(FULL))) == (
        "g1",
        "甲",
        "https://www.a.example/1.html",
        "2026-11-03 09:20",
        "标题\n\n第一段，很好。\n\n镇 | 户\n\n城关 | 30\n\n一是抓\n\n二是管\n\n末段 完",
    )


def test_a_title_is_one_line_that_shows_what_it_holds() -> None:
    entry = read_one(feed(item("<![CDATA[<b>甲\n乙</b>\u202e倒\u200b\x07写<br/>丙&amp;丁]]>")))
    assert entry.title == "甲乙倒写 丙&丁"


def test_without_a_title_the_text_says_what_it_is_about() -> None:
    assert (
        read_one(feed(f"<item><description>{'城关镇推进老旧小区改造' * 5}</description></item>")).title
        == (("城关镇推进老旧小区改造" * 5)[:40])
    )
    assert read(feed("<item/>", "<item><title> </title></item>")).entries == ()


# -- dates --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "known"),
    [
        ("Tue, 03 Nov 2026 09:20:00 +0800", "2026-11-03 09:20"),
        ("Tue, 03 Nov 2026 01:20:00 GMT", "2026-11-03 09:20"),
        ("Tue, 03 Nov 2026 09:20:00", "2026-11-03 09:20"),
        ("Tue, 03 Nov 2026 09:20:00 CST", "2026-11-03 09:20"),
        ("Tue Nov 03 09:20:00 CST 2026", "2026-11-03 09:20"),
        ("Tue Nov  3 09:20:00 2026", "2026-11-03 09:20"),
        ("Tue, 03 Nov 2026 09:20:00 GMT+8", "2026-11-03 09:20"),
        ("Tue, 03 Nov 2026 09:20:00 GMT+08:00", "2026-11-03 09:20"),
        ("03 Nov 26 09:20 +0800", "2026-11-03 09:20"),
        ("2026-11-03T09:20:00+08:00", "2026-11-03 09:20"),
        ("2026-11-03T01:20:00Z", "2026-11-03 09:20"),
        ("2026-11-03T01:20:00.123456Z", "2026-11-03 09:20"),
        ("2026-11-03 09:20:00", "2026-11-03 09:20"),
        ("2026-11-03 09:20:00.0", "2026-11-03 09:20"),
        ("2026/11/3 9:20", "2026-11-03 09:20"),
        ("2026年11月3日", "2026-11-03"),
        ("2026年11月3日 09:20", "2026-11-03 09:20"),
        ("2026年11月3日（星期二）09:20", "2026-11-03 09:20"),
        ("2026-11-03", "2026-11-03"),
        ("20261103", "2026-11-03 00:00"),
        ("1793668800", "2026-11-03 09:20"),
        ("1793668800000", "2026-11-03 09:20"),
        # The office's own hour, called GMT: else it would be still to come.
        ("Sun, 22 Nov 2026 19:30:00 GMT", "2026-11-22 19:30"),
        ("Sun, 22 Nov 2026 12:10:00 GMT", "2026-11-22 20:10"),
        ("Mon, 30 Nov 2026 09:20:00 +0800", "None"),
        ("2027-11-03", "None"),
        ("Thu, 01 Jan 1970 00:00:00 GMT", "None"),
        ("0001-01-01T00:00:00Z", "None"),
        ("9999-12-31T23:59:59Z", "None"),
        ("昨天", "None"),
        ("Tue, 33 Nov 2026 09:20:00 GMT", "None"),
        ("Tue, 03 Nov 2026 09:20:00 +9999", "2026-11-03 09:20"),
        ("", "None"),
    ],
)
def test_a_date_however_it_is_written(written: str, known: str) -> None:
    assert str(read_one(feed(item("甲", date=written))).published) == known


def test_a_wrong_first_date_leaves_the_next() -> None:
    parts = "<pubDate>很久以前</pubDate><dc:date xmlns:dc='http://purl.org/dc/elements/1.1/'>2026-11-03</dc:date>"
    assert read_one(feed(f"<item><title>甲</title>{parts}</item>")).published == day("2026-11-03")


# -- links --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("link", "cleaned"),
    [
        ("http://a.example/1.html", "http://a.example/1.html"),
        ("  /1.html\n", "https://www.a.example/1.html"),
        ("../1.html", "https://www.a.example/1.html"),
        ("//b.example/1", "https://b.example/1"),
        ("?id=3", "https://www.a.example/rss/index.xml?id=3"),
        ("http://A.Example:80/1?utm_source=a&id=3&utm_medium=b&from=timeline#top", "http://a.example/1?id=3"),
        ("http://a.example/1;jsessionid=0AB?x=%E7%94%B2", "http://a.example/1?x=%E7%94%B2"),
        ("http://a.example/#/detail/3", "http://a.example/#/detail/3"),
        ("http://a.example/动态.html", "http://a.example/%E5%8A%A8%E6%80%81.html"),
        ("http://a.example/a b", "http://a.example/a%20b"),
        ("javascript:alert(1)", ""),
        ("java\tscript:alert(1)", ""),
        ("data:text/html,x", ""),
        ("http://u:p@a.example/", ""),
        ("http://[::1", ""),
        ("http://a:x/", ""),
        ("http://" + "a" * 3000, ""),
    ],
)
def test_a_link_leads_to_the_web_or_nowhere(link: str, cleaned: str) -> None:
    assert clean_link(link, "https://www.a.example/rss/index.xml") == cleaned


def test_the_number_is_the_link_where_it_is_one() -> None:
    entry = read_one(feed(item("甲", guid="http://a.example/1?utm_source=x", link="javascript:alert(1)")))
    assert (entry.number, entry.link) == ("a.example/1", "http://a.example/1")


# -- what tells them apart ----------------------------------------------------


def numbers(*items: str) -> list[str]:
    return [entry.number for entry in read(feed(*items)).entries]


def test_http_and_https_are_one() -> None:
    assert identify_link("https://a.example/1") == identify_link("http://a.example/1") == "a.example/1"
    assert numbers(item("甲", link="https://a.example/1?spm=x")) == ["a.example/1"]


def test_an_entry_that_comes_twice_comes_once() -> None:
    one = item("甲", guid="g", link="http://a.example/1")
    assert numbers(one, one) == ["g"]
    assert numbers(item("甲", link="http://a.example/1"), item("甲", link="http://a.example/1?utm_source=x")) == [
        "a.example/1"
    ]


def test_one_number_for_two_articles_is_none() -> None:
    two = [item("甲", guid="g", link="http://a.example/1"), item("乙", guid="g", link="http://a.example/2")]
    assert numbers(*two) == ["a.example/1", "a.example/2"]


def test_one_link_for_all_is_none_either() -> None:
    two = [item("甲", link="http://a.example/"), item("乙", link="http://a.example/")]
    found = numbers(*two)
    assert len(set(found)) == 2
    assert all(number.startswith("sha256:") for number in found)
    assert numbers(*two) == found


def test_a_number_of_any_length_has_its_place() -> None:
    (number,) = numbers(item("甲", guid="n" * 1000))
    assert number.startswith("sha256:")
    assert len(number) == 71
