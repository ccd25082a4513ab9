"""线索: what feeds brought, for the office's own staff to read and to look through."""

from __future__ import annotations

from flask import Blueprint, abort, request
from flask.wrappers import Response

from jianbao.editing import edited_title
from jianbao.finding import is_expired, reads_feeds
from jianbao.model import Adoption
from jianbao.serving.people.permissions import Action
from jianbao.serving.request import as_of, needs, office, show
from jianbao.serving.showing.leads import group_by_day, read_lead_filters, show_lead
from jianbao.serving.showing.paging import PAGE, turn

leads = Blueprint("leads", __name__)


@leads.get("/leads")
@needs(Action.LEADS)
def leads_page() -> Response:
    """The latest first, under their days."""
    if not reads_feeds(office()):
        abort(404)
    filters, feeds = read_lead_filters(request.args), office().settings.feeds
    found = filters.choose(office(), as_of())
    paging = turn(len(found))
    return show(
        "leads.html",
        filters=filters,
        days=group_by_day(office(), found[paging.first : paging.first + PAGE]),
        count=len(found),
        paging=paging,
        feeds=[(source.id, source.name) for source in feeds.sources],
        kinds=feeds.kinds,
    )


@leads.get("/leads/<path:lead>")
@needs(Action.LEADS)
def lead_page(lead: str) -> Response:
    """404 for what is too old, unless a record keeps it."""
    known = office().leads.get(lead)
    used = [adoption for adoption in office().adoptions.values() if known and adoption.lead == lead]
    if known is None or (is_expired(office().settings.feeds, known, as_of()) and not used):
        abort(404)
    return show(
        "lead.html",
        shown=show_lead(office(), known),
        paragraphs=[line.strip() for line in known.body.splitlines() if line.strip()],
        used=[(_title_used(adoption), _place_used(adoption)) for adoption in used],
    )


def _title_used(adoption: Adoption) -> str:
    """Of our text that was used; an adoption itself has the title that it was printed under above."""
    now = office()
    report, desk = now.reports.get(adoption.report), now.desk.get(adoption.desk)
    items = [now.items[item].title for item in adoption.items if item in now.items]
    titles = [report.title if report else "", edited_title(now, desk) if desk else "", *items, adoption.title]
    return next(filter(None, titles), "")


def _place_used(adoption: Adoption) -> str:
    """市委办《每日要情》第226期，2026年11月27日."""
    channel = f"{office().settings.channel_title(adoption.channel)}{adoption.number}"
    return "，".join(filter(None, (channel, adoption.date.chinese if adoption.date else "")))
