"""Dates as they stand in official papers: 2026年11月3日, 二〇二六年十一月三日, with spaces and wide figures."""

from __future__ import annotations

import re

from jianbao.metadata import Moment, parse_moment

_NARROW = str.maketrans("０１２３４５６７８９", "0123456789")
_DIGITS = str.maketrans("〇○Ｏ零一二三四五六七八九", "0000123456789")
_ZERO, _COUNT = "〇○Ｏ零一二三四五六七八九", "[一二三四五六七八九十]{1,3}"
_CHINESE = re.compile(rf"(二[{_ZERO}]{{3}})年({_COUNT})月({_COUNT})日")
_WRITTEN = re.compile(r"20[0-9]{2}年[0-9]{1,2}月[0-9]{1,2}日(?:[0-9]{1,2}[:：时][0-9]{2}分?)?")
_SHORT = re.compile(r"20[0-9]{2}([-./])[0-9]{1,2}\1[0-9]{1,2}(?: [0-9]{1,2}[:：][0-9]{2})?")
_FIGURE = "[0-9０-９]"
DATE = (
    rf"(?:[2２][0０]{_FIGURE}{{2}}\s*年\s*{_FIGURE}{{1,2}}\s*月\s*{_FIGURE}{{1,2}}\s*日"
    rf"|二[{_ZERO}]{{3}}年{_COUNT}月{_COUNT}日)"
)


def find_date(text: str) -> Moment | None:
    """The first date in a text."""
    bare = "".join(text.translate(_NARROW).split())
    if match := _CHINESE.search(bare):
        year = match[1].translate(_DIGITS)
        return parse_moment(f"{year}年{_count(match[2])}月{_count(match[3])}日")
    if match := _WRITTEN.search(bare):
        # A time keeps away from its day.
        return parse_moment(re.sub("(?<=日)(?=[0-9])", " ", match[0]))
    match = _SHORT.search(text.translate(_NARROW))
    return parse_moment(match[0]) if match else None


def is_date(text: str) -> bool:
    """Whether a line is a date and nothing else."""
    bare = text.strip().strip("（）()").strip()
    written = re.fullmatch(DATE, bare) or _SHORT.fullmatch(bare.translate(_NARROW))
    return written is not None and find_date(bare) is not None


def _count(written: str) -> int:
    """十一 → 11, 三十 → 30."""
    tens, ten, ones = written.rpartition("十")
    first = int(tens.translate(_DIGITS) or "1") if ten else 0
    return first * 10 + int(ones.translate(_DIGITS) or "0")
