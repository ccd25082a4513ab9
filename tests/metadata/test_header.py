"""A record's header and body, and the line on which the body begins."""

from __future__ import annotations

import pytest

from jianbao.metadata import split_header


@pytest.mark.parametrize(
    ("text", "body", "line"),
    [
        ("---\ntitle: 甲\n---\n正文", "正文", 4),
        ("---\ntitle: 甲\n---\n\n\n正文\n\n第二段\n\n", "正文\n\n第二段", 6),
        ("--- \ntitle: 甲\n---\t\n正文", "正文", 4),
        ("---\ntitle: 甲\n---\n", "", 4),
        ("---\ntitle: 甲\n---", "", 4),
        ("---\n---\n正文", "正文", 3),
        ("---\ntitle: 甲\n---\n  \n正文", "  \n正文", 4),
        ("---\ntitle: 甲\n---\n上\n\n---\n\n下", "上\n\n---\n\n下", 4),
    ],
)
def test_body(text: str, body: str, line: int) -> None:
    header, problems = split_header(text, "f.md")
    assert problems == []
    assert header is not None
    assert (header.body, header.body_line) == (body, line)


def test_indented_lines_of_a_long_value_are_text() -> None:
    header, problems = split_header("---\nnote: |\n  标题：不是字段\n---\n", "f.md")
    assert header is not None
    assert problems == []


def test_a_slip_far_above_the_line_that_yaml_names() -> None:
    text = "---\ntitle: 甲\ntags: [乙, 丙\nunit: 丁\ndate: 2026-11-03\n---\n正文"
    _, problems = split_header(text, "f.md")
    assert [str(problem) for problem in problems] == [
        (
            "error[header-syntax] f.md:3:7 括号 [ 没有成对：tags: [乙, 丙\n"
            "提示：补上 ]，或给整个内容加一对半角引号，如 title: '……'"
        )
    ]
