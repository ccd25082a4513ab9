"""处理意见: decisions that contradict each other, or that cannot be carried out."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from jianbao.checks.passages import find_open_adoptions
from jianbao.checks.rule import Context, Family, Rule
from jianbao.checks.wording import name_issue, suggest
from jianbao.metadata.vocabulary import nearest_name
from jianbao.model import Decision, DeskRecord, Draft
from jianbao.problems import Problem

DECIDED_TWICE = Rule(
    code="decided-twice",
    title="一篇稿件有两个互相矛盾的处理意见",
    reason="同一稿件既采用又不采用，或在同一刊物采用两次，就不知道以哪个为准，还会重复刊用。",
    remedy="后一个处理意见写上“supersedes: 前一个的编号”，或删去多余的一个",
    fixed=True,
)
SUPERSEDES_TWICE = Rule(
    code="supersedes-twice",
    title="两份记录取代同一份记录",
    reason="一份处理意见只能被取代一次，两人同时改，就有两个“最新”。",
    remedy="后写的一份改为取代先写的那一份",
)
ITEM_REPEATED = Rule(
    code="item-repeated",
    title="综合稿里同一稿件写了两次",
    reason="同一稿件写两次，采用条次会多算。",
    remedy="删去重复的一个",
)
COLUMN_UNKNOWN = Rule(
    code="column-unknown",
    title="刊物没有这个栏目",
    reason="栏目名写错了，文章排不进版面。",
    remedy="写 periodicals.yml 里该刊物的栏目名称或 id",
    fixed=True,
)
SERIES_UNKNOWN = Rule(
    code="series-unknown",
    title="刊物没有这个系列",
    reason="系列决定期号怎么编，写错了就不知道接在哪一期之后。",
    remedy="写 periodicals.yml 里该刊物的系列（如增刊）；正刊不写 series",
    fixed=True,
)
REISSUE_STANDING = Rule(
    code="reissue-standing",
    title="重刊的那一期没有撤回",
    reason="只有撤回了的一期，其中的文章才能重新编发，否则就是重复刊用。",
    remedy="先发撤回通知；不是重刊的，删去 reissues（重刊自）",
)
DESK_EMPTY = Rule(
    code="desk-empty",
    title="自编稿没有标题或正文",
    reason="自编稿没有原稿可取，标题和正文都要写在编辑记录里。",
    remedy="写上 title（标题）和正文；有原稿的，写上 item（稿件）",
    fixed=True,
)
COMPOSITE_EMPTY = Rule(
    code="composite-empty",
    title="综合稿没有标题或正文",
    reason="综合稿由几篇原稿合成，刊出的只有编辑写下的文字。",
    remedy="写上 title（标题）和合成后的正文",
    fixed=True,
)
_SERIES_HINT = "各刊物的系列见 briefs/settings/periodicals.yml"


def check_decided_twice(context: Context) -> Iterator[Problem]:
    for item, records in context.standing.decisions.items():
        ordered = sorted(records, key=lambda record: (str(record.decided or ""), record.id))
        for first, second in combinations(ordered, 2):
            if first.decision and second.decision and _conflict(context, first, second):
                before = f"{item} 已有处理意见“{first.decision.value}”（{first.source.path}）"
                message = f"{before}，又写了“{second.decision.value}”"
                yield DECIDED_TWICE.report(second.source.place("decision"), message)


def _conflict(context: Context, first: DeskRecord, second: DeskRecord) -> bool:
    if first.decision is not Decision.ADOPT or second.decision is not Decision.ADOPT:
        return not _all_withdrawn(context, first)
    if first.periodical != second.periodical:
        return False
    return not (_reissues(context, second, first) or _reissues(context, first, second))


def _all_withdrawn(context: Context, record: DeskRecord) -> bool:
    """Whether it was printed, but every issue that printed it was withdrawn: it binds nobody any more."""
    claims = context.standing.claims.get(record.id, ())
    return bool(claims) and all(context.standing.is_withdrawn(issue.id) for issue in claims)


def _reissues(context: Context, again: DeskRecord, first: DeskRecord) -> bool:
    """Whether one takes up again what the other had brought into an issue that was withdrawn since."""
    claims = [issue.id for issue in context.standing.claims.get(first.id, ())]
    return again.reissues in claims and context.standing.is_withdrawn(again.reissues)


def check_supersedes_twice(context: Context) -> Iterator[Problem]:
    replaced: dict[str, DeskRecord] = {}
    for record in sorted(context.office.desk.values(), key=lambda record: (str(record.decided or ""), record.id)):
        for old in dict.fromkeys(record.supersedes):
            first = replaced.setdefault(old, record)
            if first is not record:
                message = f"{old} 已被 {first.source.path} 取代"
                yield SUPERSEDES_TWICE.report(record.source.place("supersedes"), message)


def check_item_repeated(context: Context) -> Iterator[Problem]:
    for record in context.office.desk.values():
        for number, item in enumerate(record.items):
            if item in record.items[:number]:
                yield ITEM_REPEATED.report(record.source.place(f"sources[{number}]"), f"{item} 前面已经写过")


def check_series(context: Context) -> Iterator[Problem]:
    office = context.office
    records: tuple[DeskRecord | Draft, ...] = (*office.desk.values(), *office.drafts.values())
    for record in records:
        periodical = office.settings.periodical(record.periodical)
        if periodical and periodical.get_series(record.series) is None:
            names = [name for series in periodical.series[1:] for name in (series.name, series.id)]
            hint = suggest(nearest_name(record.series, names), _SERIES_HINT)
            message = f"《{periodical.name}》没有名为“{record.series}”的系列"
            yield SERIES_UNKNOWN.report(record.source.place("series"), message, hint)


def check_column(context: Context) -> Iterator[Problem]:
    """Only of what is still to be printed: columns may go when the paper changes."""
    for record in find_open_adoptions(context.office, context.standing):
        series = context.office.settings.series(record.periodical, record.series)
        if series and record.column and series.column(record.column) is None:
            names = [name for column in series.columns for name in (column.name, column.id)]
            known = "现有栏目：" + "、".join(column.name for column in series.columns)
            message = f"{series.title}没有名为“{record.column}”的栏目"
            hint = suggest(nearest_name(record.column, names), known)
            yield COLUMN_UNKNOWN.report(record.source.place("column"), message, hint)


def check_reissue(context: Context) -> Iterator[Problem]:
    for record in context.office.desk.values():
        issue = context.office.issues.get(record.reissues)
        if issue and not context.standing.is_withdrawn(issue.id):
            message = f"{name_issue(context.office, issue)}（{issue.source.path}）没有撤回"
            yield REISSUE_STANDING.report(record.source.place("reissues"), message)


def check_empty(context: Context) -> Iterator[Problem]:
    for record in find_open_adoptions(context.office, context.standing):
        if len(record.items) == 1:
            continue
        rule, name = (COMPOSITE_EMPTY, "综合稿") if record.items else (DESK_EMPTY, "自编稿")
        hint = ""
        if record.tasks:
            name, hint = "督查稿", "写上 title（标题）和正文；可用 jianbao task brief 拟稿"
        if not record.title:
            yield rule.report(record.source.place(), f"{name}没有标题", hint)
        if not record.body.strip():
            yield rule.report(record.source.body_place(), f"{name}没有正文", hint)


FAMILY = Family(
    name="处理意见",
    rules=(
        DECIDED_TWICE,
        SUPERSEDES_TWICE,
        ITEM_REPEATED,
        COLUMN_UNKNOWN,
        SERIES_UNKNOWN,
        REISSUE_STANDING,
        DESK_EMPTY,
        COMPOSITE_EMPTY,
    ),
    checks=(
        check_decided_twice,
        check_supersedes_twice,
        check_item_repeated,
        check_series,
        check_column,
        check_reissue,
        check_empty,
    ),
)
