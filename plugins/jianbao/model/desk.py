"""编辑记录: what the office decided on one item, on several (综合), or on a piece of its own (自编)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from jianbao.metadata import Fields, Moment
from jianbao.model.access import Access
from jianbao.model.credit import Credit, read_credit
from jianbao.model.source import Source


class Decision(Enum):
    """处理意见; ``adopt`` puts the text among the candidates of one periodical."""

    ADOPT = "采用"
    REVISE = "退改"
    DECLINE = "不采用"
    HOLD = "留存待用"
    FILE = "备查"
    VOID = "误报作废"


# Decisions that a unit must be able to understand, so that a reason is owed (design, section 4).
OWES_REASON = frozenset({Decision.REVISE, Decision.DECLINE, Decision.HOLD, Decision.VOID})


@dataclass(frozen=True, kw_only=True, slots=True)
class DeskRecord:
    """``items``: one id, several for a composite, none for the office's own piece. ``body`` empty means as filed.

    ``tasks`` are those that an article of 《督查工作》 tells of, as they stood on the day ``until``; it has no items.
    """

    id: str
    source: Source
    items: tuple[str, ...]
    tasks: tuple[str, ...]
    until: Moment | None
    decision: Decision | None
    periodical: str
    series: str
    column: str
    order: int
    title: str
    access: Access | None
    credit: tuple[Credit, ...]
    editor: str
    decided: Moment | None
    reason: str
    supersedes: tuple[str, ...]
    reissues: str
    body: str

    @classmethod
    def from_fields(cls, fields: Fields, *, id: str, source: Source, body: str) -> DeskRecord:  # noqa: A002
        item = fields.record_id("item")
        decision = fields.choice("decision", Decision, required=True)
        adopting = decision is Decision.ADOPT
        return cls(
            id=id,
            source=source,
            items=(item,) if item else fields.record_ids("sources"),
            tasks=fields.record_ids("tasks"),
            until=fields.moment("until", required=fields.has("tasks")),
            decision=decision,
            periodical=fields.name("periodical", "periodical", required=adopting),
            series=fields.text("series"),
            column=fields.text("column", required=adopting),
            order=fields.integer("order", default=100),
            title=fields.text("title"),
            access=fields.choice("access", Access),
            credit=read_credit(fields),
            editor=fields.name("editor", "person", required=True),
            decided=fields.moment("decided", required=True),
            reason=fields.text("reason", required=decision in OWES_REASON),
            supersedes=fields.record_ids("supersedes"),
            reissues=fields.record_id("reissues"),
            body=body,
        )

    @property
    def is_composite(self) -> bool:
        return len(self.items) > 1


def find_void(records: Iterable[DeskRecord]) -> set[str]:
    """Items that decisions in force call filed by mistake (误报作废)."""
    known = list(records)
    superseded = {old for record in known for old in record.supersedes}
    voiding = (record for record in known if record.decision is Decision.VOID and record.id not in superseded)
    return {item for record in voiding for item in record.items}
