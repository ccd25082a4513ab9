"""立项: a new task under the next number of the year."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NoReturn

from jianbao.acting.recording.proving import prove
from jianbao.acting.refusing import refuse, require_person, require_record, require_unit, require_words, spell_leader
from jianbao.acting.supervising.naming import require_task
from jianbao.metadata import Moment, parse_moment
from jianbao.metadata.moments import say_wrong
from jianbao.reading import Office
from jianbao.rendering.templates import Templates
from jianbao.writing import Change, dump_yaml

_COLUMNS, _STATED = 5, 3  # of a part: all that it may have, and those that it must
_COLUMN, _COMMA = re.compile(r"[|｜]"), re.compile(r"[,，、]")


@dataclass(frozen=True, kw_only=True, slots=True)
class PartRow:
    """A row of 任务分解表 as typed: units by any name, those that assist with commas between, ``due`` a day."""

    content: str
    lead: str
    assisting: str = ""
    due: str = ""
    number: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class TaskRequest:
    """``instruction`` or ``origin``; ``due`` or ``within``, or neither where the category states the time. ``parts``
    in one line each: 序号|内容|牵头单位|协办单位,协办单位|时限; ``rows`` come after them. ``body`` empty takes the
    words of the template.
    """

    title: str
    category: str
    lead: str
    assigned: Moment
    instruction: str = ""
    origin: str = ""
    leader: str = ""
    assisting: tuple[str, ...] = ()
    due: Moment | None = None
    within: str = ""
    feedback: str = ""
    officer: str = ""
    contact: str = ""
    reopens: str = ""
    parts: tuple[str, ...] = ()
    rows: tuple[PartRow, ...] = ()
    body: str = ""


def plan_task(office: Office, templates: Templates, request: TaskRequest, as_of: Moment) -> Change:
    """The next number of the year in which it is given."""
    require_words(标题=request.title)
    if request.due and request.within:
        refuse("task-limit", "时限写了两种", "写到哪一天，或写多长期限；都不写的按事项类别", field="within")
    year = f"{request.assigned.day:%Y}"
    number = 1 + max((task.number for task in office.tasks.values() if task.id.startswith(f"{year}/")), default=0)
    header: dict[str, Any] = {
        "number": number,
        "title": request.title,
        "category": require_category(office, request.category),
        "origin": _find_origin(office, request),
        "leader": _find_leader(office, request),
        "lead_unit": require_unit(office, request.lead),
        "assisting": _unit_ids(office, request.assisting),
        "assigned": request.assigned,
        "due": request.due or "",
        "within": request.within,
        "feedback": request.feedback,
        "officer": require_person(office, request.officer, "督查员") if request.officer else "",
        "contact": request.contact,
        "reopens": require_task(office, request.reopens).id if request.reopens else "",
        "parts": [
            _make_part(office, place, row)
            for place, row in enumerate((*map(_read_row, request.parts), *request.rows), start=1)
        ],
    }
    text = templates.render(
        "new/task.md", fields=dump_yaml(header), feedback=_say_feedback(office, request), text=request.body.strip()
    )
    path = f"briefs/tasks/{year}/{number:03d}.md"
    return prove(office, Change(path=path, data=text.encode()), as_of)


def require_category(office: Office, written: str) -> str:
    """The id of a category by id or name."""
    known = office.settings.supervision.spellings()
    if written not in known:
        names = "、".join(category.name for category in office.settings.supervision.categories)
        refuse("category-unknown", f"没有名为“{written}”的事项类别", f"现有类别：{names}")
    return known[written]


def _find_origin(office: Office, request: TaskRequest) -> dict[str, str] | str:
    """Where the task comes from, exactly one."""
    if bool(request.instruction) is bool(request.origin.strip()):
        hint = "来自批示的写批示编号，其他的写立项依据，如 区委常委会会议纪要〔2026〕22号"
        refuse("task-origin", "要写明立项依据，而且只能有一个", hint, field="origin")
    if not request.instruction:
        return request.origin
    require_record("批示", request.instruction, dict(office.instructions))
    return {"instruction": request.instruction}


def _find_leader(office: Office, request: TaskRequest) -> str:
    """Whoever is named, else the leader who gave the instruction; one of a higher level stays as written."""
    cause = office.instructions.get(request.instruction)
    written = request.leader or (cause.leader if cause else "")
    return spell_leader(office, written)


def _unit_ids(office: Office, written: Sequence[str]) -> list[str]:
    return list(dict.fromkeys(require_unit(office, unit.strip()) for unit in written if unit.strip()))


def _read_row(written: str) -> PartRow:
    columns = [column.strip() for column in _COLUMN.split(written)]
    if not _STATED <= len(columns) <= _COLUMNS or not all(columns[1:_STATED]):
        _refuse_row(written)
    number, content, lead, assisting, due = (*columns, "", "")[:_COLUMNS]
    return PartRow(number=number, content=content, lead=lead, assisting=assisting, due=due)


def _refuse_row(written: str) -> NoReturn:
    hint = "写成“序号|内容|牵头单位|协办单位,协办单位|时限”，后两样可以不写，整个加引号"
    refuse("task-part", f"“{written}”不是一项任务分解", hint, field="parts")


def _make_part(office: Office, place: int, row: PartRow) -> dict[str, Any]:
    """Without a number it has that of its place."""
    number = row.number or str(place)
    if not number.isdecimal():
        _refuse_row("|".join((row.number, row.content, row.lead)))
    if not (row.content.strip() and row.lead):
        refuse("task-part", f"任务分解第{number}项没有写全", "任务和牵头单位都要写；不要的一行全部留空", field="parts")
    day = parse_moment(row.due) if row.due else None
    if row.due and day is None:
        hint = "如 2026-11-03 或 2026年11月3日"
        refuse("date-impossible", f"第{number}项的时限“{row.due}”{say_wrong(row.due)}", hint, field="parts")
    return {
        "no": int(number),
        "content": row.content.strip(),
        "lead_unit": require_unit(office, row.lead),
        "assisting": _unit_ids(office, _COMMA.split(row.assisting)),
        "due": day or "",
    }


def _say_feedback(office: Office, request: TaskRequest) -> str:
    """每月25日; as the category has it where the request has none."""
    usual = office.settings.supervision.category(require_category(office, request.category)).feedback
    return request.feedback or (usual.chinese if usual else "")
