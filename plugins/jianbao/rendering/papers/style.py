"""Styles of printed papers (``templates/print/<style>.yml`` on top of ``common.yml``): looks are data, for PDF and Word
alike.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum


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
        """One 行 in points, rounded down so that all of them fit: 28.99."""
        return int(self.height / 25.4 * 72 / self.lines * 100) / 100

    @property
    def tracking(self) -> float:
        """What each character gives up, in points, so that ``characters`` of them fill the line: -0.207."""
        return round(self.width / 25.4 * 72 / self.characters - self.size, 3)


@dataclass(frozen=True, kw_only=True, slots=True)
class Role:
    """How paragraphs of one kind look. ``word`` is the name of the style in Word. ``size`` and ``line`` in points
    (0: the page's own line); ``indent`` and ``inset`` in characters (first line; right edge), ``before`` and ``after``
    in lines: of two that meet the larger one counts, between paragraphs of one role neither (``papers/spacing.py``).
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
class Rule:
    """A rule ``above`` millimetres below the characters over it, ``weight`` points thick; ``second`` is the weight of
    the lower of two; ``width`` in millimetres, centred on the page where it is wider than the type area. In the text
    it takes one line.
    """

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
class ClosingLook:
    """A paragraph of this role at the end of the text; left out where a field of it is empty."""

    role: str
    text: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Style:
    """``words``: texts that the style prints around what it is given, by name, such as ``column: 【{name}】``.

    ``rise``: how far above the type area the masthead begins, in millimetres. ``lead`` and ``lead_title``: lines left
    free between the masthead and the text, or a title that stands first. ``closing``: what ends the text (署名).
    """

    id: str
    name: str
    page: PageLook
    roles: Mapping[str, Role]
    masthead: tuple[LineLook | Rule, ...] = ()
    imprint: tuple[RowLook | Rule, ...] = ()
    rise: float = 0
    lead: float = 1
    lead_title: float = 2
    closing: tuple[ClosingLook, ...] = ()
    words: Mapping[str, str]

    def role(self, role: str) -> Role:
        """The look of a role; of body text for one that the style does not know."""
        return self.roles.get(role) or self.roles["body"]


_FIELD = re.compile(r"\{([a-z_]+)\}")


def fill(template: str, values: Mapping[str, str]) -> str:
    """``{fields}`` replaced by their values, which are never looked through again; an unknown field stays empty."""
    return _FIELD.sub(lambda match: values.get(match[1], ""), template)


def fill_piece(template: str, values: Mapping[str, str]) -> str:
    """As ``fill``; empty where any field of it is."""
    return fill(template, values) if all(values.get(name) for name in _FIELD.findall(template)) else ""
