"""Feeds as they really come: wrong encodings, broken XML, pages instead of feeds, and what is made to do harm."""

from __future__ import annotations

from contextlib import suppress

import pytest

import jianbao.intake.feeds.preparing
from feed_server import feed, item
from feeds_read import read, read_one
from jianbao.intake.feeds.entries import CUT_SHORT
from jianbao.intake.refusing import RefusedError

TITLE = "城关镇“三步走”推进老旧小区改造"


def titles(data: str | bytes, media_type: str = "application/rss+xml") -> list[str]:
    return [entry.title for entry in read(data, media_type).entries]


def refuse(data: str | bytes, media_type: str = "application/rss+xml") -> tuple[str, str]:
    with pytest.raises(RefusedError) as caught:
        read(data, media_type)
    return caught.value.code, caught.value.message


# -- encodings ----------------------------------------------------------------

DECLARED = f'<?xml version="1.0" encoding="{{}}"?><rss><channel>{item(TITLE)}</channel></rss>'


@pytest.mark.parametrize(
    ("declared", "really", "media_type"),
    [
        ("utf-8", "utf-8", "application/rss+xml; charset=utf-8"),
        ("gb2312", "gb18030", "text/xml"),
        ("gbk", "gb18030", "text/xml; charset=utf-8"),
        ("utf-8", "gb18030", "text/xml; charset=utf-8"),
        ("gb2312", "utf-8", "text/xml; charset=gb2312"),
        ("iso-8859-1", "utf-8", "text/xml; charset=iso-8859-1"),
        ("utf-8", "utf-8-sig", "text/xml"),
        ("gb2312", "utf-8-sig", "text/xml; charset=gbk"),
        ("utf-16", "utf-16", "text/xml"),
        ("utf-16", "utf-16-le", "text/xml"),
        ("utf-16", "utf-16-be", "text/xml; charset=utf-8"),
        ("utf-8", "utf-32", "text/xml"),
        ("utf-8", "utf-32-be", "text/xml"),
        ("zlib", "utf-8", "text/xml; charset=unicode_escape"),
        ("x-nonsense", "gb18030", "text/xml; charset=nonsense"),
    ],
)
def test_whatever_it_says_of_its_encoding(declared: str, really: str, media_type: str) -> None:
    assert titles(DECLARED.format(declared).encode(really), media_type) == [TITLE]


def test_signs_that_only_the_largest_of_the_chinese_encodings_has() -> None:
    title = "镕喆堃彧昇垚㐂𠮷"
    assert titles(feed(item(title)).encode("gb18030"), "text/xml; charset=gb2312") == [title]


def test_traditional_signs_where_big5_is_stated() -> None:
    text = feed(item("經驗做法介紹與推廣")).replace('"1.0"', '"1.0" encoding="big5"').replace("动态", "動態")
    assert titles(text.encode("big5"), "text/xml") == ["經驗做法介紹與推廣"]


def test_a_text_that_was_cut_in_the_middle_of_a_sign_is_still_what_it_is() -> None:
    data = feed(item(TITLE, text="推进老旧小区改造" * 20 + "#")).encode().replace(b"#", "区".encode()[:2])
    entry = read_one(data, "text/xml; charset=gbk")
    assert entry.title == TITLE
    assert entry.body == "推进老旧小区改造" * 20 + "\ufffd"


# -- XML that is none ---------------------------------------------------------


@pytest.mark.parametrize(
    "data",
    [
        f"\n\n  {feed(item(TITLE))}",
        f'<r:rss xmlns:r="http://backend.userland.com/rss2"><r:item><r:title>{TITLE}</r:title></r:item></r:rss>',
        f"<br />\n<b>Warning</b>: mysql in <b>/var/www/a.php</b>\n{feed(item(TITLE))}",
        feed(item(TITLE)).replace("</channel></rss>", ""),
        feed(item(TITLE))[:-20],
        feed(f"<item><title>{TITLE}</item>"),
        feed(f"<item><title>{TITLE}</title><description><p>甲<br>乙</description></item>"),
        feed(f"<item><title>{TITLE}</title><content:encoded>甲</content:encoded></item>"),
        feed(f"<item><title>{TITLE}</title><a:b:c x:y='1'>甲</a:b:c></item>"),
        feed(f"<item><title>{TITLE}</title><link>http://a.example/?a=1&b=2</link></item>"),
    ],
    ids=[
        "blank lines",
        "prefix",
        "warning",
        "no end",
        "cut",
        "end missing",
        "html inside",
        "no prefix",
        "odd prefix",
        "ampersand",
    ],
)
def test_what_is_not_well_formed_is_read_as_far_as_it_goes(data: str) -> None:
    assert titles(data) == [TITLE]


def test_that_something_may_be_missing_is_known() -> None:
    assert not read(feed(item(TITLE))).mended
    assert not read(f"<!-- 由系统生成 <rss> -->\n<!-- -->{feed(item(TITLE)).partition('?>')[2]}").mended
    assert read(feed(item(TITLE))[:-20]).mended
    assert read("警告" + feed(item(TITLE))).mended


def test_names_of_signs_and_signs_that_xml_does_not_know() -> None:
    entry = read_one(
        feed(item("甲&nbsp;乙&mdash;R&D\x0b\x00&unknown;&#0;&#X41;&#xD800;", text="<![CDATA[A&B&ldquo;丙&rdquo;]]>"))
    )
    assert entry.title == "甲 乙—R&D&unknown;A"
    assert entry.body == "A&B“丙”"


def test_text_that_is_escaped_once_too_often() -> None:
    entry = read_one(
        feed(item("甲", text="&amp;lt;p&amp;gt;第一段&amp;lt;/p&amp;gt;&amp;lt;p&amp;gt;第二段&amp;lt;/p&amp;gt;"))
    )
    assert entry.body == "第一段\n\n第二段"


@pytest.mark.parametrize(
    ("data", "code", "message"),
    [
        ("", "feed-empty", "对方给的内容是空的"),
        (" \n\ufeff ", "feed-empty", "对方给的内容是空的"),
        ("<!DOCTYPE html><html><body>请登录</body></html>", "feed-page", "取到的是网页，不是订阅（RSS、Atom）"),
        ("<html><head><title>统一认证</title>", "feed-page", "取到的是网页，不是订阅（RSS、Atom）"),
        ('<?xml version="1.0"?><html/>', "feed-page", "取到的是网页，不是订阅（RSS、Atom）"),
        ('{"version": "https://jsonfeed.org/version/1"}', "feed-unknown", "取到的不是订阅（RSS、Atom）"),
        ('<?xml version="1.0"?><opml/>', "feed-unknown", "取到的不是订阅（RSS、Atom）"),
        ("%PDF-1.7", "feed-unknown", "取到的不是订阅（RSS、Atom）"),
    ],
)  # fmt: skip
def test_what_is_no_feed_is_told_as_what_it_is(data: str, code: str, message: str) -> None:
    assert refuse(data) == (code, message)


# -- made to do harm ----------------------------------------------------------

LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "哈"}">' for n in range(10))


@pytest.mark.parametrize(
    "data",
    [
        f'<?xml version="1.0"?><!DOCTYPE rss [{LAUGHS}]><rss><channel>{item("&l9;")}</channel></rss>',
        f'<!DOCTYPE rss [<!ENTITY a SYSTEM "file:///etc/passwd">]><rss><channel>{item("&a;")}</channel></rss>',
        '<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY % a SYSTEM "http://127.0.0.1/x.dtd"> %a;]><rss/>',
        '<?xml version="1.0"?><!doctype rss [ ]><rss/>',
        f"<rss><channel>{item('甲')}<!ENTITY a '乙'></channel></rss>",
        '<?xml version="1.0"?><!DOCTYPE a><!DOCTYPE b SYSTEM "http://127.0.0.1/"><rss/>',
    ],
    ids=["laughs", "file", "parameter", "empty", "within", "two"],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_whoever_defines_entities_is_not_read(data: str, encoding: str) -> None:
    assert refuse(data.encode(encoding)) == ("feed-entities", "内容里定义了实体（DTD），可能是攻击，没有读")


def test_an_article_about_entities_is_read() -> None:
    entry = read_one(feed(item("甲", text="<![CDATA[写 &lt;!ENTITY a&gt; 的 <!ENTITY b> 文章]]>")))
    assert entry.title == "甲"
    assert entry.body.startswith("写 <!ENTITY a> 的")


def test_a_dtd_that_is_only_named_is_not_fetched_and_in_nobody_s_way() -> None:
    named = '<!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "http://127.0.0.1:9/rss-0.91.dtd">'
    assert titles(f'<?xml version="1.0"?>\n{named}\n<rss version="0.91"><channel>{item("甲")}</channel></rss>') == [
        "甲"
    ]


@pytest.mark.parametrize("count", [300, 100_000])
def test_elements_without_end_are_not_read(count: int) -> None:
    data = feed("<a>" * count + "</a>" * count)
    assert refuse(data) == ("feed-deep", "内容一层套一层，太深了，没有读")


@pytest.mark.parametrize(
    "data",
    [feed("<a/>" * 500_001), feed("<item>" + "<link/>" * 100_001 + "</item>"), feed(item("&" * 1_000_001))],
    ids=["tags", "elements", "signs"],
)
def test_a_feed_of_nothing_but_tags_or_signs_is_not_read(data: str) -> None:
    assert refuse(data) == ("feed-crowded", "内容里的标签、符号多得不正常，没有读")


def test_tags_and_signs_in_a_text_that_is_literal_are_no_crowd(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jianbao.intake.feeds.preparing, "_MOST_TAGS", 20)
    monkeypatch.setattr(jianbao.intake.feeds.preparing, "_MOST_SIGNS", 0)
    assert read_one(feed(item("甲", text=f"<![CDATA[{'<b>&amp;</b>' * 30}]]>"))).body == "&" * 30
    assert refuse(feed(item("甲", text="<b/>" * 30)))[0] == refuse(feed(item("甲", text="&amp;")))[0] == "feed-crowded"


@pytest.mark.parametrize("before", [99_990, 99_999, 100_000, 100_001])
def test_a_sign_at_the_end_of_a_slice_is_whole(before: int) -> None:
    text = f"{' ' * before}乙&amp;丙&hellip;丁&#x4E2D;戊 & 己{' ' * 200_000}&lt;庚&gt;"
    assert read_one(feed(item("甲", text=text))).body == "乙&丙…丁中戊 & 己 <庚>"


def test_html_without_end_loses_no_word() -> None:
    entry = read_one(feed(item("甲", text=f"<![CDATA[{'<div>' * 100_000}乙{'</div>' * 100_000}]]>")))
    assert entry.body == "乙"


def test_of_many_entries_the_newest_are_taken() -> None:
    items = [item(f"第{n}条", guid=f"n{n}", date=f"2026-11-{n % 20 + 1:02d}") for n in range(40)]
    found = read(feed(*items), most=4)
    assert [entry.title for entry in found.entries] == ["第19条", "第18条", "第17条", "第16条"]
    assert found.left == 36


def test_fifty_thousand_entries_are_not_gone_through() -> None:
    found = read(feed(*(item(f"第{n}条", guid=f"n{n}") for n in range(50_000))), most=10)
    assert [entry.title for entry in found.entries] == [f"第{n}条" for n in range(10)]
    assert found.left == 49_990


@pytest.mark.parametrize(
    "data",
    ["<" * 1_000_000, "<rss>" + "<" * 1_000_000, "<rss>" + "&" * 500_000, "<rss>" + "<![CDATA[" * 200_000,
     "<rss><channel><item><description>" + "&lt;p " * 200_000, "<rss " + "a=" * 500_000, "<?xml " * 200_000,
     "<!DOCTYPE " * 200_000 + "<rss/>", "<rss><channel><item><title>" + "&lt;" * 200_000,
     "<!---->" * 500_000 + "<rss/>", "<rss><channel><item><author>" + "a" * 2_000_000,
     "<rss><channel><managingEditor>" + "a" * 2_000_000 + "</managingEditor>",
     "<rss><channel><item>" + "".join(f"<category>{n}</category>" for n in range(50_000))],
    ids=range(13),
)  # fmt: skip
def test_nothing_takes_long(data: str) -> None:
    """A megabyte of one thing; each is over in moments or the suite would hang."""
    with suppress(RefusedError):
        assert len(read(data).entries) <= 1


def test_a_secrecy_mark_is_told_and_nothing_else_of_the_entry() -> None:
    items = [
        item("机密★一年", link="http://a.example/1"),
        item("乙", text="&lt;p&gt;密级：秘密&lt;/p&gt;"),
        item("保守商业秘密的经验", link="http://a.example/3"),
    ]
    found = read(feed(*items))
    assert [entry.title for entry in found.entries] == ["保守商业秘密的经验"]
    assert found.refused == (("http://a.example/1", "机密★一年"), ("没有链接", "密级：秘密"))


@pytest.mark.parametrize(
    ("title", "text"),
    [("甲", f"{'字' * 21_000}&lt;br&gt;机密★1年"), (f"{'长' * 130} 机密★1年", "乙")],
)
def test_a_mark_in_what_is_cut_off_keeps_all_of_it_out(title: str, text: str) -> None:
    found = read(feed(item(title, text=text, link="http://a.example/1")))
    assert (found.entries, found.refused) == ((), (("http://a.example/1", "机密★1年"),))


def test_a_very_long_text_is_cut() -> None:
    entry = read_one(feed(item("长" * 500, text="字" * 30_000)))
    assert entry.title == "长" * 120
    assert entry.body == f"{'字' * 20_000}\n\n{CUT_SHORT}"


def test_what_would_look_like_an_unfinished_merge_does_not() -> None:
    entry = read_one(feed(item("甲", text="<![CDATA[第一行\n<<<<<<< HEAD\n---\n第四行]]>")))
    assert not any(line.startswith("<<<<<<<") for line in entry.body.splitlines())
    assert entry.body.endswith("第四行")
