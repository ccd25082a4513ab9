"""稿件: what a unit filed. Never edited by the office."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

from jianbao.metadata import Fields, Moment
from jianbao.model.access import Access
from jianbao.model.source import Source


class Urgency(Enum):
    """紧急程度; an item that states one is urgent."""

    EXTRA = "特急"
    HIGH = "加急"
    NORMAL = "平急"


class Reporting(Enum):
    """报次: the place of a report in an urgent chain."""

    INITIAL = "初报"
    FOLLOW_UP = "续报"
    FINAL = "终报"


class Reply(Enum):
    """回复: what an item answers a supervision task with; never counted among the items filed."""

    RECEIPT = "签收"
    PROGRESS = "反馈"
    EXTENSION = "申请延期"


@dataclass(frozen=True, kw_only=True, slots=True)
class Item:
    """``units`` are ids, the lead first; ``date`` is the unit's own word for when it filed; ``shares`` are those of
    the units of its ``authors``, where they are stated.
    """

    id: str
    source: Source
    title: str
    units: tuple[str, ...]
    authors: tuple[str, ...]
    shares: tuple[tuple[str, Decimal], ...]
    phone: str
    approver: str
    date: Moment | None
    kind: str
    form: str
    urgency: Urgency | None
    stage: Reporting | None
    access: Access | None
    tags: tuple[str, ...]
    revises: str
    follows: str
    call: str
    task: str
    reply: Reply | None
    finished: bool
    occurred: Moment | None
    learned: Moment | None
    entered_by: str
    body: str

    @classmethod
    def from_fields(cls, fields: Fields, *, id: str, source: Source, body: str) -> Item:  # noqa: A002
        joint = fields.names("units", "unit")
        authors, shares = _read_authors(fields)
        return cls(
            id=id,
            source=source,
            title=fields.text("title", required=True),
            units=joint or tuple(filter(None, [fields.name("unit", "unit", required=not fields.has("units"))])),
            authors=authors,
            shares=shares,
            phone=fields.text("phone"),
            approver=fields.text("approver", blank=True),  # the check of approvers reports an empty one
            date=fields.moment("date", required=True),
            kind=fields.name("kind", "kind", required=True),
            form=fields.name("form", "form"),
            urgency=fields.choice("urgency", Urgency),
            stage=fields.choice("stage", Reporting),
            access=fields.choice("access", Access),
            tags=fields.texts("tags"),
            revises=fields.record_id("revises"),
            follows=fields.record_id("follows"),
            call=fields.record_id("call"),
            task=fields.record_id("task"),
            reply=fields.choice("reply", Reply),
            finished=fields.boolean("finished"),
            occurred=fields.moment("occurred"),
            learned=fields.moment("learned"),
            entered_by=fields.name("entered_by", "person"),
            body=body,
        )

    @property
    def lead(self) -> str:
        """The unit whose folder the item lies in: the first of a joint submission."""
        return self.units[0] if self.units else self.id.partition("/")[0]


def _read_authors(fields: Fields) -> tuple[tuple[str, ...], tuple[tuple[str, Decimal], ...]]:
    """One name, several names, or a list of {name, unit, share}; the shares of one unit's authors are added up."""
    if not fields.holds_groups("author"):
        return fields.texts("author"), ()
    names: list[str] = []
    shares: dict[str, Decimal] = {}
    for group in fields.mappings("author"):
        names.append(group.text("name", required=True))
        unit, share = group.name("unit", "unit", required=group.has("share")), group.decimal("share")
        if share is not None:
            shares[unit] = shares.get(unit, Decimal(0)) + share
        group.finish()
    return tuple(filter(None, names)), tuple(shares.items())
