"""A manuscript's blocks → its title, its particulars, and the body; what is left out is told line by line."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from jianbao.intake.blocks import Block, Paragraph, Table
from jianbao.intake.dates import find_date, is_date
from jianbao.intake.ending import cut_bylines, cut_ending
from jianbao.intake.headings import typed_level
from jianbao.intake.leaving import drop
from jianbao.intake.masthead import (
    is_head_line,
    is_head_table,
    is_number,
    is_publisher,
    is_rule,
    squeeze,
)
from jianbao.intake.particulars import Particulars
from jianbao.intake.remarks import Remarks, cut

_TITLE_STYLES = ("title", "标题", "文章标题", "公文标题", "大标题", "主标题")
_REGION, _LONG, _LONGEST_TITLE, _MOST_LINES, _TITLE_SIZE, _LARGE = 30, 60, 50, 4, 15, 20
_BREAKS = re.compile(r"(?<=[^\x00-\x7f])\s+|\s+(?=[^\x00-\x7f])")
_SIGNER = re.compile(r"签发人?\s*[:：]\s*\S+")


@dataclass(frozen=True, kw_only=True, slots=True)
class Divided:
    title: str
    body: tuple[Block, ...]


def divide(blocks: Sequence[Block], particulars: Particulars, remarks: Remarks) -> Divided:
    """The masthead goes, then the title is taken, then what stands between it and the text, then the ending."""
    rest = _cut_masthead(list(blocks), particulars, remarks)
    title, rest = _take_title(rest, remarks)
    rest = cut_bylines(rest, particulars, remarks)
    _tell_other_titles(rest, remarks)
    return Divided(title=title, body=tuple(cut_ending(rest, particulars, remarks)))


def _measure_region(blocks: Sequence[Block]) -> int:
    """How many blocks stand before what is clearly text."""
    for index, block in enumerate(blocks[:_REGION]):
        if isinstance(block, Table):
            if not is_head_table(block):
                return index
        elif _is_text(block):
            return index
    return min(len(blocks), _REGION)


def _is_text(paragraph: Paragraph) -> bool:
    text = paragraph.text
    if paragraph.pictures:
        return not text
    return not paragraph.look.centred and (len(squeeze(text)) > _LONG or text.endswith(("。", "！", "？", "；")))


def _tell_other_titles(blocks: Sequence[Block], remarks: Remarks) -> None:
    """A periodical sent on as a whole holds several items."""
    for block in blocks:
        if isinstance(block, Paragraph) and block.look.centred and block.look.size >= _LARGE and block.text:
            message = f"“{cut(block.text)}”像另一篇稿件的标题，留在正文里"
            remarks.add("word-title", message, "一篇稿件只写一件事，是几篇的分开报", paragraph=block.number)


# -- the masthead ---------------------------------------------------------------


def _cut_masthead(blocks: list[Block], particulars: Particulars, remarks: Remarks) -> list[Block]:
    """All above the number of the issue or of the paper, then every line that only a masthead has."""
    region = blocks[: _measure_region(blocks)]
    numbered = [n for n, block in enumerate(region) if _is_numbered(block)]
    end = numbered[-1] + 1 if numbered else 0
    while end < len(region) and _goes_on(region[end], after=end > 0):
        end += 1
    for block in region[:end]:
        drop(remarks, block, "刊头")
        if isinstance(block, Paragraph):
            _read_head_line(block, particulars)
    return [block for n, block in enumerate(blocks[end:]) if n >= len(region) - end or not _is_ruled(block)]


def _is_numbered(block: Block) -> bool:
    return is_number(block) if isinstance(block, Paragraph) else is_head_table(block)


def _is_ruled(block: Block) -> bool:
    return isinstance(block, Paragraph) and is_rule(block)


def _goes_on(block: Block, *, after: bool) -> bool:
    """Who prints it, and when, belongs to a masthead only where there is one."""
    return isinstance(block, Paragraph) and (is_head_line(block) or is_rule(block) or (after and is_publisher(block)))


def _read_head_line(paragraph: Paragraph, particulars: Particulars) -> None:
    """签发人 stands beside the number; the day, and the unit as a last resort, in the line of who prints it."""
    if signer := _SIGNER.search(paragraph.text):
        particulars.read_line(signer[0])
    elif is_publisher(paragraph):
        particulars.suppose(particulars.names.find_inside(paragraph.text), find_date(paragraph.text))


# -- the title ------------------------------------------------------------------


def _take_title(blocks: list[Block], remarks: Remarks) -> tuple[str, list[Block]]:
    """By style; else the largest centred lines; else a short first line that is no sentence."""
    region = [block for block in blocks[: _measure_region(blocks)] if isinstance(block, Paragraph) and block.text]
    lines = _find_styled(region) or _find_centred(region) or _find_first(region, len(blocks))
    if not lines:
        remarks.tell("word-title", "没有认出标题", "写上标题；在 Word 里把标题居中、设为二号字，就能认出来")
        return "", blocks
    first = next(n for n, block in enumerate(blocks) if block is lines[0])
    for block in blocks[:first]:
        drop(remarks, block, "标题以上的文字")
    return join_lines(lines), [b for b in blocks[first:] if not any(b is line for line in lines)]


def join_lines(lines: Sequence[Paragraph]) -> str:
    """A title over several lines; Chinese puts no space where a line ends."""
    return _BREAKS.sub("", " ".join(" ".join(line.text.split()) for line in lines))


def _find_styled(region: Sequence[Paragraph]) -> list[Paragraph]:
    return _run(region, lambda paragraph: paragraph.look.style in _TITLE_STYLES)


def _find_centred(region: Sequence[Paragraph]) -> list[Paragraph]:
    """Alone it need not be large: one centred line above a text is its title."""
    centred = [p for p in region if p.look.centred and _may_be_title(p)]
    largest = max((p.look.size for p in centred), default=0.0)
    if not centred or (largest < _TITLE_SIZE and not centred[0].look.strong and len(centred) > 1):
        return []
    return _run(region, lambda p: p.look.centred and p.look.size == largest and _may_be_title(p))


def _find_first(region: Sequence[Paragraph], blocks: int) -> list[Paragraph]:
    first = region[0] if region else None
    if first is None or blocks < 2 or not _may_be_title(first):  # noqa: PLR2004  (a title and something under it)
        return []
    ends = first.text.endswith(("。", "；", "：", ":", "，"))
    return [] if ends or len(first.text) > _LONGEST_TITLE or typed_level(first.text) else [first]


def _may_be_title(paragraph: Paragraph) -> bool:
    text = paragraph.text
    bracketed = text.startswith(("（", "(")) and text.endswith(("）", ")"))
    return not (is_date(text) or bracketed or text.startswith("——") or is_publisher(paragraph))


def _run(region: Sequence[Paragraph], fits: Callable[[Paragraph], bool]) -> list[Paragraph]:
    """The first paragraphs that fit, as long as they follow one another."""
    start = next((n for n, paragraph in enumerate(region) if fits(paragraph)), len(region))
    end = start
    while end < min(len(region), start + _MOST_LINES) and fits(region[end]):
        end += 1
    return list(region[start:end])
