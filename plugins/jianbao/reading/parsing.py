"""The text of one record → its fields, its body and where each value stands; before anything is made of them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256

from jianbao.metadata import Mapping, locate_values, split_header
from jianbao.metadata.header import parse_mapping
from jianbao.model import Source
from jianbao.problems import Problem

# An act reads the office again once it has written, a script asks several times: what has not changed since is parsed
# once. So many records are remembered, which is about 15 MB.
_REMEMBERED = 1024


@dataclass(frozen=True, kw_only=True, slots=True)
class Parsed:
    """``body`` is empty for a file of fields alone."""

    fields: Mapping
    source: Source
    body: str = ""


def parse_record(text: str, path: str) -> tuple[Parsed | None, list[Problem]]:
    """A Markdown file has a header and a body, any other one is fields alone. None where nothing can be read."""
    parsed, problems = _parse(text, path)
    return parsed, list(problems)


@lru_cache(maxsize=_REMEMBERED)
def _parse(text: str, path: str) -> tuple[Parsed | None, tuple[Problem, ...]]:
    parsed, problems = _parse_markdown(text, path) if path.endswith(".md") else _parse_fields(text, path)
    return parsed, tuple(problems)


def _parse_markdown(text: str, path: str) -> tuple[Parsed | None, list[Problem]]:
    header, problems = split_header(text, path)
    if header is None:
        return None, problems
    source = _locate(header.fields, text, path, header.body_line)
    return Parsed(fields=header.fields, source=source, body=header.body), problems


def _parse_fields(text: str, path: str) -> tuple[Parsed | None, list[Problem]]:
    mapping, problems = parse_mapping(text, path)
    if mapping is None:
        return None, problems
    return Parsed(fields=mapping, source=_locate(mapping, text, path, 1)), problems


def _locate(mapping: Mapping, text: str, path: str, body_line: int) -> Source:
    places, texts = locate_values(mapping)
    return Source(path=path, digest=sha256(text.encode()).hexdigest(), body_line=body_line, places=places, texts=texts)
