"""The supervision ledger to take away: a workbook, comma-separated values, and data for other programs."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from jianbao.model.bulletin import Cell, CountTable, HeaderCell
from jianbao.rendering.context import BuildContext
from jianbao.rendering.downloads import Download, encode_data, make_downloads
from jianbao.rendering.page import SiteFile
from jianbao.rendering.task_rows import TaskRow
from jianbao.supervising import Rate, describe_status

_HEADS = (
    "编号",
    "事项",
    "类别",
    "来源",
    "牵头单位",
    "协办单位",
    "交办日期",
    "原定时限",
    "时限",
    "状态",
    "亮灯",
    "签收",
    "最近反馈",
    "呈报",
    "办结",
)


def make_task_files(
    context: BuildContext, stem: str, title: str, rows: Sequence[TaskRow], rates: Sequence[Rate]
) -> tuple[list[SiteFile], list[Download]]:
    table, counted = _list_tasks(title, rows), _count_rates(rates)
    files, links = make_downloads(stem, title, [table, counted], table)
    data = {
        "as_of": str(context.as_of.day),
        "definitions": [rate.definition for rate in rates],
        "rates": [
            {
                "name": rate.name,
                "part": rate.part,
                "whole": rate.whole,
                "percent": None if rate.percent is None else str(rate.percent),
            }
            for rate in rates
        ],
        "tasks": [describe_status(context.office, row.status) for row in rows],
    }
    json = Download(uri=f"{stem}.json", label="JSON", name=f"{title}.json")
    return [*files, SiteFile(uri=json.uri, data=encode_data(data))], [*links, json]


def _list_tasks(title: str, rows: Sequence[TaskRow]) -> CountTable:
    header = (tuple(HeaderCell(text=head) for head in _HEADS),)
    return CountTable(id="tasks", title=title, header=header, rows=tuple(map(_make_row, rows)))


def _make_row(row: TaskRow) -> tuple[Cell, ...]:
    status, task = row.status, row.status.task
    days = (task.assigned.day if task.assigned else None, status.deadline.original, status.deadline.current)
    later = (status.received, status.reported, status.presented, status.closed_on)
    texts = (
        row.number,
        task.title,
        row.category,
        task.origin or "领导批示",
        row.lead.title,
        "、".join(place.title for place in row.assisting),
        *map(_write_day, days),
        row.state,
        f"{row.light}灯" if row.light else "",
        *map(_write_day, later),
    )
    return tuple(Cell(text=text) for text in texts)


def _write_day(day: date | None) -> str:
    """As spreadsheets read a date."""
    return str(day) if day else ""


def _count_rates(rates: Sequence[Rate]) -> CountTable:
    header = (tuple(HeaderCell(text=head) for head in ("指标", "分子", "分母", "比率", "口径")),)
    rows = tuple(
        (
            Cell(text=rate.name),
            Cell(text=str(rate.part), number=str(rate.part)),
            Cell(text=str(rate.whole), number=str(rate.whole)),
            Cell(
                text="—" if rate.percent is None else f"{rate.percent}%",
                number="" if rate.percent is None else str(rate.percent),
            ),
            Cell(text=rate.definition),
        )
        for rate in rates
    )
    return CountTable(id="rates", title="办理情况", header=header, rows=rows)
