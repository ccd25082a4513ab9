"""定稿文本: the text as printed, beside its issue, never changed again."""

from __future__ import annotations

from collections.abc import Iterator

from jianbao.checks.rule import Context, Family, Rule
from jianbao.checks.wording import name_number
from jianbao.model import Document, Issue
from jianbao.problems import Level, Place, Problem
from jianbao.reading import record_of_kept
from jianbao.reading.pictures import digest_picture, kept_picture_path

SNAPSHOT_MISSING = Rule(
    code="snapshot-missing",
    title="已签发的一期缺少定稿文本",
    reason="网页、PDF、Word 都由定稿文本生成，没有它就不知道当时印了什么。",
    remedy="从版本库取回同名的 .json 文件；签发的文本不能重新生成",
    fixed=True,
)
SNAPSHOT_DAMAGED = Rule(
    code="snapshot-damaged",
    title="定稿文本已损坏",
    reason="定稿文本读不出来，这一期就无法再生成。",
    remedy="从版本库取回签发时的文件",
    fixed=True,
)
SNAPSHOT_CHANGED = Rule(
    code="snapshot-changed",
    title="定稿文本被改动过",
    reason="签发以后文本不得改动，校验码对不上说明有人改过。",
    remedy="从版本库取回签发时的 .json 文件；内容有误的，发更正或撤回",
    fixed=True,
)
SNAPSHOT_DIFFERS = Rule(
    code="snapshot-differs",
    title="刊期记录与定稿文本不一致",
    reason="期号、日期、篇目在签发时写入定稿文本，两处应当相同，不同说明记录被改过。",
    remedy="从版本库取回签发时的 .yml 文件；已印发的以定稿文本为准",
    fixed=True,
)
SNAPSHOT_ORPHAN = Rule(
    code="snapshot-orphan",
    title="定稿文本没有对应的刊期记录",
    reason="多半是签发中途断了，这一期没有签成，期号也没有占用。",
    remedy="不用处理，下次签发会清理；若其实已经签发，从版本库取回同名的 .yml 文件",
    level=Level.NOTICE,
    fixed=True,
)


def check_digest(context: Context) -> Iterator[Problem]:
    for issue in context.office.issues.values():
        if issue.document and issue.digest and issue.digest != issue.snapshot_digest:
            message = f"定稿文本与签发时不同（签发时 {issue.digest[:8]}，现在 {issue.snapshot_digest[:8]}）"
            yield SNAPSHOT_CHANGED.report(issue.source.place("digest"), message)


def check_fields(context: Context) -> Iterator[Problem]:
    for issue in context.office.issues.values():
        for field, label, stated, printed in _compare(context, issue, issue.document) if issue.document else ():
            if stated != printed:
                message = f"{label}是{stated or '空'}，定稿文本里是{printed or '空'}"
                yield SNAPSHOT_DIFFERS.report(issue.source.place(field), message)


def _compare(context: Context, issue: Issue, document: Document) -> Iterator[tuple[str, str, str, str]]:
    """Field, what it is called, as the record states it, as printed."""
    series = context.office.settings.series(issue.periodical, issue.series)
    printed = f"{document.periodical}/{document.series}".rstrip("/")
    yield "periodical", "刊物", series.key if series else printed, printed
    yield "year", "年份", str(issue.year), str(document.year)
    yield "number", "期号", name_number(issue.number), name_number(document.number)
    yield "cumulative", "总期号", _join(issue.cumulative), _join(document.cumulative)
    yield "date", "签发日期", str(issue.date.day if issue.date else ""), str(document.date or "")
    yield "articles", "篇目", "、".join(issue.articles), "、".join(article.id for article in document.articles)


def _join(numbers: tuple[int, ...]) -> str:
    return "—".join(map(str, dict.fromkeys((*numbers[:1], *numbers[-1:]))))


def check_pictures(context: Context) -> Iterator[Problem]:
    for issue in context.office.issues.values():
        for article in issue.document.articles if issue.document else ():
            for picture in article.pictures:
                path = kept_picture_path(issue.id, picture.sha256, picture.suffix)
                digest = digest_picture(context.office.root, path)
                if digest is None:
                    message = f"缺少定稿图片 {path}"
                    yield SNAPSHOT_MISSING.report(issue.source.place(), message, "从版本库取回这张图片")
                elif digest != picture.sha256:
                    yield SNAPSHOT_CHANGED.report(Place(path=path), "定稿图片与签发时不同", "从版本库取回签发时的图片")


def check_orphans(context: Context) -> Iterator[Problem]:
    files = frozenset(context.office.files)
    for file in context.office.files:
        record = record_of_kept(file)
        if record and record not in files:
            yield SNAPSHOT_ORPHAN.report(Place(path=file), f"没有对应的 {record}")


FAMILY = Family(
    name="定稿文本",
    rules=(SNAPSHOT_MISSING, SNAPSHOT_DAMAGED, SNAPSHOT_CHANGED, SNAPSHOT_DIFFERS, SNAPSHOT_ORPHAN),
    checks=(check_digest, check_fields, check_pictures, check_orphans),
)
