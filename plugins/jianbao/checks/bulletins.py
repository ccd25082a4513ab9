"""通报: an issued bulletin is what was printed, under the name of its period."""

from __future__ import annotations

from collections.abc import Iterator

from jianbao.checks.rule import Context, Family, Rule
from jianbao.checks.snapshots import SNAPSHOT_CHANGED, SNAPSHOT_DIFFERS
from jianbao.metadata import Moment
from jianbao.model import Bulletin, BulletinDocument
from jianbao.periods import Period, make_period
from jianbao.problems import Problem

BULLETIN_LABEL = Rule(
    code="bulletin-label",
    title="通报的文件名与起止日期不一致",
    reason="通报按时段查找和累计，文件名与起止日期不同就会找错、算错。",
    remedy="印发生成的文件不要手工移动、改名或改动；从版本库取回原样",
    fixed=True,
)
BULLETIN_TWICE = Rule(
    code="bulletin-twice",
    title="同一时段有两份通报",
    reason="一个时段只印发一次通报，有两份就不知道累计接着哪一份算。",
    remedy="留下先印发的一份；更正的内容写进下一期通报",
    fixed=True,
)


def check_digest(context: Context) -> Iterator[Problem]:
    for bulletin in context.office.bulletins.values():
        if bulletin.document and bulletin.digest and bulletin.digest != bulletin.snapshot_digest:
            kept, found = bulletin.digest[:8], bulletin.snapshot_digest[:8]
            message = f"定稿文本与印发时不同（印发时 {kept}，现在 {found}）"
            hint = "从版本库取回印发时的 .json 文件；数字有误的，在下一期通报里更正"
            yield SNAPSHOT_CHANGED.report(bulletin.source.place("digest"), message, hint)


def check_fields(context: Context) -> Iterator[Problem]:
    for bulletin in context.office.bulletins.values():
        for field, label, stated, printed in _compare(context, bulletin, bulletin.document):
            if stated != printed:
                message = f"{label}是{stated or '空'}，定稿文本里是{printed or '空'}"
                hint = "从版本库取回印发时的 .yml 文件；已印发的以定稿文本为准"
                yield SNAPSHOT_DIFFERS.report(bulletin.source.place(field), message, hint)


def _compare(
    context: Context, bulletin: Bulletin, document: BulletinDocument | None
) -> Iterator[tuple[str, str, str, str]]:
    """Field, what it is called, as the record states it, as printed."""
    if document is None:
        return
    yield "first", "起始日期", _day(bulletin.first), str(document.first)
    yield "last", "截止日期", _day(bulletin.last), str(document.last)
    yield "title", "标题", bulletin.title, document.title
    yield "doc_number", "文号", bulletin.doc_number, document.doc_number
    people = context.office.settings.people
    if document.signatory not in (bulletin.signatory, people.name(bulletin.signatory)):
        yield "signatory", "签发人", people.name(bulletin.signatory), document.signatory
    yield "date", "印发日期", _day(bulletin.date), str(document.date or "")
    yield "access", "公开范围", bulletin.access.value if bulletin.access else "", document.access.value


def _day(moment: Moment | None) -> str:
    return str(moment.day) if moment else ""


def check_label(context: Context) -> Iterator[Problem]:
    seen: dict[tuple[object, object], Bulletin] = {}
    for bulletin in context.office.bulletins.values():
        period = _period_of(bulletin)
        if period is None:
            if bulletin.first and bulletin.last:
                message = f"从{bulletin.first.chinese}到{bulletin.last.chinese}不是同一年的时段"
                yield BULLETIN_LABEL.report(bulletin.source.place("last"), message)
            continue
        expected = f"{period.year}/{period.within_year}"
        if bulletin.id != expected:
            message = f"{period.title}的通报，按起止日期应是 briefs/bulletins/{expected}.yml"
            yield BULLETIN_LABEL.report(bulletin.source.place("first"), message)
        first = seen.setdefault((period.first, period.last), bulletin)
        if first is not bulletin:
            yield BULLETIN_TWICE.report(bulletin.source.place("first"), f"{period.title}已有 {first.source.path}")


def _period_of(bulletin: Bulletin) -> Period | None:
    if bulletin.first is None or bulletin.last is None:
        return None
    try:
        return make_period(bulletin.first.day, bulletin.last.day)
    except ValueError:
        return None


FAMILY = Family(
    name="通报",
    rules=(BULLETIN_LABEL, BULLETIN_TWICE),
    checks=(check_digest, check_fields, check_label),
)
