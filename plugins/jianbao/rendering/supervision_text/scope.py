"""Which tasks an article tells of, and for whom it is written."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from jianbao.model import Access
from jianbao.supervising import TaskStatus


@dataclass(frozen=True, kw_only=True, slots=True)
class Scope:
    """As the tasks stood on the day ``until``. ``first`` is the day from which on, ``moved``: only those that something
    happened to in that time. ``categories`` and ``unit`` are ids, ``tasks`` ids that were asked for by name, alone;
    empty for all. ``access`` is that of the article.
    """

    until: date
    first: date | None = None
    moved: bool = False
    categories: tuple[str, ...] = ()
    unit: str = ""
    tasks: tuple[str, ...] = ()
    access: Access = Access.INTERNAL

    @property
    def begin(self) -> date:
        """Without a day of its own an article tells of the year."""
        return self.first or date(self.until.year, 1, 1)

    def holds(self, status: TaskStatus) -> bool:
        """What was done with before the time begins is told no more."""
        task = status.task
        if self.tasks:
            return task.id in self.tasks
        if self.categories and task.category not in self.categories:
            return False
        if self.unit and self.unit not in task.units:
            return False
        if self.moved:
            return any(self.begin <= day for day in _list_days(status))
        return status.closed_on is None or status.closed_on >= self.begin


def _list_days(status: TaskStatus) -> list[date]:
    assigned = [status.task.assigned.day] if status.task.assigned else []
    return [*assigned, *(step.at.day for step in status.steps)]
