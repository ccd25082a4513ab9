"""Many sketches searched at once: the same answers as one by one."""

from __future__ import annotations

from collections.abc import Sequence
from threading import Thread

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import jianbao.likeness.searching
from jianbao.likeness import BITS, Near, Row, Sketch, Sketches, find_holding, find_near, make_sketch, restore_sketches

# Few triples of few signs: texts that have much in common, little, and nothing.
SIGNS = st.text(st.sampled_from("甲乙丙丁0"), max_size=40)
TEXTS = st.lists(SIGNS, max_size=30)


def make_row(texts: Sequence[str]) -> Row:
    sketches = Sketches()
    sketches.add(map(make_sketch, texts))
    return Row(sketches, tuple(range(len(texts))))


def find_one_by_one(texts: Sequence[str], wanted: Sketch, least: float, most: int) -> list[Near]:
    found = []
    for number, sketch in enumerate(map(make_sketch, texts)):
        smaller, larger = sorted((len(sketch), len(wanted)))
        chance = larger / BITS
        common = len(sketch & wanted)
        if smaller and common > smaller * chance:
            share = (common / smaller - chance) / (1 - chance)
            if share >= least:
                found.append(Near(number=number, share=share))
    return sorted(found, key=lambda near: (-near.share, near.number))[:most]


@given(TEXTS, SIGNS, st.sampled_from([0, 0.1, 0.3, 0.5, 1]), st.integers(1, 5))
def test_what_is_near_is_what_is_near_one_by_one(texts: list[str], wanted: str, least: float, most: int) -> None:
    sketch = make_sketch(wanted)
    assert find_near(make_row(texts), sketch, least=least, most=most) == find_one_by_one(texts, sketch, least, most)


@given(TEXTS, SIGNS)
def test_what_holds_a_text_is_among_those_that_hold_its_triples(texts: list[str], wanted: str) -> None:
    sketch = make_sketch(wanted)
    found = list(find_holding(make_row(texts), sketch))
    assert found == [number for number, text in enumerate(texts) if sketch <= make_sketch(text)]
    assert {number for number, text in enumerate(texts) if wanted in text} <= set(found)


@given(TEXTS, st.integers(0, 30))
def test_sketches_may_come_in_turn(texts: list[str], cut: int) -> None:
    row, whole = make_row(texts[:cut]), make_row(texts)
    row.sketches.add(map(make_sketch, texts[cut:]))
    assert row.sketches == whole.sketches
    assert restore_sketches(whole.sketches.columns, whole.sketches.counts) == whole.sketches


def test_many_sketches_are_turned_block_by_block(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [f"第{number}篇讲的是同一件事" for number in range(20)]
    whole = make_row(texts)
    monkeypatch.setattr(jianbao.likeness.searching, "_BLOCK", 3)
    assert make_row(texts).sketches == whole.sketches


@settings(max_examples=20)
@given(TEXTS, SIGNS, st.lists(st.integers(0, 29), max_size=40))
def test_a_row_has_an_order_of_its_own(texts: list[str], wanted: str, order: list[int]) -> None:
    """And what is no more in it, or came later, is not found; what stands in it twice is found twice."""
    numbers = tuple(number for number in order if number < len(texts))
    row, sketch = Row(make_row(texts).sketches, numbers), make_sketch(wanted)
    placed = [texts[number] for number in numbers]
    assert find_near(row, sketch, least=0.3, most=50) == find_one_by_one(placed, sketch, 0.3, 50)
    assert find_near(row.cut(7), sketch, least=0.3, most=50) == find_one_by_one(placed[:7], sketch, 0.3, 50)


def test_short_and_long_texts_are_sieved_each_by_its_own_length() -> None:
    """A line that stands in a long text whole is near, a long text that shares as much with another is not."""
    line = "城关镇把空地改成停车场"
    long = "".join(map(chr, range(0x4E00, 0x4E00 + 600)))
    row = make_row([line, long, long + line, line * 2, "另一件事"])
    near = find_near(row, make_sketch(long + line), least=0.3, most=9)
    assert [(found.number, round(found.share, 1)) for found in near] == [(0, 1.0), (1, 1.0), (2, 1.0), (3, 0.8)]
    assert [found.number for found in find_near(row, make_sketch(line), least=0.3, most=9)] == [0, 2, 3]


def test_whoever_searches_is_not_disturbed_by_what_comes_meanwhile() -> None:
    texts = [f"第{number}篇讲的是{chr(0x4E00 + number) * 3}{'同一件事' * (number % 7)}" for number in range(1500)]
    row, wanted = make_row(texts[:100]), make_sketch(texts[3])
    before = find_near(row, wanted, least=0.3, most=9)

    def grow() -> None:
        for text in texts[100:]:
            row.sketches.add([make_sketch(text)])

    growing = Thread(target=grow)
    growing.start()
    found = [find_near(row, wanted, least=0.3, most=9)]
    while growing.is_alive():
        found.append(find_near(row, wanted, least=0.3, most=9))
    growing.join()
    assert row.sketches == make_row(texts).sketches
    assert all(near == before for near in found)
