"""Who has answered a call, when and with what."""

from __future__ import annotations

from pathlib import Path

import pytest

from jianbao.answering import Outcome, find_answers
from offices import OfficeBuilder, day


@pytest.fixture
def builder(tmp_path: Path) -> OfficeBuilder:
    return OfficeBuilder(tmp_path)


def outcomes(builder: OfficeBuilder, call: str, today: str = "2026-11-30") -> dict[str, Outcome | None]:
    office = builder.read()
    assert office.problems == ()
    return {answer.unit: answer.outcome for answer in find_answers(office, office.calls[call], day(today))}


def test_all_units_of_the_day_are_asked_but_the_office_itself(builder: OfficeBuilder) -> None:
    call = builder.call(units="all", issued="2026-10-25 09:00")
    assert list(outcomes(builder, call)) == ["chengguan", "heping", "longquan", "zhujian", "wenlv", "shuju"]


def test_a_unit_may_answer_until_the_deadline(builder: OfficeBuilder) -> None:
    call = builder.call(units=["chengguan"], due="2026-11-10 12:00")
    assert outcomes(builder, call, "2026-11-10 11:59") == {"chengguan": None}
    assert outcomes(builder, call, "2026-11-10 12:01") == {"chengguan": Outcome.MISSING}


@pytest.mark.parametrize(("at", "outcome"), [("2026-11-10 12:00", Outcome.ON_TIME), ("2026-11-10 12:01", Outcome.LATE)])
def test_a_file_is_on_time_by_its_arrival(builder: OfficeBuilder, at: str, outcome: Outcome) -> None:
    call = builder.call(units=["chengguan"], due="2026-11-10 12:00")
    builder.item("chengguan", "da-fu", at, call=call)
    assert outcomes(builder, call) == {"chengguan": outcome}


def test_the_receipt_says_when_a_file_arrived(builder: OfficeBuilder) -> None:
    call = builder.call(units=["chengguan"], due="2026-11-10 12:00")
    item = builder.item("chengguan", "da-fu", "2026-11-10 15:00", call=call)
    builder.receipt(item, "2026-11-10 11:30", "电话")
    assert outcomes(builder, call) == {"chengguan": Outcome.ON_TIME}


def test_the_first_of_two_answers_counts(builder: OfficeBuilder) -> None:
    call = builder.call(units=["chengguan"])
    builder.item("chengguan", "jia", "2026-11-12", call=call)
    first = builder.item("chengguan", "yi", "2026-11-09", call=call)
    office = builder.read()
    (answer,) = find_answers(office, office.calls[call], day("2026-11-30"))
    assert (answer.item, answer.outcome) == (first, Outcome.ON_TIME)


def test_a_joint_item_answers_for_each_of_its_units(builder: OfficeBuilder) -> None:
    call = builder.call(units=["chengguan", "heping", "longquan"])
    builder.item("chengguan", "lian", "2026-11-09", call=call, units=["城关镇", "和平镇"])
    assert outcomes(builder, call) == {
        "chengguan": Outcome.ON_TIME,
        "heping": Outcome.ON_TIME,
        "longquan": Outcome.MISSING,
    }


def test_words_are_answers_too(builder: OfficeBuilder) -> None:
    replies = [
        {"unit": "chengguan", "at": "2026-11-09", "via": "电话", "result": "无此情况"},
        {"unit": "heping", "at": "2026-11-12", "via": "电话", "result": "无此情况"},
        {"unit": "longquan", "at": "2026-11-12", "via": "电话", "result": "免报", "reason": "不产粮"},
        {"unit": "zhujian", "at": "2026-11-09", "via": "传真", "result": "有稿"},
    ]
    call = builder.call(units=["chengguan", "heping", "longquan", "zhujian"], exempt=["wenlv"], replies=replies)
    assert outcomes(builder, call) == {
        "chengguan": Outcome.NOTHING,
        "heping": Outcome.LATE,
        "longquan": Outcome.EXEMPT,
        "zhujian": Outcome.ON_TIME,
        "wenlv": Outcome.EXEMPT,
    }


def test_an_item_of_tomorrow_has_not_come_yet(builder: OfficeBuilder) -> None:
    call = builder.call(units=["chengguan"])
    builder.item("chengguan", "da-fu", "2026-11-09", call=call)
    assert outcomes(builder, call, "2026-11-08") == {"chengguan": None}


def test_what_was_filed_by_mistake_is_no_answer(builder: OfficeBuilder) -> None:
    call = builder.call(units=["chengguan"])
    item = builder.item("chengguan", "da-fu", "2026-11-09", call=call)
    desk = builder.decide(item, decision="误报作废", decided="2026-11-09", reason="附错文件")
    assert outcomes(builder, call) == {"chengguan": Outcome.MISSING}
    builder.decide(item, decision="备查", decided="2026-11-12", supersedes=[desk], reason="查明不是误报")
    assert outcomes(builder, call) == {"chengguan": Outcome.ON_TIME}


def test_a_unit_merged_before_the_deadline_owes_no_answer(builder: OfficeBuilder) -> None:
    call = builder.call(units=["lvyou", "wenlv"], issued="2026-10-12 09:00", due="2026-10-20")
    assert outcomes(builder, call) == {"wenlv": Outcome.MISSING}
    earlier = builder.call(2, units=["lvyou"], issued="2026-10-12 09:00", due="2026-10-19")
    assert outcomes(builder, earlier) == {"lvyou": Outcome.MISSING}
    builder.item("lvyou", "da-fu", "2026-10-15", call=call)
    assert outcomes(builder, call) == {"lvyou": Outcome.ON_TIME, "wenlv": Outcome.MISSING}
