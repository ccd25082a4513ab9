"""The shelf: what stands on it, that it is kept up and not made anew, and how much work a search is."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from shelved import PARKING, WATER, add_lead, count_sketched

import jianbao.earlier.hits
from jianbao.checks import check_office
from jianbao.checks.duplicates import find_repeats, read_limits
from jianbao.earlier import NO_SHELF, Origin, ShelfMemory, build_shelf, find_earlier, open_for
from jianbao.earlier.hits import NEAREST, ask_item
from jianbao.likeness import Near, Overlap, Row
from jianbao.reading import read_office
from jianbao.reading.memory import Memory
from offices import AS_OF, OfficeBuilder


@pytest.fixture
def builder(tmp_path: Path) -> OfficeBuilder:
    return OfficeBuilder(tmp_path)


def test_items_articles_and_leads_stand_in_the_order_in_which_they_came(builder: OfficeBuilder) -> None:
    lead = add_lead(builder, published="2026-11-05")
    item = builder.item(slug="a", date="2026-11-04", body=f"**{WATER}**")
    article = builder.decide(item, decided="2026-11-06", title="智能水表进了23个村")
    builder.sign(date="2026-11-07")
    shelf = build_shelf(builder.read())
    told = [(entry.origin, entry.record, str(entry.at), entry.title) for entry in shelf.entries]
    assert told == [
        (Origin.ITEM, item, "2026-11-04", "chengguan推进a"),
        (Origin.LEAD, lead, "2026-11-05", "邻县修停车场"),
        (Origin.PRINTED, "xinxi/2026/007", "2026-11-07", "智能水表进了23个村"),
    ]
    assert shelf.entries[0].text == f"chengguan推进a\n{WATER}"
    assert shelf.entries[2].made_of == {item, article}
    assert shelf.entries[2].where == "《信息》第7期（总第1237期）"
    assert list(shelf.orders) == sorted(shelf.orders)
    assert len(shelf.sketches) == len(set(shelf.sketches.numbers)) == 3


def test_only_what_changed_is_read_again(builder: OfficeBuilder, monkeypatch: pytest.MonkeyPatch) -> None:
    builder.item(slug="a", body=PARKING)
    builder.decide(builder.item(slug="b", body=WATER))
    builder.sign(date="2026-11-06")
    records, memory = Memory(), ShelfMemory()
    before = build_shelf(read_office(builder.root, records), memory)
    made = count_sketched(monkeypatch)
    added = builder.item(slug="c", date="2026-11-09", body="新的一篇，讲的是另一件事。")
    after = build_shelf(read_office(builder.root, records), memory)
    assert len(made) == 1
    assert [entry for entry in after.entries if entry.id != added] == list(before.entries)
    assert all(any(entry is known for known in after.entries) for entry in before.entries)
    # A receipt moves an item; its text is the same, its place is not.
    builder.receipt(added, "2026-11-12")
    moved = build_shelf(read_office(builder.root, records), memory)
    assert [str(entry.at) for entry in moved.entries if entry.id == added] == ["2026-11-12"]
    (builder.root / f"briefs/items/{added}.md").unlink()
    (builder.root / "briefs/receipts/2026/11-12-c.yml").unlink()
    assert build_shelf(read_office(builder.root, records), memory).entries == before.entries
    assert added not in memory.known


def test_a_kept_shelf_is_the_one_that_is_made_anew(builder: OfficeBuilder) -> None:
    memory = ShelfMemory()
    for day in range(1, 6):
        builder.item(slug=f"a{day}", date=f"2026-11-{day:02d}", body=PARKING)
        assert build_shelf(builder.read(), memory) == build_shelf(builder.read())


def test_the_nearest_alone_are_compared_whole(builder: OfficeBuilder, monkeypatch: pytest.MonkeyPatch) -> None:
    """However many texts there are: one pass over their sketches, and so many comparisons."""
    for number in range(60):
        builder.item(slug=f"a{number}", date="2026-11-01", body=PARKING if number % 2 else WATER)
    item = builder.item("heping", "b", "2026-11-20", PARKING)
    office = builder.read()
    shelf, compared, searched = build_shelf(office), list[str](), list[int]()
    compare, search = jianbao.earlier.hits.find_overlap, jianbao.earlier.hits.find_near

    def count_compared(one: str, other: str, **more: Any) -> Overlap:
        compared.append(other)
        return compare(one, other, **more)

    def count_searched(row: Row, *rest: Any, **more: Any) -> list[Near]:
        searched.append(len(row))
        return search(row, *rest, **more)

    monkeypatch.setattr(jianbao.earlier.hits, "find_overlap", count_compared)
    monkeypatch.setattr(jianbao.earlier.hits, "find_near", count_searched)
    hits = find_earlier(shelf, ask_item(office, shelf, office.items[item]), read_limits(office.settings))
    assert len(hits) == 5
    assert searched == [60]
    assert len(compared) == NEAREST
    assert all(PARKING in text for text in compared)


def test_the_desk_searches_again_only_where_something_earlier_changed(
    builder: OfficeBuilder, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = builder.item(slug="a", date="2026-11-03", body=PARKING)
    second = builder.item("heping", "b", "2026-11-10", PARKING)
    records, memory, searched = Memory(), ShelfMemory(), list[int]()
    search = jianbao.earlier.hits.find_near

    def count_searched(row: Row, *rest: Any, **more: Any) -> list[Near]:
        searched.append(len(row))
        return search(row, *rest, **more)

    monkeypatch.setattr(jianbao.earlier.hits, "find_near", count_searched)

    def ask(reader: str = "") -> list[str]:
        office = read_office(builder.root, records)
        shelf = open_for(build_shelf(office, memory), reader=reader)
        hits = find_repeats(office, shelf, office.items[second])
        assert hits == find_repeats(office, build_shelf(office), office.items[second])
        return [hit.entry.record for hit in hits]

    def count() -> int:
        """Those of the kept shelf: the other half is what each answer is compared with."""
        made = len(searched) - 1
        searched.clear()
        return made

    assert (ask(), count()) == ([first], 1)
    assert (ask(), count()) == ([first], 0)
    builder.item("longquan", "c", "2026-11-20", PARKING)
    assert (ask(), count()) == ([first], 0)
    assert (ask("heping"), count()) == ([first], 1)
    builder.write("briefs/settings/checks.yml", "duplicate-other: {percent: 99}\n")
    assert (ask(), count()) == ([], 1)
    builder.write("briefs/settings/checks.yml", "")
    added = builder.item("longquan", "d", "2026-11-05", PARKING)
    assert (ask(), count()) == ([first, added], 1)
    builder.item("heping", "b", "2026-11-10", WATER)
    assert (ask(), count()) == ([], 1)
    builder.item("heping", "b", "2026-11-10", PARKING)
    builder.incident(items=[first, second])
    assert (ask(), count()) == ([added], 1)


def test_who_asks_for_no_duplicates_is_told_of_none(builder: OfficeBuilder) -> None:
    builder.item(slug="a", body=PARKING)
    builder.item(slug="b", date="2026-11-20", body=PARKING)
    office = builder.read()
    assert [problem.code for problem in check_office(office, AS_OF)] == ["duplicate-unit"]
    assert check_office(office, AS_OF, shelf=NO_SHELF) == []


def test_where_nothing_waits_no_shelf_is_made(builder: OfficeBuilder) -> None:
    builder.decide(builder.item(slug="a", body=PARKING))
    assert check_office(builder.read(), AS_OF, shelve=lambda office: pytest.fail("a shelf that nobody needs")) == []


def test_what_is_not_said_of_a_shelf_stays(builder: OfficeBuilder) -> None:
    shelf = open_for(open_for(build_shelf(builder.read()), reader="heping"), only="x")
    assert (shelf.reader, shelf.only) == ("heping", "x")
    assert open_for(shelf, reader="").only == "x"
