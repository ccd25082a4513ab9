"""Numbers of issues. A number once given is a fact: never reused, never changed, never taken from the calendar."""

from __future__ import annotations

import re
from dataclasses import dataclass

from jianbao.reading import Office
from jianbao.settings import NumberRule, Series
from jianbao.settings.periodicals import Numerals

_DIGITS = "零一二三四五六七八九"


@dataclass(frozen=True, kw_only=True, slots=True)
class Numbers:
    """Every number that an issue claims: (12,) or, combined, (7, 8). ``cumulative`` is () where the series has none."""

    number: tuple[int, ...]
    cumulative: tuple[int, ...]


class NumberRefusedError(ValueError):
    """The number asked for cannot be given; the message says why, in Chinese."""


def next_numbers(office: Office, series: Series, year: int, wanted: tuple[int, ...] = ()) -> Numbers:
    """The next number in (periodical, series, year) and the next cumulative ones; withdrawn issues keep theirs.

    ``wanted`` may ask for a combined number that begins with the next. Raises NumberRefusedError for any other.
    """
    rule = series.number
    issues = [i for i in office.issues.values() if (i.periodical, i.series) == (series.periodical, series.id)]
    given = [number for issue in issues if issue.year == year for number in issue.number]
    first = max(given) + 1 if given else first_number(rule, year)
    number = wanted or (first,)
    if number[0] in given:
        raise NumberRefusedError(f"第{number[0]}期已经用过，下一期是第{first}期")
    if number[0] != first:
        raise NumberRefusedError(f"期号不能跳：下一期是第{first}期，不是第{number[0]}期")
    if number != tuple(range(number[0], number[0] + len(number))):
        raise NumberRefusedError("合刊的期号要连续，如 7-8")
    if not rule.cumulative:
        return Numbers(number=number, cumulative=())
    claimed = [total for issue in issues for total in issue.cumulative]
    start = max(claimed) + 1 if claimed else rule.start_cumulative
    return Numbers(number=number, cumulative=tuple(range(start, start + len(number))))


def first_number(rule: NumberRule, year: int) -> int:
    """Where a year begins: at 1, but in the year in which this system took over at the number that the settings say."""
    return rule.start_number if year == rule.start_year else 1


def format_numbers(rule: NumberRule, numbers: Numbers) -> str:
    """第12期（总第1248期）; combined 第7—8期; in Chinese numerals where the series uses them."""
    text = rule.format.replace("{number}", _spell(numbers.number, rule.numerals))
    return text.replace("{cumulative}", _spell(numbers.cumulative, rule.numerals))


def format_unsigned(rule: NumberRule) -> str:
    """第×期（送审稿）: what a draft prints."""
    without_total = re.sub(r"[（(][^（）()]*\{cumulative\}[^（）()]*[）)]", "", rule.format)
    return without_total.replace("{number}", "×").replace("{cumulative}", "×") + "（送审稿）"


def file_name(number: tuple[int, ...]) -> str:
    """``012``, or ``007-008`` for a combined issue."""
    ends = (number[0], number[-1]) if len(number) > 1 else (number[0],)
    return "-".join(f"{end:03d}" for end in ends)


def _spell(numbers: tuple[int, ...], numerals: Numerals) -> str:
    ends = (numbers[0], numbers[-1]) if len(numbers) > 1 else numbers
    return "—".join(spell_chinese(n) if numerals is Numerals.CHINESE else str(n) for n in ends)


def spell_chinese(number: int) -> str:
    """17 → 十七, 105 → 一百零五; whole numbers from 1 to 9999."""
    text = ""
    for unit, value in (("千", 1000), ("百", 100), ("十", 10), ("", 1)):
        digit = number // value % 10
        if digit:
            text += _DIGITS[digit] + unit
        elif text and not text.endswith("零"):
            text += "零"
    text = text.rstrip("零")
    return text.removeprefix("一") if text.startswith("一十") else text
