"""手工登记: points or an event given by hand, with reason and evidence."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from jianbao.metadata import Fields, Moment
from jianbao.model.access import Access
from jianbao.model.source import Source


@dataclass(frozen=True, kw_only=True, slots=True)
class Entry:
    """``event`` names what happened (迟报, 大事记 …), ``rule`` the rule of the scheme it falls under; one or both.

    ``level`` is that of who criticised or praised; ``item`` the text that it is about. Units see the
    reason unless ``access`` closes it.
    """

    id: str
    source: Source
    unit: str
    date: Moment | None
    event: str
    rule: str
    points: Decimal | None
    item: str
    level: str
    reason: str
    evidence: str
    approver: str
    access: Access | None
    recorded: Moment | None

    @classmethod
    def from_fields(cls, fields: Fields, *, id: str, source: Source) -> Entry:  # noqa: A002
        return cls(
            id=id,
            source=source,
            unit=fields.name("unit", "unit", required=True),
            date=fields.moment("date", required=True),
            event=fields.text("event", required=not fields.has("rule")),
            rule=fields.text("rule"),
            points=fields.decimal("points"),
            item=fields.record_id("item"),
            level=fields.name("level", "level"),
            reason=fields.text("reason", required=True),
            evidence=fields.text("evidence", required=True),
            approver=fields.name("approver", "person", required=True),
            access=fields.choice("access", Access),
            recorded=fields.moment("recorded"),
        )
