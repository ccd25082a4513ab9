"""线索: what feeds brought, by source. The office build alone, and no full text of others."""

from __future__ import annotations

from jianbao.finding import FoundLead, choose_leads
from jianbao.model import Access
from jianbao.rendering.context import BuildContext
from jianbao.rendering.page import Page, make_headings
from jianbao.rendering.places import record_anchor

INDEX = "leads/index.md"
TITLE = "线索"


def render_leads(context: BuildContext) -> list[Page]:
    """Titles, each with how its text begins; no page without a lead, and none in any other build."""
    found = choose_leads(context.office, context.as_of) if context.access is Access.OFFICE else []
    if not found:
        return []
    feeds = context.office.settings.feeds
    known = [source.id for source in feeds.sources]
    sources = dict.fromkeys([*known, *sorted(one.lead.feed for one in found)])
    groups = [(source, feeds.name_of(source), feeds.kind_of(source), _pick(found, source)) for source in sources]
    shown = [(f"source-{source}", name, kind, leads) for source, name, kind, leads in groups if leads]
    html = context.render("pages/leads.html", title=TITLE, groups=shown, count=len(found))
    headings = make_headings([(name, anchor) for anchor, name, _, _ in shown])
    return [Page(uri=INDEX, title=TITLE, html=html, day=context.as_of.day, headings=headings)]


def _pick(found: list[FoundLead], source: str) -> list[tuple[str, FoundLead]]:
    """(anchor, lead), the latest first."""
    return [(record_anchor(one.lead.id), one) for one in found if one.lead.feed == source]
