"""Who has answered a call (约稿), when, and with what, and what calls ask of each unit: derived for a day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import Enum
from statistics import median

from jianbao.metadata import Moment
from jianbao.model import Call, CallReply, CallResult, Item, Report
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


@dataclass(frozen=True, kw_only=True, slots=True)
class CallLoad:
    """What calls asked of a unit: how many, how many of them it has answered, and the notice that it had."""

    unit: str
    calls: int
    answered: int
    shortest: timedelta | None
    median: timedelta | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Closing:
    """How a call from above was closed: by the first report upward that names it. ``outcome`` None: still in time."""

    report: Report | None
    due: Moment | None
    outcome: Outcome | None


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
    said = {reply.unit: reply for reply in reversed(call.replies) if not (reply.at and reply.at.is_after(as_of))}
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


def find_notice(call: Call, unit: str) -> timedelta | None:
    """From the word to the unit, else from the call, to the deadline. A day without a time is over at its end."""
    told = [notified.at for notified in call.notified if notified.unit == unit and notified.at]
    start = min(told, default=call.issued)
    if start is None or call.due is None:
        return None
    end = call.due.at if call.due.time else datetime.combine(call.due.day, datetime.min.time()) + timedelta(days=1)
    return max(end - start.at, timedelta())


def find_load(office: Office, as_of: Moment, first: date | None = None, last: date | None = None) -> list[CallLoad]:
    """The calls issued from ``first`` to ``last`` (all of them where none is stated) and by ``as_of``, for each unit
    that owed an answer to any, in protocol order. One that was exempt from a call owed it nothing.
    """
    answers: dict[str, list[Answer]] = {}
    notices: dict[str, list[timedelta]] = {}
    for call in office.calls.values():
        if call.issued is None or call.issued.is_after(as_of) or not _is_between(call.issued.day, first, last):
            continue
        for answer in find_answers(office, call, as_of):
            if answer.outcome is not Outcome.EXEMPT:
                answers.setdefault(answer.unit, []).append(answer)
                notice = find_notice(call, answer.unit)
                notices.setdefault(answer.unit, []).extend([notice] if notice is not None else [])
    order = office.settings.units.order
    return [
        CallLoad(
            unit=unit,
            calls=len(answers[unit]),
            answered=sum(answer.at is not None for answer in answers[unit]),
            shortest=min(notices[unit], default=None),
            median=_find_median(notices[unit]),
        )
        for unit in sorted(answers, key=lambda unit: (order(unit), unit))
    ]


def _find_median(notices: Sequence[timedelta]) -> timedelta | None:
    return timedelta(seconds=median(notice.total_seconds() for notice in notices)) if notices else None


def _is_between(day: date, first: date | None, last: date | None) -> bool:
    return (first is None or first <= day) and (last is None or day <= last)


def find_closing(office: Office, call: Call, as_of: Moment | None = None) -> Closing | None:
    """None for our own call, which nobody above waits for. Without ``as_of`` nothing is missing, only not there yet."""
    if call.origin is None:
        return None
    known = [
        (report.sent, report)
        for report in office.reports.values()
        if report.call == call.id and report.sent and not (as_of and report.sent.is_after(as_of))
    ]
    due = call.origin.due
    if not known:
        missing = bool(as_of and due and as_of.is_after(due))
        return Closing(report=None, due=due, outcome=Outcome.MISSING if missing else None)
    sent, report = min(known, key=lambda pair: (pair[0], pair[1].id))
    return Closing(report=report, due=due, outcome=Outcome.LATE if due and sent.is_after(due) else Outcome.ON_TIME)
