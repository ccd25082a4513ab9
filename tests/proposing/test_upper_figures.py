"""数据: figures with their units, however they were written."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jianbao.proposing.figures import Figure, count_digits, is_rounded, read_figures, unfold

WRITTEN = st.text(
    st.sampled_from("0123456789０１２.,，。年月日万亿千百十一二两三六第余多近约个户公里亩元%％成 甲①²٣"), max_size=40
)


def told(text: str) -> list[tuple[str, str, int, bool]]:
    return [(f"{figure.value:f}", figure.unit, figure.digits, figure.about) for figure in read_figures(text)]


def figure(text: str) -> Figure:
    (only,) = read_figures(text)
    return only


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("办结1247户", [("1247", "户", 4, False)]),
        ("办结１２４７ 户", [("1247", "户", 4, False)]),
        ("建成4.86万亩", [("48600", "亩", 3, False)]),
        ("建成48,600亩", [("48600", "亩", 3, False)]),
        ("改造3.6公里、3.6千米、3.6km", [("3.6", "公里", 2, False)] * 3),
        ("投入2.86亿元", [("286000000", "元", 3, False)]),
        ("满意率98.6%，98.6％", [("98.6", "%", 3, False)] * 2),
        ("完成六成，四成", [("60", "%", 1, False), ("40", "%", 1, False)]),
        ("提高3.2个百分点", [("3.2", "百分点", 2, False)]),
        ("压缩到6个工作日", [("6", "工作日", 1, False)]),
        ("服务三百六十二户", [("362", "户", 3, False)]),
        ("一万二千亩", [("12000", "亩", 2, False)]),
        ("惠及1200余户", [("1200", "户", 2, True)]),
        ("惠及近1250户", [("1250", "户", 3, True)]),
        (
            "9月16日22时10分",
            [("9", "月", 1, False), ("16", "日", 2, False), ("22", "时", 2, False), ("10", "分", 1, False)],
        ),
    ],
)
def test_a_figure_is_its_value_and_its_unit(text: str, expected: list[tuple[str, str, int, bool]]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    "text", ["2026年", "第226期", "第3次", "一是抓好", "一户一策", "三要严", "", "0000", "编号1247"]
)
def test_what_counts_nothing_is_no_figure(text: str) -> None:
    assert told(text) == []


def test_a_figure_knows_how_it_was_written_and_where() -> None:
    text = "到月底办结１２４７户，"
    assert [(found.written, found.place) for found in read_figures(text)] == [("1247户", 5)]


@pytest.mark.parametrize(
    ("rough", "exact", "same"),
    [
        ("1200余户", "1247户", True),
        ("近1250户", "1247户", True),
        ("近1400万元", "1387万元", True),
        ("近50名", "48名", True),
        ("1300户", "1247户", True),
        ("1400户", "1247户", False),
        ("1247户", "1247户", False),
        ("1200公里", "1247户", False),
        ("1200人", "1247户", True),
    ],
)
def test_a_rounded_figure_is_what_one_writes_for_the_exact_one(rough: str, exact: str, same: bool) -> None:
    assert is_rounded(figure(rough), figure(exact)) is same


@pytest.mark.parametrize(("value", "digits"), [("5000", 1), ("4.86", 3), ("48600", 3), ("0", 1), ("1.50", 2)])
def test_only_significant_digits_are_counted(value: str, digits: int) -> None:
    assert count_digits(Decimal(value)) == digits


@given(WRITTEN)
def test_any_text_has_figures_that_stand_in_it(text: str) -> None:
    plain = unfold(text)
    assert len(plain) == len(text)
    for found in read_figures(text):
        assert plain[found.place :].startswith(found.written)
        assert found.digits >= 1
        assert found.value >= 0


@given(WRITTEN, WRITTEN)
def test_two_figures_of_any_texts_can_be_compared(one: str, other: str) -> None:
    for rough in read_figures(one):
        for exact in read_figures(other):
            assert not (is_rounded(rough, exact) and rough.digits >= exact.digits)
