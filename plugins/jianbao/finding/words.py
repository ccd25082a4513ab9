"""Whether a text speaks of something: every word, or what the office says means the same."""

from __future__ import annotations

import re
from collections.abc import Sequence

_SENTENCE = re.compile(r"[^。！？\n]*[。！？]?")


def widen(words: Sequence[str], synonyms: Sequence[Sequence[str]]) -> list[tuple[str, ...]]:
    """Each word first, then what the settings say means the same."""
    return [
        tuple(dict.fromkeys([word, *(other for group in synonyms if word in group for other in group)]))
        for word in words
    ]


def find_sentence(text: str, wanted: Sequence[Sequence[str]]) -> str:
    """The sentence that holds the most of the words, the first of equals; empty where one of them is nowhere."""
    if not all(any(spelling in text for spelling in spellings) for spellings in wanted):
        return ""
    sentences = [sentence.strip() for sentence in _SENTENCE.findall(text) if sentence.strip()]
    counts = [sum(any(spelling in sentence for spelling in group) for group in wanted) for sentence in sentences]
    return sentences[counts.index(max(counts))] if sentences else ""
