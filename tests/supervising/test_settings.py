"""``supervision.yml``, ``urgent.yml``, ``holidays.yml`` and the people: what they say and what they refuse."""

from __future__ import annotations

from datetime import date, time
from pathlib import Path

import pytest

from jianbao.model import Every, Feedback, TimeLimit
from jianbao.settings import Colour, LightCondition, LightRule, Settings, TaskCategory, UrgentClass
from offices import OfficeBuilder


@pytest.fixture
def office(tmp_path: Path) -> OfficeBuilder:
    return OfficeBuilder(tmp_path)


def read(office: OfficeBuilder, name: str, text: str) -> Settings:
    office.write(f"briefs/settings/{name}.yml", text)
    found = office.read()
    assert found.problems == ()
    return found.settings


def complaints(office: OfficeBuilder, name: str, text: str) -> list[tuple[str, int, str, str]]:
    office.write(f"briefs/settings/{name}.yml", text)
    return [(p.code, p.place.line, p.message, p.hint) for p in office.read().problems]


def test_categories_in_an_offices_own_words(office: OfficeBuilder) -> None:
    text = (
        "categories:\n"
        "  - {id: xinfang, name: 热线信访, within: 5 工作日, papers: [调查报告, 审理意见], revisit: 30 日}\n"
        "  - {id: pishi, name: 批示件, 须呈报: 是, feedback: 每周五}\n"
    )
    supervision = read(office, "supervision", text).supervision
    assert supervision.categories == (
        TaskCategory(
            id="xinfang",
            name="热线信访",
            within=TimeLimit(5, working=True),
            papers=("调查报告", "审理意见"),
            revisit=TimeLimit(30),
        ),
        TaskCategory(id="pishi", name="批示件", present=True, feedback=Feedback(Every.WEEK, 4)),
    )
    assert supervision.category("xinfang").name == "热线信访"
    assert supervision.category("qita") == TaskCategory(id="qita", name="qita")


def test_lights_as_listed(office: OfficeBuilder) -> None:
    text = "lights:\n  - {when: 临近期限, light: 蓝, within: 5 日}\n  - {条件: 其他, 灯色: 绿}\n"
    assert read(office, "supervision", text).supervision.lights == (
        LightRule(condition=LightCondition.NEAR, colour=Colour.BLUE, within=TimeLimit(5)),
        LightRule(condition=LightCondition.OTHERWISE, colour=Colour.GREEN),
    )


def test_lights_that_hide_what_was_behind_are_refused(office: OfficeBuilder) -> None:
    text = "lights:\n  - {when: 超期, light: 红}\n  - {when: 缺反馈, light: 红}\n  - {when: 补反馈, light: 绿}\n"
    text += "  - {when: 其他, light: 绿}\n"
    assert [(code, message, hint) for code, _, message, hint in complaints(office, "supervision", text)] == [
        ("light-rules", "“超期”亮过灯的，补上以后又会变回绿灯", "加一条 {when: 曾经超期, light: 黄}"),
        ("light-rules", "“缺反馈”亮过灯的，补上以后又会变回绿灯", "加一条 {when: 补反馈, light: 黄}"),
    ]


def test_only_what_cannot_be_mended_unseen_may_be_red(office: OfficeBuilder) -> None:
    text = "lights:\n  - {when: 退办, light: 红}\n  - {when: 临近期限, light: 红, within: 3 日}\n"
    text += "  - {when: 其他, light: 绿}\n"
    assert [message for _, _, message, _ in complaints(office, "supervision", text)] == [
        "“退办”不能亮红灯：事情一改正，红灯就变成绿灯",
        "“临近期限”不能亮红灯：事情一改正，红灯就变成绿灯",
    ]


def test_lights_need_an_end_and_a_nearness(office: OfficeBuilder) -> None:
    found = complaints(office, "supervision", "lights:\n  - {when: 临近期限, light: 黄}\n")
    assert [(code, line, message) for code, line, message, _ in found] == [
        ("field-missing", 2, "没有写多近才算临近期限"),
        ("light-rules", 2, "亮灯规则没有以“其他”结尾"),
    ]


@pytest.mark.parametrize("written", ["三天", "5", "0 日", "-1 日", "5 周"])
def test_a_time_limit_that_is_none(office: OfficeBuilder, written: str) -> None:
    found = complaints(office, "supervision", f"receipt: {written}\n")
    assert found == [("field-type", 1, f"“{written}”不是期限", "如 15 工作日、20 日")]


def test_time_limits_as_written_and_said() -> None:
    assert TimeLimit(15, working=True).chinese == "15个工作日"
    assert TimeLimit(20).chinese == "20日"


def test_classes_of_urgent_events(office: OfficeBuilder) -> None:
    text = "unclassed: 一般\nclasses:\n  - {id: yiban, name: 一般, written: 60, follow_ups: ['17:00', 8：30, 8时]}\n"
    urgent = read(office, "urgent", text).urgent
    times = (time(8), time(8, 30), time(17))
    assert urgent.classes == (UrgentClass(id="yiban", name="一般", written=60, follow_ups=times),)
    assert urgent.unclassed == "yiban"
    assert urgent.urgent_class("teda") == UrgentClass(id="teda", name="teda")


def test_wrong_classes_of_urgent_events(office: OfficeBuilder) -> None:
    text = "unclassed: 很大\nclasses:\n  - {id: yiban, name: 一般, follow_ups: [25:00, 早上]}\n"
    assert sorted(complaints(office, "urgent", text), key=lambda found: found[1]) == [
        ("severity-unknown", 1, "没有名为“很大”的事件等级", "等级写在 classes 里"),
        ("field-type", 3, "“25:00”不是时刻", "如 [8:00, 17:00]"),
        ("field-type", 3, "“早上”不是时刻", "如 [8:00, 17:00]"),
    ]


def test_the_offices_own_holidays(office: OfficeBuilder) -> None:
    text = "years: [2027]\nholidays: [2027-01-01, 2027-02-05 至 2027-02-07]\nworkdays: [2027年2月14日]\n"
    holidays = read(office, "holidays", text).holidays
    assert holidays.years == {2027}
    assert sorted(holidays.holidays) == [date(2027, 1, 1), date(2027, 2, 5), date(2027, 2, 6), date(2027, 2, 7)]
    assert holidays.workdays == {date(2027, 2, 14)}


def test_wrong_holidays(office: OfficeBuilder) -> None:
    text = "holidays: [2027-01-01, 2027-02-30, 2027-02-07 至 2027-02-05]\nworkdays: [2027-01-01]\n"
    found = complaints(office, "holidays", text)
    assert [(code, message) for code, _, message, _ in found] == [
        ("date-impossible", "“2027-02-30”不是日期"),
        ("date-impossible", "“2027-02-07 至 2027-02-05”不是日期"),
        ("holiday-twice", "2027年1月1日既写成放假，又写成上班"),
    ]


def test_people_who_are_away_and_what_they_look_after(office: OfficeBuilder) -> None:
    text = (
        "people:\n"
        "  - {id: zheng, name: 郑××, covers: [城关, heping], away: [{from: 2026-11-20, to: 2026-11-24, deputy: lin}]}\n"
        "  - {id: lin, name: 林××, from: 2026-11-01, away: [{from: 2026-12-01}]}\n"
    )
    people = read(office, "people", text).people.by_id
    assert people["zheng"].covers == ("chengguan", "heping")
    days = [date(2026, 11, 19), date(2026, 11, 20), date(2026, 11, 24), date(2026, 11, 25)]
    assert [people["zheng"].deputy_on(on) for on in days] == ["", "lin", "lin", ""]
    assert people["lin"].since is not None
    assert people["lin"].away[0].covers(date(2030, 1, 1))


def test_a_deputy_and_a_unit_must_be_there(office: OfficeBuilder) -> None:
    text = "people:\n  - {id: zheng, name: 郑××, covers: [城南镇], away: [{from: 2026-11-20, deputy: wang}]}\n"
    assert [(code, message) for code, _, message, _ in complaints(office, "people", text)] == [
        ("unit-unknown", "没有名为“城南镇”的单位"),
        ("person-unknown", "没有编号为“wang”的人员"),
    ]
