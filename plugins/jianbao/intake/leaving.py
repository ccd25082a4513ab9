"""What is left out of a body is told, line by line: nothing goes without a word."""

from __future__ import annotations

from jianbao.intake.blocks import Block, Paragraph
from jianbao.intake.remarks import Remarks, cut
from jianbao.problems import Level


def words_of(block: Block) -> str:
    if isinstance(block, Paragraph):
        return block.text
    return " ".join(" ".join(filter(None, row)) for row in block.rows)


def drop(remarks: Remarks, block: Block, what: str) -> None:
    """A line that is nobody's text: a masthead, a page number."""
    _tell(remarks, "word-dropped", block, f"“{cut(words_of(block))}”是{what}，没有写进正文")


def take(remarks: Remarks, block: Block, what: str) -> None:
    """A line that says something about the item."""
    _tell(remarks, "word-read", block, f"“{cut(words_of(block))}”记为{what}，没有写进正文")


def _tell(remarks: Remarks, code: str, block: Block, message: str) -> None:
    if isinstance(block, Paragraph):
        remarks.add(code, message, level=Level.NOTICE, paragraph=block.number)
    else:
        remarks.add_table(code, message, "", Level.NOTICE, block.number)
