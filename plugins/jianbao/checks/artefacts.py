"""遗留: what drafting left behind, and what came along when text was pasted from Word or a web page."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jianbao.characters import (
    CONTROLS,
    DIRECTIONS,
    LINE_SEPARATORS,
    NO_CHARACTERS,
    SHAPELESS,
    SOFT_HYPHEN,
    ZERO_WIDTH,
)
from jianbao.checks.lines import is_line
from jianbao.checks.passages import Passage
from jianbao.checks.rule import Context, Family, Rule
from jianbao.checks.wording import excerpt
from jianbao.problems import Level, Problem

LEFTOVERS = Rule(
    code="leftovers",
    title="有没写完的地方",
    reason="起草时留下的“待核”“待补”之类的记号，印出去就是差错。",
    remedy="核实、补全后删去这个记号",
    words={
        "words": ("在这里写正文", "待核", "待补", "【此处", "【请", "TODO", "XXX", "？？", "??", "lorem"),
        # Running words that only begin like one of those above.
        "allow": (
            *("待核实", "待核查", "待核准", "待核验", "待核销", "待核定", "待核减", "待核发", "待核对", "待核酸"),
            *("待补充", "待补贴", "待补助", "待补缴", "待补办", "待补偿", "待补种", "待补齐", "待补植", "待补录"),
            *("待补强", "待补短板", "待补登"),
        ),
    },
)
WORD_ARTEFACTS = Rule(
    code="word-artefacts",
    title="有从 Word 或网页带来的异常字符",
    reason="看不见的字符、失效的域代码和乱码符号，在网页和印刷件上会变成方框、空白或英文报错；一行的内容里有换行，版面就乱。",
    remedy="删去后重新输入这一处；粘贴时选“只保留文本”",
)
RAW_HTML = Rule(
    code="raw-html",
    title="正文里有 HTML 标签",
    reason="为了安全，HTML 标签会原样印成文字，不起排版作用。",
    remedy="删去标签；加粗用 **两个星号**，分段空一行",
    level=Level.WARNING,
)

# Ranges of characters that nobody sees, and those that print as a box or in another width; and what to call them.
_UNSEEN = {
    ZERO_WIDTH: "零宽字符",
    DIRECTIONS: "控制书写方向的字符",
    SOFT_HYPHEN: "软连字符",
    CONTROLS + LINE_SEPARATORS: "控制字符",
    SHAPELESS + NO_CHARACTERS: "看不见的字符",
}
_STRANGE = {
    "\ue000-\uf8ff\U000f0000-\U0010ffff": "自造字或项目符号",
    "\ufffc\ufffd": "丢失的对象或乱码",
    "\u00a0\u2007\u202f": "不换行空格",
}
_NAMES = (*_UNSEEN.values(), *_STRANGE.values())
_ANY_SIGN = re.compile(f"[{''.join((*_UNSEEN, *_STRANGE))}]")
_UNSEEN_SIGN = re.compile("|".join(f"([{ranges}])" for ranges in _UNSEEN))
_SIGN = re.compile("|".join(f"([{ranges}])" for ranges in (*_UNSEEN, *_STRANGE)))
_RUBBLE = re.compile(
    r"错误[!！]\s*(?:未找到引用源|未定义书签|超链接引用无效)[。.]?"
    r"|Error!\s*(?:Reference source not found|Bookmark not defined|Hyperlink reference not valid)\.?"
    r"|\bHYPERLINK\s+(?:\\l\s+)?[\"“]"
    r"|\b(?:PAGEREF|MERGEFORMAT|EMBED Equation)\b"
    r"|</?[ovw]:[a-z]+[^>]*>"
    r"|\bmso-[a-z]+",
    re.IGNORECASE,
)
_TAGS = "a|b|blockquote|br|center|div|em|font|h[1-6]|hr|i|iframe|img|li|ol|p|pre|s|script|span|strong|style|sub|sup"
_HTML = re.compile(rf"</?(?:{_TAGS}|table|tbody|td|th|thead|tr|u|ul)(?:\s[^<>]*)?/?>|<!--.*?(?:-->|$)", re.IGNORECASE)
_CODE = re.compile(r"`[^`\n]*`")


def check_leftovers(context: Context) -> Iterator[Problem]:
    words = _compile_words(context.words(LEFTOVERS, "words"))
    allowed = _compile_words(context.words(LEFTOVERS, "allow"))
    for passage in context.open_passages:
        kept = [match.span() for match in allowed.finditer(passage.text)] if allowed else []
        for match in words.finditer(passage.text) if words else ():
            if not any(start <= match.start() < end for start, end in kept):
                message = f"有没写完的记号“{match[0]}”：{excerpt(passage.text, *match.span())}"
                yield LEFTOVERS.report(passage.place(match.start()), message)


def _compile_words(words: tuple[str, ...]) -> re.Pattern[str] | None:
    """Any of the words, the longest first; Latin ones in either case and only as whole words."""
    patterns = [
        rf"(?<![A-Za-z]){re.escape(word)}(?![A-Za-z])" if word.isascii() and word.isalpha() else re.escape(word)
        for word in sorted(words, key=len, reverse=True)
    ]
    return re.compile("|".join(patterns), re.IGNORECASE) if patterns else None


def check_signs(context: Context) -> Iterator[Problem]:
    """The first of each sort in a line, what nobody sees in whatever is written; and line ends in what is one line."""
    printed = {(p.source.path, p.field) for p in (*context.open_passages, *context.office_passages)}
    for passage in context.mendable_passages:
        yield from _report_signs(passage, _SIGN if (passage.source.path, passage.field) in printed else _UNSEEN_SIGN)
        written = passage.text.strip()
        if "\n" in written and is_line(passage.field):
            near = _SIGN.sub("", excerpt(written, written.index("\n"), written.index("\n"), around=4))
            yield WORD_ARTEFACTS.report(passage.place(), f"应写成一行，却有换行，在“{near}”处")


def _report_signs(passage: Passage, signs: re.Pattern[str]) -> Iterator[Problem]:
    # Most texts have none: one class of all is looked for at once.
    if not _ANY_SIGN.search(passage.text):
        return
    for offset, line in passage.lines():
        met = set()
        for match in signs.finditer(line):
            if (sort := match.lastindex or 1) not in met:
                met.add(sort)
                place = passage.place(offset + match.start())
                near = _SIGN.sub("", excerpt(line, *match.span(), around=4))
                yield WORD_ARTEFACTS.report(place, f"有{_NAMES[sort - 1]} U+{ord(match[0]):04X}，在“{near}”处")


def check_rubble(context: Context) -> Iterator[Problem]:
    for passage in (*context.open_passages, *context.office_passages):
        for match in _RUBBLE.finditer(passage.text):
            yield WORD_ARTEFACTS.report(passage.place(match.start()), f"有 Word 留下的域代码或报错“{match[0]}”")


def check_html(context: Context) -> Iterator[Problem]:
    """The first tag of a line."""
    for passage in context.open_passages:
        for offset, line in passage.lines():
            masked = _CODE.sub(lambda match: "x" * len(match[0]), line)
            if match := _HTML.search(masked):
                yield RAW_HTML.report(passage.place(offset + match.start()), f"有 HTML 标签“{match[0]}”")


FAMILY = Family(
    name="遗留",
    rules=(LEFTOVERS, WORD_ARTEFACTS, RAW_HTML),
    checks=(check_leftovers, check_signs, check_rubble, check_html),
)
