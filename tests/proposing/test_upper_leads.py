"""Leads as texts of above."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from demo_sources import demo, make_lead, moment, with_leads

from jianbao.proposing import Upper, read_lead, read_leads
from jianbao.settings import FeedSettings, FeedSource

AS_OF = moment("2026-11-30")
FEEDS = FeedSettings(
    sources=(
        FeedSource(
            id="yaoqing", name="市委办", url="https://a.example/", kind="上级动态", channel="shi-yaoqing", days=30
        ),
        FeedSource(id="wai", name="外地", url="https://b.example/", kind="外地经验", days=30),
    )
)


def read(*leads: str, days: tuple[str, ...] = ()) -> list[Upper]:
    made = [
        replace(make_lead(f"题{feed}", "文。", feed=feed, day=day), id=f"2026/{day}-{feed}")
        for feed, day in zip(leads, days, strict=True)
    ]
    office = replace(with_leads(*made), settings=replace(demo().settings, feeds=FEEDS))
    return list(read_leads(office, AS_OF))


def test_only_leads_of_a_channel_that_are_not_out_of_date_latest_first() -> None:
    found = read(
        "yaoqing",
        "wai",
        "yaoqing",
        "gone",
        "yaoqing",
        days=("2026-11-01", "2026-11-28", "2026-10-30", "2026-11-29", "2026-11-29"),
    )
    assert found == [
        Upper(
            title="题yaoqing",
            text="文。",
            channel="shi-yaoqing",
            day=date(2026, 11, 29),
            lead="2026/2026-11-29-yaoqing",
        ),
        Upper(
            title="题yaoqing", text="文。", channel="shi-yaoqing", day=date(2026, 11, 1), lead="2026/2026-11-01-yaoqing"
        ),
    ]


def test_an_office_without_feeds_has_none() -> None:
    assert read_leads(replace(demo(), settings=replace(demo().settings, feeds=FeedSettings())), AS_OF) == ()


def test_a_whole_number_that_came_as_one_lead_is_divided() -> None:
    body = (
        "云溪区设“潮汐摊区”\n云溪区城关镇划出146个“潮汐摊位”，早市、夜市定时开放，收市后清场。\n"
        "东湖区整治“问题井盖”\n东湖区对全区2.1万个井盖逐一编号，更换破损井盖640个。"
    )
    lead = make_lead("《每日要情》第228期", body)
    found = read_lead(with_leads(lead), lead, "shi-yaoqing")
    assert [(upper.title, upper.number, upper.lead, upper.channel, upper.day) for upper in found] == [
        ("云溪区设“潮汐摊区”", "第228期", lead.id, "shi-yaoqing", date(2026, 11, 28)),
        ("东湖区整治“问题井盖”", "第228期", lead.id, "shi-yaoqing", date(2026, 11, 28)),
    ]


def test_one_text_under_a_number_stays_one() -> None:
    lead = make_lead("第228期：云溪区设“潮汐摊区”", "云溪区城关镇划出146个“潮汐摊位”。")
    (upper,) = read_lead(with_leads(lead), lead, "shi-yaoqing")
    assert (upper.title, upper.text, upper.number) == (lead.title, lead.body, "第228期")
