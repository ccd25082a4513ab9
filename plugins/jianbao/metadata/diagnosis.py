"""What a clerk most likely did where YAML stumbled: the line at fault, the slip, and how to mend it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from jianbao.metadata.keys import canonical_key, label_key
from jianbao.problems import Place, Problem

_KEY = r"[A-Za-z_\u4e00-\u9fff](?:[A-Za-z_\u4e00-\u9fff]|-(?! )){0,30}"
_START = rf"[ \u3000\u00a0]*(?:- +)?(?:{_KEY})"
_FULLWIDTH_COLON = re.compile(rf"{_START}[ \u3000]*：")
_NO_SPACE = re.compile(rf"({_START}):(?!//)(?=\S|[\u3000\u00a0])")
_VALUE = re.compile(rf"{_START} *:[ \t]+(?=\S)")
_INDENTED = re.compile(rf" +{_KEY} *:(?:\s|$)")
_FORBIDDEN = re.compile("[^\t\n\r -~\u0085\u00a0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_LONG_NUMBER = re.compile(r"\d{7,}[0-9Xx]?|\d{3}[ -]\d{4}[ -]\d{4}")
_CLOSING = {"[": "]", "{": "}"}
_QUOTE_HINT = "给整个内容加一对半角引号，如 title: '……'"


@dataclass(frozen=True, kw_only=True, slots=True)
class Slip:
    """``column`` counts from 0 within its line."""

    code: str
    column: int
    message: str
    hint: str


def diagnose(text: str, path: str, first_line: int, at: tuple[int, int], *, in_control: bool = False) -> Problem:
    """One problem for text that YAML refused ``at`` (line, column from 0); the slip may stand further up."""
    if in_control and (match := _FORBIDDEN.search(text)):
        return _control_problem(text, path, first_line, match)
    lines = text.split("\n")
    number = min(at[0], len(lines) - 1)
    for candidate in (number, *range(number)):
        if slip := find_slip(lines[candidate]):
            return _problem(lines, path, first_line, candidate, slip)
    slip = _find_indent(lines, number) or Slip(
        code="header-syntax",
        column=at[1],
        message="这一行的写法有误",
        hint="每行写“字段名: 内容”；内容里有特殊符号的加引号；括号和引号要成对",
    )
    return _problem(lines, path, first_line, number, slip)


def find_slip(line: str) -> Slip | None:
    """The slip that one line shows by itself."""
    return next((slip for detect in _DETECTORS if (slip := detect(line))), None)


def show_line(line: str, longest: int) -> str:
    """The beginning of a line for a message; numbers that may be a person's are cut short."""
    return _LONG_NUMBER.sub(lambda match: f"{match[0][:3]}****", line.strip())[:longest]


def _problem(lines: Sequence[str], path: str, first_line: int, number: int, slip: Slip) -> Problem:
    shown = show_line(lines[number], 40) or "（空行）"
    place = Place(path=path, line=first_line + number, column=slip.column + 1)
    return Problem(code=slip.code, place=place, message=f"{slip.message}：{shown}", hint=slip.hint)


def _control_problem(text: str, path: str, first_line: int, match: re.Match[str]) -> Problem:
    before = text[: match.start()]
    place = Place(path=path, line=first_line + before.count("\n"), column=len(before.rpartition("\n")[2]) + 1)
    message = f"有看不见的控制字符 U+{ord(match[0]):04X}"
    hint = "多半是从 Word 或网页粘贴带来的，删去后重新输入这一处"
    return Problem(code="header-syntax", place=place, message=message, hint=hint)


def _find_tab(line: str) -> Slip | None:
    indent = line[: len(line) - len(line.lstrip())]
    if "\t" not in indent:
        return None
    message = "这一行用了制表符（Tab）缩进"
    return Slip(code="header-tab", column=indent.index("\t"), message=message, hint="把 Tab 换成空格")


def _find_fullwidth_colon(line: str) -> Slip | None:
    match = _FULLWIDTH_COLON.match(line)
    if match is None:
        return None
    hint = "字段名后要用半角冒号加一个空格，如“title: 标题”"
    return Slip(code="header-fullwidth-colon", column=match.end() - 1, message="字段名后用了全角冒号", hint=hint)


def _find_missing_space(line: str) -> Slip | None:
    match = _NO_SPACE.match(line)
    if match is None:
        return None
    wide = line[match.end()] in "\u3000\u00a0"
    message = "字段名后的冒号跟着全角空格" if wide else "字段名后的冒号没有跟空格"
    return Slip(code="header-space", column=match.end(), message=message, hint="冒号后空一个半角空格，如“title: 标题”")


def _find_value(line: str) -> Slip | None:
    match = _VALUE.match(line)
    if match is None:
        return None
    column, value = match.end(), line[match.end() :].rstrip()
    field = label_key(canonical_key(match[0].strip().removeprefix("- ").rstrip(": \t")))
    return _find_quote(column, value) or _find_bracket(column, value) or _find_sign(column, value, field)


def _find_quote(column: int, value: str) -> Slip | None:
    if value[0] not in "'\"":
        return None
    close = _closing_quote(value)
    if close < 0:
        hint = "补上另一个引号；内容里要用引号的，写全角“ ”"
        return Slip(code="header-syntax", column=column, message=f"引号 {value[0]} 没有成对", hint=hint)
    if rest := value[close + 1 :].partition(" #")[0].strip():
        message = f"引号只括住了前一部分，后面还有“{rest[:10]}”"
        hint = "内容里的引号改用全角“ ”，或给整个内容再加一对半角单引号"
        return Slip(code="header-syntax", column=column + close + 1, message=message, hint=hint)
    return None


def _closing_quote(value: str) -> int:
    quote, position = value[0], 1
    while position < len(value):
        if (quote == '"' and value[position] == "\\") or value[position : position + 2] == "''" == quote * 2:
            position += 2
        elif value[position] == quote:
            return position
        else:
            position += 1
    return -1


def _find_bracket(column: int, value: str) -> Slip | None:
    close = _CLOSING.get(value[0])
    if close is None:
        return None
    end = value.rfind(close)
    if end < 0:
        message = f"括号 {value[0]} 没有成对"
        return Slip(code="header-syntax", column=column, message=message, hint=f"补上 {close}，或{_QUOTE_HINT}")
    if value[end + 1 :].partition(" #")[0].strip():
        message = f"内容以半角“{value[0]}”开头，会被当作一组"
        return Slip(code="header-syntax", column=column, message=message, hint=f"改用全角括号，或{_QUOTE_HINT}")
    return None


def _find_sign(column: int, value: str, field: str) -> Slip | None:
    first, after = value[0], value[1:2]
    special = (
        first in "*&@`%!" or (first in "-?" and after in ("", " ")) or (first in "|>" and after not in ("", *"+-123"))
    )
    if special:
        message = f"内容以“{first}”开头，这个符号系统另有用处"
        return Slip(code="header-syntax", column=column, message=message, hint=f"去掉它，或{_QUOTE_HINT}")
    if first in "'\"[{":
        return None
    hint = "把内容里的半角冒号改成全角“：”，或给整个内容加一对半角引号"
    if ": " in value:
        message = f"‘{field}’的内容里有半角冒号，系统无法识别"
        return Slip(code="header-colon-space", column=column + value.index(": "), message=message, hint=hint)
    if value.endswith(":"):
        message = f"‘{field}’的内容以半角冒号结尾，系统无法识别"
        return Slip(code="header-colon-space", column=column + len(value) - 1, message=message, hint=hint)
    return None


def _find_keyless(line: str) -> Slip | None:
    if not line.strip() or line[0] in " #-" or ":" in line or "：" in line:
        return None
    hint = "每行写“字段名: 内容”；一项要写成一行；正文写在第二行“---”之后"
    return Slip(code="header-syntax", column=0, message="这一行没有字段名", hint=hint)


def _find_indent(lines: Sequence[str], number: int) -> Slip | None:
    if number == 0 or not _INDENTED.match(lines[number]):
        return None
    column = len(lines[number]) - len(lines[number].lstrip())
    return Slip(
        code="header-syntax", column=column, message="这一行前面多了空格", hint="字段名要顶格写，删去前面的空格"
    )


_DETECTORS: tuple[Callable[[str], Slip | None], ...] = (
    _find_tab,
    _find_fullwidth_colon,
    _find_missing_space,
    _find_value,
    _find_keyless,
)
