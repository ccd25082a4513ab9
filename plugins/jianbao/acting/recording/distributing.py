"""发放登记: who got which copies of a signed issue, and what came back. One file an issue, one line an occasion."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from jianbao.acting.recording.inserting import add_entry
from jianbao.acting.recording.proving import prove
from jianbao.acting.refusing import refuse, require_record, require_words
from jianbao.metadata import Moment
from jianbao.model import Distribution, Handed
from jianbao.model.distribution import format_copy_numbers, parse_copy_numbers
from jianbao.reading import Office
from jianbao.writing import Change, dump_yaml


@dataclass(frozen=True, kw_only=True, slots=True)
class HandingRequest:
    """``copies`` 0: as many as there are ``numbers``. ``printed`` 0: what the imprint says, or the record there."""

    issue: str
    to: str
    date: Moment
    copies: int = 0
    numbers: str = ""
    signed_by: str = ""
    printed: int = 0
    returned: bool = False


def plan_handing(office: Office, request: HandingRequest, as_of: Moment) -> Change:
    """The first line makes the issue's record; a later one is added to it, the other lines as they were."""
    require_record("刊期", request.issue, dict(office.issues))
    require_words(发往=request.to)
    row, known = _make_row(request), office.distribution.get(request.issue)
    path = f"briefs/distribution/{request.issue}.yml"
    if known is None:
        header = {"printed": _find_printed(office, request), _key(request): [row]}
        return prove(office, Change(path=path, data=dump_yaml(header).encode()), as_of)
    if request.printed and request.printed != known.printed:
        message = f"这一期已登记印{known.printed}份"
        refuse("distribution-copies", message, "印制份数有误的，改发放登记文件里的 printed", path=path)
    change = add_entry(office, _with_row(known, request), _key(request), row, _write_record)
    return prove(office, change, as_of)


def _key(request: HandingRequest) -> str:
    return "returned" if request.returned else "sent"


def _find_printed(office: Office, request: HandingRequest) -> int:
    document = office.issues[request.issue].document
    printed = request.printed or (document.imprint.copies if document else 0)
    if not printed:
        refuse("field-missing", "版记没有印数，不知道印了多少份", "写上印制份数", field="printed")
    return printed


def _parse_row(request: HandingRequest) -> Handed:
    numbers = parse_copy_numbers(request.numbers) if request.numbers else ()
    if numbers is None:
        refuse("field-type", f"“{request.numbers}”不是份号", "如 1-20 或 1-20,25", field="numbers")
    copies = request.copies or len(numbers)
    if not copies:
        refuse("field-missing", "没有写多少份", "写上份数；有份号的写份号，如 1-20", field="copies")
    return Handed(
        to=request.to.strip(), copies=copies, copy_numbers=numbers, date=request.date, signed_by=request.signed_by
    )


def _make_row(request: HandingRequest) -> dict[str, Any]:
    return _write_row(_parse_row(request))


def _write_row(row: Handed) -> dict[str, Any]:
    numbers = format_copy_numbers(row.copy_numbers, "-").split("、") if row.copy_numbers else []
    shown = numbers[0] if len(numbers) == 1 else numbers
    return {"to": row.to, "copies": row.copies, "copy_numbers": shown, "date": row.date, "signed_by": row.signed_by}


def _with_row(known: Distribution, request: HandingRequest) -> Distribution:
    row = _parse_row(request)
    if request.returned:
        return replace(known, returned=(*known.returned, row))
    return replace(known, sent=(*known.sent, row))


def _write_record(given: Distribution) -> str:
    rows = {key: [_write_row(row) for row in getattr(given, key)] for key in ("sent", "returned")}
    return dump_yaml({"printed": given.printed, **rows})
