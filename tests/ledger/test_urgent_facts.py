"""What urgent events bring to the ledger: how fast each unit told of them, and what became of each report."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jianbao.ledger import Event, Ledger, Measure, read_ledger
from jianbao.model import Access
from jianbao.standing import find_standing
from offices import OfficeBuilder, day, make_picture

SETTINGS = """start: 事发时间
classes:
  - {id: jiaoda, name: 较大, phone: 30, written: 60, phone_up: 20, written_up: 60, follow_ups: [8:00, 17:00]}
  - {id: yiban, name: 一般, written: 120}
"""
INCIDENT = "2026/11-02-bao-guan"
# Before the first follow-up is owed.
MORNING = "2026-11-03 07:00"
FIRST = "chengguan/2026/11-02-chu-bao"


@pytest.fixture
def builder(tmp_path: Path) -> OfficeBuilder:
    return make_builder(tmp_path)


def make_builder(root: Path) -> OfficeBuilder:
    builder = OfficeBuilder(root)
    builder.write("briefs/settings/urgent.yml", SETTINGS)
    return builder


def file_report(builder: OfficeBuilder, date_: str = "2026-11-02 22:30", stage: str = "初报", **fields: object) -> str:
    slug = {"初报": "chu-bao", "续报": "xu-bao", "终报": "zhong-bao"}[stage]
    times = {"occurred": "2026-11-02 21:40", "learned": "2026-11-02 21:50"}
    return builder.item(slug=slug, date=date_, urgency="特急", stage=stage, kind="动态", **{**times, **fields})


def heard(at: str) -> list[dict[str, str]]:
    return [{"at": at, "did": "接报", "who": "郑××"}]


def ledger_of(builder: OfficeBuilder, on: str = "2026-11-30", access: Access = Access.OFFICE) -> Ledger:
    office = builder.read()
    assert office.problems == ()
    return read_ledger(office, find_standing(office), access, day(on))


def events_of(builder: OfficeBuilder, on: str = "2026-11-30") -> list[Event]:
    return ledger_of(builder, on).by_measure.get(Measure.URGENT, [])


def told(builder: OfficeBuilder, on: str = "2026-11-30") -> list[tuple[str, str, str, int | None, str]]:
    return [
        (
            "＋".join(credited.unit for credited in event.credits),
            event.id.removeprefix(f"incidents/{INCIDENT}#"),
            event.outcome,
            event.minutes,
            str(event.place).removeprefix("briefs/"),
        )
        for event in events_of(builder, on)
    ]


# -- how fast ----------------------------------------------------------------------


def test_a_night_in_which_everything_came_late(builder: OfficeBuilder) -> None:
    """21:40; by telephone after 35 minutes instead of 30, in writing after 70 instead of 60, the follow-up at 9:00
    instead of 8:00, and none by 17:00.
    """
    items = [file_report(builder, "2026-11-02 22:50"), file_report(builder, "2026-11-03 09:00", "续报")]
    items.append(file_report(builder, "2026-11-03 18:00", "终报"))
    builder.incident(items=items, log=heard("2026-11-02 22:15"))
    assert told(builder) == [
        ("chengguan", "phone", "迟报", 35, f"incidents/{INCIDENT}.yml:5:9"),
        ("chengguan", "written", "迟报", 70, f"items/{FIRST}.md:5:7"),
        ("chengguan", "follow_up/2026-11-03T08:00", "迟报", 610, "items/chengguan/2026/11-03-xu-bao.md:5:7"),
        ("chengguan", "follow_up/2026-11-03T17:00", "按时", 60, "items/chengguan/2026/11-03-xu-bao.md:5:7"),
    ]


def test_what_an_event_on_a_report_has_from_the_report(builder: OfficeBuilder) -> None:
    folder = f"briefs/items/{FIRST}"
    builder.write(f"{folder}/guan-wang.png", make_picture())
    item = file_report(builder, body="水厂主管爆裂。\n\n![现场](11-02-chu-bao/guan-wang.png)", tags=["供水"])
    builder.incident(items=[item], ended=MORNING)
    phone, written = events_of(builder)
    assert (written.title, written.day, written.access) == (
        "供水主管爆裂（书面报告）",
        date(2026, 11, 2),
        Access.OFFICE,
    )
    assert (written.kind, written.stage, written.urgent, written.pictures) == ("dongtai", "初报", True, 1)
    assert (written.tags, written.piece("chengguan")) == (("书面报告", "较大", "供水"), item)
    assert (phone.title, phone.tags, phone.urgent, phone.items) == (
        "供水主管爆裂（电话报告）",
        ("电话报告", "较大"),
        True,
        (),
    )


def test_what_never_came_is_missing_from_its_limit_on(builder: OfficeBuilder) -> None:
    builder.incident(units=["heping", "longquan"], severity="一般", log=heard("2026-11-02 22:15"))
    assert told(builder, "2026-11-02 23:40") == []
    missing = ("heping＋longquan", "written", "未报", None, f"incidents/{INCIDENT}.yml:3:11")
    assert told(builder, "2026-11-02 23:41") == [missing]
    assert told(builder) == [missing]


def test_a_report_of_tomorrow_is_missing_today(builder: OfficeBuilder) -> None:
    builder.incident(items=[file_report(builder, "2026-11-03 09:00")], severity="一般", units=["chengguan"])
    assert [row[1:4] for row in told(builder, "2026-11-03 08:00")] == [("written", "未报", None)]
    assert [row[1:4] for row in told(builder, "2026-11-03 09:00")] == [("written", "迟报", 680)]


def test_what_the_office_itself_owed_upward_is_no_units_fact(builder: OfficeBuilder) -> None:
    builder.incident(items=[file_report(builder)], ended=MORNING)
    assert [row[1] for row in told(builder)] == ["phone", "written"]


# -- what became of it ---------------------------------------------------------------


def test_every_disposition_is_an_event_of_its_report(builder: OfficeBuilder) -> None:
    first = file_report(builder, units=["chengguan", "heping"])
    later = file_report(builder, "2026-11-03 07:00", "续报")
    results = [{"item": first, "result": "专报"}, {"item": later, "result": "备查"}]
    builder.incident(items=[first, later], severity="一般", dispositions=results)
    assert told(builder)[1:] == [
        ("chengguan＋heping", "written", "按时", 50, f"items/{FIRST}.md:4:7"),
        ("chengguan", "dispositions/2", "备查", None, f"incidents/{INCIDENT}.yml:15:13"),
    ]
    (made,) = [event for event in events_of(builder) if event.outcome == "专报"]
    assert (made.title, made.day, made.piece("heping"), made.joint) == (
        "chengguan推进chu-bao",
        date(2026, 11, 2),
        first,
        True,
    )
    assert [row[2] for row in told(builder, "2026-11-02")] == ["专报", "按时"]


def test_a_disposition_of_what_is_not_there_is_none(builder: OfficeBuilder) -> None:
    builder.incident(severity="一般", dispositions=[{"item": "chengguan/2026/11-02-wu", "result": "备查"}])
    assert told(builder) == []


# -- not twice -----------------------------------------------------------------------


def enter(builder: OfficeBuilder, unit: str = "chengguan", item: str = FIRST, **fields: object) -> str:
    header = {"unit": unit, "date": "2026-11-04", "event": "迟报", "item": item, "reason": "市里批评"}
    header |= {"evidence": "市委办11月4日函", "approver": "周××", "level": "市级", **fields}
    return builder.record("entries", f"{unit}-chi-bao", "2026-11-04", **header)


def test_a_lateness_entered_by_hand_counts_once(builder: OfficeBuilder) -> None:
    """It has evidence and the level that criticised; it is of the report by telephone and in writing."""
    builder.incident(items=[file_report(builder, "2026-11-02 22:50")], log=heard("2026-11-02 22:15"), ended=MORNING)
    assert [row[2] for row in told(builder)] == ["迟报", "迟报"]
    enter(builder)
    ledger = ledger_of(builder)
    assert [(e.measure, e.outcome, e.level) for e in ledger.events if e.outcome == "迟报"] == [
        (Measure.ENTERED, "迟报", "shi")
    ]
    assert [row[2] for row in told(builder, "2026-11-03")] == ["迟报", "迟报"]


def test_an_entry_stands_for_its_own_unit_and_report_alone(builder: OfficeBuilder) -> None:
    items = [file_report(builder, "2026-11-02 22:50", units=["chengguan", "heping"])]
    items.append(file_report(builder, "2026-11-03 09:00", "续报"))
    builder.incident(items=items, log=heard("2026-11-02 22:00"), ended="2026-11-03 10:00")
    enter(builder)
    assert [row[:3] for row in told(builder)] == [
        ("chengguan＋heping", "phone", "按时"),
        ("heping", "written", "迟报"),
        ("chengguan＋heping", "follow_up/2026-11-03T08:00", "迟报"),
    ]


@pytest.mark.parametrize("fields", [{"event": "漏报"}, {"item": None}, {"unit": "longquan"}])
def test_another_entry_changes_nothing(builder: OfficeBuilder, fields: dict[str, str]) -> None:
    builder.incident(items=[file_report(builder, "2026-11-02 22:50")], severity="一般")
    before = told(builder)
    enter(builder, **fields)
    assert told(builder) == before == [("chengguan", "written", "按时", 70, f"items/{FIRST}.md:5:7")]


# -- who sees it -----------------------------------------------------------------------


@pytest.mark.parametrize("access", [Access.INTERNAL, Access.PUBLIC])
def test_only_the_office_counts_urgent_events(builder: OfficeBuilder, access: Access) -> None:
    item = file_report(builder)
    builder.incident(items=[item], dispositions=[{"item": item, "result": "专报"}], ended=MORNING)
    assert len(events_of(builder)) == 3
    measures = {event.measure for event in ledger_of(builder, access=access).events}
    assert measures == (set() if access is Access.PUBLIC else {Measure.SUBMITTED})


minutes = st.integers(1, 900)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25, deadline=None)
@given(
    arrivals=st.lists(st.tuples(st.integers(2, 4), minutes), max_size=3),
    severity=st.sampled_from(["较大", "一般", "重大"]),
    on=st.tuples(st.integers(2, 6), minutes),
)
def test_every_event_has_a_place_and_no_other_build_sees_any(
    tmp_path_factory: pytest.TempPathFactory,
    arrivals: list[tuple[int, int]],
    severity: str,
    on: tuple[int, int],
) -> None:
    builder = make_builder(tmp_path_factory.mktemp("office"))
    if severity == "重大":
        builder.write("briefs/settings/urgent.yml", f"{SETTINGS}  - {{id: zhongda, name: 重大}}\n")
    items = [
        builder.item(slug=f"bao-{n}", date=f"2026-11-{at:02d} {m // 60:02d}:{m % 60:02d}", urgency="特急")
        for n, (at, m) in enumerate(arrivals)
    ]
    results = [{"item": item, "result": "备查"} for item in items]
    builder.incident(items=items, severity=severity, dispositions=results or None)
    today = f"2026-11-{on[0]:02d} {on[1] // 60:02d}:{on[1] % 60:02d}"
    events = events_of(builder, today)
    assert [event for event in events if not (builder.root / event.place.path).is_file()] == []
    assert [event for event in events if not event.credits or not event.outcome] == []
    assert [event for event in events if event.day > day(today).day] == []
    assert len({event.id for event in events}) == len(events)
    assert not {e.measure for e in ledger_of(builder, today, Access.INTERNAL).events} - {Measure.SUBMITTED}
