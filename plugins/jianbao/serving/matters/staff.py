"""What is to be done today by one of the office's staff, each with the page of the desk where it is done."""

from __future__ import annotations

import re
from typing import Any

from flask import current_app, url_for

from jianbao.metadata import Moment
from jianbao.outlook import Heading, Line, find_today
from jianbao.reading import Office
from jianbao.serving.matters.matter import Matter, Section
from jianbao.serving.people.permissions import Action, may
from jianbao.serving.people.visitor import Visitor
from jianbao.standing import find_standing

_URGENT = frozenset({Heading.URGENT, Heading.OVERDUE, Heading.TODAY})
# （代林××）第24号“……”（还有3天）：河口乡、云峰乡
_LINE = re.compile(
    r"(?:（代(?P<others>[^（）]+)）)?(?P<title>.+?)(?:（(?P<remark>(?:[^（）]|（[^（）]*）)*)）(?P<rest>：.*)?)?"
)
# Folder of the record → the view of its page, the name of what that is asked for, who may open it.
_PAGES = {
    "tasks": ("supervision.task_page", "task", Action.TASKS),
    "incidents": ("incidents.incident_page", "incident", Action.INCIDENTS),
    "items": ("queue.item_page", "item", Action.QUEUE),
    "drafts": ("composing.draft_page", "draft", Action.DRAFTS),
    "instructions": ("supervision.open_page", "instruction", Action.SUPERVISE),
    "calls": ("recording.reply_page", "call", Action.CALL),
    "disputes": ("recording.dispute_page", "dispute", Action.RECORD),
    "reports": ("recording.adoption_page", "report", Action.RECORD),
}
# A draft is read by who signs it on another page than it is arranged on.
_SIGNING = ("signing.draft_page", "draft", Action.SIGN)
# A call of a higher level is not answered but reported on.
_UPWARD = ("recording.report_page", "call", Action.RECORD)


def find_staff_matters(office: Office, visitor: Visitor, as_of: Moment) -> list[Section]:
    """In the order in which people go through them; nothing for whoever has nothing to do with the office's work."""
    if visitor.unit:
        return []
    found = find_today(office, find_standing(office), as_of, visitor.id)
    notices = [Section(title="今天", matters=tuple(Matter(title=notice) for notice in found.notices))]
    sections = [
        Section(title=heading.value, matters=tuple(_show(visitor, heading, line) for line in lines))
        for heading, lines in found.sections
    ]
    return (notices if found.notices else []) + sections


def _show(visitor: Visitor, heading: Heading, line: Line) -> Matter:
    title, remark = divide_line(line)
    return Matter(title=title, remark=remark, href=_find_address(visitor, heading, line), is_urgent=heading in _URGENT)


def divide_line(line: Line) -> tuple[str, str]:
    """What it is about, and what stands in brackets behind it. The id is for a terminal: here one follows the link."""
    identity = line.matter.record.removesuffix(".md").removesuffix(".yml").partition("/")[2]
    text = line.text.replace(f"（{identity}）", "").replace(identity, "") if identity else line.text
    parts = _LINE.fullmatch(text.strip())
    if parts is None:
        return text, ""
    others = f"代{parts['others']}" if parts["others"] else ""
    remark = f"{parts['remark'] or ''}{parts['rest'] or ''}"
    return parts["title"], "；".join(filter(None, (others, remark)))


def _find_address(visitor: Visitor, heading: Heading, line: Line) -> str:
    """Empty where there is no such page, or it is not for this visitor."""
    known, record = current_app.view_functions, line.matter.record
    if heading is Heading.NEXT and not record:
        drafts = "composing.drafts_page"
        return url_for(drafts) if drafts in known and may(visitor, Action.DRAFTS) else ""
    folder, _, identity = record.removesuffix(".md").removesuffix(".yml").partition("/")
    page = _UPWARD if heading is Heading.UPWARD else _PAGES.get(folder)
    if heading is Heading.DRAFT and may(visitor, Action.SIGN):
        page = _SIGNING
    if page is None or page[0] not in known or not may(visitor, page[2]):
        return ""
    asked: dict[str, Any] = {page[1]: identity}
    return url_for(page[0], **asked)
