"""The demo office follows things up: tasks in every state, an instruction to its printed result, an urgent night."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from pathlib import Path
from urllib.parse import urljoin

import pytest

from conftest import DemoSite
from jianbao.model import EventKind, Reply
from jianbao.reading import Office, read_office
from jianbao.settings import Colour
from jianbao.supervising import (
    TaskState,
    TaskStatus,
    Timeliness,
    find_course,
    find_follow_ups,
    find_rates,
    find_statuses,
    find_timings,
)
from offices import AS_OF, day
from sites import ROOT

RED, YELLOW, GREEN = Colour.RED, Colour.YELLOW, Colour.GREEN


@pytest.fixture(scope="module")
def demo() -> Office:
    return read_office(ROOT)


def read_statuses(demo: Office, on: str = "2026-11-30") -> dict[int, TaskStatus]:
    return {status.task.number: status for status in find_statuses(demo, day(on))}


# -- the tasks ----------------------------------------------------------------


def test_forty_tasks_over_three_months_in_order_of_assignment(demo: Office) -> None:
    tasks = sorted(demo.tasks.values(), key=lambda task: task.number)
    assert [task.number for task in tasks] == list(range(12, 52))
    days = [task.assigned.day for task in tasks if task.assigned]
    assert days == sorted(days)
    assert Counter(assigned.month for assigned in days) == {9: 20, 10: 3, 11: 17}


def test_they_come_from_everywhere(demo: Office) -> None:
    names = Counter(demo.settings.supervision.category(task.category).name for task in demo.tasks.values())
    assert names == {"批示件": 10, "会议议定事项": 15, "重点工作": 5, "建议提案": 2, "热线信访": 8}
    assert sorted(task.number for task in demo.tasks.values() if task.instruction) == [27, 33, 34, 35, 37, 38, 44, 48]


def test_no_two_say_the_same(demo: Office) -> None:
    told = [event.text or event.result or event.reason for event in demo.task_events.values()]
    said = [text for text in [*told, *(task.body for task in demo.tasks.values())] if text]
    assert [text for text, count in Counter(said).items() if count > 1] == []


def test_every_state_and_light(demo: Office) -> None:
    statuses = read_statuses(demo).values()
    assert Counter(status.state for status in statuses) == {
        TaskState.ASSIGNED: 2,
        TaskState.HANDLING: 15,
        TaskState.REWORK: 1,
        TaskState.REPORTED: 2,
        TaskState.PRESENTED: 2,
        TaskState.CLOSED: 18,
    }
    assert Counter(status.light for status in statuses) == {None: 18, GREEN: 9, YELLOW: 9, RED: 4}


def test_what_is_red_and_why(demo: Office) -> None:
    red = [status for status in read_statuses(demo).values() if status.light is RED]
    assert [(status.task.number, status.is_overdue, len(status.missed)) for status in red] == [
        (27, True, 0),
        (30, True, 0),
        (32, False, 0),
        (42, False, 1),
    ]
    parts = {part.part.number: part.light for part in read_statuses(demo)[32].parts}
    assert parts == {1: RED, 2: YELLOW, 3: None, 4: GREEN}


def test_some_were_closed_in_time_and_some_late(demo: Office) -> None:
    late = [number for number, status in read_statuses(demo).items() if status.closed and status.was_overdue]
    assert late == [18, 23, 36]


def test_rates(demo: Office) -> None:
    rates = find_rates(demo.settings.supervision, find_statuses(demo, AS_OF))
    assert [(rate.name, rate.part, rate.whole, str(rate.percent)) for rate in rates] == [
        ("办结率", 18, 23, "78.3"),
        ("按时办结率", 15, 23, "65.2"),
        ("反馈率", 31, 34, "91.2"),
        ("满意率", 6, 7, "85.7"),
    ]


@pytest.mark.parametrize(
    ("number", "stated", "due", "closed"),
    [
        (16, date(2026, 9, 27), date(2026, 9, 28), date(2026, 9, 28)),
        (19, date(2026, 10, 7), date(2026, 10, 8), date(2026, 10, 8)),
        (25, None, date(2026, 10, 10), date(2026, 10, 10)),
    ],
    ids=["a Sunday of Mid-Autumn", "the last day of National Day", "a Saturday that is worked"],
)
def test_time_limits_that_meet_a_holiday(
    demo: Office, number: int, stated: date | None, due: date, closed: date
) -> None:
    status = read_statuses(demo)[number]
    assert (status.deadline.moved_from, status.deadline.current, status.closed_on) == (stated, due, closed)


def test_some_end_in_a_year_that_nobody_knows_yet(demo: Office) -> None:
    due = {number: status.deadline.current for number, status in read_statuses(demo).items()}
    assert [number for number, last in due.items() if last and last.year == 2027] == [17, 41, 50]


def test_extensions_keep_the_first_time_limit_and_one_was_refused(demo: Office) -> None:
    statuses = read_statuses(demo)
    extended = {n: (s.deadline.original, s.deadline.current) for n, s in statuses.items() if s.deadline.extensions}
    assert extended == {
        12: (date(2026, 11, 2), date(2026, 11, 15)),
        21: (date(2026, 10, 30), date(2026, 12, 15)),
        28: (date(2026, 11, 2), date(2026, 11, 30)),
    }
    refused = [event.task for event in demo.task_events.values() if event.refused]
    assert refused == ["2026/027"]
    assert statuses[27].deadline.extensions == 0


def test_a_month_that_was_missed_stays_yellow_after_catching_up(demo: Office) -> None:
    for on, light in (("2026-10-26", GREEN), ("2026-10-27", RED), ("2026-10-29", YELLOW), ("2026-11-30", YELLOW)):
        assert read_statuses(demo, on)[21].light is light


def test_two_were_sent_back_and_one_of_them_was_closed_in_time(demo: Office) -> None:
    sent_back = {event.task for event in demo.task_events.values() if event.kind is EventKind.REWORK}
    assert sent_back == {"2026/026", "2026/030"}
    statuses = read_statuses(demo)
    assert (statuses[26].state, statuses[26].was_overdue) == (TaskState.CLOSED, False)
    assert statuses[30].state is TaskState.REWORK


def test_two_were_chased_three_times(demo: Office) -> None:
    chased = Counter(event.task for event in demo.task_events.values() if event.kind is EventKind.CHASE)
    assert [(task, count) for task, count in sorted(chased.items()) if count > 2] == [("2026/027", 3), ("2026/036", 3)]


def test_a_look_back_found_one_relapse_which_became_a_new_task(demo: Office) -> None:
    revisits = [event for event in demo.task_events.values() if event.kind is EventKind.REVISIT]
    assert [event.task for event in revisits if event.relapsed] == ["2026/022"]
    assert len(revisits) == 6
    assert demo.tasks["2026/036"].origin == "督查室10月30日回头看发现问题反弹（原第22号事项）"


def test_units_answered_by_files_too(demo: Office) -> None:
    replies = Counter(item.reply for item in demo.items.values() if item.task)
    assert replies == {Reply.RECEIPT: 3, Reply.PROGRESS: 13, Reply.EXTENSION: 2}
    assert sum(item.finished for item in demo.items.values()) == 6


# -- from an instruction to what was printed ---------------------------------------


def test_every_instruction_that_owes_a_task_has_it_but_the_last(demo: Office) -> None:
    owing = [known.instruction.id for known in find_follow_ups(demo).values() if known.owes]
    assert owing == ["2026/11-27-kuai-di-shou-fei"]


def test_a_new_instruction_on_a_result_was_given_out_anew(demo: Office) -> None:
    again = demo.instructions["2026/11-06-ding-dan-ban"]
    assert again.task == "2026/033"
    assert demo.tasks["2026/037"].instruction == again.id


def list_links(site: Path, page: str) -> set[str]:
    """Pages (with their anchors) that a page links to, from the top of the site."""
    text = (site / page / "index.html").read_text(encoding="utf-8")
    links = re.findall(r'href="([^"]+)"', text)
    return {urljoin(f"http://site/{page}/", link).removeprefix("http://site/") for link in links}


CHAIN = [
    ("xinxi/2026/078", "instructions/#2026-11-09-gong-shui-shan-hou"),
    ("instructions", "tasks/2026/038/"),
    ("tasks/2026/038", "ducha/2026/020/#ban-li-jin-zhan"),
    ("ducha/2026/020", "tasks/2026/038/"),
    ("tasks/2026/038", "instructions/#2026-11-09-gong-shui-shan-hou"),
    ("instructions", "xinxi/2026/078/#binhe-gong-shui-guan-zhong-bao"),
]


@pytest.mark.parametrize(("page", "link"), CHAIN, ids=[f"{page} to {link}" for page, link in CHAIN])
def test_an_instruction_is_followed_to_its_printed_result_and_back_by_links(
    demo_site: DemoSite, page: str, link: str
) -> None:
    site = demo_site("office")
    assert link in list_links(site, page)
    target, _, anchor = link.partition("#")
    assert (f'id="{anchor}"' if anchor else "<h1") in (site / target / "index.html").read_text(encoding="utf-8")


def test_the_page_of_that_task_tells_what_its_units_filed(demo: Office, demo_site: DemoSite) -> None:
    page = (demo_site("office") / "tasks/2026/038/index.html").read_text(encoding="utf-8")
    filed = [step.item.title for step in find_course(demo, demo.tasks["2026/038"]) if step.item]
    assert filed == ["签收沿江路爆管善后督办单", "沿江路爆管善后三件事进展", "沿江路爆管善后三件事办理结果"]
    assert [title for title in filed if title not in page] == []


# -- what was compiled from tasks -----------------------------------------------


def test_two_issues_were_compiled_from_tasks(demo: Office) -> None:
    told = {
        issue.id: [(demo.desk[article].title, len(demo.desk[article].tasks)) for article in issue.articles]
        for issue in demo.issues.values()
        if any(demo.desk[article].tasks for article in issue.articles)
    }
    assert told == {
        "ducha/2026/019": [("三件民生实事两件建成一件扫尾", 3), ("9月以来27项督查事项办结14项", 27)],
        "ducha/2026/020": [
            ("沿江路爆管善后三件事办结", 2),
            ("今冬民生保障四件事一件办结三件推进", 4),
            ("11月份督查事项办理情况", 28),
        ],
    }


@pytest.mark.parametrize("article", ["2026/11-12-du-cha-tong-bao", "2026/11-26-du-cha-tong-bao"])
def test_what_they_print_is_what_stood_on_that_day(demo: Office, article: str) -> None:
    record = demo.desk[article]
    assert record.until
    statuses = [status for status in find_statuses(demo, record.until) if status.task.id in record.tasks]
    rates = find_rates(demo.settings.supervision, statuses)
    printed = [f"{rate.name}{str(rate.percent).removesuffix('.0')}%（{rate.part}/{rate.whole}）" for rate in rates]
    assert [rate for rate in printed if rate not in record.body] == []
    lit = sorted(status.light.value for status in statuses if status.light in (RED, YELLOW))
    assert sorted(re.findall(r"\| ([红黄]) \|$", record.body, re.MULTILINE)) == lit


def test_no_unit_that_is_behind_is_named(demo: Office) -> None:
    assert demo.settings.supervision.name_laggards is False
    for article in ("2026/11-12-du-cha-tong-bao", "2026/11-26-du-cha-tong-bao"):
        record = demo.desk[article]
        assert record.until
        behind = [s.task.lead_unit for s in find_statuses(demo, record.until) if s.light in (RED, YELLOW)]
        names = {demo.settings.units.short(unit, record.until.day) for unit in behind}
        assert {name for name in names if name in record.body} == set()


# -- urgent events and the call that was passed on ---------------------------------


def test_an_urgent_night_with_its_log(demo: Office) -> None:
    night = demo.incidents["2026/11-02-gong-shui-guan"]
    assert len(night.items) == 3
    assert [line.did.value for line in night.log if line.did] == [
        *("接报", "报告领导", "报告领导", "传达批示", "电话上报", "接报", "接报"),
        *("接报", "书面上报", "传达批示", "接报", "电话上报", "接报"),
    ]
    assert {timing.outcome for timing in find_timings(demo, night, AS_OF)} == {Timeliness.ON_TIME}


def test_two_reports_came_late(demo: Office) -> None:
    late = {
        (incident.id, timing.owed.value, timing.minutes)
        for incident in demo.incidents.values()
        for timing in find_timings(demo, incident, AS_OF)
        if timing.outcome is not Timeliness.ON_TIME
    }
    assert late == {
        ("2026/10-19-zhen-qu-ting-dian", "电话报告", 1140),
        ("2026/11-28-jie-gan-qi-huo", "书面报告", 75),
    }


def test_a_call_of_the_province_was_passed_on_within_the_hour(demo: Office) -> None:
    call = demo.calls["2026/025"]
    assert call.origin
    assert (call.origin.level, call.origin.number) == ("sheng", "省委办约〔2026〕116号")
    assert call.origin.received
    assert call.origin.due
    assert call.issued
    assert call.due
    assert (call.issued.at - call.origin.received.at).total_seconds() < 60 * 60
    assert call.due.at < call.origin.due.at
    sent = [report.sent for report in demo.reports.values() if report.call == call.id]
    assert [(str(at), bool(at and at.at < call.origin.due.at)) for at in sent] == [("2026-11-30 11:10", True)]


def test_every_unit_has_one_of_the_staff_and_one_is_away_today(demo: Office) -> None:
    covered = Counter(unit for person in demo.settings.people.people for unit in person.covers)
    units = {unit.id for unit in demo.settings.units.units if unit.id != demo.settings.office.unit}
    assert covered == dict.fromkeys(units, 1)
    deputies = {person.name: person.deputy_on(AS_OF.day) for person in demo.settings.people.people}
    assert {name: deputy for name, deputy in deputies.items() if deputy} == {"林××": "bianji-zheng"}
