"""Acts that write one record: what is told about it afterwards, and that nobody was first."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from hashlib import sha256

from flask import flash
from flask.wrappers import Response

from jianbao.acting.recording.counting import find_remarks, say_counts
from jianbao.acting.refusing import refuse
from jianbao.problems import Problem
from jianbao.reading import Office
from jianbao.serving.people.permissions import Action
from jianbao.serving.request import act, as_of, office
from jianbao.writing import Change


def digest_parts(parts: Iterable[str]) -> str:
    """Short, for a form: another one as soon as any of what the page showed is another."""
    return sha256("\n".join(parts).encode()).hexdigest()[:16]


def require_same(what: str, seen: str, now: str) -> None:
    """That the page from which a form comes showed what is there now; a form that does not say so showed nothing."""
    if seen != now:
        changed = f"您打开这一页以后，{what}有了新的变化" if seen else f"看不出您提交的时候看到的{what}是不是现在的"
        hint = "填的内容还在下面；看过这一页现在的内容，再提交一次"
        refuse("record-changed", f"{changed}，没有写入", hint)


def write_one(action: Action, message: str, plan: Callable[[Office], Change]) -> tuple[list[Problem], str]:
    """Does it; the problems, or else the path of the record. New remarks of the checks are told on the next page."""
    planned: list[Change] = []
    before = office()

    def plan_one(now: Office) -> list[Change]:
        planned.append(plan(now))
        return planned[-1:]

    if problems := act(action, message, plan_one):
        return problems, ""
    path = planned[-1].path
    known = {problem.message for problem in find_remarks(before, path, as_of())} if path in before.files else set()
    for remark in find_remarks(office(), path, as_of()):
        if remark.message not in known:
            flash(f"请核对：{remark.message}" + (f"（{remark.hint}）" if remark.hint else ""))
    return [], path


def record_id(path: str) -> str:
    """``briefs/reports/2026/11-30-x.md`` → ``2026/11-30-x``."""
    return path.removeprefix("briefs/").partition("/")[2].rpartition(".")[0]


def with_counts(answer: Response, path: str, part: str = "") -> Response:
    """The answer; on the page to which it leads is told, below all else, what the record or a part of it counts for."""
    prefix = path.removeprefix("briefs/").rpartition(".")[0] + (f"#{part}" if part else "")
    for line in say_counts(office(), prefix, as_of()):
        flash(line)
    return answer
