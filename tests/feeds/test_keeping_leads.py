"""From entries to records: each once, gone when its time is over, kept when somebody names it."""

from __future__ import annotations

from pathlib import Path

import pytest

from jianbao.acting.asking_feeds import Asked
from jianbao.acting.feed_memory import FeedMemory, keep_memories, read_memories
from jianbao.acting.keeping_leads import Kept, keep_leads, make_key
from jianbao.intake.feeds import Entry, Feed
from jianbao.metadata import Moment
from jianbao.settings import FeedSource
from jianbao.writing import apply_changes
from offices import OfficeBuilder, day

FEEDS = """days: 30
sources:
  - {id: shi, name: 市政府门户网站, url: "http://127.0.0.1/shi", kind: 上级动态}
  - {id: sheng, name: 省政府门户网站, url: "http://127.0.0.1/sheng", kind: 上级动态, days: 5}
  - {id: yaoqing, name: 市委办《每日要情》, url: "http://127.0.0.1/yaoqing", kind: 上级动态, channel: 市委办}
"""
NOW = day("2026-11-22 20:00")
TEXT = "近年来，该县坚持问题导向，聚焦群众急难愁盼，推进老旧小区改造，已完工30个，惠及群众2100户。"


@pytest.fixture
def office(tmp_path: Path) -> OfficeBuilder:
    builder = OfficeBuilder(tmp_path)
    builder.write("briefs/settings/feeds.yml", FEEDS)
    return builder


def entry(
    number: str = "g1", title: str = "邻县推进老旧小区改造", date: str = "2026-11-20", body: str = TEXT, **more: str
) -> Entry:
    link = more.get("link", f"http://a.example/{number}")
    return Entry(number=number, title=title, link=link, published=day(date) if date else None, body=body)


def keep(
    office: OfficeBuilder,
    *entries: Entry,
    source: str = "shi",
    now: Moment = NOW,
    seen: tuple[str, ...] = (),
) -> Kept:
    """One fetching of one source, written."""
    kept = plan(office, {source: entries}, now=now, seen=seen)
    apply_changes(office.root, kept.changes)
    return kept


def plan(
    office: OfficeBuilder, found: dict[str, tuple[Entry, ...]], now: Moment = NOW, seen: tuple[str, ...] = ()
) -> Kept:
    read = office.read()
    asked = [
        Asked(source=get(office, source), memory=FeedMemory(seen=seen), feed=Feed(entries=entries))
        for source, entries in found.items()
    ]
    return keep_leads(read, asked, now)


def get(office: OfficeBuilder, source: str) -> FeedSource:
    found = office.read().settings.feeds.get(source)
    assert found is not None
    return found


def list_leads(office: OfficeBuilder) -> list[str]:
    return [lead.title for lead in office.read().leads.values()]


def test_a_lead_is_a_file_that_says_where_it_came_from(office: OfficeBuilder) -> None:
    kept = keep(office, entry(date="2026-11-20 09:20", body="第一段\n\n第二段"))
    (lead,) = kept.new
    assert lead.id == f"2026/11-22-shi-{make_key('shi', 'g1')}"
    assert (office.root / lead.source.path).read_text(encoding="utf-8") == (
        "---\n"
        "title: 邻县推进老旧小区改造\n"
        "feed: shi\n"
        "link: http://a.example/g1\n"
        "published: 2026-11-20 09:20\n"
        "fetched: 2026-11-22 20:00\n"
        "entry: g1\n"
        "---\n"
        "第一段\n\n第二段\n"
    )
    assert office.read().problems == ()
    assert office.check(NOW) == []
    read = office.read().leads[lead.id]
    assert (read.title, read.feed, read.entry, read.body) == (lead.title, "shi", "g1", "第一段\n\n第二段")
    assert (read.published, read.fetched, read.dismissed) == (day("2026-11-20 09:20"), NOW, ())


def test_whatever_an_entry_says_is_read_back(office: OfficeBuilder) -> None:
    odd = entry(number="a: 'b' #c", title='---"“：# - {x}', body="---\ntitle: 假\n---\n正文")
    keep(office, odd)
    (lead,) = office.read().leads.values()
    assert (lead.title, lead.entry, lead.body) == (odd.title, odd.number, odd.body)
    assert office.check(NOW) == []


def test_what_is_there_is_not_taken_again(office: OfficeBuilder) -> None:
    keep(office, entry())
    kept = keep(office, entry(title="邻县推进老旧小区改造（更新）", link="http://a.example/new"), entry("g2", "另一篇"))
    assert [lead.entry for lead in kept.new] == ["g2"]
    assert keep(office, entry(), entry("g2", "另一篇")).changes == []


def test_a_number_given_to_another_article_is_not_believed(office: OfficeBuilder) -> None:
    keep(office, entry())
    other = entry(title="省里召开会议部署秋收", link="http://a.example/2", body="会议强调。")
    (lead,) = keep(office, other).new
    assert lead.entry == "g1 a.example/2"
    assert keep(office, other).new == ()


def test_a_source_that_numbers_anew_each_time_brings_nothing_twice(office: OfficeBuilder) -> None:
    keep(office, entry("1732000000", link="http://a.example/1"))
    assert keep(office, entry("1732003600", link="https://a.example/1")).changes == []
    other = entry("1732007200", "省里召开会议部署秋收", link="https://a.example/1", body="会议强调。")
    assert len(keep(office, other).new) == 1


def test_one_article_in_two_feeds_comes_once(office: OfficeBuilder) -> None:
    summary = entry("h1", "邻县推进 老旧小区改造", body=TEXT[:30])
    kept = plan(office, {"shi": (entry(),), "sheng": (summary,)})
    assert [lead.feed for lead in kept.new] == ["shi"]
    assert kept.repeated == {"sheng": 1}
    keep(office, entry())
    assert keep(office, summary, source="sheng").new == ()


@pytest.mark.parametrize(
    "other",
    [
        entry("h1", date="2026-11-19"),
        entry("h1", "邻县推进秋粮收购"),
        entry("h1", body="全省经济运行平稳，工业增加值同比增长6.2%，投资增速居全国前列，消费稳步回升。"),
    ],
    ids=["another day", "another title", "another text"],
)
def test_what_only_looks_like_it_comes_too(office: OfficeBuilder, other: Entry) -> None:
    keep(office, entry())
    assert len(keep(office, other, source="sheng").new) == 1


def test_what_a_channel_put_out_is_kept_beside_what_others_say_of_it(office: OfficeBuilder) -> None:
    keep(office, entry())
    assert len(keep(office, entry("h1"), source="yaoqing").new) == 1
    assert keep(office, entry("k1"), source="sheng").new == ()


def test_of_all_at_once_the_channel_comes_first(office: OfficeBuilder) -> None:
    kept = plan(office, {"shi": (entry(),), "yaoqing": (entry("h1"),)})
    assert [lead.feed for lead in kept.new] == ["yaoqing"]
    assert kept.repeated == {"shi": 1}


# -- age ----------------------------------------------------------------------


def test_old_entries_do_not_come_and_old_leads_go(office: OfficeBuilder) -> None:
    kept = keep(office, entry("old", "旧的", "2026-10-22"), entry("just", "刚好", "2026-10-23"), entry())
    assert sorted(lead.entry for lead in kept.new) == ["g1", "just"]
    later = keep(office, entry(), now=day("2026-11-23 08:00"))
    assert [lead.entry for lead in later.removed] == ["just"]
    assert list_leads(office) == ["邻县推进老旧小区改造"]
    assert len(list((office.root / "briefs/leads/2026").iterdir())) == 1


def test_each_source_has_days_of_its_own(office: OfficeBuilder) -> None:
    keep(office, entry(date="2026-11-18"), source="sheng")
    assert plan(office, {"shi": ()}, now=day("2026-12-30")).removed == ()
    assert len(plan(office, {"sheng": ()}, now=day("2026-11-24")).removed) == 1


def test_leads_of_a_source_that_is_no_longer_listed_go_in_time(office: OfficeBuilder) -> None:
    keep(office, entry(date="2026-11-18"), source="sheng")
    office.replace("briefs/settings/feeds.yml", "id: sheng,", "id: other,")
    assert plan(office, {"shi": ()}, now=day("2026-12-18")).removed == ()
    assert len(plan(office, {"shi": ()}, now=day("2026-12-19")).removed) == 1


def test_a_lead_that_an_adoption_names_stays(office: OfficeBuilder) -> None:
    (lead,) = keep(office, entry(), source="yaoqing").new
    item = office.item()
    office.adoption(item=item, lead=lead.id)
    assert plan(office, {"yaoqing": ()}, now=day("2027-12-30")).removed == ()


def test_what_has_no_date_is_as_old_as_it_is_with_us_and_does_not_come_back(office: OfficeBuilder) -> None:
    undated = entry(date="")
    kept = keep(office, undated)
    seen = kept.memories["shi"].seen
    assert seen == (make_key("shi", "a.example/g1", "邻县推进老旧小区改造"),)
    gone = keep(office, undated, now=day("2026-12-23"), seen=seen)
    assert ([lead.entry for lead in gone.removed], gone.new) == (["g1"], ())
    again = keep(office, undated, now=day("2026-12-24"), seen=gone.memories["shi"].seen)
    assert again.changes == []
    # Once the source shows it no more, nothing needs to be known of it.
    assert keep(office, now=day("2026-12-25"), seen=seen).memories["shi"].seen == ()


# -- memory -------------------------------------------------------------------


def test_memory_is_of_one_address_and_may_be_lost(tmp_path: Path) -> None:
    urls = {"shi": "http://a.example/", "sheng": "http://b.example/"}
    memory = FeedMemory(url="http://a.example/", etag='"7"', failures=2, seen=("a", "b"))
    keep_memories(tmp_path, {"shi": memory}, urls)
    keep_memories(tmp_path, {"sheng": FeedMemory(url="http://b.example/", gone=True)}, urls)
    assert read_memories(tmp_path, urls) == {
        "shi": memory,
        "sheng": FeedMemory(url="http://b.example/", gone=True),
    }
    assert read_memories(tmp_path, {"shi": "http://new.example/"}) == {"shi": FeedMemory(url="http://new.example/")}
    keep_memories(tmp_path, {}, {"sheng": "http://b.example/"})
    assert read_memories(tmp_path, urls)["shi"] == FeedMemory(url="http://a.example/")


@pytest.mark.parametrize("kept", ["", "[]", '{"shi": 3}', '{"shi": {"url": 3}}', "\x00"])
def test_a_memory_that_somebody_spoilt_is_empty(tmp_path: Path, kept: str) -> None:
    (tmp_path / ".cache/jianbao").mkdir(parents=True)
    (tmp_path / ".cache/jianbao/feeds.json").write_text(kept, encoding="utf-8")
    assert read_memories(tmp_path, {"shi": "http://a.example/"}) == {"shi": FeedMemory(url="http://a.example/")}


@pytest.mark.parametrize(
    ("until", "now", "waits"),
    [
        ("", "2026-11-22 20:00", False),
        ("2026-11-22 20:30", "2026-11-22 20:00", True),
        ("2026-11-22 20:30", "2026-11-22 20:30", False),
        ("2026-11-23 00:10", "2026-11-22", True),
        ("2026-11-22 00:10", "2026-11-22", False),
    ],
)
def test_how_long_a_source_is_left_alone(until: str, now: str, waits: bool) -> None:
    assert FeedMemory(not_before=until).waits(day(now)) is waits
