"""线索: from what sources brought to records, each once, and away with them when their time is over."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from hashlib import sha256

from rapidfuzz import fuzz

from jianbao.acting.asking_feeds import Asked
from jianbao.acting.feed_memory import FeedMemory
from jianbao.intake.feeds import Entry
from jianbao.intake.feeds.links import identify_link
from jianbao.metadata import Moment
from jianbao.model import Lead, Source
from jianbao.reading import Office
from jianbao.settings import FeedSource
from jianbao.writing import Change, dump_record

# Per cent of likeness from which on two titles, and the beginnings of two texts, are one article.
_SAME_TITLE, _SAME_TEXT = 90, 80
# Below, a title under a number that is known already is another article's.
_OTHER_TITLE = 50
# As much of a text as tells two of them apart.
_BEGINNING = 2000
_KEY_DIGITS = 10


@dataclass(frozen=True, kw_only=True, slots=True)
class Kept:
    """``new`` leads with the id of their source; how many entries of a source are another source's too; the
    ``removed`` ones; what to keep in mind of each source once all this is written.
    """

    new: tuple[Lead, ...]
    repeated: Counter[str]
    removed: tuple[Lead, ...]
    memories: dict[str, FeedMemory]

    @property
    def changes(self) -> list[Change]:
        written = [Change(path=lead.source.path, data=_dump(lead).encode()) for lead in self.new]
        return [*written, *(Change.removal(lead.source.path) for lead in self.removed)]


def keep_leads(office: Office, asked: Sequence[Asked], as_of: Moment) -> Kept:
    """What is to be written and removed. Leads of sources that were not asked stay as they are.

    Sources of a channel come first, as adoptions are looked for in what they bring.
    """
    keeper = _Keeper(office, as_of)
    for answer in sorted(asked, key=lambda answer: not answer.source.channel):
        if answer.feed:
            keeper.take(answer.source, answer.feed.entries, frozenset(answer.memory.seen))
    seen = keeper.undated
    memories = {
        answer.source.id: replace(answer.memory, seen=tuple(sorted(seen[answer.source.id])))
        if answer.feed
        else answer.memory
        for answer in asked
    }
    removed = _find_expired(office, [answer.source for answer in asked], as_of)
    return Kept(
        new=tuple(sorted(keeper.new, key=lambda lead: lead.id)),
        repeated=keeper.repeated,
        removed=tuple(removed),
        memories=memories,
    )


@dataclass(kw_only=True)
class _Shelf:
    """The leads that there are, by what tells them apart and by the day on which they came out."""

    by_entry: dict[tuple[str, str], Lead] = field(default_factory=dict)
    by_link: dict[tuple[str, str], Lead] = field(default_factory=dict)
    by_day: dict[date, list[Lead]] = field(default_factory=lambda: defaultdict(list))

    def put(self, lead: Lead) -> None:
        self.by_entry[lead.feed, lead.entry] = lead
        self.by_link[lead.feed, identify_link(lead.link)] = lead
        if lead.day:
            self.by_day[lead.day.day].append(lead)


class _Keeper:
    """Holds what is there already while entries come in."""

    def __init__(self, office: Office, as_of: Moment) -> None:
        self._office, self._as_of = office, as_of
        self._shelf = _Shelf()
        for lead in office.leads.values():
            self._shelf.put(lead)
        self.new: list[Lead] = []
        self.repeated: Counter[str] = Counter()
        self.undated: dict[str, set[str]] = defaultdict(set)

    def take(self, source: FeedSource, entries: Iterable[Entry], seen: frozenset[str]) -> None:
        """The entries of one source; ``seen`` are those without a date that it showed before."""
        for entry in entries:
            number = self._find_number(source, entry)
            key = make_key(source.id, identify_link(entry.link), entry.title)
            if entry.published is None:
                self.undated[source.id].add(key)
            if self._is_known(source, entry, number) or (entry.published is None and key in seen):
                continue
            lead = self._make_lead(source, entry, number)
            if lead.day and self._as_of.days_since(lead.day) > source.days:
                continue
            if self._is_repeated(source, lead):
                self.repeated[source.id] += 1
                continue
            self._shelf.put(lead)
            self.new.append(lead)

    def _find_number(self, source: FeedSource, entry: Entry) -> str:
        """The entry's own, unless the source gave it to another article before."""
        known = self._shelf.by_entry.get((source.id, entry.number))
        if known is None or known.link == entry.link or fuzz.ratio(known.title, entry.title) >= _OTHER_TITLE:
            return entry.number
        return f"{entry.number} {identify_link(entry.link) or make_key(entry.title, entry.body)}"

    def _is_known(self, source: FeedSource, entry: Entry, number: str) -> bool:
        """By its number; or by its link and title, where the source numbers its entries anew each time."""
        known = self._shelf.by_link.get((source.id, identify_link(entry.link))) if entry.link else None
        return (source.id, number) in self._shelf.by_entry or (
            known is not None and fuzz.ratio(known.title, entry.title) >= _SAME_TITLE
        )

    def _make_lead(self, source: FeedSource, entry: Entry, number: str) -> Lead:
        day = self._as_of.day
        identity = f"{day:%Y}/{day:%m-%d}-{source.id}-{make_key(source.id, number)}"
        return Lead(
            id=identity,
            source=Source(path=f"briefs/leads/{identity}.md", digest=""),
            title=entry.title,
            feed=source.id,
            link=entry.link,
            published=entry.published,
            fetched=self._as_of,
            entry=number,
            dismissed=(),
            body=entry.body,
        )

    def _is_repeated(self, source: FeedSource, lead: Lead) -> bool:
        """Whether another source brought the same article that day. What a channel put out is kept beside what the
        rest say of it: there it was adopted.
        """
        feeds = self._office.settings.feeds
        for known in self._shelf.by_day.get(lead.day.day, ()) if lead.day else ():
            other = feeds.get(known.feed)
            is_like_it = not source.channel or (other is not None and other.channel == source.channel)
            if known.feed != source.id and is_like_it and _is_same_article(known, lead):
                return True
        return False


def _is_same_article(one: Lead, other: Lead) -> bool:
    """Nearly one title, and texts that begin alike where both have one: feeds give now the whole, now a summary."""
    if fuzz.ratio(one.title, other.title) < _SAME_TITLE:
        return False
    length = min(len(one.body), len(other.body), _BEGINNING)
    return fuzz.ratio(one.body[:length], other.body[:length]) >= _SAME_TEXT


def make_key(*parts: str) -> str:
    """Ten hexadecimal digits that stand for these texts in the name of a file."""
    return sha256("\n".join(parts).encode()).hexdigest()[:_KEY_DIGITS]


# -- what grows old -----------------------------------------------------------


def _find_expired(office: Office, asked: Sequence[FeedSource], as_of: Moment) -> Iterator[Lead]:
    """The leads of the sources that were asked, and of those that are no longer listed, whose days are over. One that
    a record names stays: an adoption says that it was found there.
    """
    feeds, named = office.settings.feeds, _find_named(office)
    days = {source.id: source.days for source in asked}
    for lead in office.leads.values():
        limit = days.get(lead.feed, None if feeds.get(lead.feed) else feeds.days)
        if limit is not None and lead.day and as_of.days_since(lead.day) > limit and lead.id not in named:
            yield lead


def _find_named(office: Office) -> frozenset[str]:
    return frozenset(adoption.lead for adoption in office.adoptions.values() if adoption.lead)


def _dump(lead: Lead) -> str:
    header = {
        "title": lead.title,
        "feed": lead.feed,
        "link": lead.link,
        "published": lead.published or "",
        "fetched": lead.fetched,
        "entry": lead.entry,
    }
    return dump_record(header, lead.body)
