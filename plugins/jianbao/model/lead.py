"""线索: what a feed of another office brought. Raw material for editors, never published."""

from __future__ import annotations

from dataclasses import dataclass

from jianbao.metadata import Fields, Moment
from jianbao.model.source import Source


@dataclass(frozen=True, kw_only=True, slots=True)
class Dismissed:
    """A proposal to record this lead as an adoption of ``text`` (a record's id), which an editor turned down."""

    text: str
    by: str
    at: Moment | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Lead:
    """``feed`` is the id of a source in ``feeds.yml``; ``entry`` what tells this entry from others of that source: its
    own number, or its link without what only counts visits. ``body`` is plain text, a paragraph a line.
    """

    id: str
    source: Source
    title: str
    feed: str
    link: str
    published: Moment | None
    fetched: Moment | None
    entry: str
    dismissed: tuple[Dismissed, ...]
    body: str

    @property
    def day(self) -> Moment | None:
        """When it came out, as far as is known."""
        return self.published or self.fetched

    @classmethod
    def from_fields(cls, fields: Fields, *, id: str, source: Source, body: str) -> Lead:  # noqa: A002
        return cls(
            id=id,
            source=source,
            title=fields.text("title", required=True),
            feed=fields.text("feed", required=True),
            link=fields.text("link"),
            published=fields.moment("published"),
            fetched=fields.moment("fetched", required=True),
            entry=fields.text("entry", required=True),
            dismissed=_read_dismissed(fields),
            body=body,
        )


def _read_dismissed(fields: Fields) -> tuple[Dismissed, ...]:
    dismissed = []
    for group in fields.mappings("dismissed"):
        dismissed.append(
            Dismissed(
                text=group.text("text", required=True),
                by=group.name("by", "person", required=True),
                at=group.moment("at", required=True),
            )
        )
        group.finish()
    return tuple(dismissed)
