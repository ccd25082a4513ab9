"""A task as it stood on a day → plain data, in the one shape that the site's files and the command's JSON both have."""

from __future__ import annotations

from datetime import date
from typing import Any

from jianbao.reading import Office
from jianbao.supervising.deadlines import Deadline
from jianbao.supervising.feedback import FeedbackPeriod
from jianbao.supervising.status import PartStatus, TaskStatus


def describe_status(office: Office, status: TaskStatus) -> dict[str, Any]:
    """Units by id, words as printed, dates as ISO 8601; None where there is none."""
    task = status.task
    return {
        "id": task.id,
        "number": task.number,
        "title": task.title,
        "category": office.settings.supervision.category(task.category).name,
        "origin": task.origin or None,
        "instruction": task.instruction or None,
        "reopens": task.reopens or None,
        "lead_unit": task.lead_unit,
        "assisting": list(task.assisting),
        "officer": task.officer or None,
        "assigned": _iso(task.assigned.day if task.assigned else None),
        "state": status.state.value,
        "light": status.light.value if status.light else None,
        "cause": status.cause or None,
        **_describe_deadline(status.deadline),
        "overdue": status.is_overdue,
        "was_overdue": status.was_overdue,
        "received": _iso(status.received),
        "reported": _iso(status.reported),
        "presented": _iso(status.presented),
        "closed": _iso(status.closed_on),
        "feedback": [_describe_period(status, period) for period in status.feedback],
        "parts": [_describe_part(part) for part in status.parts],
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _describe_deadline(deadline: Deadline) -> dict[str, Any]:
    return {
        "due": _iso(deadline.current),
        "original_due": _iso(deadline.original),
        "moved_from": _iso(deadline.moved_from),
        "extensions": deadline.extensions,
    }


def _describe_period(status: TaskStatus, period: FeedbackPeriod) -> dict[str, Any]:
    return {
        "first": _iso(period.first),
        "due": _iso(period.due),
        "reported": _iso(period.reported),
        "late": period.is_late,
        "missed": period.is_missed(status.day),
    }


def _describe_part(part: PartStatus) -> dict[str, Any]:
    return {
        "no": part.part.number,
        "content": part.part.content,
        "lead_unit": part.part.lead_unit,
        "assisting": list(part.part.assisting),
        **_describe_deadline(part.deadline),
        "was_overdue": part.was_overdue,
        "closed": _iso(part.closed),
        "light": part.light.value if part.light else None,
        "cause": part.cause or None,
    }
