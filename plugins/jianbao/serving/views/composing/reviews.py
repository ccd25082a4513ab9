"""记一道审校, and what changed since one."""

from __future__ import annotations

from flask import abort, request
from flask.wrappers import Response

from jianbao.acting.drafting import plan_review
from jianbao.model import Stage
from jianbao.problems import NOWHERE, Problem
from jianbao.serving.people.permissions import Action
from jianbao.serving.request import act, as_of, done, needs, office, show, visitor
from jianbao.serving.showing.since_review import find_changes
from jianbao.serving.views.composing.blueprint import composing, find_draft, name_opinion
from jianbao.serving.views.composing.draft import show_draft
from jianbao.serving.views.composing.stages import list_reviews

# 签发 is what the signatory's own page is for.
_STAGES = {stage.value: stage for stage in Stage if stage is not Stage.SIGN_OFF}


@composing.post("/review/<path:draft>")
@needs(Action.REVIEW)
def review_act(draft: str) -> Response:
    """By the visitor, of the text that the page showed."""
    found, stage = find_draft(draft), _STAGES.get(request.form.get("stage", ""))
    if stage is None:
        wrong = Problem(
            code="field-missing", place=NOWHERE, message="没有选环节", hint="选一个环节，如一校", field="stage"
        )
        return show_draft(draft, [wrong])
    opinion, seen = request.form.get("opinion", "").strip(), request.form.get("digest", "")
    problems = act(
        Action.REVIEW,
        f"{found.name}{stage.value}",
        lambda known: [plan_review(known, draft, stage, visitor().id, as_of(), opinion, seen or "-")],
    )
    if problems:
        return show_draft(draft, [name_opinion(problem) for problem in problems])
    return done(f"已记下{stage.value}", "composing.draft_page", draft=draft)


@composing.get("/changes/<int:number>/<path:draft>")
@needs(Action.DRAFTS)
def changes_page(number: int, draft: str) -> Response:
    """What changed since the review of that place in the list."""
    found = find_draft(draft)
    rows = list_reviews(office(), found)
    if number >= len(rows):
        abort(404)
    changes = find_changes(office(), found.series, found.draft, rows[number].review)
    return show("compose-changes.html", open=found, row=rows[number], changes=changes)
