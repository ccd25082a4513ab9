"""上报: one text that the office sent upward."""

from __future__ import annotations

from dataclasses import dataclass

from jianbao.metadata import Fields, Moment
from jianbao.model.access import Access
from jianbao.model.source import Source


@dataclass(frozen=True, kw_only=True, slots=True)
class Report:
    """``sources`` are ids of items or of desk records; ``units`` where the text has other units than its sources.

    ``body`` is the text as sent, which is often not the text as filed.
    """

    id: str
    source: Source
    title: str
    channel: str
    sent: Moment | None
    via: str
    sources: tuple[str, ...]
    units: tuple[str, ...]
    signatory: str
    call: str
    access: Access | None
    recorded: Moment | None
    body: str

    @classmethod
    def from_fields(cls, fields: Fields, *, id: str, source: Source, body: str) -> Report:  # noqa: A002
        return cls(
            id=id,
            source=source,
            title=fields.text("title", required=not fields.has("sources")),
            channel=fields.name("channel", "channel", required=True),
            sent=fields.moment("sent", required=True),
            via=fields.text("via"),
            sources=fields.record_ids("sources"),
            units=fields.names("units", "unit"),
            signatory=fields.name("signatory", "person", required=True),
            call=fields.record_id("call"),
            access=fields.choice("access", Access),
            recorded=fields.moment("recorded"),
            body=body,
        )
