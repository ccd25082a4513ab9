"""督查工作 article: tasks and a template → a title and a text for an editor to go over."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from jianbao.characters import normalise
from jianbao.metadata.vocabulary import nearest_name
from jianbao.problems import NOWHERE, Place, Problem, ProblemsFound
from jianbao.reading import Office
from jianbao.rendering.supervision_text.layout import read_article
from jianbao.rendering.supervision_text.lines import list_texts
from jianbao.rendering.supervision_text.scope import Scope
from jianbao.rendering.supervision_text.values import describe_scope
from jianbao.rendering.templates import Templates
from jianbao.secrecy import find_secrecy_mark
from jianbao.supervising import TaskStatus

_FOLDER, _SUFFIX = "supervision", ".md"
# What tells people how to write a template is none.
_MANUAL = "说明"


@dataclass(frozen=True, kw_only=True, slots=True)
class Brief:
    title: str
    body: str


def list_briefs(templates: Templates) -> list[str]:
    """The names of the templates, the office's own among them."""
    names = (file.removesuffix(_SUFFIX) for file in templates.files(_FOLDER) if file.endswith(_SUFFIX))
    return [name for name in names if not name.startswith(("_", ".")) and "/" not in name and name != _MANUAL]


def write_brief(office: Office, templates: Templates, name: str, scope: Scope, statuses: Sequence[TaskStatus]) -> Brief:
    """Of the statuses that the scope holds. Raises ProblemsFound where there is no such template, or it is wrong; where
    there is no task to tell of; for a 密级 mark in any text that could be printed.
    """
    template = _find_template(templates, name)
    held = [status for status in statuses if scope.holds(status)]
    if not held:
        message, hint = "没有符合条件的督查事项，没有生成", "放宽时段、类别或单位"
        raise ProblemsFound([Problem(code="brief-empty", place=NOWHERE, message=message, hint=hint)])
    if problems := [problem for status in held for problem in _find_secrets(status)]:
        raise ProblemsFound(problems)
    title, body = read_article(templates.render(template, **describe_scope(office, scope, held)))
    if not title or not body:
        missing = "正文" if title else "标题"
        place = Place(path=f"templates/{template}")
        hint = "第一行写“# 标题”，以下是正文"
        raise ProblemsFound([Problem(code="template-broken", place=place, message=f"模板没有写出{missing}", hint=hint)])
    return Brief(title=title, body=body)


def _find_template(templates: Templates, name: str) -> str:
    known = list_briefs(templates)
    wanted = normalise(name)
    if wanted not in known:
        near = nearest_name(wanted, known, 0.4)
        hint = f"是不是“{near}”？" if near else f"可写：{'、'.join(known)}"
        problem = Problem(code="brief-unknown", place=NOWHERE, message=f"没有名为“{name}”的督查文稿模板", hint=hint)
        raise ProblemsFound([problem])
    return f"{_FOLDER}/{wanted}{_SUFFIX}"


def _find_secrets(status: TaskStatus) -> list[Problem]:
    """Looked for in the whole of what was written: the cut could leave out a mark and keep what it marks."""
    mark = next(filter(None, map(find_secrecy_mark, list_texts(status))), None)
    if mark is None:
        return []
    place = status.task.source.place()
    message = f"第{status.task.number}号督查事项或对它的反馈有密级标志“{mark}”，没有生成"
    return [Problem(code="secrecy-mark", place=place, message=message, hint="涉密内容不得进入本系统，请走涉密渠道")]
