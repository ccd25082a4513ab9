"""督查事项: something that must be done by a day, by one unit in the lead, in parts."""

from __future__ import annotations

from dataclasses import dataclass

from jianbao.metadata import Fields, Moment
from jianbao.model.feedback import Feedback, read_feedback
from jianbao.model.source import Source
from jianbao.model.time_limit import TimeLimit, read_time_limit


@dataclass(frozen=True, kw_only=True, slots=True)
class Part:
    """A row of 任务分解表. ``due`` is None where the day of the whole task holds."""

    number: int
    content: str
    lead_unit: str
    assisting: tuple[str, ...]
    due: Moment | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Task:
    """Written once (design, section 4); what happens to it later are events beside it, never an edit.

    ``instruction`` is the id of the 批示 that it comes from, ``origin`` the words for any other source (会议纪要 …);
    one of the two. ``leader`` is a person's id or a name as written. The number is that of the file. ``category`` is
    an id of ``supervision.yml``. ``due`` or ``within`` state the time limit; with neither it is that of the category:
    ``supervising`` tells the day. ``officer`` (督办人) is one of our staff.
    ``reopens`` is the closed task whose problem came back (问题反弹，另行立项).
    """

    id: str
    source: Source
    number: int
    title: str
    category: str
    origin: str
    instruction: str
    leader: str
    lead_unit: str
    assisting: tuple[str, ...]
    assigned: Moment | None
    due: Moment | None
    within: TimeLimit | None
    feedback: Feedback | None
    officer: str
    reopens: str
    contact: str
    parts: tuple[Part, ...]
    body: str

    @property
    def units(self) -> tuple[str, ...]:
        """Every unit that has something to do in it: the lead, those that assist, those of its parts."""
        of_parts = (unit for part in self.parts for unit in (part.lead_unit, *part.assisting))
        return tuple(dict.fromkeys(filter(None, (self.lead_unit, *self.assisting, *of_parts))))

    @classmethod
    def from_fields(cls, fields: Fields, *, id: str, source: Source, body: str) -> Task:  # noqa: A002
        from_instruction = fields.group("origin") if fields.holds_group("origin") else None
        instruction = from_instruction.record_id("instruction", required=True) if from_instruction else ""
        if from_instruction:
            from_instruction.finish()
        return cls(
            id=id,
            source=source,
            number=fields.integer("number", required=True),
            title=fields.text("title", required=True),
            category=fields.name("category", "category", required=True),
            origin="" if from_instruction else fields.text("origin", required=True),
            instruction=instruction,
            leader=fields.text("leader"),
            lead_unit=fields.name("lead_unit", "unit", required=True),
            assisting=fields.names("assisting", "unit"),
            assigned=fields.moment("assigned", required=True),
            due=fields.moment("due"),
            within=read_time_limit(fields, "within"),
            feedback=read_feedback(fields, "feedback"),
            officer=fields.name("officer", "person"),
            reopens=fields.record_id("reopens"),
            contact=fields.text("contact"),
            parts=_read_parts(fields),
            body=body,
        )


def _read_parts(fields: Fields) -> tuple[Part, ...]:
    parts = []
    for group in fields.mappings("parts"):
        part = Part(
            number=group.integer("no", required=True),
            content=group.text("content", required=True),
            lead_unit=group.name("lead_unit", "unit", required=True),
            assisting=group.names("assisting", "unit"),
            due=group.moment("due"),
        )
        parts.append(part)
        group.finish()
    return tuple(parts)
