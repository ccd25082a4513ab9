"""Bytes → text: what is accepted in silence, and what is left of the line ends."""

from __future__ import annotations

import codecs

import pytest

from jianbao.metadata import decode_text


@pytest.mark.parametrize("data", ["标题\n正文\n", "标题\r\n正文\r\n", "标题\r正文\r"])
def test_line_ends_become_one(data: str) -> None:
    assert decode_text(data.encode(), "f.md") == ("标题\n正文\n", [])


def test_bom_is_left_out() -> None:
    text, problems = decode_text(codecs.BOM_UTF8 + "标题".encode(), "f.md")
    assert text == "标题"
    assert [problem.code for problem in problems] == ["encoding-bom"]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-32"])
def test_wide_encodings_are_no_text(encoding: str) -> None:
    text, problems = decode_text("标题 title".encode(encoding), "f.md")
    assert text is None
    assert [problem.code for problem in problems] == ["encoding-nul"]


def test_gbk_names_the_line_and_shows_it() -> None:
    _, problems = decode_text("title: a\n标题：城关镇\n".encode("gbk"), "f.md")
    assert [str(problem) for problem in problems] == [
        (
            "error[encoding-gbk] f.md:2:1 文件是 GBK（GB18030）编码，应为 UTF-8，此行似为“标题：城关镇”\n"
            "提示：用记事本打开，选“另存为”，编码选 UTF-8"
        )
    ]
