"""A title as the name of a file: whole on any system, and the name that is seen is the one that is meant."""

from __future__ import annotations

import pytest

from jianbao.rendering.downloads import safe_name


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("《信息》第70期（总第1240期）", "信息第70期（总第1240期）"),
        ('a/b\\c:*?"<>|d', "abcd"),
        ("../../x", "x"),
        (" 通报. ", "通报"),
        ("通报\u202efdp.exe\x00\ud800\u2028", "通报fdp.exe"),
        ("CON", "_CON"),
        ("aux.1", "_aux.1"),
        ("contract", "contract"),
        ("字" * 80, "字" * 53),
        ("\U00020bb7" * 80, "\U00020bb7" * 40),
        ("a" * 159 + " b", "a" * 159),
        ("..", ""),
    ],
)
def test_safe_name(title: str, name: str) -> None:
    assert safe_name(title) == name
