"""How the next issue stands against its rhythm and against what is usual."""

from __future__ import annotations

from pathlib import Path

import pytest

from jianbao.outlook import find_next_issues
from jianbao.standing import find_standing
from offices import OfficeBuilder, day
from staffed import show_today


def stands(office: OfficeBuilder, on: str = "2026-11-30") -> list[str]:
    return show_today(office, on).get("各刊下一期", [])


def sign(office: OfficeBuilder, date: str, count: int) -> str:
    for number in range(count):
        office.adopt(slug=f"gao-{date[5:]}-{number}", date=date)
    office.sign(date=date)
    return max(office.read().issues)


def adopt(office: OfficeBuilder, count: int) -> list[str]:
    return [office.adopt(slug=f"xin-gao-{number}", date="2026-11-28") for number in range(count)]


def test_what_is_short_is_held_against_the_median_of_the_last_issues(tmp_path: Path) -> None:
    office = OfficeBuilder(tmp_path)
    for date, count in (("2026-11-06", 5), ("2026-11-13", 1), ("2026-11-20", 4)):
        sign(office, date, count)
    assert stands(office) == ["《信息》周五第10期（12月4日，还有4天）：已有0篇，约缺4篇"]
    adopt(office, 3)
    assert stands(office) == ["《信息》周五第10期（12月4日，还有4天）：已有3篇，约缺1篇"]
    office.adopt("heping", date="2026-11-28")
    assert stands(office) == ["《信息》周五第10期（12月4日，还有4天）：已有4篇，够一期"]


def test_a_withdrawn_issue_says_nothing_of_what_is_usual(tmp_path: Path) -> None:
    office = OfficeBuilder(tmp_path)
    sign(office, "2026-11-06", 2)
    office.withdraw(sign(office, "2026-11-13", 6), "2026-11-14")
    assert stands(office) == ["《信息》周五第9期（12月4日，还有4天）：已有0篇，约缺2篇"]


def test_before_the_first_issue_the_limit_is_usual_and_later_it_is_the_most(tmp_path: Path) -> None:
    office = OfficeBuilder(tmp_path, limits="items: 3")
    assert stands(office) == ["《信息》周五第7期（12月4日，还有4天）：已有0篇，约缺3篇"]
    adopt(office, 5)
    assert stands(office) == ["《信息》周五第7期（12月4日，还有4天）：已有3篇，够一期，另有2篇备选"]


def test_nothing_known_is_nothing_said(tmp_path: Path) -> None:
    assert stands(OfficeBuilder(tmp_path)) == ["《信息》周五第7期（12月4日，还有4天）：已有0篇"]


def test_an_open_draft_is_what_there_is(tmp_path: Path) -> None:
    office = OfficeBuilder(tmp_path)
    sign(office, "2026-11-20", 4)
    office.draft(*adopt(office, 3)[:2], day="2026-11-28")
    assert stands(office) == ["《信息》周五第8期（12月4日，还有4天）：送审稿已有2篇，约缺2篇，另有1篇备选"]


@pytest.mark.parametrize(
    ("on", "said"),
    [
        ("2026-12-03", "《信息》周五第7期（12月4日，还有1天）：已有0篇"),
        ("2026-12-04", "《信息》周五第7期（12月4日，就是今天）：已有0篇"),
        ("2026-12-05", "《信息》周五第7期（12月11日，还有6天）：已有0篇"),
        ("2026-12-28", "《信息》周五第1期（2027年1月1日，还有4天）：已有0篇"),
        # National Day: the office decides whether to print before it.
        ("2026-09-28", "《信息》周五第7期（10月2日，还有4天，当天放假）：已有0篇"),
    ],
)
def test_the_day_of_the_rhythm(tmp_path: Path, on: str, said: str) -> None:
    assert stands(OfficeBuilder(tmp_path), on) == [said]


def test_once_todays_issue_is_signed_the_next_one_is_a_week_off(tmp_path: Path) -> None:
    office = OfficeBuilder(tmp_path)
    sign(office, "2026-11-20", 1)
    assert stands(office, "2026-11-20") == ["《信息》周五第8期（11月27日，还有7天）：已有0篇，约缺1篇"]


def test_a_series_without_a_rhythm_waits_for_something_to_print(tmp_path: Path) -> None:
    office = OfficeBuilder(tmp_path)
    office.adopt("heping", date="2026-11-28", periodical="canyue", column="diaoyan")
    assert stands(office) == ["《信息》周五第7期（12月4日，还有4天）：已有0篇", "《参阅件》第1期：已有1篇"]


def test_the_values_behind_the_sentence(tmp_path: Path) -> None:
    office = OfficeBuilder(tmp_path)
    sign(office, "2026-11-20", 4)
    adopt(office, 1)
    read = office.read()
    (issue,) = find_next_issues(read, find_standing(read), day("2026-11-30"))
    assert (issue.series.key, issue.number, str(issue.day)) == ("xinxi", 8, "2026-12-04")
    assert (issue.draft, issue.ready, issue.spare, issue.usual, issue.short_of) == (None, 1, 0, 4, 3)
