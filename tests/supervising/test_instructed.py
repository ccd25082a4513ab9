"""Which instructions owe a task, and how a chain of them is followed up."""

from __future__ import annotations

from pathlib import Path

import pytest

from jianbao.supervising import find_chain, find_follow_ups
from offices import OfficeBuilder


@pytest.fixture
def office(tmp_path: Path) -> OfficeBuilder:
    return OfficeBuilder(tmp_path)


def instruct(office: OfficeBuilder, slug: str, *natures: str, day: str = "2026-11-20", **fields: object) -> str:
    header = {"on": {"document": "工作方案"}, "leader": "周××", "level": "区级", "nature": list(natures)} | fields
    return office.record("instructions", slug, day, date=day, **header)


def owing(office: OfficeBuilder) -> set[str]:
    read = office.read()
    assert read.problems == ()
    return {known for known, found in find_follow_ups(read).items() if found.owes}


@pytest.mark.parametrize(
    ("natures", "owes"),
    [
        (("要求办理",), True),
        (("阅处",), True),
        (("肯定", "阅处"), True),
        (("圈阅",), False),
        (("阅知",), False),
        (("肯定",), False),
        (("肯定", "阅知", "圈阅"), False),
    ],
)
def test_what_is_owed_follows_from_the_nature(office: OfficeBuilder, natures: tuple[str, ...], owes: bool) -> None:
    one = instruct(office, "jia", *natures)
    assert owing(office) == ({one} if owes else set())


def test_a_task_of_the_last_in_a_chain_answers_for_all_of_it(office: OfficeBuilder) -> None:
    first = instruct(office, "jia", "要求办理", day="2026-11-16", level="市级", leader="何××")
    second = instruct(office, "yi", "要求办理", day="2026-11-17", follows=first)
    aside = instruct(office, "bing", "阅处", day="2026-11-18", follows=first)
    task = office.task(31, "2026-11-19", origin={"instruction": second})
    assert owing(office) == {aside}
    read = office.read()
    assert [known.id for known in find_follow_ups(read)[first].tasks] == [task]
    assert find_follow_ups(read)[aside].tasks == ()
    for known in (first, second, aside):
        assert [found.id for found in find_chain(read, read.instructions[known])] == [first, second, aside]


def test_a_task_that_the_instruction_names_answers_it_too(office: OfficeBuilder) -> None:
    task = office.task(31)
    named = instruct(office, "jia", "要求办理", task=task)
    assert owing(office) == set()
    assert [known.id for known in find_follow_ups(office.read())[named].tasks] == [task]


def test_an_instruction_on_a_task_owes_a_new_one(office: OfficeBuilder) -> None:
    first = instruct(office, "jia", "要求办理", day="2026-11-10")
    task = office.task(31, "2026-11-11", origin={"instruction": first})
    again = instruct(office, "yi", "要求办理", day="2026-11-20", on={"task": task})
    assert owing(office) == {again}
    office.task(32, "2026-11-23", origin={"instruction": again})
    assert owing(office) == set()


def test_a_chain_that_bites_its_tail_ends(office: OfficeBuilder) -> None:
    instruct(office, "jia", "要求办理", follows="2026/11-20-yi")
    instruct(office, "yi", "要求办理", follows="2026/11-20-jia")
    office.task(31, "2026-11-21", origin={"instruction": "2026/11-20-yi"})
    assert owing(office) == set()
