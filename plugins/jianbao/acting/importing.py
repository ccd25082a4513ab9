"""导入: a manuscript that was read from a Word file becomes an item, with its pictures beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from jianbao.acting.filing import keep_pictures, place_item
from jianbao.acting.recording.entering import plan_receipt
from jianbao.acting.refusing import refuse, require_unit
from jianbao.intake import Manuscript
from jianbao.metadata import Moment
from jianbao.metadata.vocabulary import nearest_name
from jianbao.model import Item, Via
from jianbao.problems import Level, Place, Problem, ProblemsFound
from jianbao.reading import Office
from jianbao.reading.adding import with_record
from jianbao.rendering.templates import Templates
from jianbao.settings.settings import spell_kinds
from jianbao.writing import Change


@dataclass(frozen=True, kw_only=True, slots=True)
class Entry:
    """补录: who of the office files it for the unit (a person's id), and how and when it came; of a mail its id, and
    what of it this was.
    """

    by: str
    via: Via
    received: Moment
    message: str = ""
    attachment: str = ""


def plan_import(
    office: Office,
    templates: Templates,
    manuscript: Manuscript,
    *,
    unit: str = "",
    at: Moment,
    title: str = "",
    kind: str = "",
    approver: str = "",
    entry: Entry | None = None,
) -> list[Change]:
    """The pictures, the item, and the receipt of one that is entered for the unit; in the order of writing.

    What is not stated is taken from the manuscript. Refuses an unknown unit or kind, and one without a title.
    """
    units = choose_units(office, manuscript, unit)
    title = title or manuscript.title
    _, path = place_item(office, units[0], title, at)
    body, pictures = keep_pictures(path, manuscript.body, manuscript.pictures)
    kinds = [known.name for known in office.settings.kinds.kinds]
    text = templates.render(
        "new/imported.md",
        title=title,
        units=[office.settings.units.short(known, at.day) for known in units],
        authors=list(filter(None, manuscript.author.split("、"))),
        phone=manuscript.phone,
        approver=approver or manuscript.approver,
        date=at,
        kind=_require_kind(office, kind) if kind else kinds[0],
        kind_stated=bool(kind),
        kinds=kinds,
        entered_by=office.settings.people.name(entry.by) if entry else "",
        body=body.strip(),
    )
    tried, item = _try(office, path, text, body)
    changes = [*pictures, Change(path=path, data=text.encode())]
    if entry:
        changes.append(plan_entry_receipt(tried, item.id, entry, at))
    return changes


def plan_entry_receipt(office: Office, item: str, entry: Entry, as_of: Moment) -> Change:
    """The receipt of an item that was entered."""
    mail = {"message": entry.message, "attachment": entry.attachment}
    return plan_receipt(office, item, entry.received, entry.via, entry.by, as_of, **mail)


def choose_units(office: Office, manuscript: Manuscript, unit: str) -> tuple[str, ...]:
    """Ids, the lead first. A stated unit leads; the others of the manuscript stay where it is one of them."""
    if unit:
        lead = require_unit(office, unit)
        known = [other for other in manuscript.units if office.settings.units.get(other)]
        return tuple(dict.fromkeys([lead, *known])) if lead in known else (lead,)
    if not manuscript.units:
        refuse("unit-missing", "没有认出是哪个单位报送的", "写明报送单位")
    return tuple(require_unit(office, written) for written in manuscript.units)


def refuse_changes(manuscript: Manuscript) -> None:
    """Tracked changes that nobody has agreed to. Raises ProblemsFound with each of them."""
    hint = "在 Word 里接受或拒绝修订，存盘后再导入；同意现在的样子，加 --accept-changes"
    if changes := [replace(change, level=Level.ERROR, hint=hint) for change in manuscript.changes]:
        raise ProblemsFound(changes)


def refuse_same(paths: Sequence[tuple[str, str]]) -> None:
    """Of (name of the file, path of its item): two of one path would be one item. Raises ProblemsFound."""
    first: dict[str, str] = {}
    problems = []
    for name, path in paths:
        if path in first:
            message = f"标题与 {first[path]} 相同，会成为同一篇稿件"
            hint = "同一篇稿件只导入一次；确是两篇的，改一个标题，分两次导入"
            problems.append(Problem(code="import-twice", place=Place(path=name), message=message, hint=hint))
        first.setdefault(path, name)
    if problems:
        raise ProblemsFound(problems)


def _require_kind(office: Office, written: str) -> str:
    known = spell_kinds(office.settings.kinds)
    if written not in known:
        near = nearest_name(written, known, 0.5)
        names = "、".join(kind.name for kind in office.settings.kinds.kinds)
        refuse("kind-unknown", f"没有名为“{written}”的类别", f"是不是“{near}”？" if near else f"现有类别：{names}")
    return office.settings.kinds.kind_name(known[written])


def _try(office: Office, path: str, text: str, body: str) -> tuple[Office, Item]:
    """The office with the item in it. An office's own template may have lost the text, which nobody would notice."""
    tried = with_record(office, path, text)
    if tried.problems:
        raise ProblemsFound([replace(problem, place=Place(path="")) for problem in tried.problems])
    item = tried.items[path.removeprefix("briefs/items/").removesuffix(".md")]
    if item.body.strip() != body.strip():
        place = "templates/new/imported.md"
        refuse("template-broken", "模板没有把正文原样写进稿件", "改正模板；或删去本单位的这个模板", path=place)
    return tried, item
