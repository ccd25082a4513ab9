"""Who filed what and who is credited with what: three measures that are never mixed, each thing counted once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TypeVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jianbao.ledger import Counts, Ledger, Measure, count_articles, count_units, read_ledger, standing_issues
from jianbao.model import Access
from jianbao.periods import Period, month_of, year_of
from jianbao.reading import Office
from jianbao.standing import find_standing
from jianbao.writing import dump_record
from offices import AS_OF, OfficeBuilder

Record = TypeVar("Record")
NOVEMBER = month_of(date(2026, 11, 1))
YEAR = year_of(date(2026, 1, 1))


@pytest.fixture
def builder(tmp_path: Path) -> OfficeBuilder:
    return OfficeBuilder(tmp_path)


def ledger_of(office: Office, access: Access = Access.OFFICE) -> Ledger:
    return read_ledger(office, find_standing(office), access, AS_OF)


def counts(builder: OfficeBuilder, *units: str, period: Period = NOVEMBER, access: Access = Access.OFFICE) -> Counts:
    return count_units(ledger_of(builder.read(), access), units, period)


def row(builder: OfficeBuilder, *units: str, period: Period = NOVEMBER) -> tuple[int, int, int]:
    """(报送件数, 采用件数, 采用条次)."""
    found = counts(builder, *units, period=period)
    return found.submitted, found.adopted_items, found.adoptions


# -- attributions -------------------------------------------------------------


def test_one_item_printed_is_one_attribution(builder: OfficeBuilder) -> None:
    builder.adopt()
    builder.item("chengguan", "mei-yong")
    builder.sign()
    assert counts(builder, "chengguan") == Counts(submitted=2, adopted_items=1, adoptions=1, by_channel={"xinxi": 1})
    assert row(builder, "heping") == (0, 0, 0)


def test_a_joint_item_counts_for_each_unit_and_once_together(builder: OfficeBuilder) -> None:
    builder.decide(builder.item("zhujian", "lian-he", units=["区住建局", "城关镇"]))
    builder.sign()
    assert row(builder, "zhujian") == (1, 1, 1)
    assert row(builder, "chengguan") == (1, 1, 1)
    assert row(builder, "zhujian", "chengguan") == (1, 1, 2)
    assert count_articles(ledger_of(builder.read()), NOVEMBER) == {"xinxi": 1}


def test_a_composite_is_one_article_and_one_attribution_for_each_distinct_unit(builder: OfficeBuilder) -> None:
    items = [builder.item("chengguan", "jia"), builder.item("heping", "yi"), builder.item("chengguan", "bing")]
    builder.decide(*items, title="综合", body="综合后的正文。")
    builder.sign()
    assert row(builder, "chengguan") == (2, 2, 1)
    assert row(builder, "heping") == (1, 1, 1)
    assert row(builder, "chengguan", "heping") == (3, 3, 2)
    assert count_articles(ledger_of(builder.read()), NOVEMBER) == {"xinxi": 1}


def test_credit_override_decides_the_attribution_and_not_the_items(builder: OfficeBuilder) -> None:
    builder.decide(builder.item(), credit=[{"unit": "heping"}, {"unit": "区住建局", "main": "是"}])
    builder.sign()
    assert row(builder, "chengguan") == (1, 1, 0)
    assert row(builder, "heping") == (0, 0, 1)
    assert row(builder, "zhujian") == (0, 0, 1)


def test_a_unit_credited_twice_in_one_article_has_one_attribution(builder: OfficeBuilder) -> None:
    builder.decide(builder.item(), credit=[{"unit": "heping", "share": "1"}, {"unit": "和平镇", "share": "2"}])
    builder.sign()
    assert row(builder, "heping") == (0, 0, 1)


def test_own_piece_is_an_article_and_nobodys_attribution(builder: OfficeBuilder) -> None:
    builder.decide(slug="chang-wei-hui", title="会议", body="会议强调。")
    builder.sign()
    units = [unit.id for unit in builder.read().settings.units.units]
    assert row(builder, *units) == (0, 0, 0)
    assert count_articles(ledger_of(builder.read()), NOVEMBER) == {"xinxi": 1}


def test_adopted_by_two_periodicals_is_one_item_and_two_attributions(builder: OfficeBuilder) -> None:
    item = builder.item()
    builder.decide(item)
    builder.decide(item, slug="can-yue", periodical="canyue", column="diaoyan")
    builder.sign()
    builder.sign("canyue")
    assert counts(builder, "chengguan") == Counts(
        submitted=1, adopted_items=1, adoptions=2, by_channel={"canyue": 1, "xinxi": 1}
    )


def test_series_of_a_periodical_are_counted_apart(builder: OfficeBuilder) -> None:
    builder.adopt("chengguan", "jia")
    builder.adopt("chengguan", "yi", series="增刊", column="zhuanti")
    builder.sign()
    builder.sign(series="增刊")
    assert counts(builder, "chengguan").by_channel == {"xinxi": 1, "xinxi/zengkan": 1}


def test_a_renamed_unit_stays_one_unit_under_each_days_name(builder: OfficeBuilder) -> None:
    builder.adopt("shuju", "jia", "2026-10-05")
    builder.sign(date="2026-10-06")
    builder.adopt("shuju", "yi", "2026-10-09")
    builder.sign(date="2026-10-10")
    ledger = ledger_of(builder.read())
    adopted = [a for a in ledger.attributions if a.event.measure is Measure.ADOPTED]
    assert [attribution.credited.name for attribution in adopted] == ["区大数据局", "区数据局"]
    assert row(builder, "shuju", period=YEAR) == (2, 2, 2)


def test_a_merged_unit_keeps_its_facts(builder: OfficeBuilder) -> None:
    builder.adopt("lvyou", "jia", "2026-10-08")
    builder.sign(date="2026-10-25")
    assert row(builder, "lvyou", period=YEAR) == (1, 1, 1)
    assert row(builder, "wenlv", period=YEAR) == (0, 0, 0)


def test_a_withdrawn_issue_leaves_the_ledger_and_its_items_stay_filed(builder: OfficeBuilder) -> None:
    builder.adopt()
    builder.sign(date="2026-11-20")
    builder.withdraw("xinxi/2026/007", "2026-11-21")
    office = builder.read()
    assert standing_issues(office, find_standing(office)) == []
    assert row(builder, "chengguan") == (1, 0, 0)
    builder.decide("chengguan/2026/11-03-jiu-gai", decided="2026-11-22", slug="zai-kan", reissues="xinxi/2026/007")
    builder.sign(date="2026-11-23")
    assert row(builder, "chengguan") == (1, 1, 1)


def test_a_corrected_issue_stays_in_the_ledger(builder: OfficeBuilder) -> None:
    desk = builder.adopt()
    builder.sign(date="2026-11-20")
    builder.correct("xinxi/2026/007", desk, "210件", "120件")
    assert row(builder, "chengguan") == (1, 1, 1)


def test_what_was_printed_is_counted_though_the_original_is_gone(builder: OfficeBuilder) -> None:
    builder.adopt()
    builder.sign()
    (builder.root / "briefs/items/chengguan/2026/11-03-jiu-gai.md").unlink()
    assert row(builder, "chengguan") == (0, 1, 1)


# -- filed --------------------------------------------------------------------


def test_a_chain_of_revisions_is_filed_once_on_its_first_day(builder: OfficeBuilder) -> None:
    first = builder.item("chengguan", "jia", "2026-10-31")
    second = builder.item("chengguan", "yi", "2026-11-02", revises=first)
    builder.item("chengguan", "bing", "2026-11-05", revises=second)
    assert row(builder, "chengguan", period=month_of(date(2026, 10, 1))) == (1, 0, 0)
    assert row(builder, "chengguan") == (0, 0, 0)
    assert row(builder, "chengguan", period=YEAR) == (1, 0, 0)


def test_versions_of_one_text_are_adopted_as_one_item(builder: OfficeBuilder) -> None:
    first = builder.item("chengguan", "jia", "2026-11-02")
    builder.adoption("yi", item=first)
    second = builder.item("chengguan", "yi", "2026-11-03", revises=first)
    third = builder.item("chengguan", "bing", "2026-11-04", revises=second)
    builder.decide(third)
    builder.sign()
    assert row(builder, "chengguan") == (1, 1, 2)
    adopted = ledger_of(builder.read()).by_unit[Measure.ADOPTED, "chengguan"]
    assert [attribution.piece for attribution in adopted] == [first, first]


def test_versions_that_revise_each_other_are_still_counted(builder: OfficeBuilder) -> None:
    builder.item("chengguan", "jia", revises="chengguan/2026/11-03-yi")
    second = builder.item("chengguan", "yi", revises="chengguan/2026/11-03-jia")
    builder.adoption("yi", item=second)
    assert row(builder, "chengguan")[1:] == (1, 1)


def test_void_items_are_never_filed(builder: OfficeBuilder) -> None:
    builder.decide(builder.item("chengguan", "jia"), decision="误报作废", reason="重复报送")
    builder.decide(builder.item("chengguan", "yi"), decision="不采用", reason="内容一般")
    assert row(builder, "chengguan") == (1, 0, 0)


def test_a_chain_whose_first_version_is_void_is_filed_on_the_day_of_the_next(builder: OfficeBuilder) -> None:
    first = builder.item("chengguan", "jia", "2026-10-31")
    builder.decide(first, decision="误报作废", reason="附错文件", decided="2026-11-01")
    builder.item("chengguan", "yi", "2026-11-02", revises=first)
    assert row(builder, "chengguan", period=month_of(date(2026, 10, 1))) == (0, 0, 0)
    assert row(builder, "chengguan") == (1, 0, 0)


def test_a_chain_whose_last_version_is_void_stays_filed(builder: OfficeBuilder) -> None:
    first = builder.item("chengguan", "jia", "2026-11-01")
    second = builder.item("chengguan", "yi", "2026-11-02", revises=first)
    builder.decide(second, decision="误报作废", reason="重复报送")
    assert row(builder, "chengguan") == (1, 0, 0)


@pytest.mark.parametrize("reply", ["签收", "反馈", "申请延期"])
def test_a_reply_to_a_task_is_no_item_filed(builder: OfficeBuilder, reply: str) -> None:
    builder.item("chengguan", "gao")
    builder.item("chengguan", "hui-fu", task=builder.task(31), reply=reply)
    call = {"number": "1", "title": "民生", "issued": "2026-11-01", "due": "2026-11-05"}
    builder.write("briefs/calls/2026/001.md", dump_record(call, "请报送民生方面的情况。"))
    builder.item("chengguan", "ying-yue", call="2026/001")
    office = builder.read()
    assert office.items["chengguan/2026/11-03-ying-yue"].call == "2026/001"
    assert office.items["chengguan/2026/11-03-hui-fu"].task == "2026/031"
    assert row(builder, "chengguan") == (2, 0, 0)
    assert builder.check() == []


def test_a_decision_superseded_voids_nothing(builder: OfficeBuilder) -> None:
    item = builder.item()
    old = builder.decide(item, decision="误报作废", reason="重复报送", slug="zuo-fei")
    builder.decide(item, decided="2026-11-06", slug="cai-yong", supersedes=[old])
    assert row(builder, "chengguan") == (1, 0, 0)


def test_the_receipt_decides_the_day(builder: OfficeBuilder) -> None:
    item = builder.item("chengguan", "jia", "2026-10-30")
    builder.receipt(item, "2026-11-02 08:30")
    assert row(builder, "chengguan", period=month_of(date(2026, 10, 1))) == (0, 0, 0)
    assert row(builder, "chengguan") == (1, 0, 0)
    builder.replace("briefs/settings/office.yml", "unit: quweiban\n", "unit: quweiban\narrival: date\n")
    assert row(builder, "chengguan", period=month_of(date(2026, 10, 1))) == (1, 0, 0)


def test_the_last_minute_of_the_year_belongs_to_it(builder: OfficeBuilder) -> None:
    builder.adopt("chengguan", "jia", "2026-12-31 23:59")
    builder.adopt("chengguan", "yi", "2027-01-01 00:00")
    builder.sign(date="2026-12-31", draft=builder.draft("2026/12-31-chengguan-jia", day="2026-12-31"))
    builder.sign(date="2027-01-01")
    assert row(builder, "chengguan", period=YEAR) == (1, 1, 1)
    assert row(builder, "chengguan", period=year_of(date(2027, 6, 1))) == (1, 1, 1)
    assert row(builder, "chengguan", period=month_of(date(2026, 12, 31))) == (1, 1, 1)
    assert row(builder, "chengguan", period=month_of(date(2027, 1, 1))) == (1, 1, 1)


def test_printed_in_one_month_and_filed_in_another(builder: OfficeBuilder) -> None:
    builder.adopt("chengguan", "jia", "2026-10-31")
    builder.sign(date="2026-11-02")
    assert row(builder, "chengguan", period=month_of(date(2026, 10, 1))) == (1, 0, 0)
    assert row(builder, "chengguan") == (0, 1, 1)
    assert counts(builder, "chengguan").rate is None


# -- access -------------------------------------------------------------------


def test_each_build_counts_only_what_it_may_show(builder: OfficeBuilder) -> None:
    builder.adopt("chengguan", "jia")
    builder.adopt("chengguan", "yi", column="minyi")
    builder.adopt("chengguan", "bing", access="办内")
    builder.sign()
    found = {access: counts(builder, "chengguan", access=access) for access in Access}
    assert {access: (c.submitted, c.adopted_items, c.adoptions) for access, c in found.items()} == {
        Access.PUBLIC: (0, 1, 1),
        Access.INTERNAL: (3, 2, 2),
        Access.OFFICE: (3, 3, 3),
    }
    assert found[Access.PUBLIC].rate is None


# -- the rate -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("adopted", "submitted", "rate"),
    [
        (0, 0, None),
        (3, 0, None),
        (0, 7, "0.0"),
        (1, 3, "33.3"),
        (2, 3, "66.7"),
        (1, 8, "12.5"),
        (1, 16, "6.3"),
        (1, 400, "0.3"),
        (1, 2000, "0.1"),
        (3, 2, "150.0"),
        (7, 7, "100.0"),
    ],
)
def test_rate_is_in_percent_with_one_decimal_half_up(adopted: int, submitted: int, rate: str | None) -> None:
    found = Counts(submitted=submitted, adopted_items=adopted, adoptions=99, by_channel={}).rate
    assert (None if found is None else str(found)) == rate
    assert found is None or isinstance(found, Decimal)


# -- periods ------------------------------------------------------------------


def test_periods_are_inclusive_and_named_as_printed() -> None:
    assert (NOVEMBER.first, NOVEMBER.last) == (date(2026, 11, 1), date(2026, 11, 30))
    assert (NOVEMBER.label, NOVEMBER.title) == ("2026-11", "2026年11月")
    assert month_of(date(2028, 2, 10)).last == date(2028, 2, 29)
    assert (YEAR.label, YEAR.title) == ("2026", "2026年")
    assert [NOVEMBER.covers(d) for d in (None, date(2026, 10, 31), date(2026, 11, 1), date(2026, 11, 30))] == [
        False,
        False,
        True,
        True,
    ]


@given(day=st.dates(date(2020, 1, 1), date(2099, 12, 31)))
def test_every_day_lies_in_its_month_and_year_and_in_no_other(day: date) -> None:
    months = [month_of(date(day.year, number, 1)) for number in range(1, 13)]
    assert [month for month in months if month.covers(day)] == [month_of(day)]
    assert year_of(day).covers(day)
    assert (months[0].first, months[-1].last) == (year_of(day).first, year_of(day).last)


# -- no order, no double counting ---------------------------------------------

UNITS = ("chengguan", "heping", "longquan", "zhujian", "shuju", "lvyou")


@pytest.fixture(scope="module")
def busy(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """Two years of every kind of article, with chains, receipts, voids, a withdrawal and a correction."""
    builder = OfficeBuilder(tmp_path_factory.mktemp("busy"))
    for number, unit in enumerate(UNITS):
        first = builder.item(unit, "jia", f"2026-09-{number + 1:02d}")
        second = builder.item(unit, "yi", f"2026-10-{number + 1:02d}", revises=first if number % 2 else None)
        if number % 2:
            builder.decide(first, decision="退改", reason="数字待核实", decided="2026-09-20")
        builder.decide(second, decided="2026-10-10", column="minyi" if number % 3 else "zhongdian")
    builder.decide(
        builder.item("heping", "bing", "2026-10-08"), builder.item("longquan", "bing", "2026-10-08"),
        title="综合", body="正文。", decided="2026-10-11", credit=[{"unit": "zhujian"}, {"unit": "heping"}],
    )  # fmt: skip
    builder.sign(date="2026-10-15")
    builder.receipt(builder.item("chengguan", "ding", "2026-12-30"), "2027-01-02")
    void = builder.item("chengguan", "wu", "2026-12-30")
    builder.decide(void, decision="误报作废", reason="重复", decided="2026-12-31")
    builder.adopt("heping", "ding", "2026-12-30")
    builder.sign(date="2026-12-31")
    builder.adopt("heping", "wu", "2027-01-03")
    builder.sign(date="2027-01-04")
    builder.withdraw("xinxi/2026/008", "2027-01-05")
    return builder.read()


def everything(office: Office) -> object:
    ledger = ledger_of(office)
    periods = [*ledger.months(), *ledger.years()]
    return (
        periods,
        {(unit, period.label): count_units(ledger, [unit], period) for unit in UNITS for period in periods},
        {period.label: (count_units(ledger, UNITS, period), count_articles(ledger, period)) for period in periods},
    )


@given(data=st.data())
def test_order_of_files_never_matters(busy: Office, data: st.DataObject) -> None:
    def shuffle(records: dict[str, Record]) -> dict[str, Record]:
        return dict(data.draw(st.permutations(list(records.items()))))

    shuffled = replace(
        busy,
        items=shuffle(busy.items),
        desk=shuffle(busy.desk),
        issues=shuffle(busy.issues),
        notices=shuffle(busy.notices),
        receipts=shuffle(busy.receipts),
    )
    assert everything(shuffled) == everything(busy)


@given(units=st.lists(st.sampled_from(UNITS), max_size=8))
def test_a_unit_named_twice_is_counted_once(busy: Office, units: Sequence[str]) -> None:
    ledger = ledger_of(busy)
    for period in ledger.years():
        assert count_units(ledger, units, period) == count_units(ledger, sorted(set(units)), period)


@pytest.mark.parametrize("unit", UNITS)
def test_attributions_and_filings_of_the_months_sum_to_the_year(busy: Office, unit: str) -> None:
    ledger = ledger_of(busy)
    for year in ledger.years():
        months = [count_units(ledger, [unit], month_of(date(year.first.year, month, 1))) for month in range(1, 13)]
        whole = count_units(ledger, [unit], year)
        assert sum(month.adoptions for month in months) == whole.adoptions
        assert sum(month.submitted for month in months) == whole.submitted
        assert sum(sum(month.by_channel.values()) for month in months) == sum(whole.by_channel.values())
        # Distinct items over the year are distinct over the year: never more than the months together.
        assert sum(month.adopted_items for month in months) >= whole.adopted_items


def test_the_busy_office_as_counted_by_hand(busy: Office) -> None:
    ledger = ledger_of(busy)
    october, december = month_of(date(2026, 10, 1)), month_of(date(2026, 12, 1))
    # Filed in October: the three second versions that revise nothing, and the two of the composite.
    assert count_units(ledger, UNITS, october) == Counts(
        submitted=5, adopted_items=8, adoptions=8, by_channel={"xinxi": 8}
    )
    assert count_articles(ledger, october) == {"xinxi": 7}
    # The void one is not filed, the one that came in January is January's, and the issue was withdrawn.
    assert count_units(ledger, UNITS, december) == Counts(submitted=1, adopted_items=0, adoptions=0, by_channel={})
    assert count_units(ledger, UNITS, month_of(date(2027, 1, 1))) == Counts(
        submitted=2, adopted_items=1, adoptions=1, by_channel={"xinxi": 1}
    )
