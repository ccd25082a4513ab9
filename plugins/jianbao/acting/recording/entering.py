"""收稿登记, 手工登记 and 异议: how an item arrived, what was given by hand, what a unit says is wrong."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from jianbao.acting.filing import make_slug
from jianbao.acting.recording.inserting import add_fields
from jianbao.acting.recording.proving import bare_slug, place_record, prove, recorded_on
from jianbao.acting.refusing import refuse, require_level, require_record, require_unit, require_words
from jianbao.metadata import Moment
from jianbao.model import Access, Dispute, Via
from jianbao.periods import EXAMPLES, Period, parse_period
from jianbao.reading import Office
from jianbao.writing import Change


def plan_receipt(
    office: Office,
    item: str,
    received: Moment,
    via: Via,
    by: str,
    as_of: Moment,
    *,
    message: str = "",
    attachment: str = "",
) -> Change:
    """One receipt for an item, with the mail (its id) and what of it the item was; a second is refused."""
    require_record("稿件", item, dict(office.items))
    if known := office.receipt_of.get(item):
        refuse("receipt-twice", f"{item} 已有收稿登记", "登记有误的，改那一份", path=known.source.path)
    header = {
        "item": item,
        "received": received,
        "via": via.value,
        "by": by,
        "message": message,
        "attachment": attachment,
    }
    slug = f"{office.items[item].lead}-{bare_slug(item)}"
    return prove(office, place_record(office, "receipts", received.day, slug, header), as_of)


@dataclass(frozen=True, kw_only=True, slots=True)
class EntryRequest:
    """``event``, ``rule`` or both; ``approver`` is a person's id."""

    unit: str
    date: Moment
    reason: str
    evidence: str
    approver: str
    event: str = ""
    rule: str = ""
    points: str = ""
    item: str = ""
    level: str = ""
    access: Access | None = None


def plan_entry(office: Office, request: EntryRequest, as_of: Moment) -> Change:
    """Points or an event given by hand, never without reason and evidence."""
    unit = require_unit(office, request.unit)
    require_words(原因=request.reason, 依据=request.evidence)
    if not (request.event or request.rule):
        refuse("field-missing", "没有写是什么事项", "写 --event 事项（如 迟报），或 --rule 规则编号")
    if request.item:
        require_record("稿件", request.item, dict(office.items))
    header: dict[str, Any] = {
        "unit": unit,
        "date": request.date,
        "event": request.event,
        "rule": request.rule,
        "points": request.points,
        "item": request.item,
        "level": require_level(office, request.level).id if request.level else "",
        "reason": request.reason,
        "evidence": request.evidence,
        "approver": request.approver,
        "access": request.access.value if request.access else "",
        "recorded": recorded_on(request.date, as_of),
    }
    slug = f"{unit}-{make_slug(request.event or request.rule)}"
    change = place_record(office, "entries", request.date.day, slug, header)
    return prove(office, change, as_of, {"entry-twice"})


@dataclass(frozen=True, kw_only=True, slots=True)
class DisputeRequest:
    """``claim`` opens a dispute; ``answer`` with ``by`` answers it, or the open one of that unit and period."""

    period: str
    unit: str
    date: Moment
    claim: str = ""
    answer: str = ""
    by: str = ""


def plan_dispute(office: Office, request: DisputeRequest, as_of: Moment) -> Change:
    period = parse_period(request.period, as_of.day)
    if period is None:
        refuse("dispute-period", f"“{request.period}”不是时段", f"如 {EXAMPLES.partition('；')[0]}", field="period")
    unit = require_unit(office, request.unit)
    known = [d for d in find_open_disputes(office, unit, period) if request.claim in ("", d.claim)]
    if request.answer and known:
        return _answer(office, known, request, as_of)
    if not request.claim.strip():
        name = office.settings.units.short(unit, period.last)
        hint = "提出异议写明哪里不对；已答复的不能再改"
        refuse("dispute-closed", f"{name}对{period.title}没有待答复的异议", hint, field="claim")
    if known:
        refuse(
            "dispute-twice", "同一条异议已经登记，还没有答复", "不用再登记，写上答复就可以", path=known[0].source.path
        )
    header = {
        "period": period.label,
        "unit": unit,
        "date": request.date,
        "claim": request.claim,
        "answer": request.answer,
        "by": request.by if request.answer else "",
    }
    change = place_record(office, "disputes", request.date.day, f"{unit}-{period.label}-yi-yi", header)
    return prove(office, change, as_of)


def find_open_disputes(office: Office, unit: str, period: Period) -> list[Dispute]:
    """Those of the unit on that period that nobody has answered."""
    return [
        dispute
        for dispute in office.disputes.values()
        if dispute.unit == unit and not dispute.answer and parse_period(dispute.period, period.last) == period
    ]


def _answer(office: Office, known: list[Dispute], request: DisputeRequest, as_of: Moment) -> Change:
    """The file of the dispute, as it was, with the answer at its end."""
    if len(known) > 1:
        claims = "；".join(dispute.claim for dispute in known)
        refuse("dispute-twice", f"待答复的异议有{len(known)}条", f"写明答复的是哪一条：{claims}")
    change = add_fields(office, known[0].source, {"answer": request.answer, "by": request.by})
    return prove(office, change, as_of)
