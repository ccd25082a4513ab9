"""The ways in which Word writes the number of a list (ECMA-376, 17.18.59)."""

from __future__ import annotations

from collections.abc import Callable

from jianbao.numbering import spell_chinese

_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_FORMAL = str.maketrans("〇零一二三四五六七八九十百千", "零零壹贰叁肆伍陆柒捌玖拾佰仟")
_WIDE = str.maketrans("0123456789", "０１２３４５６７８９")
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
    (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_LETTERS, _CIRCLES, _BRACKETED, _HIGHEST = 26, 20, 20, 9999


def _roman(number: int) -> str:
    written = ""
    for value, sign in _ROMAN:
        written += sign * (number // value)
        number %= value
    return written


def _letters(number: int) -> str:
    """a … z, aa, bb: the same letter again."""
    return chr(ord("a") + (number - 1) % _LETTERS) * ((number - 1) // _LETTERS + 1)


def _one_of(signs: str) -> Callable[[int], str]:
    return lambda number: signs[number - 1] if number <= len(signs) else str(number)


_FORMATS: dict[str, Callable[[int], str]] = {
    "decimalZero": lambda number: f"{number:02d}",
    "lowerLetter": _letters,
    "upperLetter": lambda number: _letters(number).upper(),
    "lowerRoman": _roman,
    "upperRoman": lambda number: _roman(number).upper(),
    "decimalFullWidth": lambda number: str(number).translate(_WIDE),
    "decimalFullWidth2": lambda number: str(number).translate(_WIDE),
    "decimalEnclosedCircle": lambda n: chr(0x2460 + n - 1) if n <= _CIRCLES else str(n),
    "decimalEnclosedCircleChinese": lambda n: chr(0x2460 + n - 1) if n <= _CIRCLES else str(n),
    "decimalEnclosedParen": lambda n: chr(0x2474 + n - 1) if n <= _BRACKETED else f"({n})",
    "decimalEnclosedFullstop": lambda number: f"{number}.",
    "ideographTraditional": _one_of(_STEMS),
    "ideographZodiac": _one_of(_BRANCHES),
    "chineseLegalSimplified": lambda number: spell_chinese(number).translate(_FORMAL),
    "none": lambda _: "",
}
_CHINESE = (
    "chineseCounting", "chineseCountingThousand", "japaneseCounting", "taiwaneseCounting", "taiwaneseCountingThousand",
    "ideographDigital", "japaneseDigitalTenThousand", "koreanDigital2", "chineseCountingThousands",
)  # fmt: skip


def write_numeral(number: int, form: str) -> str:
    """A number that is out of reach, or in a form that we do not know, in figures."""
    if form == "none":
        return ""
    if not 1 <= number <= _HIGHEST:
        return str(number)
    if form in _CHINESE:
        return spell_chinese(number)
    return _FORMATS.get(form, str)(number)
