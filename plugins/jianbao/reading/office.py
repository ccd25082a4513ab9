"""The whole office as one value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from jianbao.model import (
    Access,
    Adoption,
    Bulletin,
    Call,
    DeskRecord,
    Dispute,
    Distribution,
    Draft,
    Entry,
    Incident,
    Instruction,
    Issue,
    Item,
    Lead,
    Notice,
    Receipt,
    Report,
    Source,
    Task,
    TaskEvent,
)
from jianbao.model.desk import find_void
from jianbao.problems import Problem
from jianbao.settings import Settings


@dataclass(frozen=True, kw_only=True, slots=True)
class SitePage:
    """A hand-written page below ``briefs/pages``; without ``access`` it is in no build."""

    id: str
    source: Source
    title: str
    access: Access | None
    body: str


@dataclass(frozen=True, kw_only=True)
class Office:
    """Records by id, in order of their paths. ``files`` are all paths met, for checks of names. ``unwritten`` are the
    pictures of a record that is tried before it is written, by path.
    """

    root: Path
    settings: Settings
    items: dict[str, Item]
    desk: dict[str, DeskRecord]
    drafts: dict[str, Draft]
    issues: dict[str, Issue]
    notices: dict[str, Notice]
    distribution: dict[str, Distribution]
    receipts: dict[str, Receipt]
    reports: dict[str, Report]
    adoptions: dict[str, Adoption]
    instructions: dict[str, Instruction]
    calls: dict[str, Call]
    tasks: dict[str, Task]
    task_events: dict[str, TaskEvent]
    incidents: dict[str, Incident]
    entries: dict[str, Entry]
    disputes: dict[str, Dispute]
    bulletins: dict[str, Bulletin]
    leads: dict[str, Lead]
    pages: dict[str, SitePage]
    files: tuple[str, ...]
    problems: tuple[Problem, ...]
    unwritten: Mapping[str, bytes] = field(default_factory=dict)

    @cached_property
    def receipt_of(self) -> dict[str, Receipt]:
        """The first receipt of each item."""
        return {receipt.item: receipt for receipt in reversed(self.receipts.values())}

    @cached_property
    def void(self) -> frozenset[str]:
        """Items filed by mistake (误报作废), by the office's standing decisions."""
        return frozenset(find_void(self.desk.values()))

    @cached_property
    def answers_to(self) -> dict[str, list[Item]]:
        """The items that answer each call; what was filed by mistake answers none."""
        answers: dict[str, list[Item]] = {}
        for item in self.items.values():
            if item.call and item.id not in self.void:
                answers.setdefault(item.call, []).append(item)
        return answers

    @cached_property
    def events_of(self) -> dict[str, list[TaskEvent]]:
        """What happened to each task, by date, that of one day as its files are named."""
        events: dict[str, list[TaskEvent]] = {}
        for event in sorted(self.task_events.values(), key=lambda event: (str(event.date or ""), event.id)):
            events.setdefault(event.task, []).append(event)
        return events

    @cached_property
    def replies_to(self) -> dict[str, list[Item]]:
        """The items that answer each task; what was filed by mistake answers none."""
        replies: dict[str, list[Item]] = {}
        for item in self.items.values():
            if item.task and item.id not in self.void:
                replies.setdefault(item.task, []).append(item)
        return replies
