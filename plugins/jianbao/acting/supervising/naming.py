"""The ways in which a person names a task or an urgent event: 31, 第31号, 2026/31, 云委督〔2026〕31号."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jianbao.acting.refusing import refuse
from jianbao.metadata.vocabulary import nearest_name
from jianbao.model import Incident, Task
from jianbao.reading import Office
from jianbao.rendering.slips.wording import number_paper

_BRACKETS = str.maketrans("[]［］【】（）()", "〔〕〔〕〔〕〔〕〔〕")
_LEADING_ZEROS = re.compile(r"(?<![0-9])0+(?=[0-9])")
_SPACE = re.compile(r"\s+")


def name_task(office: Office, task: Task) -> str:
    """As the office prints its number: 云委督〔2026〕31号."""
    return number_paper(office.settings.office.numbering.task, task.id, task.number)


def require_task(office: Office, written: str) -> Task:
    """The task of that id or number; of a number without its year that of the latest year. Refuses where none is."""
    bare = written.strip().removeprefix("briefs/").removeprefix("tasks/")
    if bare in office.tasks:
        return office.tasks[bare]
    wanted = _simplify(bare)
    found = [task for task in office.tasks.values() if wanted in map(_simplify, _spell(office, task))]
    if not found:
        hint = "写编号，如 31、第31号、2026/031；全部事项见 jianbao tasks"
        refuse("reference-missing", f"没有督查事项“{written}”", hint)
    return max(found, key=lambda task: task.id)


def _spell(office: Office, task: Task) -> Iterator[str]:
    year, number = task.id.partition("/")[0], task.number
    yield from (task.id, str(number), f"{number}号", f"第{number}号", f"{year}年第{number}号", f"〔{year}〕{number}号")
    yield name_task(office, task)


def _simplify(written: str) -> str:
    return _LEADING_ZEROS.sub("", _SPACE.sub("", written).translate(_BRACKETS))


def require_incident(office: Office, written: str) -> Incident:
    """The urgent event of that id, or the only one of that short name or title."""
    bare = written.strip().removeprefix("briefs/").removeprefix("incidents/")
    if bare in office.incidents:
        return office.incidents[bare]
    found = [known for known in office.incidents.values() if bare in (known.title, known.id.rpartition("/")[2][6:])]
    if len(found) > 1:
        named = "、".join(known.id for known in found)
        refuse("reference-missing", f"“{written}”不止一起事件", f"写编号：{named}")
    if not found:
        near = nearest_name(bare, [*office.incidents, *(known.title for known in office.incidents.values())])
        hint = f"是不是 {near}？" if near else "写编号，如 2026/11-02-bao-guan；全部事件见 jianbao incidents"
        refuse("reference-missing", f"没有事件“{written}”", hint)
    return found[0]
