"""Tasks, instructions and urgent events as the office's own site tells of them, with the desk's addresses."""

from __future__ import annotations

from typing import Any

from flask import current_app, url_for

from jianbao.model import Access
from jianbao.rendering.context import BuildContext
from jianbao.rendering.places import Place
from jianbao.rendering.supervision import Supervision
from jianbao.serving.request import as_of, office, store

_KEPT = "jianbao-overview"
# Where a page of the site begins → the view of the desk, and the name of what it is asked for.
_VIEWS = {"tasks/": ("supervision.task_page", "task"), "incidents/": ("incidents.incident_page", "incident")}


def open_overview() -> Supervision:
    """Of the office that this request sees; found once for all requests until something changes."""
    now, day = office(), as_of()
    kept: Supervision | None = current_app.extensions.get(_KEPT)
    if kept is None or kept.context.office is not now or kept.context.as_of != day:
        context = BuildContext(office=now, access=Access.OFFICE, as_of=day, templates=store().templates, site_url="")
        kept = Supervision(context=context)
        current_app.extensions[_KEPT] = kept
    return kept


def link_place(place: Place) -> str:
    """The desk's address of what a page of the site is about; empty where the desk has no page for it."""
    known = place.uri.removesuffix(".md")
    for before, (endpoint, name) in _VIEWS.items():
        if known.startswith(before) and endpoint in current_app.view_functions:
            asked: dict[str, Any] = {name: known.removeprefix(before)}
            return url_for(endpoint, **asked)
    issue = next((visible.issue.id for visible in open_overview().context.issues if visible.uri == place.uri), "")
    if issue and "reading.issue_page" in current_app.view_functions:
        return url_for("reading.issue_page", issue=issue, _anchor=place.anchor or None)
    return ""
