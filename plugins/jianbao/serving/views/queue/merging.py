"""综合: several items made into one article."""

from __future__ import annotations

from flask import request
from flask.wrappers import Response

from jianbao.acting.judging import plan_judged_composite, stamp_item
from jianbao.model import Decision
from jianbao.problems import Problem
from jianbao.serving.forms.faults import sort_faults
from jianbao.serving.forms.placing import PLACE_FIELDS, list_access, list_places
from jianbao.serving.forms.wording import say_plainly
from jianbao.serving.people.permissions import Action
from jianbao.serving.request import act, as_of, done, needs, office, show, status_of
from jianbao.serving.showing.displaying import Typed
from jianbao.serving.views.queue.blueprint import queue, read_seen, require_item, rule
from jianbao.standing import find_standing

_FIELDS = ("title", "body", "place", "order", "access", "supersede")


@queue.get("/merge")
@needs(Action.DECIDE)
def merge_page() -> Response:
    """It begins with the texts under each other."""
    items = [require_item(item) for item in dict.fromkeys(filter(None, request.args.get("items", "").split(",")))]
    return _show_merge([item.id for item in items], Typed(body="\n\n".join(item.body for item in items)), [])


@queue.post("/merge")
@needs(Action.DECIDE)
def merge_act() -> Response:
    form, seen = request.form, read_seen()
    typed = Typed(**{name: form.get(name, "") for name in _FIELDS})
    if form.get("do") == "keep":
        return _show_merge(list(seen), typed, [])
    message = f"综合采用{len(seen)}篇：《{' '.join(typed.title.split())}》"
    problems = act(Action.DECIDE, message, lambda now: plan_judged_composite(now, seen, rule(Decision.ADOPT), as_of()))
    return _show_merge(list(seen), typed, problems) if problems else done(message, "queue.queue_page")


def _show_merge(items: list[str], typed: Typed, problems: list[Problem]) -> Response:
    standing, records = find_standing(office()), [require_item(item) for item in items]
    units = dict.fromkeys(unit for record in records for unit in record.units)
    return show(
        "merge.html",
        status_of(problems),
        records=[(record, stamp_item(standing, record)) for record in records],
        decided=any(standing.decisions.get(record.id) for record in records),
        units=[office().settings.units.short(unit, as_of().day) for unit in units],
        unit_of={record.id: office().settings.units.short(record.lead, as_of().day) for record in records},
        typed=typed,
        faults=sort_faults(say_plainly(problems), [*_FIELDS, *PLACE_FIELDS]),
        places=list_places(office()),
        accesses=list_access(),
    )
