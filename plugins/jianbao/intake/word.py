"""A Word file → a manuscript: what an item is made of, and what a person must look at. Knows no file and no command."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from jianbao.intake.asides import read_asides
from jianbao.intake.blocks import Block, Paragraph, Picture
from jianbao.intake.composing import compose
from jianbao.intake.converting import convert_to_docx
from jianbao.intake.dividing import divide
from jianbao.intake.filetypes import FileType, tell_type
from jianbao.intake.graphics import Pictures
from jianbao.intake.inline import InlineReader
from jianbao.intake.listing import Lists
from jianbao.intake.opening import WordFile, open_word
from jianbao.intake.particulars import Particulars
from jianbao.intake.refusing import RefusedError
from jianbao.intake.remarks import TRACKED, Remarks
from jianbao.intake.styles import Styles
from jianbao.intake.texts import list_texts
from jianbao.intake.unit_names import UnitNames
from jianbao.intake.walking import BlockReader
from jianbao.metadata import Moment
from jianbao.problems import Level, Place, Problem, ProblemsFound, sort_problems
from jianbao.secrecy import find_secrecy_mark
from jianbao.settings import IntakeSettings, Settings
from jianbao.settings.intake import MEGABYTE

__all__ = ["Manuscript", "Picture", "read_manuscript"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Manuscript:
    """``units`` are ids, or names as written where the registry does not know them; the lead is the first.

    ``body`` is Markdown that names its ``pictures`` by their bare names. Fields that the file does not say are empty.
    """

    title: str
    units: tuple[str, ...]
    author: str
    phone: str
    approver: str
    date: Moment | None
    body: str
    pictures: tuple[Picture, ...]
    remarks: tuple[Problem, ...]

    @property
    def changes(self) -> tuple[Problem, ...]:
        """The remarks on tracked changes: the body has them taken, which somebody must agree to."""
        return tuple(remark for remark in self.remarks if remark.code in TRACKED)


def read_manuscript(data: bytes, name: str, settings: Settings, limits: IntakeSettings | None = None) -> Manuscript:
    """Reads .docx; .doc, .wps, .rtf and .odt where LibreOffice is installed. The bytes say what it is, not the name.

    Raises ProblemsFound, and never anything else, for a file that is not taken.
    """
    try:
        return _read(data, name, settings, limits or settings.intake)
    except RefusedError as refused:
        problem = Problem(code=refused.code, place=Place(path=name), message=refused.message, hint=refused.hint)
        raise ProblemsFound([problem]) from refused


def refuse_large(size: int, limits: IntakeSettings) -> None:
    """Before a byte is read, where the size is known. Raises RefusedError."""
    if size > limits.megabytes * MEGABYTE:
        message = f"文件有 {-(-size // MEGABYTE)} MB，超过 {limits.megabytes} MB"
        raise RefusedError("word-large", message, "在 Word 里用“压缩图片”缩小；照片缩到长边2400像素就够印")


def read_blocks(data: bytes, name: str, settings: Settings) -> tuple[list[Block], tuple[Problem, ...]]:
    """The text of any Word file, be it no manuscript, and what was left out of it. Raises RefusedError."""
    remarks = Remarks(name)
    _, blocks = _open(data, remarks, settings.intake, settings.printing.picture_megapixels)
    return blocks, tuple(sort_problems(remarks.found))


def _open(data: bytes, remarks: Remarks, limits: IntakeSettings, megapixels: int) -> tuple[Pictures, list[Block]]:
    """Refuses secrets and what holds nothing."""
    kind = tell_type(data)
    word = open_word(data if kind is FileType.DOCX else convert_to_docx(data, kind, limits), limits)
    pictures = Pictures(word, word.relations, remarks, megapixels)
    blocks = _read_blocks(word, pictures, remarks, limits)
    # After the reading, which refuses what is nested without end and would take long to look through.
    _refuse_secrets(word)
    if not any((isinstance(block, Paragraph) and block.text) or block.pictures for block in blocks):
        raise RefusedError("word-empty", "文件里没有文字", "看看是不是没有保存，或内容全是图片；扫描件要先转成文字")
    return pictures, blocks


def _read(data: bytes, name: str, settings: Settings, limits: IntakeSettings) -> Manuscript:
    refuse_large(len(data), limits)
    remarks = Remarks(name)
    pictures, blocks = _open(data, remarks, limits, settings.printing.picture_megapixels)
    particulars = Particulars(UnitNames(settings.units))
    divided = divide(blocks, particulars, remarks)
    particulars.settle()
    _tell_units(particulars, settings, remarks)
    return Manuscript(
        title=divided.title,
        units=particulars.units,
        author=particulars.author,
        phone=particulars.phone,
        approver=particulars.approver,
        date=particulars.date,
        body=compose(divided.body),
        pictures=_used(divided.body, pictures.kept),
        remarks=tuple(sort_problems(remarks.found)),
    )


def _read_blocks(word: WordFile, pictures: Pictures, remarks: Remarks, limits: IntakeSettings) -> list[Block]:
    styles = Styles(word.part("styles"))
    inline = InlineReader(styles, word.relations, read_asides(word), pictures, remarks)
    reader = BlockReader(styles, Lists(word.part("numbering"), styles), inline, remarks, limits.paragraphs)
    blocks = reader.read(word.body)
    remarks.settle()
    reader.tell_rest()
    return blocks


def _refuse_secrets(word: WordFile) -> None:
    """In headers, comments, properties and what was struck out too: this is no channel for secrets."""
    for text in list_texts(word):
        if mark := find_secrecy_mark(text):
            hint = "立即停止操作，把文件移出，按保密规定报告并走涉密渠道；确非涉密的，删去密级标志"
            raise RefusedError("secrecy-mark", f"有密级标志“{mark}”，不能导入", hint)


def _tell_units(particulars: Particulars, settings: Settings, remarks: Remarks) -> None:
    if not particulars.units:
        remarks.tell("word-unit", "没有认出报送单位", "写明报送单位", Level.NOTICE)
    for unit in particulars.units:
        if settings.units.get(unit) is None:
            remarks.tell("word-unit", f"“{unit}”不在单位名单里", "写单位名单（units.yml）里的全称或简称")


def _used(body: Sequence[Block], pictures: Sequence[Picture]) -> tuple[Picture, ...]:
    """Those that the body shows: an emblem in the masthead is none of them."""
    named = {piece.picture for block in body for piece in block.pictures}
    return tuple(picture for picture in pictures if picture.name in named)
