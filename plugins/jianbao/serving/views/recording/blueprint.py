"""What the recording views are registered in, and the page that all of their forms share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flask import Blueprint, request
from flask.wrappers import Response

from jianbao.model import Access
from jianbao.problems import Problem
from jianbao.serving.forms.choices import choose_words
from jianbao.serving.forms.faults import Faults
from jianbao.serving.forms.fields import Form, FormField, Kind
from jianbao.serving.forms.picking import Pick, find_picks, read_pick
from jianbao.serving.request import office, show, status_of

recording = Blueprint("recording", __name__)
# What an address says beside the text that is chosen.
_KEPT = ("call",)


@dataclass(frozen=True, kw_only=True, slots=True)
class Paper:
    """The words of one form: ``about`` are (name, text) of what it is filled in for; ``also``: (words, address) of
    another way to do it.
    """

    title: str
    lead: str
    button: str
    about: tuple[tuple[str, str], ...] = ()
    note: str = ""
    other: str = ""
    hidden: tuple[tuple[str, str], ...] = ()
    names: tuple[tuple[str, str], ...] = ()
    also: tuple[str, str] = ("", "")


def show_paper(paper: Paper, form: Form, problems: Sequence[Problem] = ()) -> Response:
    """With everything that somebody typed. ``names`` of the paper: fields of the record by another name here."""
    faults: Faults = form.sort(problems, dict(paper.names))
    return show("record-form.html", status_of(problems), paper=paper, form=form, faults=faults)


def show_picker(
    paper: Paper, kinds: Sequence[str], *, several: str = "", outside: str = "", wrong: str = ""
) -> Response:
    """Step one: which text it is about. ``several`` says when to tick more than one, ``outside`` what to press for
    a text that is none of these.
    """
    words = request.args.get("find", "").strip()
    picks, more = find_picks(office(), kinds, words)
    return show(
        "record-pick.html",
        422 if wrong else 200,
        paper=paper,
        picks=picks,
        more=more,
        words=words,
        several=several,
        outside=outside,
        wrong=wrong,
        kept=[(name, request.args[name]) for name in _KEPT if name in request.args],
    )


def read_picks(kinds: Sequence[str]) -> list[Pick]:
    """Those that the address or the form names; what is not there is left out."""
    named = dict.fromkeys(request.values.getlist("pick"))
    return [pick for value in named if (pick := read_pick(office(), kinds, value))]


def name_picks(picks: Sequence[Pick]) -> tuple[tuple[str, str], ...]:
    """(来源, title with remark), to stand above a form."""
    return tuple(("", f"{pick.title}（{pick.remark}）") for pick in picks)


def make_access() -> FormField:
    choices = choose_words([access.value for access in Access], "按原有的")
    return FormField(name="access", label="公开范围", kind=Kind.CHOICE, choices=choices, hint="只能收紧")


def read_access(written: str) -> Access | None:
    return Access(written) if written else None
