"""数据: the figures of a text with their units, however they were written."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal

_DIGITS = dict(zip("零〇一二两三四五六七八九", (0, 0, 1, 2, 2, 3, 4, 5, 6, 7, 8, 9), strict=True))
_TENS = {"十": 10, "百": 100, "千": 1000}
_MULTIPLIERS = {"千": 1_000, "万": 10_000, "亿": 100_000_000}
_FIGURE = re.compile(
    r"(?P<arabic>\d{1,15}(?:,\d{3}){0,4}(?:\.\d{1,6})?)\s*(?P<scale>千万|百万|万亿|千(?![米瓦克])|[万亿])?"
    r"|(?<![第一二两三四五六七八九十])(?P<chinese>[一二两三四五六七八九十百千][零〇一二两三四五六七八九十百千万亿]{0,12})"
)
_AFTER = re.compile(
    r"\s*(?P<about>[余多来])?\s*(?P<unit>个?(?:百分点|工作日|小时)|分钟|平方(?:米|公里)|立方米|公里|千米|公斤|千克|公顷|厘米|毫米|千瓦|"
    r"[a-z]+|[%‰㎡]|[一-龥])?"
)
_PERCENT = {"成": 10, "%": 1}
_NEAR = re.compile(r"(?:近|约|逾|超|超过|大约|将近|不到|达)$")
_SAME_UNITS = {"公里": "公里", "千米": "公里", "km": "公里", "㎡": "平方米", "m": "米", "千克": "公斤", "kg": "公斤"}
DATES = frozenset("年月日号时分点")
# What is measured is not counted: “3.6公里” is never “3.6个”. The same things may be “个”, “处”, “家” in turn.
_MEASURES = frozenset("元亩斤吨米升度倍克秒里%℃") | {
    "公里", "公斤", "公顷", "平方米", "平方公里", "立方米", "厘米", "毫米", "千瓦", "百分点", "小时", "分钟", "工作日",
}  # fmt: skip


@dataclass(frozen=True, kw_only=True, slots=True)
class Figure:
    """``value`` in single units (1.3万 is 13000); ``digits`` how many of them are significant. ``about`` for
    1200余户. It stands at ``place`` in its text, as ``written``.
    """

    value: Decimal
    digits: int
    unit: str
    about: bool
    written: str
    place: int

    @property
    def sort(self) -> str:
        """日 for days and hours, what is measured by its unit, 个 for all that is counted."""
        return "日" if self.unit in DATES else self.unit if self.unit in _MEASURES else "个"

    @property
    def key(self) -> tuple[Decimal, str]:
        return self.value, self.unit


def read_figures(text: str) -> tuple[Figure, ...]:
    """In the order of the text. Ordinals (第3, 一是) and years are none."""
    plain = unfold(text)
    return tuple(figure for match in _FIGURE.finditer(plain) if (figure := _read(plain, match)))


def unfold(text: str) -> str:
    """Each sign as one sign in its usual width, so that places stay what they are."""
    return text.translate(_UNFOLDED)


class _Unfolded(dict[int, str]):
    def __missing__(self, code: int) -> str:
        folded = unicodedata.normalize("NFKC", chr(code)).lower()
        self[code] = folded if len(folded) == 1 else chr(code)
        return self[code]


_UNFOLDED = _Unfolded()


def _read(text: str, match: re.Match[str]) -> Figure | None:
    after = _AFTER.match(text, match.end())
    unit = (after["unit"] if after else None) or ""
    value = _value_of(match)
    if value is None or not unit or text[max(0, match.start() - 1) : match.start()] == "第":
        return None
    if match["chinese"] and (unit in "是要" or (len(match["chinese"]) == 1 and unit != "成")):
        return None
    if unit == "年" and value > 1900:  # noqa: PLR2004
        return None
    value, unit = _settle(value, unit)
    about = bool((after and after["about"]) or _NEAR.search(text[max(0, match.start() - 2) : match.start()]))
    return Figure(
        value=value,
        digits=count_digits(value),
        unit=unit,
        about=about,
        written=text[match.start() : after.end() if after else match.end()].strip(),
        place=match.start(),
    )


def _settle(value: Decimal, unit: str) -> tuple[Decimal, str]:
    """Shares as per cents, things as things."""
    if unit in _PERCENT:
        return (value * _PERCENT[unit]).normalize(), "%"
    unit = _SAME_UNITS.get(unit, unit.removeprefix("个") or unit)
    return value.normalize(), unit


def _value_of(match: re.Match[str]) -> Decimal | None:
    if match["chinese"]:
        return _read_chinese(match["chinese"])
    value = Decimal(match["arabic"].replace(",", ""))
    for sign in match["scale"] or "":
        value *= _MULTIPLIERS.get(sign, 100)
    return value


def _read_chinese(written: str) -> Decimal | None:
    """三百六十二, 一万二千; None where the signs are no number (十百)."""
    total, section, digit = 0, 0, None
    for sign in written:
        if sign in _DIGITS:
            if digit not in (None, 0):
                return None
            digit = _DIGITS[sign]
        elif sign in _TENS:
            section += (1 if digit is None else digit) * _TENS[sign]
            digit = None
        else:
            total = (total + section + (digit or 0)) * _MULTIPLIERS[sign]
            section, digit = 0, None
    return Decimal(total + section + (digit or 0)) or None


def count_digits(value: Decimal) -> int:
    """Significant ones: 4.86万 has three, 5000 one."""
    return len(value.normalize().as_tuple().digits)


def may_be_one(one: Figure, other: Figure) -> bool:
    return one.sort == other.sort


def is_rounded(rough: Figure, exact: Figure) -> bool:
    """Whether 1200余户 or 近1250户 is what one writes for 1247户."""
    if not may_be_one(rough, exact) or rough.digits >= exact.digits or not rough.value or not exact.value:
        return False
    return abs(rough.value - exact.value) < _find_step(rough)


def _find_step(rough: Figure) -> Decimal:
    return Decimal(1).scaleb(rough.value.adjusted() - rough.digits + 1)


def may_be_rounded(figure: Figure) -> bool:
    """A thousand may be just that; 1200 and 1000余 were more before."""
    return figure.digits > 1 or figure.about


def find_reach(figure: Figure) -> tuple[Decimal, Decimal]:
    """From where to where what it tells of may lie, exact or rounded."""
    step = _find_step(figure) if may_be_rounded(figure) else 0
    return figure.value - step, figure.value + step
