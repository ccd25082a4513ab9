"""式样: what a periodical is printed in must be there."""

from __future__ import annotations

from collections.abc import Iterator

from jianbao.checks.rule import Context, Family, Rule
from jianbao.metadata.vocabulary import nearest_name
from jianbao.problems import Place, Problem
from jianbao.reading.styles import PRINT_FOLDER, list_styles

STYLE_UNKNOWN = Rule(
    code="style-unknown",
    title="没有这种式样",
    reason="刊物按 template 所写的式样排印；没有这个式样，送审稿就排不出来。已签发的各期改按“jianbao”排印，文字不变。",
    remedy="periodicals.yml 里的 template 写 templates/print 里有的式样名；已签发各期用过的式样文件不要删",
)


def check_periodicals(context: Context) -> Iterator[Problem]:
    known = list_styles(context.office.root)
    for series in context.office.settings.all_series():
        # A supplement that states none has that of its periodical, where it is told.
        if series.style not in known and series.style_place.path:
            yield STYLE_UNKNOWN.report(
                series.style_place, f"{series.title}的式样“{series.style}”不存在", _suggest(series.style, known)
            )


def check_signed(context: Context) -> Iterator[Problem]:
    known = list_styles(context.office.root)
    for issue in context.office.issues.values():
        if issue.document and issue.document.style not in known:
            message = f"{issue.document.title}签发时的式样“{issue.document.style}”已不在，改按“jianbao”排印"
            hint = f"从版本库取回 {PRINT_FOLDER}/{issue.document.style}.yml"
            yield STYLE_UNKNOWN.report(Place(path=issue.source.path), message, hint)


def _suggest(written: str, known: list[str]) -> str:
    close = nearest_name(written, known)
    return f"是不是“{close}”？" if close else f"现有的式样：{'、'.join(known)}"


FAMILY = Family(name="式样", rules=(STYLE_UNKNOWN,), checks=(check_periodicals, check_signed))
