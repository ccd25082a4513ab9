"""What has been printed: by words with the office's synonyms, and by likeness to a new text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from rapidfuzz import fuzz

from jianbao.characters import strip_markup
from jianbao.finding.words import find_sentence, widen
from jianbao.ledger import Printed
from jianbao.metadata import Moment
from jianbao.model import Item

# Below this a pair shares only the words that all such items share.
LIKENESS = 60


@dataclass(frozen=True, kw_only=True, slots=True)
class Match:
    """A printed article and the first sentence in which every word, or one of its synonyms, was met."""

    printed: Printed
    sentence: str


def find_printed(
    printed: Iterable[Printed],
    words: Sequence[str],
    synonyms: Sequence[Sequence[str]],
    *,
    first: Moment | None = None,
    last: Moment | None = None,
) -> list[Match]:
    """Articles that hold every word or a synonym of it, latest first; both days inclusive."""
    wanted = widen(words, synonyms)
    matches = []
    for article in printed:
        if not _within(article.day, first, last):
            continue
        text = f"{article.article.title}\n{strip_markup(article.article.body)}"
        if sentence := find_sentence(text, wanted):
            matches.append(Match(printed=article, sentence=sentence))
    return sorted(matches, key=lambda match: (match.printed.day, match.printed.issue), reverse=True)


def _within(day: date, first: Moment | None, last: Moment | None) -> bool:
    return (first is None or first.day <= day) and (last is None or day <= last.day)


def find_related(filed: Iterable[Item], item: Item, *, most: int = 5) -> list[Item]:
    """What the units of an item filed before on its subject: a common keyword, the same call, or a like title or
    text; the latest first.
    """
    return sorted(
        (other for other in filed if other.id != item.id and _is_before(other, item) and _is_related(other, item)),
        key=lambda other: (str(other.date or ""), other.id),
        reverse=True,
    )[:most]


def _is_before(other: Item, item: Item) -> bool:
    return other.date is None or item.date is None or not other.date.is_after(item.date)


def _is_related(other: Item, item: Item) -> bool:
    if set(other.units).isdisjoint(item.units):
        return False
    linked = {other.id} & {item.revises, item.follows} or (item.call and other.call == item.call)
    if linked or not set(other.tags).isdisjoint(item.tags):
        return True
    texts = (strip_markup(other.body), strip_markup(item.body))
    return bool(fuzz.ratio(other.title, item.title, score_cutoff=LIKENESS) or fuzz.ratio(*texts, score_cutoff=LIKENESS))
