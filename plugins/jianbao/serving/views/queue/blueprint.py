"""What the views on items that come in are registered in, and what they share."""

from __future__ import annotations

from flask import Blueprint, abort, request

from jianbao.acting.deciding import Ruling
from jianbao.model import Decision, Item
from jianbao.serving.forms.placing import read_ruling
from jianbao.serving.request import as_of, office, visitor
from jianbao.serving.showing.incoming import find_items, narrow, read_filters
from jianbao.standing import find_standing

queue = Blueprint("queue", __name__)
_NAMED = 3


def find_narrowed() -> list[Item]:
    """The list that the visitor goes through, as the filters in the address narrow it."""
    filters = read_filters(request.args)
    items = find_items(office(), find_standing(office()), filters.tab, as_of())
    return narrow(office(), items, filters, visitor().id, as_of())


def require_item(identity: str) -> Item:
    """404 for one that there is not."""
    return office().items.get(identity) or abort(404)


def read_seen() -> dict[str, str]:
    """The items that the form chose, each with the stamp of what was shown of it."""
    return {item: request.form.get(f"seen:{item}", "") for item in request.form.getlist("item")}


def read_decision() -> Decision:
    """The button that was pressed; 400 for one that there is not."""
    name = request.form.get("do", "")
    return next((decision for decision in Decision if decision.name.lower() == name), None) or abort(400)


def rule(decision: Decision) -> Ruling:
    """What the form says, as a decision of the visitor. Refuses as ``read_ruling`` does."""
    return read_ruling(request.form, decision, visitor().id, as_of())


def name_items(items: list[str]) -> str:
    """《…》《…》, and how many there are where there are several."""
    titles = [f"《{office().items[item].title}》" for item in items if item in office().items]
    more = "等" if len(titles) > _NAMED else ""
    return "".join(titles[:_NAMED]) + (f"{more}{len(titles)}篇" if len(titles) > 1 else "")
