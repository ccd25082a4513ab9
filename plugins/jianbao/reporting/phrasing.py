"""How a bulletin writes periods, numbers and lists of units."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from jianbao.percents import percent_of
from jianbao.periods import Period
from jianbao.scoring import write_points

_NUMERALS = "一二三四五六七八九"


def name_period(period: Period) -> str:
    """As the title of a bulletin says it: 2026年10月份, 2026年1—2月份, 2026年第三季度, 2026年全年."""
    if period.within_year == "year":
        return f"{period.title}全年"
    return f"{period.title}份" if period.title.endswith("月") else period.title


def list_by_count(counts: Mapping[str, int], names: Mapping[str, str], measure: str, least: int = 1) -> str:
    """Units by falling count, those of one count in the order given: 城关镇12条，和平镇、双桥镇各4条."""
    grouped: dict[int, list[str]] = {}
    for unit, count in counts.items():
        if count >= max(least, 1):
            grouped.setdefault(count, []).append(names[unit])
    return "，".join(
        f"{'、'.join(units)}{'各' if len(units) > 1 else ''}{count}{measure}"
        for count, units in sorted(grouped.items(), reverse=True)
    )


def list_parts(parts: Iterable[tuple[str, int]], measure: str) -> str:
    """What there is any of: 《信息》38条次、《参阅件》2条次."""
    return "、".join(f"{name}{count}{measure}" for name, count in parts if count)


def numeral(number: int) -> str:
    """1 to 19 in Chinese: no bulletin has more headings."""
    tens, units = divmod(number, 10)
    return ("十" if tens else "") + (_NUMERALS[units - 1] if units else "")


def percent(part: int, whole: int) -> str:
    """A share with one decimal, half up: 66.7, 62; empty where there is no whole or no part."""
    share = percent_of(part, whole)
    return write_points(share) if part and share is not None else ""
