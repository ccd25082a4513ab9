"""The demo office as sources, and offices like it with other records."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

from jianbao.metadata import Moment, parse_moment
from jianbao.model import Lead, Source
from jianbao.model.lead import Dismissed
from jianbao.proposing import Sources, gather_sources
from jianbao.reading import Office, read_office

ROOT = Path(__file__).parents[2]


# What is added to the demo's last days changes no figure of these tests.
LAST = date(2026, 11, 28)


@cache
def demo() -> Office:
    """As it stood on that day, without leads."""
    office = read_office(ROOT)
    return replace(
        office,
        items={item.id: item for item in office.items.values() if item.date and item.date.day <= LAST},
        desk={record.id: record for record in office.desk.values() if record.decided and record.decided.day <= LAST},
        reports={report.id: report for report in office.reports.values() if report.sent and report.sent.day <= LAST},
        adoptions={known.id: known for known in office.adoptions.values() if known.date and known.date.day < LAST},
        leads={},
    )


@cache
def demo_sources() -> Sources:
    return gather_sources(demo())


def moment(text: str) -> Moment:
    parsed = parse_moment(text)
    assert parsed is not None, text
    return parsed


def make_lead(title: str, body: str, *dismissed: str, feed: str = "shi-yaoqing", day: str = "2026-11-28") -> Lead:
    """A lead that came in on its day, in which editors said no to those texts."""
    return Lead(
        id="2026/11-28-lead",
        source=Source(path="briefs/leads/2026/11-28-lead.md", digest=""),
        title=title,
        feed=feed,
        link="",
        published=moment(day),
        fetched=moment(day),
        entry="1",
        dismissed=tuple(Dismissed(text=text, by="zheng", at=moment(day)) for text in dismissed),
        body=body,
    )


def with_leads(*leads: Lead) -> Office:
    return replace(demo(), leads={lead.id: lead for lead in leads})
