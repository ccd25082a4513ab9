"""What a text of above and one of ours have in common, and how much it is worth."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from jianbao.proposing.choosing import Candidate, choose
from jianbao.proposing.evidence import Evidence, compare, lay_out, weigh_words
from jianbao.proposing.index import Index, find_candidates, make_index
from jianbao.proposing.our_text import Origin, OurText
from jianbao.proposing.reading_upper import Taken, take_apart
from jianbao.proposing.regions import Places
from jianbao.proposing.traits import read_traits
from jianbao.proposing.upper import Upper
from jianbao.proposing.weighing import weigh, weigh_sentences

PLACES = Places(
    region="云溪区",
    towns=("南湖街道", "河口乡"),
    towns_of={"nanhu": ("南湖街道",), "hekou": ("河口乡",)},
    above=(),
    zones=(),
)
LIFTS = "南湖街道有使用15年以上电梯86部，去年困人143起，结果贴进轿厢。"
GREENHOUSES = "河口乡210座大棚夜间增温，合作社统一买增温块6.4吨，电费按农业生产用电结算。"


def ours(text: str, *, unit: str = "nanhu", name: str = "a", origin: Origin = Origin.ITEM) -> OurText:
    return OurText(
        origin=origin,
        id=name,
        items=(f"{unit}/{name}",),
        units=(unit,),
        day=date(2026, 11, 1),
        title="老旧电梯先体检",
        text=text,
    )


TEXTS = (
    ours(LIFTS),
    ours(GREENHOUSES, unit="hekou", name="b"),
    ours("全区冬修水利已开工63处。", unit="shuili", name="c"),
)


def index_of(*texts: OurText) -> Index:
    return make_index([read_traits(f"{text.title}\n{text.text}") for text in texts], range(len(texts)))


INDEX = index_of(*TEXTS)


def evidence(upper: Upper, text: OurText = TEXTS[0]) -> Evidence:
    return compare(lay_out(take_apart(upper, PLACES), INDEX, PLACES), text)


def test_what_one_matter_alone_has_is_rare_and_what_all_have_is_not() -> None:
    assert INDEX.rarity("轿厢") == 1
    assert INDEX.rarity("电梯") == pytest.approx(1 - 1.0986 / 1.3863, abs=0.001)
    assert INDEX.rarity("没有") == 0
    assert INDEX.count_figure(next(iter(read_traits("86部").figures))) == 1


def test_several_texts_of_one_matter_make_nothing_less_rare() -> None:
    index = make_index([read_traits(LIFTS)] * 3 + [read_traits(GREENHOUSES)], [0, 0, 0, 1])
    assert index.rarity("轿厢") == 1
    assert index.count == 2


def test_an_unknown_word_counts_as_the_rarest() -> None:
    assert weigh_words(["生僻"], INDEX) == 1
    assert weigh_words([], INDEX) == 0


def test_candidates_have_rare_words_or_figures_in_common_and_are_allowed() -> None:
    traits = read_traits("轿厢，6.4吨")
    assert find_candidates(INDEX, traits.bigrams, traits.figures, {0, 1, 2}, most=5) == [1, 0]
    assert find_candidates(INDEX, traits.bigrams, traits.figures, {0}, most=5) == [0]
    assert find_candidates(INDEX, traits.bigrams, traits.figures, {0, 1, 2}, most=1) == [1]
    assert find_candidates(INDEX, (), (), {0, 1, 2}, most=5) == []


def test_figures_are_worth_by_their_digits_and_the_words_around_them() -> None:
    found = evidence(Upper(title="", text="云溪区南湖街道有电梯86部，去年困人143起，3处整改。会场有人86部。"))
    assert [(same.theirs, same.ours, same.worth) for same in found.figures] == [
        ("86部", "86部", 2.5),
        ("143起", "143起", 6.0),
    ]
    alone = evidence(Upper(title="", text="云溪区办结信访86部。"))
    assert [(same.theirs, same.worth) for same in alone.figures] == [("86部", 1.0)]


def test_a_rounded_figure_and_one_of_another_counting_word_are_worth_less() -> None:
    found = evidence(Upper(title="", text="云溪区去年困人140多起，使用以上电梯86台。"))
    assert [(same.theirs, same.ours, same.worth) for same in found.figures] == [
        ("140多起", "143起", 1.5),
        ("86台", "86部", 1.25),
    ]


def test_passages_know_where_they_stand_in_both() -> None:
    upper = Upper(title="电梯", text="云溪区：去年困人143起，结果贴进轿厢，东湖区也是。")
    taken = take_apart(upper, PLACES)
    (passage,) = evidence(upper).passages
    title = len(TEXTS[0].title) + 1
    assert taken.text[slice(*passage.theirs)] == "去年困人143起，结果贴进轿厢"
    assert TEXTS[0].text[passage.ours[0] - title : passage.ours[1] - title] == "去年困人143起，结果贴进轿厢"
    assert round(passage.count(range(len(taken.pieces)))) == 14
    assert passage.count(()) == 0


@pytest.mark.parametrize(
    ("text", "own", "bare", "other"),
    [
        ("云溪区南湖街道有电梯86部。", "南湖街道", "南湖街道", ""),
        ("云溪区南湖沿线有电梯86部。", "", "南湖街道", ""),
        ("云溪区河口乡有电梯86部。", "", "", "河口乡"),
        ("云溪区有电梯86部。", "", "", ""),
    ],
)
def test_the_town_of_ours_counts_for_it_and_another_against(text: str, own: str, bare: str, other: str) -> None:
    found = evidence(Upper(title="", text=text))
    assert (found.own_town, found.bare_town, found.other_town) == (own, bare, other)


def test_names_count_beside_evidence_only_and_by_what_is_named() -> None:
    named = [weigh(evidence(Upper(title="", text=f"{place}有使用15年以上电梯86部，去年困人143起。"))) for place in
             ("云溪区南湖街道", "云溪区南湖沿线", "云溪区", "云溪区河口乡", "有的地方")]  # fmt: skip
    assert [weight.names for weight in named] == [29, 23, 15, 0, 0]
    assert weigh(evidence(Upper(title="", text="云溪区南湖街道召开会议。"))).confidence < 5


def test_words_say_less_where_no_place_of_ours_is_named() -> None:
    said = "电梯轿厢贴进结果，困人去年使用以上。"
    with_place = weigh(evidence(Upper(title="", text=f"云溪区：{said}")))
    without = weigh(evidence(Upper(title="", text=said)))
    assert without.words < with_place.words / 2


def test_the_whole_is_never_over_a_hundred() -> None:
    weight = weigh(evidence(Upper(title="云溪区老旧电梯先体检", text=f"云溪区{LIFTS * 3}")))
    assert weight.sum > 100
    assert weight.confidence == 100


def test_of_chosen_pieces_only_those_are_weighed() -> None:
    found = evidence(Upper(title="", text="云溪区去年困人143起。结果贴进轿厢。"))
    assert weigh(found, frozenset()).sum == 0
    assert weigh(found, frozenset({0})).figures > weigh(found, frozenset({1})).figures == 0


# -- choosing -----------------------------------------------------------------


def candidate(taken: Taken, text: OurText, *links: str) -> Candidate:
    found = compare(lay_out(taken, INDEX, PLACES), text)
    return Candidate(
        evidence=found,
        links=frozenset(links or text.items),
        weight=weigh(found),
        sentences=weigh_sentences(found, [piece.sentence for piece in taken.pieces]),
    )


BOTH = take_apart(Upper(title="云溪区两件事", text=f"云溪区{LIFTS}{GREENHOUSES}"), PLACES)


def test_two_matters_are_both_chosen_each_by_its_own_sentences() -> None:
    chosen = choose(BOTH, [candidate(BOTH, text) for text in TEXTS], least=40)
    assert sorted(choice.candidate.evidence.text.id for choice in chosen) == ["a", "b"]
    first, second = chosen
    assert first.pieces.isdisjoint(second.pieces)
    assert all(choice.weight.confidence >= 60 for choice in chosen)


def test_of_one_matter_only_the_surest_is_chosen() -> None:
    follow_up = ours(LIFTS.replace("86", "87"), name="d")
    found = choose(BOTH, [candidate(BOTH, TEXTS[0], "x"), candidate(BOTH, follow_up, "x")], least=40)
    assert [choice.candidate.evidence.text.id for choice in found] == ["a"]


def test_the_report_is_named_rather_than_its_item_where_it_fits_nearly_as_well() -> None:
    report = replace(TEXTS[0], origin=Origin.REPORT, id="r", text=LIFTS.replace("，结果贴进轿厢", ""))
    whole = take_apart(Upper(title="云溪区给电梯体检", text=f"云溪区{LIFTS}"), PLACES)
    (choice,) = choose(whole, [candidate(whole, TEXTS[0]), candidate(whole, report)], least=40)
    assert choice.candidate.evidence.text.id == "r"
    poor = replace(report, text="南湖街道抓好电梯安全。")
    (choice,) = choose(whole, [candidate(whole, TEXTS[0]), candidate(whole, poor)], least=40)
    assert choice.candidate.evidence.text.id == "a"


def test_a_report_of_all_that_was_used_stands_for_it() -> None:
    report = replace(TEXTS[0], origin=Origin.REPORT, id="r", items=("nanhu/a", "hekou/b"), text=LIFTS + GREENHOUSES)
    candidates = [candidate(BOTH, TEXTS[0]), candidate(BOTH, TEXTS[1]), candidate(BOTH, report)]
    (choice,) = choose(BOTH, candidates, least=40)
    assert choice.candidate.evidence.text.id == "r"


def test_nothing_is_chosen_that_is_not_sure_enough() -> None:
    assert choose(BOTH, [candidate(BOTH, TEXTS[2])], least=40) == []
    assert choose(BOTH, [], least=0) == []
