"""Texts compared without their figures, and what holds of every overlap."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jianbao.likeness import find_overlap, fold, fold_figures, fold_signs, fold_text

SENTENCES = [
    "城关镇把沿街12处闲置空地改成停车场，画车位430个。",
    "白天每小时收费2元，晚上居民停车不收费。",
    "镇里请商户代表和居民代表一起定价、一起看账。",
    "区水利中心给23个村换上智能水表4100只，水费按用量收。",
    "换表后查出暗漏19处，每月少损失自来水6200吨。",
    "行动不便的老人由管水员上门代办，三个月没有错账。",
]
TEXTS = st.lists(st.sampled_from(SENTENCES), max_size=5).map("".join)
WRITTEN = st.text(st.sampled_from("城关镇改造，。12３09ab.%　\n"), max_size=60)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("到12月3日开工98处", "到9月28日开工7处"),
        ("投入１２.５万元", "投入9万元"),
        ("占78%。", "占6.2％"),
    ],
)
def test_all_figures_are_one(one: str, other: str) -> None:
    assert fold_figures(one).signs == fold_figures(other).signs


def test_words_beside_a_figure_still_count() -> None:
    assert fold_figures("12个村").signs != fold_figures("12个镇").signs
    assert fold_figures("三个村").signs != fold_figures("五个村").signs


@given(WRITTEN)
def test_each_sign_stands_where_it_was_written(text: str) -> None:
    folded = fold_figures(text)
    assert len(folded.places) == len(folded.signs)
    assert list(folded.places) == sorted(set(folded.places))
    for sign, place in zip(folded.signs, folded.places, strict=True):
        assert fold(text[place]).isdigit() if sign == "0" else sign in fold(text[place])


@given(WRITTEN)
def test_no_two_figures_stand_beside_each_other_and_nothing_else_is_lost(text: str) -> None:
    signs = fold_figures(text).signs
    assert signs == fold_signs(text)
    assert "00" not in signs
    assert signs.replace("0", "") == "".join(sign for sign in fold(text) if not sign.isdigit())


def test_new_figures_break_no_passage() -> None:
    before = "到10月31日，全区开工58处，完工12处，投入940万元，清渠31公里。"
    after = "到11月29日，全区开工163处，完工7处，投入2140万元，清渠5公里。"
    assert find_overlap(after, before).share == 0
    overlap = find_overlap(after, before, fold=fold_figures)
    assert (overlap.of_first, overlap.of_second) == (1.0, 1.0)
    (passage,) = overlap.passages
    assert after[slice(*passage.first)] == after.rstrip("。")
    assert before[slice(*passage.second)] == before.rstrip("。")


@given(TEXTS, TEXTS)
def test_passages_lie_within_both_texts_and_in_the_order_of_the_first(one: str, other: str) -> None:
    for fold_with in (fold_text, fold_figures):
        overlap = find_overlap(one, other, fold=fold_with)
        ends = 0
        for passage in overlap.passages:
            assert ends <= passage.first[0] < passage.first[1] <= len(one)
            assert 0 <= passage.second[0] < passage.second[1] <= len(other)
            assert passage.signs <= len(fold_with(one[slice(*passage.first)]).signs)
            ends = passage.first[1]
        assert 0 <= overlap.of_first <= 1
        assert 0 <= overlap.of_second <= 1


@given(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=6, unique=True), st.randoms(use_true_random=False))
def test_the_order_of_sentences_is_all_the_same(sentences: list[str], dice: random.Random) -> None:
    shuffled = dice.sample(sentences, len(sentences))
    overlap = find_overlap("".join(shuffled), "".join(sentences))
    assert (overlap.of_first, overlap.of_second) == (1.0, 1.0)


@given(
    st.lists(st.sampled_from(SENTENCES), max_size=6, unique=True),
    st.lists(st.sampled_from(SENTENCES), max_size=6, unique=True),
)
def test_the_share_is_nearly_the_same_from_either_side(one: list[str], other: list[str]) -> None:
    there, back = find_overlap("".join(one), "".join(other)), find_overlap("".join(other), "".join(one))
    # Where two passages meet, a sign may belong to either.
    assert (there.of_first, there.of_second) == pytest.approx((back.of_second, back.of_first), abs=0.08)
    assert there.share == pytest.approx(back.share, abs=0.08)


@given(TEXTS.filter(lambda text: len(fold(text)) >= 10))
def test_a_text_is_wholly_in_itself_and_in_one_that_goes_on(text: str) -> None:
    assert find_overlap(text, text).share == 1
    assert find_overlap(text, f"前面另有一句。{text}后面再加一句。").of_first == 1
