"""Numbers of issues: without gap, without repetition, in every order in which an office may sign."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jianbao.metadata import Moment
from jianbao.model import Issue, Notice, NoticeKind, Source
from jianbao.numbering import (
    NumberRefusedError,
    Numbers,
    file_name,
    first_number,
    format_numbers,
    format_unsigned,
    next_numbers,
    spell_chinese,
)
from jianbao.reading import Office
from jianbao.settings import NumberRule, Series
from jianbao.settings.periodicals import Numerals
from offices import OfficeBuilder


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """《信息》 begins in 2026 at 第7期（总第1237期）; its supplement and 《参阅件》 at 1 and have no totals."""
    return OfficeBuilder(tmp_path_factory.mktemp("office")).read()


def find_series(office: Office, series: str = "", periodical: str = "xinxi") -> Series:
    found = office.settings.series(periodical, series)
    assert found is not None
    return found


def make_issue(series: Series, year: int, numbers: Numbers) -> Issue:
    """An issue as far as numbering looks at it."""
    return Issue(
        id=f"{series.key}/{year}/{file_name(numbers.number)}",
        source=Source(path="briefs/issues/x.yml", digest=""),
        periodical=series.periodical,
        series=series.id,
        year=year,
        number=numbers.number,
        cumulative=numbers.cumulative,
        date=Moment(date(year, 12, 31)),
        signatory="zhuren",
        reviewer=(),
        editor=(),
        proofreader=(),
        draft="",
        articles=(),
        note="",
        extra_recipients=(),
        copies=0,
        digest="",
        snapshot_digest="",
        document=None,
    )


def add_issue(office: Office, issue: Issue) -> Office:
    assert issue.id not in office.issues
    return replace(office, issues=office.issues | {issue.id: issue})


def withdraw(office: Office, issue: Issue) -> Office:
    notice = Notice(
        id=f"2027/01-01-{len(office.notices)}",
        source=Source(path="briefs/notices/x.yml", digest=""),
        issue=issue.id,
        kind=NoticeKind.WITHDRAWAL,
        article="",
        printed="",
        correct="",
        reason="数据有误",
        approver="zhuren",
        date=issue.date,
        announced_in="",
    )
    return replace(office, notices=office.notices | {notice.id: notice})


@dataclass(frozen=True)
class Request:
    """One signing: in which series, after how many New Years, how many numbers at once, and whether it is withdrawn."""

    series: str
    years_on: int
    length: int
    stated: bool
    withdrawn: bool


REQUESTS = st.lists(
    st.builds(
        Request,
        series=st.sampled_from(["", "zengkan"]),
        years_on=st.sampled_from([0, 0, 0, 1, 2]),
        length=st.integers(1, 4),
        stated=st.booleans(),
        withdrawn=st.booleans(),
    ),
    max_size=25,
)


@given(requests=REQUESTS)
def test_any_sequence_of_signings_has_neither_gap_nor_repetition(office: Office, requests: list[Request]) -> None:
    year = 2026
    claimed: dict[tuple[str, int], list[int]] = {}
    totals: dict[str, list[int]] = {"": [], "zengkan": []}
    for request in requests:
        year += request.years_on
        series = find_series(office, request.series)
        given_here = claimed.setdefault((request.series, year), [])
        first = given_here[-1] + 1 if given_here else first_number(series.number, year)
        combined = request.stated or request.length > 1
        wanted = tuple(range(first, first + request.length)) if combined else ()
        numbers = next_numbers(office, series, year, wanted)
        issue = make_issue(series, year, numbers)
        office = add_issue(office, issue)
        office = withdraw(office, issue) if request.withdrawn else office
        given_here += numbers.number
        totals[request.series] += numbers.cumulative
    for (series_id, of_year), numbers_given in claimed.items():
        start = 7 if (series_id, of_year) == ("", 2026) else 1
        assert numbers_given == list(range(start, start + len(numbers_given)))
    assert totals[""] == list(range(1237, 1237 + len(totals[""])))
    assert totals["zengkan"] == []


@given(requests=REQUESTS.filter(bool), back=st.integers(0, 30))
def test_a_number_once_given_is_refused_for_ever(office: Office, requests: list[Request], back: int) -> None:
    series = find_series(office)
    given_here: list[int] = []
    for request in requests:
        wanted = next_numbers(office, series, 2026).number[0]
        numbers = next_numbers(office, series, 2026, tuple(range(wanted, wanted + request.length)))
        issue = make_issue(series, 2026, numbers)
        office = withdraw(add_issue(office, issue), issue) if request.withdrawn else add_issue(office, issue)
        given_here += numbers.number
    old, following = given_here[-1 - back % len(given_here)], given_here[-1] + 1
    with pytest.raises(NumberRefusedError) as refused:
        next_numbers(office, series, 2026, (old,))
    assert str(refused.value) == f"第{old}期已经用过，下一期是第{following}期"


def test_first_number_of_all_is_what_the_settings_say(office: Office) -> None:
    assert next_numbers(office, find_series(office), 2026) == Numbers(number=(7,), cumulative=(1237,))
    assert next_numbers(office, find_series(office, "zengkan"), 2026) == Numbers(number=(1,), cumulative=())
    assert next_numbers(office, find_series(office, periodical="canyue"), 2026) == Numbers(number=(1,), cumulative=())


def test_new_year_begins_at_one_and_the_total_runs_on(office: Office) -> None:
    series = find_series(office)
    office = add_issue(office, make_issue(series, 2026, Numbers(number=(82,), cumulative=(1312,))))
    assert next_numbers(office, series, 2027) == Numbers(number=(1,), cumulative=(1313,))


def test_years_before_the_handover_begin_at_one() -> None:
    assert first_number(NumberRule(start_year=2026, start_number=67), 2025) == 1
    assert first_number(NumberRule(start_year=2026, start_number=67), 2026) == 67
    assert first_number(NumberRule(start_year=2026, start_number=67), 2027) == 1


def test_combined_issue_claims_each_of_its_numbers(office: Office) -> None:
    series = find_series(office)
    numbers = next_numbers(office, series, 2026, (7, 8, 9))
    assert numbers == Numbers(number=(7, 8, 9), cumulative=(1237, 1238, 1239))
    office = add_issue(office, make_issue(series, 2026, numbers))
    assert next_numbers(office, series, 2026) == Numbers(number=(10,), cumulative=(1240,))
    with pytest.raises(NumberRefusedError, match=r"^第8期已经用过，下一期是第10期$"):
        next_numbers(office, series, 2026, (8, 9, 10))


@pytest.mark.parametrize("wanted", [(8,), (9, 10), (6,), (1,)])
def test_a_number_may_not_be_skipped_or_taken_from_before(office: Office, wanted: tuple[int, ...]) -> None:
    with pytest.raises(NumberRefusedError) as refused:
        next_numbers(office, find_series(office), 2026, wanted)
    assert str(refused.value) == f"期号不能跳：下一期是第7期，不是第{wanted[0]}期"


def test_series_of_one_periodical_are_numbered_apart(office: Office) -> None:
    main, extra = find_series(office), find_series(office, "zengkan")
    office = add_issue(office, make_issue(main, 2026, Numbers(number=(7,), cumulative=(1237,))))
    assert next_numbers(office, extra, 2026).number == (1,)
    office = add_issue(office, make_issue(extra, 2026, Numbers(number=(1,), cumulative=())))
    assert next_numbers(office, main, 2026).number == (8,)


@pytest.mark.parametrize(
    ("number", "text"),
    [(1, "一"), (9, "九"), (10, "十"), (11, "十一"), (17, "十七"), (20, "二十"), (99, "九十九"), (100, "一百"),
     (101, "一百零一"), (105, "一百零五"), (110, "一百一十"), (117, "一百一十七"), (1000, "一千"),
     (1001, "一千零一"), (1010, "一千零一十"), (1100, "一千一百"), (1237, "一千二百三十七"), (2005, "二千零五"),
     (9999, "九千九百九十九")],
)  # fmt: skip
def test_spell_chinese(number: int, text: str) -> None:
    assert spell_chinese(number) == text


def parse_chinese(text: str) -> int:
    """Reads numerals as a person does: a digit, then what it counts; 十 alone is one ten."""
    total, digit = 0, 0
    for char in text:
        if char in "零一二三四五六七八九":
            digit = "零一二三四五六七八九".index(char)
        else:
            total += (digit or 1) * {"十": 10, "百": 100, "千": 1000}[char]
            digit = 0
    return total + digit


def test_spelled_numbers_read_back_from_1_to_9999() -> None:
    spelled = {number: spell_chinese(number) for number in range(1, 10_000)}
    assert {number: parse_chinese(text) for number, text in spelled.items()} == {n: n for n in range(1, 10_000)}
    assert len(set(spelled.values())) == 9999
    assert not [text for text in spelled.values() if "零零" in text or text.endswith("零") or text.startswith("零")]


@pytest.mark.parametrize(
    ("format_", "numerals", "numbers", "text"),
    [
        ("第{number}期", Numerals.ARABIC, Numbers(number=(12,), cumulative=()), "第12期"),
        ("第{number}期", Numerals.ARABIC, Numbers(number=(7, 8), cumulative=()), "第7—8期"),
        ("第{number}期", Numerals.ARABIC, Numbers(number=(7, 8, 9), cumulative=()), "第7—9期"),
        ("第{number}期", Numerals.CHINESE, Numbers(number=(17,), cumulative=()), "第十七期"),
        ("第{number}期", Numerals.CHINESE, Numbers(number=(9, 10), cumulative=()), "第九—十期"),
        (
            "第{number}期（总第{cumulative}期）",
            Numerals.ARABIC,
            Numbers(number=(12,), cumulative=(1248,)),
            "第12期（总第1248期）",
        ),
        (
            "第{number}期（总第{cumulative}期）",
            Numerals.ARABIC,
            Numbers(number=(7, 8), cumulative=(1243, 1244)),
            "第7—8期（总第1243—1244期）",
        ),
        ("增刊第{number}期", Numerals.ARABIC, Numbers(number=(5,), cumulative=()), "增刊第5期"),
    ],
)
def test_format_numbers(format_: str, numerals: Numerals, numbers: Numbers, text: str) -> None:
    assert format_numbers(NumberRule(format=format_, numerals=numerals), numbers) == text


@pytest.mark.parametrize(
    ("format_", "text"),
    [
        ("第{number}期", "第×期（送审稿）"),
        ("第{number}期（总第{cumulative}期）", "第×期（送审稿）"),
        ("第{number}期(总第{cumulative}期)", "第×期（送审稿）"),
        ("增刊第{number}期", "增刊第×期（送审稿）"),
    ],
)
def test_a_draft_prints_no_number(format_: str, text: str) -> None:
    assert format_unsigned(NumberRule(format=format_)) == text


@pytest.mark.parametrize(
    ("number", "name"), [((1,), "001"), ((12,), "012"), ((7, 8), "007-008"), ((7, 8, 9), "007-009"), ((1234,), "1234")]
)
def test_file_name(number: tuple[int, ...], name: str) -> None:
    assert file_name(number) == name


def test_the_office_fixture_is_without_problems(tmp_path: Path) -> None:
    assert OfficeBuilder(tmp_path).check() == []
