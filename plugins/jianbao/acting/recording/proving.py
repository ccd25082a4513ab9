"""Trying a record on the office before it is written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from jianbao.acting.filing import free_slug, shorten_slug
from jianbao.acting.refusing import refuse
from jianbao.checks import check_office
from jianbao.earlier import NO_SHELF, Shelf
from jianbao.metadata import Moment
from jianbao.model import Source
from jianbao.problems import NOWHERE, Level, Problem, ProblemsFound
from jianbao.reading import Office
from jianbao.reading.adding import with_record
from jianbao.reading.files import read_bytes
from jianbao.reading.layout import folder_of, kind_of
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


def find_faults(office: Office, path: str, text: str, as_of: Moment, shelf: Shelf = NO_SHELF) -> list[Problem]:
    """What the checks say of a record that is not written yet, each with its field, and without a place in a file.
    Whether it repeats an earlier text is looked up on the ``shelf``.
    """
    return _find_faults(office, [Change(path=path, data=text.encode())], as_of, shelf)


def _find_faults(office: Office, changes: Sequence[Change], as_of: Moment, shelf: Shelf = NO_SHELF) -> list[Problem]:
    """Of records that come together, with the pictures that come with them."""
    records = [change for change in changes if change.path.endswith((".md", ".yml"))]
    pictures = {change.path: change.data for change in changes if change not in records}
    seen = {**office.unwritten, **pictures}
    tried, problems, sources = replace(office, files=(*office.files, *pictures), unwritten=seen), list[Problem](), {}
    for change in records:
        tried = with_record(tried, change.path, change.data.decode())
        problems += tried.problems
        kind = kind_of(change.path)
        identity = change.path.removeprefix(f"briefs/{folder_of(kind)}/").rpartition(".")[0]
        record = getattr(tried, kind, {}).get(identity)
        sources[change.path] = record.source if record else None
    checked = check_office(replace(tried, problems=tuple(problems)), as_of, shelf=shelf)
    return [_name_field(problem, sources[problem.place.path]) for problem in checked if problem.place.path in sources]


def _name_field(problem: Problem, source: Source | None) -> Problem:
    if source is None:
        return replace(problem, place=NOWHERE)
    field, part = source.field_at(problem.place.line), source.part_at(problem.place)
    return replace(problem, place=NOWHERE, field=field, part=part)


def prove(office: Office, change: Change, as_of: Moment, also: Collection[str] = ()) -> Change:
    """The change, where the record has no error; refuses with every one. ``also`` are warnings that refuse it too.
    What was wrong before with a record that is there already forbids no change.
    """
    if found := _find_new(office, [change], as_of, also):
        raise ProblemsFound(found)
    return change


def prove_added(office: Office, changes: Sequence[Change], as_of: Moment) -> list[Change]:
    """As ``prove_together``, of files that are there already: what was wrong with them before forbids no change."""
    if found := _find_new(office, changes, as_of):
        raise ProblemsFound(found)
    return list(changes)


def _find_new(office: Office, changes: Sequence[Change], as_of: Moment, also: Collection[str] = ()) -> list[Problem]:
    """What would be wrong and is not so often now, as an error."""
    there = [change for change in changes if change.replaces]
    now = [replace(c, data=read_bytes(office.root / c.path, c.path)[0]) for c in there]
    before = Counter((known.code, known.message) for known in _find_faults(office, now, as_of)) if now else Counter()
    new = []
    for problem in _find_faults(office, changes, as_of):
        if problem.level is not Level.ERROR and problem.code not in also:
            continue
        before[problem.code, problem.message] -= 1
        if before[problem.code, problem.message] < 0:
            new.append(replace(problem, level=Level.ERROR))
    return new


def prove_together(office: Office, changes: Sequence[Change], as_of: Moment) -> list[Change]:
    """The changes, where none of the records among them would have an error; refuses with every one."""
    if found := [known for known in _find_faults(office, changes, as_of) if known.level is Level.ERROR]:
        raise ProblemsFound(found)
    return list(changes)


def recorded_on(fact: Moment, as_of: Moment) -> str:
    """The day of registration, where it is later than the day of the fact."""
    return str(as_of.day) if as_of.day > fact.day else ""


def bare_slug(identity: str) -> str:
    """The slug in an id: ``chengguan/2026/11-03-jiu-gai`` → ``jiu-gai``; of an issue or a call its whole id."""
    last = identity.rpartition("/")[2]
    return last[6:] if last[2:3] == "-" and last[5:6] == "-" else identity.replace("/", "-")
