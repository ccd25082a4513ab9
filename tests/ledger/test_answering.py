"""Who has answered a call, when and with what."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from jianbao.answering import Outcome, find_answers, find_closing, find_load
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


def test_a_word_of_tomorrow_has_not_been_said_yet(builder: OfficeBuilder) -> None:
    replies = [{"unit": "chengguan", "at": "2026-11-09", "via": "电话", "result": "无此情况"}]
    call = builder.call(units=["chengguan"], replies=replies)
    assert outcomes(builder, call, "2026-11-08") == {"chengguan": None}
    assert outcomes(builder, call, "2026-11-09") == {"chengguan": Outcome.NOTHING}


# -- what calls ask of units -----------------------------------------------------


def load(builder: OfficeBuilder, today: str = "2026-11-30", **span: date) -> list[tuple[str, int, int, str, str]]:
    found = find_load(builder.read(), day(today), **span)
    return [(f.unit, f.calls, f.answered, str(f.shortest), str(f.median)) for f in found]


def test_the_load_counts_calls_answers_and_the_notice_of_each_unit(builder: OfficeBuilder) -> None:
    first = builder.call(units=["longquan", "chengguan"], issued="2026-11-02 09:00", due="2026-11-02 17:00")
    builder.call(2, units=["chengguan"], issued="2026-11-03 09:00", due="2026-11-05 09:00")
    builder.call(3, units=["chengguan"], issued="2026-11-04 12:00", due="2026-11-05")
    builder.item("chengguan", "da-fu", "2026-11-02 18:00", call=first)
    assert load(builder) == [
        ("chengguan", 3, 1, "8:00:00", "1 day, 12:00:00"),
        ("longquan", 1, 0, "8:00:00", "8:00:00"),
    ]


def test_the_notice_runs_from_the_word_to_the_unit(builder: OfficeBuilder) -> None:
    notified = [
        {"unit": "chengguan", "at": "2026-11-02 10:30", "via": "电话"},
        {"unit": "chengguan", "at": "2026-11-02 10:00", "via": "短信"},
    ]
    builder.call(units=["chengguan", "heping"], due="2026-11-02 17:00", notified=notified)
    assert load(builder) == [("chengguan", 1, 0, "7:00:00", "7:00:00"), ("heping", 1, 0, "8:00:00", "8:00:00")]


def test_an_exempt_unit_owes_the_call_nothing(builder: OfficeBuilder) -> None:
    replies = [{"unit": "heping", "at": "2026-11-03", "via": "电话", "result": "免报", "reason": "不产粮"}]
    builder.call(units=["chengguan", "heping"], exempt=["longquan"], replies=replies, due="2026-11-02 17:00")
    assert load(builder) == [("chengguan", 1, 0, "8:00:00", "8:00:00")]


def test_the_load_of_a_period_is_that_of_the_calls_issued_in_it(builder: OfficeBuilder) -> None:
    for number, issued in enumerate(["2026-10-31", "2026-11-01", "2026-11-30", "2026-12-01"], 1):
        builder.call(number, issued=issued, due="2026-12-31", units=["chengguan"])
    november = {"first": date(2026, 11, 1), "last": date(2026, 11, 30)}
    assert load(builder, "2026-12-31", **november) == [("chengguan", 2, 0, "32 days, 0:00:00", "46 days, 12:00:00")]
    assert [row[1] for row in load(builder, "2026-11-01")] == [2]
    assert load(builder, "2026-10-30") == []


def test_a_deadline_before_the_call_leaves_no_time_at_all(builder: OfficeBuilder) -> None:
    builder.call(units=["chengguan"], issued="2026-11-02 09:00", due="2026-11-02 08:00")
    assert load(builder) == [("chengguan", 1, 0, "0:00:00", "0:00:00")]


# -- our own answer upward ---------------------------------------------------------

ORIGIN = {
    "level": "市级",
    "number": "市委办约稿〔2026〕40号",
    "received": "2026-11-02 08:30",
    "due": "2026-11-12 17:00",
}


def report_up(builder: OfficeBuilder, call: str, sent: str, slug: str = "shang-bao") -> str:
    fields = {"channel": "shiwei", "sent": sent, "signatory": "周××", "call": call, "title": "秋粮收购进展"}
    return builder.record("reports", slug, sent[:10], "正文。", **fields)


def closing(builder: OfficeBuilder, call: str, today: str = "") -> tuple[str, Outcome | None]:
    office = builder.read()
    assert office.problems == ()
    found = find_closing(office, office.calls[call], day(today) if today else None)
    assert found is not None
    assert str(found.due) == "2026-11-12 17:00"
    return found.report.id if found.report else "", found.outcome


@pytest.mark.parametrize(
    ("sent", "outcome"), [("2026-11-12 17:00", Outcome.ON_TIME), ("2026-11-12 17:01", Outcome.LATE)]
)
def test_our_report_closes_a_call_from_above(builder: OfficeBuilder, sent: str, outcome: Outcome) -> None:
    call = builder.call(origin=ORIGIN)
    report = report_up(builder, call, sent)
    report_up(builder, call, "2026-11-20", "bu-chong")
    assert closing(builder, call) == (report, outcome)
    assert closing(builder, call, "2026-11-12 16:59") == ("", None)


def test_what_nobody_sent_upward_is_missing_from_the_deadline_on(builder: OfficeBuilder) -> None:
    call, other = builder.call(origin=ORIGIN), builder.call(2)
    report_up(builder, other, "2026-11-10")
    assert closing(builder, call) == ("", None)
    assert closing(builder, call, "2026-11-12 17:00") == ("", None)
    assert closing(builder, call, "2026-11-12 17:01") == ("", Outcome.MISSING)


def test_nobody_above_waits_for_an_answer_to_our_own_call(builder: OfficeBuilder) -> None:
    call = builder.call()
    office = builder.read()
    assert find_closing(office, office.calls[call], day("2026-11-30")) is None
