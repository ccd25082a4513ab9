"""Deadlines as iCalendar, read back by a library that has nothing to do with how they are written."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar, Event

from commands import succeed
from jianbao import __version__
from jianbao.outlook import Heading, Matter, Role
from jianbao.rendering.calendar_file import render_calendar
from jianbao.settings import OfficeSettings
from offices import OfficeBuilder, day
from staffed import staff

OFFICE = OfficeSettings(unit="quweiban", short_name="区委办")
WHOLE = f"""BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//jianbao//jianbao {__version__}//ZH
CALSCALE:GREGORIAN
X-WR-CALNAME:区委办待办
BEGIN:VEVENT
UID:task-2026-031@quweiban.jianbao
DTSTAMP:20261130T003000Z
DTSTART;VALUE=DATE:20261220
DTEND;VALUE=DATE:20261221
SUMMARY:第31号“改造老旧供水管网”到期
DESCRIPTION:城关镇\\n办理中\\ntasks/2026/031
CLASS:PRIVATE
TRANSP:TRANSPARENT
BEGIN:VALARM
ACTION:DISPLAY
DESCRIPTION:第31号“改造老旧供水管网”到期
TRIGGER;VALUE=DATE-TIME:20261217T010000Z
END:VALARM
END:VEVENT
END:VCALENDAR
"""


def matter(key: str = "task-2026-031", due: str = "2026-12-20", *reminders: str, **changes: object) -> Matter:
    fields = {
        "title": "第31号“改造老旧供水管网”到期",
        "facts": ("城关镇", "办理中"),
        "record": "tasks/2026/031",
    } | changes
    return Matter(
        key=key,
        heading=Heading.PENDING,
        text="某事",
        due=day(due) if due else None,
        reminders=tuple(day(reminder).day for reminder in reminders),
        role=Role.EDITOR,
        **fields,  # type: ignore[arg-type]  # values of either kind
    )


def render(*matters: Matter, as_of: str = "2026-11-30 08:30") -> bytes:
    return render_calendar(OFFICE, "区委办待办", matters, day(as_of))


def events(data: bytes) -> list[Event]:
    return list(Calendar.from_ical(data).walk("VEVENT"))  # type: ignore[arg-type]


def test_a_whole_file() -> None:
    data = render(matter("task-2026-031", "2026-12-20", "2026-11-29", "2026-12-17"), matter("item-x", ""))
    assert data.decode().replace("\r\n", "\n") == WHOLE
    assert data.count(b"\r\n") == data.count(b"\n") == len(WHOLE.splitlines())


def test_a_day_is_an_event_of_all_day_and_a_time_one_of_that_moment() -> None:
    whole, moment = events(render(matter(), matter("call-2026-024", "2026-12-20 17:00")))
    assert (whole["UID"], whole.start, whole.end) == (
        "task-2026-031@quweiban.jianbao", date(2026, 12, 20), date(2026, 12, 21),
    )  # fmt: skip
    assert (moment["UID"], moment.start, moment.end) == (
        "call-2026-024@quweiban.jianbao", *[datetime(2026, 12, 20, 9, tzinfo=UTC)] * 2,
    )  # fmt: skip
    assert whole["DTSTAMP"].dt == datetime(2026, 11, 30, 0, 30, tzinfo=UTC)


def test_reminders_ring_when_the_office_opens_and_not_for_what_has_passed() -> None:
    (event,) = events(render(matter("x", "2026-12-20", "2026-11-27", "2026-11-30", "2026-12-17")))
    alarms = event.walk("VALARM")
    assert [alarm["TRIGGER"].dt for alarm in alarms] == [
        datetime(2026, 11, 30, 1, tzinfo=UTC), datetime(2026, 12, 17, 1, tzinfo=UTC),
    ]  # fmt: skip
    assert {str(alarm["ACTION"]) for alarm in alarms} == {"DISPLAY"}
    (later,) = events(render(matter("x", "2026-12-20", "2026-11-30"), as_of="2026-11-30 09:01"))
    assert later.walk("VALARM") == []


def test_events_stand_by_their_deadlines_whatever_the_order_of_the_matters() -> None:
    matters = [matter("c", "2026-12-20"), matter("a", "2026-12-20"), matter("b", "2026-12-01 08:00")]
    data = render(*matters)
    assert [str(event["UID"]).partition("@")[0] for event in events(data)] == ["b", "a", "c"]
    assert render(*reversed(matters)) == data


def test_another_zone_is_another_hour() -> None:
    office = OfficeSettings(zone="Asia/Urumqi")
    (event,) = events(render_calendar(office, "办公室待办", [matter("x", "2026-12-20 17:00")], day("2026-11-30")))
    assert (event["UID"], event.start) == ("x@office.jianbao", datetime(2026, 12, 20, 11, tzinfo=UTC))


@given(text=st.text(st.characters(exclude_categories=("Cs", "Cc"), include_characters="\n\t"), min_size=1))
def test_any_text_comes_back_from_short_lines(text: str) -> None:
    data = render(matter(title=text.strip() or "无", facts=(f"说明：{text};,\\",)))
    lines = data.split(b"\r\n")
    # Each line is text by itself: no character is cut, which would be an error here.
    assert max(len(line.decode().encode()) for line in lines) <= 75
    (event,) = events(data)
    assert str(event["SUMMARY"]) == (text.strip() or "无")
    assert str(event["DESCRIPTION"]) == f"说明：{text};,\\\ntasks/2026/031"


def test_control_characters_reach_no_calendar() -> None:
    assert b"SUMMARY:\xe6\x9f\x90\xe4\xba\x8b\\n\xe4\xb8\x80\r\n" in render(matter(title="某\x00事\x1b\r\n一\x7f"))


# -- the command --------------------------------------------------------------


@pytest.fixture
def office(tmp_path: Path) -> OfficeBuilder:
    """A task with a part and feedback, one closed, a call from above, an urgent event, and a draft without a day."""
    built = staff(tmp_path)
    built.write(
        "briefs/settings/supervision.yml",
        "categories: [{id: huiyi, name: 会议议定事项, revisit: 30日}]\nremind: [1日]\n",
    )
    part = {"no": 1, "content": "更换干管", "lead_unit": "和平镇", "due": "2026-12-11"}
    built.event(built.task(due="2026-12-18", parts=[part], feedback="每月25日"), "receipt", "2026-11-06", unit="城关镇")
    built.event(built.task(32), "close", "2026-11-20", result="已改完")
    built.task(33, "2026-11-27", "2026-12-25")
    origin = {"level": "市级", "received": "2026-11-28 10:00", "due": "2026-12-02 12:00"}
    built.call(issued="2026-11-28 11:00", due="2026-12-01 17:00", contact="吴××", origin=origin, units=["城关镇"])
    built.write("briefs/settings/urgent.yml", "classes: [{id: jiaoda, name: 较大, written_up: 60}]\n")
    built.incident(occurred="2026-11-30 08:00", units=["和平镇"])
    built.draft(built.adopt(), day="2026-11-29")
    return built


def list_keys(office: OfficeBuilder, *options: str) -> dict[str, str]:
    file = office.root / "日历/待办.ics"
    said = succeed(office.root, "today", "--on", "2026-11-30 08:30", "--ics", str(file), *options)
    assert said == f"已写入 {file}\n"
    first = file.read_bytes()
    succeed(office.root, "today", "--on", "2026-11-30 08:30", "--ics", str(file), *options)
    assert file.read_bytes() == first
    return {
        str(event["UID"]).removesuffix("@quweiban.jianbao"): f"{event.start:%m-%d %H:%M}" for event in events(first)
    }


def test_every_deadline_of_the_office_is_an_event(office: OfficeBuilder) -> None:
    assert list_keys(office) == {
        "feedback-2026-11-25-2026-031": "11-25 00:00",
        "incident-2026-11-30-bao-guan-written-up-20261130T0900": "11-30 01:00",
        "receipt-2026-033": "11-30 00:00",
        "call-2026-001": "12-01 09:00",
        "call-2026-001-up": "12-02 04:00",
        "issue-xinxi-2026-7": "12-04 00:00",
        "part-1-2026-031": "12-11 00:00",
        "task-2026-031": "12-18 00:00",
        "revisit-2026-032": "12-21 00:00",
        "feedback-2026-12-25-2026-031": "12-25 00:00",
        "task-2026-033": "12-25 00:00",
    }


def test_of_one_person_only_what_is_theirs(office: OfficeBuilder) -> None:
    assert list(list_keys(office, "--for", "林××")) == [
        "incident-2026-11-30-bao-guan-written-up-20261130T0900", "issue-xinxi-2026-7", "part-1-2026-031",
    ]  # fmt: skip
    assert list(list_keys(office, "--for", "吴××")) == ["call-2026-001", "call-2026-001-up", "issue-xinxi-2026-7"]


def test_a_calendar_says_whose_it_is(office: OfficeBuilder) -> None:
    list_keys(office, "--for", "林××")
    known = Calendar.from_ical((office.root / "日历/待办.ics").read_bytes())
    assert str(known["X-WR-CALNAME"]) == "区委办待办（林××）"
