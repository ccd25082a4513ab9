"""核对单: each item of a unit and its fate, what was used of earlier ones, disputes; nothing too closed for units."""

from __future__ import annotations

from pathlib import Path

import pytest
from bulletins import period

from jianbao.reporting import open_ledger
from jianbao.reporting.statement import Statement, make_statement
from jianbao.standing import find_standing
from offices import AS_OF, OfficeBuilder


@pytest.fixture
def builder(tmp_path: Path) -> OfficeBuilder:
    return OfficeBuilder(tmp_path)


def statement(builder: OfficeBuilder, unit: str = "chengguan", when: str = "2026-11") -> Statement:
    office = builder.read()
    assert office.problems == ()
    standing = find_standing(office)
    ledger = open_ledger(office, standing, office.settings.bulletin.access, AS_OF)
    return make_statement(office, standing, ledger, unit, period(when))


def test_each_item_with_its_fate_and_its_file(builder: OfficeBuilder) -> None:
    item = builder.item("chengguan", "yi", "2026-11-03", title="城关镇清理飞线")
    builder.decide(item, decided="2026-11-05")
    builder.sign(date="2026-11-06")
    sent = builder.record("reports", "yi", "2026-11-09", "", channel="shiwei", sent="2026-11-09", sources=[item],
                          signatory="周××")  # fmt: skip
    builder.adoption("yi", "2026-11-20", report=sent, number="第88期")
    made = statement(builder)
    assert (made.name, made.counts.submitted, made.counts.adopted_items, made.counts.adoptions) == ("城关镇", 1, 1, 2)
    (line,) = made.items
    assert (line.title, line.counted, line.path) == ("城关镇清理飞线", True, f"briefs/items/{item}.md")
    assert line.events == (
        "2026年11月3日　城关镇报送《城关镇清理飞线》",
        "2026年11月5日　采用，列入《信息》",
        "2026年11月6日　刊于《信息》第7期（总第1237期）",
        "2026年11月9日　上报：市委办《每日要情》",
        "2026年11月20日　采用：市委办《每日要情》",
    )
    assert line.adoptions == ("《信息》（11月6日）", "市委办《每日要情》第88期（11月20日）")


def test_an_item_filed_before_and_used_now_stands_too_and_one_without_use_does_not(builder: OfficeBuilder) -> None:
    used = builder.item("chengguan", "yi", "2026-10-03")
    builder.item("chengguan", "er", "2026-10-04")
    builder.adoption("yi", "2026-11-20", item=used)
    assert [(line.id, line.counted, len(line.adoptions)) for line in statement(builder).items] == [(used, False, 1)]


def test_what_does_not_count_as_filed_is_shown_as_such(builder: OfficeBuilder) -> None:
    first = builder.item("chengguan", "yi", "2026-11-03")
    second = builder.item("chengguan", "yi-2", "2026-11-04", revises=first)
    third = builder.item("chengguan", "er", "2026-11-05")
    builder.decide(third, decision="误报作废", decided="2026-11-06", reason="重报")
    counted = {line.id: line.counted for line in statement(builder).items}
    assert counted == {first: True, second: False, third: False}


def test_other_units_items_are_not_in_it_but_joint_ones_are(builder: OfficeBuilder) -> None:
    builder.item("heping", "yi")
    joint = builder.item("heping", "lian-he", units=["和平镇", "城关镇"])
    assert [line.id for line in statement(builder).items] == [joint]


def test_a_text_that_was_never_filed_here_is_named_apart(builder: OfficeBuilder) -> None:
    builder.adoption("wai", "2026-11-20", units="城关镇", title="城关镇直报信息")
    made = statement(builder)
    assert (made.items, made.others) == ((), ("《城关镇直报信息》市委办《每日要情》（11月20日）",))


def test_nothing_is_told_of_a_periodical_that_units_do_not_see(builder: OfficeBuilder) -> None:
    builder.adopt("chengguan", "diao-yan", periodical="canyue", column="diaoyan")
    builder.sign("canyue")
    (line,) = statement(builder).items
    assert (line.events, line.adoptions) == (("2026年11月3日　城关镇报送《chengguan推进diao-yan》",), ())


def test_disputes_of_the_unit_about_the_period(builder: OfficeBuilder) -> None:
    fields = {"unit": "城关镇", "date": "2026-11-29", "claim": "漏计采用1条"}
    builder.record("disputes", "yi", "2026-11-29", **fields, period="2026-11")
    builder.record("disputes", "er", "2026-11-29", **fields, period="2026-10")
    assert [(d.period, d.claim) for d in statement(builder).disputes] == [("2026-11", "漏计采用1条")]
