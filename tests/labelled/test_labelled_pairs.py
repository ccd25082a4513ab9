"""The labelled data itself: complete, unlike each other, and true to the demo office."""

from __future__ import annotations

from collections import Counter
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
ITEMS = ROOT / "briefs" / "items"

LEAST = {"verbatim": 20, "cut": 24, "rewritten": 28, "merged": 20, "figures": 20, "lookalikes": 48}
LEAST_ALTOGETHER = 160
LEAST_SOURCES = 70
LEAST_DUPLICATES = 40
HOWS = {
    "sent to two places": True,
    "warmed up from last year": True,
    "copied from a feed article": True,
    "look-alike by another township": False,
    "follow-up of the same event with new facts": False,
    "same annual work, wholly other facts": False,
}

Pair = dict[str, Any]


@cache
def read_pairs(name: str) -> list[Pair]:
    pairs = yaml.safe_load((HERE / f"{name}.yml").read_text(encoding="utf-8"))
    assert isinstance(pairs, list)
    return pairs


def every_pair() -> list[Pair]:
    return [pair for category in LEAST for pair in read_pairs(category)]


def repeated(values: list[str]) -> list[str]:
    return [value for value, times in Counter(values).items() if times > 1]


def day_of(item: str) -> date:
    """The day in the name of an item: ``unit/2026/11-02-what``."""
    _, year, name = item.split("/")
    return date.fromisoformat(f"{year}-{name[:5]}")


@cache
def channels() -> frozenset[str]:
    settings = yaml.safe_load((ROOT / "briefs" / "settings" / "channels.yml").read_text(encoding="utf-8"))
    return frozenset(channel["id"] for channel in settings["channels"])


@pytest.mark.parametrize("category", LEAST)
def test_a_category_is_large_enough_and_split_in_half(category: str) -> None:
    pairs = read_pairs(category)
    assert len(pairs) >= LEAST[category]
    splits = [pair["split"] for pair in pairs]
    assert splits == [("tune", "held")[number % 2] for number in range(len(pairs))]


def test_the_whole_is_large_enough() -> None:
    assert len(every_pair()) >= LEAST_ALTOGETHER


def test_ids_titles_and_texts_are_all_different() -> None:
    pairs = every_pair()
    assert repeated([pair["id"] for pair in pairs + read_pairs("duplicates")]) == []
    assert repeated([pair["upper"]["text"] for pair in pairs]) == []
    assert repeated([pair["upper"]["title"] for pair in pairs]) == []


def test_a_pair_has_these_fields_and_no_others() -> None:
    for pair in every_pair():
        assert set(pair) - {"also", "form"} == {"id", "split", "upper", "ours", "why"}, pair["id"]
        assert set(pair["upper"]) == {"title", "text", "channel", "date"}, pair["id"]
        assert pair["upper"]["channel"] in channels(), pair["id"]
        assert pair["why"].strip(), pair["id"]
        assert "\n" not in pair["why"], pair["id"]


def test_texts_are_as_long_as_printed_ones() -> None:
    lengths = {pair["id"]: len(pair["upper"]["text"]) for pair in every_pair()}
    assert {name: length for name, length in lengths.items() if not 60 <= length <= 700} == {}


def test_sources_are_items_of_the_demo_office_sent_before_the_article() -> None:
    for pair in every_pair():
        for item in pair["ours"] + pair.get("also", []):
            assert (ITEMS / f"{item}.md").is_file(), (pair["id"], item)
            assert day_of(item) <= pair["upper"]["date"], (pair["id"], item)


def test_no_item_is_named_twice_in_a_pair() -> None:
    for pair in every_pair():
        assert repeated(pair["ours"] + pair.get("also", [])) == [], pair["id"]


def test_only_look_alikes_have_no_source() -> None:
    assert all(pair["ours"] == [] and not {"form", "also"} & set(pair) for pair in read_pairs("lookalikes"))
    for category in set(LEAST) - {"lookalikes"}:
        assert all(pair["ours"] and pair["form"] in {"单篇", "综合"} for pair in read_pairs(category)), category


def test_several_sources_make_a_composite_article() -> None:
    assert [pair["id"] for pair in every_pair() if len(pair["ours"]) > 1 and pair["form"] != "综合"] == []
    assert {pair["form"] for name in ("merged", "figures") for pair in read_pairs(name)} == {"综合"}


def test_merged_articles_are_of_both_sorts() -> None:
    alone = sum(len(pair["ours"]) == 1 for pair in read_pairs("merged"))
    assert alone >= 10
    assert len(read_pairs("merged")) - alone >= 10


def test_most_items_are_the_source_of_something() -> None:
    assert len({item for pair in every_pair() for item in pair["ours"]}) >= LEAST_SOURCES


def test_duplicates_are_of_every_kind_in_both_halves() -> None:
    pairs = read_pairs("duplicates")
    assert len(pairs) >= LEAST_DUPLICATES
    assert {(pair["how"], pair["same"]) for pair in pairs} == set(HOWS.items())
    assert {(pair["how"], pair["split"]) for pair in pairs} == {
        (how, half) for how in HOWS for half in ("tune", "held")
    }


def test_both_texts_of_a_duplicate_are_whole_and_in_order() -> None:
    for pair in read_pairs("duplicates"):
        assert set(pair) == {"id", "split", "how", "same", "why", "a", "b"}, pair["id"]
        for side in (pair["a"], pair["b"]):
            assert set(side) == {"unit", "date", "title", "text"}, pair["id"]
            assert 60 <= len(side["text"]) <= 700, pair["id"]
        assert pair["a"]["date"] <= pair["b"]["date"], pair["id"]


def test_no_text_of_a_duplicate_is_found_twice() -> None:
    assert repeated([pair[side]["text"] for pair in read_pairs("duplicates") for side in ("a", "b")]) == []
