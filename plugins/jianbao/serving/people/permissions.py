"""Who may do what, and which files an action may touch (design, section 10). What is not here nobody may do.

An office that wants it otherwise gives a person another role in ``people.yml``: a person may have several.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from jianbao.acting.refusing import refuse
from jianbao.serving.people.visitor import Visitor

_EDITING = ("编辑", "核稿")
_DESK = (*_EDITING, "校对", "签发人")
_OFFICE = (*_DESK, "督查员")
_ANYBODY = ("信息员", "领导", *_OFFICE)


@dataclass(frozen=True, kw_only=True, slots=True)
class Rule:
    """``roles`` that may, one of them is enough; ``folders`` below ``briefs/`` that may be written, none for a page
    that only shows something. ``{unit}`` is the visitor's own.
    """

    name: str
    roles: tuple[str, ...]
    folders: tuple[str, ...] = ()


class Action(Enum):
    """Each page and each button asks for exactly one of these."""

    READ = Rule(name="查阅", roles=_ANYBODY)
    COUNTS = Rule(name="查看统计", roles=_ANYBODY)
    # units
    WRITE = Rule(name="写稿", roles=("信息员",))
    FILE = Rule(name="报送", roles=("信息员",), folders=("items/{unit}/",))
    ANSWER_CALL = Rule(name="答复约稿", roles=("信息员",), folders=("calls/",))
    ANSWER_TASK = Rule(name="答复督查事项", roles=("信息员",), folders=("items/{unit}/",))
    # editors
    QUEUE = Rule(name="查看来稿", roles=_OFFICE)
    LEADS = Rule(name="查看线索", roles=_OFFICE)
    ENTER = Rule(name="补录", roles=_EDITING, folders=("items/", "receipts/"))
    DECIDE = Rule(name="处理稿件", roles=_EDITING, folders=("desk/",))
    EDIT = Rule(name="修改编辑稿", roles=(*_EDITING, "校对", "签发人"), folders=("desk/",))
    COMPOSE = Rule(name="编排", roles=_EDITING, folders=("drafts/", "desk/"))
    DRAFTS = Rule(name="查看送审稿", roles=_DESK)
    REVIEW = Rule(name="审校", roles=_DESK, folders=("drafts/",))
    STRIKE = Rule(name="撤稿", roles=(*_EDITING, "签发人"), folders=("drafts/",))
    # the signatory's own review of the draft is written with the issue
    SIGN = Rule(name="签发", roles=("签发人",), folders=("issues/", "drafts/"))
    CALL = Rule(name="约稿", roles=_EDITING, folders=("calls/",))
    # what is said not to be an adoption is written into the lead that it was found in
    RECORD = Rule(
        name="登记", roles=_EDITING, folders=("reports/", "adoptions/", "disputes/", "distribution/", "leads/")
    )
    INSTRUCT = Rule(name="登记批示", roles=(*_EDITING, "督查员"), folders=("instructions/",))
    # supervision
    TASKS = Rule(name="查看督查台账", roles=(*_OFFICE, "领导"))
    SUPERVISE = Rule(name="督查", roles=("督查员",), folders=("tasks/", "instructions/"))
    # an article of 《督查工作》 is a desk record, which whoever supervises drafts
    BRIEF = Rule(name="督查文稿", roles=("督查员", *_EDITING), folders=("desk/",))
    INCIDENTS = Rule(name="查看值班记录", roles=_OFFICE)
    INCIDENT = Rule(name="值班记录", roles=("督查员", *_EDITING), folders=("incidents/",))


def may(visitor: Visitor, action: Action) -> bool:
    """Whether one of the visitor's roles allows it."""
    return visitor.has_role(*action.value.roles)


def find_outside(visitor: Visitor, action: Action, paths: Sequence[str]) -> list[str]:
    """The paths that the action must not write for this visitor: none, unless our own code is wrong."""
    folders = tuple(
        f"briefs/{folder.format(unit=visitor.unit)}"
        for folder in action.value.folders
        if "{unit}" not in folder or visitor.unit
    )
    return [path for path in paths if not folders or not path.startswith(folders)]


def require_inside(visitor: Visitor, action: Action, paths: Sequence[str]) -> None:
    """The last gate before anything is written. Refuses with ProblemsFound."""
    if outside := find_outside(visitor, action, paths):
        message = f"“{action.value.name}”不能写 {outside[0]}"
        refuse("desk-path", message, "这是程序的错误，什么也没有写入；请告诉管理员")
