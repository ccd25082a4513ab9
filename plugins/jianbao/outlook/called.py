"""Calls (约稿) that units still owe an answer to, and those of a higher level that wait for ours."""

from __future__ import annotations

from collections.abc import Iterator

from jianbao.answering import Outcome, find_answers, find_closing
from jianbao.metadata import Moment
from jianbao.model import Call
from jianbao.outlook.matters import Heading, Matter, Role, named_people
from jianbao.outlook.phrases import say_left
from jianbao.reading import Office
from jianbao.supervising import find_reminders


def list_unanswered(office: Office, as_of: Moment) -> Iterator[Matter]:
    """One for each call that some unit still owes an answer to; overdue ones first. What was reported upward is closed:
    nobody waits for the units any more.
    """
    for due, call in _list_issued(office, as_of):
        if (closing := find_closing(office, call, as_of)) and closing.report:
            continue
        answers = find_answers(office, call, as_of)
        owing = tuple(answer.unit for answer in answers if answer.outcome in (None, Outcome.MISSING))
        if owing:
            yield Matter(
                key=f"call-{call.id.replace('/', '-')}",
                heading=Heading.UNANSWERED,
                text=f"第{call.number}号“{call.title}”（{say_left(due, as_of)}）",
                record=f"calls/{call.id}",
                title=f"第{call.number}号约稿“{call.title}”截止",
                due=due,
                reminders=find_reminders(office, due.day),
                units=owing,
                people=named_people(office, call.contact),
                waiting=owing,
                role=Role.EDITOR,
            )


def list_upward(office: Office, as_of: Moment) -> Iterator[Matter]:
    """Calls that we passed on and have not yet answered ourselves: our report upward names the call."""
    waiting = []
    for _, call in _list_issued(office, as_of):
        closing = find_closing(office, call, as_of)
        due = closing.due if closing and closing.report is None else None
        if call.origin and due:
            level = office.settings.office.level_name(call.origin.level)
            source = f"{level}约稿{call.origin.number}" if call.origin.number else f"{level}约稿"
            matter = Matter(
                key=f"call-{call.id.replace('/', '-')}-up",
                heading=Heading.UPWARD,
                text=f"第{call.number}号“{call.title}”（{source}，{say_left(due, as_of)}）{call.id}",
                record=f"calls/{call.id}",
                title=f"上报{source}“{call.title}”",
                facts=(f"本级第{call.number}号约稿",),
                due=due,
                reminders=find_reminders(office, due.day),
                people=named_people(office, call.contact),
                role=Role.EDITOR,
            )
            waiting.append((due, call.id, matter))
    yield from (matter for _, _, matter in sorted(waiting, key=lambda one: one[:2]))


def _list_issued(office: Office, as_of: Moment) -> list[tuple[Moment, Call]]:
    """By our own deadline."""
    issued = [call for call in office.calls.values() if call.issued is None or not call.issued.is_after(as_of)]
    return sorted(((call.due, call) for call in issued if call.due), key=lambda pair: (pair[0], pair[1].number))
