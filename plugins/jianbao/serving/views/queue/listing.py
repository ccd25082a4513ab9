"""来稿: the list, and one decision for several items."""

from __future__ import annotations

from collections.abc import Sequence

from flask import redirect, request, url_for
from flask.wrappers import Response

from jianbao.acting.judging import plan_judged
from jianbao.model import Item
from jianbao.problems import Problem
from jianbao.serving.forms.faults import sort_faults
from jianbao.serving.forms.placing import PLACE_FIELDS, list_places
from jianbao.serving.people.permissions import Action
from jianbao.serving.request import act, as_of, done, needs, office, show, status_of, visitor
from jianbao.serving.showing.checked import find_problems
from jianbao.serving.showing.incoming import Filters, Tab, find_covered, find_items, group_rows, make_row, read_filters
from jianbao.serving.showing.paging import PAGE, turn
from jianbao.serving.views.queue.blueprint import find_narrowed, name_items, queue, read_decision, read_seen, rule
from jianbao.standing import find_standing


@queue.get("/queue")
@needs(Action.QUEUE)
def queue_page() -> Response:
    return _show_queue([])


@queue.post("/queue")
@needs(Action.DECIDE)
def decide_several_act() -> Response:
    """Or on to the page on which they are made into one."""
    wanted, seen = request.form.get("do", ""), read_seen()
    if wanted == "merge":
        answer: Response = redirect(url_for("queue.merge_page", items=",".join(seen)), 303)  # type: ignore[assignment]
        return answer
    if wanted == "choose":
        return _show_queue([])
    decision = read_decision()
    message = f"{decision.value}：{name_items(list(seen))}"
    problems = act(Action.DECIDE, message, lambda now: plan_judged(now, seen, rule(decision), as_of()))
    if problems:
        return _show_queue(problems)
    return done(message, "queue.queue_page", **read_filters(request.args).query)


def _show_queue(problems: list[Problem]) -> Response:
    now, day, standing = office(), as_of(), find_standing(office())
    filters, found = read_filters(request.args), find_narrowed()
    paging = turn(len(found))
    shown = found[paging.first : paging.first + PAGE]
    rows = [make_row(now, standing, item, find_problems(now, item, day), day) for item in shown]
    lists = {tab: find_items(now, standing, tab, day) for tab in Tab}
    return show(
        "queue.html",
        status_of(problems),
        faults=sort_faults(problems, [*PLACE_FIELDS, "reason"]),
        filters=filters,
        tabs=[(tab, Filters(tab=tab).query, len(items)) for tab, items in lists.items()],
        groups=group_rows(rows, filters.tab),
        count=len(found),
        page=paging.number,
        pages=paging.pages,
        chosen=frozenset(request.form.getlist("item")),
        typed=request.form,
        units=_list_units(lists[filters.tab]),
        kinds=[(kind.id, kind.name) for kind in now.settings.kinds.kinds],
        covers=bool(find_covered(now, visitor().id, day)),
        places=list_places(now),
        reasons=now.settings.desk.reasons,
    )


def _list_units(items: Sequence[Item]) -> list[tuple[str, str]]:
    """(id, short name) of those that stand in the list, in protocol order."""
    units = office().settings.units
    known = sorted({unit for item in items for unit in item.units}, key=lambda unit: (units.order(unit), unit))
    return [(unit, units.short(unit, as_of().day)) for unit in known]
