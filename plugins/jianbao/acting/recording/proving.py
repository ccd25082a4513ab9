"""Trying a record on the office before it is written."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import date
from typing import Any

from jianbao.acting.filing import free_slug, shorten_slug
from jianbao.acting.refusing import refuse
from jianbao.checks import check_office
from jianbao.metadata import Moment
from jianbao.problems import NOWHERE, Level, ProblemsFound
from jianbao.reading import Office
from jianbao.reading.adding import with_record
from jianbao.writing import Change, dump_record, dump_yaml

_CENTURY = range(2000, 2100)


def place_record(
    office: Office, folder: str, day: date, slug: str, header: dict[str, Any], body: str | None = None
) -> Change:
    """A new file ``<folder>/<YYYY>/<MM-DD>-<slug>``; Markdown where there is a ``body``, be it empty."""
    if day.year not in _CENTURY:
        refuse("date-impossible", f"{Moment(day).chinese}不在2000年至2099年之间", "核对年份")
    suffix = ".yml" if body is None else ".md"
    before = f"briefs/{folder}/{day:%Y}/{day:%m-%d}-"
    name = free_slug(office, before, shorten_slug(slug) or "ji-lu", suffix)
    text = dump_yaml(header) if body is None else dump_record(header, body)
    return Change(path=f"{before}{name}{suffix}", data=text.encode())


def prove(office: Office, change: Change, as_of: Moment, also: Collection[str] = ()) -> Change:
    """The change, where the record has no error; refuses with every one. ``also`` are warnings that refuse it too.

    The problems are told without a place: the file is not there yet.
    """
    tried = with_record(office, change.path, change.data.decode())
    found = [
        problem
        for problem in (*tried.problems, *check_office(tried, as_of))
        if problem.place.path == change.path and (problem.level is Level.ERROR or problem.code in also)
    ]
    if found:
        raise ProblemsFound([replace(problem, place=NOWHERE, level=Level.ERROR) for problem in found])
    return change


def recorded_on(fact: Moment, as_of: Moment) -> str:
    """The day of registration, where it is later than the day of the fact."""
    return str(as_of.day) if as_of.day > fact.day else ""


def bare_slug(identity: str) -> str:
    """The slug in an id: ``chengguan/2026/11-03-jiu-gai`` → ``jiu-gai``; of an issue or a call its whole id."""
    last = identity.rpartition("/")[2]
    return last[6:] if last[2:3] == "-" and last[5:6] == "-" else identity.replace("/", "-")
