"""Bytes that nobody thought of: whatever they are, they end in entries or in a refusal."""

from __future__ import annotations

import re
from contextlib import suppress
from zoneinfo import ZoneInfo

from hypothesis import example, given, settings
from hypothesis import strategies as st

from feed_server import feed, item
from feeds_read import ATOM, FULL, RDF, URL, read
from jianbao.fetching.addresses import is_allowed, read_hop
from jianbao.fetching.failing import FetchError
from jianbao.intake.feeds.dates import read_date
from jianbao.intake.feeds.decoding import decode_feed
from jianbao.intake.feeds.links import clean_link
from jianbao.intake.feeds.plain_text import read_text
from jianbao.intake.refusing import RefusedError
from offices import day

SAMPLES = [sample.encode() for sample in (ATOM, RDF, feed(FULL, item("乙", guid="2", date="2026-11-03")))]
# What a mutation puts in: pieces of which harm is made.
PIECES = [
    b"<", b">", b"&", b"<![CDATA[", b"]]>", b"<!--", b"-->", b"<!DOCTYPE a [", b"<!ENTITY a 'b'>", b"&#x1F600;", b"&a;",
    b"&#xD800;", b"\x00", b"\xe4\xb8", b"\xff\xfe", b"<?xml?>", b"<item>", b"</item>", b"<title>", b"</rss>",
    b"xmlns:a='b'", b"<guid isPermaLink='x'>", b"<enclosure length='a'/>",
    b"<content type='application/octet-stream'>!!</content>",
    b"<content type='text/html' mode='base64'>@@@</content>", b"<link href='http://[::1'/>", b"<source url='x'>",
    b"<media:content/>", b"<itunes:duration>a:b</itunes:duration>", b"<georss:point>1</georss:point>", b"xml:base='http://['",
    b"<psc:chapters/>", b"<gml:pos>a</gml:pos>", b"<xhtml:div>", b"<cloud domain='a'/>", b"<category term=''/>",
]  # fmt: skip


def read_or_refuse(data: bytes, media_type: str = "text/xml") -> None:
    found = None
    with suppress(RefusedError):
        found = read(data, media_type)
    if found is None:
        return
    for entry in found.entries:
        assert "\n" not in entry.title + entry.number + entry.link
        assert not re.search(
            "[\x00-\x09\x0b-\x1f\x7f\u202a-\u202e]", entry.title + entry.number + entry.link + entry.body
        )
        assert entry.link == "" or entry.link.startswith(("http://", "https://"))
        assert entry.published is None or entry.published.day <= day("2026-11-22").day
    assert len({entry.number for entry in found.entries}) == len(found.entries)


@given(data=st.binary(max_size=300), media_type=st.sampled_from(["text/xml", "text/xml; charset=gbk", "", "\x00;"]))
@settings(max_examples=300)
def test_any_bytes(data: bytes, media_type: str) -> None:
    read_or_refuse(data, media_type)
    read_or_refuse(b"<rss><channel><item>" + data, media_type)


@given(
    sample=st.sampled_from(SAMPLES),
    changes=st.lists(
        st.tuples(st.floats(0, 1), st.integers(0, 40), st.one_of(st.sampled_from(PIECES), st.binary(max_size=6))),
        min_size=1,
        max_size=6,
    ),
)
@settings(max_examples=250)
@example(sample=SAMPLES[2], changes=[(0.0, 0, b"xml:base='http://['"), (0.4375, 1, b"<")])
def test_true_feeds_with_something_wrong(sample: bytes, changes: list[tuple[float, int, bytes]]) -> None:
    """Each change puts a piece in place of so many bytes."""
    for where, length, piece in changes:
        at = int(where * len(sample))
        sample = sample[:at] + piece + sample[at + length :]
    read_or_refuse(sample)


@given(sample=st.sampled_from(SAMPLES), length=st.floats(0, 1))
@settings(max_examples=200)
def test_true_feeds_that_break_off(sample: bytes, length: float) -> None:
    read_or_refuse(sample[: int(length * len(sample))])


@given(text=st.text(max_size=60), encoding=st.sampled_from(["utf-8", "gb18030", "utf-16"]))
def test_a_text_comes_back_from_its_bytes(text: str, encoding: str) -> None:
    """Where there is enough of it to tell, as there is in every feed."""
    told = f'<?xml version="1.0"?><rss><channel><title>工作动态、经验做法、调查研究</title>{text}'
    assert decode_feed(told.encode(encoding, "ignore"), "text/xml").startswith('<?xml version="1.0"?><rss><channel>')


MARKED = st.lists(
    st.sampled_from(["<p>", "</p>", "<b", ">", "<script>", "</script>", "<td>", "<br/>", "&lt;", "&#0;", "&amp;",
                     "<!--", "<pre>", "甲", "乙\n丙", "\u202e", " ", "<img src=x onerror=a>", "<svg>", "</svg>"]),
    max_size=20,
)  # fmt: skip


@given(parts=MARKED)
@settings(max_examples=300)
@example(parts=["&lt;", "script>"])
def test_no_markup_is_left_that_a_browser_would_act_on(parts: list[str]) -> None:
    for paragraph in read_text("".join(parts)):
        assert paragraph == paragraph.strip()
        assert "\n" not in paragraph
        assert "\u202e" not in paragraph


@given(link=st.text(max_size=80), base=st.sampled_from([URL, ""]))
@settings(max_examples=300)
@example(link="http://a]b[", base=URL)
@example(link="//[", base=URL)
def test_any_link(link: str, base: str) -> None:
    cleaned = clean_link(link, base)
    assert cleaned == "" or cleaned.startswith(("http://", "https://"))
    assert clean_link(cleaned) == cleaned


@given(text=st.text(max_size=90))
@settings(max_examples=300)
@example(text="99999999999999")
@example(text="9999999999999")
@example(text="Tue, 03 Nov 99999 09:20:00 +0800")
def test_any_date(text: str) -> None:
    moment = read_date(text, None, ZoneInfo("Asia/Shanghai"), day("2026-11-22 20:00"))
    assert moment is None or 1995 <= moment.day.year <= 2026


@given(text=st.one_of(st.text(max_size=60), st.text("http:/[]@.:1fx?#%\\ ", max_size=30)))
@settings(max_examples=400)
def test_any_address(text: str) -> None:
    """What may be asked is an address as it was written down, and stays one."""
    with suppress(FetchError):
        hop = read_hop(text)
        assert read_hop(hop.url) == hop
        assert hop.url.isascii()


@given(number=st.integers(0, 2**128 - 1))
@settings(max_examples=300)
def test_whoever_may_go_anywhere_may_go_where_others_may(number: int) -> None:
    groups = ":".join(f"{number >> shift & 0xFFFF:x}" for shift in range(112, -1, -16))
    assert is_allowed(groups, is_trusted=True) or not is_allowed(groups, is_trusted=False)
