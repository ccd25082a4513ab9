"""督查台账: every task with its state and light, what is open on the first page, the closed ones by year."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from jianbao.rendering.context import BuildContext
from jianbao.rendering.page import Page, Part
from jianbao.rendering.pages_by_year import ByYear
from jianbao.rendering.supervision import Supervision
from jianbao.rendering.task_files import make_task_files
from jianbao.rendering.task_rows import TaskRow, make_row, order_closed, order_open
from jianbao.settings import Colour
from jianbao.supervising import TaskState, TaskStatus, find_rates

INDEX = "tasks/index.md"
TITLE = "督查台账"


@dataclass(frozen=True, kw_only=True, slots=True)
class Filter:
    """What the list may be narrowed by: ``key`` as the address has it, and (value, word) of each choice."""

    key: str
    label: str
    choices: tuple[tuple[str, str], ...]


def count_lights(statuses: Sequence[TaskStatus]) -> list[tuple[str, int]]:
    """(红, so many) of what is open, the worst first; colours that the office doesn't use are left out."""
    counted = Counter(status.light for status in statuses)
    return [(colour.value, counted[colour]) for colour in reversed(Colour) if counted[colour]]


def render_task_ledger(supervision: Supervision) -> Part:
    """Empty for an office without tasks."""
    statuses = supervision.statuses
    kept = {task for task, status in statuses.items() if status.is_open}
    pages = ByYear.divide("tasks", list(statuses), kept)
    return Part.join(_render_year(supervision, pages, year, ids) for year, ids in (pages.pages if statuses else ()))


def _render_year(supervision: Supervision, pages: ByYear, year: int, ids: Sequence[str]) -> Part:
    """The rates are of all tasks numbered in the year: what is still open, on the first page, counts in them too."""
    context, statuses = supervision.context, [supervision.statuses[task] for task in ids]
    is_first, uri = year == pages.year, pages.uri(year)
    opened = [make_row(context, status) for status in order_open(statuses)]
    closed = [make_row(context, status) for status in order_closed(statuses)]
    numbered = (status for task, status in supervision.statuses.items() if task.startswith(f"{year}/"))
    rates = find_rates(context.office.settings.supervision, numbered)
    title = TITLE if is_first else f"{year}年{TITLE}"
    files, downloads = make_task_files(context, f"tasks/ledger-{year}", f"{year}年{TITLE}", [*opened, *closed], rates)
    states = Counter(row.state for row in (*opened, *closed))
    html = context.render(
        "pages/tasks.html",
        title=title,
        year=year,
        years=pages.years,
        uri=uri,
        first=is_first,
        opened=opened,
        closed=closed,
        lights=count_lights(statuses),
        states=[(state.value, states[state.value]) for state in TaskState if states[state.value]],
        rates=rates,
        filters=_make_filters(context, [*opened, *closed]),
        downloads=downloads,
    )
    day = context.as_of.day
    return Part(pages=(Page(uri=uri, title=title, html=html, day=day, search=False),), files=tuple(files))


def _make_filters(context: BuildContext, rows: Sequence[TaskRow]) -> list[Filter]:
    """Of what the page lists: units in protocol order, categories, states and lights in those of the settings."""
    registry, day = context.office.settings.units, context.as_of.day
    units = sorted({unit for row in rows for unit in row.status.task.units}, key=lambda u: (registry.order(u), u))
    used = {row.category for row in rows}
    known = [category.name for category in context.office.settings.supervision.categories]
    categories = [*(name for name in known if name in used), *sorted(used.difference(known))]
    states, lights = {row.state for row in rows}, {row.light for row in rows}
    filters = [
        Filter(key="unit", label="单位", choices=tuple((unit, registry.short(unit, day)) for unit in units)),
        Filter(key="category", label="类别", choices=_same(categories)),
        Filter(key="state", label="状态", choices=_same([s.value for s in TaskState if s.value in states])),
        Filter(
            key="light",
            label="亮灯",
            choices=tuple((c.value, f"{c.value}灯") for c in reversed(Colour) if c.value in lights),
        ),
    ]
    return [one for one in filters if len(one.choices) > 1]


def _same(words: Sequence[str]) -> tuple[tuple[str, str], ...]:
    return tuple((word, word) for word in words)
