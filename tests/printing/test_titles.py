"""Titles in balanced lines: nothing is lost, no line is too wide, and a line ends where a reader would pause."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from jianbao.rendering.papers.titles import balance_title

# A line of 小标宋 2号 holds twenty characters.
WIDTH = 20
NEVER_FIRST, NEVER_LAST = "，。、；：？！）》”’」』】〉…—％%", "（《“‘「『【〈"
SIGNS = "推进老旧小区改造的了地得一二三年月日，。、；：？！（）《》“”—…%0123456789ABCabc. "
titles = st.text(alphabet=SIGNS, min_size=1, max_size=120)
plain_titles = st.text(alphabet="推进老旧小区改造一二三年月日，。、；：（）《》“”", min_size=21, max_size=100)


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("国庆假期全区接待游客41.3万人次", ["国庆假期全区接待游客41.3万人次"]),
        ("水电气网报装“一窗联办”，平均缩短8个工作日", ["水电气网报装“一窗联办”，", "平均缩短8个工作日"]),
        (
            "全区帮扶项目资产建账定责，盘活19个闲置项目",
            ["全区帮扶项目资产建账定责，", "盘活19个闲置项目"],
        ),
        ("滨河街道沿江路供水主管爆裂处置完毕（终报）", ["滨河街道沿江路供水主管", "爆裂处置完毕（终报）"]),
        (
            "关于印发《云溪区推进城市更新三年行动实施方案（2026—2028年）》的通知",
            ["关于印发《云溪区推进城市更新三年", "行动实施方案（2026—2028年）》的通知"],
        ),
        (
            "城关镇“三步走”推进老旧小区改造，“四必访”化解邻里矛盾，群众满意度达到98.6%",
            ["城关镇“三步走”推进老旧小区改造，“四必访”", "化解邻里矛盾，群众满意度达到98.6%"],
        ),
        (
            "GDP增长6.8%、城镇新增就业1.2万人：前三季度全区经济运行情况",
            ["GDP增长6.8%、城镇新增就业1.2万人：", "前三季度全区经济运行情况"],
        ),
        (
            "中共云溪区委、云溪区人民政府关于全面推进乡村振兴加快农业农村现代化的实施意见",
            ["中共云溪区委、云溪区人民政府关于全面", "推进乡村振兴加快农业农村现代化的实施意见"],
        ),
        ("A" * 50, ["A" * 25, "A" * 25]),
        ("", [""]),
    ],
)
def test_reads_well(title: str, lines: list[str]) -> None:
    assert balance_title(title, WIDTH) == lines


@given(titles)
def test_joined_lines_are_the_title_and_none_is_too_wide(title: str) -> None:
    lines = balance_title(title, WIDTH)
    assert "".join(lines) == title
    assert max(cell_len(line) for line in lines) <= 2 * WIDTH
    assert all(lines)


@given(titles)
def test_a_title_that_fits_is_one_line(title: str) -> None:
    assert (len(balance_title(title, WIDTH)) == 1) == (cell_len(title) <= 2 * WIDTH)


@given(
    st.lists(
        st.sampled_from(["老旧小区", "改造，", "（一期）", "完成", "《方案》", "19个", "项目："]),
        min_size=4,
        max_size=30,
    )
)
def test_no_line_begins_or_ends_with_a_sign_that_must_not(words: list[str]) -> None:
    lines = balance_title("".join(words), WIDTH)
    assert not [line for line in lines[1:] if line[0] in NEVER_FIRST]
    assert not [line for line in lines[:-1] if line[-1] in NEVER_LAST]


@given(plain_titles)
def test_as_few_lines_as_can_be_or_one_more_and_none_nearly_empty(title: str) -> None:
    lines = balance_title(title, WIDTH)
    assert len(lines) <= -(-cell_len(title) // (2 * WIDTH)) + 1


@pytest.mark.parametrize("title", ["关于加强治理的措施" * 4_000, "a," * 20_000, "，" * 5_000, "一" * 300])
def test_what_is_no_title_at_all_is_set_in_no_time(title: str) -> None:
    lines = balance_title(title, WIDTH)
    assert "".join(lines) == title
    assert max(cell_len(line) for line in lines) <= 2 * WIDTH


def test_the_same_every_time() -> None:
    title = "区委办公室、区政府办公室关于做好2026年国庆、中秋期间有关工作的通知"
    assert len({tuple(balance_title(title, WIDTH)) for _ in range(5)}) == 1
