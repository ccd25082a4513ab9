"""The desk, for the office build alone: what waits, and the open drafts as they would print."""

from __future__ import annotations

from jianbao.characters import count_characters
from jianbao.compiling import compile_document, draft_contents
from jianbao.finding import find_similar
from jianbao.ledger import read_ledger
from jianbao.model import Access
from jianbao.rendering.body import render_body
from jianbao.rendering.context import BuildContext
from jianbao.rendering.issue_page import render_draft
from jianbao.rendering.page import Page
from jianbao.standing import find_arrival, find_open_drafts, find_pending


def render_desk(context: BuildContext) -> list[Page]:
    """Empty in any other build."""
    if context.access is not Access.OFFICE:
        return []
    office, units = context.office, context.office.settings.units
    printed = read_ledger(office, context.standing, Access.OFFICE).printed
    pending = [
        {
            "item": item,
            "units": "、".join(units.short(unit, context.as_of.day) for unit in item.units),
            "kind": office.settings.kinds.kind_name(item.kind),
            "characters": count_characters(item.body),
            "arrival": find_arrival(office, item),
            "html": render_body(item.body),
            "similar": find_similar(printed, item.title, item.body),
        }
        for item in find_pending(office, context.standing)
    ]
    drafts = _render_drafts(context)
    html = context.render("pages/desk.html", pending=pending, drafts=drafts)
    return [Page(uri="desk/index.md", title="编辑台", html=html, day=context.as_of.day, search=False), *drafts]


def _render_drafts(context: BuildContext) -> list[Page]:
    pages = []
    for draft in find_open_drafts(context.office):
        series = context.office.settings.series(draft.periodical, draft.series)
        if series:
            document, _ = compile_document(context.office, series, draft_contents(context.office, draft))
            pages.append(render_draft(context, series, draft, document))
    return pages
