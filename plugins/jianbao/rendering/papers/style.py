"""Styles of printed papers (``templates/print/<style>.yml`` on top of ``common.yml``): looks are data, for PDF and Word
alike.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from jianbao.metadata import Fields

COMMON = "common"


class Colour(Enum):
    BLACK = "black"
    RED = "red"


class Align(Enum):
    JUSTIFY = "justify"
    LEFT = "left"
    CENTRE = "centre"
    RIGHT = "right"


@dataclass(frozen=True, kw_only=True, slots=True)
class PageLook:
    """Millimetres, but ``size`` and ``folio_size`` in points. Defaults: GB/T 9704-2012, 5.2.1 and 7.5.

    ``inner`` is the binding edge. ``folio_first`` is False for letters, whose first page has no number.
    """

    top: float = 37
    bottom: float = 35
    inner: float = 28
    outer: float = 26
    lines: int = 22
    characters: int = 28
    size: float = 16
    folio_size: float = 14
    folio_drop: float = 7
    folio_first: bool = True
    foot_rule: bool = False
    landscape: bool = False

    @property
    def width(self) -> float:
        """Of the type area."""
        return 210 - self.inner - self.outer

    @property
    def height(self) -> float:
        return 297 - self.top - self.bottom

    @property
    def line(self) -> float:
        """One 行 in points, rounded down so that all of them fit: 28.98."""
        return int(self.height / 25.4 * 72 / self.lines * 100) / 100

    @property
    def tracking(self) -> float:
        """What each character gives up, in points, so that ``characters`` of them fill the line: -0.21."""
        return round(self.width / 25.4 * 72 / self.characters - self.size, 3)


@dataclass(frozen=True, kw_only=True, slots=True)
class Role:
    """How paragraphs of one kind look. ``word`` is the name of the style in Word. ``size`` and ``line`` in points
    (0: the page's own line); ``indent`` and ``inset`` in characters (first line; right edge), ``before`` and ``after``
    in lines.
    """

    id: str
    word: str
    font: str = "body"
    size: float = 16
    line: float = 0
    align: Align = Align.JUSTIFY
    indent: float = 0
    inset: float = 0
    before: float = 0
    after: float = 0
    colour: Colour = Colour.BLACK
    keep: bool = False
    level: int = 0


@dataclass(frozen=True, kw_only=True, slots=True)
class LineLook:
    """A line of the masthead as the style states it; texts hold ``{fields}``. ``gap`` is the space between characters
    in characters, ``width`` the most that the line may take in millimetres: gap and size give way to it.
    """

    left: str = ""
    centre: str = ""
    right: str = ""
    font: str = "body"
    size: float = 16
    colour: Colour = Colour.BLACK
    height: float = 1
    inset: float = 0
    gap: float = 0
    width: float = 156


@dataclass(frozen=True, kw_only=True, slots=True)
class RuleLook:
    weight: float
    second: float = 0
    colour: Colour = Colour.BLACK
    above: float = 0
    width: float = 156


@dataclass(frozen=True, kw_only=True, slots=True)
class RowLook:
    """A row of 版记: a list after its label, or pieces of which those without a value are left out."""

    label: str = ""
    text: str = ""
    pieces: tuple[str, ...] = ()
    right: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Style:
    """``words``: texts that the style prints around what it is given, by name, such as ``column: 【{name}】``."""

    id: str
    name: str
    page: PageLook
    roles: Mapping[str, Role]
    masthead: tuple[LineLook | RuleLook, ...] = ()
    imprint: tuple[RowLook | RuleLook, ...] = ()
    rise: float = 0
    words: Mapping[str, str]

    def role(self, role: str) -> Role:
        """The look of a role; of body text for one that the style does not know."""
        return self.roles.get(role) or self.roles["body"]


def style_from_fields(fields: Fields, name: str, common: Style | None) -> Style:
    """``common`` is the style that this one stands on: what it does not state is taken from there."""
    words = dict(common.words) if common else {}
    for group in fields.mappings("words"):
        words[group.identity("id")] = group.text("text", required=True)
        group.finish()
    roles = dict(common.roles) if common else {}
    for group in fields.mappings("roles"):
        role = _read_role(group)
        roles[role.id] = role
        group.finish()
    return Style(
        id=name,
        name=fields.text("name", required=True),
        page=_read_page(fields, common.page if common else PageLook()),
        roles=roles,
        masthead=tuple(_read_line(group) for group in fields.mappings("masthead")),
        imprint=tuple(_read_row(group) for group in fields.mappings("imprint")),
        rise=_number(fields, "rise", 0),
        words=words,
    )


def _number(fields: Fields, key: str, default: float) -> float:
    written = fields.decimal(key)
    return default if written is None else float(written)


def _read_page(fields: Fields, common: PageLook) -> PageLook:
    group = fields.group("page")
    if group is None:
        return common
    look = PageLook(
        top=_number(group, "top", common.top),
        bottom=_number(group, "bottom", common.bottom),
        inner=_number(group, "inner", common.inner),
        outer=_number(group, "outer", common.outer),
        lines=group.integer("lines", default=common.lines),
        characters=group.integer("characters", default=common.characters),
        size=_number(group, "size", common.size),
        folio_size=_number(group, "folio_size", common.folio_size),
        folio_drop=_number(group, "folio_drop", common.folio_drop),
        folio_first=group.boolean("folio_first", default=common.folio_first),
        foot_rule=group.boolean("foot_rule", default=common.foot_rule),
        landscape=group.boolean("landscape", default=common.landscape),
    )
    group.finish()
    return look


def _read_role(fields: Fields) -> Role:
    return Role(
        id=fields.identity("id"),
        word=fields.text("word", required=True),
        font=fields.text("font", default="body"),
        size=_number(fields, "size", 16),
        line=_number(fields, "line", 0),
        align=fields.choice("align", Align) or Align.JUSTIFY,
        indent=_number(fields, "indent", 0),
        inset=_number(fields, "inset", 0),
        before=_number(fields, "before", 0),
        after=_number(fields, "after", 0),
        colour=fields.choice("colour", Colour) or Colour.BLACK,
        keep=fields.boolean("keep"),
        level=fields.integer("level"),
    )


def _read_rule(fields: Fields) -> RuleLook:
    return RuleLook(
        weight=_number(fields, "rule", 1),
        second=_number(fields, "second", 0),
        colour=fields.choice("colour", Colour) or Colour.BLACK,
        above=_number(fields, "above", 0),
        width=_number(fields, "width", 156),
    )


def _read_line(fields: Fields) -> LineLook | RuleLook:
    look: LineLook | RuleLook = (
        _read_rule(fields)
        if fields.has("rule")
        else LineLook(
            left=fields.text("left"),
            centre=fields.text("centre"),
            right=fields.text("right"),
            font=fields.text("font", default="body"),
            size=_number(fields, "size", 16),
            colour=fields.choice("colour", Colour) or Colour.BLACK,
            height=_number(fields, "height", 1),
            inset=_number(fields, "inset", 0),
            gap=_number(fields, "gap", 0),
            width=_number(fields, "width", 156),
        )
    )
    fields.finish()
    return look


def _read_row(fields: Fields) -> RowLook | RuleLook:
    look: RowLook | RuleLook = (
        _read_rule(fields)
        if fields.has("rule")
        else RowLook(
            label=fields.text("label"),
            text=fields.text("text"),
            pieces=fields.texts("pieces"),
            right=fields.text("right"),
        )
    )
    fields.finish()
    return look


_FIELD = re.compile(r"\{([a-z_]+)\}")


def fill(template: str, values: Mapping[str, str]) -> str:
    """``{fields}`` replaced by their values, which are never looked through again; an unknown field stays empty."""
    return _FIELD.sub(lambda match: values.get(match[1], ""), template)


def fill_piece(template: str, values: Mapping[str, str]) -> str:
    """As ``fill``; empty where any field of it is."""
    return fill(template, values) if all(values.get(name) for name in _FIELD.findall(template)) else ""
