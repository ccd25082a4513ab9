"""How a hit is said, to the office and to a unit; and that a unit is told nothing of what it may not read."""

from __future__ import annotations

from pathlib import Path

import pytest
from shelved import PARKING, WATER, add_lead, find, tell

from jianbao.earlier import build_shelf, mark_passages, open_for, quote_longest
from jianbao.likeness import find_overlap
from offices import OfficeBuilder

QUOTE = "：“城关镇把沿街12处闲置空地改成停车场，画车位430个，白天每……”"


@pytest.fixture
def builder(tmp_path: Path) -> OfficeBuilder:
    return OfficeBuilder(tmp_path)


def file_copy(builder: OfficeBuilder, unit: str = "heping", day: str = "2026-11-10") -> str:
    return builder.item(unit, "kao-bei", day, PARKING, title="无题")


def test_an_item_is_named_by_unit_and_day(builder: OfficeBuilder) -> None:
    builder.item(slug="a", body=PARKING, title="空地变车位")
    assert tell(builder, file_copy(builder)) == [f"与城关镇2026年11月3日报送的《空地变车位》雷同，97%的文字相同{QUOTE}"]
    assert tell(builder, file_copy(builder, "chengguan")) == [
        f"与城关镇2026年11月3日报送的《空地变车位》重复，97%的文字相同{QUOTE}"
    ]


def test_an_old_text_is_compared_without_figures(builder: OfficeBuilder) -> None:
    builder.item(slug="a", date="2025-11-03", body=PARKING, title="空地变车位")
    assert tell(builder, file_copy(builder)) == [
        f"像是旧稿新报，与城关镇2025年11月3日报送的《空地变车位》除日期、数字外97%的文字相同{QUOTE}"
    ]


def test_an_article_is_named_by_its_issue(builder: OfficeBuilder) -> None:
    builder.decide(builder.item(slug="a", body=PARKING, title="空地变车位"), title="城关镇空地变车位")
    builder.sign(date="2026-11-06")
    assert tell(builder, file_copy(builder)) == [
        "与《信息》第7期（总第1237期）2026年11月6日刊登的《城关镇空地变车位》（城关镇）重复，97%的文字相同" + QUOTE
    ]


def test_a_lead_is_named_by_its_source(builder: OfficeBuilder) -> None:
    add_lead(builder)
    assert tell(builder, file_copy(builder)) == [
        f"与线索《邻县修停车场》（邻县政府网站，2026年11月1日）有97%的文字相同{QUOTE}"
    ]


def test_a_text_of_another_unit_has_neither_name_nor_words(builder: OfficeBuilder) -> None:
    builder.item(slug="a", body=PARKING, title="空地变车位")
    item = file_copy(builder)
    assert tell(builder, item, "heping") == ["与其他单位的一篇稿件雷同，97%的文字相同"]
    assert tell(builder, item, "longquan") == ["与其他单位的一篇稿件雷同，97%的文字相同"]


def test_an_old_text_of_another_unit_is_told_as_one(builder: OfficeBuilder) -> None:
    builder.item(slug="a", date="2025-11-03", body=PARKING, title="空地变车位")
    assert tell(builder, file_copy(builder), "heping") == [
        "像是旧稿新报，与其他单位的一篇稿件除日期、数字外97%的文字相同"
    ]


def test_what_a_feed_brought_is_not_named_to_units(builder: OfficeBuilder) -> None:
    add_lead(builder)
    assert tell(builder, file_copy(builder), "heping") == ["与网上的一篇文章有97%的文字相同"]


def test_a_unit_is_told_of_its_own(builder: OfficeBuilder) -> None:
    builder.item(slug="a", body=PARKING, title="空地变车位", units=["城关镇", "和平镇"])
    assert tell(builder, file_copy(builder), "heping") == [
        f"与城关镇、和平镇2026年11月3日报送的《空地变车位》重复，97%的文字相同{QUOTE}"
    ]


@pytest.mark.parametrize(
    ("column", "closed", "named"), [("zhongdian", "", True), ("minyi", "", True), ("zhongdian", "办内", False)]
)
def test_a_unit_is_told_of_articles_that_units_may_read(
    builder: OfficeBuilder, column: str, closed: str, named: bool
) -> None:
    access = {"access": closed} if closed else {}
    builder.decide(builder.item(slug="a", body=PARKING), column=column, title="城关镇空地变车位", **access)
    builder.sign(date="2026-11-06")
    item = file_copy(builder)
    (said,) = tell(builder, item, "heping")
    if named:
        assert said.startswith("与《信息》第7期（总第1237期）2026年11月6日刊登的《城关镇空地变车位》（城关镇）重复")
    else:
        assert said == "与其他单位的一篇稿件重复，97%的文字相同"


def test_of_a_chain_a_unit_is_told_what_it_may_read(builder: OfficeBuilder) -> None:
    """Its own item, where the article that was made from it is closed to units."""
    builder.decide(builder.item(slug="a", body=PARKING, title="空地变车位"), access="办内")
    builder.sign(date="2026-11-06")
    (said,) = tell(builder, file_copy(builder, "chengguan"), "chengguan")
    assert said.startswith("与城关镇2026年11月3日报送的《空地变车位》重复")


def test_a_planted_mark_reaches_no_unit(builder: OfficeBuilder) -> None:
    secret = "戊戌暗记一"
    builder.item(slug="a", body=f"{PARKING}{secret}", title=secret)
    builder.item("longquan", "b", "2025-01-03", f"{secret}{WATER}", title=secret)
    add_lead(builder, f"{secret}{WATER}", title=secret)
    item = builder.item("heping", "c", "2026-11-10", PARKING + WATER)
    limits = [f"duplicate-{kind}: {{percent: 20}}\n" for kind in ("other", "old", "lead")]
    builder.write("briefs/settings/checks.yml", "".join(limits))
    said = tell(builder, item, "heping")
    assert said == [
        "与其他单位的一篇稿件雷同，49%的文字相同",
        "与网上的一篇文章有45%的文字相同",
        "像是旧稿新报，与其他单位的一篇稿件除日期、数字外44%的文字相同",
    ]


def test_a_passage_over_two_lines_is_quoted_on_one(builder: OfficeBuilder) -> None:
    builder.item(slug="a", body="一是摸清底数。\n\n二是逐户走访，三是按月通报，四是年底验收，五是回头再看。" + WATER)
    item = builder.item(
        slug="b", date="2026-11-05", title="分五步走",
        body="一是摸清底数。\n\n二是逐户走访，三是按月通报，四是年底验收，五是回头再看。" + WATER,
    )  # fmt: skip
    (hit,) = find(builder, item)
    text = builder.read().items[item]
    assert (
        quote_longest(hit, f"{text.title}\n{text.body}")
        == "一是摸清底数。 二是逐户走访，三是按月通报，四是年底验收，五……"
    )


def test_what_is_quoted_begins_within_no_figure_and_has_inner_marks(builder: OfficeBuilder) -> None:
    words = (
        "{}月起，每条街设一名“街长”，白天巡查、晚上碰头，沿街商户选出代表一起定规矩、一起看账，违停投诉明显减少，"
        "收来的钱全用于路灯和保洁，年底再向各户公布一遍。"
    )
    builder.item(slug="a", body=words.format(4))
    item = builder.item(slug="b", date="2026-11-05", title="街上有了管事人", body=words.format(5))
    (hit,) = find(builder, item)
    text = builder.read().items[item]
    quoted = quote_longest(hit, f"{text.title}\n{text.body}")
    assert quoted == "每条街设一名‘街长’，白天巡查、晚上碰头，沿街商户选出代表一……"


# -- both texts beside each other ---------------------------------------------


def test_passages_are_numbered_in_both_texts() -> None:
    first = "开头。\n今年以来共办结居民诉求1247件，满意率很高。\n按月通报各村的进度和问题"
    second = "按月通报各村的进度和问题。\n据统计，今年以来共办结居民诉求1247件。"
    own, other = mark_passages(first, second, find_overlap(first, second).passages)
    assert [[(piece.text, piece.number, piece.begins) for piece in line] for line in own] == [
        [("开头。", 0, False)],
        [("今年以来共办结居民诉求1247件", 1, True), ("，满意率很高。", 0, False)],
        [("按月通报各村的进度和问题", 2, True)],
    ]
    assert [[(piece.text, piece.number, piece.begins) for piece in line] for line in other] == [
        [("按月通报各村的进度和问题", 2, True), ("。", 0, False)],
        [("据统计，", 0, False), ("今年以来共办结居民诉求1247件", 1, True), ("。", 0, False)],
    ]


def test_a_passage_over_paragraphs_begins_once_and_nothing_is_lost() -> None:
    text = f"{PARKING}\n\n{WATER}\n"
    own, other = mark_passages(text, text, find_overlap(text, text).passages)
    assert own == other
    assert [[(piece.number, piece.begins) for piece in line] for line in own] == [
        [(1, True)],
        [(1, False), (0, False)],
    ]
    assert "".join(piece.text for line in own for piece in line) == PARKING + WATER


def test_a_text_without_passages_is_whole() -> None:
    own, other = mark_passages("一\n二", "三", [])
    assert [[piece.text for piece in line] for line in own] == [["一"], ["二"]]
    assert [[piece.text for piece in line] for line in other] == [["三"]]


def test_who_reads_is_the_office_unless_said(builder: OfficeBuilder) -> None:
    builder.item(slug="a", body=PARKING)
    shelf = build_shelf(builder.read())
    assert shelf.may_read(shelf.entries[0])
    assert not open_for(shelf, reader="heping").may_read(shelf.entries[0])
