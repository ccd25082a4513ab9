"""篇幅: how long the values of a record may be, whatever they say."""

from __future__ import annotations

from collections.abc import Iterator

from jianbao.characters import normalise
from jianbao.checks.rule import Context, Family, Rule
from jianbao.metadata.keys import PROSE
from jianbao.problems import Problem

FIELD_LONG = Rule(
    code="field-long",
    title="一项内容过长",
    reason="标题、姓名这样的一项只有一行，理由、批示这样的一项也只有几段；太长的多半是把正文贴错了地方，网页和打印件上都排不下。"
    "title 是标题的限值，text 是理由、意见、办理情况这类成段文字和网址的限值，max 是其余各项的限值。",
    remedy="只留这一项该写的，其余写进正文或另行说明",
    numbers={"title": 200, "max": 500, "text": 5000},
)

# An address is one line, but may be long.
_ADDRESSES = frozenset({"link", "url"})


def check_length(context: Context) -> Iterator[Problem]:
    """Of fields alone: a body has the limits of its form."""
    limits = {limit: context.number(FIELD_LONG, limit) for limit in FIELD_LONG.numbers}
    shortest = min(limits.values())
    for passage in context.mendable_passages:
        written = passage.text.strip() if passage.field else ""
        if len(written) <= shortest:
            continue
        longest, length = limits[_name_limit(passage.field)], len(normalise(written))
        if length > longest:
            what = "标题" if _key_of(passage.field) == "title" else "这一项"
            yield FIELD_LONG.report(passage.place(), f"{what}有{length}字，超过{longest}字")


def is_line(field: str) -> bool:
    """Whether what stands at the path in a header is one line."""
    return bool(field) and _key_of(field) not in PROSE


def _name_limit(field: str) -> str:
    key = _key_of(field)
    return "title" if key == "title" else "text" if key in PROSE | _ADDRESSES else "max"


def _key_of(field: str) -> str:
    """``presented[0].opinion`` → ``opinion``, ``tags[1]`` → ``tags``."""
    return field.rpartition(".")[2].partition("[")[0]


FAMILY = Family(name="篇幅", rules=(FIELD_LONG,), checks=(check_length,))
