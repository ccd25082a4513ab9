"""更正与撤回: what is said later of a signed issue, which itself never changes."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from jianbao.metadata import Fields, Moment
from jianbao.model.source import Source


class NoticeKind(Enum):
    CORRECTION = "更正"
    WITHDRAWAL = "撤回"


@dataclass(frozen=True, kw_only=True, slots=True)
class Notice:
    """``printed`` and ``correct`` belong to a correction of one ``article`` (a desk id)."""

    id: str
    source: Source
    issue: str
    kind: NoticeKind | None
    article: str
    printed: str
    correct: str
    reason: str
    approver: str
    date: Moment | None
    announced_in: str

    @classmethod
    def from_fields(cls, fields: Fields, *, id: str, source: Source) -> Notice:  # noqa: A002
        kind = fields.choice("kind", NoticeKind, required=True)
        correcting = kind is NoticeKind.CORRECTION
        return cls(
            id=id,
            source=source,
            issue=fields.record_id("issue", required=True),
            kind=kind,
            article=fields.record_id("article", required=correcting),
            printed=fields.text("printed", required=correcting),
            correct=fields.text("correct", required=correcting),
            reason=fields.text("reason", required=True),
            approver=fields.name("approver", "person", required=True),
            date=fields.moment("date", required=True),
            announced_in=fields.record_id("announced_in"),
        )
