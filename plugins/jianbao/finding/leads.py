"""线索 that are still of use, and those of them that speak of something."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from jianbao.finding.words import find_sentence, widen
from jianbao.metadata import Moment
from jianbao.model import Lead
from jianbao.reading import Office
from jianbao.settings import FeedSettings


@dataclass(frozen=True, kw_only=True, slots=True)
class FoundLead:
    """``sentence`` is the one that holds the most of the words looked for; where none were, how the text begins."""

    lead: Lead
    sentence: str


def is_expired(settings: FeedSettings, lead: Lead, as_of: Moment) -> bool:
    """Whether it came out longer ago than its source's leads are kept, or is of a day that is still to come."""
    source = settings.get(lead.feed)
    age = as_of.days_since(lead.day) if lead.day else 0
    return not 0 <= age <= (source.days if source else settings.days)


def find_current_leads(office: Office, as_of: Moment) -> list[Lead]:
    """The latest first. What is too old counts as gone, although the next fetch is still to remove it."""
    settings = office.settings.feeds
    current = (lead for lead in office.leads.values() if not is_expired(settings, lead, as_of))
    return sorted(current, key=lambda lead: (str(lead.day or ""), lead.id), reverse=True)


def find_leads(leads: Iterable[Lead], words: Sequence[str], synonyms: Sequence[Sequence[str]]) -> list[FoundLead]:
    """Those that hold every word or a synonym of it, in the order given; without words all, each with how it begins."""
    wanted = widen(words, synonyms)
    found = ((lead, find_sentence(f"{lead.title}\n{lead.body}" if words else lead.body, wanted)) for lead in leads)
    return [FoundLead(lead=lead, sentence=sentence) for lead, sentence in found if sentence or not words]


def choose_leads(
    office: Office, as_of: Moment, *, words: Sequence[str] = (), feed: str = "", kind: str = "", days: int = 0
) -> list[FoundLead]:
    """Current ones of a source, of a kind, of the last so many days with today; what is empty does not narrow."""
    settings = office.settings.feeds
    chosen = (
        lead
        for lead in find_current_leads(office, as_of)
        if (not feed or lead.feed == feed)
        and (not kind or settings.kind_of(lead.feed) == kind)
        and (not days or not lead.day or as_of.days_since(lead.day) < days)
    )
    return find_leads(chosen, words, office.settings.office.synonyms)


def reads_feeds(office: Office) -> bool:
    """Whether the office has anything to do with leads; else nothing speaks of them."""
    return bool(office.settings.feeds.sources or office.leads)
