"""What the checks say of items on a page: each is checked once, until something in the office changes."""

from __future__ import annotations

from dataclasses import replace

from flask import current_app

from jianbao.acting.narrowing import narrow_office
from jianbao.checks import check_office
from jianbao.earlier import open_for
from jianbao.metadata import Moment
from jianbao.model import Item
from jianbao.problems import Problem
from jianbao.reading import Office
from jianbao.serving.request import store

_LAST = "jianbao-checked"


def find_problems(office: Office, item: Item, as_of: Moment) -> tuple[Problem, ...]:
    """Those of the item's file. Two requests that come at once may both check: whose answer is kept is all the same."""
    last = current_app.extensions.get(_LAST)
    if last is None or last[0] is not office or last[1] != as_of:
        last = current_app.extensions[_LAST] = (office, as_of, dict[str, tuple[Problem, ...]]())
    known: dict[str, tuple[Problem, ...]] = last[2]
    if item.id not in known:
        known[item.id] = _check(office, item, as_of)
    return known[item.id]


def _check(office: Office, item: Item, as_of: Moment) -> tuple[Problem, ...]:
    """Of the whole office only what a check of this item looks at, so that a long archive costs nothing."""
    path = item.source.path
    read = tuple(problem for problem in office.problems if problem.place.path == path)
    shelf = open_for(store().shelf(office), only=item.id)
    found = check_office(replace(narrow_office(office, item), problems=read), as_of, shelf=shelf)
    return tuple(problem for problem in found if problem.place.path == path)
