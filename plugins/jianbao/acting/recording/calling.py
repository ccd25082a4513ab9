"""约稿: a new call under the next number of the year, and answers to it that came without a file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from jianbao.acting.recording.inserting import add_entry
from jianbao.acting.recording.proving import prove
from jianbao.acting.refusing import refuse, require_level, require_record, require_unit, require_words
from jianbao.answering import called_units
from jianbao.metadata import Moment
from jianbao.model import Call, CallReply
from jianbao.reading import Office
from jianbao.rendering.templates import Templates
from jianbao.writing import Change, dump_record, dump_yaml


@dataclass(frozen=True, kw_only=True, slots=True)
class CallRequest:
    """``units`` or ``everyone``. The ``origin_…`` are those of the call of a higher level that this passes on."""

    title: str
    due: Moment
    issued: Moment
    units: tuple[str, ...] = ()
    everyone: bool = False
    exempt: tuple[str, ...] = ()
    contact: str = ""
    text: str = ""
    origin_level: str = ""
    origin_number: str = ""
    origin_received: Moment | None = None
    origin_due: Moment | None = None


def plan_call(office: Office, templates: Templates, request: CallRequest, as_of: Moment) -> Change:
    """The next number of the year in which it goes out."""
    require_words(标题=request.title)
    if bool(request.units) is request.everyone:
        refuse("field-missing", "要写明向哪些单位约稿", "写一个或几个单位，或约全部单位", field="units")
    year = f"{request.issued.day:%Y}"
    number = 1 + max((call.number for call in office.calls.values() if call.id.startswith(f"{year}/")), default=0)
    header = {
        "number": number,
        "title": request.title,
        "origin": _make_origin(office, request) or "",
        "issued": request.issued,
        "due": request.due,
        "units": "all" if request.everyone else _unit_ids(office, request.units),
        "exempt": _unit_ids(office, request.exempt),
        "contact": request.contact,
    }
    text = templates.render("new/call.md", fields=dump_yaml(header), title=request.title, text=request.text.strip())
    path = f"briefs/calls/{year}/{number:03d}.md"
    return prove(office, Change(path=path, data=text.encode()), as_of)


def _unit_ids(office: Office, written: Sequence[str]) -> list[str]:
    return list(dict.fromkeys(require_unit(office, unit) for unit in written))


def _make_origin(office: Office, request: CallRequest) -> dict[str, Any]:
    """Empty for our own call."""
    told = (request.origin_number, request.origin_received, request.origin_due)
    if not request.origin_level:
        if any(told):
            refuse("field-missing", "没有写是哪一级的约稿", "转发上级约稿的，写上是哪一级", field="origin_level")
        return {}
    return {
        "level": require_level(office, request.origin_level).id,
        "number": request.origin_number,
        "received": request.origin_received or "",
        "due": request.origin_due or "",
    }


def plan_reply(office: Office, identity: str, reply: CallReply, as_of: Moment) -> Change:
    """The call's file with one more answer, all else in it as it was; ``reply.unit`` by any name."""
    require_record("约稿", identity, dict(office.calls))
    call = office.calls[identity]
    reply = replace(reply, unit=require_unit(office, reply.unit))
    name = office.settings.units.short(reply.unit, reply.at.day if reply.at else None)
    if reply.unit not in called_units(office, call):
        refuse("call-reply", f"第{call.number}号约稿没有约{name}", "核对约稿编号和单位", path=call.source.path)
    if any(known.unit == reply.unit for known in call.replies):
        hint = "答复有误的，请编辑在约稿文件里更正"
        refuse("call-answered", f"第{call.number}号约稿{name}已有答复", hint, path=call.source.path)
    change = add_entry(
        office, replace(call, replies=(*call.replies, reply)), "replies", _write_reply(reply), _write_call
    )
    return prove(office, change, as_of)


def _write_reply(reply: CallReply) -> dict[str, Any]:
    result = reply.result.value if reply.result else ""
    return {"unit": reply.unit, "at": reply.at, "via": reply.via, "result": result, "reason": reply.reason}


def _write_call(call: Call) -> str:
    origin = call.origin
    header = {
        "number": call.number,
        "title": call.title,
        "origin": {
            "level": origin.level,
            "number": origin.number,
            "received": origin.received or "",
            "due": origin.due or "",
        }
        if origin
        else "",
        "issued": call.issued,
        "due": call.due,
        "units": list(call.units) or "all",
        "exempt": list(call.exempt),
        "contact": call.contact,
        "notified": [{"unit": known.unit, "at": known.at, "via": known.via} for known in call.notified],
        "replies": [_write_reply(reply) for reply in call.replies],
    }
    return dump_record(header, call.body)
