"""An office as it would be with one more record, so that an act can be tried before anything is written."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from jianbao.metadata import Fields
from jianbao.problems import Place, Problem
from jianbao.reading.layout import PATTERNS, folder_of, kind_of, match_path
from jianbao.reading.office import Office
from jianbao.reading.parsing import parse_record
from jianbao.reading.record_kinds import RECORDS, TEXTS


def with_record(office: Office, path: str, text: str) -> Office:
    """The office with this record in place of what lies at ``path``; its problems are those of this text alone."""
    kind = kind_of(path)
    below = path.removeprefix(f"briefs/{folder_of(kind)}/")
    if match_path(kind, below) is None:
        place = Place(path=path)
        message = f"文件名或位置不合规则，应为 {PATTERNS[kind][1]}"
        wrong = Problem(code="file-name", place=place, message=message, hint="核对日期和编号")
        return replace(office, problems=(wrong,))
    parsed, problems = parse_record(text, path)
    if parsed is None:
        return replace(office, problems=tuple(problems))
    identity = below.rpartition(".")[0]
    fields = Fields(parsed.fields, office.settings.vocabulary(), problems)
    if kind in TEXTS:
        record = TEXTS[kind](fields, id=identity, source=parsed.source, body=parsed.body)
    else:
        record = RECORDS[kind](fields, id=identity, source=parsed.source)
    fields.finish()
    files = office.files if path in office.files else (*office.files, path)
    known: dict[str, Any] = {kind: {**getattr(office, kind), identity: record}}
    return replace(office, files=files, problems=tuple(problems), **known)
