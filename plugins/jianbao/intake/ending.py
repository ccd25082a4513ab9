"""落款, 版记 and bylines: what stands under a title and below the text, read from the outside inwards."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from jianbao.intake.blocks import Block, Paragraph, Piece
from jianbao.intake.dates import find_date, is_date
from jianbao.intake.leaving import drop, take
from jianbao.intake.masthead import is_imprint, is_imprint_table, is_publisher, is_rule, is_salutation
from jianbao.intake.particulars import Particulars
from jianbao.intake.remarks import Remarks

_BYLINES = 8
_BRACKET = re.compile(r"[（(]([^（）()]{2,40})[）)][\s。]*$")
_CLOSED = re.compile("[。！？…][”’）]?$")
_SENTENCE, _LONGEST = 10, 120


def cut_bylines(blocks: list[Block], particulars: Particulars, remarks: Remarks) -> list[Block]:
    """Lines between title and text: unit, day, author, whom it is addressed to. A subtitle stays, and is told."""
    kept: list[Block] = []
    for index, block in enumerate(blocks[:_BYLINES]):
        what = _read_byline(block, particulars)
        if what.startswith("主送"):
            drop(remarks, block, what)
        elif what:
            take(remarks, block, what)
        elif isinstance(block, Paragraph) and block.text.startswith("——") and block.look.centred:
            message = f"“{block.text}”是副题，留在正文的第一行"
            remarks.add("word-title", message, "副题不写进标题；可以删去，或写进正文", paragraph=block.number)
            kept.append(block)
        elif not (isinstance(block, Paragraph) and is_rule(block)):
            return [*kept, *blocks[index:]]
    return [*kept, *blocks[_BYLINES:]]


def _read_labelled(block: Block, particulars: Particulars) -> bool:
    """Labels and what they are of, or a unit with a name, in a line or a form."""
    if not isinstance(block, Paragraph):
        return particulars.read_table(block.rows)
    return not block.pictures and (particulars.read_line(block.text) or particulars.read_byline(block.text))


def _read_byline(block: Block, particulars: Particulars) -> str:
    """What the line says, in words; empty for one that is text."""
    if _read_labelled(block, particulars):
        return "报送要素"
    if not isinstance(block, Paragraph) or block.pictures:
        return ""
    if is_date(block.text):
        particulars.sign(day=find_date(block.text))
        return "日期"
    if is_publisher(block):
        particulars.sign(units=particulars.names.find_inside(block.text), day=find_date(block.text))
        return "单位和日期"
    if block.look.centred and particulars.names.looks_like_unit(block.text):
        particulars.sign(units=particulars.names.read(block.text))
        return "单位"
    return "主送机关" if is_salutation(block) else ""


def cut_ending(blocks: Sequence[Block], particulars: Particulars, remarks: Remarks) -> list[Block]:
    """Backwards from the last line, as long as it belongs to no text."""
    kept = list(blocks)
    signed: list[Paragraph] = []
    dated = False
    while kept:
        last = kept[-1]
        if _is_imprint(last):
            drop(remarks, last, "版记")
        elif what := _read_ending(last, particulars):
            take(remarks, last, what)
            dated = dated or what != "报送要素"
        elif isinstance(last, Paragraph) and _is_signature(last, particulars, dated):
            take(remarks, last, "报送单位")
            signed.insert(0, last)
        else:
            break
        kept.pop()
    units = dict.fromkeys(unit for line in signed for unit in particulars.names.read(line.text))
    particulars.sign(units=tuple(units))
    return [*kept[:-1], _cut_bracket(kept[-1], particulars, remarks)] if kept else []


def _is_imprint(block: Block) -> bool:
    if not isinstance(block, Paragraph):
        return is_imprint_table(block)
    return not block.pictures and is_imprint(block.text)


def _read_ending(block: Block, particulars: Particulars) -> str:
    if _read_labelled(block, particulars):
        return "报送要素"
    if not isinstance(block, Paragraph) or block.pictures:
        return ""
    if is_date(block.text):
        particulars.sign(day=find_date(block.text))
        return "落款日期"
    if len(block.text) > _LONGEST:
        return ""
    words = re.sub(r"\s*[0-9０-９二][0-9０-９〇○零一二三四五六七八九]{3}\s*年.*$", "", block.text)
    if is_publisher(block) and particulars.names.looks_like_unit(words):
        particulars.sign(units=particulars.names.read(words), day=find_date(block.text))
        return "落款"
    return ""


def _is_signature(paragraph: Paragraph, particulars: Particulars, dated: bool) -> bool:
    """A unit's name above a date, or set to the right, or known and alone on the last line."""
    names = particulars.names
    if paragraph.label or paragraph.bullet is not None or paragraph.pictures:
        return False
    parts = paragraph.text.replace("、", " ").split()
    if not parts or not (all(map(names.looks_like_unit, parts)) or names.looks_like_unit("".join(parts))):
        return False
    return dated or paragraph.look.right or names.is_known(paragraph.text)


def _cut_bracket(block: Block, particulars: Particulars, remarks: Remarks) -> Block:
    """……不断提高。（城关镇　张××）: the byline at the end of the last sentence."""
    if not isinstance(block, Paragraph) or block.pictures or (match := _BRACKET.search(block.text)) is None:
        return block
    words = match[0].strip().rstrip("。")
    # 由牵头单位（区教育局）负责: a unit alone is a byline only behind a whole sentence.
    alone = not re.search(r"[\s:：]", words) and not _CLOSED.search(block.text[: match.start()])
    if match.start() < _SENTENCE or alone or not (particulars.read_line(words) or particulars.read_byline(words)):
        return block
    line = replace(block, label="", pieces=(Piece(text=match[0].strip()),))
    take(remarks, line, "报送要素")
    return replace(block, pieces=_shorten(block.pieces, len(match[0])))


def _shorten(pieces: Sequence[Piece], by: int) -> tuple[Piece, ...]:
    """Without so many characters at the end, and the space behind them."""
    text = "".join(piece.text for piece in pieces)
    left = len(text.rstrip()) - by
    kept = []
    for piece in pieces:
        kept.append(replace(piece, text=piece.text[: max(0, left)]))
        left -= len(piece.text)
    return tuple(piece for piece in kept if piece.text)
