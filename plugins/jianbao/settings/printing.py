"""``print.yml``: typefaces by role, where they lie, and which documents stand beside the pages of the site."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from jianbao.metadata import Fields

# The roles in which papers are set: 小标宋, 黑体, 楷体, 仿宋, 宋体.
FONT_ROLES = ("title", "heading", "kai", "body", "song")


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


def _choose(*names: str, bold: str = "", substitutes: tuple[str, ...] = ()) -> tuple[FontChoice, ...]:
    chosen = [FontChoice(name=name) for name in names]
    chosen += [FontChoice(name=bold, bold=True)] if bold else []
    return (*chosen, *(FontChoice(name=name, substitute=True, bold=bool(bold)) for name in substitutes))


# The office's own typefaces first, then free ones, then what only stands in for characters that those lack.
DEFAULT_FONTS: Mapping[str, Sequence[FontChoice]] = {
    "title": _choose("方正小标宋简体", "方正小标宋_GBK", bold="FandolSong", substitutes=("Noto Serif CJK SC",)),
    "heading": _choose("黑体", "方正黑体_GBK", "FandolHei", substitutes=("Noto Sans CJK SC",)),
    "kai": _choose("楷体_GB2312", "楷体", "方正楷体_GBK", "FandolKai", substitutes=("Noto Serif CJK SC",)),
    "body": _choose("仿宋_GB2312", "仿宋", "方正仿宋_GBK", "FandolFang R", substitutes=("Noto Serif CJK SC",)),
    "song": _choose("宋体", "方正书宋_GBK", "FandolSong", substitutes=("Noto Serif CJK SC",)),
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
        documents=fields.choices("documents", DocumentForm) if fields.has("documents") else tuple(DocumentForm),
        picture_megapixels=fields.integer("picture_megapixels", default=20),
    )


def _read_choice(fields: Fields) -> FontChoice:
    choice = FontChoice(
        name=fields.text("name", required=True), bold=fields.boolean("bold"), substitute=fields.boolean("substitute")
    )
    fields.finish()
    return choice
