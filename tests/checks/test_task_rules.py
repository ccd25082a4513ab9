"""Rules of tasks and of what happens to them, at their edges; the ordinary breaches are in ``tests/cases``."""

from __future__ import annotations

from pathlib import Path

import pytest

from jianbao.problems import Level
from offices import OfficeBuilder
from rules import find_problems, instruct

PARTS = [
    {"no": 1, "content": "查清底数", "lead_unit": "城关镇", "due": "2026-11-20"},
    {"no": 2, "content": "改造泵房", "lead_unit": "和平镇"},
]


@pytest.fixture
def office(tmp_path: Path) -> OfficeBuilder:
    return OfficeBuilder(tmp_path)


def extend(office: OfficeBuilder, task: str, date: str, asked: str, until: str, **fields: object) -> str:
    said = {"asked": asked, "until": until, "reason": "等主材", "approved_by": "周××"}
    return office.event(task, "extension", date, **(said | fields))


def reply(office: OfficeBuilder, task: str, unit: str, date: str, slug: str = "gong-shui", **fields: object) -> str:
    return office.item(unit, slug, date, task=task, **({"reply": "反馈"} | fields))


# -- extensions -----------------------------------------------------------------


def test_an_extension_asked_in_time_counts_from_the_limit_then_in_force(office: OfficeBuilder) -> None:
    """The second is asked before the first was approved, when the first limit had passed."""
    task = office.task(due="2026-11-10")
    extend(office, task, "2026-11-13", "2026-11-09", "2026-11-20")
    extend(office, task, "2026-11-16", "2026-11-12", "2026-11-27")
    assert find_problems(office) == [("extension-late", "2026年11月12日申请延期，这件事的时限2026年11月10日已过")]


def test_an_extension_may_be_approved_after_the_limit_and_follow_another(office: OfficeBuilder) -> None:
    task = office.task(due="2026-11-10")
    extend(office, task, "2026-11-12", "2026-11-10", "2026-11-20")
    extend(office, task, "2026-11-23", "2026-11-20", "2026-11-27")
    assert find_problems(office) == []


def test_what_was_refused_moves_nothing_and_needs_no_mending(office: OfficeBuilder) -> None:
    task = office.task(due="2026-11-10")
    extend(office, task, "2026-11-16", "2026-11-13", "2026-11-09", refused="是")
    assert find_problems(office) == []


def test_a_part_is_extended_by_its_own_limit(office: OfficeBuilder) -> None:
    task = office.task(parts=PARTS)
    extend(office, task, "2026-11-20", "2026-11-19", "2026-11-27", part=1)
    extend(office, task, "2026-11-26", "2026-11-25", "2026-11-27", part=1, again=1)
    assert find_problems(office) == [("extension-until", "延至2026年11月27日，没有晚于现在的时限2026年11月27日")]


def test_of_a_part_that_is_not_there_only_that_is_told(office: OfficeBuilder) -> None:
    task = office.task(parts=PARTS)
    extend(office, task, "2026-11-20", "2026-11-19", "2026-11-01", part=4)
    assert find_problems(office) == [("event-part", "写的是第4项，这件事只有第1、2项")]


# -- closing --------------------------------------------------------------------


def test_events_of_the_day_of_closing_came_before_it_unless_times_say_otherwise(office: OfficeBuilder) -> None:
    task = office.task()
    office.event(task, "close", "2026-11-20 10:00", result="全部完成。")
    office.event(task, "progress", "2026-11-20", unit="城关镇", text="全部完成。")
    office.event(task, "chase", "2026-11-20 10:30", unit="城关镇", via="电话")
    path = "briefs/tasks/2026/031/11-20-close.yml"
    assert find_problems(office) == [("event-order", f"整件事2026年11月20日10时00分已经办结（{path}），不能再催办")]


def test_a_part_closed_twice_names_the_part(office: OfficeBuilder) -> None:
    task = office.task(parts=PARTS)
    office.event(task, "close", "2026-11-16", part=2, result="泵房完成。")
    office.event(task, "close", "2026-11-16", again=2, part=2, result="泵房完成。")
    path = "briefs/tasks/2026/031/11-16-close.yml"
    assert find_problems(office) == [("event-order", f"第2项2026年11月16日已经办结（{path}），不能再办结")]


def test_a_part_that_was_sent_back_goes_on_until_it_is_closed_again(office: OfficeBuilder) -> None:
    task = office.task(parts=PARTS)
    office.event(task, "close", "2026-11-12", part=1, result="底数已查清。")
    office.event(task, "rework", "2026-11-13", part=1, reason="漏查两个小区。")
    office.event(task, "progress", "2026-11-16", part=1, unit="城关镇", text="已补查。")
    office.event(task, "close", "2026-11-16", part=1, result="底数已查清。")
    assert find_problems(office) == []
    office.event(task, "progress", "2026-11-17", part=1, unit="城关镇", text="已补查。")
    path = "briefs/tasks/2026/031/11-16-close.yml"
    assert find_problems(office) == [("event-order", f"第1项2026年11月16日已经办结（{path}），不能再反馈")]


def test_a_part_is_not_sent_back_once_the_whole_is_closed(office: OfficeBuilder) -> None:
    task = office.task(parts=PARTS)
    office.event(task, "close", "2026-11-12", part=1, result="底数已查清。")
    office.event(task, "close", "2026-11-20", result="全部完成。")
    office.event(task, "rework", "2026-11-23", part=1, reason="漏查两个小区。")
    path = "briefs/tasks/2026/031/11-20-close.yml"
    assert find_problems(office) == [("event-order", f"整件事2026年11月20日已经办结（{path}），不能再退办")]


def test_a_revisit_on_the_day_of_closing(office: OfficeBuilder) -> None:
    task = office.task()
    office.event(task, "close", "2026-11-20", result="全部完成。")
    office.event(task, "revisit", "2026-11-20", result="水压正常。")
    assert find_problems(office) == []


def test_a_part_may_be_closed_without_papers_or_presentation(office: OfficeBuilder) -> None:
    office.write(
        "briefs/settings/supervision.yml", "categories:\n  - {id: pi, name: 批示件, present: 是, papers: [原件]}\n"
    )
    task = office.task(category="批示件", leader="周××", parts=PARTS)
    office.event(task, "close", "2026-11-16", part=1, result="底数查清。")
    assert find_problems(office) == []
    office.event(task, "close", "2026-11-27", result="全部完成。")
    assert find_problems(office) == [
        ("close-papers", "“批示件”办结要1种材料，缺原件"),
        ("close-unpresented", "“批示件”办结前要呈报，没有呈报原批示领导"),
    ]


@pytest.mark.parametrize(
    ("date", "nature", "codes"),
    [
        ("2026-11-19", "要求办理", []),  # before the result was presented: answered by it
        ("2026-11-20", "阅处", ["close-instructed"]),
        ("2026-11-24", "阅知", []),
        ("2026-11-28", "要求办理", []),  # after closing: owed by itself, not by the closing
    ],
)
def test_a_new_instruction_on_the_result(office: OfficeBuilder, date: str, nature: str, codes: list[str]) -> None:
    task = office.task(category="批示件", leader="刘××")
    office.event(task, "presented", "2026-11-20", to="刘××")
    office.event(task, "close", "2026-11-27", result="全部完成。")
    instruct(office, date, "zai-ban", on={"task": task}, nature=nature)
    codes_found = [code for code, _ in find_problems(office)]
    assert [code for code in codes_found if code != "instruction-idle"] == codes


def test_a_new_instruction_is_not_done_by_the_task_that_it_is_on(office: OfficeBuilder) -> None:
    task = office.task(category="批示件", leader="刘××")
    office.event(task, "presented", "2026-11-20", to="刘××")
    office.event(task, "close", "2026-11-27", result="全部完成。")
    instruct(office, "2026-11-24", "zai-ban", on={"task": task}, task=task)
    path = "briefs/instructions/2026/11-24-zai-ban.yml"
    assert find_problems(office) == [
        ("close-instructed", f"2026年11月20日呈报后刘××又作了批示（{path}），没有另行交办")
    ]


def test_a_result_presented_to_a_leader_of_the_chain(office: OfficeBuilder) -> None:
    first = instruct(office, "2026-11-02", "gong-shui", leader="何××")
    second = instruct(office, "2026-11-04", "gong-shui-2", leader="周××", follows=first)
    task = office.task(category="批示件", origin={"instruction": second})
    office.event(task, "presented", "2026-11-20", to="何××")
    assert find_problems(office) == []


# -- units and replies ------------------------------------------------------------


def test_a_unit_that_took_over_one_of_the_task_takes_part(office: OfficeBuilder) -> None:
    task = office.task(assigned="2026-10-12", lead_unit="lvyou")
    office.event(task, "receipt", "2026-11-02", unit="区文旅局")
    reply(office, task, "wenlv", "2026-11-03")
    assert find_problems(office) == []


def test_a_joint_reply_needs_one_unit_of_the_task(office: OfficeBuilder) -> None:
    task = office.task()
    reply(office, task, "heping", "2026-11-16", units=["和平镇", "城关镇"])
    reply(office, task, "heping", "2026-11-17", units=["和平镇", "龙泉镇"])
    assert find_problems(office) == [("task-unit", "和平镇、龙泉镇既不牵头也不协办 2026/031")]


def test_an_unknown_reply_is_told_once(office: OfficeBuilder) -> None:
    """The value is wrong, not missing."""
    task = office.task()
    reply(office, task, "chengguan", "2026-11-16", reply="回复")
    assert [code for code, _ in find_problems(office)] == ["field-type"]


# -- time limits -------------------------------------------------------------------


def test_a_limit_that_cannot_be_read_is_not_missing(office: OfficeBuilder) -> None:
    office.task(category="重点工作", due="12月底")
    assert [code for code, _ in find_problems(office)] == ["date-impossible"]


def test_a_call_that_reaches_into_a_year_without_calendar(office: OfficeBuilder) -> None:
    office.call(issued="2026-11-27 09:00", due="2027-01-05")
    office.task(due="2027-03-01")
    (problem,) = office.check()
    assert (problem.level, problem.message) == (Level.WARNING, "2027年的放假安排还没有写，时限暂按周末休息推算")
    assert problem.place.path == "briefs/tasks/2026/031.md"
    assert (
        problem.hint == "国务院办公厅公布后写进 briefs/settings/holidays.yml 的 holidays、workdays，并把年份写进 years"
    )


def test_years_that_one_limit_reaches_into_are_told_together(office: OfficeBuilder) -> None:
    office.task(due="2029-03-01")
    assert find_problems(office) == [("calendar-unknown", "2027—2029年的放假安排还没有写，时限暂按周末休息推算")]


def test_an_officer_is_in_office_to_the_last_day(office: OfficeBuilder) -> None:
    office.replace(
        "briefs/settings/people.yml", "post: 信息科科长}", "post: 信息科科长, from: 2026-11-05, to: 2026-11-05}"
    )
    office.task(officer="吴××")
    office.task(32, assigned="2026-11-06", officer="吴××")
    assert find_problems(office) == [("task-officer", "吴××2026年11月5日已离任，交办是在2026年11月6日")]


# -- articles of 《督查工作》 ---------------------------------------------------------


def brief(office: OfficeBuilder, *tasks: str, until: str = "2026-11-20", decided: str = "2026-11-21 09:00") -> str:
    fields = {"title": "供水改造进展情况", "tasks": list(tasks), "until": until}
    return office.decide(decided=decided, slug="du-cha", body="截至11月20日，已完成七成。", **fields)


def test_what_was_recorded_by_then_or_happened_since_makes_no_brief_stale(office: OfficeBuilder) -> None:
    task = office.task()
    office.event(task, "progress", "2026-11-18", unit="城关镇", text="七成。", recorded="2026-11-21 08:30")
    office.event(task, "chase", "2026-11-19", unit="城关镇", via="电话")
    office.event(task, "chase", "2026-11-23", unit="城关镇", via="电话", recorded="2026-11-24")
    brief(office, task)
    assert find_problems(office) == []


def test_a_printed_brief_is_not_stale(office: OfficeBuilder) -> None:
    task = office.task()
    brief(office, task)
    office.event(task, "progress", "2026-11-18", unit="城关镇", text="七成。", recorded="2026-11-23")
    assert find_problems(office) == [
        ("brief-stale", f"拟稿以后补登记了 {task} 2026年11月18日的反馈，都在情况截至的日子以前")
    ]
    office.sign(date="2026-11-27")
    assert find_problems(office) == []
