"""Rules of instructions, calls and people at their edges; the ordinary breaches are in ``tests/cases``."""

from __future__ import annotations

from pathlib import Path

import pytest

from jianbao.problems import Level
from offices import OfficeBuilder, day
from rules import find_problems, instruct


@pytest.fixture
def office(tmp_path: Path) -> OfficeBuilder:
    return OfficeBuilder(tmp_path)


# -- instructions -------------------------------------------------------------------


@pytest.mark.parametrize(("on", "told"), [("2026-11-23", 0), ("2026-11-24", 1)])
def test_an_instruction_is_idle_after_three_days(office: OfficeBuilder, on: str, told: int) -> None:
    instruct(office, "2026-11-20")
    assert find_problems(office, on) == [("instruction-idle", "刘××批示要求办理，收到已4天，超过3天没有立项")] * told


def test_the_days_run_from_when_it_was_received(office: OfficeBuilder) -> None:
    instruct(office, "2026-11-16", received="2026-11-25", nature=["肯定", "要求办理", "阅处"])
    assert find_problems(office, "2026-11-28") == []
    assert find_problems(office, "2026-11-30") == [
        ("instruction-idle", "刘××批示要求办理、阅处，收到已5天，超过3天没有立项")
    ]


@pytest.mark.parametrize("nature", ["圈阅", "阅知", "肯定"])
def test_what_is_only_read_or_praised_owes_nothing(office: OfficeBuilder, nature: str) -> None:
    instruct(office, "2026-11-02", nature=nature)
    assert find_problems(office) == []


def test_a_task_that_either_side_names_is_enough(office: OfficeBuilder) -> None:
    named = instruct(office, "2026-11-02", task="2026/031")
    office.task(leader="刘××")
    naming = instruct(office, "2026-11-03", "gong-re")
    office.task(32, origin={"instruction": naming})
    assert find_problems(office) == []
    assert (office.root / f"briefs/instructions/{named}.yml").is_file()


def test_two_tasks_from_one_instruction_contradict_nothing(office: OfficeBuilder) -> None:
    cause = instruct(office, "2026-11-02", task="2026/031")
    office.task(origin={"instruction": cause})
    office.task(32, origin={"instruction": cause})
    assert find_problems(office) == []


def test_a_task_of_the_same_chain_contradicts_nothing(office: OfficeBuilder) -> None:
    first = instruct(office, "2026-11-02", task="2026/031", leader="何××")
    second = instruct(office, "2026-11-03", "pi-zhuan", follows=first)
    office.task(origin={"instruction": second})
    assert find_problems(office) == []


def test_presented_on_one_day_is_in_order(office: OfficeBuilder) -> None:
    presented = [{"date": date, "to": "周××"} for date in ("2026-11-03", "2026-11-03", "2026-11-05", "2026-11-04")]
    instruct(office, "2026-11-02", nature="肯定", presented=presented)
    assert find_problems(office) == [("date-order", "呈阅日期2026年11月4日早于前一次呈阅日期2026年11月5日")]


# -- calls -----------------------------------------------------------------------------


def test_calls_that_leave_no_time_or_ask_twice_are_warnings(office: OfficeBuilder) -> None:
    office.call(1, "2026-11-02 09:00", "2026-11-02 12:00")
    office.call(2, "2026-11-02 10:00", "2026-11-10")
    assert [(problem.code, problem.level) for problem in office.check()] == [
        ("call-rushed", Level.WARNING),
        ("call-similar", Level.WARNING),
    ]


@pytest.mark.parametrize(
    ("issued", "said"),
    [
        ("2026-11-10 18:00", "当天又发"),
        ("2026-11-11 09:00", "才过1天"),
        ("2026-11-30 09:00", "才过20天"),
    ],
)
def test_a_call_repeated_after_the_first_was_over(office: OfficeBuilder, issued: str, said: str) -> None:
    office.call(1, "2026-11-02 09:00", "2026-11-10 17:00")
    office.call(2, issued, "2026-12-10")
    same = "与第1号约稿“请报秋粮收购情况”要的是同一件事"
    (problem,) = office.check(day("2026-12-01"))
    assert (problem.level, problem.code) == (Level.NOTICE, "call-repeated")
    assert problem.message == f"{same}，那一份2026年11月10日17时00分截止，{said}"


def test_repeating_ends_with_the_limit_and_with_other_units(office: OfficeBuilder) -> None:
    office.call(1, "2026-10-12 09:00", "2026-10-20", units=["城关镇"])
    office.call(2, "2026-11-20 09:00", "2026-11-27", units=["城关镇"])
    office.call(3, "2026-11-30 09:00", "2026-12-03", units=["和平镇"])
    assert find_problems(office) == []
    office.write("briefs/settings/checks.yml", "call-repeated: {days: 31}\n")
    assert [code for code, _ in find_problems(office)] == ["call-repeated"]


# -- people ------------------------------------------------------------------------------


def people(office: OfficeBuilder, first: str, second: str) -> None:
    rows = [f"  - {{id: p1, name: 周××, {first}}}", f"  - {{id: p2, name: 吴××, {second}}}"]
    office.write("briefs/settings/people.yml", "people:\n" + "\n".join(rows) + "\n")


def test_an_absence_of_one_day_or_without_an_end(office: OfficeBuilder) -> None:
    people(
        office,
        "away: [{from: 2026-11-10, to: 2026-11-10, deputy: p2}]",
        "away: [{from: 2026-11-10, deputy: p1}]",
    )
    assert find_problems(office) == []


def test_a_unit_handed_from_one_to_the_next(office: OfficeBuilder) -> None:
    people(office, "covers: [城关镇], to: 2026-10-31", "covers: [城关镇], from: 2026-11-01")
    assert find_problems(office) == []
    people(office, "covers: [城关镇], to: 2026-11-01", "covers: [城关], from: 2026-11-01")
    assert find_problems(office) == [("covers-twice", "城关已由周××联系，又写给了吴××")]
