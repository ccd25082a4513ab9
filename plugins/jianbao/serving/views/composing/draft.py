"""一份送审稿: its articles are put under columns and in order, put in, put aside, struck out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from flask import jsonify, request
from flask.wrappers import Response

from jianbao.acting.arranging import Arrangement, arrange, find_arrangement, find_spare, plan_arrangement
from jianbao.acting.drafting import plan_drop
from jianbao.editing import name_article
from jianbao.model import Stage
from jianbao.model.document import digest_document
from jianbao.problems import Problem, ProblemsFound
from jianbao.reading import Office
from jianbao.serving.forms.faults import sort_faults
from jianbao.serving.forms.one_record import require_same
from jianbao.serving.people.permissions import Action
from jianbao.serving.request import act, as_of, done, needs, office, show, status_of, visitor
from jianbao.serving.views.composing.blueprint import OpenDraft, composing, find_draft
from jianbao.serving.views.composing.moves import SAVE, describe, move, read_arrangement
from jianbao.serving.views.composing.sheet import lay_columns, list_spare, measure
from jianbao.serving.views.composing.stages import list_dropped, list_reviews, list_stages
from jianbao.writing import Change

_FIELDS = ("note", "extra", "stage", "opinion", "reason", "article")
_CHANGED = frozenset({"record-changed"})


@composing.get("/drafts/<path:draft>")
@needs(Action.DRAFTS)
def draft_page(draft: str) -> Response:
    return show_draft(draft, [])


def show_draft(identity: str, problems: Sequence[Problem], arrangement: Arrangement | None = None) -> Response:
    """The page; ``arrangement`` is what the editor made of it and could not save. What was typed elsewhere on it comes
    back with the form.
    """
    found = find_draft(identity)
    now = find_arrangement(office(), found.series, found.draft)
    shown = _keep_usable(found, arrangement) if arrangement else now
    conflict = arrangement is not None and any(problem.code in _CHANGED for problem in problems)
    return show(
        "compose.html",
        status_of(problems),
        faults=sort_faults(problems, _FIELDS),
        typed=request.form,
        open=found,
        draft=found.draft,
        arrangement=shown,
        columns=lay_columns(office(), found.series, shown),
        spare=list_spare(office(), found.series, found.draft, shown, as_of()),
        now=lay_columns(office(), found.series, now) if conflict else (),
        now_note=now.note,
        seen=now.digest,
        digest=digest_document(found.document),
        length=measure(office(), found.series, found.draft, as_of()),
        reviews=list_reviews(office(), found),
        stages=list_stages(found),
        choices=[(stage.value, stage.value) for stage in Stage if stage is not Stage.SIGN_OFF],
        dropped=list_dropped(office(), found),
        articles=[(article, name_article(office(), article)) for article in found.draft.articles],
        stamps={known: office().desk[known].source.digest for known in found.draft.articles if known in office().desk},
    )


def _keep_usable(found: OpenDraft, arrangement: Arrangement) -> Arrangement:
    """Without what was struck out or printed meanwhile."""
    usable = {*found.draft.articles, *(record.id for record in find_spare(office(), found.series, found.draft))}
    return replace(arrangement, places=tuple(place for place in arrangement.places if place.article in usable))


@composing.post("/arrange/<path:draft>")
@needs(Action.COMPOSE)
def arrange_act(draft: str) -> Response:
    """One button of the page without scripts, or everything that was dragged, saved at once."""
    found, do = find_draft(draft), request.form.get("do", SAVE)
    now = find_arrangement(office(), found.series, found.draft)
    wanted = move(found.series, read_arrangement(request.form), do, request.form)
    if wanted == now and request.form.get("seen") == now.digest:
        return done("编排没有改动", "composing.draft_page", draft=draft)
    said = describe(now, wanted)
    problems = act(
        Action.COMPOSE,
        f"编排{found.name}：{said}",
        lambda known: plan_arrangement(known, draft, wanted, request.form.get("seen", ""), as_of()),
    )
    if problems:
        return show_draft(draft, [_name_extra(problem) for problem in problems], wanted)
    return done(f"编排已保存：{said}", "composing.draft_page", draft=draft)


@composing.post("/measure/<path:draft>")
@needs(Action.COMPOSE)
def measure_act(draft: str) -> Response:
    """How long it would be, as it lies on the editor's page; nothing is written."""
    found = find_draft(draft)
    try:
        tried, arranged = arrange(office(), found.series, found.draft, read_arrangement(request.form))
    except ProblemsFound as refused:
        return jsonify(text=refused.problems[0].message, over=[refused.problems[0].hint], problems=[])
    length = measure(tried, found.series, arranged, as_of())
    return jsonify(text=length.text, over=length.over, problems=[problem.message for problem in length.problems])


@composing.post("/drop/<path:draft>")
@needs(Action.STRIKE)
def drop_act(draft: str) -> Response:
    problems, title = drop(draft)
    if problems:
        return show_draft(draft, problems)
    return done(f"已撤下《{title}》", "composing.draft_page", draft=draft)


def drop(draft: str) -> tuple[list[Problem], str]:
    """撤下 the article of the form, as it was seen, for the reason given there; what is in the way, and the title."""
    found, article = find_draft(draft), request.form.get("article", "")
    reason = " ".join(request.form.get("reason", "").split())
    title, seen = name_article(office(), article), request.form.get(f"seen:{article}", "")

    def plan(known: Office) -> list[Change]:
        if record := known.desk.get(article):
            require_same(f"《{title}》", seen, record.source.digest)
        return [plan_drop(known, draft, article, visitor().id, reason, as_of())]

    problems = act(Action.STRIKE, f"{found.name}撤下《{title}》", plan)
    return [_name_reason(problem) for problem in problems], title


def _name_extra(problem: Problem) -> Problem:
    return replace(problem, field="extra") if problem.field == "extra_recipients" else problem


def _name_reason(problem: Problem) -> Problem:
    """At the field of the form, in the words of a form."""
    if problem.code == "field-empty":
        return replace(problem, field="reason", hint="写清为什么撤下")
    return replace(problem, field="reason") if problem.field == "dropped" else problem
