"""One more entry in a list of a record that is there already, all else in its text as it was."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any, Protocol, TypeVar

from jianbao.model import Source
from jianbao.problems import ProblemsFound
from jianbao.reading import Office
from jianbao.reading.adding import with_record
from jianbao.reading.files import read_text
from jianbao.reading.layout import kind_of
from jianbao.writing import Change, dump_yaml


class _Record(Protocol):
    """What all records have. A frozen dataclass, so that both are read-only."""

    @property
    def id(self) -> str: ...

    @property
    def source(self) -> Source: ...


Kept = TypeVar("Kept", bound=_Record)


def add_entry(office: Office, expected: Kept, key: str, entry: Any, write: Callable[[Kept], str]) -> Change:
    """The file of a record with one more entry in the list ``key``, so that it reads as ``expected``; all of it
    written anew where the list cannot be added to as it stands.
    """
    return add_entries(office, expected, key, [entry], write)


def add_entries(
    office: Office, expected: Kept, key: str, entries: Sequence[Any], write: Callable[[Kept], str]
) -> Change:
    """As ``add_entry``, several at once."""
    path = expected.source.path
    written = insert_entries(read_source(office, path), expected.source, key, entries)
    if not reads_as(office, expected, written):
        written = write(expected)
    return Change(path=path, data=written.encode(), replaces=True)


def add_fields(office: Office, source: Source, fields: dict[str, Any]) -> Change:
    """The file of a record without a body, with more fields at its end."""
    text = f"{read_source(office, source.path).rstrip()}\n{dump_yaml(fields)}"
    return Change(path=source.path, data=text.encode(), replaces=True)


def read_source(office: Office, path: str) -> str:
    """The text of a record's file. Raises ProblemsFound."""
    text, problems = read_text(office.root / path, path)
    if text is None:
        raise ProblemsFound(problems)
    return text


def reads_as(office: Office, expected: _Record, text: str) -> bool:
    """Whether the text is that record, wherever its fields stand now."""
    tried = with_record(office, expected.source.path, text)
    found = getattr(tried, kind_of(expected.source.path)).get(expected.id)
    return not tried.problems and found is not None and replace(found, source=expected.source) == expected


def insert_entries(text: str, source: Source, key: str, entries: Sequence[Any]) -> str:
    """After the last entry of the list ``key``, indented as that is; else as a new field at the end of the fields.

    The caller makes sure of what it got: a list in one line (``[…]``) is not seen through.
    """
    lines = text.split("\n")
    written = dump_yaml({key: list(entries)}).rstrip("\n").split("\n")
    known = [place.line for path, place in source.places.items() if path.startswith(f"{key}[")]
    if not known:
        end = lines.index("---", 1) if source.path.endswith(".md") else len(text.rstrip("\n").split("\n"))
        return "\n".join([*lines[:end], *written, *(lines[end:] or [""])])
    last = max(known)
    dashes = [line for line in lines[:last] if re.match(r"\s*- ", line)]
    indent = len(dashes[-1]) - len(dashes[-1].lstrip()) if dashes else 2
    added = [" " * indent + line[2:] for line in written[1:]]
    return "\n".join([*lines[:last], *added, *lines[last:]])
