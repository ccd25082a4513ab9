"""督查设置: what ``supervision.yml`` and ``holidays.yml`` say against themselves (found while reading them), and years
of which no holiday is known yet.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from jianbao.checks.rule import Context, Family, Rule
from jianbao.model import Source
from jianbao.problems import Level, Problem
from jianbao.reading import Office
from jianbao.supervising import WorkCalendar, find_course, find_deadline

LIGHT_RULES = Rule(
    code="light-rules",
    title="亮灯规则有漏洞",
    reason="规则要管到每一种情形；亮过红灯的补上以后变回绿灯，就看不出曾经误过期。",
    remedy="按提示补上一条；规则从上往下看，先合的一条定灯色",
)
HOLIDAY_TWICE = Rule(
    code="holiday-twice",
    title="同一天既放假又上班",
    reason="这一天算不算工作日说不清，时限就算不准。",
    remedy="核对放假通知，从 holidays（放假）或 workdays（上班）里删去一处",
)

CALENDAR_UNKNOWN = Rule(
    code="calendar-unknown",
    title="那一年的放假安排还没有写",
    reason="不知道哪天放假、哪天调休上班，按工作日算的时限和逢假日顺延的时限都可能不准，只按周末休息推算。",
    remedy="国务院办公厅公布后写进 briefs/settings/holidays.yml 的 holidays、workdays，并把年份写进 years",
    level=Level.WARNING,
)

# Source, the field of the time limit, and the first and the last day of it.
_Span = tuple[Source, str, date, date]


def check_calendar(context: Context) -> Iterator[Problem]:
    """Once for each year, at the first record whose time limit reaches into it."""
    calendar = WorkCalendar(context.office.settings.holidays)
    told: set[int] = set()
    for source, field, first, last in sorted(_list_spans(context.office), key=lambda span: (span[2], span[0].path)):
        years = [year for year in calendar.unknown_years(first, last) if year not in told]
        told.update(years)
        if years:
            span = f"{years[0]}年" if len(years) == 1 else f"{years[0]}—{years[-1]}年"
            message = f"{span}的放假安排还没有写，时限暂按周末休息推算"
            yield CALENDAR_UNKNOWN.report(source.place(field), message)


def _list_spans(office: Office) -> Iterator[_Span]:
    for task in office.tasks.values():
        if task.assigned is None:
            continue
        steps = find_course(office, task)
        limits = [find_deadline(office, task, steps, part).current for part in (None, *task.parts)]
        if known := [limit for limit in limits if limit]:
            field = next((key for key in ("due", "within") if key in task.source.places), "assigned")
            yield task.source, field, task.assigned.day, max(known)
    for call in office.calls.values():
        if call.issued and call.due:
            yield call.source, "due", call.issued.day, call.due.day


FAMILY = Family(name="督查设置", rules=(LIGHT_RULES, HOLIDAY_TWICE, CALENDAR_UNKNOWN), checks=(check_calendar,))
