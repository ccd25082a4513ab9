"""What the views of this part are registered with, and what each of them begins with."""

from __future__ import annotations

from dataclasses import dataclass, replace

from flask import Blueprint, abort

from jianbao.compiling import compile_document, draft_contents
from jianbao.model import Document, Draft
from jianbao.problems import Problem
from jianbao.serving.request import office
from jianbao.settings import Series
from jianbao.standing import find_open_drafts

composing = Blueprint("composing", __name__)


@dataclass(frozen=True, kw_only=True, slots=True)
class OpenDraft:
    """A draft that is not signed yet, compiled as it stands; ``problems`` forbid to sign it."""

    draft: Draft
    series: Series
    document: Document
    problems: tuple[Problem, ...]

    @property
    def name(self) -> str:
        """《信息》送审稿（2026年11月30日）."""
        day = self.draft.day
        return f"{self.series.title}送审稿（{day.year}年{day.month}月{day.day}日）"


def name_opinion(problem: Problem) -> Problem:
    """What is wrong with a review stands at the opinion, which alone of it is typed."""
    return replace(problem, field="opinion") if problem.field == "reviews" else problem


def find_draft(identity: str) -> OpenDraft:
    """404 for one that there is not; a signed one is none any more."""
    draft = office().drafts.get(identity)
    series = office().settings.series(draft.periodical, draft.series) if draft else None
    if draft is None or series is None or draft not in find_open_drafts(office()):
        abort(404)
    document, problems = compile_document(office(), series, draft_contents(office(), draft))
    return OpenDraft(draft=draft, series=series, document=document, problems=tuple(problems))
