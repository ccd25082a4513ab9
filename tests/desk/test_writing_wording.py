"""Problems as a form says them: by its labels, never by the keys of files."""

from __future__ import annotations

import pytest

from jianbao.problems import NOWHERE, Problem
from jianbao.serving.forms.wording import say_plainly


@pytest.mark.parametrize(
    ("message", "said"),
    [
        ("字段“occurred（事发时间）”的值“昨天”不是日期", "事发时间“昨天”不是日期"),
        ("没有写 approver（审签人）", "没有写审签人"),
        ("报次是续报，没有写 follows（续报）", "报次是续报，没有写续报"),
        ("标题36字，超过30字", "标题36字，超过30字"),
        ("写了 title（不是别名）", "写了 title（不是别名）"),
    ],
)
def test_keys_become_labels(message: str, said: str) -> None:
    problem = Problem(code="x", place=NOWHERE, message=message, hint="写成“approver: 李××”", field="approver")
    plain = say_plainly([problem])[0]
    assert (plain.message, plain.hint, plain.field) == (said, "写成“审签人：李××”", "approver")


def test_hints_that_speak_of_the_file_speak_of_the_form() -> None:
    problem = Problem(code="body-short", place=NOWHERE, message="正文3字，稿件不少于100字", hint="见 kinds.yml")
    assert say_plainly([problem])[0].hint == "补充具体做法、数据和成效，或选更短的体裁"
