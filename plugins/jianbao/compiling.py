"""Compile: desk records → one ``Document`` with every name resolved. Every output is rendered from that value."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from jianbao.editing import article_access, body_path, credited_units, edited_body, edited_title, find_items, is_urgent
from jianbao.model import (
    Access,
    Article,
    Column,
    DeskRecord,
    Document,
    Draft,
    Imprint,
    Picture,
    SourceDigest,
)
from jianbao.model.document import digest_document
from jianbao.numbering import Numbers, format_numbers, format_unsigned
from jianbao.problems import NOWHERE, Place, Problem
from jianbao.reading import Office, find_pictures
from jianbao.reading.pictures import digest_picture, picture_path
from jianbao.secrecy import find_secrecy_mark
from jianbao.settings import Series


@dataclass(frozen=True, kw_only=True, slots=True)
class Signature:
    """What signing adds to a draft: the day, the numbers, and the people named in the imprint."""

    day: date
    numbers: Numbers
    signatory: str
    reviewer: tuple[str, ...] = ()
    editor: tuple[str, ...] = ()
    proofreader: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Contents:
    """What is to be printed: desk records in print order, the editor's note, one-off recipients.

    ``day`` is the draft's own: units are named as on that day until the issue is signed.
    """

    articles: tuple[DeskRecord, ...]
    day: date | None = None
    note: str = ""
    extra_recipients: tuple[str, ...] = ()


def draft_contents(office: Office, draft: Draft) -> Contents:
    """The draft exactly, less what names no record (a problem of its own)."""
    records = tuple(office.desk[article] for article in draft.articles if article in office.desk)
    return Contents(articles=records, day=draft.day, note=draft.note, extra_recipients=draft.extra_recipients)


def digest_draft(office: Office, draft: Draft) -> str:
    """SHA-256 of the text that the draft would print; the same on every day. Empty for an unknown series."""
    series = office.settings.series(draft.periodical, draft.series)
    return digest_document(compile_document(office, series, draft_contents(office, draft))[0]) if series else ""


def compile_document(
    office: Office, series: Series, contents: Contents, signature: Signature | None = None
) -> tuple[Document, list[Problem]]:
    """The document, and what forbids to sign it: an empty text, a missing item or picture, a 密级 mark.

    Without a signature it is a 送审稿, the same bytes on every day.
    """
    day = signature.day if signature else contents.day
    anchors = _make_anchors(contents.articles)
    articles = tuple(_compile_article(office, series, record, anchors[record.id], day) for record in contents.articles)
    is_closed = any(article.access is not Access.PUBLIC for article in articles)
    document = Document(
        periodical=series.periodical,
        series=series.id,
        name=series.periodical_name,
        series_name=series.name if series.id else "",
        issuer=series.issuer,
        mark=series.mark or (office.settings.office.internal_mark if is_closed else ""),
        style=series.style,
        year=signature.day.year if signature else 0,
        number=signature.numbers.number if signature else (),
        cumulative=signature.numbers.cumulative if signature else (),
        number_text=format_numbers(series.number, signature.numbers) if signature else format_unsigned(series.number),
        date=signature.day if signature else None,
        columns=tuple(Column(id=column.id, name=column.name) for column in series.columns),
        articles=articles,
        note=contents.note,
        imprint=_compile_imprint(office, series, contents, signature),
    )
    return document, _find_obstacles(office, contents, document)


def _compile_article(office: Office, series: Series, record: DeskRecord, anchor: str, day: date | None) -> Article:
    column = series.column(record.column)
    body, path = edited_body(office, record), body_path(office, record)
    return Article(
        id=record.id,
        anchor=anchor,
        column=column.id if column else record.column,
        title=edited_title(office, record),
        body=body,
        units=credited_units(office, record, day),
        access=article_access(office, record),
        urgent=is_urgent(office, record),
        items=tuple(
            SourceDigest(id=item.id, digest=item.source.digest, units=item.units) for item in find_items(office, record)
        ),
        desk=SourceDigest(id=record.id, digest=record.source.digest),
        pictures=tuple(filter(None, (_compile_picture(office, path, name) for name in find_pictures(body)))),
    )


def _compile_picture(office: Office, record_path: str, name: str) -> Picture | None:
    path = picture_path(record_path, name)
    digest = digest_picture(office.root, path) if path else None
    if path is None or digest is None:
        return None
    return Picture(name=name, sha256=digest, suffix=path[path.rindex(".") :].lower())


def _make_anchors(records: Sequence[DeskRecord]) -> dict[str, str]:
    """Anchor by desk id: its slug; with the day, then the year, where another article could have the same one."""
    names = {record.id: record.id.replace("/", "-") for record in records}
    # 2026-11-05-wang-ge → wang-ge, 11-05-wang-ge, 2026-11-05-wang-ge
    choices = {identity: (name[11:], name[5:], name) for identity, name in names.items()}
    counts = Counter(choice for shortest_first in choices.values() for choice in shortest_first)
    return {
        identity: next((choice for choice in shortest_first if counts[choice] == 1), shortest_first[-1])
        for identity, shortest_first in choices.items()
    }


def _compile_imprint(office: Office, series: Series, contents: Contents, signature: Signature | None) -> Imprint:
    def names(people: tuple[str, ...]) -> str:
        return "、".join(office.settings.people.name(person) for person in people)

    return Imprint(
        up=series.up,
        peer=series.peer,
        down=series.down,
        extra=contents.extra_recipients,
        copies=series.copies,
        signatory=names((signature.signatory,)) if signature else "",
        reviewer=names(signature.reviewer) if signature else "",
        editor=names(signature.editor) if signature else "",
        proofreader=names(signature.proofreader) if signature else "",
        phone=office.settings.office.phone,
    )


def _find_obstacles(office: Office, contents: Contents, document: Document) -> list[Problem]:
    problems = []
    for record, article in zip(contents.articles, document.articles, strict=True):
        place = record.source.place()
        missing = [item for item in record.items if item not in office.items]
        problems += [_obstacle("reference-missing", place, f"没有稿件“{item}”", "核对稿件编号") for item in missing]
        if article.column not in {column.id for column in document.columns}:
            problems.append(_obstacle("column-unknown", place, f"本刊没有栏目“{record.column}”", "改成本刊的栏目"))
        if not article.title:
            problems.append(_obstacle("desk-empty", place, "这一篇没有标题", "在编辑记录里写上标题"))
        if not article.body:
            problems.append(_obstacle("desk-empty", place, f"《{article.title}》没有正文", "在编辑记录里写上正文"))
        kept = {picture.name for picture in article.pictures}
        for name in find_pictures(article.body):
            if name not in kept:
                hint = "图片应为 PNG 或 JPEG，放在与稿件同名的文件夹里"
                problems.append(_obstacle("picture-missing", place, f"找不到图片“{name}”", hint))
        if mark := find_secrecy_mark(f"{article.title}\n{article.body}"):
            hint = "涉密内容不得进入本系统，请走涉密渠道"
            problems.append(_obstacle("secrecy-mark", place, f"《{article.title}》有密级标志“{mark}”", hint))
    if mark := find_secrecy_mark(f"{document.note}\n{document.mark}"):
        problems.append(_obstacle("secrecy-mark", NOWHERE, f"编者按或报头有密级标志“{mark}”", "涉密内容不得进入本系统"))
    return problems


def _obstacle(code: str, place: Place, message: str, hint: str) -> Problem:
    return Problem(code=code, place=place, message=message, hint=hint)
