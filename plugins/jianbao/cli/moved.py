"""督查事项 that the next issue of a periodical could tell of, for ``compile`` and ``queue``."""

from __future__ import annotations

from datetime import timedelta

from jianbao.acting.supervising.naming import name_task
from jianbao.cli.session import Session
from jianbao.rendering.supervision_text import list_briefs
from jianbao.settings import ArticleSource, Series
from jianbao.supervising import Moved, find_last_told, find_moved


def is_of_tasks(session: Session, series: Series) -> bool:
    """Whether the articles of the periodical are made from tasks."""
    periodical = session.office.settings.periodical(series.periodical)
    return periodical is not None and periodical.source is ArticleSource.TASKS


def find_untold(session: Session, series: Series) -> list[Moved]:
    return find_moved(session.office, series, session.as_of)


def say_moved(session: Session, series: Series) -> list[str]:
    """Lines with the tasks that moved since the last issue and stand in no article yet, and the command that writes
    one; none for a periodical that is made from items.
    """
    if not is_of_tasks(session, series):
        return []
    moved = find_untold(session, series)
    if not moved:
        return ["上一期以来有进展的督查事项都已写成文稿"]
    lines = [f"上一期以来有进展、还没有写成文稿的督查事项{len(moved)}项"]
    lines += [f"  {name_task(session.office, one.task)}　{one.task.title}（{_say_day(one)}）" for one in moved]
    return [*lines, f"写成文稿：{_write_command(session, series)}"]


def _say_day(moved: Moved) -> str:
    assigned = moved.task.assigned
    happened = "交办" if assigned and assigned.day == moved.day else "有进展"
    return f"{moved.day.month}月{moved.day.day}日{happened}"


def _write_command(session: Session, series: Series) -> str:
    """With the template of the first column's name where there is one: 办理进展 in 《督查工作》."""
    known = list_briefs(session.templates)
    column = next((column for column in series.columns if column.name in known), None)
    template = column.name if column else known[0]
    told = find_last_told(session.office, series)
    pieces = [
        f"jianbao task brief {template} --periodical {series.periodical}",
        f"--series {series.id}" if series.id else "",
        f"--column {column.id}" if column else "",
        f"--from {told + timedelta(days=1)}" if told else "",
        f"--until {session.as_of.day} --moved",
    ]
    return " ".join(filter(None, pieces))
