"""Other values for fields of a record that is there already, its comments and all else as somebody wrote them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from jianbao.acting.recording.inserting import Kept, read_source, reads_as
from jianbao.model import Source
from jianbao.reading import Office
from jianbao.writing import Change, dump_yaml

# A field on a line of its own: its name, what is written, and a comment.
_FIELD = re.compile(r"(?P<key>[^\s:：#][^:：]*:)[ \t]+(?P<value>\S.*?)(?P<comment>[ \t]+#.*)?")


def replace_fields(
    office: Office, expected: Kept, fields: Mapping[str, str], body: str, write: Callable[[Kept], str]
) -> Change:
    """The Markdown file of a record with these fields (an empty one is taken out) and this body, so that it reads as
    ``expected``; all of it written anew where its lines cannot be changed one by one.
    """
    path = expected.source.path
    text = read_source(office, path)
    head, rest = _split(text)
    for key, value in fields.items():
        head = _set_field(head, expected.source, key, value)
    kept = "\n".join([line for line in head if line is not None])
    below = rest if body == rest.strip("\n") else f"{body}\n"
    written = f"{kept}\n{below}" if body else f"{kept}\n"
    if not reads_as(office, expected, written):
        written = write(expected)
    return Change(path=path, data=written.encode(), replaces=True)


def _split(text: str) -> tuple[list[str | None], str]:
    """The lines of the header with both fences, and what stands below."""
    lines = text.split("\n")
    end = lines.index("---", 1) if "---" in lines[1:] else len(lines) - 1
    return list[str | None](lines[: end + 1]), "\n".join(lines[end + 1 :])


def _set_field(head: list[str | None], source: Source, key: str, value: str) -> list[str | None]:
    """Lines keep their number: one that goes leaves None. A new field stands last."""
    line = dump_yaml({key: value}).rstrip("\n").partition(": ")[2] if value else ""
    if key not in source.places:
        return [*head[:-1], f"{key}: {line}", head[-1]] if value else head
    number = source.places[key].line - 1
    found = _FIELD.fullmatch(head[number] or "") if number < len(head) else None
    if found is None or value == source.texts.get(key):
        return head
    changed = f"{found['key']} {line}{found['comment'] or ''}" if value else None
    return [*head[:number], changed, *head[number + 1 :]]
