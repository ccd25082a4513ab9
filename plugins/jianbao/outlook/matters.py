"""One thing that somebody in the office has to do or to watch, and the lists in which such things are read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum

from jianbao.metadata import Moment
from jianbao.reading import Office


class Heading(Enum):
    """The lists, in the order in which they are read. The first four hold whatever has a time limit."""

    URGENT = "紧急事件"
    OVERDUE = "已超期"
    TODAY = "今天到期"
    SOON = "近日到期"
    RECEIPT = "督查待签收"
    REVIEW = "办理结果待审核"
    CLOSING = "已呈报待办结"
    EXTENSION = "延期待批"
    INSTRUCTED = "批示待办"
    UPWARD = "上级约稿待报"
    UNANSWERED = "约稿未答复"
    PENDING = "待处理稿件"
    REVISE = "退改未重报"
    HOLD = "留存待用"
    DRAFT = "送审稿"
    NEXT = "各刊下一期"
    UNANNOUNCED = "更正尚未刊登"
    UNUSED = "已上报未见采用"
    DISPUTED = "异议未答复"


class Role(Enum):
    """A word of ``roles`` in ``people.yml``: whose it is where a matter names nobody and nobody covers its unit."""

    EDITOR = "编辑"
    REVIEWER = "核稿"
    PROOFREADER = "校对"
    SIGNATORY = "签发人"
    SUPERVISOR = "督查员"


@dataclass(frozen=True, kw_only=True, slots=True)
class Matter:
    """``key`` is the same on every day (``task-2026-031``), ``record`` the path of what it comes from below
    ``briefs/``. ``text`` is the line as read on the day; ``waiting``, units that still owe something, are listed behind
    it. ``heading`` None: it is told when its deadline is near, under that.

    ``due`` is a day, or a day and a time; ``reminders`` are the days on which to remind of it. ``title`` and ``facts``
    say the same without counting from today, for a calendar. ``people``, ``units`` and ``role`` decide whose it is.
    """

    key: str
    heading: Heading | None
    text: str
    record: str
    role: Role
    title: str = ""
    facts: tuple[str, ...] = ()
    due: Moment | None = None
    reminders: tuple[date, ...] = ()
    units: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    waiting: tuple[str, ...] = ()


def named_people(office: Office, text: str) -> tuple[str, ...]:
    """Who is named in what somebody wrote as a contact: ``吴××，0000-0000000``."""
    return tuple(person.id for person in office.settings.people.people if person.name and person.name in text)


def name_units(office: Office, units: tuple[str, ...], as_of: Moment) -> str:
    return "、".join(office.settings.units.short(unit, as_of.day) for unit in units)
