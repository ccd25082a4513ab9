"""合刊, and a day of signing that is not today: what a signatory asks for beside the usual, and what would be given."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from unicodedata import normalize

from flask import request

from jianbao.acting.signing import SignRequest, plan_signature
from jianbao.compiling import Signature
from jianbao.metadata import Moment, parse_numbers
from jianbao.numbering import Numbers, next_numbers
from jianbao.problems import Problem, ProblemsFound
from jianbao.reading import Office
from jianbao.serving.forms.fields import Form, FormField, Kind
from jianbao.settings import Series

# Problem → the field that it is told at.
_FIELDS = {"number-refused": "number", "date-future": "date", "number-order": "date", "date-order": "date"}


@dataclass(frozen=True, kw_only=True, slots=True)
class Terms:
    """``asked``: whether anything but the usual was asked for; ``form`` holds that as typed, ``problems`` what is wrong
    with it. ``numbers`` and ``day`` are what would be given now: the usual where what was asked for cannot be.
    """

    asked: bool
    form: Form
    problems: tuple[Problem, ...]
    numbers: Numbers
    day: date

    @property
    def number(self) -> str:
        """82, or 82-83."""
        return "-".join(str(number) for number in dict.fromkeys((self.numbers.number[0], self.numbers.number[-1])))


def read_wanted(wanted: SignRequest) -> tuple[SignRequest, Form]:
    """The request with the number and the day of the address or the form. Only who asks for another day or number sends
    a day along.
    """
    asked, today = "date" in request.values, wanted.as_of
    form = Form(_make_fields(today), request.values if asked else None)
    values, written = form.read(), request.values.get("number", "").strip()
    # Who writes Chinese often types digits in full width.
    number = parse_numbers(normalize("NFKC", written))
    if asked and written and not number:
        form.fault("number", "field-type", f"“{written}”不是期号", "如 12；合刊写 7-8")
    day: Moment | None = values["date"] if asked else None
    return replace(wanted, number=number, date=None if day and day.day == today.day else day), form


def find_terms(office: Office, series: Series, wanted: SignRequest) -> Terms:
    """Of the request without number and day."""
    asked, form = read_wanted(wanted)
    today = wanted.as_of.day
    problems, given = list(form.problems), None
    if form.data is not None and not problems:
        given = _try(lambda: plan_signature(office, asked), problems)
    return Terms(
        asked=form.data is not None,
        form=form,
        problems=tuple(place_problem(problem) for problem in problems),
        numbers=given.numbers if given else next_numbers(office, series, today.year),
        day=given.day if given else today,
    )


def place_problem(problem: Problem) -> Problem:
    """At the field of the form that it is about."""
    return replace(problem, field=_FIELDS.get(problem.code, problem.field))


def _try(plan: Callable[[], Signature], problems: list[Problem]) -> Signature | None:
    try:
        return plan()
    except ProblemsFound as found:
        problems += found.problems
        return None


def _make_fields(today: Moment) -> tuple[FormField, ...]:
    return (
        FormField(name="number", label="期号"),
        FormField(name="date", label="签发日期", kind=Kind.DAY, value=str(today.day)),
    )
