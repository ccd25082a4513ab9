"""Typefaces for the PDF: for each role the first that is installed, then what stands in for its missing characters."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import typst

from jianbao.settings.printing import FontChoice

REGULAR, BOLD = 400, 700


@dataclass(frozen=True, kw_only=True, slots=True)
class Typeface:
    """A font that was found: ``family`` as the typesetter names it, and the file that holds it."""

    family: str
    weight: int
    path: str
    index: int


@dataclass(frozen=True, kw_only=True)
class FontSet:
    """``roles``: the typefaces of each role in the order in which they are asked for a character."""

    fonts: typst.Fonts
    roles: Mapping[str, Sequence[Typeface]]


def find_fonts(choices: Mapping[str, Sequence[FontChoice]], folders: Sequence[str]) -> FontSet:
    """All that can be found of what the settings name, in the system's folders and in ``folders``."""
    fonts = typst.Fonts(include_system_fonts=True, include_embedded_fonts=False, font_paths=list(folders))
    known = {(font.family, font.weight): font for font in fonts.fonts()}
    roles = {}
    for role, chosen in choices.items():
        found = []
        for choice in chosen:
            weight = BOLD if choice.bold else REGULAR
            font = known.get((choice.name, weight))
            if font is not None:
                found.append(Typeface(family=font.family, weight=weight, path=font.path or "", index=font.index))
        roles[role] = tuple(found)
    return FontSet(fonts=fonts, roles=roles)
