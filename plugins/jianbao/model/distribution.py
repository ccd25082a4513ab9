"""发放登记: who got which copies of a signed issue, and what came back."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from jianbao.metadata import Fields, Moment
from jianbao.model.source import Source

_NUMBERS = re.compile(r"([0-9]{1,6})(?:[-—–~～至]([0-9]{1,6}))?")
_BETWEEN = re.compile("[,，、;；]")
# A range longer than any print run is a slip of the pen.
MAX_COPIES = 100_000


@dataclass(frozen=True, kw_only=True, slots=True)
class Handed:
    """Copies that went out to somebody, or came back from there. ``copies`` is the count; ``copy_numbers`` are the
    numbers on them, empty where copies bear none.
    """

    to: str
    copies: int
    copy_numbers: tuple[int, ...]
    date: Moment | None
    signed_by: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Distribution:
    """One of an issue; ``issue`` is the issue's id, which is this record's own: it lies in the same place."""

    id: str
    source: Source
    printed: int
    sent: tuple[Handed, ...]
    returned: tuple[Handed, ...]

    @property
    def issue(self) -> str:
        return self.id

    @classmethod
    def from_fields(cls, fields: Fields, *, id: str, source: Source) -> Distribution:  # noqa: A002
        return cls(
            id=id,
            source=source,
            printed=fields.integer("printed", required=True),
            sent=tuple(_read_handed(group) for group in fields.mappings("sent")),
            returned=tuple(_read_handed(group) for group in fields.mappings("returned")),
        )


def _read_handed(fields: Fields) -> Handed:
    numbers = _read_numbers(fields)
    handed = Handed(
        to=fields.text("to", required=True),
        copies=fields.integer("copies", required=not numbers, default=len(numbers)),
        copy_numbers=numbers,
        date=fields.moment("date", required=True),
        signed_by=fields.text("signed_by"),
    )
    fields.finish()
    return handed


def _read_numbers(fields: Fields) -> tuple[int, ...]:
    numbers: list[int] = []
    for text in fields.texts("copy_numbers"):
        read = parse_copy_numbers(text)
        if read is None:
            hint = "如 1-20；几段写成 [1-20, 25]"
            message = f"字段“copy_numbers（份号）”的值“{text}”不是份号"
            fields.report("field-type", fields.place("copy_numbers"), message, hint)
        numbers += read or ()
    return tuple(numbers)


def parse_copy_numbers(text: str) -> tuple[int, ...] | None:
    """``1-3, 25`` → (1, 2, 3, 25), each as often as it is written; None for what is no list of numbers."""
    numbers: list[int] = []
    for piece in _BETWEEN.split(text):
        match = _NUMBERS.fullmatch(piece.strip())
        if match is None:
            return None
        first, last = int(match[1]), int(match[2] or match[1])
        if not 0 < first <= last < first + MAX_COPIES:
            return None
        numbers += range(first, last + 1)
    return tuple(numbers)


def format_copy_numbers(numbers: Iterable[int], dash: str = "—") -> str:
    """(1, 2, 3, 25) → 1—3、25."""
    runs = groupby(enumerate(sorted(set(numbers))), key=lambda pair: pair[1] - pair[0])
    spans = [[number for _, number in run] for _, run in runs]
    return "、".join(f"{span[0]}{dash}{span[-1]}" if len(span) > 1 else f"{span[0]}" for span in spans)
