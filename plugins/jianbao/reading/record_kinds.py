"""What is made of each folder of records whose files stand for themselves; issues and bulletins have a snapshot."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from jianbao.model import (
    Adoption,
    Call,
    DeskRecord,
    Dispute,
    Distribution,
    Draft,
    Entry,
    Incident,
    Instruction,
    Item,
    Lead,
    Notice,
    Receipt,
    Report,
    Task,
    TaskEvent,
)

# Kind of record → how it is built, of Markdown files and of files of fields; ``Office`` names the type of each.
TEXTS: Mapping[str, Callable[..., Any]] = {
    "items": Item.from_fields,
    "desk": DeskRecord.from_fields,
    "reports": Report.from_fields,
    "calls": Call.from_fields,
    "tasks": Task.from_fields,
    "leads": Lead.from_fields,
}
RECORDS: Mapping[str, Callable[..., Any]] = {
    "drafts": Draft.from_fields,
    "notices": Notice.from_fields,
    "distribution": Distribution.from_fields,
    "receipts": Receipt.from_fields,
    "adoptions": Adoption.from_fields,
    "instructions": Instruction.from_fields,
    "task_events": TaskEvent.from_fields,
    "incidents": Incident.from_fields,
    "entries": Entry.from_fields,
    "disputes": Dispute.from_fields,
}
