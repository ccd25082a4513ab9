"""签发单: what a signatory is asked to sign, on one sheet before the 送审稿 itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from jianbao.characters import count_characters
from jianbao.checks.wording import name_issue
from jianbao.compiling import compile_document, digest_draft, draft_contents
from jianbao.editing import name_article
from jianbao.model import Draft, Review
from jianbao.model.document import Document
from jianbao.numbering import format_numbers, next_numbers
from jianbao.problems import Problem, ProblemsFound
from jianbao.rendering.slips.request import SlipRequest

# So much of a digest as ``review`` shows and ``sign --digest`` takes.
_SHOWN = 8


@dataclass(frozen=True, kw_only=True, slots=True)
class Listed:
    """An article as the sheet lists it."""

    column: str
    title: str
    units: str
    characters: int
    access: str
    editor: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Passed:
    """A stage that was passed; ``current`` where what was seen is the text of today."""

    stage: str
    by: str
    at: str
    note: str
    current: bool


def describe_draft(request: SlipRequest, draft: Draft) -> dict[str, Any]:
    """Raises ProblemsFound with what forbids to print the draft."""
    office = request.office
    series = office.settings.series(draft.periodical, draft.series)
    if series is None:
        place = draft.source.place()
        problem = Problem(code="series-unknown", place=place, message=f"送审稿 {draft.id} 的刊物或系列没有登记")
        raise ProblemsFound([problem])
    document, problems = compile_document(office, series, draft_contents(office, draft))
    if problems:
        raise ProblemsFound(problems)
    digest, people = digest_draft(office, draft), office.settings.people
    articles = _list_articles(request, document)
    return {
        "draft": draft,
        "document": document,
        "proposed": format_numbers(series.number, next_numbers(office, series, request.as_of.day.year)),
        "series_title": series.title,
        "signed": next((name_issue(office, issue) for issue in office.issues.values() if issue.draft == draft.id), ""),
        "articles": articles,
        "characters": sum(article.characters for article in articles),
        "editors": list(dict.fromkeys(article.editor for article in articles)),
        "reviews": [_describe_review(request, review, digest) for review in draft.reviews],
        "dropped": [
            {"title": name_article(office, dropped.article), "by": people.name(dropped.by), "reason": dropped.reason}
            for dropped in draft.dropped
        ],
        "digest": digest,
        "check": digest[:_SHOWN],
    }


def _list_articles(request: SlipRequest, document: Document) -> list[Listed]:
    office = request.office
    return [
        Listed(
            column=column.name,
            title=article.title,
            units="、".join(unit.name for unit in article.units) or office.settings.office.short_name,
            characters=count_characters(article.title) + count_characters(article.body),
            access=article.access.value,
            editor=office.settings.people.name(office.desk[article.id].editor),
        )
        for column, articles in document.in_columns()
        for article in articles
    ]


def _describe_review(request: SlipRequest, review: Review, digest: str) -> Passed:
    return Passed(
        stage=review.stage.value if review.stage else "",
        by=request.office.settings.people.name(review.by),
        at=review.at.chinese if review.at else "",
        note=review.note,
        current=review.is_of(digest),
    )
