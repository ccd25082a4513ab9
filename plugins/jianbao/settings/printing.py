"""``print.yml``: typefaces by role, where they lie, and which documents stand beside the pages of the site."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from jianbao.metadata import Fields

# The roles in which papers are set: 小标宋, 黑体, 楷体, 仿宋, 宋体.
FONT_ROLES = ("title", "heading", "kai", "body", "song")
ROLE_NAMES = {"title": "小标宋", "heading": "黑体", "kai": "楷体", "body": "仿宋", "song": "宋体"}


@dataclass(frozen=True, kw_only=True, slots=True)
class FontChoice:
    """A typeface by any of its names; ``bold`` asks for its bold weight. A substitute stands in where no proper one is
    found, and for characters that the proper one lacks.
    """

    name: str
    bold: bool = False
    substitute: bool = False


class DocumentForm(Enum):
    PDF = "pdf"
    DOCX = "docx"


@dataclass(frozen=True, kw_only=True, slots=True)
class PrintSettings:
    """``documents``: the forms that stand beside each signed issue's page. ``picture_megapixels``: the largest one."""

    fonts: Mapping[str, Sequence[FontChoice]]
    folders: tuple[str, ...] = ()
    documents: tuple[DocumentForm, ...] = tuple(DocumentForm)
    picture_megapixels: int = 20


def _choose(
    proper: tuple[str, ...],
    *,
    bold: tuple[str, ...] = (),
    substitutes: tuple[str, ...] = (),
    bold_substitutes: tuple[str, ...] = (),
) -> tuple[FontChoice, ...]:
    return (
        *(FontChoice(name=name) for name in proper),
        *(FontChoice(name=name, bold=True) for name in bold),
        *(FontChoice(name=name, bold=True, substitute=True) for name in bold_substitutes),
        *(FontChoice(name=name, substitute=True) for name in substitutes),
    )


_SERIF = ("Noto Serif CJK SC", "Source Han Serif SC", "Noto Serif SC", "宋体", "Songti SC")
_SANS = ("Noto Sans CJK SC", "Source Han Sans SC", "Noto Sans SC")
# Has the rare characters that Fandol lacks, and is small enough to be fetched with it.
_RARE = ("AR PL UMing CN",)

# The office's own typefaces first, then those of Windows and macOS, then free ones, then what only stands in: for all
# of a typeface, or for characters that the proper one lacks. A name is matched in any language that the file states.
DEFAULT_FONTS: Mapping[str, Sequence[FontChoice]] = {
    "title": _choose(
        ("方正小标宋简体", "方正小标宋_GBK", "FZXiaoBiaoSong-B05S", "FZXiaoBiaoSong-B05"),
        bold=("FandolSong",),
        substitutes=("华文中宋", *_RARE),
        bold_substitutes=_SERIF,
    ),
    "heading": _choose(
        ("黑体", "SimHei", "方正黑体_GBK", "华文黑体", "FandolHei", *_SANS), substitutes=(*_SERIF, *_RARE)
    ),
    "kai": _choose(
        ("楷体_GB2312", "楷体", "KaiTi", "方正楷体_GBK", "华文楷体", "Kaiti SC", "FandolKai", "AR PL UKai CN"),
        substitutes=(*_SERIF, *_RARE),
    ),
    "body": _choose(
        ("仿宋_GB2312", "仿宋", "FangSong", "方正仿宋_GBK", "华文仿宋", "STFangsong", "FandolFang"),
        substitutes=(*_SERIF, *_RARE),
    ),
    "song": _choose(("宋体", "SimSun", "方正书宋_GBK", "华文宋体", "Songti SC", "FandolSong", *_SERIF, *_RARE)),
}


def print_from_fields(fields: Fields) -> PrintSettings:
    """A role that the file does not name keeps the typefaces that jianbao knows."""
    fonts = dict(DEFAULT_FONTS)
    group = fields.group("fonts")
    if group is not None:
        for role in FONT_ROLES:
            chosen = tuple(_read_choice(member) for member in group.mappings(role))
            fonts[role] = chosen or fonts[role]
        group.finish()
    return PrintSettings(
        fonts=fonts,
        folders=fields.texts("folders"),
        documents=() if fields.is_word("documents", "无") else _read_forms(fields),
        picture_megapixels=fields.integer("picture_megapixels", default=20),
    )


def _read_forms(fields: Fields) -> tuple[DocumentForm, ...]:
    return fields.choices("documents", DocumentForm) or tuple(DocumentForm)


def _read_choice(fields: Fields) -> FontChoice:
    choice = FontChoice(
        name=fields.text("name", required=True), bold=fields.boolean("bold"), substitute=fields.boolean("substitute")
    )
    fields.finish()
    return choice
