"""检查设置: what ``checks.yml`` says of the checks themselves."""

from __future__ import annotations

from collections.abc import Iterator

from jianbao.checks.rule import Context, Family, Rule
from jianbao.checks.wording import suggest
from jianbao.metadata.vocabulary import nearest_name
from jianbao.problems import Place, Problem

CHECK_UNKNOWN = Rule(
    code="check-unknown",
    title="没有这项检查或限值",
    reason="检查名写错了，所定的级别和限值不会起作用。",
    remedy="改成“检查项目”页上的名称",
)
CHECK_FIXED = Rule(
    code="check-fixed",
    title="这项检查的级别不能改",
    reason="保密检查不得关闭；读不出来的文件如果不报错，就会悄悄丢失。",
    remedy="删去 checks.yml 里这一项的 level",
    fixed=True,
)


def check_codes(context: Context) -> Iterator[Problem]:
    settings = context.office.settings.checks
    for code in settings.numbers:
        rule = context.rules.get(code)
        if rule is None:
            hint = suggest(nearest_name(code, context.rules), CHECK_UNKNOWN.remedy)
            yield CHECK_UNKNOWN.report(_place(context, code), f"没有名为“{code}”的检查", hint)
            continue
        known = [*rule.numbers, *rule.words]
        for limit in (*settings.numbers[code], *settings.words[code]):
            if limit not in known:
                hint = f"可定的限值：{'、'.join(known)}" if known else "删去这个限值，只写 level"
                yield CHECK_UNKNOWN.report(_place(context, f"{code}.{limit}"), f"检查“{code}”没有限值 {limit}", hint)
        if rule.fixed and code in settings.levels:
            yield CHECK_FIXED.report(_place(context, f"{code}.level"), f"检查“{code}”的级别不能改")


def _place(context: Context, path: str) -> Place:
    return context.office.settings.checks.places.get(path, Place(path="briefs/settings/checks.yml"))


FAMILY = Family(name="检查设置", rules=(CHECK_UNKNOWN, CHECK_FIXED), checks=(check_codes,))
