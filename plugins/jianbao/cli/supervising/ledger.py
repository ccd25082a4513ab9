"""``jianbao tasks``: the supervision ledger as it stood on a day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import click

from jianbao.acting.refusing import require_person, require_unit
from jianbao.acting.supervising.naming import name_task
from jianbao.acting.supervising.opening import require_category
from jianbao.acting.supervising.saying import say_days_left, say_part, say_units
from jianbao.cli.aligning import align
from jianbao.cli.chinese import ChineseCommand
from jianbao.cli.session import Session, clean, pass_session, reports_problems
from jianbao.cli.supervising.ledger_data import encode_csv, encode_json
from jianbao.reading import Office
from jianbao.rendering.slips.wording import say_closing
from jianbao.rendering.templates import chinese_date, short_date
from jianbao.settings import Colour, Units
from jianbao.supervising import TaskState, TaskStatus, find_rates, find_statuses

# The colours that terminals have; 橙 comes nearest as bright red.
_COLOURS = {
    Colour.GREEN: "green",
    Colour.BLUE: "blue",
    Colour.YELLOW: "yellow",
    Colour.ORANGE: "bright_red",
    Colour.RED: "red",
}
_HEAD = ("编号", "灯", "原因", "状态", "时限", "", "牵头单位", "事项")


@dataclass(frozen=True, kw_only=True, slots=True)
class Wanted:
    """Which tasks to list; what is empty wants any. ``year`` is that of the number, ``unit`` also has what it took over
    from those that were merged into it.
    """

    year: int | None = None
    unit: str = ""
    category: str = ""
    officer: str = ""
    state: str = ""
    light: str = ""
    only_open: bool = False

    def holds(self, registry: Units, status: TaskStatus) -> bool:
        task = status.task
        answering = {known for unit in task.units for known in registry.lineage(unit, status.day)}
        return (
            (self.year is None or task.id.startswith(f"{self.year}/"))
            and (not self.unit or self.unit in answering)
            and self.category in ("", task.category)
            and self.officer in ("", task.officer)
            and self.state in ("", status.state.value)
            and (not self.light or (status.light is not None and status.light.value == self.light))
            and (status.is_open or not self.only_open)
        )


@click.command(
    cls=ChineseCommand,
    epilog="例：jianbao tasks --on 2026-11-20\n例：jianbao tasks --open --light 红 --parts\n"
    "例：jianbao tasks --year 2026\n例：jianbao tasks --unit 区住建局 --format csv",
)
@click.option("--on", help="看哪一天的；默认为今天")
@click.option("--year", type=click.IntRange(2000, 2099), help="只看一年编号的，各项比率也只算这一年；默认为各年")
@click.option("--unit", default="", help="只看一个单位牵头或协办的，连同并入它的单位的")
@click.option("--category", default="", help="只看一类事项，如 批示件")
@click.option("--state", type=click.Choice([state.value for state in TaskState]), default=None, help="只看一种状态")
@click.option("--light", type=click.Choice([light.value for light in Colour]), default=None, help="只看一种灯")
@click.option("--officer", default="", help="只看一位督办人的")
@click.option("--open", "only_open", is_flag=True, help="只看没有办结的")
@click.option("--parts", is_flag=True, help="连同任务分解的每一项")
@click.option("--format", "form", type=click.Choice(["table", "json", "csv"]), default="table", help="输出格式")
@pass_session
@reports_problems
def tasks(
    session: Session,
    /,
    on: str | None,
    year: int | None,
    unit: str,
    category: str,
    state: str | None,
    light: str | None,
    officer: str,
    only_open: bool,
    parts: bool,
    form: str,
) -> None:
    """督查台账：某一天各项事的状态、灯色和时限，各色灯的项数，办结率等各项比率及其口径。"""
    office, day = session.office, session.moment(on, "--on")
    wanted = Wanted(
        year=year,
        unit=require_unit(office, unit) if unit else "",
        category=require_category(office, category) if category else "",
        officer=require_person(office, officer, "督查员") if officer else "",
        state=state or "",
        light=light or "",
        only_open=only_open,
    )
    session.warn_of_errors()
    statuses = [status for status in find_statuses(office, day) if wanted.holds(office.settings.units, status)]
    if form != "table":
        click.echo(encode_json(office, day, statuses) if form == "json" else encode_csv(office, statuses), nl=False)
        return
    click.echo(clean(f"{f'{year}年' if year else ''}督查事项　{chinese_date(day.day)}"))
    for line in _tabulate(office, statuses, parts=parts):
        click.echo(line)
    for line in _count(office, statuses) if statuses else ["没有符合条件的事项。"]:
        session.print(line)


def _tabulate(office: Office, statuses: list[TaskStatus], *, parts: bool) -> Iterator[str]:
    """A line for each task, its light in colour (which click takes out where no terminal reads it)."""
    rows = [_HEAD, *(_make_row(office, status) for status in statuses)]
    if not statuses:
        return
    head, *lines = align([tuple(clean(cell) for cell in row) for row in rows])
    yield head
    for status, line in zip(statuses, lines, strict=True):
        yield _paint(line, status.light)
        for part in status.parts if parts else ():
            lead = say_units(office, status.task, part.part.lead_unit)
            yield clean(f"      {say_part(office, part, status.day)}　{lead}　{part.part.content}")


def _paint(line: str, light: Colour | None) -> str:
    """The first word for the light, which stands in the second column."""
    if light is None:
        return line
    before, word, after = line.partition(f"  {light.value}  ")
    return f"{before}  {click.style(light.value, fg=_COLOURS[light])}  {after}" if word else line


def _make_row(office: Office, status: TaskStatus) -> tuple[str, ...]:
    deadline, task = status.deadline, status.task
    due = _short(deadline.current, status) if deadline.current else "—"
    if deadline.extensions and deadline.original:
        due = f"{due}（原{_short(deadline.original, status)}）"
    left = (
        say_closing(office.settings.supervision, deadline, status.closed_on)
        if status.closed_on
        else say_days_left(deadline.current, status.day)
    )
    light = status.light.value if status.light else "—"
    return (
        name_task(office, task),
        light,
        status.cause,
        status.state.value,
        due,
        left,
        say_units(office, task, task.lead_unit),
        task.title,
    )


def _short(day: date, status: TaskStatus) -> str:
    """11月3日; with the year where it is another one."""
    return short_date(day) if day.year == status.day.year else chinese_date(day)


def _count(office: Office, statuses: list[TaskStatus]) -> Iterator[str]:
    """共3项：办理中2项，已办结1项；红灯1项，绿灯1项; each rate with both of its numbers and its definition."""
    states = Counter(status.state for status in statuses)
    lights = Counter(status.light for status in statuses if status.light)
    told = [f"{state.value}{states[state]}项" for state in TaskState if states[state]]
    shown = {rule.colour for rule in office.settings.supervision.lights}
    lit = [f"{light.value}灯{lights[light]}项" for light in reversed(Colour) if light in shown]
    yield f"共{len(statuses)}项：{'，'.join(told)}；{'，'.join(lit)}。"
    for rate in find_rates(office.settings.supervision, statuses):
        percent = "—" if rate.percent is None else f"{rate.percent}%"
        yield f"{rate.name}{percent}（{rate.part}/{rate.whole}）　{rate.definition}"
