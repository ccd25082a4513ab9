"""涉密: a 密级 mark anywhere is refused. This is no channel for secrets."""

from __future__ import annotations

from collections.abc import Iterator

from jianbao.checks.passages import find_all_passages
from jianbao.checks.rule import Context, Family, Rule
from jianbao.model import BulletinDocument, Issue
from jianbao.problems import Place, Problem
from jianbao.secrecy import find_secrecy_mark

SECRECY_MARK = Rule(
    code="secrecy-mark",
    title="有密级标志",
    reason="本系统不是涉密系统。标有绝密、机密、秘密的内容进入任何一处，都可能造成泄密。",
    remedy="立即停止操作，把文件移出，按保密规定报告并走涉密渠道；确非涉密的，删去密级标志",
    fixed=True,
)


def check_records(context: Context) -> Iterator[Problem]:
    for passage in find_all_passages(context.office):
        if mark := find_secrecy_mark(passage.text):
            place = passage.place(max(0, passage.text.find(mark)))
            yield SECRECY_MARK.report(place, f"有密级标志“{mark}”")


def check_marks_of_periodicals(context: Context) -> Iterator[Problem]:
    for series in context.office.settings.all_series():
        if mark := find_secrecy_mark(series.mark):
            place = Place(path="briefs/settings/periodicals.yml")
            yield SECRECY_MARK.report(place, f"{series.title}的标识有密级标志“{mark}”")


def check_pages(context: Context) -> Iterator[Problem]:
    for page in context.office.pages.values():
        for line, text in enumerate(page.body.split("\n")):
            if mark := find_secrecy_mark(text):
                yield SECRECY_MARK.report(page.source.body_place(line), f"有密级标志“{mark}”")


def check_snapshots(context: Context) -> Iterator[Problem]:
    for issue in context.office.issues.values():
        for text in _printed_texts(issue):
            if mark := find_secrecy_mark(text):
                place = Place(path=issue.source.path.removesuffix(".yml") + ".json")
                yield SECRECY_MARK.report(place, f"定稿文本有密级标志“{mark}”")


def check_bulletins(context: Context) -> Iterator[Problem]:
    for bulletin in context.office.bulletins.values():
        for text in _bulletin_texts(bulletin.document) if bulletin.document else ():
            if mark := find_secrecy_mark(text):
                place = Place(path=bulletin.source.path.removesuffix(".yml") + ".json")
                yield SECRECY_MARK.report(place, f"定稿文本有密级标志“{mark}”")


def _bulletin_texts(document: BulletinDocument) -> Iterator[str]:
    yield from (document.title, *(paragraph.text for paragraph in document.paragraphs))
    for table in document.tables:
        yield from (table.title, *table.notes, *(cell.text for row in table.rows for cell in row))
    yield from (fact.title for fact in document.facts)
    for dispute in document.disputes:
        yield from (dispute.claim, dispute.answer)


def _printed_texts(issue: Issue) -> Iterator[str]:
    if document := issue.document:
        yield from (document.mark, document.note)
        for article in document.articles:
            yield from (article.title, article.body)


FAMILY = Family(
    name="保密",
    rules=(SECRECY_MARK,),
    checks=(check_records, check_marks_of_periodicals, check_pages, check_snapshots, check_bulletins),
)
