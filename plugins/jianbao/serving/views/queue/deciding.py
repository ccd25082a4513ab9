"""One item: its text beside the edited one, what is known of it, and the decision."""

from __future__ import annotations

from dataclasses import fields, replace

from flask import abort, make_response, request, url_for
from flask.wrappers import Response

from jianbao.acting.deciding import Ruling
from jianbao.acting.judging import plan_judged
from jianbao.acting.revising import require_texts
from jianbao.editing import edited_body, edited_title
from jianbao.finding import reads_feeds
from jianbao.model import Decision, Item
from jianbao.problems import Problem
from jianbao.reading.pictures import picture_path, picture_suffix, read_picture
from jianbao.rendering.templates import chinese_date
from jianbao.serving.forms.faults import sort_faults
from jianbao.serving.forms.placing import PLACE_FIELDS, list_access, list_places
from jianbao.serving.forms.wording import say_plainly
from jianbao.serving.people.permissions import Action
from jianbao.serving.request import act, as_of, done, needs, office, show, status_of, store
from jianbao.serving.showing.checked import find_problems
from jianbao.serving.showing.comparing import compare_article
from jianbao.serving.showing.displaying import Typed, display_item, find_adoption, list_pictures, start_typed
from jianbao.serving.showing.incoming import find_next, read_filters
from jianbao.serving.showing.leads import find_related_leads
from jianbao.serving.views.queue.blueprint import find_narrowed, queue, read_decision, require_item, rule
from jianbao.standing import find_standing

_TYPED = tuple(field.name for field in fields(Typed))


@queue.get("/queue/<path:item>")
@needs(Action.QUEUE)
def item_page(item: str) -> Response:
    record = require_item(item)
    return _show_item(item, start_typed(office(), find_adoption(find_standing(office()), record), record), [])


@queue.post("/queue/<path:item>")
@needs(Action.DECIDE)
def decide_act(item: str) -> Response:
    """The decision with the text as edited; the next item opens."""
    record, form = require_item(item), request.form
    typed = _read_typed(record)
    if form.get("do") == "compare":
        return _show_item(item, typed, [])
    decision, waiting = read_decision(), find_narrowed()
    seen, message = {item: form.get("seen", "")}, f"{decision.value}：《{record.title}》"
    problems = act(Action.DECIDE, message, lambda now: plan_judged(now, seen, _rule_edited(decision), as_of()))
    if problems:
        return _show_item(item, typed, problems)
    query, following = read_filters(request.args).query, find_next(waiting, [item])
    if following:
        return done(f"{message}。现在是下一篇。", "queue.item_page", item=following, **query)
    return done(f"{message}。这里的稿件都看过了。", "queue.queue_page", **query)


def _read_typed(item: Item) -> Typed:
    """The form as it was sent. A reason taken from what the item repeats comes alone: the text is as it was."""
    form = request.form
    if "body" not in form:
        started = start_typed(office(), find_adoption(find_standing(office()), item), item)
        return replace(started, reason=form.get("reason", ""))
    return Typed(**{name: form.get(name, "") for name in _TYPED})


def _rule_edited(decision: Decision) -> Ruling:
    ruling = rule(decision)
    if decision is Decision.ADOPT:
        require_texts(ruling.title, ruling.body)
    return ruling


def _show_item(item: str, typed: Typed, problems: list[Problem]) -> Response:
    record, waiting = require_item(item), find_narrowed()
    return show(
        "queue-item.html",
        status_of(problems),
        typed=typed,
        faults=sort_faults(say_plainly(problems), [*_TYPED, *PLACE_FIELDS]),
        filters=read_filters(request.args),
        following=find_next(waiting, [item]),
        left=len(waiting),
        comparison=compare_article((record.title, record.body), (typed.title, typed.body)),
        places=list_places(office()),
        accesses=list_access(),
        reasons=office().settings.desk.reasons,
        day_of=chinese_date,
        leads=find_related_leads(office(), record, as_of()) if reads_feeds(office()) else None,
        pictures={
            name: url_for("queue.picture_file", item=item, name=name) for name in list_pictures(office(), record)
        },
        **display_item(
            office(),
            store().shelf(office()),
            record,
            say_plainly(find_problems(office(), record, as_of())),
            as_of(),
        ),
    )


@queue.post("/queue-changes")
@needs(Action.QUEUE)
def changes_page() -> Response:
    """For the page's script: the marks of what was changed, of the text as it is typed now."""
    form = request.form
    comparison = compare_article(_find_original(), (form.get("title", ""), form.get("body", "")))
    return show("queue-changes.html", comparison=comparison)


def _find_original() -> tuple[str, str]:
    """Title and text that the form names: of an item, or of a desk record as it is now."""
    if record := office().desk.get(request.form.get("record", "")):
        return edited_title(office(), record), edited_body(office(), record)
    item = require_item(request.form.get("item", ""))
    return item.title, item.body


@queue.get("/queue-pictures/<path:item>")
@needs(Action.QUEUE)
def picture_file(item: str) -> Response:
    """A picture of an item, by the name that its text gives it."""
    path = picture_path(require_item(item).source.path, request.args.get("name", ""))
    data = read_picture(office().root, path) if path else None
    if data is None:
        abort(404)
    response = make_response(data)
    response.headers["Content-Type"] = "image/png" if picture_suffix(data) == ".png" else "image/jpeg"
    return response
