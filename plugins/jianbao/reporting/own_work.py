"""本室工作: what the office itself did in half a year or a year, as its summing-up bulletin tells it."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from jianbao.answering import Outcome
from jianbao.ledger import Ledger, Measure
from jianbao.metadata import Moment
from jianbao.model import Access
from jianbao.model.bulletin import Cell, CountTable
from jianbao.periods import Period
from jianbao.reading import Office
from jianbao.reporting.phrasing import percent
from jianbao.reporting.prose import count_reported_adopted
from jianbao.reporting.report import Report
from jianbao.reporting.tables import make_header
from jianbao.scoring import write_points
from jianbao.supervising import Rate, TaskStatus, find_rates, find_statuses

_SCOPE = "督查事项：统计本期立项和上期结转的事项，各项比率从立项起算。"
# Every outcome of a call but that of a unit that owed none.
_OWED = frozenset({outcome.value for outcome in Outcome} - {Outcome.EXEMPT.value})
Row = tuple[Cell, Cell]


def make_summary(office: Office, ledger: Ledger, report: Report) -> tuple[list[CountTable], tuple[str, ...]]:
    """编发情况: what the office printed, sent upward, got instructions on and, where the settings ask for it, called
    for and supervised, if anything; and the definitions that stand under the tables.
    """
    rows, running = [*_list_issued(office, ledger, report)], list[TaskStatus]()
    if office.settings.bulletin.own_work:
        # No task is known outside the office.
        running = _find_running(office, report) if report.access is Access.OFFICE else []
        rows += [*_list_answers(ledger, report.period), *_list_tasks(report.period, running)]
    rates = [rate for rate in find_rates(office.settings.supervision, running) if rate.whole]
    rows += [_write_rate(rate) for rate in rates]
    defined = (_SCOPE, *(f"{rate.definition}。" for rate in rates)) if running else ()
    header = make_header([("项目",), ("数量",)])
    table = CountTable(id="summary", title="编发和上报情况", header=header, rows=tuple(rows))
    return [table] if rows else [], defined


def _write_rate(rate: Rate) -> Row:
    share = write_points(rate.percent or Decimal(0))
    return Cell(text=rate.name), Cell(text=f"{share}%（{rate.part}/{rate.whole}）", number=share)


def _list_issued(office: Office, ledger: Ledger, report: Report) -> Iterator[Row]:
    totals, period = report.totals, report.period
    reported_adopted = count_reported_adopted(office, ledger, period)
    calls = {event.number for event in ledger.by_measure.get(Measure.CALLED, ()) if period.covers(event.day)}
    yield from _count(
        [
            *((f"编发{office.settings.channel_title(key)}（期）", number) for key, number in totals.issues.items()),
            ("刊用稿件（篇）", totals.articles),
            ("向上级报送（件）", totals.reported_up),
            ("其中已被采用（件）", reported_adopted),
            ("领导批示（件次）", totals.instructions),
            ("约稿（次）", len(calls)),
            ("收到报送（件）", totals.counts.submitted),
            ("其中被采用（件）", totals.counts.adopted_items),
        ]
    )
    if share := percent(reported_adopted, totals.reported_up):
        yield Cell(text="上报采用率"), Cell(text=f"{share}%", number=share)


def _count(figures: list[tuple[str, int]]) -> Iterator[Row]:
    """What there is any of."""
    yield from ((Cell(text=name), Cell(text=str(number), number=str(number))) for name, number in figures if number)


# -- calls and tasks -----------------------------------------------------------------


def _list_answers(ledger: Ledger, period: Period) -> Iterator[Row]:
    events = [event for event in ledger.by_measure.get(Measure.CALLED, ()) if period.covers(event.day)]
    owed = [event for event in events if event.outcome in _OWED]
    missing = sum(event.outcome == Outcome.MISSING.value for event in owed)
    late = sum(event.outcome == Outcome.LATE.value for event in owed)
    yield from _count(
        [
            ("约稿应答复（家次）", len(owed)),
            ("其中已答复（家次）", len(owed) - missing),
            ("其中迟交（家次）", late),
        ]
    )


def _find_running(office: Office, report: Report) -> list[TaskStatus]:
    """The tasks that were open on some day of the period, as they stood at its end."""
    period = report.period
    statuses = find_statuses(office, Moment(min(period.last, report.as_of.day)))
    return [status for status in statuses if status.closed_on is None or status.closed_on >= period.first]


def _list_tasks(period: Period, statuses: list[TaskStatus]) -> Iterator[Row]:
    opened = sum(s.task.assigned is not None and s.task.assigned.day >= period.first for s in statuses)
    closed = sum(status.closed_on is not None for status in statuses)
    overdue = sum(status.is_overdue for status in statuses)
    yield from _count(
        [
            ("督查立项（件）", opened),
            ("上期结转（件）", len(statuses) - opened),
            ("办结（件）", closed),
            ("超期未办结（件）", overdue),
        ]
    )
