"""Facts of every kind of record: who is credited, on which day, with which channel, and in which build it counts."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from jianbao.ledger import Counts, Event, Ledger, Measure, count_records, count_units, read_ledger
from jianbao.model import Access
from jianbao.periods import Period, month_of, year_of
from jianbao.standing import find_standing
from offices import AS_OF, OfficeBuilder, day

OCTOBER, NOVEMBER = month_of(date(2026, 10, 1)), month_of(date(2026, 11, 1))
ISSUE = "xinxi/2026/007"
YEAR = year_of(date(2026, 1, 1))


@pytest.fixture
def builder(tmp_path: Path) -> OfficeBuilder:
    return OfficeBuilder(tmp_path)


def ledger_of(builder: OfficeBuilder, access: Access = Access.OFFICE) -> Ledger:
    office = builder.read()
    assert office.problems == ()
    return read_ledger(office, find_standing(office), access, AS_OF)


def only(builder: OfficeBuilder, measure: Measure, access: Access = Access.OFFICE) -> Event:
    (event,) = ledger_of(builder, access).by_measure[measure]
    return event


def row(builder: OfficeBuilder, unit: str, period: Period = NOVEMBER) -> Counts:
    return count_units(ledger_of(builder), [unit], period)


def units_of(event: Event) -> list[str]:
    return [credited.unit for credited in event.credits]


# -- adoptions by higher levels -----------------------------------------------


def test_an_item_adopted_above_is_credited_to_the_unit_that_filed_it(builder: OfficeBuilder) -> None:
    item = builder.item()
    identity = builder.adoption(
        item=item, number="第88期", grade="重要", route="转报", points="3.5", recorded="2026-11-28"
    )
    event = only(builder, Measure.ADOPTED)
    assert (event.id, event.channel, event.level) == (f"adoptions/{identity}", "shiwei", "shi")
    assert (event.day, event.recorded) == (date(2026, 11, 20), date(2026, 11, 28))
    assert (event.number, event.grade, event.route, event.points) == ("第88期", "重要", "转报", Decimal("3.5"))
    assert str(event.place) == f"briefs/adoptions/{identity}.yml:1:1"
    assert units_of(event) == ["chengguan"]
    assert (event.title, event.kind, event.own) == ("chengguan推进jiu-gai", "dongtai", False)
    assert row(builder, "chengguan") == Counts(submitted=1, adopted_items=1, adoptions=1, by_channel={"shiwei": 1})


def test_one_item_in_five_channels_is_one_item_and_five_attributions(builder: OfficeBuilder) -> None:
    item = builder.item()
    builder.decide(item)
    builder.decide(item, slug="can-yue", periodical="canyue", column="diaoyan")
    builder.sign()
    builder.sign("canyue")
    for channel in ("shiwei", "shengwei", "zhongban"):
        builder.adoption(channel, item=item, channel=channel)
    found = row(builder, "chengguan")
    assert (found.submitted, found.adopted_items, found.adoptions) == (1, 1, 5)
    assert found.by_channel == {"xinxi": 1, "canyue": 1, "shiwei": 1, "shengwei": 1, "zhongban": 1}


def test_adoption_without_a_submission_in_the_period(builder: OfficeBuilder) -> None:
    item = builder.item(date="2026-10-31")
    builder.adoption(item=item)
    found = row(builder, "chengguan")
    assert (found.submitted, found.adopted_items, found.rate) == (0, 1, None)
    assert row(builder, "chengguan", YEAR).rate == Decimal("100.0")


def test_the_last_day_of_the_year_is_in_the_year(builder: OfficeBuilder) -> None:
    builder.adoption(item=builder.item(date="2025-12-30"), day="2025-12-31")
    assert row(builder, "chengguan", year_of(date(2025, 1, 1))).adoptions == 1
    assert row(builder, "chengguan", YEAR).adoptions == 0


def test_a_composite_adoption_counts_each_distinct_unit_once(builder: OfficeBuilder) -> None:
    items = [builder.item("chengguan", "jia"), builder.item("heping", "yi"), builder.item("chengguan", "bing")]
    builder.adoption(items=items, title="云溪区综合施策")
    event = only(builder, Measure.ADOPTED)
    assert (units_of(event), event.title, event.composite) == (["chengguan", "heping"], "云溪区综合施策", True)
    assert event.piece("heping") == items[1]
    assert row(builder, "chengguan").adopted_items == 2
    assert row(builder, "chengguan").adoptions == 1


def test_a_desk_record_brings_its_units_and_its_edited_title(builder: OfficeBuilder) -> None:
    desk = builder.adopt(
        title="旧改三步走", credit=[{"unit": "heping", "share": "2", "main": "是"}, {"unit": "chengguan"}]
    )
    builder.adoption(desk=desk)
    event = only(builder, Measure.ADOPTED)
    assert event.title == "旧改三步走"
    assert [(c.unit, c.share, c.main) for c in event.credits] == [("heping", "2", True), ("chengguan", "", False)]


def test_a_report_brings_its_sources_and_its_text(builder: OfficeBuilder) -> None:
    item = builder.item()
    report = builder.record(
        "reports", "jiu-gai", "2026-11-06", "上报的正文。",
        title="云溪区推进旧改", channel="市委办", sent="2026-11-06", sources=[item], signatory="周××",
    )  # fmt: skip
    builder.adoption(report=report, channel="shengwei")
    event = only(builder, Measure.ADOPTED)
    assert (event.title, event.text.strip(), event.channel) == ("云溪区推进旧改", "上报的正文。", "shengwei")
    assert units_of(event) == ["chengguan"]
    sent = only(builder, Measure.REPORTED)
    assert (sent.id, sent.level, sent.characters) == (f"reports/{report}", "shi", 6)


def test_credit_stated_on_the_adoption_wins(builder: OfficeBuilder) -> None:
    builder.adoption(item=builder.item(), credit=[{"unit": "和平镇"}])
    assert row(builder, "heping") == Counts(submitted=0, adopted_items=0, adoptions=1, by_channel={"shiwei": 1})
    assert row(builder, "chengguan") == Counts(submitted=1, adopted_items=1, adoptions=0, by_channel={})


def test_a_text_that_never_passed_through_us_is_one_item_however_often_it_is_used(builder: OfficeBuilder) -> None:
    for slug, channel in (("jia", "shiwei"), ("yi", "shengwei")):
        builder.adoption(slug, units=["和平镇"], title="和平镇试点冷链", route="直报", channel=channel)
    builder.adoption("bing", units=["和平镇"], title="和平镇另一件事")
    assert row(builder, "heping") == Counts(
        submitted=0, adopted_items=2, adoptions=3, by_channel={"shiwei": 2, "shengwei": 1}
    )


def test_shares_of_authors_are_shares_of_their_units(builder: OfficeBuilder) -> None:
    authors = [{"name": "张××", "unit": "城关镇", "share": "3"}, {"name": "李××", "unit": "和平镇", "share": "2"}]
    builder.adoption(item=builder.item("zhujian", "lian", units=["城关镇", "和平镇"], author=authors))
    event = only(builder, Measure.ADOPTED)
    assert [(c.unit, c.share) for c in event.credits] == [("chengguan", "3"), ("heping", "2")]
    assert event.joint


def test_a_merged_unit_is_named_as_on_the_day(builder: OfficeBuilder) -> None:
    builder.adoption("jia", item=builder.item("shuju", "jia", "2026-10-01"), day="2026-10-06")
    builder.adoption("yi", item=builder.item("shuju", "yi", "2026-10-02"), day="2026-10-09")
    names = [event.credits[0].name for event in ledger_of(builder).by_measure[Measure.ADOPTED]]
    assert names == ["区大数据局", "区数据局"]


# -- own articles -------------------------------------------------------------


def test_an_article_says_how_many_shared_its_issue_and_what_its_item_was(builder: OfficeBuilder) -> None:
    builder.decide(builder.item(kind="调研"), series="增刊", column="zhuanti")
    builder.sign(series="增刊")
    event = only(builder, Measure.ADOPTED)
    assert (event.channel, event.level, event.own, event.articles) == ("xinxi/zengkan", "qu", True, 1)
    assert (event.kind, event.column, event.editor) == ("diaoyan", "zhuanti", "bianji-zheng")


# -- instructions -------------------------------------------------------------


def instruct(builder: OfficeBuilder, on: dict[str, str], slug: str = "pi-shi", **fields: object) -> str:
    header = {"on": on, "leader": "张××", "level": "市级", "date": "2026-11-30", "nature": ["肯定", "要求办理"]}
    return builder.record("instructions", slug, "2026-11-30", **{**header, **fields})


def test_an_instruction_on_an_article_is_credited_as_the_article(builder: OfficeBuilder) -> None:
    desk = builder.adopt(credit=[{"unit": "heping"}])
    builder.adopt("longquan", "yi")
    builder.sign()
    instruct(builder, {"issue": ISSUE, "article": desk})
    event = only(builder, Measure.INSTRUCTED)
    assert (units_of(event), event.natures, event.level) == (["heping"], ("肯定", "要求办理"), "shi")
    assert (event.target, event.channel, event.own) == (f"issues/{ISSUE}#{desk}", "xinxi", True)
    assert event.piece("heping") == "chengguan/2026/11-03-jiu-gai"


def test_an_issue_of_several_articles_is_none_of_them(builder: OfficeBuilder) -> None:
    builder.adopt()
    builder.adopt("longquan", "yi")
    builder.sign()
    instruct(builder, {"issue": ISSUE})
    event = only(builder, Measure.INSTRUCTED)
    assert (event.credits, event.title) == ((), "《信息》第7期（总第1237期）")


def test_an_issue_of_one_article_is_that_article(builder: OfficeBuilder) -> None:
    builder.adopt()
    builder.sign()
    instruct(builder, {"issue": ISSUE})
    assert units_of(only(builder, Measure.INSTRUCTED)) == ["chengguan"]


@pytest.mark.parametrize("subject", ["adoption", "item"])
def test_an_instruction_on_an_adoption_or_an_item(builder: OfficeBuilder, subject: str) -> None:
    item = builder.item()
    named = {"adoption": builder.adoption(item=item), "item": item}
    instruct(builder, {subject: named[subject]})
    event = only(builder, Measure.INSTRUCTED)
    assert (units_of(event), event.items[0].id) == (["chengguan"], item)


def test_instructions_stay_in_the_office_unless_it_says_otherwise(builder: OfficeBuilder) -> None:
    instruct(builder, {"item": builder.item()})
    assert Measure.INSTRUCTED not in ledger_of(builder, Access.INTERNAL).by_measure
    builder.replace("briefs/settings/office.yml", "region:", "instructions: 内部\nregion:")
    assert count_records(ledger_of(builder, Access.INTERNAL), Measure.INSTRUCTED, NOVEMBER) == 1


def test_an_instruction_is_as_closed_as_the_text_that_it_is_on(builder: OfficeBuilder) -> None:
    builder.replace("briefs/settings/office.yml", "region:", "instructions: 内部\nregion:")
    desk = builder.adopt("chengguan", "yi", periodical="canyue", column="diaoyan")
    builder.sign("canyue")
    closed = builder.item("chengguan", "er", access="办内")
    subjects = [
        {"issue": "canyue/2026/001"},
        {"issue": "canyue/2026/001", "article": desk},
        {"item": closed},
        {"item": "chengguan/2026/11-03-yi"},
    ]
    for number, subject in enumerate(subjects):
        instruct(builder, subject, slug=f"shi-{number}")
    assert Measure.INSTRUCTED not in ledger_of(builder, Access.INTERNAL).by_measure
    known = ledger_of(builder, Access.OFFICE).by_measure[Measure.INSTRUCTED]
    assert [event.access for event in known] == [Access.OFFICE] * len(subjects)


def test_an_issue_is_as_open_as_its_most_open_article(builder: OfficeBuilder) -> None:
    builder.replace("briefs/settings/office.yml", "region:", "instructions: 内部\nregion:")
    builder.adopt()
    closed = builder.adopt("longquan", "yi", access="办内")
    builder.sign()
    instruct(builder, {"issue": ISSUE})
    instruct(builder, {"issue": ISSUE, "article": closed}, slug="er")
    told = ledger_of(builder, Access.INTERNAL).by_measure[Measure.INSTRUCTED]
    assert [event.title for event in told] == ["《信息》第7期（总第1237期）"]


# -- entries and calls --------------------------------------------------------


def test_an_entry_is_an_event_of_its_unit(builder: OfficeBuilder) -> None:
    header = {
        "unit": "城关镇",
        "date": "2026-11-09",
        "event": "迟报",
        "points": "-0.5",
        "reason": "超过两小时",
        "evidence": "值班记录",
    }
    identity = builder.record("entries", "chi-bao", "2026-11-09", **header, approver="周××", item=builder.item())
    event = only(builder, Measure.ENTERED)
    assert (event.id, event.outcome, event.points) == (f"entries/{identity}", "迟报", Decimal("-0.5"))
    assert event.piece("chengguan") == "chengguan/2026/11-03-jiu-gai"


@pytest.mark.parametrize(
    ("access", "of_item", "counted"), [(None, None, True), ("办内", None, False), (None, "办内", False)]
)
def test_an_entry_is_as_closed_as_it_says_and_as_its_item(
    builder: OfficeBuilder, access: str | None, of_item: str | None, counted: bool
) -> None:
    header: dict[str, object] = {"unit": "城关镇", "date": "2026-11-09", "event": "漏报", "approver": "周××"}
    header |= {"reason": "没有报告", "evidence": "值班记录", "item": builder.item(access=of_item)}
    builder.record("entries", "lou-bao", "2026-11-09", **header, access=access)
    assert count_records(ledger_of(builder, Access.INTERNAL), Measure.ENTERED, NOVEMBER) == int(counted)
    assert count_records(ledger_of(builder), Measure.ENTERED, NOVEMBER) == 1


def test_a_call_is_an_event_for_each_unit_that_answered_or_failed_to(builder: OfficeBuilder) -> None:
    call = builder.call(units=["chengguan", "heping", "longquan"])
    builder.item("chengguan", "liang", "2026-11-09", call=call)
    builder.item("heping", "liang", "2026-11-11", call=call)
    found = [(e.id, e.outcome, e.day) for e in ledger_of(builder).by_measure[Measure.CALLED]]
    assert found == [
        (f"calls/{call}#chengguan", "按时", date(2026, 11, 9)),
        (f"calls/{call}#heping", "迟交", date(2026, 11, 11)),
        (f"calls/{call}#longquan", "缺报", date(2026, 11, 11)),
    ]


# -- which build counts what --------------------------------------------------


def test_the_public_build_counts_nothing_but_what_it_prints(builder: OfficeBuilder) -> None:
    item = builder.item()
    builder.decide(item)
    builder.sign()
    builder.adoption(item=item)
    assert {event.measure for event in ledger_of(builder, Access.PUBLIC).events} == {Measure.ADOPTED}
    assert [event.own for event in ledger_of(builder, Access.PUBLIC).events] == [True]


@pytest.mark.parametrize(
    ("stated", "printed_in", "counted"),
    [
        (None, None, True),
        ("办内", None, False),
        (None, "canyue", False),
        (None, "xinxi", True),
        ("办内", "xinxi", False),
    ],
)
def test_an_adoption_is_as_closed_as_its_text(
    builder: OfficeBuilder, stated: str | None, printed_in: str | None, counted: bool
) -> None:
    item = builder.item()
    if printed_in:
        builder.decide(item, periodical=printed_in, column="zhongdian" if printed_in == "xinxi" else "diaoyan")
        builder.sign(printed_in)
    builder.adoption(item=item, **({"access": stated} if stated else {}))
    above = [event for event in ledger_of(builder, Access.INTERNAL).events if not event.own and event.channel]
    assert bool(above) is counted


def test_order_of_events_is_that_of_days_and_ids(builder: OfficeBuilder) -> None:
    item = builder.item(date="2026-11-05")
    builder.adoption("yi", item=item)
    builder.adoption("jia", item=item, day="2026-11-19")
    builder.adoption("bing", item=item)
    assert [event.id for event in ledger_of(builder).events] == [
        f"items/{item}",
        "adoptions/2026/11-19-jia",
        "adoptions/2026/11-20-bing",
        "adoptions/2026/11-20-yi",
    ]


def test_today_decides_whether_a_call_was_missed(builder: OfficeBuilder) -> None:
    builder.call(units=["chengguan"])
    office = builder.read()
    for today, count in (("2026-11-10 23:00", 0), ("2026-11-11", 1)):
        ledger = read_ledger(office, find_standing(office), Access.OFFICE, day(today))
        assert count_records(ledger, Measure.CALLED, NOVEMBER) == count
