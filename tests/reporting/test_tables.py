"""Tables of a bulletin: heads in several levels, what a column counts over which days, zeros, totals, order."""

from __future__ import annotations

from pathlib import Path

import pytest
from bulletins import SCHEME, cells, compiled, freeze, heads, make_scored, prose, table

from jianbao.reporting.tables import make_header
from offices import OfficeBuilder


@pytest.fixture
def builder(tmp_path: Path) -> OfficeBuilder:
    return OfficeBuilder(tmp_path)


@pytest.fixture
def scored(tmp_path: Path) -> OfficeBuilder:
    return make_scored(tmp_path)


def column(builder: OfficeBuilder, settings: str, when: str = "2026-11", group: str = "zhenjie") -> list[str]:
    """The cells of a table of one column, from the first unit to the total."""
    builder.write("briefs/settings/bulletin.yml", f"columns:\n  - {{title: 列, {settings}}}\n")
    return [row[1] for row in cells(table(compiled(builder.root, when), f"group-{group}"))]


# -- heads --------------------------------------------------------------------


def test_without_settings_a_table_shows_what_was_filed_and_adopted_by_level(builder: OfficeBuilder) -> None:
    counts = table(compiled(builder.root, "2026-11"), "group-zhenjie")
    assert counts.title == "附件1　党委信息报送采用情况表（乡镇街道）"
    assert heads(counts) == [
        [("单位", 1, 3), ("报送件数", 1, 3), ("采用", 6, 1), ("采用率", 1, 3)],
        [("件数", 1, 2), ("条次", 5, 1)],
        [("区级", 1, 1), ("市级", 1, 1), ("省级", 1, 1), ("中央", 1, 1), ("合计", 1, 1)],
    ]


def test_with_a_scheme_points_and_the_rank_stand_beside(scored: OfficeBuilder) -> None:
    counts = table(compiled(scored.root, "2026-11"), "group-zhenjie")
    assert heads(counts)[0][4:] == [("本期得分", 1, 3), ("上期累计", 1, 3), ("累计得分", 1, 3), ("位次", 1, 3)]


def test_neighbours_share_a_head_and_others_do_not() -> None:
    header = make_header([("单位",), ("甲", "一"), ("甲", "二"), ("乙", "一"), ("甲", "三")])
    assert [[(cell.text, cell.columns, cell.rows) for cell in row] for row in header] == [
        [("单位", 1, 2), ("甲", 2, 1), ("乙", 1, 1), ("甲", 1, 1)],
        [("一", 1, 1), ("二", 1, 1), ("一", 1, 1), ("三", 1, 1)],
    ]


def test_one_row_of_head_is_enough_where_nothing_stands_above() -> None:
    assert [[cell.text for cell in row] for row in make_header([("单位",), ("报送",)])] == [["单位", "报送"]]


# -- what a column counts -----------------------------------------------------


@pytest.fixture
def busy(builder: OfficeBuilder) -> OfficeBuilder:
    """城关镇: two items in October, one in November; adopted by ourselves, the city and the province."""
    first = builder.item("chengguan", "yi", "2026-10-06")
    builder.item("chengguan", "er", "2026-10-07")
    third = builder.item("chengguan", "san", "2026-11-02")
    builder.decide(first, decided="2026-10-08")
    builder.sign(date="2026-10-09")
    builder.adoption("yi", "2026-11-10", item=first)
    builder.adoption("yi-sheng", "2026-11-12", "shengwei", item=first)
    builder.adoption("san", "2026-11-13", item=third)
    builder.record(
        "reports", "yi", "2026-11-03", "", channel="shiwei", sent="2026-11-03", sources=[first], signatory="周××"
    )
    builder.record(
        "entries",
        "chi-bao",
        "2026-11-05",
        unit="城关镇",
        event="迟报",
        date="2026-11-05",
        reason="迟报",
        evidence="值班记录",
        approver="周××",
    )
    return builder  # fmt: skip


@pytest.mark.parametrize(
    ("settings", "figure"),
    [
        ("value: 报送", "1"),
        ("value: submitted, span: 全年累计", "3"),
        ("value: 报送, span: 上期止", "2"),
        ("value: 采用件数", "2"),
        ("value: 采用件数, span: 全年累计", "2"),
        ("value: 采用件数, filed: 是", "1"),
        ("value: 采用件数, levels: [省级]", "1"),
        ("value: 采用件数, levels: [市级], filed: 是", "1"),
        ("value: 条次", "3"),
        ("value: 条次, span: year", "4"),
        ("value: 条次, channels: [市委办]", "2"),
        ("value: 条次, channels: [信息], span: year", "1"),
        ("value: 条次, levels: [省级, 中央]", "1"),
        ("value: 刊用篇数", "0"),
        ("value: 刊用篇数, span: 上期止", "1"),
        ("value: 采用率", "200.0%"),
        ("value: 采用率, span: 全年累计", "66.7%"),
        ("value: 上报", "1"),
        ("value: 批示", "0"),
        ("value: 登记, event: 迟报", "1"),
        ("value: 登记, event: 漏报, zero: 空", ""),
        ("value: 批示, zero: —", "—"),
    ],
)
def test_a_column_counts(busy: OfficeBuilder, settings: str, figure: str) -> None:
    assert column(busy, settings)[0] == figure


def test_the_total_counts_each_thing_once_and_may_be_left_out(builder: OfficeBuilder) -> None:
    joint = builder.item("chengguan", "lian-he", units=["城关镇", "和平镇"])
    builder.adoption(item=joint)
    assert column(builder, "value: 报送") == ["1", "1", "0", "1"]
    assert column(builder, "value: 条次") == ["1", "1", "0", "2"]
    assert column(builder, "value: 采用率") == ["100.0%", "100.0%", "—", "100.0%"]
    assert column(builder, "value: 报送, sum: 否") == ["1", "1", "0", ""]
    builder.write("briefs/settings/bulletin.yml", "total_row: 否\n")
    assert [row[0] for row in cells(table(compiled(builder.root, "2026-11"), "group-zhenjie"))] == [
        "城关镇", "和平镇", "龙泉镇",
    ]  # fmt: skip


def test_the_exact_number_stands_beside_what_is_printed(busy: OfficeBuilder) -> None:
    busy.write("briefs/settings/bulletin.yml",
               "columns:\n  - {title: 率, value: 采用率}\n  - {title: 批, value: 批示, zero: 空}\n")  # fmt: skip
    row = table(compiled(busy.root, "2026-11"), "group-zhenjie").rows[0]
    assert [(cell.text, cell.number) for cell in row] == [("城关镇", ""), ("200.0%", "200.0"), ("", "0")]


def test_points_of_a_rule_over_the_period_the_year_and_before(scored: OfficeBuilder) -> None:
    scored.adoption("qian", "2026-10-20", item=scored.item("chengguan", "qian", "2026-10-05"))
    scored.adoption("hou", "2026-11-20", item=scored.item("chengguan", "hou", "2026-11-05"))
    scored.adoption("hou-sheng", "2026-11-21", "shengwei", item="chengguan/2026/11-05-hou")
    shang = "value: 得分, points_of: [shang]"
    assert column(scored, shang)[0] == "10"
    assert column(scored, f"{shang}, span: 全年累计")[0] == "15"
    assert column(scored, f"{shang}, span: 上期止")[0] == "5"
    assert column(scored, "value: 得分, points_of: [shang, baosong]")[0] == "11"
    assert column(scored, "value: 得分, span: 全年累计")[0] == "17"
    assert column(scored, "value: 得分, span: 上期止") == ["6", "0", "0", ""]


def test_a_label_and_an_award_of_the_scheme_are_told(scored: OfficeBuilder) -> None:
    labels = "totals:\n  labels: [{from: 5, name: 优}, {name: 一般}]\n"
    awards = "awards:\n  - {id: xianjin, title: 先进单位, top: 1}\n"
    scored.write("briefs/settings/scoring/jifen.yml", SCHEME + labels + awards)
    scored.adoption(item=scored.item("heping"))
    assert column(scored, "value: 等次") == ["一般", "优", "一般", ""]
    assert prose(compiled(scored.root, "2026-11"))[-2:] == [
        "四、评定结果",
        "先进单位：和平镇。",
    ]


def test_rows_may_stand_by_rank_with_equals_in_protocol_order(scored: OfficeBuilder) -> None:
    scored.item("longquan")
    scored.write("briefs/settings/bulletin.yml", "order: 位次顺序\ncolumns:\n  - {title: 位次, value: 位次}\n")
    assert cells(table(compiled(scored.root, "2026-11"), "group-zhenjie")) == [
        ["龙泉镇", "1"], ["城关镇", "2"], ["和平镇", "2"], ["合计", ""],
    ]  # fmt: skip


def test_what_was_filed_before_is_printed_as_the_last_bulletin_had_it(builder: OfficeBuilder) -> None:
    builder.item("chengguan", "yi", "2026-10-06")
    freeze(builder.root, "2026-10", "2026-11-05")
    builder.item("chengguan", "er", "2026-10-07")
    assert column(builder, "value: 报送, span: 上期止")[0] == "1"
    assert column(builder, "value: 报送, span: 全年累计")[0] == "2"


# -- annexes ------------------------------------------------------------------


def test_adopted_items_with_marks_and_a_legend_of_those_that_occur(builder: OfficeBuilder) -> None:
    builder.write("briefs/settings/bulletin.yml", "access: 办内\n")
    item = builder.item("heping", "yi", title="和平镇推行树下调解")
    builder.decide(item, decided="2026-11-05")
    builder.decide(slug="zi-bian", title="区委常委会会议纪要", body="会议听取了有关工作情况汇报。")
    builder.sign()
    first = builder.adoption("yi", "2026-11-10", item=item)
    builder.adoption("yi-zhong", "2026-11-20", "zhongban", item=item)
    builder.adoption("er", "2026-11-11", "shengwei", item=builder.item("chengguan", "er", title="城关镇清理飞线"))
    builder.record("instructions", "yi", "2026-11-12", on={"adoption": first}, leader="王××", level="市级",
                   date="2026-11-12", nature=["肯定"])  # fmt: skip
    adopted = table(compiled(builder.root, "2026-11"), "adopted")
    assert (adopted.title, adopted.notes) == (
        "附件2　采用党委信息条目",
        ("★ 领导有批示", "▲ 省委办公厅《信息快报》采用", "● 中办采用"),
    )
    assert cells(adopted) == [
        ["1", "城关镇", "▲城关镇清理飞线", "省委办公厅《信息快报》（11月11日）"],
        [
            "2",
            "和平镇",
            "★●和平镇推行树下调解",
            "市委办《每日要情》（11月10日）、中办（11月20日）、《信息》（11月30日）",
        ],
        ["3", "本办公室", "区委常委会会议纪要", "《信息》（11月30日）"],
    ]


def test_an_instruction_that_the_bulletin_may_not_tell_leaves_no_mark(builder: OfficeBuilder) -> None:
    first = builder.adoption("yi", "2026-11-10", item=builder.item("heping", "yi", title="和平镇推行树下调解"))
    builder.record("instructions", "yi", "2026-11-12", on={"adoption": first}, leader="王××", level="市级",
                   date="2026-11-12", nature=["肯定"])  # fmt: skip
    adopted = table(compiled(builder.root, "2026-11"), "adopted")
    assert (cells(adopted)[0][2], adopted.notes) == ("和平镇推行树下调解", ())


def test_units_without_items_and_units_without_adoptions(builder: OfficeBuilder) -> None:
    builder.item("chengguan")
    builder.adoption(item=builder.item("heping"))
    builder.write("briefs/settings/bulletin.yml", "unlisted: [区住建局]\n")
    assert cells(table(compiled(builder.root, "2026-11"), "idle")) == [
        ["没有报送", "3", "龙泉镇、区文旅局、区数据局"],
        ["有报送、没有采用", "1", "城关镇"],
    ]


def test_annexes_may_be_left_out_and_the_rest_is_renumbered(builder: OfficeBuilder) -> None:
    builder.adoption(item=builder.item("heping"))
    document = compiled(builder.root, "2026-11")
    assert document.annexes == ("党委信息报送采用情况表", "采用党委信息条目", "没有报送或者没有采用的单位")
    builder.write("briefs/settings/bulletin.yml", "list_adopted: 否\n")
    document = compiled(builder.root, "2026-11")
    assert [table.title for table in document.tables] == [
        "附件1　党委信息报送采用情况表（乡镇街道）",
        "附件1　党委信息报送采用情况表（区直部门）",
        "附件2　没有报送或者没有采用的单位",
    ]
    assert document.paragraphs[-1].text == "没有报送或者没有采用的单位见附件2。"
    builder.write("briefs/settings/bulletin.yml", "list_adopted: 否\nlist_idle: 否\n")
    assert compiled(builder.root, "2026-11").annexes == ("党委信息报送采用情况表",)


def test_half_a_year_is_summed_up(builder: OfficeBuilder) -> None:
    item = builder.adopt("chengguan")
    builder.sign()
    reported = builder.record("reports", "yi", "2026-11-12", "", channel="shiwei", sent="2026-11-12", sources=[item],
                              signatory="周××")  # fmt: skip
    builder.record("reports", "er", "2026-11-13", "", channel="shiwei", sent="2026-11-13", sources=[item],
                   signatory="周××")  # fmt: skip
    builder.adoption("yi", report=reported)
    summary = table(compiled(builder.root, "2026-h2"), "summary")
    assert (summary.title, cells(summary)) == (
        "编发和上报情况",
        [
            ["编发《信息》（期）", "1"],
            ["刊用稿件（篇）", "1"],
            ["向上级报送（件）", "2"],
            ["其中已被采用（件）", "1"],
            ["收到报送（件）", "1"],
            ["其中被采用（件）", "1"],
            ["上报采用率", "50%"],
        ],
    )
    assert "summary" not in {table.id for table in compiled(builder.root, "2026-11").tables}
    assert "summary" not in {table.id for table in compiled(builder.root, "2026-h1").tables}
