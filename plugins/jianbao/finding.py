"""What has been printed: by words with the office's synonyms, and by likeness to a new text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from rapidfuzz import fuzz

from jianbao.characters import strip_markup
from jianbao.ledger import Printed
from jianbao.metadata import Moment
from jianbao.model import Item

_SENTENCE = re.compile(r"[^。！？\n]*[。！？]?")
# Below this a pair shares only the words that all such items share.
LIKENESS = 60


@dataclass(frozen=True, kw_only=True, slots=True)
class Match:
    """A printed article and the first sentence in which every word, or one of its synonyms, was met."""

    printed: Printed
    sentence: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Likeness:
    """A printed article and how like it is to the text in question, 0–100."""

    printed: Printed
    score: int


def find_printed(
    printed: Iterable[Printed],
    words: Sequence[str],
    synonyms: Sequence[Sequence[str]],
    *,
    first: Moment | None = None,
    last: Moment | None = None,
) -> list[Match]:
    """Articles that hold every word or a synonym of it, latest first; both days inclusive."""
    wanted = [_widen(word, synonyms) for word in words]
    matches = []
    for article in printed:
        if not _within(article.day, first, last):
            continue
        text = f"{article.article.title}\n{strip_markup(article.article.body)}"
        if all(any(spelling in text for spelling in spellings) for spellings in wanted):
            matches.append(Match(printed=article, sentence=_find_sentence(text, wanted)))
    return sorted(matches, key=lambda match: (match.printed.day, match.printed.issue), reverse=True)


def _widen(word: str, synonyms: Sequence[Sequence[str]]) -> tuple[str, ...]:
    """The word first, then what the settings say means the same."""
    return tuple(dict.fromkeys([word, *(other for group in synonyms if word in group for other in group)]))


def _within(day: date, first: Moment | None, last: Moment | None) -> bool:
    return (first is None or first.day <= day) and (last is None or day <= last.day)


def _find_sentence(text: str, wanted: Sequence[Sequence[str]]) -> str:
    """The sentence that holds the most of the words; the first of equals."""
    sentences = [sentence.strip() for sentence in _SENTENCE.findall(text) if sentence.strip()]
    counts = [sum(any(spelling in sentence for spelling in group) for group in wanted) for sentence in sentences]
    return sentences[counts.index(max(counts))] if sentences else ""


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


def find_similar(printed: Iterable[Printed], title: str, body: str, *, most: int = 3) -> list[Likeness]:
    """Printed articles that a text resembles, most alike first."""
    text = f"{title}\n{strip_markup(body)}"
    scored = []
    for article in printed:
        other = f"{article.article.title}\n{strip_markup(article.article.body)}"
        score = fuzz.ratio(text, other, score_cutoff=LIKENESS)
        title_score = fuzz.ratio(title, article.article.title, score_cutoff=LIKENESS)
        if best := round(max(score, title_score)):
            scored.append(Likeness(printed=article, score=best))
    return sorted(scored, key=lambda likeness: (-likeness.score, likeness.printed.issue))[:most]
