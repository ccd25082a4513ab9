"""Typefaces under test: the free ones that ``make fonts`` fetches, and tiny ones made on the spot."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Sequence
from pathlib import Path

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTCollection, TTFont

from jianbao.rendering.printing.fonts import FETCHED, FontSet, find_fonts
from jianbao.settings.printing import DEFAULT_FONTS, PrintSettings

ROOT = Path(__file__).parents[1]
# What no machine has been sold: a test gives the same whether or not 方正 or Windows' own are installed as well.
_FREE = ("Fandol", "Noto", "AR PL")


def find_free_fonts() -> FontSet:
    """What of them is here; ``missing`` and ``substituted`` name what is not."""
    free = {role: [c for c in choices if c.name.startswith(_FREE)] for role, choices in DEFAULT_FONTS.items()}
    return find_fonts(PrintSettings(fonts=free), ROOT)


def link_fonts(office: Path) -> Path:
    """Lets an office under test have what was fetched for this checkout, and what is known of it already."""
    folder, known = office / FETCHED, f"{FETCHED}.json"
    folder.parent.mkdir(parents=True, exist_ok=True)
    folder.symlink_to(ROOT / FETCHED)
    if (ROOT / known).is_file():
        shutil.copy(ROOT / known, office / known)
    return office


def make_font(file: Path, characters: str, names: Iterable[str], *, weight: int = 400, style: str = "Regular") -> Path:
    """A font of squares. The first name is English, the others Chinese (GB2312 names of old fonts are so)."""
    file.parent.mkdir(parents=True, exist_ok=True)
    build_font(characters, tuple(names), weight=weight, style=style).save(file)
    return file


def make_collection(file: Path, members: Sequence[tuple[str, tuple[str, ...]]]) -> Path:
    """A .ttc of (characters, names) each."""
    file.parent.mkdir(parents=True, exist_ok=True)
    collection = TTCollection()
    collection.fonts = [build_font(characters, names) for characters, names in members]
    collection.save(file)
    return file


def build_font(characters: str, names: Sequence[str], *, weight: int = 400, style: str = "Regular") -> TTFont:
    """One font in memory."""
    glyphs = {ord(character): f"u{ord(character):04X}" for character in sorted(set(characters))}
    order = [".notdef", *glyphs.values()]
    builder = FontBuilder(1000, isTTF=True)
    # Else the second in which it was made is in it.
    builder.setupHead(unitsPerEm=1000, created=0, modified=0)
    builder.setupGlyphOrder(order)
    builder.setupCharacterMap(glyphs)
    pen = TTGlyphPen(None)
    for point, move in enumerate([(0, 0), (0, 800), (800, 800), (800, 0)]):
        (pen.lineTo if point else pen.moveTo)(move)
    pen.closePath()
    square = pen.glyph()
    builder.setupGlyf(dict.fromkeys(order, square))
    builder.setupHorizontalMetrics(dict.fromkeys(order, (1000, 0)))
    builder.setupHorizontalHeader(ascent=880, descent=-120)
    full = names[0] if style == "Regular" else f"{names[0]} {style}"
    builder.setupNameTable({"familyName": names[0], "styleName": style, "fullName": full, "psName": full})
    for name in names[1:]:
        # Windows, Unicode, 中文（中国）
        builder.font["name"].addMultilingualName({"zh": name}, builder.font, nameID=1, mac=False)
    builder.setupOS2(usWeightClass=weight, sTypoAscender=880, sTypoDescender=-120)
    builder.setupPost()
    return builder.font
