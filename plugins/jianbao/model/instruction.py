"""批示: what a leader wrote or said on one of our texts."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from jianbao.metadata import Fields, Moment
from jianbao.model.access import Access
from jianbao.model.source import Source


class Nature(Enum):
    """What the instruction asks; several at once are usual."""

    PRAISE = "肯定"
    HANDLE = "要求办理"
    CONSIDER = "阅处"
    NOTE = "阅知"
    CIRCLE = "圈阅"


class InstructionForm(Enum):
    WRITTEN = "书面"
    SPOKEN = "口头"


# What an instruction may be on: exactly one, but for an article, which stands with its issue.
SUBJECTS = ("issue", "item", "adoption", "task", "document")


@dataclass(frozen=True, kw_only=True, slots=True)
class Presented:
    """呈阅: to whom the instruction was presented, and what that leader said."""

    date: Moment | None
    to: str
    opinion: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Instruction:
    """``leader`` is a person's id or, for a leader of a higher level, a name; ``post`` as then held; ``level`` an id of
    ``office.yml``. ``text`` never leaves the office build.
    """

    id: str
    source: Source
    issue: str
    article: str
    item: str
    adoption: str
    task: str
    document: str
    leader: str
    post: str
    level: str
    date: Moment | None
    received: Moment | None
    form: InstructionForm | None
    natures: tuple[Nature, ...]
    text: str
    follows: str
    presented: tuple[Presented, ...]
    opens: str
    access: Access | None
    recorded: Moment | None

    @classmethod
    def from_fields(cls, fields: Fields, *, id: str, source: Source) -> Instruction:  # noqa: A002
        on = fields.group("on", required=True)
        named = {key: on.record_id(key) for key in ("issue", "article", "item", "adoption", "task")} if on else {}
        document = on.text("document") if on else ""
        if on:
            on.finish()
        return cls(
            id=id,
            source=source,
            **{key: named.get(key, "") for key in ("issue", "article", "item", "adoption", "task")},
            document=document,
            leader=fields.text("leader", required=True),
            post=fields.text("post"),
            level=fields.name("level", "level", required=True),
            date=fields.moment("date", required=True),
            received=fields.moment("received"),
            form=fields.choice("form", InstructionForm),
            natures=fields.choices("nature", Nature, required=True),
            text=fields.text("text"),
            follows=fields.record_id("follows"),
            presented=_read_presented(fields),
            opens=fields.record_id("task"),
            access=fields.choice("access", Access),
            recorded=fields.moment("recorded"),
        )


def _read_presented(fields: Fields) -> tuple[Presented, ...]:
    presented = []
    for group in fields.mappings("presented"):
        date, to = group.moment("date", required=True), group.text("to", required=True)
        presented.append(Presented(date=date, to=to, opinion=group.text("opinion")))
        group.finish()
    return tuple(presented)
