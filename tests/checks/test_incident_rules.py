"""Rules of urgent events at their edges; the ordinary breaches are in ``tests/cases``."""

from __future__ import annotations

from pathlib import Path

import pytest

from offices import OfficeBuilder, day
from rules import find_problems

URGENT = """classes:
  - {id: jiaoda, name: 较大, phone: 20, written: 60, phone_up: 30, written_up: 60, follow_ups: ['8:00', '17:00']}
  - {id: yiban, name: 一般}
"""
HEARD = {"at": "2026-11-02 21:50", "did": "接报", "who": "郑××"}
TOLD = [
    {"at": "2026-11-02 22:10", "did": "电话上报", "who": "郑××", "to": "市委办"},
    {"at": "2026-11-02 22:40", "did": "书面上报", "who": "郑××", "to": "市委办"},
]


@pytest.fixture
def office(tmp_path: Path) -> OfficeBuilder:
    return OfficeBuilder(tmp_path)


def report(office: OfficeBuilder, date: str = "2026-11-02 22:20", slug: str = "bao-guan", **fields: object) -> str:
    said = {"urgency": "加急", "stage": "初报", "occurred": "2026-11-02 21:40", "learned": "2026-11-02 21:45"}
    return office.item("chengguan", slug, date, **(said | fields))


def dispose(*items: str) -> list[dict[str, str]]:
    return [{"item": item, "result": "专报"} for item in items]


# -- the log ----------------------------------------------------------------------


def test_lines_of_one_minute_and_a_line_without_a_time_are_in_order(office: OfficeBuilder) -> None:
    told = {"did": "报告领导", "who": "郑××", "to": "周××"}
    log = [HEARD, {"at": "2026-11-02 21:50", **told}, {"at": "2026-11-02", **told}, {"at": "2026-11-02 21:55", **told}]
    office.incident(log=log)
    assert find_problems(office) == []


def test_each_line_that_goes_back_is_told(office: OfficeBuilder) -> None:
    hours = ("23:00", "22:30", "22:45", "22:40")
    log = [{"at": f"2026-11-02 {hour}", "did": "报告领导", "who": "郑××"} for hour in hours]
    office.incident(log=log)
    assert find_problems(office) == [
        ("log-order", "“报告领导”写的是2026年11月2日22时30分，前一行“报告领导”却是2026年11月2日23时00分"),
        ("log-order", "“报告领导”写的是2026年11月2日22时40分，前一行“报告领导”却是2026年11月2日22时45分"),
    ]


# -- reports of the chain ------------------------------------------------------------


@pytest.mark.parametrize(
    ("on", "told"),
    [
        ("2026-11-03 23:00", []),
        ("2026-11-04 00:10", ["加急件，2026年11月2日22时20分收到，没有列进任何一起事件"]),
        ("2026-12-02", ["加急件，2026年11月2日22时20分收到，没有列进任何一起事件"]),
        ("2026-12-03", []),
    ],
)
def test_an_urgent_item_is_asked_for_from_the_second_day_on_for_a_month(
    office: OfficeBuilder, on: str, told: list[str]
) -> None:
    report(office)
    assert find_problems(office, on) == [("urgent-alone", message) for message in told]


@pytest.mark.parametrize(("decision", "asked"), [("误报作废", 0), ("退改", 0), ("不采用", 1), ("采用", 1)])
def test_nothing_is_logged_of_what_was_filed_by_mistake_or_is_filed_anew(
    office: OfficeBuilder, decision: str, asked: int
) -> None:
    office.decide(report(office), decision=decision, decided="2026-11-03", reason="核实中")
    assert [code for code, _ in find_problems(office, "2026-11-05")] == ["urgent-alone"] * asked


def test_it_counts_from_the_receipt(office: OfficeBuilder) -> None:
    office.receipt(report(office), "2026-11-04 09:00")
    assert find_problems(office, "2026-11-05 12:00") == []
    assert [message for _, message in find_problems(office, "2026-11-06")] == [
        "加急件，2026年11月4日9时00分收到，没有列进任何一起事件"
    ]


def test_an_ended_event_wants_a_final_report_among_its_own(office: OfficeBuilder) -> None:
    first = report(office)
    last = report(office, "2026-11-03 07:00", "xu-bao", stage="终报", follows=first)
    office.incident(items=[first], dispositions=dispose(first), ended="2026-11-03 06:00")
    office.incident("ling-wai", items=[last], dispositions=dispose(last), ended="2026-11-03 06:00")
    assert find_problems(office) == [("incident-final", "2026年11月3日6时00分已经结束，各报里没有终报")]


def test_a_report_is_disposed_of_within_the_limit_of_the_office(office: OfficeBuilder) -> None:
    first = report(office)
    office.incident(items=[first])
    assert find_problems(office, "2026-11-05") == []
    assert find_problems(office, "2026-11-06") == [("disposition-missing", f"{first} 收到已4天，没有写怎么处置")]
    office.write("briefs/settings/checks.yml", "disposition-missing: {days: 7}\n")
    assert find_problems(office, "2026-11-09") == []


def test_a_report_that_is_not_there_is_told_once(office: OfficeBuilder) -> None:
    office.incident(items=["chengguan/2026/11-02-bao-guan"], dispositions=dispose("chengguan/2026/11-02-bao-guan"))
    assert [code for code, _ in find_problems(office)] == ["reference-missing", "reference-missing"]


# -- times ---------------------------------------------------------------------------


def test_reports_that_came_in_time(office: OfficeBuilder) -> None:
    office.write("briefs/settings/urgent.yml", URGENT)
    first = report(office)
    last = report(office, "2026-11-03 07:40", "xu-bao", stage="终报", follows=first)
    office.incident(items=[first, last], log=[HEARD, *TOLD], dispositions=dispose(first, last))
    assert find_problems(office) == []


def test_what_never_came_is_told_of_units_and_of_ourselves(office: OfficeBuilder) -> None:
    office.write("briefs/settings/urgent.yml", URGENT)
    office.incident(units=["城关镇", "和平镇"], log=[HEARD])
    assert find_problems(office) == [
        ("report-late", "区委办的书面上报应在2026年11月2日22时50分前，至今没有上报"),
        ("report-late", "区委办的电话上报应在2026年11月2日22时20分前，至今没有上报"),
        ("report-late", "城关镇、和平镇的书面报告应在2026年11月2日22时40分前，至今没有报来"),
    ]


def test_what_may_still_come_in_time_is_not_told(office: OfficeBuilder) -> None:
    office.write("briefs/settings/urgent.yml", URGENT)
    office.incident(units=["城关镇"], log=[HEARD])
    assert find_problems(office, "2026-11-02 22:15") == []


def test_how_late_is_said_in_hours_and_minutes_and_not_without_a_time_of_day(office: OfficeBuilder) -> None:
    office.write("briefs/settings/urgent.yml", URGENT)
    first = report(office, "2026-11-03 00:45")
    office.incident(
        items=[first],
        log=[HEARD, {"at": "2026-11-02 22:21", "did": "电话上报", "who": "郑××"}, {**TOLD[1], "at": "2026-11-03"}],
        dispositions=dispose(first),
    )
    assert [message for _, message in find_problems(office, "2026-11-03 07:00")] == [
        "区委办的电话上报应在2026年11月2日22时20分前，2026年11月2日22时21分才报，迟了1分钟",
        "区委办的书面上报应在2026年11月2日22时50分前，2026年11月3日才报",
        "城关镇的书面报告应在2026年11月2日22时40分前，2026年11月3日0时45分才报，迟了2小时5分钟",
    ]


def test_where_each_is_told(office: OfficeBuilder) -> None:
    office.write("briefs/settings/urgent.yml", URGENT)
    first = report(office, "2026-11-03 00:45")
    path = office.incident(
        items=[first], log=[HEARD, {**TOLD[0], "at": "2026-11-02 22:21"}], dispositions=dispose(first)
    )
    lines = (office.root / f"briefs/incidents/{path}.yml").read_text(encoding="utf-8").splitlines()
    told = [lines[problem.place.line - 1].strip() for problem in office.check(day("2026-11-03 07:00"))]
    assert told == ["occurred: 2026-11-02 21:40", "- at: 2026-11-02 22:21", f"- {first}"]


def test_follow_ups_that_never_came_are_told_once(office: OfficeBuilder) -> None:
    """An event that nobody closed would be told of twice a day for ever."""
    office.write("briefs/settings/urgent.yml", URGENT)
    item = report(office)
    office.incident(items=[item], log=[HEARD, *TOLD], dispositions=dispose(item))
    assert find_problems(office) == [
        ("report-late", "城关镇的续报应在2026年11月3日8时00分前，至今没有报来"),
    ]
