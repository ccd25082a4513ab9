"""紧急信息: what was due when, from the units and from the office itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from jianbao.supervising import Timing, find_timings
from offices import OfficeBuilder, day

SETTINGS = """start: 事发时间
classes:
  - {id: jiaoda, name: 较大, phone: 30, written: 60, phone_up: 20, written_up: 60, follow_ups: [8:00, 17:00]}
  - {id: yiban, name: 一般, written: 120}
"""


@pytest.fixture
def office(tmp_path: Path) -> OfficeBuilder:
    builder = OfficeBuilder(tmp_path)
    builder.write("briefs/settings/urgent.yml", SETTINGS)
    return builder


def report(office: OfficeBuilder, stage: str, date: str, slug: str = "", **fields: object) -> str:
    slug = slug or {"初报": "chu-bao", "续报": "xu-bao", "终报": "zhong-bao"}[stage]
    times = {"occurred": "2026-11-02 21:40", "learned": "2026-11-02 21:50"}
    return office.item(slug=slug, date=date, urgency="特急", stage=stage, **{**times, **fields})


def log(*lines: tuple[str, str]) -> list[dict[str, str]]:
    return [{"at": f"2026-11-{at}", "did": did, "who": "郑××"} for at, did in lines]


def tell(timings: tuple[Timing, ...]) -> list[tuple[str, str, str | None, int | None]]:
    return [
        (timing.owed.value, f"{timing.due:%d %H:%M}", timing.outcome.value if timing.outcome else None, timing.minutes)
        for timing in timings
    ]


Told = list[tuple[str, str, str | None, int | None]]


def timings(office: OfficeBuilder, incident: str, on: str = "2026-11-30") -> Told:
    read = office.read()
    assert read.problems == ()
    return tell(find_timings(read, read.incidents[incident], day(on)))


def test_a_night_in_time(office: OfficeBuilder) -> None:
    items = [report(office, "初报", "2026-11-02 22:30"), report(office, "续报", "2026-11-03 07:40")]
    items += [report(office, "终报", "2026-11-03 18:20")]
    lines = log(("02 22:00", "接报"), ("02 22:04", "报告领导"), ("02 22:15", "电话上报"), ("02 22:58", "书面上报"))
    incident = office.incident(items=items, log=lines)
    # At 17:00 no second follow-up had come: the final report came after it.
    assert timings(office, incident) == [
        ("电话报告", "02 22:10", "按时", 20),
        ("书面报告", "02 22:40", "按时", 50),
        ("续报", "03 08:00", "按时", 550),
        ("续报", "03 17:00", "迟报", 620),
        ("电话上报", "02 22:20", "按时", 15),
        ("书面上报", "02 23:00", "按时", 58),
    ]


def test_late_missing_and_not_due_yet(office: OfficeBuilder) -> None:
    incident = office.incident(items=[report(office, "初报", "2026-11-02 22:55")], log=log(("02 22:20", "接报")))
    assert timings(office, incident, "2026-11-02 22:57") == [
        ("电话报告", "02 22:10", "迟报", 40),
        ("书面报告", "02 22:40", "迟报", 75),
        ("电话上报", "02 22:40", "未报", None),
        ("书面上报", "02 23:20", None, None),
    ]


def test_the_clock_may_start_when_the_unit_learned_of_it(office: OfficeBuilder) -> None:
    office.replace("briefs/settings/urgent.yml", "start: 事发时间", "start: 接报时间")
    incident = office.incident(items=[report(office, "初报", "2026-11-02 22:45")], severity="一般")
    assert timings(office, incident) == [("书面报告", "02 23:50", "按时", 55)]


def test_a_telephone_call_that_is_registered_is_no_text(office: OfficeBuilder) -> None:
    item = report(office, "初报", "2026-11-02 22:45")
    office.receipt(item, "2026-11-02 22:05", "电话")
    incident = office.incident(items=[item], log=log(("02 22:05", "接报")))
    assert timings(office, incident)[:2] == [("电话报告", "02 22:10", "按时", 25), ("书面报告", "02 22:40", "迟报", 65)]


def test_follow_ups_are_owed_until_the_event_has_ended(office: OfficeBuilder) -> None:
    items = [report(office, "初报", "2026-11-02 22:30")]
    incident = office.incident(items=items, ended="2026-11-03 20:00", severity="较大")
    follow_ups = [line for line in timings(office, incident) if line[0] == "续报"]
    assert follow_ups == [("续报", "03 08:00", "未报", None), ("续报", "03 17:00", "未报", None)]


def test_a_late_report_makes_up_for_every_time_that_passed_before_it(office: OfficeBuilder) -> None:
    items = [report(office, "初报", "2026-11-02 22:30"), report(office, "续报", "2026-11-04 09:10")]
    incident = office.incident(items=items, ended="2026-11-05 07:00")
    follow_ups = [line[1:3] for line in timings(office, incident) if line[0] == "续报"]
    assert follow_ups == [("03 08:00", "迟报"), ("04 17:00", "按时")]


def test_without_limits_or_times_nothing_is_owed(office: OfficeBuilder) -> None:
    item = report(office, "初报", "2026-11-02 22:30")
    office.replace("briefs/settings/urgent.yml", "written: 120", "written: 0")
    assert timings(office, office.incident("jia", items=[item], severity="一般")) == []
    ended = office.incident("yi", "2026-11-02", severity="较大", items=[item], ended="2026-11-02 23:50")
    assert timings(office, ended) == []


def test_a_unit_that_reported_nothing(office: OfficeBuilder) -> None:
    incident = office.incident(severity="一般", units=["和平镇"], log=log(("02 23:00", "接报")))
    read = office.read()
    (timing,) = find_timings(read, read.incidents[incident], day("2026-11-03 08:00"))
    assert (timing.units, timing.outcome and timing.outcome.value, timing.item) == (("heping",), "未报", "")


def test_what_was_filed_by_mistake_is_no_report(office: OfficeBuilder) -> None:
    wrong, right = report(office, "初报", "2026-11-02 22:00", "cuo"), report(office, "初报", "2026-11-02 23:50")
    incident = office.incident(items=[wrong, right], severity="一般")
    assert timings(office, incident) == [("书面报告", "02 23:40", "按时", 20)]
    office.decide(wrong, decision="误报作废", decided="2026-11-02", reason="报错了地方")
    assert timings(office, incident) == [("书面报告", "02 23:40", "迟报", 130)]
