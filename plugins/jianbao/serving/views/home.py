"""首页: what there is to do for the visitor, and what is new to read. 帮助: words, keys, and whom to ask."""

from __future__ import annotations

from collections.abc import Iterator

from flask import Blueprint, url_for
from flask.wrappers import Response

from jianbao.outlook.owners import find_deputy
from jianbao.rendering.visible import VisibleIssue, find_visible
from jianbao.serving.matters.matter import Matter, Section
from jianbao.serving.matters.staff import find_staff_matters
from jianbao.serving.matters.unit import find_unit_matters
from jianbao.serving.people.permissions import Action, may
from jianbao.serving.request import as_of, needs, office, show, store, visitor
from jianbao.serving.showing.leads import find_new_leads
from jianbao.settings import Person
from jianbao.standing import find_standing

home = Blueprint("home", __name__)

_NEW_ISSUES = 5


@home.get("/")
@needs(Action.READ)
def home_page() -> Response:
    return show(
        "home.html",
        sections=list(_find_sections()),
        issues=_list_new(),
        new_leads=find_new_leads(office(), visitor(), as_of()),
        is_first=_is_first(),
    )


@home.get("/help")
@needs(Action.READ)
def help_page() -> Response:
    settings = office().settings
    return show("help.html", contacts=_find_contacts(), phone=settings.office.phone)


def _find_sections() -> Iterator[Section]:
    yield from find_unit_matters(office(), visitor(), as_of())
    yield from find_staff_matters(office(), visitor(), as_of())
    yield from _find_found()


def _find_found() -> Iterator[Section]:
    """What higher levels' feeds seem to have used of ours, for those who register it."""
    if may(visitor(), Action.RECORD) and (count := store().found.count_open(office(), as_of())):
        title, remark = f"疑似采用{count}篇待确认", "线索里的上级刊物，像是用了我们稿件的"
        matter = Matter(title=title, remark=remark, href=url_for("recording.found_page"))
        yield Section(title="疑似采用", matters=(matter,))


def _is_first() -> bool:
    """Whether an informant's unit never filed anything; for the office, whether nobody did."""
    unit = visitor().unit
    return not any(not unit or unit in item.units for item in office().items.values())


def _list_new() -> list[VisibleIssue]:
    """The latest issues that the visitor may read, the newest first."""
    visible = find_visible(office(), find_standing(office()), visitor().access)
    printed = (one for one in visible if not one.withdrawal)
    return sorted(printed, key=lambda one: (str(one.issue.date), one.issue.id), reverse=True)[:_NEW_ISSUES]


def _find_contacts() -> list[Person]:
    """Who of the office looks after the informant's unit today: the person, or the deputy of one who is away."""
    people, day = office().settings.people, as_of().day
    covering = (person.id for person in people.people if visitor().unit and visitor().unit in person.covers)
    return [people.by_id[there] for person in covering if (there := find_deputy(people, person, day))]
