"""Typed getters: a value of the right type, or a problem that says what is expected."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum

import pytest

from jianbao.metadata import Fields, Mapping, Vocabulary, parse_moment, parse_tree
from jianbao.metadata.keys import label_key

VOCABULARY = Vocabulary(names={"unit": {"城关": "chengguan", "城关镇": "chengguan"}}, labels={"unit": "单位"})


class Colour(Enum):
    RED = "红"
    BLUE = "蓝"


def read(text: str) -> Fields:
    node, problems = parse_tree(text, "f.md", first_line=2)
    assert isinstance(node, Mapping)
    assert problems == []
    return Fields(node, VOCABULARY)


def problems_of(fields: Fields) -> list[str]:
    return [str(problem) for problem in fields.problems]


def test_keys_by_alias_and_with_spaces_of_any_width() -> None:
    fields = read("标题: 甲\n　单位: 城关\n")
    assert (fields.text("title"), fields.name("unit", "unit")) == ("甲", "chengguan")
    assert fields.finish() == []


def test_what_a_field_was_called_before_is_still_read() -> None:
    assert [read(f"{alias}: 郑××").text("entered_by") for alias in ("补录人", "代录人")] == ["郑××", "郑××"]
    assert label_key("entered_by") == "entered_by（补录人）"


@pytest.mark.parametrize(
    ("text", "get", "value"),
    [
        ("a: 010", lambda f: f.integer("a"), 10),
        ("a: 010", lambda f: f.text("a"), "010"),
        ("a: no", lambda f: f.text("a"), "no"),
        ("a: no", lambda f: f.boolean("a"), False),
        ("a: 是", lambda f: f.boolean("a"), True),
        ("a: 12:30", lambda f: f.text("a"), "12:30"),
        ("a: 1e3", lambda f: f.texts("a"), ("1e3",)),
        ("a: 12", lambda f: f.integers("a"), (12,)),
        ("a: 7-8", lambda f: f.integers("a"), (7, 8)),
        ("a: 7—9", lambda f: f.integers("a"), (7, 8, 9)),
        ("a: 红", lambda f: f.choice("a", Colour), Colour.RED),
        ("a: blue", lambda f: f.choice("a", Colour), Colour.BLUE),
        ("a: 2026年11月3日", lambda f: f.moment("a"), parse_moment("2026-11-03")),
        ("a: [甲, 乙]", lambda f: f.texts("a"), ("甲", "乙")),
        ("a: 甲", lambda f: f.texts("a"), ("甲",)),
        ("a: x/2026/11-03-b", lambda f: f.record_id("a"), "x/2026/11-03-b"),
        ("b: 1", lambda f: f.text("a", default="缺"), "缺"),
    ],
)
def test_values(text: str, get: Callable[[Fields], object], value: object) -> None:
    fields = read(text)
    assert get(fields) == value
    assert fields.problems == []


@pytest.mark.parametrize(
    ("text", "get", "expected"),
    [
        (
            "a: 1e3",
            lambda f: f.integer("a"),
            "error[field-type] f.md:2:4 字段“a”的值“1e3”应是一个整数\n提示：只写数字，如 10",
        ),
        (
            "a: -1",
            lambda f: f.integer("a"),
            "error[field-type] f.md:2:4 字段“a”的值“-1”应是一个整数\n提示：只写数字，如 10",
        ),
        (
            "a: 8-7",
            lambda f: f.integers("a"),
            "error[field-type] f.md:2:4 字段“a”的值“8-7”应是一个期号\n提示：如 12；合刊写 7-8",
        ),
        (
            "a: 0",
            lambda f: f.integers("a"),
            "error[field-type] f.md:2:4 字段“a”的值“0”应是一个期号\n提示：如 12；合刊写 7-8",
        ),
        (
            "a: 对",
            lambda f: f.boolean("a"),
            "error[field-type] f.md:2:4 字段“a”的值“对”应是“是”或“否”\n提示：写“是”或“否”",
        ),
        (
            "a: 黄",
            lambda f: f.choice("a", Colour),
            "error[field-type] f.md:2:4 字段“a”的值“黄”不在可选之列\n提示：可选：红、蓝",
        ),
        (
            "a: [甲]",
            lambda f: f.text("a"),
            "error[field-type] f.md:2:4 字段“a”应是一个值，不能是一组\n提示：只写一个值",
        ),
        (
            "a: [甲, [乙]]",
            lambda f: f.texts("a"),
            "error[field-type] f.md:2:8 字段“a”里每一项都应是一个值\n提示：如 [甲, 乙]",
        ),
        (
            "a: 甲",
            lambda f: f.mappings("a"),
            "error[field-type] f.md:2:4 字段“a”里每一项都应是一组“字段名: 值”\n提示：如 - {unit: 城关镇, share: 1}",
        ),
        (
            "a: 甲",
            lambda f: f.group("a"),
            "error[field-type] f.md:2:4 字段“a”应是一组“字段名: 值”\n提示：写成 {字段名: 值, 字段名: 值}",
        ),
        (
            "a: 11-03",
            lambda f: f.record_id("a"),
            (
                "error[field-type] f.md:2:4 字段“a”的值“11-03”不是编号\n"
                "提示：编号是文件夹下的路径去掉后缀，如 chengguan/2026/11-03-jiu-gai"
            ),
        ),
        (
            "a: 城官镇",
            lambda f: f.name("a", "unit"),
            "error[unit-unknown] f.md:2:4 没有名为“城官镇”的单位\n提示：是不是“城关镇”？",
        ),
        ("a: ''", lambda f: f.text("a"), "error[field-empty] f.md:2:1 字段“a”是空的\n提示：填上内容，或删去这一行"),
        (
            "b: 1",
            lambda f: f.text("title", required=True),
            "error[field-missing] f.md:2:1 缺少字段“title（标题）”\n提示：补上“title: …”一行",
        ),
    ],
)
def test_slips(text: str, get: Callable[[Fields], object], expected: str) -> None:
    fields = read(text)
    get(fields)
    assert problems_of(fields) == [expected]


def test_unknown_fields_come_with_the_nearest_name() -> None:
    fields = read("titel: 甲\n标提: 乙\nzzz: 丙\n")
    fields.text("title")
    fields.finish()
    assert problems_of(fields) == [
        "error[field-unknown] f.md:2:1 不认识字段“titel”\n提示：是不是想写“title（标题）”？",
        "error[field-unknown] f.md:3:1 不认识字段“标提”\n提示：是不是想写“title（标题）”？",
        "error[field-unknown] f.md:4:1 不认识字段“zzz”\n提示：这里可用的字段：title",
    ]


def test_the_first_of_two_equal_fields_counts() -> None:
    fields = read("title: 甲\n标题: 乙\n")
    assert fields.text("title") == "甲"
    assert problems_of(fields) == [
        "error[field-duplicate] f.md:3:1 字段“title（标题）”重复，前一处在第2行\n提示：留下一个，删去另一个"
    ]
