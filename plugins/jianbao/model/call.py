"""约稿: a call for items, the office's own or passed on from a higher level."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from jianbao.metadata import Fields, Moment
from jianbao.model.source import Source


class CallResult(Enum):
    """How a unit answered without a file; all three are answers."""

    FILED = "有稿"
    NOTHING = "无此情况"
    EXEMPT = "免报"


@dataclass(frozen=True, kw_only=True, slots=True)
class CallOrigin:
    """The call of a higher level that ours passes on: its level, its number, and its own times."""

    level: str
    number: str
    received: Moment | None
    due: Moment | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Notified:
    unit: str
    at: Moment | None
    via: str


@dataclass(frozen=True, kw_only=True, slots=True)
class CallReply:
    unit: str
    at: Moment | None
    via: str
    result: CallResult | None
    reason: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Call:
    """``units`` empty means all units of that day; the number is that of the file, one sequence a year."""

    id: str
    source: Source
    number: int
    title: str
    origin: CallOrigin | None
    issued: Moment | None
    due: Moment | None
    units: tuple[str, ...]
    exempt: tuple[str, ...]
    contact: str
    notified: tuple[Notified, ...]
    replies: tuple[CallReply, ...]
    body: str

    @classmethod
    def from_fields(cls, fields: Fields, *, id: str, source: Source, body: str) -> Call:  # noqa: A002
        everyone = fields.is_word("units", "all", "全部") or not fields.has("units")
        return cls(
            id=id,
            source=source,
            number=fields.integer("number", required=True),
            title=fields.text("title", required=True),
            origin=_read_origin(fields),
            issued=fields.moment("issued", required=True),
            due=fields.moment("due", required=True),
            units=() if everyone else fields.names("units", "unit"),
            exempt=fields.names("exempt", "unit"),
            contact=fields.text("contact"),
            notified=_read_notified(fields),
            replies=_read_replies(fields),
            body=body,
        )


def _read_origin(fields: Fields) -> CallOrigin | None:
    """``own`` (or nothing) for our own call."""
    group = None if fields.is_word("origin", "own", "本级") else fields.group("origin")
    if group is None:
        return None
    origin = CallOrigin(
        level=group.name("level", "level", required=True),
        number=group.text("number"),
        received=group.moment("received"),
        due=group.moment("due"),
    )
    group.finish()
    return origin


def _read_notified(fields: Fields) -> tuple[Notified, ...]:
    notified = []
    for group in fields.mappings("notified"):
        unit = group.name("unit", "unit", required=True)
        notified.append(Notified(unit=unit, at=group.moment("at", required=True), via=group.text("via")))
        group.finish()
    return tuple(notified)


def _read_replies(fields: Fields) -> tuple[CallReply, ...]:
    replies = []
    for group in fields.mappings("replies"):
        reply = CallReply(
            unit=group.name("unit", "unit", required=True),
            at=group.moment("at", required=True),
            via=group.text("via"),
            result=group.choice("result", CallResult, required=True),
            reason=group.text("reason"),
        )
        replies.append(reply)
        group.finish()
    return tuple(replies)
