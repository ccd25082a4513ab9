"""Numbers of issues in the search index, and where words end."""

from __future__ import annotations

import re

import pytest

from jianbao.rendering.tokens import SEPARATOR, join_issue_numbers


def cut(text: str) -> str:
    """``/`` stands for the joint that the search plugin writes."""
    return text.replace("/", "\u200b")


@pytest.mark.parametrize(
    ("text", "joined"),
    [
        ("《/信息/》/第/70/期/（/总第/1240/期/）", "《/信息/》/第70期/（/总第1240期/）"),
        ("《/信息/》/第/71—72/期/（/总/第/1241—1242/期/）", "《/信息/》/第71—72期/（/总第1241—1242期/）"),
        ("《/督查工作/》/第十七/期", "《/督查工作/》/第十七期"),
        ("第/十/八/期", "第十八期"),
        ("》/增刊/第/5/期/2026/年", "》/增刊第5期/2026/年"),
        ("见/第/70/期/、/第/71/期/。", "见/第70期/、/第71期/。"),
        ("没有/刊期", "没有/刊期"),
        ("从/第/1/期起/，", "从/第/1/期起/，"),
        ("第/3/季度/分/2/期", "第/3/季度/分/2/期"),
        ("", ""),
    ],
)
def test_the_number_of_an_issue_is_one_token(text: str, joined: str) -> None:
    assert join_issue_numbers(cut(text)) == cut(joined)


def test_joining_again_changes_nothing() -> None:
    once = join_issue_numbers(cut("第/70/期/（/总第/1240/期/）"))
    assert join_issue_numbers(once) == once


def test_chinese_punctuation_separates_words() -> None:
    text = "《信息》第70期（总第1240期）：“老旧小区”、‘燃气’——完成；更新？是！【完】…"
    words = [word for word in re.split(SEPARATOR, text) if word]
    assert words == ["信息", "第70期", "总第1240期", "老旧小区", "燃气", "完成", "更新", "是", "完"]
