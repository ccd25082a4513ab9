"""刊期: one signed issue. Its record says who signed what; its text is the snapshot beside it."""

from __future__ import annotations

from dataclasses import dataclass

from jianbao.metadata import Fields, Moment
from jianbao.model.document import Document
from jianbao.model.source import Source


@dataclass(frozen=True, kw_only=True, slots=True)
class Issue:
    """People and periodical are ids as signing wrote them: a signed issue needs nothing of today's settings.

    ``number`` and ``cumulative`` hold every number that the issue claims: (7,) or (7, 8); cumulative may be ().

    ``document`` is None while the snapshot is missing or cannot be read, which is itself a problem.
    """

    id: str
    source: Source
    periodical: str
    series: str
    year: int
    number: tuple[int, ...]
    cumulative: tuple[int, ...]
    date: Moment | None
    signatory: str
    reviewer: tuple[str, ...]
    editor: tuple[str, ...]
    proofreader: tuple[str, ...]
    draft: str
    articles: tuple[str, ...]
    note: str
    extra_recipients: tuple[str, ...]
    copies: int
    digest: str
    snapshot_digest: str
    document: Document | None

    @classmethod
    def from_fields(
        cls,
        fields: Fields,
        *,
        id: str,  # noqa: A002
        source: Source,
        document: Document | None,
        snapshot_digest: str,
    ) -> Issue:
        return cls(
            id=id,
            source=source,
            periodical=fields.text("periodical", required=True),
            series=fields.text("series"),
            year=fields.integer("year", required=True),
            number=fields.integers("number", required=True),
            cumulative=fields.integers("cumulative"),
            date=fields.moment("date", required=True),
            signatory=fields.text("signatory", required=True),
            reviewer=fields.texts("reviewer"),
            editor=fields.texts("editor"),
            proofreader=fields.texts("proofreader"),
            draft=fields.record_id("draft"),
            articles=fields.record_ids("articles", required=True),
            note=fields.text("note"),
            extra_recipients=fields.texts("extra_recipients"),
            copies=fields.integer("copies"),
            digest=fields.text("digest", required=True),
            snapshot_digest=snapshot_digest,
            document=document,
        )
