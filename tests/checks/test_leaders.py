"""Whose instruction a task goes back to: chains that were passed on, and every way to write a leader."""

from __future__ import annotations

from pathlib import Path

import pytest

from jianbao.checks.leaders import Leader, is_leader, name_leaders, original_leaders
from offices import OfficeBuilder
from rules import instruct


@pytest.fixture
def office(tmp_path: Path) -> OfficeBuilder:
    return OfficeBuilder(tmp_path)


@pytest.mark.parametrize(
    ("written", "leader"),
    [
        ("zhuren", Leader(name="周××")),
        ("周××", Leader(name="zhuren")),
        ("区委办公室副主任", Leader(name="周××")),
        ("区委办公室副主任周××", Leader(name="周××")),
        ("区长", Leader(name="刘××", post="区委副书记、区长")),
        ("区委副书记、区长", Leader(name="刘××", post="区委副书记、区长")),
        ("市委副书记何××", Leader(name="何××", post="市委副书记")),
    ],
)
def test_a_leader_by_id_name_or_post(office: OfficeBuilder, written: str, leader: Leader) -> None:
    assert is_leader(office.read(), written, leader)


@pytest.mark.parametrize(
    ("written", "leader"),
    [
        ("吴××", Leader(name="周××")),
        ("副主任", Leader(name="周××")),
        ("书记", Leader(name="刘××", post="区委副书记、区长")),
        ("", Leader(name="刘××")),
    ],
)
def test_another_leader(office: OfficeBuilder, written: str, leader: Leader) -> None:
    assert not is_leader(office.read(), written, leader)


def test_the_leader_of_the_instruction_comes_first_then_those_of_its_chain(office: OfficeBuilder) -> None:
    first = instruct(office, "2026-11-02", leader="何××", post="市委副书记")
    second = instruct(office, "2026-11-04", leader="周××", follows=first)
    task = office.task(origin={"instruction": second}, leader="吴××")
    read = office.read()
    leaders = list(original_leaders(read, read.tasks[task]))
    assert leaders[0] == Leader(name="周××")
    assert set(leaders) == {Leader(name="周××"), Leader(name="何××", post="市委副书记")}
    assert name_leaders(read, leaders) == "周××、何××"


def test_without_an_instruction_it_is_the_leader_whom_the_task_names(office: OfficeBuilder) -> None:
    named, unnamed = office.task(leader="周××"), office.task(32)
    read = office.read()
    assert list(original_leaders(read, read.tasks[named])) == [Leader(name="周××")]
    assert list(original_leaders(read, read.tasks[unnamed])) == []
