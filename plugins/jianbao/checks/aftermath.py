"""印发之后: what has changed since an issue was signed. The signed text itself is never touched by it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from jianbao.checks.rule import Context, Family, Rule
from jianbao.checks.wording import name_issue
from jianbao.model import Document, Issue, Source, SourceDigest
from jianbao.numbering import Numbers, format_numbers
from jianbao.problems import Level, Place, Problem
from jianbao.settings import Series

SOURCE_CHANGED = Rule(
    code="source-changed",
    title="印发后原稿已改",
    reason="已印发的文本以定稿为准，不受影响；但原稿与印出来的不同，日后核对要知道。",
    remedy="不用处理；印错了的发更正，无意改动的从版本库取回",
    level=Level.NOTICE,
)
SOURCE_REMOVED = Rule(
    code="source-removed",
    title="印发后原稿被删除",
    reason="已印发的文本以定稿为准，不受影响；但出处查不到了，报送和采用的统计也会少一件。",
    remedy="从版本库取回被删除的文件",
    level=Level.NOTICE,
)
SETTING_CHANGED = Rule(
    code="setting-changed",
    title="印发后设置已改",
    reason="刊名、编发单位、栏目、单位简称、发送范围和印数改了以后，已印发的各期仍是当时的样子。",
    remedy="不用处理，已印发的不会改动；设置改错了的，改回来",
    level=Level.NOTICE,
)

_NOTHING = "（无）"


def check_sources(context: Context) -> Iterator[Problem]:
    office = context.office
    files = frozenset(office.files)
    for issue, document in _standing_documents(context):
        for article in document.articles:
            items = [(digest, "items", office.items.get(digest.id)) for digest in article.items]
            for digest, folder, record in (*items, (article.desk, "desk", office.desk.get(article.desk.id))):
                path = f"briefs/{folder}/{digest.id}.md"
                if record:
                    yield from _report_changed(context, issue, digest, record.source)
                elif path not in files:
                    message = f"{name_issue(office, issue)}印发后，{path} 被删除"
                    yield SOURCE_REMOVED.report(issue.source.place("articles"), message)


def _report_changed(context: Context, issue: Issue, digest: SourceDigest, source: Source) -> Iterator[Problem]:
    if source.digest != digest.digest:
        what = "原稿" if source.path.startswith("briefs/items/") else "编辑记录"
        yield SOURCE_CHANGED.report(
            source.place(), f"{name_issue(context.office, issue)}印发后{what}已改，已印发的不受影响"
        )


def check_settings(context: Context) -> Iterator[Problem]:
    """One notice for each thing that changed and each way it was printed, at the last issue that printed it so."""
    changes: dict[tuple[str, str, str], list[Issue]] = defaultdict(list)
    for issue, document in _standing_documents(context):
        series = context.office.settings.series(document.periodical, document.series)
        for label, printed, today in _compare(context, document, series) if series else ():
            if printed != today:
                changes[label, printed, today].append(issue)
    for (label, printed, today), issues in changes.items():
        last = max(issues, key=lambda issue: (str(issue.date or ""), issue.id))
        others = f"等{len(issues)}期" if len(issues) > 1 else ""
        name = f"{name_issue(context.office, last)}{others}"
        message = f"{name}印的{label}是“{printed or _NOTHING}”，现在的设置是“{today or _NOTHING}”；已印发的不受影响"
        yield SETTING_CHANGED.report(Place(path=last.source.path), message)


def _compare(context: Context, document: Document, series: Series) -> Iterator[tuple[str, str, str]]:
    """What it is, as printed, as it stands today."""
    imprint = document.imprint
    yield "刊名", document.full_name, series.full_name
    yield "编发单位", document.issuer, series.issuer
    for column in document.columns:
        today = series.column(column.id)
        if any(article.column == column.id for article in document.articles):
            yield "栏目名称", column.name, today.name if today else "（已取消）"
    yield "报送范围", "；".join(imprint.up), "；".join(series.up)
    yield "送达范围", "；".join(imprint.peer), "；".join(series.peer)
    yield "发送范围", "；".join(imprint.down), "；".join(series.down)
    yield "印数", str(imprint.copies), str(series.copies)
    yield "电话", imprint.phone, context.office.settings.office.phone
    yield "期号写法", document.number_text, _number_today(document, series)
    units = {unit.id: unit.name for article in document.articles for unit in article.units}
    for unit, name in units.items():
        known = context.office.settings.units.get(unit)
        yield "单位简称", name, known.name_on(document.date).short if known else "（已删去）"


def _standing_documents(context: Context) -> Iterator[tuple[Issue, Document]]:
    for issue in context.office.issues.values():
        if issue.document and not context.standing.is_withdrawn(issue.id):
            yield issue, issue.document


def _number_today(document: Document, series: Series) -> str:
    """How the same number would be printed now; as it was where it cannot be (a cumulative number came or went)."""
    if bool(document.cumulative) != series.number.cumulative:
        return document.number_text
    return format_numbers(series.number, Numbers(number=document.number, cumulative=document.cumulative))


FAMILY = Family(
    name="印发之后",
    rules=(SOURCE_CHANGED, SOURCE_REMOVED, SETTING_CHANGED),
    checks=(check_sources, check_settings),
)
