"""What tasks bring to the ledger: to whom, on which day, from which line, and that only the office sees any of it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jianbao.ledger import Event, Ledger, Measure, read_ledger
from jianbao.model import Access
from jianbao.periods import month_of
from jianbao.reporting.corrections import find_corrections
from jianbao.standing import find_standing
from offices import OfficeBuilder, day

PARTS = [
    {"no": 1, "content": "查清管网", "lead_unit": "heping", "due": "2026-11-20"},
    {"no": 2, "content": "筹措资金", "lead_unit": "chengguan", "due": "2026-11-10"},
    {"no": 3, "content": "组织施工", "lead_unit": "longquan"},
]
Told = list[tuple[str, str, str, str, str]]


@pytest.fixture
def builder(tmp_path: Path) -> OfficeBuilder:
    return OfficeBuilder(tmp_path)


def ledger_of(builder: OfficeBuilder, on: str = "2026-11-30", access: Access = Access.OFFICE) -> Ledger:
    office = builder.read()
    assert office.problems == ()
    return read_ledger(office, find_standing(office), access, day(on))


def events_of(builder: OfficeBuilder, on: str = "2026-11-30") -> list[Event]:
    return ledger_of(builder, on).by_measure.get(Measure.SUPERVISED, [])


def told(builder: OfficeBuilder, on: str = "2026-11-30") -> Told:
    """(unit, outcome, day, id, place), the day without its year, the last two below the task."""
    return [
        (
            event.credits[0].unit,
            event.outcome,
            f"{event.day:%m-%d}",
            event.id.removeprefix("tasks/2026/031"),
            str(event.place).removeprefix("briefs/tasks/2026/031"),
        )
        for event in events_of(builder, on)
    ]


# -- receipt ---------------------------------------------------------------------


def test_a_task_that_nobody_acknowledged_in_time(builder: OfficeBuilder) -> None:
    """Given on Thursday: one working day, to Friday."""
    builder.task()
    assert told(builder, "2026-11-06") == []
    assert told(builder, "2026-11-07") == [("chengguan", "超期未签收", "11-07", "#receipt", ".md:7:11")]


@pytest.mark.parametrize(("date_", "outcome"), [("2026-11-06", "按时签收"), ("2026-11-09", "超期签收")])
def test_a_receipt_counts_on_its_own_day(builder: OfficeBuilder, date_: str, outcome: str) -> None:
    task = builder.task()
    builder.event(task, "receipt", date_, unit="chengguan")
    assert told(builder, "2026-11-30") == [
        ("chengguan", outcome, date_[5:], "#receipt", f"/{date_[5:]}-receipt.yml:1:1")
    ]


def test_what_a_unit_files_is_a_receipt_with_its_own_line(builder: OfficeBuilder) -> None:
    task = builder.task()
    item = builder.item(slug="qian-shou", date="2026-11-05 16:00", task=task, reply="签收")
    (event,) = events_of(builder)
    assert (event.outcome, str(event.place)) == ("按时签收", f"briefs/items/{item}.md:1:1")
    assert (event.title, event.number, event.tags) == ("改造老旧供水管网", task, ("会议议定事项",))
    assert ledger_of(builder).by_measure.get(Measure.SUBMITTED) is None


def test_a_task_closed_without_a_receipt_was_received(builder: OfficeBuilder) -> None:
    task = builder.task()
    builder.event(task, "close", "2026-11-20", result="已完成")
    assert [row[1] for row in told(builder)] == ["按时办结"]


# -- feedback --------------------------------------------------------------------


def test_every_period_of_feedback_is_an_event_of_its_own(builder: OfficeBuilder) -> None:
    """Weekly on Fridays from the fifth day on: 13, 20, 27 November and 4, 11 December. What makes up for a missed week
    does not stand for the running one.
    """
    task = builder.task(feedback="每周五", due="2026-12-31")
    for at in ("2026-11-06", "2026-11-12", "2026-11-23", "2026-12-03"):
        builder.event(task, "progress", at, unit="chengguan", text="正在办理")
    assert told(builder, "2026-12-12") == [
        ("chengguan", "按期反馈", "11-06", "#feedback/2026-11-13", "/11-06-progress.yml:1:1"),
        ("chengguan", "按时签收", "11-06", "#receipt", "/11-06-progress.yml:1:1"),
        ("chengguan", "补反馈", "11-23", "#feedback/2026-11-20", "/11-23-progress.yml:1:1"),
        ("chengguan", "补反馈", "12-03", "#feedback/2026-11-27", "/12-03-progress.yml:1:1"),
        ("chengguan", "缺反馈", "12-05", "#feedback/2026-12-04", ".md:9:11"),
        ("chengguan", "缺反馈", "12-12", "#feedback/2026-12-11", ".md:9:11"),
    ]


def test_a_rhythm_of_the_category_has_its_place_at_the_top_of_the_task(builder: OfficeBuilder) -> None:
    categories = "categories:\n  - {id: huiyi, name: 会议议定事项, feedback: 每周五}\n"
    builder.write("briefs/settings/supervision.yml", categories)
    task = builder.task()
    builder.event(task, "receipt", "2026-11-05", unit="chengguan")
    assert told(builder, "2026-11-14")[1:] == [("chengguan", "缺反馈", "11-14", "#feedback/2026-11-13", ".md:1:1")]


# -- results ---------------------------------------------------------------------


@pytest.mark.parametrize(("closed", "outcome"), [("2026-11-20", "按时办结"), ("2026-11-21", "超期办结")])
def test_a_task_is_closed_in_time_or_late(builder: OfficeBuilder, closed: str, outcome: str) -> None:
    task = builder.task(due="2026-11-20")
    builder.event(task, "receipt", "2026-11-05", unit="chengguan")
    builder.event(task, "close", closed, result="已完成", recorded="2026-11-25")
    assert told(builder)[1:] == [("chengguan", outcome, closed[5:], "#result", f"/{closed[5:]}-close.yml:1:1")]
    assert events_of(builder)[1].recorded == date(2026, 11, 25)


def test_a_task_is_overdue_until_it_is_closed(builder: OfficeBuilder) -> None:
    task = builder.task(due="2026-11-20")
    builder.event(task, "receipt", "2026-11-05", unit="chengguan")
    builder.event(task, "close", "2026-11-25", result="已完成")
    assert told(builder, "2026-11-20")[1:] == []
    assert told(builder, "2026-11-24")[1:] == [("chengguan", "超期未办结", "11-21", "#result", ".md:8:6")]
    assert [row[1:3] for row in told(builder, "2026-11-25")[1:]] == [("超期办结", "11-25")]


@pytest.mark.parametrize(("basis", "outcome"), [("延期后时限", "按时办结"), ("原定时限", "超期办结")])
def test_in_time_is_what_the_rates_say(builder: OfficeBuilder, basis: str, outcome: str) -> None:
    builder.write("briefs/settings/supervision.yml", f"on_time: {basis}\n")
    task = builder.task(due="2026-11-20")
    builder.event(task, "receipt", "2026-11-05", unit="chengguan")
    extension = {"asked": "2026-11-18", "until": "2026-12-01", "reason": "雨季", "approved_by": "周××"}
    builder.event(task, "extension", "2026-11-19", **extension)
    builder.event(task, "close", "2026-11-30", result="已完成")
    assert [row[:4] for row in told(builder)[1:]] == [
        ("chengguan", "延期", "11-19", "/11-19-extension"),
        ("chengguan", outcome, "11-30", "#result"),
    ]


def test_an_extension_that_was_refused_is_none(builder: OfficeBuilder) -> None:
    task = builder.task()
    builder.event(task, "receipt", "2026-11-05", unit="chengguan")
    extension = {"asked": "2026-11-18", "until": "2026-12-31", "reason": "雨季", "approved_by": "周××", "refused": "是"}
    builder.event(task, "extension", "2026-11-19", **extension)
    assert told(builder)[1:] == []


def test_parts_are_their_leads_own(builder: OfficeBuilder) -> None:
    """和平镇 is a day late with its part; 城关镇 leads part 2 and the whole, which is one result."""
    task = builder.task(due="2026-11-25", parts=PARTS)
    builder.event(task, "receipt", "2026-11-05", unit="chengguan")
    builder.event(task, "close", "2026-11-21", part=1, result="已查清")
    builder.event(task, "rework", "2026-11-23", part=1, reason="数字不准")
    assert told(builder, "2026-11-26")[1:] == [
        ("heping", "超期未办结", "11-21", "#result/1", ".md:13:10"),
        ("heping", "退办", "11-23", "/11-23-rework", "/11-23-rework.yml:1:1"),
        ("chengguan", "超期未办结", "11-26", "#result", ".md:8:6"),
        ("longquan", "超期未办结", "11-26", "#result/3", ".md:20:16"),
    ]
    part = events_of(builder, "2026-11-26")[1]
    assert (part.title, part.tags) == ("改造老旧供水管网（查清管网）", ("会议议定事项", "分解任务"))
    assert told(builder, "2026-11-22")[1:] == [("heping", "超期办结", "11-21", "#result/1", "/11-21-close.yml:1:1")]
    builder.event(task, "close", "2026-11-24", part=1, result="已补正")
    assert told(builder, "2026-11-26")[2] == ("heping", "超期办结", "11-24", "#result/1", "/11-24-close.yml:1:1")
    builder.event(task, "close", "2026-11-27", result="全部完成")
    assert [row[:4] for row in told(builder, "2026-11-30")[-2:]] == [
        ("chengguan", "超期办结", "11-27", "#result"),
        ("longquan", "超期办结", "11-27", "#result/3"),
    ]


def test_a_rework_names_its_unit(builder: OfficeBuilder) -> None:
    task = builder.task(assisting=["heping"])
    builder.event(task, "receipt", "2026-11-05", unit="chengguan")
    builder.event(task, "rework", "2026-11-09", unit="heping", reason="没有附件")
    builder.event(task, "rework", "2026-11-10", reason="没有结论")
    assert [row[:3] for row in told(builder)[1:]] == [("heping", "退办", "11-09"), ("chengguan", "退办", "11-10")]


def test_the_level_is_that_of_the_highest_leader_of_the_chain(builder: OfficeBuilder) -> None:
    item = builder.item()
    above = builder.record(
        "instructions", "sheng", "2026-11-03",
        on={"item": item}, leader="张××", level="省级", date="2026-11-03", nature=["要求办理"],
    )  # fmt: skip
    own = builder.record(
        "instructions", "qu", "2026-11-04",
        on={"item": item}, leader="陈××", level="区级", date="2026-11-04", nature=["要求办理"], follows=above,
    )  # fmt: skip
    builder.task(origin={"instruction": own}, category="批示件")
    builder.task(32)
    assert {event.id: (event.level, event.tags) for event in events_of(builder)} == {
        "tasks/2026/031#receipt": ("sheng", ("批示件",)),
        "tasks/2026/032#receipt": ("", ("会议议定事项",)),
    }


# -- who sees it -------------------------------------------------------------------


@pytest.mark.parametrize("access", [Access.INTERNAL, Access.PUBLIC])
def test_only_the_office_counts_tasks(builder: OfficeBuilder, access: Access) -> None:
    builder.task(due="2026-11-20", feedback="每周五", parts=PARTS)
    assert len(events_of(builder)) == 7
    assert ledger_of(builder, access=access).events == ()


def test_no_bulletin_corrects_what_became_of_a_task(builder: OfficeBuilder) -> None:
    """It depends on the day of asking: 超期未办结 today is 超期办结 tomorrow, and neither was recorded late."""
    builder.task(due="2026-11-20")
    ledger = ledger_of(builder, "2026-12-31")
    assert ledger.by_measure[Measure.SUPERVISED]
    office = builder.read()
    found = find_corrections(office, ledger, month_of(date(2026, 12, 1)), Access.OFFICE)
    assert (found.facts, found.changed, found.brought) == ((), (), ())


KINDS = st.sampled_from(["receipt", "progress", "extension", "rework", "close"])
NOVEMBER = st.integers(6, 30)
FIELDS: dict[str, dict[str, object]] = {
    "receipt": {"unit": "chengguan"},
    "progress": {"unit": "chengguan", "text": "正在办理"},
    "extension": {"asked": "2026-11-05", "until": "2026-12-10", "reason": "雨季", "approved_by": "周××"},
    "rework": {"reason": "数字不准"},
    "close": {"result": "已完成"},
}


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25, deadline=None)
@given(
    happened=st.lists(st.tuples(KINDS, NOVEMBER), max_size=6, unique=True),
    numbers=st.sampled_from([(31, 32), (32, 31)]),
    today=NOVEMBER,
    feedback=st.sampled_from([None, "每周五", "每月25日"]),
)
def test_every_event_has_a_place_and_no_other_build_sees_any(
    tmp_path_factory: pytest.TempPathFactory,
    happened: list[tuple[str, int]],
    numbers: tuple[int, int],
    today: int,
    feedback: str | None,
) -> None:
    """Whatever happened, and whichever file was written first."""
    builder = OfficeBuilder(tmp_path_factory.mktemp("office"))
    for number in numbers:
        parts = PARTS if number == min(numbers) else None
        task = builder.task(number, due="2026-11-20", feedback=feedback, parts=parts)
        for kind, of_month in happened:
            builder.event(task, kind, f"2026-11-{of_month:02d}", **FIELDS[kind])
    on = f"2026-11-{today:02d}"
    events = ledger_of(builder, on).events
    assert [event for event in events if not (builder.root / event.place.path).is_file()] == []
    assert [event for event in events if event.day > date(2026, 11, today) or len(event.credits) != 1] == []
    assert len({event.id for event in events}) == len(events)
    assert list(events) == sorted(events, key=lambda event: (event.day, event.id))
    assert {event.measure for event in events} <= {Measure.SUPERVISED}
    assert ledger_of(builder, on, Access.INTERNAL).events == ()
