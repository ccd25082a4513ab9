"""正文: the text of a mail as people read it; and as a manuscript, where the mail itself is the item."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from jianbao.intake.blocks import Look, Paragraph, Piece
from jianbao.intake.composing import compose
from jianbao.intake.dividing import divide
from jianbao.intake.mail.charsets import clean_text
from jianbao.intake.particulars import Particulars
from jianbao.intake.remarks import Remarks
from jianbao.intake.unit_names import UnitNames
from jianbao.intake.word import Manuscript
from jianbao.settings import Settings

# Where what somebody wrote before begins, or where the writer's card does.
_END = re.compile(
    r"-{2,}[ ]*(?:原始邮件|Original Message|转发邮件信息|Forwarded Message|回复的原邮件|转发的邮件)[ ]*-*"
    r"|.{0,80}写道[:：]|On .{0,80} wrote:|--|发自我的.{0,20}|Sent from my .{0,20}",
    re.IGNORECASE,
)
_BLOCKS = frozenset(
    {"p", "div", "br", "tr", "li", "h1", "h2", "h3", "h4", "h5", "h6", "table", "blockquote", "hr", "ul"}
)
_SILENT = frozenset({"script", "style", "head", "title", "template"})
_FULL = re.compile("[。！？；：”）.!?;:)]$")
# A line as long as this was broken by the program that sent it.
_BROKEN_AT, _TITLE_SIZE = 30, 22


def read_html(text: str) -> str:
    """The text of a page, a line for each block. Scripts and what they would fetch are nothing."""
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, recover=True, huge_tree=False)
    try:
        root = etree.fromstring(text.encode(), parser)
    except etree.LxmlError:
        return ""
    return "" if root is None else clean_text("".join(_list_pieces(root)))


def _list_pieces(root: etree._Element) -> Iterator[str]:
    silent = 0
    for event, element in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        name = element.tag if isinstance(element.tag, str) else ""
        if event == "start":
            silent += name in _SILENT
            yield "\n" if name in _BLOCKS else ""
            yield "" if silent else " ".join((element.text or "").split())
            continue
        silent -= event == "end" and name in _SILENT
        yield "\n" if event == "end" and name in _BLOCKS else ""
        yield "" if silent else " ".join((element.tail or "").split())


def cut_quoted(text: str) -> str:
    """What the sender wrote now: without quoted lines, and all below the mail that it answers."""
    kept = []
    for line in text.split("\n"):
        bare = line.strip()
        if _END.fullmatch(bare):
            break
        if not bare.startswith(">"):
            kept.append(line)
    return "\n".join(kept).strip()


def count_text(text: str) -> int:
    return len("".join(text.split()))


def read_text_manuscript(title: str, text: str, name: str, settings: Settings) -> Manuscript:
    """The subject is the title; particulars (报送单位：…) are taken from the text as they are from a Word file."""
    lines = [line for line in _join_lines(text) if line]
    if lines and lines[0] == title:
        del lines[0]
    head = Paragraph(number=1, pieces=(Piece(text=title),), look=Look(centred=True, size=_TITLE_SIZE))
    body = [Paragraph(number=n, pieces=(Piece(text=line),)) for n, line in enumerate(lines, 2)]
    remarks, particulars = Remarks(name), Particulars(UnitNames(settings.units))
    divided = divide([head, *body], particulars, remarks)
    particulars.settle()
    return Manuscript(
        title=title,
        units=particulars.units,
        author=particulars.author,
        phone=particulars.phone,
        approver=particulars.approver,
        date=particulars.date,
        body=compose(divided.body),
        pictures=(),
        remarks=tuple(remarks.found),
    )


def _join_lines(text: str) -> Iterator[str]:
    """Paragraphs: a long line that ends within a sentence goes on in the next one, unless that is indented."""
    open_line = ""
    for line in text.split("\n"):
        bare = line.strip()
        if open_line and (not bare or line[:1].isspace()):
            yield open_line
            open_line = ""
        open_line += bare
        if len(bare) < _BROKEN_AT or _FULL.search(bare):
            yield open_line
            open_line = ""
    yield open_line
