"""The supervision ledger of a day for other programs: JSON and comma-separated values."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from typing import Any

from jianbao.acting.supervising.naming import name_task
from jianbao.acting.supervising.saying import say_units
from jianbao.cli.session import clean
from jianbao.metadata import Moment
from jianbao.model.bulletin import Cell, CountTable, HeaderCell
from jianbao.reading import Office
from jianbao.rendering.comma_values import render_csv
from jianbao.supervising import Rate, Step, TaskStatus, describe_status, find_rates

_HEADS = "编号 事项 类别 牵头单位 协办单位 督办人 交办日期 时限 原定时限 状态 亮灯 签收 最近反馈 呈报 办结 曾经超期"


def encode_json(office: Office, day: Moment, statuses: Sequence[TaskStatus]) -> bytes:
    """Keys in a fixed order; rates as text, nothing is rounded on the way."""
    rates = find_rates(office.settings.supervision, statuses)
    described = {
        "as_of": day.day.isoformat(),
        "tasks": [
            {
                **describe_status(office, status),
                "name": name_task(office, status.task),
                "steps": [_describe_step(step) for step in status.steps],
            }
            for status in statuses
        ],
        "rates": [_describe_rate(rate) for rate in rates],
    }
    return (json.dumps(described, ensure_ascii=False, indent=2) + "\n").encode()


def _describe_step(step: Step) -> dict[str, Any]:
    """``kind`` as the record's own word; 申请延期 is what a unit asked for."""
    return {
        "at": step.at.at.isoformat(timespec="minutes") if step.at.time else step.at.day.isoformat(),
        "kind": step.kind.value if step.kind else "申请延期",
        "units": list(step.units),
        "part": step.part or None,
        "record": step.place.path,
    }


def _describe_rate(rate: Rate) -> dict[str, Any]:
    percent = None if rate.percent is None else str(rate.percent)
    return {
        "name": rate.name,
        "part": rate.part,
        "whole": rate.whole,
        "percent": percent,
        "definition": rate.definition,
    }


def encode_csv(office: Office, statuses: Sequence[TaskStatus]) -> bytes:
    """One line for each task, for a spreadsheet."""
    header = (tuple(HeaderCell(text=head) for head in _HEADS.split()),)
    rows = tuple(tuple(Cell(text=clean(text)) for text in _make_row(office, status)) for status in statuses)
    return render_csv(CountTable(id="tasks", title="督查台账", header=header, rows=rows))


def _make_row(office: Office, status: TaskStatus) -> tuple[str, ...]:
    task, settings = status.task, office.settings
    days = (status.received, status.reported, status.presented, status.closed_on)
    return (
        name_task(office, task),
        task.title,
        settings.supervision.category(task.category).name,
        say_units(office, task, task.lead_unit),
        say_units(office, task, *task.assisting),
        settings.people.name(task.officer),
        _iso(task.assigned.day if task.assigned else None),
        _iso(status.deadline.current),
        _iso(status.deadline.original),
        status.state.value,
        status.light.value if status.light else "",
        *map(_iso, days),
        "是" if status.was_overdue else "否",
    )


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""
