"""审校: the stages of a draft, who passed each, and whether the text was changed since."""

from __future__ import annotations

from dataclasses import dataclass

from jianbao.editing import name_article
from jianbao.model import Review, Stage
from jianbao.model.document import digest_document
from jianbao.reading import Office
from jianbao.serving.views.composing.blueprint import OpenDraft


@dataclass(frozen=True, kw_only=True, slots=True)
class ReviewRow:
    """A review, its place among the others, whose it is, and whether the text is still the one that was seen."""

    number: int
    review: Review
    name: str
    current: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class StageRow:
    """``state`` is 已过, 已过，文字又改了, or 未过."""

    name: str
    state: str
    passed: bool


def list_reviews(office: Office, found: OpenDraft) -> list[ReviewRow]:
    digest = digest_document(found.document)
    return [
        ReviewRow(
            number=number, review=review, name=office.settings.people.name(review.by), current=review.is_of(digest)
        )
        for number, review in enumerate(found.draft.reviews)
    ]


def list_stages(found: OpenDraft) -> list[StageRow]:
    """All stages in order, each by its last review."""
    digest = digest_document(found.document)
    rows = []
    for stage in Stage:
        last = next((review for review in reversed(found.draft.reviews) if review.stage is stage), None)
        current = last is not None and last.is_of(digest)
        state = "未过" if last is None else "已过" if current else "过后文字又改了"
        rows.append(StageRow(name=stage.value, state=state, passed=current))
    return rows


def list_dropped(office: Office, found: OpenDraft) -> list[tuple[str, str, str]]:
    """(title, who struck it out, why), the earliest first."""
    people = office.settings.people
    return [(name_article(office, entry.article), people.name(entry.by), entry.reason) for entry in found.draft.dropped]
