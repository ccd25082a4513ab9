"""What is no running text is blanked out, each character in its place."""

from __future__ import annotations

import pytest

from jianbao.checks.markup import mask_markup


@pytest.mark.parametrize(
    ("line", "masked"),
    [
        ("见 https://a.cn/b,(c) 页", "见 " + "x" * len("https://a.cn/b,(c)") + " 页"),
        ("见[指南](a.md)。", "见[指南" + "x" * 7 + "。"),
        ("见![图(一)](b.png)。", "见" + "x" * 14 + "。"),
        ("1. 问需求", "xxx问需求"),
        ("> - 问需求", "xxxx问需求"),
        ("`甲,乙`和<b>丙</b>", "xxxxx和xxx丙xxxx"),
        ("邮箱 xxk@example.gov.cn，", "邮箱 " + "x" * 18 + "，"),
        ("8:30开始", "8:30开始"),
    ],
)
def test_mask(line: str, masked: str) -> None:
    assert mask_markup(line) == masked
    assert len(masked) == len(line)
