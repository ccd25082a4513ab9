"""查阅: signed issues as their snapshots have them, and what has been printed about a subject; each reader sees what is
open to him, and nothing tells of the rest.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from flask import Blueprint, abort, make_response, request, url_for
from flask.wrappers import Response

from jianbao.finding import Match, find_printed
from jianbao.ledger.printed import read_printed
from jianbao.metadata import Moment, parse_moment
from jianbao.model import Access, Article, Instruction
from jianbao.problems import NOWHERE, Problem
from jianbao.reading.pictures import kept_picture_path, read_picture
from jianbao.rendering.body import frame_tables, render_body
from jianbao.rendering.issue_documents import PaperSource, name_issue_file
from jianbao.rendering.visible import VisibleIssue, find_visible, show_issue
from jianbao.serving.forms.faults import sort_faults
from jianbao.serving.people.permissions import Action
from jianbao.serving.request import as_of, needs, office, show, status_of, store, visitor
from jianbao.serving.showing.page_images import send_document
from jianbao.serving.showing.paging import PAGE, turn
from jianbao.settings.printing import DocumentForm
from jianbao.standing import Standing, find_standing

reading = Blueprint("reading", __name__)
_KEPT = re.compile(r"(?P<sha>[0-9a-f]{64})(?P<suffix>\.(?:png|jpg|jpeg))")
_KINDS = {".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg"}


@reading.get("/read")
@needs(Action.READ)
def issues_page() -> Response:
    """Latest first; a periodical and a year may be chosen."""
    visible = find_visible(office(), find_standing(office()), visitor().access)
    visible.sort(key=lambda known: (str(known.issue.date or ""), known.issue.id), reverse=True)
    names = {known.series: known.document.full_name for known in reversed(visible)}
    years = sorted({known.issue.year for known in visible}, reverse=True)
    series, year = request.args.get("series", ""), request.args.get("year", "")
    chosen = [
        v for v in visible if v.series == (series or v.series) and str(v.issue.year) == (year or str(v.issue.year))
    ]
    paging = turn(len(chosen))
    order = {known.key: number for number, known in enumerate(office().settings.all_series())}
    return show(
        "issues.html",
        issues=chosen[paging.first : paging.first + PAGE],
        count=len(chosen),
        names=sorted(names.items(), key=lambda pair: (order.get(pair[0], len(order)), pair[0])),
        years=years,
        series=series,
        year=year,
        paging=paging,
    )


@reading.get("/read/<path:issue>")
@needs(Action.READ)
def issue_page(issue: str) -> Response:
    standing = find_standing(office())
    visible = _find_issue(standing, issue)
    document = visible.document
    return show(
        "issue.html",
        visible=visible,
        document=document,
        columns=[
            (column.name, [(article, _render(visible, article)) for article in articles])
            for column, articles in document.in_columns()
        ],
        titles={article.id: article.title for article in document.articles},
        anchors={article.id: article.anchor for article in document.articles},
        announced={n.announced_in: _name_issue(standing, n.announced_in) for n in visible.notices if n.announced_in},
        instructions=_list_instructions(visible),
        forms=() if visible.withdrawal else tuple(DocumentForm),
        people=_list_people(visible),
        lists=_list_readers(visible),
        is_public=visitor().access is Access.PUBLIC,
    )


def _find_issue(standing: Standing, identity: str) -> VisibleIssue:
    """404 where there is none, or nothing of it is open to the visitor: the two are not told apart."""
    known = office().issues.get(identity)
    visible = show_issue(known, standing.notices.get(identity, ()), visitor().access) if known else None
    if visible is None:
        abort(404)
    return visible


def _render(visible: VisibleIssue, article: Article) -> str:
    def address(name: str) -> str:
        return url_for("reading.picture_file", name=name, issue=visible.issue.id)

    pictures = {picture.name: address(f"{picture.sha256}{picture.suffix}") for picture in article.pictures}
    return frame_tables(render_body(article.body, pictures))


def _name_issue(standing: Standing, identity: str) -> str:
    """Empty where the visitor may not read it."""
    known = office().issues.get(identity)
    visible = show_issue(known, standing.notices.get(identity, ()), visitor().access) if known else None
    return visible.document.title if visible else ""


def _list_people(visible: VisibleIssue) -> list[tuple[str, str]]:
    imprint = visible.document.imprint
    people = (
        ("签发", imprint.signatory),
        ("核稿", imprint.reviewer),
        ("编辑", imprint.editor),
        ("校对", imprint.proofreader),
    )
    return [(part, name) for part, name in people if name]


def _list_readers(visible: VisibleIssue) -> list[tuple[str, str]]:
    imprint = visible.document.imprint
    lists = (("报", imprint.up), ("送", imprint.peer), ("发", imprint.down), ("本期增发", imprint.extra))
    return [(label, "；".join(names)) for label, names in lists if names]


@dataclass(frozen=True, kw_only=True, slots=True)
class Instructed:
    """An instruction on the issue, or on the article of that title; ``who`` is the post as then held, and the name."""

    instruction: Instruction
    who: str
    article: str


def _list_instructions(visible: VisibleIssue) -> list[Instructed]:
    """Of the office and its leaders alone, earliest first."""
    if visitor().access is not Access.OFFICE:
        return []
    titles = (
        {article.id: article.title for article in visible.issue.document.articles} if visible.issue.document else {}
    )
    known = [i for i in office().instructions.values() if i.issue == visible.issue.id and i.date]
    return [
        Instructed(
            instruction=instruction,
            who=f"{instruction.post}{office().settings.people.name(instruction.leader)}",
            article=titles.get(instruction.article, ""),
        )
        for instruction in sorted(known, key=lambda i: (str(i.date), i.id))
        if instruction.date and not instruction.date.is_after(as_of())
    ]


@reading.get("/picture/<name>/<path:issue>")
@needs(Action.READ)
def picture_file(name: str, issue: str) -> Response:
    """A picture of an article that the visitor may read."""
    visible, kept = _find_issue(find_standing(office()), issue), _KEPT.fullmatch(name)
    shown = {f"{p.sha256}{p.suffix}" for article in visible.document.articles for p in article.pictures}
    if kept is None or name not in shown:
        abort(404)
    data = read_picture(office().root, kept_picture_path(issue, kept["sha"], kept["suffix"]))
    if data is None:
        abort(404)
    return make_response(data, {"Content-Type": _KINDS[kept["suffix"]]})


@reading.get("/issue-file/<form>/<path:issue>")
@needs(Action.READ)
def issue_file(form: str, issue: str) -> Response:
    """PDF or Word of what the visitor may read; the name says so where that is not all of it."""
    visible = _find_issue(find_standing(office()), issue)
    wanted = next((known for known in DocumentForm if known.value == form), None)
    if wanted is None:
        abort(404)
    paper = PaperSource(office=office(), templates=store().templates, day=as_of().day).issue(visible)
    part = "" if visitor().access is Access.OFFICE else f"（{visitor().access.value}版）"
    return send_document(wanted, paper, f"{name_issue_file(visible.document)}{part}")


@reading.get("/find")
@needs(Action.READ)
def find_page() -> Response:
    """印过什么: words that all stand in an article, or what the office says means the same."""
    words = request.args.get("words", "").split()
    problems: list[Problem] = []
    first, last = (_read_day(name, problems) for name in ("first", "last"))
    matches = _find(words, first, last) if words and not problems else []
    paging = turn(len(matches))
    return show(
        "find.html",
        status_of(problems),
        faults=sort_faults(problems, ("first", "last")),
        typed=request.args,
        words=words,
        matches=matches[paging.first : paging.first + PAGE],
        count=len(matches),
        paging=paging,
        titles={known.issue.id: known.document.title for known in _list_visible()},
        office_unit=office().settings.office.short_name,
    )


def _list_visible() -> list[VisibleIssue]:
    return find_visible(office(), find_standing(office()), visitor().access)


def _find(words: Sequence[str], first: Moment | None, last: Moment | None) -> list[Match]:
    printed = read_printed(office(), find_standing(office()), visitor().access)
    return find_printed(printed, words, office().settings.office.synonyms, first=first, last=last)


def _read_day(name: str, problems: list[Problem]) -> Moment | None:
    written = request.args.get(name, "").strip()
    day = parse_moment(written) if written else None
    if written and day is None:
        message = f"“{written}”不是日期"
        problems.append(Problem(code="field-type", place=NOWHERE, message=message, hint="如 2026-11-03", field=name))
    return day
