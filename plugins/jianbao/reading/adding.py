"""An office as it would be with one more record, so that an act can be tried before anything is written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256
from typing import Any

from jianbao.metadata import Fields, locate_values, split_header
from jianbao.metadata.header import parse_mapping
from jianbao.model import Adoption, Call, Dispute, Entry, Instruction, Receipt, Report, Source
from jianbao.problems import Place, Problem
from jianbao.reading.layout import PATTERNS, match_path
from jianbao.reading.office import Office

_TEXTS: dict[str, Callable[..., Any]] = {"reports": Report.from_fields, "calls": Call.from_fields}
_RECORDS: dict[str, Callable[..., Any]] = {
    "adoptions": Adoption.from_fields,
    "instructions": Instruction.from_fields,
    "receipts": Receipt.from_fields,
    "entries": Entry.from_fields,
    "disputes": Dispute.from_fields,
}


def with_record(office: Office, path: str, text: str) -> Office:
    """The office with this record in place of what lies at ``path``; its problems are those of this text alone."""
    folder, _, below = path.removeprefix("briefs/").partition("/")
    if match_path(folder, below) is None:
        place = Place(path=path)
        message = f"文件名或位置不合规则，应为 {PATTERNS[folder][1]}"
        wrong = Problem(code="file-name", place=place, message=message, hint="核对日期和编号")
        return replace(office, problems=(wrong,))
    problems: list[Problem] = []
    build, identity = _TEXTS.get(folder) or _RECORDS[folder], below.rpartition(".")[0]
    if folder in _TEXTS:
        header, found = split_header(text, path)
        mapping = header.fields if header else None
        inside: dict[str, Any] = {"body": header.body} if header else {}
        line = header.body_line if header else 1
    else:
        mapping, found = parse_mapping(text, path)
        inside, line = {}, 1
    problems += found
    if mapping is None:
        return replace(office, problems=tuple(problems))
    places, texts = locate_values(mapping)
    digest = sha256(text.encode()).hexdigest()
    source = Source(path=path, digest=digest, body_line=line, places=places, texts=texts)
    fields = Fields(mapping, office.settings.vocabulary(), problems)
    record = build(fields, id=identity, source=source, **inside)
    fields.finish()
    files = office.files if path in office.files else (*office.files, path)
    known: dict[str, Any] = {folder: {**getattr(office, folder), identity: record}}
    return replace(office, files=files, problems=tuple(problems), **known)
