"""预览: every page of a draft as it will print, its text beside it, and its files."""

from __future__ import annotations

from flask import abort, make_response
from flask.wrappers import Response

from jianbao.problems import Problem, ProblemsFound
from jianbao.rendering.body import frame_tables, render_body
from jianbao.rendering.downloads import safe_name
from jianbao.rendering.issue_documents import PaperSource
from jianbao.rendering.papers.paper import Paper
from jianbao.serving.people.permissions import Action
from jianbao.serving.request import as_of, needs, office, show, store
from jianbao.serving.showing.page_images import draw_pages, send_document
from jianbao.serving.views.composing.blueprint import OpenDraft, composing, find_draft
from jianbao.settings.printing import DocumentForm


@composing.get("/preview/<path:draft>")
@needs(Action.DRAFTS)
def preview_page(draft: str) -> Response:
    """Where it cannot be set, the text and what stands in the way."""
    found = find_draft(draft)
    try:
        pages, problems = len(draw_pages(_make_paper(found))), list[Problem]()
    except ProblemsFound as refused:
        pages, problems = 0, list(refused.problems)
    return show(
        "preview.html",
        open=found,
        draft=found.draft,
        pages=pages,
        problems=problems,
        columns=[
            (column.name, [(article, frame_tables(render_body(article.body))) for article in articles])
            for column, articles in found.document.in_columns()
        ],
    )


@composing.get("/preview-page/<int:number>/<path:draft>")
@needs(Action.DRAFTS)
def preview_image(number: int, draft: str) -> Response:
    """One page, counted from 1, as it prints now."""
    pages = draw_pages(_make_paper(find_draft(draft)))
    if not 1 <= number <= len(pages):
        abort(404)
    return make_response(pages[number - 1], {"Content-Type": "image/png"})


@composing.get("/draft-file/<form>/<path:draft>")
@needs(Action.DRAFTS)
def draft_file(form: str, draft: str) -> Response:
    """PDF or Word, as ``export`` gives it."""
    found = find_draft(draft)
    wanted = next((known for known in DocumentForm if known.value == form), None)
    if wanted is None:
        abort(404)
    name = safe_name(f"{found.document.full_name}送审稿{found.draft.id.rpartition('/')[2]}")
    return send_document(wanted, _make_paper(found), name)


def _make_paper(found: OpenDraft) -> Paper:
    return PaperSource(office=office(), templates=store().templates, day=as_of().day).draft(found.document)
