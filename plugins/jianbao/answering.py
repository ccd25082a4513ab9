"""Who has answered a call (约稿), when, and with what: derived for a day from the items that name the call."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from jianbao.metadata import Moment
from jianbao.model import Call, CallReply, CallResult, Item
from jianbao.reading import Office
from jianbao.standing import find_arrival


class Outcome(Enum):
    """免报 and 无此情况 are answers; a late answer is late whatever it says."""

    ON_TIME = "按时"
    NOTHING = "无此情况"
    EXEMPT = "免报"
    LATE = "迟交"
    MISSING = "缺报"


@dataclass(frozen=True, kw_only=True, slots=True)
class Answer:
    """``outcome`` is None while the unit may still answer in time; ``day`` is that of the answer, or the first day
    after the deadline for one that never came.
    """

    unit: str
    outcome: Outcome | None
    at: Moment | None = None
    day: date | None = None
    item: str = ""


def called_units(office: Office, call: Call) -> tuple[str, ...]:
    """Those named, or every unit that was there on the day of the call but the office itself, in protocol order."""
    if call.units or call.issued is None:
        return tuple(dict.fromkeys((*call.units, *call.exempt)))
    day = call.issued.day
    apart = {group.id for group in office.settings.units.groups if group.apart}
    return tuple(u.id for u in office.settings.units.units if u.exists_on(day) and u.group_on(day) not in apart)


def find_answers(office: Office, call: Call, as_of: Moment) -> list[Answer]:
    """One for each unit asked; one that was gone by the deadline owes none, and is left out unless it gave one.

    A file answers before a word by telephone, the earliest file before the others.
    """
    filed: dict[str, tuple[Moment, Item]] = {}
    for item in office.answers_to.get(call.id, ()):
        arrival = find_arrival(office, item)
        for unit in item.units if arrival and not arrival.is_after(as_of) else ():
            known = filed.get(unit)
            if arrival and (known is None or arrival < known[0]):
                filed[unit] = (arrival, item)
    said = {reply.unit: reply for reply in reversed(call.replies)}
    answers = [_answer(call, unit, filed, said, as_of) for unit in called_units(office, call)]
    return [
        answer for answer in answers if answer.at or answer.outcome is Outcome.EXEMPT or _owes(office, call, answer)
    ]


def _owes(office: Office, call: Call, answer: Answer) -> bool:
    known = office.settings.units.get(answer.unit)
    return known is None or call.due is None or known.exists_on(call.due.day)


def _answer(
    call: Call,
    unit: str,
    filed: Mapping[str, tuple[Moment, Item]],
    said: Mapping[str, CallReply],
    as_of: Moment,
) -> Answer:
    reply = said.get(unit)
    if unit in call.exempt or (reply and reply.result is CallResult.EXEMPT):
        day = reply.at.day if reply and reply.at else call.issued.day if call.issued else None
        return Answer(unit=unit, outcome=Outcome.EXEMPT, at=reply.at if reply else None, day=day)
    if unit in filed:
        at, item = filed[unit]
        outcome = Outcome.LATE if _is_late(call, at) else Outcome.ON_TIME
        return Answer(unit=unit, outcome=outcome, at=at, day=at.day, item=item.id)
    if reply and reply.at:
        answered = Outcome.NOTHING if reply.result is CallResult.NOTHING else Outcome.ON_TIME
        outcome = Outcome.LATE if _is_late(call, reply.at) else answered
        return Answer(unit=unit, outcome=outcome, at=reply.at, day=reply.at.day)
    if call.due and as_of.is_after(call.due):
        return Answer(unit=unit, outcome=Outcome.MISSING, day=call.due.day + timedelta(days=1))
    return Answer(unit=unit, outcome=None)


def _is_late(call: Call, at: Moment) -> bool:
    return bool(call.due and at.is_after(call.due))
