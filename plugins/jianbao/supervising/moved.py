"""What the next issue of a periodical that is made from tasks has to tell."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from jianbao.metadata import Moment
from jianbao.model import Decision, Task
from jianbao.reading import Office
from jianbao.settings import Series
from jianbao.standing import Standing, find_standing
from jianbao.supervising.course import find_course


@dataclass(frozen=True, kw_only=True, slots=True)
class Moved:
    """A task that something happened to on ``day``, the last time."""

    task: Task
    day: date


def find_last_told(office: Office, series: Series, standing: Standing | None = None) -> date | None:
    """Up to which day the last issue told: ``until`` of its articles, or its own day. None before the first issue; a
    withdrawn one told nothing.
    """
    known = standing or find_standing(office)
    printed = [
        issue
        for issue in office.issues.values()
        if office.settings.series(issue.periodical, issue.series) == series and not known.is_withdrawn(issue.id)
    ]
    last = max(printed, key=lambda issue: (str(issue.date or ""), issue.number), default=None)
    if last is None:
        return None
    told = [record.until.day for name in last.articles if (record := office.desk.get(name)) and record.until]
    return max(told, default=last.date.day if last.date else None)


def find_moved(office: Office, series: Series, as_of: Moment) -> list[Moved]:
    """Tasks that were given or moved since the last issue and stand in no article yet as they stand now, by number."""
    standing = find_standing(office)
    since, told = find_last_told(office, series, standing), dict(_list_told(office, series, standing))
    found = []
    for task in sorted(office.tasks.values(), key=lambda task: task.id):
        if task.assigned is None or task.assigned.day > as_of.day:
            continue
        day = max([task.assigned.day, *(step.at.day for step in find_course(office, task, Moment(as_of.day)))])
        known = max(filter(None, (since, told.get(task.id))), default=None)
        if known is None or day > known:
            found.append(Moved(task=task, day=day))
    return found


def _list_told(office: Office, series: Series, standing: Standing) -> Iterator[tuple[str, date]]:
    """(task, day up to which an article of the series tells of it, printed or waiting), the latest day last."""
    told = []
    for record in office.desk.values():
        claims = standing.claims.get(record.id, ())
        stands = record.id not in standing.superseded and record.decision is Decision.ADOPT
        withdrawn = claims and all(standing.is_withdrawn(issue.id) for issue in claims)
        if stands and not withdrawn and office.settings.series(record.periodical, record.series) == series:
            told += [(record.until.day, task) for task in record.tasks if record.until]
    yield from ((task, day) for day, task in sorted(told))
