"""What was filed by mistake (误报作废) answers nothing and reports nothing, for everybody who asks."""

from __future__ import annotations

from pathlib import Path

from jianbao.supervising.urgent import find_chain_items
from offices import OfficeBuilder


def void(office: OfficeBuilder, item: str, slug: str, **fields: object) -> str:
    return office.decide(item, slug=slug, decision="误报作废", reason="报错单位", **fields)


def test_void_items_are_found_once_for_all_who_ask(tmp_path: Path) -> None:
    office = OfficeBuilder(tmp_path)
    task = office.task()
    office.call()
    wrong = office.item("chengguan", "cuo-bao", "2026-11-06 10:00", task=task, reply="反馈", call="2026/001")
    right = office.item("chengguan", "bao-song", "2026-11-09 10:00", task=task, reply="反馈", call="2026/001")
    event = office.incident(items=[wrong, right])
    void(office, wrong, "cuo-bao")
    read = office.read()
    assert read.problems == ()
    assert read.void == frozenset({wrong})
    assert read.void is read.void
    assert [item.id for item in read.answers_to["2026/001"]] == [right]
    assert [item.id for item in read.replies_to[task]] == [right]
    assert [item.id for _, item in find_chain_items(read, read.incidents[event.removeprefix("incidents/")])] == [right]


def test_a_decision_that_was_replaced_voids_nothing(tmp_path: Path) -> None:
    office = OfficeBuilder(tmp_path)
    item = office.item()
    first = void(office, item, "cuo-bao")
    office.decide(item, slug="cai-yong", decided="2026-11-11", supersedes=[first])
    assert office.read().void == frozenset()
