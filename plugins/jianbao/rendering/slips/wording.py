"""How notices name a paper's number and the time that is left, and that they are refused to whom they don't concern."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from jianbao.metadata import Moment
from jianbao.problems import NOWHERE, Problem, ProblemsFound
from jianbao.rendering.papers.style import fill
from jianbao.rendering.slips.request import SlipRequest
from jianbao.settings import OnTimeBasis, SupervisionSettings
from jianbao.supervising import Deadline, TaskOutcome


def number_paper(pattern: str, identity: str, number: int) -> str:
    """云委督〔2026〕31号, of a record whose id begins with its year."""
    return fill(pattern, {"year": identity.partition("/")[0], "number": str(number)})


def say_left(due: Moment | None, as_of: Moment) -> str:
    """还有3天, 今天到期, 已超期15天; empty where there is no deadline."""
    if due is None:
        return ""
    days = due.days_since(as_of)
    if as_of.is_after(due):
        return f"已超期{-days}天" if days else "今天已经到期"
    return f"还有{days}天" if days else "今天到期"


def say_closing(settings: SupervisionSettings, deadline: Deadline, closed: date) -> str:
    """按时办结, or 超期3天办结, against the time limit that the office goes by."""
    late = count_late(settings, deadline, closed)
    return f"超期{late}天办结" if late else TaskOutcome.ON_TIME.value


def count_late(settings: SupervisionSettings, deadline: Deadline, closed: date) -> int:
    """Days after that time limit; 0 for what was in time."""
    due = deadline.current if settings.on_time is OnTimeBasis.EXTENDED else deadline.original
    return max((closed - due).days, 0) if due else 0


def require_addressee(request: SlipRequest, units: Collection[str], what: str) -> None:
    """That the unit that the request names, if it names one, is among these. Raises ProblemsFound."""
    if request.unit and request.unit not in units:
        named = request.office.settings.units
        names = "、".join(named.short(unit, request.as_of.day) for unit in units) or "没有单位"
        message = f"{what}没有{named.short(request.unit, request.as_of.day)}"
        raise ProblemsFound([Problem(code="slip-unit", place=NOWHERE, message=message, hint=f"可写：{names}")])
