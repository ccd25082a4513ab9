"""督查台账: every task with its light, narrowed as the reader wants it, and the same to take away."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any

from flask import abort, make_response, request, url_for
from flask.wrappers import Response

from jianbao.rendering.downloads import safe_name
from jianbao.rendering.task_files import make_task_files
from jianbao.rendering.task_ledger import count_lights
from jianbao.rendering.task_rows import make_row, order_closed, order_open
from jianbao.serving.forms.choices import choose_words
from jianbao.serving.forms.fields import Choices
from jianbao.serving.matters.overview import link_place, open_overview
from jianbao.serving.matters.staff import find_staff_matters
from jianbao.serving.people.permissions import Action, may
from jianbao.serving.request import as_of, needs, office, show, visitor
from jianbao.serving.showing.paging import PAGE, turn
from jianbao.serving.views.supervision.blueprint import supervision
from jianbao.settings import Colour
from jianbao.supervising import TaskState, TaskStatus, find_rates

_OPEN, _CLOSED = "open", "closed"
_MIME = {"xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "csv": "text/csv; charset=utf-8"}


@supervision.get("/tasks")
@needs(Action.TASKS)
def ledger_page() -> Response:
    """Open ones unless asked otherwise, the worst light first."""
    statuses, wanted = list(open_overview().statuses.values()), _read_wanted()
    narrowed = [status for status in statuses if _holds(status, wanted)]
    rows = [make_row(open_overview().context, status) for status in _choose(narrowed, wanted["show"])]
    paging = turn(len(rows))
    return show(
        "tasks.html",
        rows=rows[paging.first : paging.first + PAGE],
        wanted=wanted,
        filters=_make_filters(statuses),
        narrowed=any(value for key, value in wanted.items() if key != "show"),
        tabs=_make_tabs(narrowed, wanted),
        lights=count_lights(narrowed),
        states=_count_states(narrowed),
        rates=find_rates(office().settings.supervision, narrowed),
        mine=_find_mine(),
        pages=(
            paging.number,
            paging.pages,
            *(
                _address(wanted, page=number) if 0 < number <= paging.pages else ""
                for number in (paging.number - 1, paging.number + 1)
            ),
        ),
        downloads=[(form, _address(wanted, "supervision.export_file", form=form)) for form in ("xlsx", "csv")],
        link=link_place,
    )


@supervision.get("/tasks/export/<form>")
@needs(Action.TASKS)
def export_file(form: str) -> Response:
    """The ledger as it is narrowed, as a workbook or comma-separated values."""
    if form not in _MIME:
        abort(404)
    context, wanted = open_overview().context, _read_wanted()
    narrowed = [status for status in open_overview().statuses.values() if _holds(status, wanted)]
    rows = [make_row(context, status) for status in _choose(narrowed, wanted["show"])]
    title = f"督查台账（截至{as_of().day.month}月{as_of().day.day}日）"
    rates = find_rates(context.office.settings.supervision, narrowed)
    files, _ = make_task_files(context, "tasks", title, rows, rates)
    data = next(file.data for file in files if file.uri.endswith(f".{form}"))
    response = make_response(data)
    response.headers["Content-Type"] = _MIME[form]
    response.headers.set("Content-Disposition", "attachment", filename=f"{safe_name(title)}.{form}")
    return response


_HOLDS: dict[str, Callable[[TaskStatus, str], bool]] = {
    "unit": lambda status, unit: unit in status.task.units,
    "category": lambda status, category: status.task.category == category,
    "state": lambda status, state: status.state.value == state,
    "light": lambda status, light: status.light is not None and status.light.value == light,
    "leader": lambda status, leader: _find_leader(status) == leader,
    "year": lambda status, year: status.task.id.partition("/")[0] == year,
}


def _read_wanted() -> dict[str, str]:
    wanted = {key: request.args.get(key, "") for key in _HOLDS}
    usual = "" if wanted["state"] == TaskState.CLOSED.value else _OPEN
    return {**wanted, "show": request.args.get("show", usual)}


def _holds(status: TaskStatus, wanted: dict[str, str]) -> bool:
    return all(holds(status, wanted[key]) for key, holds in _HOLDS.items() if wanted[key])


def _find_leader(status: TaskStatus) -> str:
    """Who gave it: the leader of the task, else of the instruction that it comes from."""
    cause = office().instructions.get(status.task.instruction)
    return status.task.leader or (cause.leader if cause else "")


def _choose(statuses: Sequence[TaskStatus], shown: str) -> list[TaskStatus]:
    opened, closed = order_open(statuses), order_closed(statuses)
    return {_OPEN: opened, _CLOSED: closed}.get(shown, [*opened, *closed])


def _address(wanted: dict[str, str], endpoint: str = "supervision.ledger_page", **values: Any) -> str:
    known = {key: value for key, value in wanted.items() if value or key == "show"}
    return url_for(endpoint, **{**known, **values})


def _make_tabs(statuses: Sequence[TaskStatus], wanted: dict[str, str]) -> list[tuple[str, str, bool, int]]:
    opened = sum(status.is_open for status in statuses)
    counts = (("未办结", _OPEN, opened), ("已办结", _CLOSED, len(statuses) - opened), ("全部", "", len(statuses)))
    return [(title, _address({**wanted, "show": key}), key == wanted["show"], count) for title, key, count in counts]


def _count_states(statuses: Sequence[TaskStatus]) -> list[tuple[str, int]]:
    counted = Counter(status.state for status in statuses)
    return [(state.value, counted[state]) for state in TaskState if counted[state]]


def _make_filters(statuses: Sequence[TaskStatus]) -> list[tuple[str, str, Choices]]:
    """(key, label, choices), each with a choice for all of them; only what some task has."""
    settings, day = office().settings, as_of().day
    units = sorted({u for status in statuses for u in status.task.units}, key=lambda u: (settings.units.order(u), u))
    used = {status.task.category for status in statuses}
    leaders = dict.fromkeys(filter(None, map(_find_leader, statuses)))
    order = list(settings.people.by_id)
    years = sorted({status.task.id.partition("/")[0] for status in statuses}, reverse=True)
    lights, states = {status.light for status in statuses}, {status.state for status in statuses}
    ranked = sorted(leaders, key=lambda leader: order.index(leader) if leader in order else len(order))
    return [
        ("unit", "单位", _all((unit, settings.units.short(unit, day)) for unit in units)),
        ("category", "类别", _all((c.id, c.name) for c in settings.supervision.categories if c.id in used)),
        ("state", "状态", choose_words([state.value for state in TaskState if state in states], "全部")),
        ("light", "亮灯", _all((c.value, f"{c.value}灯") for c in reversed(Colour) if c in lights)),
        ("leader", "交办领导", _all((leader, settings.people.name(leader)) for leader in ranked)),
        ("year", "年度", _all((year, f"{year}年") for year in years)),
    ]


def _all(choices: Any) -> Choices:
    return (("", "全部"), *choices)


def _find_mine() -> list[Any]:
    """What is due for whoever supervises; leaders have nothing to do here."""
    if not may(visitor(), Action.SUPERVISE):
        return []
    sections = find_staff_matters(office(), visitor(), as_of())
    tasks = url_for("supervision.ledger_page") + "/"
    kept = ((s.title, [matter for matter in s.matters if matter.href.startswith(tasks)]) for s in sections)
    return [(title, matters) for title, matters in kept if matters]
