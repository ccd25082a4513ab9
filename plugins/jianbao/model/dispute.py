"""异议: a unit says that a count is wrong, and what the office answered."""

from __future__ import annotations

from dataclasses import dataclass

from jianbao.metadata import Fields, Moment
from jianbao.model.source import Source


@dataclass(frozen=True, kw_only=True, slots=True)
class Dispute:
    """``period`` is the label of the period in question (``2026-10``); ``answer`` is empty while it is open."""

    id: str
    source: Source
    period: str
    unit: str
    date: Moment | None
    claim: str
    answer: str
    by: str

    @classmethod
    def from_fields(cls, fields: Fields, *, id: str, source: Source) -> Dispute:  # noqa: A002
        return cls(
            id=id,
            source=source,
            period=fields.text("period", required=True),
            unit=fields.name("unit", "unit", required=True),
            date=fields.moment("date", required=True),
            claim=fields.text("claim", required=True),
            answer=fields.text("answer"),
            by=fields.name("by", "person", required=fields.has("answer")),
        )
