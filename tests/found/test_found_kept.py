"""疑似采用 in a bulletin: what was found is kept while our texts are the same, never when it no longer holds."""

from __future__ import annotations

from pathlib import Path

import pytest
from found_office import BULLETIN, STREAMS, STREAMS_ITEM, STREAMS_TITLE, write_office

import jianbao.serving.showing.found_adoptions
from jianbao.proposing import Proposal, Sources, Upper, gather_sources, propose, read_bulletin
from jianbao.reading import Office, read_office
from jianbao.reading.memory import Memory
from jianbao.serving.showing.found_adoptions import FoundAdoptions
from jianbao.serving.showing.found_texts import FoundText
from offices import AS_OF, OfficeBuilder

TEXT = FoundText(id="0123456789ab", name="每日要情", text=BULLETIN, channel="shiwei", day="2026-11-29")


class Asking:
    """One desk, asked again and again while the office changes; ``searched`` are the articles looked for anew."""

    def __init__(self, builder: OfficeBuilder, monkeypatch: pytest.MonkeyPatch) -> None:
        self.root, self.memory, self.found, self.searched = builder.root, Memory(), FoundAdoptions(), list[str]()
        search = jianbao.serving.showing.found_adoptions.search

        def count_searched(upper: Upper, sources: Sources) -> tuple[Proposal, ...]:
            self.searched.append(upper.title)
            return search(upper, sources)

        monkeypatch.setattr(jianbao.serving.showing.found_adoptions, "search", count_searched)

    def ask(self) -> tuple[list[tuple[str, str]], int]:
        """(title, adoption) of each proposal, the same as are found anew, and how many articles were looked for."""
        self.searched.clear()
        office = read_office(self.root, self.memory)
        found = self.found.find_in_text(office, TEXT, AS_OF)
        assert found == find_anew(office)
        return [(proposal.upper.title, proposal.adoption) for proposal in found], len(self.searched)


def find_anew(office: Office) -> tuple[Proposal, ...]:
    sources, day = gather_sources(office), AS_OF.day.replace(month=11, day=29)
    bulletin = read_bulletin(TEXT.text, office.settings.channels, channel=TEXT.channel, day=day)
    return tuple(proposal for upper in bulletin.uppers for proposal in propose(upper, sources))


@pytest.fixture
def builder(tmp_path: Path) -> OfficeBuilder:
    return write_office(tmp_path)


def test_what_is_registered_is_told_and_nothing_is_searched_again(
    builder: OfficeBuilder, monkeypatch: pytest.MonkeyPatch
) -> None:
    asking = Asking(builder, monkeypatch)
    assert asking.ask() == ([(STREAMS_TITLE, "")], 2)
    assert asking.ask() == ([(STREAMS_TITLE, "")], 0)
    adoption = builder.adoption("xiao-xi", "2026-11-29", item=STREAMS_ITEM)
    assert asking.ask() == ([(STREAMS_TITLE, adoption)], 0)
    (builder.root / f"briefs/adoptions/{adoption}.yml").unlink()
    assert asking.ask() == ([(STREAMS_TITLE, "")], 0)


def test_with_other_texts_or_levels_all_is_searched_again(
    builder: OfficeBuilder, monkeypatch: pytest.MonkeyPatch
) -> None:
    asking = Asking(builder, monkeypatch)
    asking.ask()
    builder.item("heping", "lu-deng", "2026-11-07", "和平镇修好路灯31盏。", title="和平镇修路灯")
    assert asking.ask() == ([(STREAMS_TITLE, "")], 2)
    builder.item("chengguan", "xiao-xi", "2026-11-06", "另一件事。", title="城关镇办另一件事")
    assert asking.ask() == ([], 2)
    builder.item("chengguan", "xiao-xi", "2026-11-06", STREAMS, title=STREAMS_TITLE)
    assert asking.ask() == ([(STREAMS_TITLE, "")], 2)
    builder.write("briefs/settings/likeness.yml", "likely: 100\npossible: 100\ndoubtful: 100\nlook_back: 1\n")
    assert asking.ask() == ([], 2)


def test_only_a_few_volumes_are_kept(builder: OfficeBuilder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jianbao.serving.showing.found_adoptions, "_MOST_KEPT", 1)
    asking = Asking(builder, monkeypatch)
    assert asking.ask()[1] == 2
    builder.adoption("xiao-xi", "2026-11-29", item=STREAMS_ITEM)
    assert asking.ask()[1] == 2
