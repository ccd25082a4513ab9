"""送审稿: the next issue while it is composed, reviewed and proofread."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum

from jianbao.metadata import Fields, Moment
from jianbao.model.source import Source


class Stage(Enum):
    """审核环节, in the order in which an issue passes them."""

    REVIEW = "核稿"
    FIRST_PROOF = "一校"
    SECOND_PROOF = "二校"
    COUNTERSIGN = "会签"
    SIGN_OFF = "签发"


@dataclass(frozen=True, kw_only=True, slots=True)
class Dropped:
    """An article struck out, by whom and why."""

    article: str
    by: str
    reason: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Review:
    """One stage passed; ``digest`` names the very text that was seen."""

    stage: Stage | None
    by: str
    at: Moment | None
    note: str
    digest: str

    def is_of(self, digest: str) -> bool:
        """Whether the text of that digest is what was seen; a review written by hand, without one, is believed."""
        return self.digest in ("", digest)


@dataclass(frozen=True, kw_only=True, slots=True)
class Draft:
    """``articles`` are desk ids in print order; ``id`` is ``<periodical>/<date>``."""

    id: str
    source: Source
    periodical: str
    series: str
    articles: tuple[str, ...]
    dropped: tuple[Dropped, ...]
    note: str
    extra_recipients: tuple[str, ...]
    reviews: tuple[Review, ...]

    @classmethod
    def from_fields(cls, fields: Fields, *, id: str, source: Source) -> Draft:  # noqa: A002
        return cls(
            id=id,
            source=source,
            periodical=id.partition("/")[0],
            series=fields.text("series"),
            articles=fields.record_ids("articles", required=True),
            dropped=tuple(_read_dropped(group) for group in fields.mappings("dropped")),
            note=fields.text("note"),
            extra_recipients=fields.texts("extra_recipients"),
            reviews=tuple(_read_review(group) for group in fields.mappings("reviews")),
        )

    @property
    def day(self) -> date:
        """The day in its name: when it was begun."""
        return date.fromisoformat(self.id.rpartition("/")[2][:10])

    def reviewers(self, *stages: Stage) -> tuple[str, ...]:
        """Distinct people of these stages, in the order in which they saw it."""
        return tuple(dict.fromkeys(review.by for review in self.reviews if review.stage in stages))


def _read_dropped(fields: Fields) -> Dropped:
    dropped = Dropped(
        article=fields.record_id("article", required=True),
        by=fields.name("by", "person", required=True),
        reason=fields.text("reason", required=True),
    )
    fields.finish()
    return dropped


def _read_review(fields: Fields) -> Review:
    review = Review(
        stage=fields.choice("stage", Stage, required=True),
        by=fields.name("by", "person", required=True),
        at=fields.moment("at", required=True),
        note=fields.text("note"),
        digest=fields.text("digest"),
    )
    fields.finish()
    return review
