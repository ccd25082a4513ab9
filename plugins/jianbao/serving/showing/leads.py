"""线索 as the desk shows them: narrowed by an address, those on the subject of an item, and how many are new."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby

from flask import current_app, url_for

from jianbao.finding import FoundLead, Subjects, choose_leads, find_current_leads, open_subjects
from jianbao.metadata import Moment
from jianbao.model import Item, Lead
from jianbao.reading import Office
from jianbao.serving.matters.matter import Matter
from jianbao.serving.people.permissions import Action, may
from jianbao.serving.people.visitor import Visitor

NEW_DAYS = 3
_KEPT = "jianbao-lead-subjects"


@dataclass(frozen=True, kw_only=True, slots=True)
class LeadFilters:
    """``feed`` is a source's id; ``days`` counts with today; what is empty or 0 does not narrow."""

    words: str = ""
    feed: str = ""
    kind: str = ""
    days: int = 0

    @property
    def query(self) -> dict[str, str]:
        """As it stands in an address; what does not narrow is left out."""
        stated = {"words": self.words, "feed": self.feed, "kind": self.kind, "days": str(self.days or "")}
        return {key: value for key, value in stated.items() if value}

    def choose(self, office: Office, as_of: Moment) -> list[FoundLead]:
        return choose_leads(office, as_of, words=self.words.split(), feed=self.feed, kind=self.kind, days=self.days)


@dataclass(frozen=True, kw_only=True, slots=True)
class ShownLead:
    lead: Lead
    feed: str
    kind: str
    sentence: str = ""


def read_lead_filters(values: Mapping[str, str]) -> LeadFilters:
    """From an address; what it does not know counts as not said."""
    days = values.get("days", "")
    return LeadFilters(
        words=" ".join(values.get("words", "").split()),
        feed=values.get("feed", ""),
        kind=values.get("kind", ""),
        days=int(days) if days.isdecimal() and len(days) <= len("9999") else 0,
    )


def show_lead(office: Office, lead: Lead, sentence: str = "") -> ShownLead:
    feeds = office.settings.feeds
    return ShownLead(
        lead=lead,
        feed=feeds.name_of(lead.feed),
        kind=feeds.kind_of(lead.feed),
        sentence=sentence if sentence != lead.title else "",
    )


def group_by_day(office: Office, found: Iterable[FoundLead]) -> list[tuple[Moment | None, list[ShownLead]]]:
    """Of leads in the order of their days."""
    shown = (show_lead(office, one.lead, one.sentence) for one in found)
    days = groupby(shown, key=lambda one: one.lead.day.day if one.lead.day else None)
    return [(Moment(day=day) if day else None, list(group)) for day, group in days]


def find_related_leads(office: Office, item: Item, as_of: Moment) -> list[ShownLead]:
    """On the subject of an item, the nearest first."""
    return [show_lead(office, lead) for lead in _open_subjects(office, as_of).find(item.title, item.body)]


def _open_subjects(office: Office, as_of: Moment) -> Subjects:
    """Kept until there are other leads: what is filed meanwhile hardly changes which words are usual."""
    leads = tuple(find_current_leads(office, as_of))
    kept: Subjects | None = current_app.extensions.get(_KEPT)
    if kept is None or kept.leads != leads:
        kept = current_app.extensions[_KEPT] = open_subjects(office, leads)
    return kept


def find_new_leads(office: Office, visitor: Visitor, as_of: Moment) -> Matter | None:
    """For those who choose what is printed; None where nothing is new."""
    if not may(visitor, Action.DECIDE):
        return None
    feeds = office.settings.feeds
    kinds = Counter(feeds.kind_of(one.lead.feed) for one in LeadFilters(days=NEW_DAYS).choose(office, as_of))
    told = [f"{kind}{kinds[kind]}条" for kind in feeds.kinds if kinds[kind]]
    title = f"新线索{kinds.total()}条（三天内）"
    matter = Matter(title=title, remark="、".join(told), href=url_for("leads.leads_page", days=NEW_DAYS))
    return matter if kinds else None
