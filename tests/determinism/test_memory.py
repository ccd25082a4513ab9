"""An office read with a memory is the office that is read without one, whatever was changed in between."""

from __future__ import annotations

from pathlib import Path

import pytest

from jianbao.reading import Office, read_office
from jianbao.reading.memory import Memory
from offices import OfficeBuilder


@pytest.fixture
def office(tmp_path: Path) -> OfficeBuilder:
    built = OfficeBuilder(tmp_path)
    built.adopt("chengguan", "x")
    built.item("heping", "y", "2026-11-04")
    return built


def assert_same(root: Path, memory: Memory) -> Office:
    fresh, remembered = read_office(root), read_office(root, memory)
    assert remembered == fresh
    assert remembered.problems == fresh.problems
    return remembered


def test_a_file_that_did_not_change_is_the_same_record(office: OfficeBuilder) -> None:
    memory = Memory()
    first, second = assert_same(office.root, memory), assert_same(office.root, memory)
    assert all(second.items[item] is first.items[item] for item in first.items)


def test_what_was_changed_added_broken_or_removed_is_read_again(office: OfficeBuilder) -> None:
    memory = Memory()
    before = assert_same(office.root, memory)
    office.item("chengguan", "z", "2026-11-05")
    path = office.root / "briefs/items/chengguan/2026/11-03-x.md"
    path.write_text(path.read_text(encoding="utf-8").replace("title:", "titel:"), encoding="utf-8")
    (office.root / "briefs/items/heping/2026/11-04-y.md").unlink()
    after = assert_same(office.root, memory)
    assert sorted(before.items) == ["chengguan/2026/11-03-x", "heping/2026/11-04-y"]
    assert sorted(after.items) == ["chengguan/2026/11-03-x", "chengguan/2026/11-05-z"]
    assert len(after.problems) > len(before.problems)
    assert not any(path.startswith("briefs/items/heping/") for path in memory.known)


def test_problems_of_a_file_are_told_each_time(office: OfficeBuilder) -> None:
    office.write("briefs/items/chengguan/2026/11-06-bad.md", "---\ntitle: 标题\n---\n")
    memory = Memory()
    first, second = assert_same(office.root, memory), assert_same(office.root, memory)
    assert first.problems == second.problems != ()


def test_another_setting_is_another_reading_of_everything(office: OfficeBuilder) -> None:
    memory = Memory()
    assert_same(office.root, memory)
    kinds = office.root / "briefs/settings/kinds.yml"
    kinds.write_text(kinds.read_text(encoding="utf-8").replace("id: ", "id: neu-"), encoding="utf-8")
    assert_same(office.root, memory)


def test_a_damaged_snapshot_is_noticed(office: OfficeBuilder) -> None:
    memory = Memory()
    office.sign()
    assert_same(office.root, memory)
    (snapshot,) = office.root.glob("briefs/issues/*/2026/*.json")
    snapshot.write_text("{}", encoding="utf-8")
    assert "snapshot-damaged" in {problem.code for problem in assert_same(office.root, memory).problems}


def test_where_nothing_changed_the_very_office_is_given_again(office: OfficeBuilder) -> None:
    memory = Memory()
    first = read_office(office.root, memory)
    assert read_office(office.root, memory) is first
    office.write("briefs/items/Bad Name.md", "")
    second = assert_same(office.root, memory)
    assert second is not first
    assert read_office(office.root, memory) is second
    (office.root / "briefs/items/Bad Name.md").unlink()
    (office.root / "briefs/items/heping/2026/11-04-y.md").unlink()
    assert assert_same(office.root, memory).items.keys() == {"chengguan/2026/11-03-x"}
