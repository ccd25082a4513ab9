"""发放登记表: who got which copies of an issue; a form to fill in where nothing is recorded yet."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from jianbao.metadata import Moment
from jianbao.model import Document, Handed, Issue
from jianbao.model.distribution import format_copy_numbers
from jianbao.rendering.slips.request import SlipRequest

_BETWEEN = re.compile("[，；]")


@dataclass(frozen=True, kw_only=True, slots=True)
class Row:
    """``copies`` is 0 and the day None where the form is to be filled in by hand."""

    to: str
    copies: int = 0
    numbers: str = ""
    date: Moment | None = None
    signed_by: str = ""


def describe_issue(request: SlipRequest, issue: Issue) -> Mapping[str, Any]:
    """``sent`` are the recorded rows, or the recipients of the imprint where nothing is recorded (``recorded``)."""
    document, given = issue.document, request.office.distribution.get(issue.id)
    sent = [_make_row(row) for row in given.sent] if given else []
    copies = sum(row.copies for row in sent)
    printed = given.printed if given else document.imprint.copies if document else 0
    return {
        "issue": issue,
        "document": document,
        "recorded": bool(sent),
        "printed": printed,
        "sent": sent or [Row(to=to) for to in _list_recipients(document)],
        "returned": [_make_row(row) for row in given.returned] if given else [],
        "copies": copies,
        "left": printed - copies,
    }


def _make_row(row: Handed) -> Row:
    return Row(
        to=row.to,
        copies=row.copies,
        numbers=format_copy_numbers(row.copy_numbers),
        date=row.date,
        signed_by=row.signed_by,
    )


def _list_recipients(document: Document | None) -> Iterator[str]:
    """As 版记 names them, in its order."""
    if document:
        imprint = document.imprint
        for text in (*imprint.up, *imprint.peer, *imprint.down, *imprint.extra):
            yield from filter(None, (piece.strip() for piece in _BETWEEN.split(text)))
