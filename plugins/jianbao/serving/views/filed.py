"""我的稿件：what a unit filed, what became of it, and what it counts."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, abort, current_app, make_response, request, url_for
from flask.wrappers import Response

from jianbao.acting.replying import find_involved
from jianbao.earlier import open_for
from jianbao.model import Item
from jianbao.reading import find_pictures
from jianbao.reading.pictures import picture_path, read_picture
from jianbao.rendering.context import BuildContext
from jianbao.serving.matters.counting import count_unit
from jianbao.serving.matters.fates import Fate, Fates, State
from jianbao.serving.people.permissions import Action
from jianbao.serving.request import as_of, needs, office, show, store, visitor
from jianbao.serving.showing.repeats import tell_repeats
from jianbao.standing import find_revisions, find_standing

filed = Blueprint("filed", __name__)
_PAGE = 50
_KINDS = {"png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg"}


@dataclass(frozen=True, kw_only=True, slots=True)
class Row:
    item: Item
    fate: Fate


@filed.get("/mine")
@needs(Action.WRITE)
def mine_page() -> Response:
    """The last filed first, by year and by what became of them."""
    fates = _fates()
    own = sorted(_own_items(), key=lambda item: (str(item.date or ""), item.id), reverse=True)
    years = sorted({item.date.day.year for item in own if item.date}, reverse=True)
    year = request.args.get("year", "")
    within = [item for item in own if not year or (item.date and str(item.date.day.year) == year)]
    rows = [Row(item=item, fate=fates.find(item)) for item in within]
    counts = {state.value: sum(row.fate.state is state for row in rows) for state in State}
    state = request.args.get("state", "")
    chosen = [row for row in rows if not state or row.fate.state.value == state]
    page = max(1, request.args.get("page", 1, type=int))
    pages = max(1, -(-len(chosen) // _PAGE))
    shown = chosen[(page - 1) * _PAGE : page * _PAGE]
    return show(
        "mine.html",
        rows=shown,
        total=len(chosen),
        filed=len(own),
        years=years,
        year=year,
        states=[(name, count) for name, count in counts.items() if count],
        state=state,
        page=min(page, pages),
        pages=pages,
    )


@filed.get("/mine/<path:item>")
@needs(Action.WRITE)
def item_page(item: str) -> Response:
    known, fates = _require_own(item), _fates()
    fate = fates.find(known)
    closed = any(item in record.items for record in office().desk.values())
    names = find_pictures(known.body)
    pictures = {
        name: url_for("filed.item_picture", item=item, name=name.rpartition("/")[2])
        for name in names
        if picture_path(known.source.path, name)
    }
    call, task = office().calls.get(known.call), office().tasks.get(known.task)
    if task and visitor().unit not in find_involved(office(), task):
        task = None
    return show(
        "item.html",
        item=known,
        fate=fate,
        life=fates.trace(known),
        pictures=pictures,
        units=[office().settings.units.short(unit, known.date.day if known.date else None) for unit in known.units],
        kind=office().settings.kinds.kind_name(known.kind),
        form=office().settings.kinds.form(known.form).name if known.form else "",
        call=call,
        task=task,
        revises=_find_linked(known.revises),
        follows=_find_linked(known.follows),
        revision=_find_linked(fates.revisions.get(item, "")),
        may_amend=not closed and item.partition("/")[0] == visitor().unit and not known.shares,
        filed=request.args.get("filed") == "1",
        repeats=_tell_repeats(known) if request.args.get("filed") == "1" else [],
        readable="reading.issue_page" in current_app.view_functions,
    )


def _tell_repeats(item: Item) -> list[tuple[str, str]]:
    """Of what was just filed, as the unit may hear of it."""
    if item.reply or find_standing(office()).decisions.get(item.id):
        return []
    shelf = open_for(store().shelf(office()), reader=visitor().unit)
    return tell_repeats(office(), shelf, item)


@filed.get("/mine-picture/<path:item>/<name>")
@needs(Action.WRITE)
def item_picture(item: str, name: str) -> Response:
    known = _require_own(item)
    wanted = next((n for n in find_pictures(known.body) if n.rpartition("/")[2] == name), "")
    path = picture_path(known.source.path, wanted) if wanted else None
    data = read_picture(office().root, path) if path else None
    if data is None:
        abort(404)
    return make_response(data, 200, {"Content-Type": _KINDS[name.rpartition(".")[2].lower()]})


@filed.get("/counts")
@needs(Action.COUNTS)
def counts_page() -> Response:
    """An informant sees the own unit; who may see all chooses one."""
    units = [u for u in office().settings.units.units if u.exists_on(as_of().day)]
    wanted = visitor().unit or request.args.get("unit", "") or (units[0].id if units else "")
    unit = office().settings.units.get(wanted)
    if unit is None:
        abort(404)
    templates = store().templates
    context = BuildContext(
        office=office(), access=visitor().access, as_of=as_of(), templates=templates, site_url=request.host_url
    )
    choices = [(u.id, u.name_on(as_of().day).short) for u in units] if not visitor().unit else []
    return show(
        "counts.html", unit=unit, name=unit.name_on(as_of().day), counts=count_unit(context, unit), choices=choices
    )


def _fates() -> Fates:
    known = office()
    standing, revisions = find_standing(known), find_revisions(known)
    return Fates(office=known, standing=standing, access=visitor().access, revisions=revisions)


def _own_items() -> list[Item]:
    return [item for item in office().items.values() if visitor().unit and visitor().unit in item.units]


def _require_own(item: str) -> Item:
    """Another unit's item is no page at all: its title is not told."""
    known = office().items.get(item)
    if known is None or not visitor().unit or visitor().unit not in known.units:
        abort(404)
    return known


def _find_linked(item: str) -> Item | None:
    known = office().items.get(item)
    return known if known and visitor().unit in known.units else None
