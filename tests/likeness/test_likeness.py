"""How like two texts are, and where: what is compared, what is found among many, which passages are the same."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jianbao.likeness import (
    Row,
    Sketches,
    cut_at,
    find_near,
    find_overlap,
    fold,
    fold_text,
    make_sketch,
    pair_sentences,
    spare_figures,
    split_sentences,
)

TEXT = (
    "城关镇把老旧小区改造同“潮汐探区”结合起来，每天早晚两个时段由网格员入户，今年以来共办结居民诉求1247件。"
    "一是建立台账，逐户登记管网、电梯、停车三类问题；二是每周会商，由镇长牵头，住建、供水、电力到场。"
    "三是回访销号，满意率98.6%。"
)
OTHER = "区农业农村局组织农机手抢收秋粮，截至10月20日，全区水稻已收38.2万亩，占应收面积的91%，烘干中心昼夜开机。"
# Signs that real texts are made of, and those that make folding hard: ㎡ is two signs, ﬁ too, a combining accent none.
WRITTEN = st.text(st.sampled_from("城关镇老旧小区改造，。“”（）１２0123ABab ㎡ﬁ①\u0301\n　%万"), max_size=60)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("2026年10月，办结１２４７件。", "2026 年 10 月，办结1247件."),
        ("ＡＢＣ网格（Grid）", "abc网格grid"),
        ("3000㎡", "３０００m2"),
        ("**满意率**：98.6%", "满意率98·6％"),
        ("城\u200b关\u3164镇\u1160\ufe0f", "城关镇"),
    ],
)
def test_what_differs_only_in_how_it_was_typed_is_the_same(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@given(WRITTEN)
def test_each_sign_knows_where_it_stood(text: str) -> None:
    folded = fold_text(text)
    assert folded.signs == fold(text)
    assert len(folded.places) == len(folded.signs)
    assert list(folded.places) == sorted(folded.places)
    assert all(sign in fold(text[place]) for sign, place in zip(folded.signs, folded.places, strict=True))


def test_the_part_of_a_text_that_signs_stand_in_is_given_back_with_its_punctuation() -> None:
    folded = fold_text("一是、建 立台账。")
    begin, end = folded.locate(1, 4)
    assert folded.text[begin:end] == "是、建 立"
    assert folded.locate(2, 2) == (0, 0)


def make_row(*texts: str) -> Row:
    sketches = Sketches()
    sketches.add(make_sketch(fold(text)) for text in texts)
    return Row(sketches, tuple(range(len(texts))))


def test_a_text_is_found_among_others_by_a_third_of_it() -> None:
    texts = [OTHER, TEXT, OTHER[:20] + "另有五个乡镇开展了秸秆离田试点，离田率达到六成以上。"]
    near = find_near(make_row(*texts), make_sketch(fold(TEXT[50:100])), least=0.5, most=3)
    assert [found.number for found in near] == [1]
    assert near[0].share > 0.9


def test_the_nearest_come_first_and_no_more_than_wanted() -> None:
    near = find_near(make_row(TEXT[:40], TEXT, OTHER, TEXT), make_sketch(fold(TEXT)), least=0.3, most=2)
    assert [(found.number, round(found.share, 2)) for found in near] == [(0, 1.0), (1, 1.0)]


@pytest.mark.parametrize("text", ["", "。", "一二"])
def test_a_text_of_no_three_signs_is_like_nothing(text: str) -> None:
    sketch = make_sketch(fold(text))
    assert sketch == set()
    assert find_near(make_row(text, TEXT), sketch, least=0, most=5) == []
    assert find_near(make_row(text), make_sketch(fold(TEXT)), least=0, most=5) == []


def test_a_shared_passage_is_shown_in_both_texts() -> None:
    upper = "云溪区城关镇探索“潮汐探区”，每天早晚两个时段由网格员入户。各地还建立台账，逐户登记管网、电梯等问题。"
    overlap = find_overlap(upper, TEXT)
    shown = [(upper[slice(*p.first)], TEXT[slice(*p.second)], p.signs) for p in overlap.passages]
    assert shown == [
        ("每天早晚两个时段由网格员入户", "每天早晚两个时段由网格员入户", 14),
        ("建立台账，逐户登记管网、电梯", "建立台账，逐户登记管网、电梯", 12),
    ]
    assert overlap.of_first == 26 / len(fold(upper))
    assert overlap.of_second == 26 / len(fold(TEXT))
    assert overlap.share == overlap.of_first


def test_a_changed_figure_does_not_end_a_passage() -> None:
    changed = TEXT.replace("1247", "986")
    overlap = find_overlap(changed, TEXT)
    assert len(overlap.passages) == 1
    passage = overlap.passages[0]
    assert changed[slice(*passage.first)] == changed.rstrip("%。")
    assert passage.signs == len(fold(TEXT)) - 4


@pytest.mark.parametrize(
    ("before", "shown", "after"),
    [
        ("8月到1", "", "1月"),
        ("到1", "1月代查", ""),
        ("", "截至2026年1", "0月"),
        ("12", "47", "件"),
        ("共", "1247", "件"),
        ("", "", ""),
    ],
)
def test_a_figure_is_shown_whole_or_not_at_all(before: str, shown: str, after: str) -> None:
    text = before + shown + after
    begin, end = spare_figures(text, (len(before), len(before) + len(shown)))
    assert text[begin:end] == {"1月代查": "月代查", "截至2026年1": "截至2026年", "47": ""}.get(shown, shown)


def test_passages_in_another_order_are_found() -> None:
    first, second, third = TEXT.split("。")[:3]
    turned = "。".join((third, first, second))
    overlap = find_overlap(turned, TEXT)
    assert overlap.share == pytest.approx(1, abs=0.02)
    assert [passage.second[0] for passage in overlap.passages] != sorted(p.second[0] for p in overlap.passages)


def test_a_text_that_says_one_thing_twice_covers_the_other_once() -> None:
    sentence = "每天早晚两个时段由网格员入户走访"
    overlap = find_overlap(sentence * 2, sentence)
    assert (overlap.of_first, overlap.of_second) == (1.0, 1.0)


def test_texts_on_different_things_share_nothing() -> None:
    overlap = find_overlap(TEXT, OTHER)
    assert overlap.passages == ()
    assert overlap.share == 0


@given(WRITTEN, WRITTEN)
def test_what_is_shown_as_the_same_is_the_same(one: str, other: str) -> None:
    overlap = find_overlap(one, other, shortest=6)
    for passage in overlap.passages:
        mine, theirs = one[slice(*passage.first)], other[slice(*passage.second)]
        assert 6 <= passage.signs <= min(len(fold(mine)), len(fold(theirs)))
        assert mine
        assert theirs
    assert 0 <= overlap.of_first <= 1
    assert 0 <= overlap.of_second <= 1


@given(WRITTEN.filter(lambda text: len(fold(text)) >= 10))
def test_a_text_is_wholly_like_itself(text: str) -> None:
    overlap = find_overlap(text, text)
    assert (overlap.of_first, overlap.of_second) == (1.0, 1.0)


def test_sentences_that_say_the_same_in_other_words_are_paired() -> None:
    upper = "由镇长牵头、住建供水电力到场，每周会商一次。水稻已收38.2万亩。"
    pairs = pair_sentences(upper, TEXT + OTHER)
    shown = [(upper[slice(*pair.first)], (TEXT + OTHER)[slice(*pair.second)]) for pair in pairs]
    assert shown == [
        ("由镇长牵头、住建供水电力到场，每周会商一次。", "二是每周会商，由镇长牵头，住建、供水、电力到场。")
    ]
    assert 50 < pairs[0].score < 100


@pytest.mark.parametrize(
    ("marks", "parts"),
    [
        ([], [("甲乙丙丁", 0)]),
        ([((1, 3), 2)], [("甲", 0), ("乙丙", 2), ("丁", 0)]),
        ([((2, 4), 2), ((0, 2), 1)], [("甲乙", 1), ("丙丁", 2)]),
        ([((0, 3), 1), ((2, 4), 2)], [("甲乙丙", 1), ("丁", 2)]),
        ([((0, 4), 1), ((1, 2), 2)], [("甲乙丙丁", 1)]),
    ],
)
def test_a_text_is_cut_at_its_marks(marks: list[tuple[tuple[int, int], int]], parts: list[tuple[str, int]]) -> None:
    assert cut_at("甲乙丙丁", marks) == parts


def test_sentences_end_where_they_end_and_short_ones_are_left_out() -> None:
    text = "他说：“建立台账、逐户登记。”\n  一是好；二是每周会商，由镇长牵头；满意率达到九成以上"
    assert [text[slice(*place)] for place in split_sentences(text)] == [
        "他说：“建立台账、逐户登记。”",
        "二是每周会商，由镇长牵头；",
        "满意率达到九成以上",
    ]
