"""Declared figures against the ledger: equal ones say nothing, others are told with both numbers and the facts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from commands import succeed
from jianbao.ledger import Measure, count_articles, count_records, count_units, read_ledger
from jianbao.model import Access
from jianbao.periods import month_of
from jianbao.standing import find_standing
from jianbao.writing import dump_yaml
from offices import AS_OF, OfficeBuilder

NOVEMBER = month_of(date(2026, 11, 1))
UNITS = ("chengguan", "heping", "longquan", "zhujian", "wenlv", "lvyou", "shuju")
HINT = "逐条核对；登记漏了的补登记，申报错了的改 declared.yml"


@pytest.fixture
def office(tmp_path: Path) -> OfficeBuilder:
    """Two units' items, one composite and one of the office's own pieces in print; two uses above, one instruction."""
    builder = OfficeBuilder(tmp_path)
    items = [builder.item("chengguan", "jia"), builder.item("heping", "yi"), builder.item("chengguan", "bing")]
    builder.item("quweiban", "zi-bao")
    builder.decide(*items[:2], title="综合", body="综合后的正文。")
    builder.decide(items[2])
    builder.decide(slug="hui-yi", title="会议", body="会议强调。")
    builder.sign(date="2026-11-06")
    for channel in ("市委办", "中办"):
        succeed(builder.root, "record", "adoption", "--item", items[2], "--channel", channel, "--date", "2026-11-20")
    succeed(builder.root, "record", "report", items[2], "--channel", "中办", "--by", "周××", "--sent", "2026-11-10")
    words = ["--leader", "周××", "--level", "区级", "--nature", "肯定", "--document", "工作方案"]
    succeed(builder.root, "record", "instruction", *words)
    return builder


def declare(office: OfficeBuilder, *figures: dict[str, object]) -> list[str]:
    """What is said of figures of November."""
    declared = [{"period": "2026-11", **figure} for figure in figures]
    office.write("briefs/settings/declared.yml", dump_yaml({"declared": declared}))
    return [f"{problem.level.value}[{problem.code}] {problem.message}" for problem in office.check()]


def counted(office: OfficeBuilder, units: Sequence[str]) -> dict[str, int]:
    """The same figures by the functions that make every table."""
    read = office.read()
    ledger = read_ledger(read, find_standing(read), Access.OFFICE, AS_OF)
    counts = count_units(ledger, units, NOVEMBER)
    return {"报送": counts.submitted, "采用": counts.adopted_items, "条次": counts.adoptions} | (
        {
            "篇数": sum(count_articles(ledger, NOVEMBER).values()),
            "上报": count_records(ledger, Measure.REPORTED, NOVEMBER),
            "批示": count_records(ledger, Measure.INSTRUCTED, NOVEMBER),
        }
        if units == UNITS
        else {}
    )


def test_the_figures_of_every_table_agree(office: OfficeBuilder) -> None:
    total = counted(office, UNITS)
    assert total == {"报送": 3, "采用": 3, "条次": 5, "篇数": 3, "上报": 1, "批示": 1}
    assert declare(office, *({"measure": measure, "value": value} for measure, value in total.items())) == []
    own = counted(office, ("chengguan",))
    assert own == {"报送": 2, "采用": 2, "条次": 4}
    figures = ({"unit": "城关镇", "measure": measure, "value": value} for measure, value in own.items())
    assert declare(office, *figures) == []


def test_figures_of_one_channel(office: OfficeBuilder) -> None:
    assert (
        declare(
            office,
            {"measure": "条次", "channel": "市委办", "value": 1},
            {"measure": "条次", "channel": "《信息》", "value": 3},
            {"measure": "采用", "channel": "xinxi", "value": 3},
            {"measure": "采用", "channel": "中办", "unit": "和平镇", "value": 0},
            {"measure": "篇数", "channel": "信息", "unit": "城关镇", "value": 2},
            {"measure": "上报", "channel": "市委办", "value": 0},
        )
        == []
    )


def test_a_difference_is_told_with_both_numbers_and_up_to_five_facts(office: OfficeBuilder) -> None:
    said = declare(
        office,
        {"measure": "报送", "unit": "城关镇", "value": 3, "source": "11月份台账"},
        {"measure": "条次", "channel": "市委办", "unit": "和平镇", "value": 2},
        {"measure": "篇数", "value": 9},
    )
    assert said == [
        (
            "warning[balance-differs] 2026年11月城关镇报送申报3（11月份台账），登记的是2："
            "《chengguan推进bing》（11月3日）、《chengguan推进jia》（11月3日）"
        ),
        "warning[balance-differs] 2026年11月和平镇市委办《每日要情》条次申报2，登记的是0",
        (
            "warning[balance-differs] 2026年11月全部单位篇数申报9，登记的是3："
            "《chengguan推进bing》（11月6日）、《综合》（11月6日）、《会议》（11月6日）"
        ),
    ]
    for number in range(6):
        office.item("longquan", f"gao-{number}", f"2026-11-0{number + 1}")
    (told,) = declare(office, {"measure": "报送", "unit": "龙泉镇", "value": 0})
    assert told.endswith(
        "登记的是6：" + "、".join(f"《longquan推进gao-{n}》（11月{n + 1}日）" for n in range(5)) + "等6条"
    )


def test_nothing_is_ever_repaired(office: OfficeBuilder) -> None:
    before = {path: path.read_bytes() for path in office.root.rglob("briefs/**/*.*") if path.is_file()}
    declare(office, {"measure": "报送", "value": 99})
    after = {path: path.read_bytes() for path in before}
    assert after == before
    (problem,) = office.check()
    assert problem.hint == HINT


def test_a_figure_that_cannot_be_read_is_compared_with_nothing(office: OfficeBuilder) -> None:
    said = declare(office, {"measure": "报送", "value": "很多"}, {"measure": "件数", "value": 3})
    assert said == [
        "error[field-type] 字段“value（取数）”的值“很多”应是一个整数",
        "error[field-type] 字段“measure（计量）”的值“件数”不在可选之列",
    ]
