"""上报: what went upward, and the channels that texts go to."""

from __future__ import annotations

from collections.abc import Iterator

from jianbao.checks.rule import Context, Family, Rule
from jianbao.model import Adoption, Report
from jianbao.problems import Level, Problem

CHANNEL_OWN = Rule(
    code="channel-own",
    title="渠道是本办公室自己的刊物",
    reason="本办公室刊物刊用的，签发时自动计入采用；再登记一次就重复了，上报也只指报给上级。",
    remedy="删去这条登记；上级确有同名刊物的，先写进 channels.yml",
)
REPORT_TWICE = Rule(
    code="report-twice",
    title="同一篇当天向同一渠道报了两次",
    reason="多半是两人各登记了一次，上报件数会多算一件。",
    remedy="确是重复登记的，删去一份",
    level=Level.WARNING,
)


def check_channels(context: Context) -> Iterator[Problem]:
    settings = context.office.settings
    records: list[Report | Adoption] = [*context.office.reports.values(), *context.office.adoptions.values()]
    for record in records:
        own = settings.own_series(record.channel)
        if own and settings.channel(record.channel) is None:
            message = f"{own.title}是本办公室自己的刊物，不是上级渠道"
            yield CHANNEL_OWN.report(record.source.place("channel"), message)


def check_twice(context: Context) -> Iterator[Problem]:
    seen: dict[tuple[object, ...], Report] = {}
    for report in context.office.reports.values():
        if report.sent is None:
            continue
        text = tuple(sorted(report.sources)) or (*report.units, report.title)
        first = seen.setdefault((report.channel, report.sent.day, text), report)
        if first is not report:
            name = context.office.settings.channel_title(report.channel)
            message = f"{first.source.path} 已登记当天向{name}报送这一篇"
            yield REPORT_TWICE.report(report.source.place("channel"), message)


FAMILY = Family(name="上报", rules=(CHANNEL_OWN, REPORT_TWICE), checks=(check_channels, check_twice))
