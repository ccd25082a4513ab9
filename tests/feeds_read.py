"""Feeds under test: bytes read as those of one source on one evening."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from jianbao.intake.feeds import Entry, Feed, read_feed
from offices import day

NOW = day("2026-11-22 20:00")
URL = "https://www.a.example/rss/index.xml"

ATOM = """<?xml version="1.0"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:base="http://b.example/dongtai/">
 <entry>
  <title type="html">&lt;b&gt;我区&lt;/b&gt;经验</title>
  <id>tag:b.example,2026:1</id>
  <link rel="self" href="http://b.example/atom/1"/>
  <link href="1.html?utm_source=feed&amp;id=7"/>
  <published>2026-11-03T01:20:00Z</published>
  <updated>2026-11-04T01:20:00Z</updated>
  <summary>摘要</summary>
  <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>第一段</p><p>第二<br/>段</p></div></content>
 </entry>
</feed>"""
RDF = """<?xml version="1.0"?>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
  xmlns:dc="http://purl.org/dc/elements/1.1/">
 <channel rdf:about="http://c.example/"><title>动态</title></channel>
 <item rdf:about="http://c.example/1"><title>甲</title><link>http://c.example/1</link>
  <description>摘要</description><dc:date>2026-11-03T09:20:00+08:00</dc:date></item>
</rdf:RDF>"""
FULL = """<item><title>甲</title><link>/1.html</link><guid isPermaLink="false">g1</guid>
<pubDate>Tue, 03 Nov 2026 09:20:00 +0800</pubDate><description>摘要</description>
<content:encoded xmlns:content="http://purl.org/rss/1.0/modules/content/"><![CDATA[<h1>标题</h1>
<script>alert(1)</script><style>p{}</style><p>第一
段，<b>很</b>好。<img src="x.png"></p><table><tr><th>镇</th><th>户</th></tr><tr><td>城关</td><td>30</td></tr></table>
<ul><li>一是抓</li><li>二是管</li></ul><p style="x">　　末段&nbsp;完</p><!-- 注 -->]]></content:encoded></item>"""


def read(data: str | bytes, media_type: str = "application/rss+xml", most: int = 50) -> Feed:
    return read_feed(
        data.encode() if isinstance(data, str) else data,
        media_type=media_type,
        url=URL,
        most=most,
        zone=ZoneInfo("Asia/Shanghai"),
        now=NOW,
    )


def read_one(data: str | bytes, media_type: str = "application/rss+xml") -> Entry:
    found = read(data, media_type)
    assert len(found.entries) == 1
    return found.entries[0]
