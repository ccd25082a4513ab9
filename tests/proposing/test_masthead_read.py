"""The head of a bulletin, and its lines as they were pasted or taken out of a PDF."""

from __future__ import annotations

from datetime import date

import pytest
from demo_sources import demo

from jianbao.proposing.lines import read_lines
from jianbao.proposing.listing import read_list
from jianbao.proposing.masthead import Masthead, find_channel, is_sentence, read_day, read_masthead, read_number
from jianbao.proposing.upper import Upper

CHANNELS = demo().settings.channels


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (
            ["每日要情", "第228期", "中共云州市委办公室　2026年11月29日", "标题", "云溪区设摊位146个，早晚开放。"],
            Masthead(channel="shi-yaoqing", day=date(2026, 11, 29), number="第228期", lines=3),
        ),
        (
            ["《信息快报》第３１６期（总第４００１期）", "２０２６年１１月３０日"],
            Masthead(channel="sheng-kuaibao", day=date(2026, 11, 30), number="第316期", lines=2),
        ),
        (
            ["省委办公厅《调研参考》", "2026-10-09"],
            Masthead(channel="sheng-cankao", day=date(2026, 10, 9), number="", lines=2),
        ),
        (
            ["云溪区设“潮汐摊区”", "2026年11月3日，云溪区设摊位146个。"],
            Masthead(channel="", day=None, number="", lines=0),
        ),
        ([], Masthead(channel="", day=None, number="", lines=0)),
    ],
)
def test_the_head_says_periodical_number_and_day(lines: list[str], expected: Masthead) -> None:
    assert read_masthead(lines, CHANNELS) == expected


def test_what_stands_below_the_head_is_not_of_it() -> None:
    lines = ["简报", *[f"一般的一行字{number}" for number in range(20)], "第228期", "2026年11月29日"]
    assert read_masthead(lines, CHANNELS) == Masthead(channel="", day=None, number="", lines=0)


@pytest.mark.parametrize(
    ("text", "channel"),
    [
        ("每日要情", "shi-yaoqing"),
        ("每 日 要 情", "shi-yaoqing"),
        ("市委办《每日要情》增刊", "shi-yaoqing"),
        ("中央办公厅", "zhongban"),
        ("邻市《参阅》", ""),
        ("", ""),
    ],
)
def test_a_channel_is_known_by_any_of_its_names(text: str, channel: str) -> None:
    assert find_channel(text, CHANNELS) == channel


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("第228期", "第228期"),
        ("第 228 期", "第228期"),
        ("总第3021期", ""),
        ("第12期（总第3021期）", "第12期"),
        ("12期", ""),
    ],
)
def test_their_running_number_is_not_their_number(text: str, number: str) -> None:
    assert read_number(text) == number


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026年11月3日", date(2026, 11, 3)),
        ("2026.11.03", date(2026, 11, 3)),
        ("2026年13月3日", None),
        ("11月3日", None),
    ],
)
def test_a_day_is_one_that_there_is(text: str, day: date | None) -> None:
    assert read_day(text) == day


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("云溪区设摊位146个，早晚开放。", True),
        ("（云溪区城关镇设摊位146个。）", True),
        ("真难。", False),
        ("云溪区设“潮汐摊区”疏导占道", False),
    ],
)
def test_a_sentence_ends_as_text_does(line: str, *, expected: bool) -> None:
    assert is_sentence(line) is expected


# -- lines --------------------------------------------------------------------


def test_page_numbers_and_odd_spaces_are_no_lines() -> None:
    assert read_lines("\ufeff　　标题\r\n— 1 —\r第 2 页 共 3 页\n 12 \n正文。 \n") == ["标题", "正文。", ""]


def test_long_lines_were_never_broken() -> None:
    lines = ["云溪区设摊位，" * 12, "东湖区设摊位，" * 12, "短行", "清河县设摊位，" * 12]
    assert read_lines("\n".join(lines)) == lines


def test_a_full_line_that_goes_on_is_joined_with_the_next_and_a_new_paragraph_is_not() -> None:
    text = (
        "云溪区城关镇划出一百四十六个摊位，早市夜市\n定时开放，收市以后三十分钟以内清场，恢复通\n行停车。\n"
        "一、加强管理。每一处摊区由一名社区干部值班\n二、强化服务。给自产自销的菜农固定留位四十\n个。"
    )
    assert read_lines(text) == [
        "云溪区城关镇划出一百四十六个摊位，早市夜市定时开放，收市以后三十分钟以内清场，恢复通行停车。",
        "一、加强管理。每一处摊区由一名社区干部值班",
        "二、强化服务。给自产自销的菜农固定留位四十个。",
    ]


# -- lists --------------------------------------------------------------------


def test_rows_are_read_with_what_they_state_and_text_is_no_row() -> None:
    lines = [
        "10月份采用情况",
        "1. | 10月9日 第190期 | 秋粮含水量偏高，云溪区多方补烘干缺口 | 云溪区",
        "10.16\t云溪区建管并重，管好农村建成项目",
        "云溪区10月9日报送的一篇稿件被采用，特此告知。",
    ]
    assert read_list(lines, CHANNELS, "shi-yaoqing", date(2026, 10, 31)) == [
        Upper(
            title="秋粮含水量偏高，云溪区多方补烘干缺口",
            text="",
            channel="shi-yaoqing",
            day=date(2026, 10, 9),
            number="第190期",
            credited="云溪区",
        ),
        Upper(title="云溪区建管并重，管好农村建成项目", text="", channel="shi-yaoqing", day=date(2026, 10, 16)),
    ]


def test_one_row_or_few_among_much_text_are_no_list() -> None:
    row = "第190期\t秋粮含水量偏高，云溪区多方补烘干缺口"
    assert read_list([row], CHANNELS, "", None) == []
    assert read_list([row, row, *["云溪区设摊位146个，早晚开放。"] * 5], CHANNELS, "", None) == []


def test_without_a_year_a_short_day_is_not_known() -> None:
    rows = read_list(["9月1日\t云溪区推行新办法", "9月2日\t和平镇化解纠纷的办法"], CHANNELS, "", None)
    assert [(row.title, row.day) for row in rows] == [("云溪区推行新办法", None), ("和平镇化解纠纷的办法", None)]
