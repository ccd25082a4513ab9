"""The labelled pairs searched one by one in the whole demo office, and how much of it was right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from jianbao.likeness import fold
from jianbao.proposing import Certainty, Proposal, Sources, Upper, gather_sources, propose
from jianbao.reading import read_office

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
CATEGORIES = ("verbatim", "cut", "rewritten", "merged", "figures", "lookalikes")
LEVELS = (Certainty.LIKELY, Certainty.POSSIBLE, Certainty.DOUBTFUL)


@dataclass(frozen=True, kw_only=True, slots=True)
class Found:
    """``right`` and ``wrong``: how many proposals are (a proposal is right that names a text of the source, and no
    text beside it that was not used); ``form`` whether 单篇 or 综合 is right; ``parts`` how many of ``wanted`` items.
    """

    pair: str
    proposals: tuple[Proposal, ...]
    right: int
    wrong: int
    form: bool
    parts: int
    wanted: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Tally:
    """Of pairs ``pairs`` that have a source; ``wrong`` of all."""

    pairs: int
    found: int
    wrong: int
    form: int
    parts: int
    wanted: int

    @property
    def recall(self) -> float:
        return self.found / self.pairs if self.pairs else 1.0

    @property
    def precision(self) -> float:
        return self.found / (self.found + self.wrong) if self.found + self.wrong else 1.0


@cache
def gather() -> Sources:
    return gather_sources(read_office(ROOT))


@cache
def read_labelled(category: str) -> tuple[dict[str, Any], ...]:
    return tuple(yaml.safe_load((HERE / f"{category}.yml").read_text(encoding="utf-8")))


def make_upper(pair: dict[str, Any]) -> Upper:
    upper = pair["upper"]
    return Upper(title=upper["title"], text=upper["text"], channel=upper["channel"], day=upper["date"])


@cache
def _search(category: str, number: int) -> tuple[Proposal, ...]:
    return propose(make_upper(read_labelled(category)[number]), gather())


def search(category: str, split: str, level: Certainty) -> list[Found]:
    """Each pair of that half, with the proposals that are at least so sure."""
    pairs = enumerate(read_labelled(category))
    return [_judge(pair, _search(category, number), level) for number, pair in pairs if pair["split"] == split]


def _judge(pair: dict[str, Any], proposals: Sequence[Proposal], level: Certainty) -> Found:
    sure = tuple(p for p in proposals if LEVELS.index(p.certainty) <= LEVELS.index(level))
    ours, allowed = _same_texts(pair["ours"]), _same_texts([*pair["ours"], *pair.get("also", [])])
    named = [[set(text.items) for text in proposal.texts] for proposal in sure]
    right = [p for p, texts in zip(sure, named, strict=True) if texts and all(items & allowed for items in texts)]
    used = {item for proposal in right for text in proposal.texts for item in text.items}
    hit = [proposal for proposal in right if used & ours or used & allowed]
    return Found(
        pair=pair["id"],
        proposals=sure,
        right=min(1, len(hit)) if ours else 0,
        wrong=len(sure) - len(right),
        form=bool(hit) and hit[0].usage.value == pair.get("form"),
        parts=sum(bool(used & _same_texts([item])) for item in pair["ours"]),
        wanted=len(pair["ours"]),
    )


def _same_texts(items: Sequence[str]) -> set[str]:
    """The items, and those with the very same text (one sending of two that is void)."""
    known = gather().office.items
    bodies = {fold(known[item].body) for item in items}
    return {item.id for item in known.values() if fold(item.body) in bodies}


def tally(category: str, split: str, level: Certainty) -> Tally:
    found = search(category, split, level)
    return Tally(
        pairs=sum(bool(one.wanted) for one in found),
        found=sum(one.right for one in found),
        wrong=sum(one.wrong for one in found),
        form=sum(one.form for one in found),
        parts=sum(one.parts for one in found),
        wanted=sum(one.wanted for one in found),
    )


def add_up(tallies: Sequence[Tally]) -> Tally:
    return Tally(**{name: sum(getattr(one, name) for one in tallies) for name in Tally.__slots__})
