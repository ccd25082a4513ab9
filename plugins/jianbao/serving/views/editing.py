"""编辑稿: an adopted text, changed until it is printed; and pieces of the office's own."""

from __future__ import annotations

from flask import Blueprint, abort, request
from flask.wrappers import Response

from jianbao.acting.revising import TextEdit, find_reviewed, plan_piece, plan_text, require_open
from jianbao.editing import credited_units, edited_body, edited_title, find_items
from jianbao.model import Decision, DeskRecord
from jianbao.outlook import name_stages
from jianbao.problems import Problem
from jianbao.reading import Office
from jianbao.serving.forms.faults import sort_faults
from jianbao.serving.forms.placing import (
    PLACE_FIELDS,
    list_access,
    list_columns,
    list_places,
    read_access,
    read_order,
    read_ruling,
)
from jianbao.serving.forms.wording import say_plainly
from jianbao.serving.people.permissions import Action
from jianbao.serving.request import act, as_of, attempt, done, needs, office, show, status_of, visitor
from jianbao.serving.showing.comparing import compare_article
from jianbao.serving.showing.displaying import Typed, start_typed

editing = Blueprint("editing", __name__)
_FIELDS = ("title", "body", "column", "order", "access")
_PIECE_FIELDS = ("title", "body", "place", "order", "access")


@editing.get("/text/<path:record>")
@needs(Action.EDIT)
def text_page(record: str) -> Response:
    known = office().desk.get(record) or abort(404)
    start = start_typed(office(), known, None)
    typed = {"title": start.title, "body": start.body, "order": start.order, "access": start.access}
    return _show_text(known, {**typed, "column": start.place.partition("#")[2]}, [])


@editing.post("/text/<path:record>")
@needs(Action.EDIT)
def text_act(record: str) -> Response:
    """Saved, the same page opens again: an editor goes on."""
    known, form = office().desk.get(record) or abort(404), request.form
    typed = {name: form.get(name, "") for name in _FIELDS}
    if form.get("do") == "compare":
        return _show_text(known, typed, [])
    message = f"修改编辑稿：《{' '.join(typed['title'].split())}》"
    problems = act(Action.EDIT, message, lambda now: plan_text(now, record, _read_edit(), as_of()))
    if problems:
        return _show_text(office().desk.get(record) or abort(404), typed, problems)
    again = _name_reviewed(office(), known)
    return done(f"{message}，已保存。{again and again + '，要重新校对。'}", "editing.text_page", record=record)


def _read_edit() -> TextEdit:
    form = request.form
    return TextEdit(
        seen=form.get("seen", ""),
        title=" ".join(form.get("title", "").split()),
        column=form.get("column", ""),
        order=read_order(form),
        access=read_access(form),
        body=form.get("body", ""),
    )


def _name_reviewed(now: Office, record: DeskRecord) -> str:
    """这一篇在送审稿 xinxi/2026-11-30 里，已经核稿、一校; empty where nobody has reviewed it."""
    named = [f"送审稿 {draft.id} 里，已经{name_stages(draft)}" for draft in find_reviewed(now, record)]
    return f"这一篇在{'；在'.join(named)}" if named else ""


def _show_text(record: DeskRecord, typed: dict[str, str], problems: list[Problem]) -> Response:
    # What forbids to change it at all is told instead of the form.
    shut = attempt(lambda: require_open(office(), record))
    now = edited_title(office(), record), edited_body(office(), record)
    series = office().settings.series(record.periodical, record.series)
    return show(
        "text.html",
        status_of(problems),
        record=record,
        heading=now[0] or record.id,
        series=series.title if series else "",
        units=[unit.name for unit in credited_units(office(), record, as_of().day)],
        items=find_items(office(), record),
        typed=typed,
        shut=shut,
        reviewed=_name_reviewed(office(), record),
        faults=sort_faults([] if shut else say_plainly(problems), _FIELDS),
        conflict=any(problem.code == "record-changed" for problem in problems),
        now=now,
        editor=office().settings.people.name(record.editor),
        comparison=compare_article(now, (typed["title"], typed["body"])),
        columns=list_columns(office(), record),
        accesses=list_access(),
    )


@editing.get("/text/new")
@needs(Action.DECIDE)
def new_page() -> Response:
    return _show_new(Typed(place=request.args.get("place", "")), [])


@editing.post("/text/new")
@needs(Action.DECIDE)
def new_act() -> Response:
    """自编: without an item; it waits among the candidates like any adopted text."""
    form = request.form
    typed = Typed(**{name: form.get(name, "") for name in _PIECE_FIELDS})
    message = f"自编：《{' '.join(typed.title.split())}》"
    problems = act(
        Action.DECIDE,
        message,
        lambda now: [plan_piece(now, read_ruling(form, Decision.ADOPT, visitor().id, as_of()), as_of())],
    )
    return _show_new(typed, problems) if problems else done(f"{message}，已列入备选", "queue.queue_page", state="adopt")


def _show_new(typed: Typed, problems: list[Problem]) -> Response:
    return show(
        "text-new.html",
        status_of(problems),
        typed=typed,
        faults=sort_faults(say_plainly(problems), [*_PIECE_FIELDS, *PLACE_FIELDS]),
        places=list_places(office()),
        accesses=list_access(),
    )
