"""个人信息: identity numbers and mobile numbers. Messages never repeat the whole number."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from jianbao.checks.passages import Passage, find_all_passages, find_open_items
from jianbao.checks.rule import Context, Family, Rule
from jianbao.model import Decision, Item
from jianbao.problems import Level, Problem

ID_NUMBER = Rule(
    code="id-number",
    title="有身份证号码",
    reason="简报不应出现公民身份号码，印发或上网即为泄露个人信息。",
    remedy="删去号码；确需说明的只写姓名或“某某”",
)
MOBILE_NUMBER = Rule(
    code="mobile-number",
    title="有手机号码",
    reason="个人手机号码印发或上网即为泄露个人信息；联系电话写在 phone（电话）字段，不会对外。",
    remedy="删去号码；报送联系电话写在 phone（电话）字段",
    level=Level.WARNING,
)

_DIGITS = str.maketrans("０１２３４５６７８９Ｘｘ－　", "0123456789Xx- ")
_NUMBER = re.compile(r"\d{3}[ \-－\u3000]?\d{3}")
_ALONE, _END = r"(?<![0-9A-Za-z.])", r"(?![0-9A-Za-z]|\.[0-9])"
_GAP = "[ -]?"
_LONG = re.compile(rf"{_ALONE}\d{{6}}{_GAP}\d{{8}}{_GAP}\d{{3}}[0-9Xx]{_END}")
_SHORT = re.compile(rf"{_ALONE}\d{{15}}{_END}")
# Numbers of documents and sums of money can have the same shape.
_MOBILE = re.compile(
    rf"(?<!编号)(?<!编号[:：])(?<!单号)(?<!单号[:：])(?<!代码)(?<!代码[:：])"
    rf"(?:{_ALONE}|(?<=\+86)|(?<=\+86[ -]))1[3-9]\d{_GAP}\d{{4}}{_GAP}\d{{4}}(?!\s*[元万亿吨斤])(?![0-9A-Za-z]|\.[0-9])"
)
# GB 11643-1999: weights of the first 17 digits, and the check character for each remainder.
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"


def check_id_number(context: Context) -> Iterator[Problem]:
    for passage in _exposed_passages(context):
        text = passage.text.translate(_DIGITS)
        for match in (*_LONG.finditer(text), *_SHORT.finditer(text)):
            number = re.sub("[ -]", "", match[0])
            if is_id_number(number):
                message = f"有身份证号码 {number[:4]}{'*' * (len(number) - 6)}{number[-2:]}"
                yield ID_NUMBER.report(passage.place(match.start()), message)


def check_mobile_number(context: Context) -> Iterator[Problem]:
    for passage in _exposed_passages(context):
        for match in _MOBILE.finditer(passage.text.translate(_DIGITS)):
            number = re.sub("[ -]", "", match[0])
            message = f"有手机号码 {number[:3]}****{number[-4:]}"
            yield MOBILE_NUMBER.report(passage.place(match.start()), message)


def is_id_number(number: str) -> bool:
    """18 characters with a true check character (GB 11643), or 15 digits; with a region and a birthday that can be."""
    if not 11 <= int(number[:2]) <= 82:  # noqa: PLR2004  (codes of provinces)
        return False
    if len(number) == 15:  # noqa: PLR2004  (numbers issued before 1999)
        return _is_day("19" + number[6:12])
    remainder = sum(int(digit) * weight for digit, weight in zip(number, _WEIGHTS, strict=False)) % 11
    return _CHECKS[remainder] == number[-1].upper() and _is_day(number[6:14])


def _is_day(digits: str) -> bool:
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:])).year > 1900  # noqa: PLR2004  (nobody is older)
    except ValueError:
        return False


def _exposed_passages(context: Context) -> Iterator[Passage]:
    """Texts with a long number in them, but no telephone or digest field, and nothing that an edited text replaced."""
    closed = _replaced_parts(context)
    for passage in find_all_passages(context.office):
        if not _NUMBER.search(passage.text) or passage.field.rpartition(".")[2] in ("phone", "contact", "digest"):
            continue
        if (passage.source.path, passage.field) not in closed:
            yield passage


def _replaced_parts(context: Context) -> frozenset[tuple[str, str]]:
    """(path, field) of titles and bodies of items that were edited and so will never be printed as filed."""
    closed = set()
    for part, field in (("title", "title"), ("body", "")):
        printable = {item.id for item in find_open_items(context.office, context.standing, part)}
        closed |= {
            (item.source.path, field)
            for item in context.office.items.values()
            if item.id not in printable and _is_adopted(context, item)
        }
    return frozenset(closed)


def _is_adopted(context: Context, item: Item) -> bool:
    return any(record.decision is Decision.ADOPT for record in context.standing.decisions[item.id])


FAMILY = Family(name="个人信息", rules=(ID_NUMBER, MOBILE_NUMBER), checks=(check_id_number, check_mobile_number))
