"""办结率, 按时办结率, 反馈率, 满意率: each with both of its numbers and the definition that is printed under it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from jianbao.percents import percent_of
from jianbao.settings import OnTimeBasis, SupervisionSettings
from jianbao.supervising.deadlines import Deadline
from jianbao.supervising.status import TaskStatus


@dataclass(frozen=True, kw_only=True, slots=True)
class Rate:
    """``percent`` is None where there is nothing to take a part of: nothing due is not nothing done."""

    name: str
    part: int
    whole: int
    definition: str

    @property
    def percent(self) -> Decimal | None:
        return percent_of(self.part, self.whole)


def find_rates(settings: SupervisionSettings, statuses: Iterable[TaskStatus]) -> tuple[Rate, ...]:
    """Of these tasks, each as it stood on its day."""
    counted = list(statuses)
    scope = [status for status in counted if settings.count_undue or _is_owed(status)]
    closed = [status for status in scope if status.closed]
    on_time = [status for status in closed if is_on_time(settings, status)]
    periods = [period for status in counted for period in status.feedback if period.due < status.day or period.reported]
    asked = [satisfied for status in counted if (satisfied := _satisfaction(status)) is not None]
    whole = "全部事项" if settings.count_undue else "已到时限和已办结的事项"
    against = "延期后的时限" if settings.on_time is OnTimeBasis.EXTENDED else "原定时限"
    return (
        Rate(name="办结率", part=len(closed), whole=len(scope), definition=f"办结率＝已办结事项÷{whole}"),
        Rate(
            name="按时办结率",
            part=len(on_time),
            whole=len(scope),
            definition=f"按时办结率＝在{against}内办结的事项÷{whole}",
        ),
        Rate(
            name="反馈率",
            part=sum(period.reported is not None and not period.is_late for period in periods),
            whole=len(periods),
            definition="反馈率＝按期反馈的次数÷应反馈的次数",
        ),
        Rate(
            name="满意率",
            part=sum(asked),
            whole=len(asked),
            definition="满意率＝满意的事项÷办结时征求过意见的事项",
        ),
    )


def _is_owed(status: TaskStatus) -> bool:
    """Closed, or due by the end of the day."""
    due = status.deadline.current
    return status.closed is not None or (due is not None and due <= status.day)


def is_on_time(settings: SupervisionSettings, status: TaskStatus) -> bool:
    """Whether a task was closed in time, by the time limit that the settings hold it against; without one, always."""
    return is_in_time(settings, status.deadline, status.closed_on)


def is_in_time(settings: SupervisionSettings, deadline: Deadline, closed: date | None) -> bool:
    """The same of a part; what is not closed is not closed in time."""
    due = deadline.current if settings.on_time is OnTimeBasis.EXTENDED else deadline.original
    return closed is not None and (due is None or closed <= due)


def _satisfaction(status: TaskStatus) -> bool | None:
    event = status.closed.event if status.closed else None
    return event.satisfied if event else None
