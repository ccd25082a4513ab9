"""Running the checks: all problems of all files at once, graded by the office's levels, sorted."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from jianbao.checks import (
    adoptions,
    aftermath,
    artefacts,
    balance,
    bodies,
    briefs,
    bulletins,
    calls,
    columns,
    dates,
    decisions,
    desk,
    disputes,
    distribution,
    duplicates,
    encodings,
    entries,
    fields,
    files,
    filing,
    follow_ups,
    forge,
    headers,
    incidents,
    instructions,
    issues,
    leads,
    levels,
    lines,
    mail,
    names,
    notices,
    numbers,
    people,
    pictures,
    privacy,
    punctuation,
    references,
    reports,
    schemes,
    secrecy,
    snapshots,
    styles,
    supervision,
    task_closing,
    task_events,
    task_replies,
    tasks,
    titles,
    units,
    unseen,
)
from jianbao.checks.rule import Context, Rule
from jianbao.earlier import Shelf, build_shelf
from jianbao.metadata import Moment
from jianbao.problems import Level, Problem, sort_problems
from jianbao.reading import Office

# In the order of the reference page.
FAMILIES = (
    files.FAMILY,
    encodings.FAMILY,
    headers.FAMILY,
    fields.FAMILY,
    names.FAMILY,
    units.FAMILY,
    filing.FAMILY,
    dates.FAMILY,
    titles.FAMILY,
    bodies.FAMILY,
    lines.FAMILY,
    punctuation.FAMILY,
    artefacts.FAMILY,
    pictures.FAMILY,
    privacy.FAMILY,
    secrecy.FAMILY,
    references.FAMILY,
    duplicates.FAMILY,
    decisions.FAMILY,
    briefs.FAMILY,
    issues.FAMILY,
    numbers.FAMILY,
    snapshots.FAMILY,
    notices.FAMILY,
    distribution.FAMILY,
    aftermath.FAMILY,
    reports.FAMILY,
    adoptions.FAMILY,
    instructions.FAMILY,
    follow_ups.FAMILY,
    calls.FAMILY,
    tasks.FAMILY,
    task_events.FAMILY,
    task_replies.FAMILY,
    task_closing.FAMILY,
    incidents.FAMILY,
    entries.FAMILY,
    disputes.FAMILY,
    leads.FAMILY,
    mail.FAMILY,
    bulletins.FAMILY,
    balance.FAMILY,
    schemes.FAMILY,
    unseen.FAMILY,
    columns.FAMILY,
    levels.FAMILY,
    supervision.FAMILY,
    desk.FAMILY,
    forge.FAMILY,
    people.FAMILY,
    styles.FAMILY,
)

RULES: dict[str, Rule] = {rule.code: rule for family in FAMILIES for rule in family.rules}


def check_office(
    office: Office,
    as_of: Moment,
    arrivals: Mapping[str, Moment] | None = None,
    shelf: Shelf | None = None,
    shelve: Callable[[Office], Shelf] = build_shelf,
) -> list[Problem]:
    """Problems met while reading and those that the checks find; what the office switched off is left out.

    ``arrivals`` says when git first saw each path; without it nothing is said of dates written back.
    ``shelf``: the texts of the whole office, where ``office`` holds only a part of it or somebody has them ready;
    ``NO_SHELF`` where nobody asks for duplicates. ``shelve`` gets them, where nobody has them and something waits.
    """
    context = Context(office=office, as_of=as_of, rules=RULES, arrivals=arrivals or {}, shelf=shelf, shelve=shelve)
    found = [*office.problems]
    for family in FAMILIES:
        for check in family.checks:
            found += check(context)
    graded = [replace(problem, level=context.level(problem.code)) for problem in found]
    return sort_problems(problem for problem in graded if problem.level is not Level.OFF)
