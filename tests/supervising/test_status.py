"""State and light of a task on any day."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jianbao.model import EventKind
from jianbao.settings import Colour
from jianbao.supervising import TaskOutcome, TaskState, TaskStatus, find_outcome, find_status, find_statuses
from jianbao.supervising.rates import is_in_time
from offices import OfficeBuilder, day

EXTENSION = {"reason": "天冷", "approved_by": "周××"}


@pytest.fixture
def office(tmp_path: Path) -> OfficeBuilder:
    return OfficeBuilder(tmp_path)


def status(builder: OfficeBuilder, task: str, on: str) -> TaskStatus:
    office = builder.read()
    assert office.problems == ()
    return find_status(office, office.tasks[task], day(on))


def test_a_task_passes_its_states(office: OfficeBuilder) -> None:
    task = office.task(assigned="2026-11-02", due="2026-12-18")
    office.event(task, "receipt", "2026-11-03", unit="chengguan")
    office.event(task, "progress", "2026-11-10", unit="chengguan", text="已摸底")
    office.event(task, "progress", "2026-11-13", unit="chengguan", text="已改完", finished="是")
    office.event(task, "rework", "2026-11-16", reason="没有附验收单")
    office.event(task, "progress", "2026-11-18", unit="chengguan", text="补报验收单", finished="是")
    office.event(task, "presented", "2026-11-19", to="周××")
    office.event(task, "close", "2026-11-20", result="已改完")
    days = ["02", "03", "10", "13", "16", "18", "19", "20"]
    assert [status(office, task, f"2026-11-{d}").state.value for d in days] == [
        "待签收", "办理中", "办理中", "待审核", "退回重办", "待审核", "已呈报", "已办结",
    ]  # fmt: skip
    end = status(office, task, "2026-11-30")
    assert (end.received, end.reported, end.presented, end.closed_on) == (
        date(2026, 11, 3), date(2026, 11, 18), date(2026, 11, 19), date(2026, 11, 20),
    )  # fmt: skip
    assert end.light is None
    assert status(office, task, "2026-11-17").presented is None


def test_a_report_answers_for_a_receipt_and_progress_after_a_rework_is_work_again(office: OfficeBuilder) -> None:
    task = office.task(assigned="2026-11-02", due="2026-12-18")
    office.item(slug="fan-kui", date="2026-11-04 10:00", task=task, reply="反馈")
    office.event(task, "rework", "2026-11-06", reason="没有数字")
    assert status(office, task, "2026-11-05").received == date(2026, 11, 4)
    assert status(office, task, "2026-11-06").state is TaskState.REWORK
    office.item(slug="fan-kui-er", date="2026-11-06 16:00", task=task, reply="反馈")
    # The rework has no time: it came at the end of its day.
    assert status(office, task, "2026-11-06").state is TaskState.REWORK
    office.item(slug="fan-kui-san", date="2026-11-09 16:00", task=task, reply="反馈")
    assert status(office, task, "2026-11-09").state is TaskState.HANDLING


def test_a_result_that_a_unit_files(office: OfficeBuilder) -> None:
    task = office.task(assigned="2026-11-02", due="2026-12-18")
    office.item(slug="jie-guo", date="2026-11-04 10:00", task=task, reply="反馈", finished="是")
    assert status(office, task, "2026-11-04").state is TaskState.REPORTED


def test_what_a_unit_in_another_part_says_is_no_receipt_of_the_lead(office: OfficeBuilder) -> None:
    task = office.task(assigned="2026-11-02", due="2026-12-18", assisting=["heping"])
    office.event(task, "receipt", "2026-11-03", unit="heping")
    assert status(office, task, "2026-11-03").state is TaskState.ASSIGNED


LIGHTS = [
    ("2026-11-02", Colour.GREEN),
    ("2026-11-16", Colour.GREEN),
    ("2026-11-17", Colour.YELLOW),  # three working days before Friday, 20
    ("2026-11-20", Colour.YELLOW),
    ("2026-11-21", Colour.RED),
]


@pytest.mark.parametrize(("on", "light"), LIGHTS)
def test_the_usual_lights(office: OfficeBuilder, on: str, light: Colour) -> None:
    assert status(office, office.task(assigned="2026-11-02", due="2026-11-20"), on).light is light


def test_an_extension_in_time_is_green_again_one_too_late_is_yellow(office: OfficeBuilder) -> None:
    in_time = office.task(31, "2026-11-02", "2026-11-20")
    office.event(in_time, "extension", "2026-11-20", asked="2026-11-19", until="2026-12-11", **EXTENSION)
    too_late = office.task(32, "2026-11-02", "2026-11-20")
    office.event(too_late, "extension", "2026-11-24", asked="2026-11-19", until="2026-12-11", **EXTENSION)
    assert status(office, in_time, "2026-11-24").light is Colour.GREEN
    assert status(office, too_late, "2026-11-23").light is Colour.RED
    assert status(office, too_late, "2026-11-24").light is Colour.YELLOW
    assert status(office, too_late, "2026-11-24").was_overdue


def test_a_missed_month_turns_yellow_after_catching_up_not_green(office: OfficeBuilder) -> None:
    task = office.task(assigned="2026-10-08", due="2027-01-29", feedback="每月25日")
    office.event(task, "progress", "2026-11-02", unit="chengguan", text="补报进展")
    lights = [status(office, task, on).light for on in ("2026-10-26", "2026-10-27", "2026-11-01", "2026-11-02")]
    assert lights == [Colour.GREEN, Colour.RED, Colour.RED, Colour.YELLOW]
    office.event(task, "progress", "2026-11-24", unit="chengguan", text="十一月进展")
    assert status(office, task, "2026-11-30").light is Colour.YELLOW


def test_an_offices_own_colours(office: OfficeBuilder) -> None:
    rules = (
        "lights:\n  - {when: 超期, light: 红}\n  - {when: 退办, light: 黄}\n  - {when: 曾经超期, light: 黄}\n"
        "  - {when: 超期未签收, light: 黄}\n  - {when: 临近期限, light: 蓝, within: 5 日}\n"
        "  - {when: 其他, light: 绿}\n"
    )
    office.write("briefs/settings/supervision.yml", rules)
    task = office.task(assigned="2026-11-02", due="2026-11-20")
    assert status(office, task, "2026-11-03").light is Colour.GREEN
    assert status(office, task, "2026-11-04").light is Colour.YELLOW
    office.event(task, "receipt", "2026-11-05", unit="chengguan")
    assert status(office, task, "2026-11-05").light is Colour.GREEN
    assert status(office, task, "2026-11-15").light is Colour.BLUE
    office.event(task, "rework", "2026-11-16", reason="没有数字")
    assert status(office, task, "2026-11-16").light is Colour.YELLOW


def test_each_part_has_its_own_light_and_the_worst_is_that_of_the_task(office: OfficeBuilder) -> None:
    parts = [
        {"no": 1, "content": "摸底", "lead_unit": "chengguan", "due": "2026-11-10"},
        {"no": 2, "content": "整改", "lead_unit": "heping", "due": "2026-11-27"},
        {"no": 3, "content": "验收", "lead_unit": "longquan"},
    ]
    task = office.task(assigned="2026-11-02", due="2026-12-18", parts=parts)
    before = status(office, task, "2026-11-25")
    assert [part.light for part in before.parts] == [Colour.RED, Colour.YELLOW, Colour.GREEN]
    assert before.light is Colour.RED
    assert not before.is_overdue
    office.event(task, "close", "2026-11-26", part=1, result="已摸底")
    after = status(office, task, "2026-11-26")
    assert [part.light for part in after.parts] == [None, Colour.YELLOW, Colour.GREEN]
    assert (after.light, after.state) == (Colour.YELLOW, TaskState.ASSIGNED)
    office.event(task, "close", "2026-11-27", part=2, result="已整改")
    # What was behind once does not look as if nothing had been.
    assert status(office, task, "2026-11-27").light is Colour.YELLOW


PART = {"no": 1, "content": "摸底", "lead_unit": "chengguan", "due": "2026-11-10"}


def test_a_part_that_was_sent_back_is_open_until_it_is_closed_again(office: OfficeBuilder) -> None:
    task = office.task(assigned="2026-11-02", due="2026-12-18", parts=[PART])
    office.event(task, "close", "2026-11-09", part=1, result="已摸底")
    office.event(task, "rework", "2026-11-10", part=1, reason="漏了两个小区")
    office.event(task, "close", "2026-11-12", part=1, result="已补齐")
    found = [status(office, task, on).parts[0] for on in ("2026-11-09", "2026-11-10", "2026-11-11", "2026-11-30")]
    assert [(part.closed, part.light, part.was_overdue) for part in found] == [
        (date(2026, 11, 9), None, False),
        (None, Colour.YELLOW, False),
        (None, Colour.RED, True),
        (date(2026, 11, 12), None, True),
    ]
    office.event(task, "rework", "2026-11-16", part=1, reason="仍漏一个小区")
    assert status(office, task, "2026-11-30").parts[0].closed is None
    office.event(task, "close", "2026-11-27", result="全部完成")
    assert status(office, task, "2026-11-30").parts[0].closed == date(2026, 11, 27)


def test_on_one_day_a_part_is_sent_back_before_it_is_closed_unless_times_say_otherwise(office: OfficeBuilder) -> None:
    task = office.task(assigned="2026-11-02", due="2026-12-18", parts=[PART])
    office.event(task, "close", "2026-11-09 10:00", part=1, result="已摸底")
    office.event(task, "rework", "2026-11-09", part=1, reason="漏了两个小区")
    assert status(office, task, "2026-11-09").parts[0].closed == date(2026, 11, 9)
    office.event(task, "rework", "2026-11-09 10:01", again=2, part=1, reason="漏了两个小区")
    assert status(office, task, "2026-11-09").parts[0].closed is None


def test_an_extension_recorded_after_the_closing_does_not_make_it_timely(office: OfficeBuilder) -> None:
    task = office.task(assigned="2026-11-02", due="2026-11-20", parts=[PART])
    office.event(task, "close", "2026-11-12", part=1, result="已摸底")
    office.event(task, "extension", "2026-11-13", part=1, asked="2026-11-10", until="2026-11-20", **EXTENSION)
    office.event(task, "close", "2026-11-24 09:00", result="办结")
    office.event(task, "extension", "2026-11-24 15:00", asked="2026-11-19", until="2026-12-11", **EXTENSION)
    found = status(office, task, "2026-11-30")
    supervision = office.read().settings.supervision
    assert find_outcome(supervision, found) is TaskOutcome.LATE
    assert (found.deadline.current, found.deadline.extensions, found.was_overdue) == (date(2026, 11, 20), 0, True)
    part = found.parts[0]
    assert (part.deadline.current, part.was_overdue) == (date(2026, 11, 10), True)
    assert not is_in_time(supervision, part.deadline, part.closed)


def test_an_extension_of_the_day_of_closing_counts(office: OfficeBuilder) -> None:
    task = office.task(assigned="2026-11-02", due="2026-11-20")
    office.event(task, "extension", "2026-11-24", asked="2026-11-19", until="2026-12-11", **EXTENSION)
    office.event(task, "close", "2026-11-24", result="办结")
    found = status(office, task, "2026-11-30")
    assert find_outcome(office.read().settings.supervision, found) is TaskOutcome.ON_TIME
    # Approved four days late: what was over the limit then stays known.
    assert found.was_overdue


def test_only_tasks_that_had_been_given_by_then(office: OfficeBuilder) -> None:
    office.task(31, "2026-11-05")
    office.task(32, "2026-11-09")
    read = office.read()
    assert [found.task.number for found in find_statuses(read, day("2026-11-08"))] == [31]
    assert [found.task.number for found in find_statuses(read, day("2026-11-09"))] == [31, 32]


KINDS = ("receipt", "progress", "chase", "extension", "rework", "close")
BLUE = (
    "lights:\n  - {when: 超期, light: 红}\n  - {when: 缺反馈, light: 红}\n  - {when: 退办, light: 黄}\n"
    "  - {when: 曾经超期, light: 黄}\n  - {when: 补反馈, light: 黄}\n  - {when: 临近期限, light: 蓝, within: 7 日}\n"
    "  - {when: 其他, light: 绿}\n"
)
PRESETS = ("", BLUE)


@st.composite
def histories(draw: st.DrawFn) -> list[tuple[str, int, int, int]]:
    """(kind, days after the assignment, part, days by which an extension goes on) of some events."""
    step = st.tuples(st.sampled_from(KINDS), st.integers(0, 80), st.integers(0, 1), st.integers(1, 40))
    return draw(st.lists(step, max_size=7))


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=60)
@given(history=histories(), preset=st.sampled_from(PRESETS), limit=st.integers(3, 40))
def test_going_forward_a_red_light_never_turns_green(
    tmp_path_factory: pytest.TempPathFactory, history: list[tuple[str, int, int, int]], preset: str, limit: int
) -> None:
    office = OfficeBuilder(tmp_path_factory.mktemp("office"))
    if preset:
        office.write("briefs/settings/supervision.yml", preset)
    start = date(2026, 3, 2)
    part = {"no": 1, "content": "摸底", "lead_unit": "chengguan", "due": str(start + timedelta(days=limit // 2 + 1))}
    due = start + timedelta(days=limit)
    task = office.task(assigned=str(start), due=str(due), feedback="每周五", parts=[part])
    for number, (kind, after, of_part, more) in enumerate(history):
        on = start + timedelta(days=after)
        fields = _fields(kind, on, due + timedelta(days=more)) | ({"part": 1} if of_part else {})
        if kind in ("receipt", "chase"):
            fields.pop("part", None)
        office.event(task, kind, str(on), again=number + 1, **fields)
    read = office.read()
    assert read.problems == ()
    record = read.tasks[task]
    seen_red = False
    for after in range(100):
        found = find_status(read, record, day(str(start + timedelta(days=after))))
        assert not (seen_red and found.light is Colour.GREEN), (history, after)
        seen_red = seen_red or found.light is Colour.RED
        assert (found.light is None) is (found.state is TaskState.CLOSED)
        if found.is_overdue:
            assert found.light is Colour.RED


def _fields(kind: str, on: date, until: date) -> dict[str, object]:
    return {
        "receipt": {"unit": "chengguan"},
        "progress": {"unit": "chengguan", "text": "有进展"},
        "chase": {"unit": "chengguan", "via": "电话"},
        "extension": {"asked": str(on), "until": str(until), **EXTENSION},
        "rework": {"reason": "没有数字"},
        "close": {"result": "办结"},
    }[kind]


def test_a_record_does_not_look_ahead(office: OfficeBuilder) -> None:
    """What happens later changes nothing of a day before."""
    task = office.task(assigned="2026-11-02", due="2026-11-20", feedback="每周五")
    before = status(office, task, "2026-11-19")
    office.event(task, "extension", "2026-11-20", asked="2026-11-19", until="2026-12-11", **EXTENSION)
    office.event(task, "close", "2026-11-24", result="办结")
    assert status(office, task, "2026-11-19") == before


def test_every_kind_of_event_can_be_read(office: OfficeBuilder) -> None:
    task = office.task(assigned="2026-11-02", due="2026-11-20")
    for number, kind in enumerate(KINDS):
        office.event(task, kind, f"2026-11-{number + 3:02d}", **_fields(kind, date(2026, 11, 3), date(2026, 12, 1)))
    office.event(task, "presented", "2026-11-18", to="陈××", opinion="同意")
    office.event(task, "revisit", "2026-11-19", result="没有反弹")
    read = office.read()
    assert read.problems == ()
    assert {event.kind for event in read.task_events.values()} == set(EventKind)


def test_the_unit_that_the_lead_was_merged_into_acknowledges_for_it(office: OfficeBuilder) -> None:
    """区旅游中心 was merged into 区文旅局 on 20 October; before that day 区文旅局 spoke for itself alone."""
    task = office.task(assigned="2026-10-12", lead_unit="区旅游中心", assisting=["区文旅局"])
    office.event(task, "receipt", "2026-10-13", unit="区文旅局")
    read = office.read()
    assert find_status(read, read.tasks[task], day("2026-10-30")).received is None
    office.event(task, "receipt", "2026-10-22", unit="区文旅局")
    read = office.read()
    status = find_status(read, read.tasks[task], day("2026-10-30"))
    assert (str(status.received), status.state) == ("2026-10-22", TaskState.HANDLING)
