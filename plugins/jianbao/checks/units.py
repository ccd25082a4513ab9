"""单位: the unit of an item on the item's day, and the folder in which it lies."""

from __future__ import annotations

from collections.abc import Iterator

from jianbao.checks.rule import Context, Family, Rule
from jianbao.checks.wording import suggest
from jianbao.metadata import Moment
from jianbao.metadata.vocabulary import nearest_name
from jianbao.model import Source
from jianbao.problems import Problem
from jianbao.settings import Unit

UNIT_CLOSED = Rule(
    code="unit-closed",
    title="单位当日不存在",
    reason="单位合并、撤销之后或成立之前，不能以它的名义报送。",
    remedy="改写当日存在的单位；单位起止日期有误的，由管理员改 units.yml",
)
UNIT_FOLDER = Rule(
    code="unit-folder",
    title="文件夹与单位不一致",
    reason="各单位只能写自己的文件夹；联合报送的放在牵头单位（第一个）的文件夹里。",
    remedy="把文件移到牵头单位的文件夹，或改正单位",
)


def check_unit_closed(context: Context) -> Iterator[Problem]:
    units = context.office.settings.units
    for item in context.office.items.values():
        for number, unit in enumerate(map(units.get, item.units)):
            if unit is None or item.date is None or unit.exists_on(item.date.day):
                continue
            joint = f"units[{number}]"
            place = item.source.place(
                joint if joint in item.source.places else "units" if "units" in item.source.places else "unit"
            )
            yield UNIT_CLOSED.report(place, _describe_closed(context, unit, item.date))


def _describe_closed(context: Context, unit: Unit, date: Moment, so: str = "不能再以它的名义报送") -> str:
    name = unit.name_on(date.day).name
    if unit.merged_on and date.day >= unit.merged_on:
        into = context.office.settings.units.short(unit.merged_into, date.day)
        return f"{name}已于{Moment(unit.merged_on).chinese}并入{into}，{date.chinese}{so}"
    return f"{date.chinese}没有“{name}”这个单位"


def check_units_of_facts(context: Context) -> Iterator[Problem]:
    """Units that a report, an adoption, a call, a task, what happened to it, or an entry names on its own day."""
    office = context.office
    for report in office.reports.values():
        yield from _check_fact(context, report.source, "units", report.units, report.sent)
    for adoption in office.adoptions.values():
        yield from _check_fact(context, adoption.source, "units", adoption.units, adoption.date)
    for call in office.calls.values():
        yield from _check_fact(context, call.source, "units", call.units, call.issued)
    for task in office.tasks.values():
        yield from _check_fact(context, task.source, "lead_unit", (task.lead_unit,), task.assigned)
        yield from _check_fact(context, task.source, "assisting", task.assisting, task.assigned)
        for number, part in enumerate(task.parts):
            yield from _check_fact(context, task.source, f"parts[{number}].lead_unit", (part.lead_unit,), task.assigned)
            yield from _check_fact(context, task.source, f"parts[{number}].assisting", part.assisting, task.assigned)
    for event in office.task_events.values():
        yield from _check_fact(context, event.source, "unit", (event.unit,), event.date)
    for incident in office.incidents.values():
        yield from _check_fact(context, incident.source, "units", incident.units, incident.occurred)
    for entry in office.entries.values():
        yield from _check_fact(context, entry.source, "unit", (entry.unit,), entry.date)


def _check_fact(
    context: Context, source: Source, field: str, units: tuple[str, ...], date: Moment | None
) -> Iterator[Problem]:
    for number, unit in enumerate(map(context.office.settings.units.get, units)):
        if unit and date and not unit.exists_on(date.day):
            member = f"{field}[{number}]"
            place = source.place(member if member in source.places else field)
            yield UNIT_CLOSED.report(place, _describe_closed(context, unit, date, "这件事不能再记在它名下"))


def check_unit_folder(context: Context) -> Iterator[Problem]:
    units = context.office.settings.units
    for item in context.office.items.values():
        folder = item.id.partition("/")[0]
        if units.get(folder) is None:
            hint = suggest(nearest_name(folder, units.by_id), "文件夹用 units.yml 里单位的 id 命名")
            yield UNIT_FOLDER.report(item.source.place(), f"没有 id 为“{folder}”的单位", hint)
        elif (lead := units.get(item.lead)) and lead.id != folder:
            place = item.source.place("units" if "units" in item.source.places else "unit")
            name = units.short(lead.id, item.date.day if item.date else None)
            yield UNIT_FOLDER.report(place, f"文件在“{folder}”的文件夹里，单位却是{name}（{lead.id}）")


FAMILY = Family(
    name="单位", rules=(UNIT_CLOSED, UNIT_FOLDER), checks=(check_unit_closed, check_units_of_facts, check_unit_folder)
)
