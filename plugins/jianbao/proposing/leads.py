"""Leads in which texts of ours may have been used: what a higher level's own periodical brought."""

from __future__ import annotations

from jianbao.finding import find_current_leads
from jianbao.metadata import Moment
from jianbao.model import Lead
from jianbao.proposing.dividing import read_bulletin
from jianbao.proposing.masthead import read_number
from jianbao.proposing.upper import Upper
from jianbao.reading import Office


def read_leads(office: Office, as_of: Moment) -> tuple[Upper, ...]:
    """Of sources with a channel those not out of date, the latest first; a whole number in one lead is divided."""
    found: list[Upper] = []
    for lead in find_current_leads(office, as_of):
        source = office.settings.feeds.get(lead.feed)
        if source and source.channel:
            found += read_lead(office, lead, source.channel)
    return tuple(found)


def read_lead(office: Office, lead: Lead, channel: str) -> tuple[Upper, ...]:
    """One text, or the articles of a number (第226期) that came as one."""
    day = lead.day.day if lead.day else None
    number = read_number(lead.title)
    alone = Upper(title=lead.title, text=lead.body, channel=channel, day=day, number=number, lead=lead.id)
    if not number:
        return (alone,)
    channels = office.settings.channels
    whole = read_bulletin(lead.body, channels, channel=channel, day=day, number=number, lead=lead.id)
    return whole.uppers if len(whole.uppers) > 1 else (alone,)
