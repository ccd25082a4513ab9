"""线索: where each came from, when, and that it came once."""

from __future__ import annotations

from collections.abc import Iterator

from jianbao.checks.rule import Context, Family, Rule
from jianbao.model import Lead
from jianbao.problems import Level, Problem

# Found while reading feeds.yml.
FEED_SOURCE = Rule(
    code="feed-source",
    title="信息源写得不对",
    reason="地址、编号或类别不对，这个信息源就取不到，或者取来分不清是谁的。",
    remedy="核对 feeds.yml 里这个信息源的 id、url、kind、hosts",
)
FEED_LIMIT = Rule(
    code="feed-limit",
    title="收取线索的限额不对",
    reason="限额是0，什么也取不到。",
    remedy="写不小于1的整数；不写就按系统的规定",
)
LEAD_SOURCE = Rule(
    code="lead-source",
    title="线索的信息源没有列在设置里",
    reason="不知道是谁发布的，也不知道保留多久。",
    remedy="在 feeds.yml 里补上这个信息源；不再收取的写 off: 是，不要删去",
    level=Level.WARNING,
)
LEAD_TWICE = Rule(
    code="lead-twice",
    title="同一条线索收了两次",
    reason="多半是两台机器各收了一次，合并到了一起；查到采用时会重复。",
    remedy="删去后收的一份；只在一台机器上收取线索",
    level=Level.WARNING,
)
LEAD_DATES = Rule(
    code="lead-dates",
    title="线索的发布时间晚于取得时间",
    reason="还没有发布就取到了，日期必有一处错；保留多久按发布时间算。",
    remedy="核对 published（发布时间）和 fetched（取得时间）",
    level=Level.WARNING,
)


def check_sources(context: Context) -> Iterator[Problem]:
    feeds = context.office.settings.feeds
    for lead in context.office.leads.values():
        if lead.feed and feeds.get(lead.feed) is None:
            yield LEAD_SOURCE.report(lead.source.place("feed"), f"没有编号为“{lead.feed}”的信息源")


def check_twice(context: Context) -> Iterator[Problem]:
    seen: dict[tuple[str, str], Lead] = {}
    for lead in context.office.leads.values():
        first = seen.setdefault((lead.feed, lead.entry), lead)
        if first is not lead and lead.entry:
            yield LEAD_TWICE.report(lead.source.place("entry"), f"{first.source.path} 已收了这一条")


def check_dates(context: Context) -> Iterator[Problem]:
    """By days: clocks of servers are never quite ours."""
    for lead in context.office.leads.values():
        if lead.published and lead.fetched and lead.published.day > lead.fetched.day:
            message = f"发布时间{lead.published.chinese}晚于取得时间{lead.fetched.chinese}"
            yield LEAD_DATES.report(lead.source.place("published"), message)


FAMILY = Family(
    name="线索",
    rules=(FEED_SOURCE, FEED_LIMIT, LEAD_SOURCE, LEAD_TWICE, LEAD_DATES),
    checks=(check_sources, check_twice, check_dates),
)
