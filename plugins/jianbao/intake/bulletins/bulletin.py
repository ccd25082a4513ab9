"""A bulletin of a higher level as it came (PDF, Word, text file, or pasted) → its plain text, a paragraph a line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from jianbao.characters import drop_unseen
from jianbao.intake.blocks import Block, Paragraph
from jianbao.intake.bulletins.joining import join_lines
from jianbao.intake.bulletins.plain import decode_plain
from jianbao.intake.bulletins.portable import PASTE, read_pages, refuse_unreadable
from jianbao.intake.refusing import RefusedError
from jianbao.intake.word import read_blocks
from jianbao.problems import Level, Place, Problem, ProblemsFound
from jianbao.secrecy import find_secrecy_mark
from jianbao.settings import Settings
from jianbao.settings.intake import MEGABYTE

_PDF = b"%PDF-"
# As PDF readers do: some programs put a few lines of their own before it.
_PDF_WITHIN = 1024
_WORD = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"{\\rtf")
# A monthly volume has a tenth of it.
LONGEST = 400_000


@dataclass(frozen=True, kw_only=True, slots=True)
class BulletinText:
    """``text`` without a 密级 mark, and not empty; cells of one row of a table are parted by tabs. ``remarks`` say what
    is not in it.
    """

    text: str
    remarks: tuple[Problem, ...] = ()


def extract_text(data: bytes, name: str, settings: Settings) -> BulletinText:
    """What it is is told by what it holds. Raises ProblemsFound, and never anything else, for what is not taken."""
    with _telling(name):
        if len(data) > settings.intake.megabytes * MEGABYTE:
            message = f"文件超过 {settings.intake.megabytes} MB"
            raise RefusedError("bulletin-large", message, f"一次上传一期；图片多的，{PASTE}")
        if not data.strip(b"\0 \r\n\t"):
            raise RefusedError("bulletin-empty", "文件是空的", "看看是不是没有保存，或没有传完")
        if _PDF in data[:_PDF_WITHIN]:
            return _read_pdf(data, name, settings)
        if data.startswith(_WORD):
            blocks, remarks = read_blocks(data, name, settings)
            return _finish(_write_blocks(blocks), remarks)
        return _finish(decode_plain(data).split("\n"), ())


def take_pasted(text: str) -> BulletinText:
    """Text that somebody copied. Raises ProblemsFound."""
    with _telling(""):
        return _finish(text.replace("\r", "\n").replace("\f", "\n").split("\n"), ())


@contextmanager
def _telling(name: str) -> Iterator[None]:
    """What is refused, as a problem of that file."""
    try:
        yield
    except RefusedError as refused:
        problem = Problem(code=refused.code, place=Place(path=name), message=refused.message, hint=refused.hint)
        raise ProblemsFound([problem]) from refused


def _read_pdf(data: bytes, name: str, settings: Settings) -> BulletinText:
    pages = read_pages(data, settings.intake)
    for line in (line for page in pages.lines for line in page):
        _refuse_secrets(line.text)
    empty = [number for number, page in enumerate(pages.lines, 1) if not page and number not in pages.unread]
    if not any(pages.lines) and pages.unread:
        raise refuse_unreadable()
    if not any(pages.lines):
        hint = "请对方发 Word 或带文字的 PDF；或用文字识别软件转成文字，存成文本文件再试"
        raise RefusedError("bulletin-scanned", "这是扫描件，没有文字层，读不出文字", hint)
    remarks = []
    if pages.unread:
        remarks.append(_remark(name, f"第{_list(pages.unread)}页读得太久或已损坏，没有读"))
    if empty:
        remarks.append(_remark(name, f"第{_list(empty)}页没有文字，可能是扫描的图片，没有读"))
    return _finish(join_lines(pages.lines), remarks)


def _remark(name: str, message: str) -> Problem:
    hint = "这几页里有没有用我们的稿件，请打开文件看"
    return Problem(code="bulletin-page", place=Place(path=name), message=message, hint=hint, level=Level.WARNING)


def _list(numbers: Iterable[int]) -> str:
    return "、".join(map(str, numbers))


def _write_blocks(blocks: Iterable[Block]) -> list[str]:
    """Paragraphs as they read, table rows as lines."""
    lines: list[str] = []
    for block in blocks:
        rows = [block.text] if isinstance(block, Paragraph) else ["\t".join(row) for row in block.rows]
        lines += rows
    return lines


def _finish(lines: Iterable[str], remarks: Iterable[Problem]) -> BulletinText:
    # Pages and clipboards hold them too.
    seen = (drop_unseen(line, " ").strip() for line in lines)
    text = "\n".join(line for line in seen if line)
    if not text:
        raise RefusedError("bulletin-empty", "没有文字", "看看是不是没有保存，或内容全是图片")
    if len(text) > LONGEST:
        message = f"有{len(text)}字，超过{LONGEST}字"
        raise RefusedError("bulletin-large", message, "一次上传一期；合订本请拆开")
    _refuse_secrets(text)
    return BulletinText(text=text, remarks=tuple(remarks))


def _refuse_secrets(text: str) -> None:
    if mark := find_secrecy_mark(text):
        hint = "立即停止操作，把文件移出，按保密规定报告并走涉密渠道；确非涉密的，删去密级标志"
        raise RefusedError("secrecy-mark", f"有密级标志“{mark}”，不能读入", hint)
