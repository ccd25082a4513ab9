"""Urgent events that are not over, and what is owed on them next."""

from __future__ import annotations

from pathlib import Path

import pytest

from jianbao.supervising import find_owed, is_running
from offices import OfficeBuilder, day

LIMITS = "phone: 30, written: 60, phone_up: 20, written_up: 60, follow_ups: [8:00, 17:00]"
Told = list[tuple[str, str, str | None]]


@pytest.fixture
def office(tmp_path: Path) -> OfficeBuilder:
    builder = OfficeBuilder(tmp_path)
    builder.write("briefs/settings/urgent.yml", f"classes: [{{id: jiaoda, name: 较大, {LIMITS}}}]\n")
    return builder


def report(office: OfficeBuilder, stage: str, at: str) -> str:
    slug = {"初报": "chu-bao", "续报": "xu-bao", "终报": "zhong-bao"}[stage]
    return office.item(slug=slug, date=f"2026-11-{at}", urgency="特急", stage=stage, occurred="2026-11-02 21:40")


def log(**did: str) -> list[dict[str, str]]:
    """The lines of the night: what was done at which time."""
    return [{"at": f"2026-11-02 {at}", "did": word, "who": "郑××"} for word, at in did.items()]


def owed(office: OfficeBuilder, incident: str, on: str) -> Told:
    read = office.read()
    return [
        (timing.owed.value, f"{timing.due:%d %H:%M}", timing.outcome.value if timing.outcome else None)
        for timing in find_owed(read, read.incidents[incident], day(on))
    ]


def test_the_next_follow_up_is_known_before_its_hour(office: OfficeBuilder) -> None:
    items = [report(office, "初报", "02 22:05"), report(office, "续报", "03 07:40")]
    lines = log(接报="22:00", 电话上报="22:10", 书面上报="22:30")
    incident = office.incident(items=items, log=lines)
    assert owed(office, incident, "2026-11-02 22:35") == [("续报", "03 08:00", None)]
    # The report of 7:40 serves the hour of 8:00, so that the next one is owed by 17:00.
    assert owed(office, incident, "2026-11-03 07:45") == []
    assert owed(office, incident, "2026-11-03 08:00") == [("续报", "03 17:00", None)]
    assert owed(office, incident, "2026-11-03 17:30") == [
        ("续报", "03 17:00", "未报"),
        ("续报", "04 08:00", None),
    ]


def test_an_event_that_is_forgotten_owes_one_follow_up(office: OfficeBuilder) -> None:
    """Not one for each hour that has passed since: a single report makes up for all of them."""
    lines = log(接报="22:00", 电话上报="22:10", 书面上报="22:30")
    incident = office.incident(items=[report(office, "初报", "02 22:05")], log=lines)
    expected = [("续报", "03 08:00", "未报"), ("续报", "29 08:00", None)]
    assert owed(office, incident, "2026-11-28 20:00") == expected


def test_what_the_office_itself_owes_runs_and_is_missed(office: OfficeBuilder) -> None:
    incident = office.incident(log=log(接报="22:00", 电话上报="22:10"), units=["城关镇"])
    assert owed(office, incident, "2026-11-02 22:15") == [
        ("书面报告", "02 22:40", None),
        ("书面上报", "02 23:00", None),
    ]
    assert owed(office, incident, "2026-11-02 22:50") == [
        ("书面报告", "02 22:40", "未报"),
        ("书面上报", "02 23:00", None),
    ]


def test_an_event_is_over_with_its_final_report_or_its_end(office: OfficeBuilder) -> None:
    items = [report(office, "初报", "02 22:05"), report(office, "终报", "03 16:00")]
    first = office.incident(items=items)
    second = office.incident("ting-dian", ended="2026-11-03 09:00", units=["城关镇"])
    read = office.read()
    known = (read.incidents[first], read.incidents[second])

    def running(on: str) -> list[bool]:
        return [is_running(read, incident, day(on)) for incident in known]

    assert running("2026-11-02 21:39") == [False, False]
    assert running("2026-11-02 21:40") == [True, True]
    assert running("2026-11-03 08:59") == [True, True]
    assert running("2026-11-03 09:00") == [True, False]
    assert running("2026-11-03 16:00") == [False, False]
    assert owed(office, first, "2026-11-03 17:30") == []
