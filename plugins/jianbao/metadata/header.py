"""A Markdown record → its header (between two ``---`` lines) and its body."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from jianbao.metadata.diagnosis import find_slip
from jianbao.metadata.keys import ALIASES, KEYS
from jianbao.metadata.tree import Mapping, Scalar, parse_tree
from jianbao.problems import Place, Problem

_FENCE = re.compile(r"^---[ \t]*$")
# What is typed or pasted instead of three hyphens; ``---`` itself counts where it does not stand at the margin.
# Before it: what editors put at the very beginning of a file. All that nobody sees is known to ``characters``, below.
_LIKE_FENCE = re.compile(r"^[\s\u200b\ufeff]*[-‐-―−－─━_]{2,}\s*$")
_HEADER_LINE = re.compile(r"^(?:[ \t\u3000]*[A-Za-z_\u4e00-\u9fff]{1,20}[ \u3000]*[:：]|\s+\S|- |#)")
_TITLE_COMMENT = re.compile(r"^(?:title|标题)\s*:\s+(?P<value>[^'\"#\s][^#]*?)\s(?P<lost>#.*)$")
_INDENTED_KEY = re.compile(r"^\s+(?P<key>[A-Za-z_\u4e00-\u9fff]+)\s*：")
_BLOCK_VALUE = re.compile(r":[ \t]+[|>][-+0-9]*[ \t]*$", re.MULTILINE)
_WIDE_SPACES = "\u3000\u00a0"


@dataclass(frozen=True, kw_only=True, slots=True)
class Header:
    """The metadata mapping of a record, its body, and the line in the file on which the body begins."""

    fields: Mapping
    body: str
    body_line: int


def split_header(text: str, path: str) -> tuple[Header | None, list[Problem]]:
    """None when the header is damaged; each kind of damage has a problem with a hint of its own."""
    lines = text.split("\n")
    if not _FENCE.match(lines[0]):
        return None, [_missing_problem(lines, path)]
    end = next((n for n, line in enumerate(lines[1:], 1) if _FENCE.match(line)), None)
    if end is None:
        return None, [_unclosed_problem(lines, path)]
    fields, problems = parse_mapping("\n".join(lines[1:end]), path, first_line=2)
    if fields is None:
        # The second fence may be a rule far down in the body, after a fence that only looks like one.
        unclosed = any(_LIKE_FENCE.match(line) for line in lines[1:end])
        return None, [_unclosed_problem(lines, path)] if unclosed else problems
    problems += _find_title_comment(lines[1:end], path)
    body_line = _body_line(lines, end)
    return Header(fields=fields, body="\n".join(lines[end + 1 :]).strip("\n"), body_line=body_line), problems


def parse_mapping(text: str, path: str, *, first_line: int = 1) -> tuple[Mapping | None, list[Problem]]:
    """A whole file, or a header, that must be ``key: value`` lines."""
    node, problems = parse_tree(text, path, first_line=first_line)
    if problems:
        return None, problems
    if node is None:
        return Mapping(place=Place(path=path, line=first_line), entries=()), []
    if isinstance(node, Mapping):
        return node, _find_wide_signs(node) + _find_swallowed_keys(text, path, first_line)
    slips = ((n, find_slip(line)) for n, line in enumerate(text.split("\n")) if isinstance(node, Scalar))
    number, slip = next(((n, slip) for n, slip in slips if slip), (0, None))
    if slip:
        place = Place(path=path, line=first_line + number, column=slip.column + 1)
        return None, [Problem(code=slip.code, place=place, message=slip.message, hint=slip.hint)]
    message, hint = "开头部分应一行写一项“字段名: 内容”", "按样稿填好开头各项，冒号后要有一个空格"
    return None, [Problem(code="header-syntax", place=node.place, message=message, hint=hint)]


def _find_wide_signs(mapping: Mapping) -> list[Problem]:
    """Full-width colons and spaces in a key, which YAML takes for letters. The field is read all the same."""
    problems = []
    for key, _ in mapping.entries:
        name, colon, _ = key.text.partition("：")
        if colon:
            message = f"字段名“{name.strip()}”后用了全角冒号"
            hint = "字段名后要用半角冒号加一个空格，如“title: 标题”"
            problems.append(Problem(code="header-fullwidth-colon", place=key.place, message=message, hint=hint))
        elif key.text.strip(_WIDE_SPACES) != key.text:
            message, hint = f"字段名“{name.strip()}”带有全角空格", "删去全角空格；字段名顶格写，冒号后空一个半角空格"
            problems.append(Problem(code="header-space", place=key.place, message=message, hint=hint))
    return problems


def _find_swallowed_keys(text: str, path: str, first_line: int) -> list[Problem]:
    """An indented ``单位：…`` is no field: YAML adds the line to the value above without a word."""
    problems: list[Problem] = []
    if _BLOCK_VALUE.search(text):  # where a value has lines of its own, an indented line is text
        return problems
    for number, line in enumerate(text.split("\n")):
        match = _INDENTED_KEY.match(line)
        if number and match and (match["key"] in ALIASES or match["key"] in KEYS):
            place = Place(path=path, line=first_line + number, column=match.end())
            message = f"“{match['key']}”后用了全角冒号，这一行并进了上一个字段"
            hint = "字段名顶格写，后面用半角冒号加一个空格"
            problems.append(Problem(code="header-fullwidth-colon", place=place, message=message, hint=hint))
    return problems


def _find_title_comment(lines: Sequence[str], path: str) -> list[Problem]:
    for number, line in enumerate(lines, 2):
        if match := _TITLE_COMMENT.match(line):
            place = Place(path=path, line=number, column=match.start("lost") + 1)
            message = f"标题里“#”及其后的字没有读进来：{match['lost'][:20]}"
            hint = "空格加“#”在开头部分表示注释；标题里确有 # 的，给整个标题加引号"
            return [Problem(code="header-comment", place=place, message=message, hint=hint)]
    return []


def _body_line(lines: Sequence[str], end: int) -> int:
    """The line of the body's first line, counted from 1; the body begins at the first line that is not empty."""
    return next((n for n, line in enumerate(lines[end + 1 :], end + 2) if line), end + 2)


def _missing_problem(lines: Sequence[str], path: str) -> Problem:
    number = next((n for n, line in enumerate(lines[:5]) if _LIKE_FENCE.match(line)), None)
    hint = "按样稿填好开头各项：第一行“---”，下面写标题、单位等，再写一行“---”，然后是正文；样稿可用 jianbao new 生成"
    if number is None:
        return Problem(
            code="header-missing",
            place=Place(path=path),
            message="开头缺少标题、单位等项：文件第一行应是三个半角减号“---”",
            hint=hint,
        )
    written = lines[number].strip().strip("\u200b\ufeff")
    if written != "---":
        message = f"“{written}”应是三个半角减号“---”"
    elif number:
        message, hint = "开头的“---”前面有空行或别的字", "把“---”前面的都删去，它应在第一行"
    else:
        message, hint = "开头的“---”前面有空格或看不见的字符", "删去“---”前面的空格，让它顶格"
    return Problem(code="header-missing", place=Place(path=path, line=number + 1), message=message, hint=hint)


def _unclosed_problem(lines: Sequence[str], path: str) -> Problem:
    like = next((n for n, line in enumerate(lines[1:], 2) if _LIKE_FENCE.match(line)), None)
    if like is not None:
        written = lines[like - 1].strip()
        slip = "前面有空格" if written == "---" else "应是三个半角减号“---”"
        return Problem(
            code="header-unclosed",
            place=Place(path=path, line=like),
            message=f"开头部分没有结束：“{written}”{slip}",
            hint="把这一行改成顶格的“---”",
        )
    last = next((n for n, line in enumerate(lines[1:], 2) if not _HEADER_LINE.match(line)), len(lines))
    return Problem(
        code="header-unclosed",
        place=Place(path=path, line=last),
        message="开头部分没有结束：缺第二行“---”",
        hint="在最后一个字段之后、正文之前，单独写一行“---”",
    )
