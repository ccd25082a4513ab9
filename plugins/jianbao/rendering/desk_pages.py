"""The desk, for the office build alone: what waits, and the open drafts as they would print."""

from __future__ import annotations

from jianbao.caching import open_shelf
from jianbao.characters import count_characters
from jianbao.checks.duplicates import find_repeats, is_searched
from jianbao.compiling import compile_document, draft_contents
from jianbao.earlier import NO_SHELF, Hit, Origin, Shelf, name_earlier, say_percent
from jianbao.model import Access, Decision, Item
from jianbao.outlook import name_stages
from jianbao.rendering.body import frame_tables, render_body
from jianbao.rendering.context import BuildContext
from jianbao.rendering.issue_page import render_draft
from jianbao.rendering.page import Page
from jianbao.rendering.supervision import Supervision
from jianbao.standing import find_arrival, find_decided, find_open_drafts, find_pending


def render_desk(context: BuildContext, supervision: Supervision | None) -> list[Page]:
    """Empty in any other build."""
    if context.access is not Access.OFFICE:
        return []
    office, units = context.office, context.office.settings.units
    waiting = find_pending(office, context.standing)
    shelf = open_shelf(office) if waiting else NO_SHELF
    pending = [
        {
            "item": item,
            "units": "、".join(units.short(unit, context.as_of.day) for unit in item.units),
            "kind": office.settings.kinds.kind_name(item.kind),
            "characters": count_characters(item.body),
            "arrival": find_arrival(office, item),
            "html": frame_tables(render_body(item.body)),
            "similar": _list_similar(context, shelf, item),
        }
        for item in waiting
    ]
    drafts = _render_drafts(context, supervision)
    html = context.render(
        "pages/desk.html",
        pending=pending,
        drafts=drafts,
        returned=_list_decided(context, Decision.REVISE),
        held=_list_decided(context, Decision.HOLD),
    )
    pages = [page for page, _ in drafts]
    return [Page(uri="desk/index.md", title="编辑台", html=html, day=context.as_of.day, search=False), *pages]


def _list_similar(context: BuildContext, shelf: Shelf, item: Item) -> list[dict[str, str]]:
    """As far as the checks look: each search takes its time where thousands wait."""
    office = context.office
    hits = find_repeats(office, shelf, item) if is_searched(office, item, context.as_of) else []
    return [_describe_hit(context, shelf, hit) for hit in hits]


def _describe_hit(context: BuildContext, shelf: Shelf, hit: Hit) -> dict[str, str]:
    """``uri`` and ``anchor`` of an article; there are no pages of items and leads."""
    printed = hit.entry.origin is Origin.PRINTED
    return {
        "kind": hit.kind.value,
        "named": name_earlier(context.office.settings, shelf, hit.entry),
        "share": say_percent(hit),
        "uri": f"{hit.entry.record}.md" if printed else "",
        "anchor": hit.entry.anchor,
    }


def _list_decided(context: BuildContext, decision: Decision) -> list[dict[str, object]]:
    """The same items as ``jianbao status`` names."""
    as_of, units = context.as_of, context.office.settings.units
    return [
        {
            "item": item,
            "units": "、".join(units.short(unit, as_of.day) for unit in item.units),
            "days": as_of.days_since(record.decided) if record.decided else 0,
            "reason": record.reason,
        }
        for item, record in find_decided(context.office, context.standing, decision)
    ]


def _render_drafts(context: BuildContext, supervision: Supervision | None) -> list[tuple[Page, str]]:
    """(page, stages passed)."""
    pages = []
    for draft in find_open_drafts(context.office):
        series = context.office.settings.series(draft.periodical, draft.series)
        if series:
            document, _ = compile_document(context.office, series, draft_contents(context.office, draft))
            pages.append((render_draft(context, series, draft, document, supervision), name_stages(draft)))
    return pages
