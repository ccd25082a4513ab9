"""What the office owes a task: a decision on an extension, a look afterwards."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from jianbao.supervising import find_revisit, find_status, find_undecided
from offices import OfficeBuilder, day

ASKED = {"reply": "申请延期", "title": "申请延期"}
GIVEN = {"asked": "2026-11-10", "until": "2026-12-31", "reason": "天冷", "approved_by": "周××"}


@pytest.fixture
def office(tmp_path: Path) -> OfficeBuilder:
    builder = OfficeBuilder(tmp_path)
    builder.write(
        "briefs/settings/supervision.yml",
        "categories:\n  - {id: huiyi, name: 会议议定事项, within: 20日, revisit: 60日}\n"
        "  - {id: pishi, name: 批示件, within: 15 工作日}\n",
    )
    return builder


def undecided(office: OfficeBuilder, task: str, on: str) -> list[tuple[str, tuple[str, ...]]]:
    read = office.read()
    assert read.problems == ()
    return [(str(step.at), step.units) for step in find_undecided(find_status(read, read.tasks[task], day(on)))]


def test_an_extension_asked_for_waits_until_it_is_approved_or_refused(office: OfficeBuilder) -> None:
    task = office.task()
    office.item(slug="yan-qi", date="2026-11-10 09:00", task=task, **ASKED)
    office.event(task, "extension", "2026-11-12", **GIVEN)
    assert undecided(office, task, "2026-11-09") == []
    assert undecided(office, task, "2026-11-11") == [("2026-11-10 09:00", ("chengguan",))]
    assert undecided(office, task, "2026-11-12") == []
    # Asked again, and refused on the same day.
    office.item(slug="yan-qi-er", date="2026-11-20 09:00", task=task, **ASKED)
    assert undecided(office, task, "2026-11-20") == [("2026-11-20 09:00", ("chengguan",))]
    office.event(task, "extension", "2026-11-20", **GIVEN, refused="是")
    assert undecided(office, task, "2026-11-20") == []


def test_each_unit_is_answered_by_itself_unless_the_answer_is_for_all(office: OfficeBuilder) -> None:
    task = office.task(assisting=["和平镇"])
    office.item(slug="yan-qi", date="2026-11-10", task=task, **ASKED)
    office.item("heping", "yan-qi", "2026-11-11", task=task, **ASKED)
    office.event(task, "extension", "2026-11-12", unit="和平镇", **GIVEN)
    assert undecided(office, task, "2026-11-12") == [("2026-11-10", ("chengguan",))]
    office.event(task, "extension", "2026-11-13", **GIVEN)
    assert undecided(office, task, "2026-11-13") == []


def test_nothing_is_undecided_of_a_closed_task(office: OfficeBuilder) -> None:
    task = office.task()
    office.item(slug="yan-qi", date="2026-11-10", task=task, **ASKED)
    office.event(task, "close", "2026-11-16", result="已改完")
    assert undecided(office, task, "2026-11-16") == []


def revisit(office: OfficeBuilder, task: str, on: str) -> date | None:
    read = office.read()
    return find_revisit(read, find_status(read, read.tasks[task], day(on)))


def test_a_closed_task_is_looked_at_again_on_a_working_day(office: OfficeBuilder) -> None:
    task = office.task(assigned="2026-07-01", due="2026-08-31")
    office.event(task, "close", "2026-08-03", result="已改完")
    # 60 days on is Friday 2 October, in the holiday that ends on the 7th.
    assert revisit(office, task, "2026-08-02") is None
    assert revisit(office, task, "2026-08-03") == date(2026, 10, 8)
    office.event(task, "revisit", "2026-09-28", result="没有反弹")
    assert revisit(office, task, "2026-09-27") == date(2026, 10, 8)
    assert revisit(office, task, "2026-09-28") is None


def test_a_category_without_a_rule_asks_for_no_second_look(office: OfficeBuilder) -> None:
    task = office.task(category="批示件")
    office.event(task, "close", "2026-11-16", result="已改完")
    assert revisit(office, task, "2026-11-30") is None
