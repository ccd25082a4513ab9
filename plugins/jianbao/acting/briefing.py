"""督查文稿: a desk record with an article of 《督查工作》 as a template words it, for an editor to go over."""

from __future__ import annotations

from dataclasses import dataclass, replace

from jianbao.acting.deciding import Ruling, make_placement
from jianbao.acting.filing import free_slug, make_slug
from jianbao.acting.recording.proving import prove
from jianbao.acting.refusing import refuse, require_series, require_unit
from jianbao.acting.supervising.naming import require_task
from jianbao.acting.supervising.opening import require_category
from jianbao.metadata import Moment
from jianbao.model import Access
from jianbao.model.access import most_closed
from jianbao.reading import Office
from jianbao.rendering.supervision_text import Scope, write_brief
from jianbao.rendering.templates import Templates
from jianbao.secrecy import find_secrecy_mark
from jianbao.supervising import find_statuses
from jianbao.writing import Change, dump_record


@dataclass(frozen=True, kw_only=True, slots=True)
class BriefRequest:
    """``ruling`` says where the article goes and who writes it when; its title stands in the place of the template's.

    ``scope`` has the categories, the unit and the tasks as somebody wrote them, and no access yet.
    """

    template: str
    ruling: Ruling
    scope: Scope


@dataclass(frozen=True, kw_only=True, slots=True)
class Planned:
    """``tasks`` are the ids of those that the article tells of."""

    change: Change
    title: str
    tasks: tuple[str, ...]


def plan_brief(office: Office, templates: Templates, request: BriefRequest) -> Planned:
    """A new record; the same tasks may be told of again and again. Refuses what cannot be told."""
    ruling = request.ruling
    placement = make_placement(office, ruling)
    asked = request.scope
    scope = replace(
        asked,
        categories=tuple(require_category(office, written) for written in asked.categories),
        unit=require_unit(office, asked.unit) if asked.unit else "",
        tasks=_require_tasks(office, asked),
        access=_find_access(office, ruling),
    )
    statuses = find_statuses(office, Moment(scope.until))
    brief = write_brief(office, templates, request.template, scope, statuses)
    title = ruling.title.strip() or brief.title
    if mark := find_secrecy_mark(f"{title}\n{brief.body}"):
        refuse("secrecy-mark", f"文稿里有密级标志“{mark}”，没有生成", "涉密内容不得进入本系统，请走涉密渠道")
    told = tuple(status.task.id for status in statuses if scope.holds(status))
    header = {"tasks": told, "until": scope.until, "decision": "adopt", **placement, "title": title}
    header |= {"editor": ruling.editor, "decided": ruling.at}
    before = f"briefs/desk/{ruling.at.day:%Y}/{ruling.at.day:%m-%d}-"
    slug = free_slug(office, before, make_slug(request.template), ".md")
    change = Change(path=f"{before}{slug}.md", data=dump_record(header, brief.body).encode())
    return Planned(change=prove(office, change, ruling.at), title=title, tasks=told)


def _require_tasks(office: Office, asked: Scope) -> tuple[str, ...]:
    """Those named, each given by the day that is told of."""
    tasks = [require_task(office, written) for written in asked.tasks]
    for task in tasks:
        if task.assigned and task.assigned.day > asked.until:
            until, assigned = Moment(asked.until).chinese, task.assigned.chinese
            message = f"第{task.number}号督查事项{assigned}才交办，{until}还没有"
            refuse("brief-empty", message, "把截止日期改到这以后，或去掉这一项", path=task.source.path)
    return tuple(task.id for task in tasks)


def _find_access(office: Office, ruling: Ruling) -> Access:
    """That of the article to be: no text of a unit may stand in it that is more closed."""
    series = require_series(office, ruling.periodical, ruling.series)
    column = series.column(ruling.column) if ruling.column else series.columns[0]
    return most_closed([series.access, column.access if column else None, ruling.access])
