"""A form as data: what was typed as values, and what is wrong at which field."""

from __future__ import annotations

from typing import Any

import pytest
from werkzeug.datastructures import MultiDict

from jianbao.metadata import parse_moment
from jianbao.problems import NOWHERE, Problem
from jianbao.serving.forms.fields import Form, FormField, Kind

FIELDS = (
    FormField(name="title", label="标题", required=True),
    FormField(name="day", label="日期", kind=Kind.DAY, value="2026-11-30"),
    FormField(name="at", label="时间", kind=Kind.TIME),
    FormField(name="copies", label="份数", kind=Kind.NUMBER),
    FormField(name="unit", label="单位", kind=Kind.CHOICE, choices=(("", "不写"), ("heping", "和平镇"))),
    FormField(
        name="natures",
        label="性质",
        kind=Kind.CHECKS,
        required=True,
        picked=("肯定",),
        groups=(("", (("肯定", "肯定"),)), ("要办", (("阅处", "阅处"),))),
    ),
    FormField(name="finished", label="办完了", kind=Kind.CHECK),
)


def read(**typed: Any) -> tuple[dict[str, Any], list[tuple[str, str]]]:
    form = Form(FIELDS, MultiDict(typed))
    return form.read(), [(problem.field, str(problem.message)) for problem in form.problems]


def test_what_was_typed_comes_as_values() -> None:
    typed = {"title": " 一\r\n二 ", "day": "2026年11月3日", "at": "2026-11-30T06:20", "copies": "12"}
    values, problems = read(**typed, unit="heping", natures=["阅处", "阅处"], finished="是")
    assert problems == []
    assert values == {
        "title": "一\n二",
        "day": parse_moment("2026-11-03"),
        "at": parse_moment("2026-11-30 06:20"),
        "copies": 12,
        "unit": "heping",
        "natures": ("阅处",),
        "finished": True,
    }


def test_everything_wrong_is_told_at_once() -> None:
    values, problems = read(day="30日", copies="五", unit="longquan")
    assert problems == [
        ("title", "没有写“标题”"),
        ("day", "日期“30日”不是日期"),
        ("copies", "份数“五”不是整数"),
        ("unit", "单位没有“longquan”这一项"),
        ("natures", "没有选“性质”"),
    ]
    assert (values["day"], values["copies"], values["at"], values["finished"]) == (None, 0, None, False)


def test_what_stands_in_no_group_cannot_be_ticked() -> None:
    assert read(title="x", natures=["肯定", "批评", "处分"])[1] == [
        ("natures", "性质没有“批评”这一项"),
        ("natures", "性质没有“处分”这一项"),
    ]


@pytest.mark.parametrize("written", ["-1", "1.5", "９", "1" * 30])
def test_a_number_is_whole_and_not_beyond_reason(written: str) -> None:
    assert read(title="x", natures="肯定", copies=written)[1] == [("copies", f"份数“{written}”不是整数")]


def test_a_text_without_end_is_refused() -> None:
    assert read(title="长" * 20_001, natures="肯定")[1] == [("title", "标题太长")]


def test_before_anybody_typed_a_form_shows_what_is_usual() -> None:
    form = Form(FIELDS)
    assert (form.text("day"), form.text("title"), form.picked("natures")) == ("2026-11-30", "", ("肯定",))
    typed = Form(FIELDS, MultiDict({"day": ""}))
    assert (typed.text("day"), typed.picked("natures")) == ("", ())


def test_problems_of_the_record_stand_at_the_field_that_it_is_called_here() -> None:
    def wrong(field: str) -> Problem:
        return Problem(code="x", place=NOWHERE, message=field, field=field)

    form = Form((*FIELDS, FormField(name="seen", label="", kind=Kind.HIDDEN)))
    told = [wrong("title"), wrong("lead_unit"), wrong("recorded"), wrong("seen")]
    faults = form.sort(told, {"lead_unit": "unit"})
    assert {field: [problem.message for problem in problems] for field, problems in faults.items()} == {
        "": ["recorded", "seen"],
        "title": ["title"],
        "unit": ["lead_unit"],
    }


@pytest.mark.parametrize(
    ("field", "part", "shown"),
    [
        # One entry of a list is what this form adds.
        ("sent", "title", "title"),
        ("sent", "copy_numbers", "copies"),
        ("sent", "", "day"),
        ("sent", "nothing", "day"),
        ("log", "unit", "unit"),
        ("log", "", ""),
        # A table that the form has itself, whose columns may be called as fields are.
        ("parts", "unit", "parts"),
        ("title", "unit", "title"),
    ],
)
def test_problems_of_one_entry_stand_at_the_fields_that_it_has_here(field: str, part: str, shown: str) -> None:
    names = {"sent": "day", "copy_numbers": "copies", "parts": "parts"}
    found = Problem(code="x", place=NOWHERE, message="甲", field=field, part=part)
    told = Form(FIELDS).sort([found], names)
    assert [place for place, problems in told.items() if problems] == [shown]
