"""办理结果, in the four words that notices use: done in time or late, still going on in time or late."""

from __future__ import annotations

from enum import Enum

from jianbao.settings import Colour, SupervisionSettings
from jianbao.supervising.rates import is_on_time
from jianbao.supervising.status import PartStatus, TaskState, TaskStatus


class TaskOutcome(Enum):
    ON_TIME = "按时办结"
    LATE = "超期办结"
    GOING = "正在办理"
    OVERDUE = "超期未办结"


def find_outcome(settings: SupervisionSettings, status: TaskStatus) -> TaskOutcome:
    """按时 as 按时办结率 means it, so that counts by outcome and rates agree."""
    if status.closed:
        return TaskOutcome.ON_TIME if is_on_time(settings, status) else TaskOutcome.LATE
    return TaskOutcome.OVERDUE if status.is_overdue else TaskOutcome.GOING


def is_part_overdue(status: TaskStatus, part: PartStatus) -> bool:
    """Open past its time limit on the day of the status."""
    return part.closed is None and part.deadline.is_over(status.day)


def is_behind(status: TaskStatus) -> bool:
    """Open, and its units owe something now: past a time limit, a feedback missed, sent back, or red for a reason of
    the office's own.
    """
    if status.closed:
        return False
    overdue = status.is_overdue or any(is_part_overdue(status, part) for part in status.parts)
    return overdue or bool(status.missed) or status.state is TaskState.REWORK or status.light is Colour.RED
