"""One more entry in a list of a record that is there already, all else in its text as it was."""

from __future__ import annotations

import re
from typing import Any

from jianbao.model import Source
from jianbao.writing import dump_yaml


def insert_entry(text: str, source: Source, key: str, entry: dict[str, Any]) -> str:
    """After the last entry of the list ``key``, indented as that is; else as a new field at the end of the fields.

    The caller makes sure of what it got: a list in one line (``[…]``) is not seen through.
    """
    lines = text.split("\n")
    written = dump_yaml({key: [entry]}).rstrip("\n").split("\n")
    known = [place.line for path, place in source.places.items() if path.startswith(f"{key}[")]
    if not known:
        end = lines.index("---", 1) if source.path.endswith(".md") else len(text.rstrip("\n").split("\n"))
        return "\n".join([*lines[:end], *written, *(lines[end:] or [""])])
    last = max(known)
    dashes = [line for line in lines[:last] if re.match(r"\s*- ", line)]
    indent = len(dashes[-1]) - len(dashes[-1].lstrip()) if dashes else 2
    added = [" " * indent + line[2:] for line in written[1:]]
    return "\n".join([*lines[:last], *added, *lines[last:]])
