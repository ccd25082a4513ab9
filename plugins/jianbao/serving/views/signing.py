"""签发: the signatory reads the draft in full, strikes out, retitles, and gives it a number. Made for a phone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from hashlib import sha256

from flask import Blueprint, request
from flask.wrappers import Response

from jianbao.acting.revising import TextEdit, plan_text
from jianbao.acting.signing import Signed, SignRequest, sign_issue
from jianbao.editing import edited_body
from jianbao.model import Article, Document
from jianbao.model.document import digest_document
from jianbao.numbering import format_numbers
from jianbao.problems import NOWHERE, Problem
from jianbao.rendering.body import frame_tables, render_body
from jianbao.serving.forms.faults import sort_faults
from jianbao.serving.forms.signing_terms import find_terms, place_problem, read_wanted
from jianbao.serving.people.permissions import Action
from jianbao.serving.request import act, as_of, attempt, done, needs, office, show, status_of, tree, visitor
from jianbao.serving.views.composing.blueprint import OpenDraft, find_draft, name_opinion
from jianbao.serving.views.composing.draft import drop
from jianbao.serving.views.composing.stages import list_dropped, list_reviews, list_stages

signing = Blueprint("signing", __name__)
_FIELDS, _MARK = ("opinion", "agreed", "title", "reason"), 16


@dataclass(frozen=True, kw_only=True, slots=True)
class Reading:
    """An article as the signatory reads it; ``seen`` is the digest of its record."""

    article: Article
    html: str
    seen: str
    characters: int


@signing.get("/sign/<path:draft>")
@needs(Action.SIGN)
def draft_page(draft: str) -> Response:
    return _lead_on(draft) or _show(draft, [])


def _lead_on(draft: str) -> Response | None:
    """To the issue that the draft became: whoever presses twice, or goes back, is told so."""
    signed = next((issue for issue in office().issues.values() if issue.draft == draft), None)
    if signed is None or signed.document is None:
        return None
    return done(f"{signed.document.title}已经签发", "reading.issue_page", issue=signed.id)


def _show(identity: str, problems: Sequence[Problem]) -> Response:
    """With what was typed, and, where the text is not the one that the form was made from, what changed since."""
    found = find_draft(identity)
    terms = find_terms(office(), found.series, _request(found))
    known = {problem.code for problem in problems}
    problems = [*problems, *(problem for problem in terms.problems if problem.code not in known)]
    return show(
        "sign.html",
        status_of(problems),
        faults=sort_faults(problems, (*_FIELDS, *(field.name for field in terms.form.fields if terms.asked))),
        terms=terms,
        typed=request.form,
        changed=tell_changes(request.form.getlist("was"), found.document),
        open=found,
        draft=found.draft,
        document=found.document,
        columns=[
            (column.name, [_make_reading(article) for article in articles])
            for column, articles in found.document.in_columns()
        ],
        marks=mark_articles(found.document),
        digest=digest_document(found.document),
        number_text=format_numbers(found.series.number, terms.numbers),
        stages=list_stages(found)[:-1],
        reviews=list_reviews(office(), found),
        dropped=list_dropped(office(), found),
    )


def _make_reading(article: Article) -> Reading:
    record = office().desk[article.id]
    html = frame_tables(render_body(article.body))
    return Reading(article=article, html=html, seen=record.source.digest, characters=len("".join(article.body.split())))


def mark_articles(document: Document) -> list[str]:
    """``<article> <mark of its title and text>``, and one of the note: enough to tell later what became another."""
    marks = [f"{article.id} {_mark(article.title, article.body, article.column)}" for article in document.articles]
    return [*marks, f"note {_mark(document.note)}"]


def _mark(*parts: str) -> str:
    return sha256("\0".join(parts).encode()).hexdigest()[:_MARK]


def tell_changes(was: Sequence[str], document: Document) -> list[str]:
    """What is another now than what ``was`` marks, in sentences; nothing where nothing was marked."""
    both = (was, mark_articles(document))
    before, now = (dict(mark.split(" ", 1) for mark in marks if " " in mark) for marks in both)
    if not before:
        return []
    titles = {article.id: f"《{article.title}》" for article in document.articles} | {"note": "编者按"}
    changed = [f"{titles[key]}改动了" for key in now if key in before and before[key] != now[key]]
    added = [f"新编入了{titles[key]}" for key in now if key not in before]
    gone = sum(key not in now for key in before)
    order = [key for key in before if key in now] != [key for key in now if key in before]
    rest = [f"撤下了{gone}篇" if gone else "", "次序变了" if order and not changed else ""]
    return [*changed, *added, *filter(None, rest)]


@signing.post("/sign/<path:draft>")
@needs(Action.SIGN)
def sign_act(draft: str) -> Response:
    """The text, the number and any other day than today that the page showed, or nothing."""
    if signed_before := _lead_on(draft):
        return signed_before
    found = find_draft(draft)
    if request.form.get("agreed") != "yes":
        hint = "看完全文，勾上“同意签发”，再点签发"
        wrong = Problem(code="field-missing", place=NOWHERE, message="还没有勾选同意签发", hint=hint, field="agreed")
        return _show(draft, [wrong])
    signed: list[Signed] = []
    wanted, terms = read_wanted(_request(found))
    if terms.problems:
        return _show(draft, terms.problems)
    number = "—".join(str(number) for number in dict.fromkeys((*wanted.number[:1], *wanted.number[-1:])))
    message = f"签发{found.series.title}第{number}期"
    problems = attempt(lambda: signed.append(sign_issue(tree(Action.SIGN, message), wanted)))
    if problems:
        return _show(draft, [_say_so(problem, draft) for problem in problems])
    record = next(path for path in signed[0].paths if path.startswith("briefs/issues/") and path.endswith(".yml"))
    issue = record.removeprefix("briefs/issues/").removesuffix(".yml")
    return done(f"已签发{signed[0].document.title}", "reading.issue_page", issue=issue)


def _request(found: OpenDraft) -> SignRequest:
    """By the visitor, of the text that the form showed."""
    return SignRequest(
        periodical=found.series.periodical,
        series=found.series.id,
        draft=found.draft.id,
        by=visitor().id,
        as_of=as_of(),
        # A form without a digest showed no text at all.
        seen=request.form.get("digest", "") or "0" * 64,
        opinion=request.form.get("opinion", "").strip(),
    )


def _say_so(problem: Problem, draft: str) -> Problem:
    """What a digest or a number means to somebody who only read the page."""
    problem = place_problem(name_opinion(problem))
    if problem.code == "number-refused":
        return replace(problem, hint="刚刚有另一期签发了；看过现在的期号，再签发")
    if problem.code == "draft-changed" and request.form.get("digest") != digest_document(find_draft(draft).document):
        hint = "改了什么列在下面；看过现在的全文，再签发"
        return replace(problem, message="您看过以后，送审稿又改动了，没有签发", hint=hint)
    return problem


@signing.post("/strike/<path:draft>")
@needs(Action.SIGN)
def strike_act(draft: str) -> Response:
    problems, title = drop(draft)
    if problems:
        return _show(draft, problems)
    return done(f"已撤下《{title}》，请再看一遍全文", "signing.draft_page", draft=draft)


@signing.post("/retitle/<path:draft>")
@needs(Action.SIGN)
def retitle_act(draft: str) -> Response:
    """改标题: of one article of the draft, as its record was seen."""
    find_draft(draft)
    article, title = request.form.get("article", ""), " ".join(request.form.get("title", "").split())
    record = office().desk.get(article)
    if record is None or not title:
        hint = "写上标题，再点改标题"
        wrong = Problem(code="field-empty", place=NOWHERE, message="标题是空的", hint=hint, field="title")
        return _show(draft, [wrong])
    edit = TextEdit(
        seen=request.form.get("seen", ""),
        title=title,
        column=record.column,
        order=None,
        access=record.access,
        body=edited_body(office(), record),
    )
    problems = act(Action.EDIT, f"改标题：{title}", lambda known: plan_text(known, article, edit, as_of()))
    if problems:
        return _show(draft, problems)
    return done(f"标题已改为《{title}》", "signing.draft_page", draft=draft, _anchor="articles")
