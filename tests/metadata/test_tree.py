"""YAML as text with places: no value is ever turned into something else."""

from __future__ import annotations

import pytest

from jianbao.metadata import Mapping, Node, Scalar, Sequence, locate_values, parse_tree
from jianbao.problems import Place


def parse(text: str, first_line: int = 1) -> Node:
    node, problems = parse_tree(text, "f.yml", first_line=first_line)
    assert problems == []
    assert node is not None
    return node


def refuse(text: str) -> str:
    node, problems = parse_tree(text, "f.yml")
    assert node is None
    return "\n".join(map(str, problems))


@pytest.mark.parametrize(
    "written",
    [
        "010",
        "0x1f",
        "1_000",
        "no",
        "NO",
        "yes",
        "on",
        "off",
        "null",
        "~",
        "12:30",
        "1e3",
        ".inf",
        "2026-11-03",
        "=",
        "<<",
    ],
)
def test_scalars_stay_what_was_written(written: str) -> None:
    node = parse(f"value: {written}")
    assert isinstance(node, Mapping)
    value = node.entries[0][1]
    assert isinstance(value, Scalar)
    assert value.text == written
    assert value.plain


def test_quoted_scalars_are_known_as_such() -> None:
    node = parse("value: '010'")
    assert isinstance(node, Mapping)
    value = node.entries[0][1]
    assert value == Scalar(place=Place(path="f.yml", column=8), text="010", plain=False)


def test_places_count_lines_of_the_file_and_characters() -> None:
    node = parse("标题: “三步走”\ntags:\n  - 甲\n  - {名: 乙}\n", first_line=2)
    assert isinstance(node, Mapping)
    places, texts = locate_values(node)
    assert {path: (place.line, place.column) for path, place in places.items()} == {
        "title": (2, 5),
        "tags": (4, 3),
        "tags[0]": (4, 5),
        "tags[1]": (5, 5),
        "tags[1].名": (5, 9),
    }
    assert texts == {"title": "“三步走”", "tags[0]": "甲", "tags[1].名": "乙"}


def test_of_a_repeated_key_the_first_is_located_and_both_are_kept() -> None:
    node = parse("title: 甲\n标题: 乙\n")
    assert isinstance(node, Mapping)
    assert [key.text for key, _ in node.entries] == ["title", "标题"]
    assert locate_values(node)[1] == {"title": "甲"}


def test_line_signs_of_word_end_no_line() -> None:
    node = parse("title: 甲\u2028乙\nunit: 丙\n")
    assert isinstance(node, Mapping)
    assert node.entries[0][1] == Scalar(place=Place(path="f.yml", column=8), text="甲 乙")
    assert node.entries[1][0].place.line == 2


@pytest.mark.parametrize("text", ["", "\n\n", "# 只有注释\n", "---\n"])
def test_empty_documents(text: str) -> None:
    assert parse_tree(text, "f.yml") == (None, [])


def test_lists_at_the_top() -> None:
    assert isinstance(parse("- 甲\n- 乙"), Sequence)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "a: &x 1",
            "error[header-syntax] f.yml:1:4 内容以 & 或 * 开头，系统另有用处\n提示：去掉它，或给整个内容加一对半角引号",
        ),
        (
            "a: !!python/name:os 1",
            (
                "error[header-syntax] f.yml:1:4 内容以“!!python/name:os”开头，系统另有用处\n"
                "提示：去掉它，或给整个内容加一对半角引号"
            ),
        ),
        (
            "a: !x 1",
            "error[header-syntax] f.yml:1:4 内容以“!x”开头，系统另有用处\n提示：去掉它，或给整个内容加一对半角引号",
        ),
        ("[a]: 1", "error[header-syntax] f.yml:1:1 字段名必须是文字\n提示：检查方括号、花括号是否用错"),
        (
            "a: 1\n---\nb: 2",
            "error[header-syntax] f.yml:2:1 一个文件里只能有一个开头部分\n提示：删去多余的“---”及其后的内容",
        ),
        ("[" * 20 + "]" * 20, "error[header-syntax] f.yml:1:14 嵌套层次过深\n提示：检查括号和缩进"),
    ],
)
def test_what_records_do_not_use_is_refused(text: str, expected: str) -> None:
    assert refuse(text) == expected


def test_a_bomb_of_aliases_never_unfolds() -> None:
    text = "a: &a [x, x]\n" + "".join(f"{n}: &{n} [*{m}, *{m}]\n" for m, n in zip("abcdefg", "bcdefgh", strict=True))
    assert "内容以 & 或 * 开头" in refuse(text)
