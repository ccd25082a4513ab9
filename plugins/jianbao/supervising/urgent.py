"""紧急信息: when each report on an urgent event was due and when it came, of the units and of the office itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import Enum

from jianbao.metadata import Moment
from jianbao.model import Did, Incident, Item, Reporting, Via
from jianbao.reading import Office
from jianbao.settings import ClockStart, UrgentClass
from jianbao.standing import find_arrival


class Owed(Enum):
    """What had to be told. The first three by the unit, the others by the office itself."""

    PHONE = "电话报告"
    WRITTEN = "书面报告"
    FOLLOW_UP = "续报"
    PHONE_UP = "电话上报"
    WRITTEN_UP = "书面上报"


class Timeliness(Enum):
    ON_TIME = "按时"
    LATE = "迟报"
    MISSING = "未报"


@dataclass(frozen=True, kw_only=True, slots=True)
class Timing:
    """``units`` empty: the office itself. ``outcome`` None while it may still be done in time.

    ``item`` is the report that came, empty for a telephone call and for what never came.
    """

    owed: Owed
    units: tuple[str, ...]
    since: Moment
    due: datetime
    done: Moment | None
    outcome: Timeliness | None
    item: str = ""

    @property
    def minutes(self) -> int | None:
        """From the start of the clock to what was done."""
        return int((self.done.at - self.since.at).total_seconds()) // 60 if self.done else None

    @property
    def late(self) -> int | None:
        """Minutes after the limit; None for what was not late or has no time of day."""
        if self.outcome is not Timeliness.LATE or self.done is None or self.done.time is None:
            return None
        return int((self.done.at - self.due).total_seconds()) // 60


def find_timings(office: Office, incident: Incident, as_of: Moment) -> tuple[Timing, ...]:
    """Everything that the class of the event asks for, the units' reports first; nothing where a time is not known."""
    urgent = office.settings.urgent.urgent_class(incident.severity)
    chain = find_chain_items(office, incident)
    owed = [
        *_time_first(office, incident, urgent, chain, as_of),
        *_time_follow_ups(office, incident, urgent, chain, as_of),
        *_time_upward(incident, urgent, as_of),
    ]
    return tuple(owed)


def find_chain_items(office: Office, incident: Incident) -> list[tuple[Moment, Item]]:
    """The reports of an event with their arrivals, in order of arrival; what was filed by mistake is none."""
    known = [office.items[item] for item in incident.items if item in office.items and item not in office.void]
    arrived = [(arrival, item) for item in known if (arrival := find_written(office, item))]
    return sorted(arrived, key=lambda pair: (pair[0], pair[1].id))


def find_written(office: Office, item: Item) -> Moment | None:
    """When the text came: a telephone call that is registered as its receipt was before it."""
    receipt = office.receipt_of.get(item.id)
    return item.date if receipt and receipt.via is Via.PHONE else find_arrival(office, item)


def start_of_clock(office: Office, incident: Incident, first: Item | None) -> Moment | None:
    """事发 or, where the office counts from there and the unit says when it learned of it, 接报."""
    learned = first.learned if first else None
    return learned if learned and office.settings.urgent.start is ClockStart.LEARNED else incident.occurred


def find_units(incident: Incident, chain: Sequence[tuple[Moment, Item]]) -> tuple[str, ...]:
    """Those that owe reports: as stated, else those of the chain."""
    return incident.units or tuple(dict.fromkeys(unit for _, item in chain for unit in item.units))


def _time_first(
    office: Office,
    incident: Incident,
    urgent: UrgentClass,
    chain: Sequence[tuple[Moment, Item]],
    as_of: Moment,
) -> Iterator[Timing]:
    first = chain[0][1] if chain else None
    since, units = start_of_clock(office, incident, first), find_units(incident, chain)
    if since is None or since.time is None or not units:
        return
    if urgent.phone:
        yield _judge(Owed.PHONE, units, since, urgent.phone, _find_heard(office, incident, chain), as_of)
    if urgent.written:
        written, item = (chain[0][0], chain[0][1].id) if chain else (None, "")
        yield _judge(Owed.WRITTEN, units, since, urgent.written, written, as_of, item)


def _find_heard(office: Office, incident: Incident, chain: Sequence[tuple[Moment, Item]]) -> Moment | None:
    """The first that the office heard from anybody: a line of the log, a call, or the text itself."""
    calls = [office.receipt_of[item.id].received for _, item in chain if item.id in office.receipt_of]
    return min(filter(None, [incident.heard, *calls, *(arrival for arrival, _ in chain)]), default=None)


def _time_follow_ups(
    office: Office,
    incident: Incident,
    urgent: UrgentClass,
    chain: Sequence[tuple[Moment, Item]],
    as_of: Moment,
) -> Iterator[Timing]:
    """One for each time of day from the first report to the last one; a report serves the next time after it.

    A late one makes up for every time that passed before it.
    """
    if not chain or not urgent.follow_ups:
        return
    final = next((arrival for arrival, item in chain if item.stage is Reporting.FINAL), incident.ended)
    since, units = chain[0][0], find_units(incident, chain)
    answered = since.at
    for due in _list_times(since, urgent.follow_ups, final or as_of):
        found = next(((arrival, item) for arrival, item in chain[1:] if arrival.is_after(since)), None)
        done, item = (found[0], found[1].id) if found else (None, "")
        if due > answered:
            yield _outcome(Owed.FOLLOW_UP, units, since, due, done, as_of, item)
            answered = done.at if done else answered
        since = Moment(due.date(), due.time())


def drop_repeated(timings: Iterable[Timing]) -> list[Timing]:
    """Of the 续报 that did not come only the first: nothing has come since, and one report makes up for all of them."""
    kept: list[Timing] = []
    for timing in timings:
        missing = timing.owed is Owed.FOLLOW_UP and timing.outcome is Timeliness.MISSING
        if not (missing and any(known.owed is timing.owed and known.outcome is timing.outcome for known in kept)):
            kept.append(timing)
    return kept


def _list_times(since: Moment, times: Sequence[time], until: Moment) -> Iterator[datetime]:
    end = datetime.combine(until.day, until.time or time.max)
    day = since.day
    while day <= end.date():
        for at in times:
            due = datetime.combine(day, at)
            if since.at < due <= end:
                yield due
        day += timedelta(days=1)


def _time_upward(incident: Incident, urgent: UrgentClass, as_of: Moment) -> Iterator[Timing]:
    heard = incident.heard
    if heard is None or heard.time is None:
        return
    steps = ((Owed.PHONE_UP, urgent.phone_up, Did.PHONED_UP), (Owed.WRITTEN_UP, urgent.written_up, Did.WROTE_UP))
    for owed, minutes, did in steps:
        if minutes:
            done = min((line.at for line in incident.log if line.did is did and line.at), default=None)
            yield _judge(owed, (), heard, minutes, done, as_of)


def _judge(
    owed: Owed,
    units: tuple[str, ...],
    since: Moment,
    minutes: int,
    done: Moment | None,
    as_of: Moment,
    item: str = "",
) -> Timing:
    return _outcome(owed, units, since, since.at + timedelta(minutes=minutes), done, as_of, item)


def _outcome(
    owed: Owed,
    units: tuple[str, ...],
    since: Moment,
    due: datetime,
    done: Moment | None,
    as_of: Moment,
    item: str,
) -> Timing:
    """What came on the right day without a time of day is believed to have come in time."""
    limit = Moment(due.date(), due.time())
    outcome = None
    if done and not done.is_after(as_of):
        outcome = Timeliness.LATE if done.is_after(limit) else Timeliness.ON_TIME
    elif as_of.is_after(limit):
        outcome = Timeliness.MISSING
    return Timing(owed=owed, units=units, since=since, due=due, done=done, outcome=outcome, item=item)
