"""专题汇编: what was printed on a subject, bound in the order of printing, with what was corrected since."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from jianbao.checks.wording import name_issue
from jianbao.finding import find_printed
from jianbao.ledger import Printed
from jianbao.metadata import Moment
from jianbao.model import Access, NoticeKind
from jianbao.problems import NOWHERE, Problem, ProblemsFound
from jianbao.reading.pictures import picture_suffix
from jianbao.rendering.issue_documents import PaperSource
from jianbao.rendering.slips.request import SlipRequest
from jianbao.rendering.templates import chinese_date, short_date


@dataclass(frozen=True, kw_only=True, slots=True)
class Search:
    """Words that an article must all hold, by itself or by a synonym; both days inclusive."""

    words: tuple[str, ...]
    first: date | None = None
    last: date | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Correction:
    printed: str
    correct: str
    day: date | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Bound:
    """An article as its issue printed it; ``pictures`` as for ``render_body``."""

    number: int
    anchor: str
    title: str
    issue: str
    day: date
    column: str
    units: tuple[str, ...]
    body: str
    pictures: Mapping[str, str]
    corrections: tuple[Correction, ...]


def describe_words(request: SlipRequest, search: Search) -> dict[str, Any]:
    """Withdrawn issues are left out, and what is more closed than the request. Raises ProblemsFound where nothing was
    found.
    """
    office = request.office.settings.office
    matches = find_printed(
        request.ledger.printed,
        search.words,
        office.synonyms,
        first=Moment(search.first) if search.first else None,
        last=Moment(search.last) if search.last else None,
    )
    printed = sorted((match.printed for match in matches), key=lambda one: (one.day, one.issue))
    if not printed:
        message = f"没有查到刊登过“{'、'.join(search.words)}”的文章，没有汇编"
        raise ProblemsFound([Problem(code="slip-empty", place=NOWHERE, message=message, hint="少写一个词，或放宽时段")])
    articles = [_bind(request, number, one) for number, one in enumerate(printed, 1)]
    years = groupby(articles, key=lambda article: article.day.year)
    return {
        "words": search.words,
        "subject": "、".join(search.words),
        "span": _say_span(search.first or articles[0].day, search.last or articles[-1].day),
        "years": [{"year": year, "articles": list(group)} for year, group in years],
        "count": len(articles),
        "access": request.access.value,
        "mark": "" if all(one.article.access is Access.PUBLIC for one in printed) else office.internal_mark,
    }


def _say_span(first: date, last: date) -> str:
    """2026年9月11日—11月20日: the year once where both have it, the day where it is one."""
    if first == last:
        return chinese_date(first)
    return f"{chinese_date(first)}—{short_date(last) if first.year == last.year else chinese_date(last)}"


def _bind(request: SlipRequest, number: int, printed: Printed) -> Bound:
    office, article = request.office, printed.article
    issue = office.issues[printed.issue]
    columns = issue.document.columns if issue.document else ()
    known = PaperSource(office=office, templates=request.templates, day=request.as_of.day)
    data = known.pictures_of_issue(issue.id)(article)
    names = {
        picture.name: f"{picture.sha256}{picture_suffix(data[picture.name])}"
        for picture in article.pictures
        if picture.name in data
    }
    request.pictures.update({names[name]: data[name] for name in names})
    return Bound(
        number=number,
        anchor=f"a{number}",
        title=article.title,
        issue=name_issue(office, issue),
        day=printed.day,
        column=next((column.name for column in columns if column.id == article.column), ""),
        units=tuple(unit.name for unit in article.units),
        body=article.body,
        pictures=names,
        corrections=tuple(
            Correction(printed=notice.printed, correct=notice.correct, day=notice.date.day if notice.date else None)
            for notice in request.standing.notices.get(issue.id, ())
            if notice.kind is NoticeKind.CORRECTION and notice.article == article.id
        ),
    )
