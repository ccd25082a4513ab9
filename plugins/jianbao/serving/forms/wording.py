"""A problem of a record as a form says it: by the labels of the form, without the keys of files."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from jianbao.metadata.keys import ALIASES
from jianbao.problems import Problem

_LABEL = re.compile(r"\s*\b([a-z_]+)（([^（）]+)）")
_LINE = re.compile(r"“([a-z_]+): ?([^”]*)”")
_VALUE = re.compile(r"^字段“([^”]+)”的值“")
# Hints that speak of the file, which who writes in a form never sees.
_HINTS = {
    "body-short": "补充具体做法、数据和成效，或选更短的体裁",
    "body-long": "删去背景和套话，或选更长的体裁",
    "mobile-number": "删去号码；自己的联系电话写在“联系电话”一栏",
    "follows-missing": "选上前一报是哪一篇",
    "reference-missing": "从“我的稿件”或约稿页重新打开，再写一次",
}


def say_plainly(problems: Iterable[Problem]) -> list[Problem]:
    """字段“occurred（事发时间）”的值“昨天”不是日期 → 事发时间“昨天”不是日期."""
    return [
        replace(problem, message=_say(problem.message), hint=_HINTS.get(problem.code, _say(problem.hint)))
        for problem in problems
    ]


def _say(text: str) -> str:
    text = _VALUE.sub(lambda match: f"{_LABEL.sub(_alias, match[1])}“", text)
    text = _LINE.sub(lambda match: f"“{ALIASES.get(match[1], match[1])}：{match[2]}”", text)
    return _LABEL.sub(_alias, text)


def _alias(match: re.Match[str]) -> str:
    return match[2] if ALIASES.get(match[1]) == match[2] else match[0]
