"""督查事项的经过: what happened to a task, one create-only file each, beside the task."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Any

from jianbao.metadata import Fields, Moment
from jianbao.model.source import Source


class EventKind(Enum):
    """The name of the kind in a file's name is that of the member in lower case."""

    RECEIPT = "签收"
    PROGRESS = "反馈"
    CHASE = "催办"
    EXTENSION = "延期"
    REWORK = "退办"
    PRESENTED = "呈报"
    CLOSE = "办结"
    REVISIT = "回头看"


@dataclass(frozen=True, kw_only=True, slots=True)
class TaskEvent:
    """``task`` and ``kind`` are those of the path; ``part`` is the number in 任务分解表, 0 for the whole task.

    ``date`` is the day on which it took effect (an extension: was approved), ``unit`` the one that it comes from or
    goes to. A kind has only the fields that its reader below asks for; the others are empty.
    ``finished``: 办理结果, not only progress. ``refused``: the extension was not approved. ``relapsed``: 问题反弹.
    ``satisfied`` is None where nobody was asked.
    """

    id: str
    source: Source
    task: str
    kind: EventKind
    date: Moment | None
    unit: str = ""
    part: int = 0
    by: str = ""
    text: str = ""
    finished: bool = False
    via: str = ""
    reply: str = ""
    asked: Moment | None = None
    until: Moment | None = None
    reason: str = ""
    approved_by: str = ""
    refused: bool = False
    to: str = ""
    opinion: str = ""
    result: str = ""
    satisfied: bool | None = None
    papers: tuple[str, ...] = ()
    relapsed: bool = False
    recorded: Moment | None = None

    @classmethod
    def from_fields(cls, fields: Fields, *, id: str, source: Source) -> TaskEvent:  # noqa: A002
        task, _, name = id.rpartition("/")
        kind = EventKind[name[6:].rstrip("-0123456789").upper()]
        return cls(
            id=id,
            source=source,
            task=task,
            kind=kind,
            date=fields.moment("date", required=True),
            part=fields.integer("part") if kind in _OF_PARTS else 0,
            by=fields.text("by"),
            recorded=fields.moment("recorded"),
            **_READ[kind](fields),
        )


_OF_PARTS = frozenset({EventKind.PROGRESS, EventKind.EXTENSION, EventKind.REWORK, EventKind.CLOSE})


def _read_receipt(fields: Fields) -> dict[str, Any]:
    return {"unit": fields.name("unit", "unit", required=True), "via": fields.text("via")}


def _read_progress(fields: Fields) -> dict[str, Any]:
    """Progress told by telephone or on paper; what a unit files is an item that names the task."""
    return {
        "unit": fields.name("unit", "unit", required=True),
        "via": fields.text("via"),
        "text": fields.text("text", required=True),
        "finished": fields.boolean("finished"),
    }


def _read_chase(fields: Fields) -> dict[str, Any]:
    return {
        "unit": fields.name("unit", "unit", required=True),
        "via": fields.text("via", required=True),
        "to": fields.text("to"),
        "reply": fields.text("reply"),
    }


def _read_extension(fields: Fields) -> dict[str, Any]:
    return {
        "unit": fields.name("unit", "unit"),
        "asked": fields.moment("asked", required=True),
        "until": fields.moment("until", required=True),
        "reason": fields.text("reason", required=True),
        "approved_by": fields.name("approved_by", "person", required=True),
        "refused": fields.boolean("refused"),
    }


def _read_rework(fields: Fields) -> dict[str, Any]:
    return {"unit": fields.name("unit", "unit"), "reason": fields.text("reason", required=True)}


def _read_presented(fields: Fields) -> dict[str, Any]:
    """``to`` is a person's id, or a name as written for a leader of a higher level."""
    return {"to": fields.text("to", required=True), "opinion": fields.text("opinion")}


def _read_close(fields: Fields) -> dict[str, Any]:
    return {
        "result": fields.text("result", required=True),
        "satisfied": fields.boolean("satisfied") if fields.has("satisfied") else None,
        "papers": fields.texts("papers"),
    }


def _read_revisit(fields: Fields) -> dict[str, Any]:
    return {"result": fields.text("result", required=True), "relapsed": fields.boolean("relapsed")}


_READ = {
    EventKind.RECEIPT: _read_receipt,
    EventKind.PROGRESS: _read_progress,
    EventKind.CHASE: _read_chase,
    EventKind.EXTENSION: _read_extension,
    EventKind.REWORK: _read_rework,
    EventKind.PRESENTED: _read_presented,
    EventKind.CLOSE: _read_close,
    EventKind.REVISIT: _read_revisit,
}
