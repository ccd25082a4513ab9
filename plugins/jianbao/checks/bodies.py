"""正文: whether there is one, and how long it is for its form."""

from __future__ import annotations

from collections.abc import Iterator

from jianbao.characters import count_characters
from jianbao.checks.passages import find_open_items
from jianbao.checks.rule import Context, Family, Rule
from jianbao.problems import Level, Problem

BODY_EMPTY = Rule(
    code="body-empty",
    title="没有正文",
    reason="只有标题的稿件无法编发。",
    remedy="在第二行“---”之后写正文",
)
BODY_SHORT = Rule(
    code="body-short",
    title="正文过短",
    reason="没有写清做法、数据和成效的稿件，编辑只能退改。字数要求按体裁定，见 kinds.yml。",
    remedy="补充具体做法、数据和成效，或改用更短的体裁",
    level=Level.WARNING,
)
BODY_LONG = Rule(
    code="body-long",
    title="正文过长",
    reason="一期刊物容量有限，过长的稿件会被大段删改。字数要求按体裁定，见 kinds.yml。",
    remedy="删去背景和套话，或改用更长的体裁",
    level=Level.WARNING,
)


def check_body(context: Context) -> Iterator[Problem]:
    for item in find_open_items(context.office, context.standing, "body"):
        form, length = context.office.settings.kinds.form(item.form), count_characters(item.body)
        if length == 0:
            yield BODY_EMPTY.report(item.source.body_place(), "没有正文")
        elif length < form.shortest:
            yield BODY_SHORT.report(item.source.body_place(), f"正文{length}字，{form.name}不少于{form.shortest}字")
        elif form.longest and length > form.longest:
            yield BODY_LONG.report(item.source.body_place(), f"正文{length}字，{form.name}不超过{form.longest}字")


FAMILY = Family(name="正文", rules=(BODY_EMPTY, BODY_SHORT, BODY_LONG), checks=(check_body,))
