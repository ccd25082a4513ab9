"""标点和数字: half-width signs inside Chinese text, and numbers that no separator can make."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jianbao.checks.markup import mask_markup
from jianbao.checks.rule import Context, Family, Rule
from jianbao.checks.wording import excerpt
from jianbao.problems import Level, Problem

PUNCTUATION_HALFWIDTH = Rule(
    code="punctuation-halfwidth",
    title="中文里用了半角标点",
    reason="公文中的标点一律用全角（GB/T 15834），半角标点排印出来大小、间距都不对。",
    remedy="改成全角标点：，；：！？（）。“”",
    level=Level.WARNING,
)
NUMBER_SEPARATOR = Rule(
    code="number-separator",
    title="数字的分节写法有误",
    reason="分节号或小数点放错了位置，数字就可能错了几位。",
    remedy="核对数字；分节用半角逗号三位一节（1,234），小数点只有一个；并列的数用顿号",
    level=Level.WARNING,
)

_CHINESE = "\u3400-\u9fff\uf900-\ufaff"
_BEFORE = f"[{_CHINESE}》）】〕”％]"
_AFTER = f"[{_CHINESE}《（【〔“]"
_MARKS = "[*_~]*"
# A sign is inside Chinese text when a Chinese character stands on either side, emphasis marks aside.
# A full stop also serves numbers and Latin enumerators, so only the character before it counts.
_HALFWIDTH = re.compile(
    rf"(?<={_BEFORE})(?P<marks>{_MARKS})(?P<sign>[,;:!?()\"']|\.(?![A-Za-z0-9]))"
    rf"|(?P<single>[,;:!?()\"'])(?={_MARKS}{_AFTER})"
)
_GROUPED = re.compile(r"(?<![\d.,A-Za-z])\d+(?:,\d+)+(?![\dA-Za-z])")
_GROUPED_WELL = re.compile(r"\d{1,3}(?:,\d{3})+")
_FULLWIDTH_COMMA = re.compile(r"(?<![\d.,，])[1-9]\d{0,2}(?:，\d{3})+(?![\d.，])")
_DOTTED = re.compile(r"(?<![\d.A-Za-z])\d+(?:\.\d+){2,}(?![\d.])")
_DOUBLED = re.compile(r"\d(?:[.,，．][,，．]|[,，．][.,，．]|\.\.(?!\.))\d")


def check_halfwidth(context: Context) -> Iterator[Problem]:
    """One problem a line: where the first such sign stands, and how many there are."""
    for passage in context.open_passages:
        for offset, line in passage.lines():
            found = list(_HALFWIDTH.finditer(mask_markup(line)))
            if not found:
                continue
            at = found[0].start("sign") if found[0]["sign"] else found[0].start("single")
            total = f"（这一段共{len(found)}处）" if len(found) > 1 else ""
            message = f"中文里用了半角标点“{line[at]}”{total}：{excerpt(line, at, at + 1)}"
            yield PUNCTUATION_HALFWIDTH.report(passage.place(offset + at), message)


def check_separators(context: Context) -> Iterator[Problem]:
    for passage in context.open_passages:
        for offset, line in passage.lines():
            masked = mask_markup(line)
            for start, end in sorted(_find_wrong_numbers(masked)):
                message = f"数字的分节写法有误：{excerpt(line, start, end, around=4)}"
                yield NUMBER_SEPARATOR.report(passage.place(offset + start), message)


def _find_wrong_numbers(line: str) -> set[tuple[int, int]]:
    found = {match.span() for match in _GROUPED.finditer(line) if not _GROUPED_WELL.fullmatch(match[0])}
    found |= {match.span() for match in _FULLWIDTH_COMMA.finditer(line)}
    found |= {match.span() for match in _DOTTED.finditer(line) if _is_no_dotted_number(match[0])}
    for match in _DOUBLED.finditer(line):
        if not any(start <= match.start() < end for start, end in found):
            found.add(match.span())
    return found


def _is_no_dotted_number(written: str) -> bool:
    """Dates (2026.11.3), versions and clauses (1.2.3) and addresses of machines (10.0.0.1) may have several dots."""
    parts = written.split(".")
    if len(parts) == 4:  # noqa: PLR2004  (an IPv4 address)
        return any(int(part) > 255 for part in parts)  # noqa: PLR2004  (the largest byte)
    return any(len(part) > 2 for part in parts[1:])  # noqa: PLR2004  (a day, a month, a clause)


FAMILY = Family(
    name="标点和数字",
    rules=(PUNCTUATION_HALFWIDTH, NUMBER_SEPARATOR),
    checks=(check_halfwidth, check_separators),
)
