"""约稿通知单 and 催报通知: what was asked, of whom, and who has not answered yet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from jianbao.answering import Outcome, find_answers
from jianbao.metadata import Moment
from jianbao.model import Call
from jianbao.rendering.slips.request import SlipRequest
from jianbao.rendering.slips.wording import number_paper, require_addressee, say_left


@dataclass(frozen=True, kw_only=True, slots=True)
class Asked:
    """A unit that was asked, under its name on the day of the call; ``outcome`` is empty while it may still answer."""

    unit: str
    name: str
    outcome: str
    at: Moment | None

    @property
    def owes(self) -> bool:
        return self.outcome in ("", Outcome.MISSING.value)


def describe_call(request: SlipRequest, call: Call) -> Mapping[str, Any]:
    """``asked`` are those that owe an answer or gave one, in protocol order, ``waiting`` those that still owe it; of
    both only the unit that the request names, where it names one. ``left`` says how long they have.
    """
    settings, day = request.office.settings, call.issued.day if call.issued else None
    answers = find_answers(request.office, call, request.as_of)
    answers = sorted(
        (answer for answer in answers if answer.outcome is not Outcome.EXEMPT),
        key=lambda answer: settings.units.order(answer.unit),
    )
    require_addressee(request, [answer.unit for answer in answers], f"第{call.number}号约稿")
    asked = [
        Asked(
            unit=answer.unit,
            name=settings.units.short(answer.unit, day),
            outcome=answer.outcome.value if answer.outcome else "",
            at=answer.at,
        )
        for answer in answers
        if request.unit in ("", answer.unit)
    ]
    return {
        "call": call,
        "number": number_paper(settings.office.numbering.call, call.id, call.number),
        "origin": f"{settings.office.level_name(call.origin.level)}约稿" if call.origin else "",
        "asked": asked,
        "waiting": [unit for unit in asked if unit.owes],
        "overdue": bool(call.due and request.as_of.is_after(call.due)),
        "left": say_left(call.due, request.as_of),
    }
