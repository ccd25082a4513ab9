"""What holds for any text of above, and for any order of ours."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from random import Random
from typing import TypeVar

import pytest
from demo_sources import demo, demo_sources
from hypothesis import given, settings
from hypothesis import strategies as st

from jianbao.proposing import Memory, Proposal, Sources, Upper, gather_sources, propose
from jianbao.reading import Office

T = TypeVar("T")

SENTENCES = sorted({part for item in demo().items.values() for part in item.body.replace("\n", "").split("。") if part})
TEXTS = st.lists(
    st.sampled_from(SENTENCES[::7]) | st.sampled_from(["东湖区反映", "云溪区", "全市推进", "\n"]), max_size=6
)
DAYS = st.none() | st.dates(date(2026, 9, 1), date(2027, 9, 1))


def shuffle(office: Office, seed: int) -> Office:
    dice = Random(seed)

    def mix(records: dict[str, T]) -> dict[str, T]:
        return dict(dice.sample(list(records.items()), len(records)))

    return replace(office, items=mix(office.items), desk=mix(office.desk), reports=mix(office.reports))


@pytest.fixture(scope="module")
def shuffled() -> Sources:
    return gather_sources(shuffle(demo(), 7))


def assert_sound(upper: Upper, proposals: tuple[Proposal, ...]) -> None:
    settings = demo().settings.likeness
    for proposal in proposals:
        assert proposal.upper == upper
        assert settings.doubtful <= proposal.confidence <= 100
        assert sum(map(bool, (proposal.report, proposal.desk, proposal.items))) == 1
        assert len(set(proposal.keys)) == len(proposal.texts) >= 1
        assert all(upper.day is None or text.day <= upper.day for text in proposal.texts)
        for pair in proposal.pairs:
            assert 0 <= pair.theirs[0] < pair.theirs[1] <= len(upper.text)
            assert 0 <= pair.ours[0] < pair.ours[1] <= len(proposal.texts[pair.text].text)


@settings(max_examples=40)
@given(TEXTS, DAYS)
def test_what_is_made_of_our_sentences_has_sound_proposals_in_any_order_of_ours(
    shuffled: Sources, parts: list[str], day: date | None
) -> None:
    upper = Upper(title=parts[0] if parts else "", text="。".join(parts), day=day)
    proposals = propose(upper, demo_sources())
    assert_sound(upper, proposals)
    assert propose(upper, shuffled) == proposals


@given(st.text(max_size=200), st.text(max_size=40))
def test_any_text_at_all_is_searched(text: str, title: str) -> None:
    upper = Upper(title=title, text=text)
    assert_sound(upper, propose(upper, demo_sources()))


def test_each_of_our_texts_printed_whole_is_found_surely() -> None:
    """Unless it is one of several of a matter that say the same, it or what was made of it is what is proposed."""
    region = demo().settings.office.region
    for item in demo().items.values():
        if item.id in demo().void or item.date is None:
            continue
        upper = Upper(title=item.title, text=f"{region}：{item.body}", day=date(2026, 12, 1))
        first = propose(upper, demo_sources())[0]
        assert first.certainty.value == "很可能", item.id
        assert any(item.id in text.items for text in first.texts), item.id


def test_records_that_are_the_same_objects_are_not_read_anew() -> None:
    memory = Memory()
    first = gather_sources(demo(), memory)
    again = gather_sources(replace(demo()), memory)
    assert all(one is other for one, other in zip(first.entries, again.entries, strict=True))
    assert again.index is first.index
    changed = replace(demo().items["nanhu/2026/11-16-lao-jiu-dian-ti"], title="另一个标题")
    third = gather_sources(replace(demo(), items={**demo().items, changed.id: changed}), memory)
    new = [entry.text.key for one, entry in zip(first.entries, third.entries, strict=True) if one is not entry]
    assert set(new) == {
        "desk/2026/11-18-nanhu-lao-jiu-dian-ti",
        "items/nanhu/2026/11-16-lao-jiu-dian-ti",
        "reports/2026/11-24-lao-jiu-dian-ti",
    }
    assert third.index is not first.index
    assert third.entries == gather_sources(replace(demo(), items={**demo().items, changed.id: changed})).entries


def test_a_record_that_is_gone_is_forgotten() -> None:
    memory = Memory()
    gather_sources(demo(), memory)
    fewer = gather_sources(replace(demo(), items={}, desk={}, reports={}), memory)
    assert (fewer.entries, memory.entries) == ((), {})
    assert propose(Upper(title="云溪区设“潮汐摊区”", text="云溪区城关镇设摊位146个。"), fewer) == ()
