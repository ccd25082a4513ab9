"""收稿登记: how and when an item really arrived, where it did not come through git."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from jianbao.metadata import Fields, Moment
from jianbao.model.source import Source


class Via(Enum):
    SYSTEM = "系统"
    PHONE = "电话"
    FAX = "传真"
    PAPER = "纸质"
    MAIL = "邮件"


@dataclass(frozen=True, kw_only=True, slots=True)
class Receipt:
    """``message`` and ``attachment`` say which mail (its Message-ID), and what of it, an item was read from."""

    id: str
    source: Source
    item: str
    received: Moment | None
    via: Via | None
    by: str
    message: str = ""
    attachment: str = ""

    @classmethod
    def from_fields(cls, fields: Fields, *, id: str, source: Source) -> Receipt:  # noqa: A002
        return cls(
            id=id,
            source=source,
            item=fields.record_id("item", required=True),
            received=fields.moment("received", required=True),
            via=fields.choice("via", Via, required=True),
            by=fields.name("by", "person", required=True),
            message=fields.text("message"),
            attachment=fields.text("attachment"),
        )
