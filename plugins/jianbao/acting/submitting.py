"""报送: what a unit writes becomes an item of its own, and stays its own to change until the office begins on it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from jianbao.acting.filing import keep_pictures, place_item
from jianbao.acting.narrowing import narrow_office
from jianbao.acting.recording.proving import find_faults
from jianbao.acting.refusing import refuse, require_record, require_words
from jianbao.earlier import NO_SHELF, Shelf, open_for
from jianbao.intake import Picture
from jianbao.metadata import Moment, parse_moment
from jianbao.metadata.keys import label_key
from jianbao.model import Item
from jianbao.problems import NOWHERE, Level, Problem, ProblemsFound
from jianbao.reading import Office, find_pictures
from jianbao.reading.adding import with_record
from jianbao.reading.pictures import read_picture
from jianbao.writing import Change, dump_record

# What a unit may state of an item, in the order in which the file has it; ``body`` comes after them.
FIELDS = (
    "title", "units", "author", "phone", "approver", "date", "kind", "form", "urgency", "stage", "occurred", "learned",
    "access", "tags", "call", "task", "reply", "finished", "revises", "follows",
)  # fmt: skip
_MOMENTS = ("date", "occurred", "learned")
_LISTS = ("author", "tags")
_BETWEEN = re.compile(r"[、，,；;\s]+")
# What must be there: what is said where it is not, and what to do.
_OWED = {
    "title": ("没有写标题", "用一句话说清谁做了什么"),
    "kind": ("没有选类别", "选一种，拿不准的选最接近的"),
    "approver": ("没有写审签人", "写审定本稿的单位负责人姓名；稿件须经单位负责人审签"),
    "body": ("没有写正文", "写清时间、地点、做法、数字和成效"),
}
_BLANK = frozenset({"field-missing", "field-type", "approver-missing", "body-empty"})


@dataclass(frozen=True, kw_only=True, slots=True)
class Submission:
    """``texts`` as typed, by field (those of ``FIELDS``, and ``body``, which names its ``pictures`` by their bare
    names). ``unit`` is an id; ``units`` of the texts are those that join it. ``entered_by`` is who of the office
    enters it for the unit.
    """

    unit: str
    texts: Mapping[str, str]
    pictures: tuple[Picture, ...] = ()
    entered_by: str = ""

    def text(self, field: str) -> str:
        """One line, but for the body."""
        written = self.texts.get(field, "")
        return written.replace("\r\n", "\n").strip() if field == "body" else " ".join(written.split())


def plan_submission(office: Office, submission: Submission, as_of: Moment, shelf: Shelf = NO_SHELF) -> list[Change]:
    """The pictures and the item, in the order of writing. Refuses with every error that the checks find."""
    _require_sound(find_submission_faults(office, submission, as_of, shelf=shelf))
    at = parse_moment(submission.text("date")) or as_of
    _, path = place_item(office, submission.unit, submission.text("title"), at)
    changes = _write(office, submission, path, at)
    tried = with_record(office, path, changes[-1].data.decode())
    _refuse_twice(office, tried.items[_identify(path)])
    return changes


def plan_amendment(
    office: Office, item: str, seen: str, submission: Submission, as_of: Moment, shelf: Shelf = NO_SHELF
) -> list[Change]:
    """更正: the unit's own item anew, while no decision names it. ``seen`` is the digest of what the unit looked at."""
    known = require_amendable(office, item, submission.unit)
    if known.source.digest != seen:
        refuse("record-changed", f"《{known.title}》刚刚改过，与您打开时不同", "看过现在的内容，再决定怎么改")
    kept = replace(submission, texts={**submission.texts, "date": str(known.date)}, entered_by=known.entered_by)
    _require_sound(find_submission_faults(office, kept, as_of, known, shelf))
    changes = _write(office, kept, known.source.path, known.date or as_of)
    return [
        replace(change, replaces=True)
        for change in changes
        if change is changes[-1] or read_picture(office.root, change.path) != change.data
    ]


def require_amendable(office: Office, item: str, unit: str) -> Item:
    """The item, where the unit may still change it; refuses one of another unit, and one that a decision names."""
    require_record("稿件", item, dict(office.items))
    known = office.items[item]
    if item.partition("/")[0] != unit:
        refuse("item-foreign", "这是别的单位的稿件，不能改", "只能改本单位报送的稿件")
    if any(item in record.items for record in office.desk.values()):
        hint = "要改的，打电话告诉编辑；退改的，用“修改后重报”"
        refuse("item-closed", f"《{known.title}》编辑已经处理，不能再改", hint)
    if known.shares:
        refuse("item-closed", f"《{known.title}》写有各单位的份额，不能在这里改", "要改的，打电话告诉编辑")
    return known


def find_submission_faults(
    office: Office, submission: Submission, as_of: Moment, known: Item | None = None, shelf: Shelf = NO_SHELF
) -> list[Problem]:
    """Everything that the checks say, each with its field; ``known`` is the item that is changed, None for a new one,
    ``shelf`` where it is looked up whether it repeats an earlier text.

    Raises ProblemsFound for a unit that files nothing.
    """
    at = parse_moment(submission.text("date")) or as_of
    title = submission.text("title") or "gao-jian"
    path = known.source.path if known else place_item(office, submission.unit, title, at)[1]
    owed = [*_find_blank(submission), *_find_absent(submission)]
    changes = _write(office, submission, path, at)
    text = changes[-1].data.decode()
    tried = with_record(office, path, text)
    narrowed = narrow_office(tried, tried.items[_identify(path)]) if _identify(path) in tried.items else office
    pictures = {change.path: change.data for change in changes[:-1]}
    looked_at = replace(narrowed, files=(*narrowed.files, *pictures), unwritten=pictures)
    asked = open_for(shelf, only=_identify(path))
    found = [_name_field(problem) for problem in find_faults(looked_at, path, text, as_of, asked)]
    said = {problem.field for problem in owed}
    return owed + [
        problem
        for problem in found
        if not (problem.field in said and problem.code in _BLANK)
        and not (problem.code == "picture-missing" and "picture-absent" in {known.code for known in owed})
    ]


def list_words(written: str) -> list[str]:
    """What stands between 、 ， and spaces."""
    return [word for word in _BETWEEN.split(written) if word]


def _find_blank(submission: Submission) -> Iterator[Problem]:
    for field, (message, hint) in _OWED.items():
        if not submission.text(field):
            yield Problem(code="field-missing", place=NOWHERE, message=message, hint=hint, field=field)


def _find_absent(submission: Submission) -> Iterator[Problem]:
    known = {picture.name for picture in submission.pictures}
    for name in find_pictures(submission.text("body")):
        if name not in known:
            hint = "先上传这张图片；不要的，删去正文里的这一处"
            yield Problem(
                code="picture-absent", place=NOWHERE, message=f"没有上传图片“{name}”", hint=hint, field="body"
            )


def _name_field(problem: Problem) -> Problem:
    """A field that is not there has no line to be found by; the message names it."""
    if problem.field and problem.code != "field-missing":
        return problem
    named = next((field for field in FIELDS if label_key(field) in problem.message), problem.field)
    return replace(problem, field=named)


def _require_sound(faults: Sequence[Problem]) -> None:
    if wrong := [fault for fault in faults if fault.level is Level.ERROR]:
        raise ProblemsFound(wrong)


def _write(office: Office, submission: Submission, path: str, at: Moment) -> list[Change]:
    """The pictures that the body shows, then the item."""
    body, pictures = keep_pictures(path, submission.text("body"), submission.pictures)
    text = dump_record(_make_header(office, submission, at), body)
    return [*pictures, Change(path=path, data=text.encode())]


def _make_header(office: Office, submission: Submission, at: Moment) -> dict[str, Any]:
    header: dict[str, Any] = {}
    for field in FIELDS:
        if field == "units":
            joint = [office.settings.units.short(submission.unit, at.day), *list_words(submission.text("units"))]
            header |= {"units": joint} if len(joint) > 1 else {"unit": joint[0]}
        elif field in _LISTS:
            words = list_words(submission.text(field))
            header[field] = words[0] if field == "author" and len(words) == 1 else words
        elif field in _MOMENTS:
            header[field] = _read_moment(submission.text(field))
        else:
            header[field] = submission.text(field)
    header["date"] = header["date"] or at
    if submission.entered_by:
        header["entered_by"] = office.settings.people.name(submission.entered_by)
    return header


def _read_moment(written: str) -> Moment | str:
    """What is no moment stays as typed: the checks say so."""
    return parse_moment(written) or written


def _identify(path: str) -> str:
    return path.removeprefix("briefs/items/").removesuffix(".md")


def _refuse_twice(office: Office, item: Item) -> None:
    """The same text, filed for the same purpose: a second click, or a draft that was kept."""
    require_words(正文=item.body)
    for other in office.items.values():
        if _tell_apart(other) == _tell_apart(item) and other.id not in office.void:
            at = other.date.chinese if other.date else ""
            refuse("item-twice", f"《{item.title}》{at}已经报送，内容相同", "在“我的稿件”里看办理情况；不用再报")


def _tell_apart(item: Item) -> tuple[Any, ...]:
    """A picture's path names the item that it is of."""
    body = item.body.replace(f"({item.id.rpartition('/')[2]}/", "(").strip()
    return (item.lead, item.title, body, item.call, item.task, item.reply, item.revises, item.follows)
