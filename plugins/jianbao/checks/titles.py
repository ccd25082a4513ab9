"""标题: length and ending."""

from __future__ import annotations

from collections.abc import Iterator

from jianbao.characters import count_characters
from jianbao.checks.passages import Passage
from jianbao.checks.rule import Context, Family, Rule
from jianbao.problems import Level, Problem

TITLE_LENGTH = Rule(
    code="title-length",
    title="标题过长",
    reason="标题要一眼看完，目录里要排得下一行。",
    remedy="删去套话，只留事情本身；副题不要写进标题",
    level=Level.WARNING,
    numbers={"max": 30},
)
TITLE_ENDING = Rule(
    code="title-ending",
    title="标题末尾有标点",
    reason="公文标题除书名号、引号、括号外，末尾不用标点。",
    remedy="删去末尾的标点",
)


def check_title_length(context: Context) -> Iterator[Problem]:
    longest = context.number(TITLE_LENGTH, "max")
    for passage in _open_titles(context):
        if (length := count_characters(passage.text)) > longest:
            yield TITLE_LENGTH.report(passage.place(), f"标题{length}字，超过{longest}字")


def check_title_ending(context: Context) -> Iterator[Problem]:
    for passage in _open_titles(context):
        if passage.text and passage.text[-1] in "。，、；：！？.,;:!?…":
            yield TITLE_ENDING.report(passage.place(), f"标题末尾有标点“{passage.text[-1]}”")


def _open_titles(context: Context) -> Iterator[Passage]:
    return (passage for passage in context.open_passages if passage.field == "title")


FAMILY = Family(name="标题", rules=(TITLE_LENGTH, TITLE_ENDING), checks=(check_title_length, check_title_ending))
