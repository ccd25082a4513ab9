"""Signs: what a symbol typeface shows for a code of its own, small figures above the line, and what nobody sees."""

from __future__ import annotations

import re
import unicodedata

from jianbao.characters import drop_unseen, normalise

# Adobe Symbol and Microsoft's Wingdings: what office papers have of them; elsewhere the code means nothing.
_SYMBOL = {
    0xB7: "•", 0xB0: "°", 0xB1: "±", 0xB4: "×", 0xB8: "÷", 0xA3: "≤", 0xB3: "≥", 0xB9: "≠", 0xBB: "≈", 0xA5: "∞",
    0xAE: "→", 0xAC: "←", 0xAD: "↑", 0xAF: "↓", 0x61: "α", 0x62: "β", 0x67: "γ", 0x64: "δ", 0x6D: "μ", 0x70: "π",
    0x53: "Σ", 0x57: "Ω", 0x44: "Δ", 0x7E: "～", 0x2D: "－", 0x2B: "＋", 0x3D: "＝",
}  # fmt: skip
_WINGDINGS = {
    0xFC: "✓", 0xFB: "✗", 0xFE: "☑", 0xFD: "☒", 0xA8: "□", 0x6F: "□", 0x71: "□", 0x72: "□", 0x52: "☑", 0x53: "☒",
    0xA7: "▪", 0x6C: "●", 0x6E: "■", 0x75: "◆", 0x76: "❖", 0xD8: "➢", 0xE8: "➔", 0xE0: "→", 0xDF: "←", 0xAB: "★",
    0x77: "◆", 0x74: "◆", 0x9F: "•", 0x4A: "☺", 0x28: "☎",
}  # fmt: skip
_TYPEFACES = {"symbol": _SYMBOL, "wingdings": _WINGDINGS, "wingdings 2": {0x50: "✓", 0x52: "☑", 0xA3: "□", 0x4F: "✗"}}
UNKNOWN = "□"
_HIGH = dict(zip("0123456789+-()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾ⁿ", strict=True))
_LOW = dict(zip("0123456789+-()", "₀₁₂₃₄₅₆₇₈₉₊₋₍₎", strict=True))
# What stands for an object, or for a sign that was lost before: nothing is read there.
_LOST = re.compile("[\ufffc\ufffd]")
_SPACES = re.compile("[\t\u00a0\u1680\u2000-\u200a\u202f\u205f]")


def show_symbol(typeface: str, code: str) -> str | None:
    """What ``w:sym`` shows; None where nobody can know."""
    if not re.fullmatch("[0-9A-Fa-f]{1,6}", code):
        return None
    number = int(code, 16)
    known = _TYPEFACES.get(typeface.lower())
    if known is not None:
        return known.get(number & 0xFF)
    if 0xE000 <= number <= 0xF8FF or number > 0x10FFFF or unicodedata.category(chr(number))[0] in "CZ":  # noqa: PLR2004
        return None
    return chr(number)


def raise_text(text: str, position: str) -> str | None:
    """m² where the 2 is set above the line; None where Unicode has no such sign."""
    table = _HIGH if position == "superscript" else _LOW
    return "".join(table[char] for char in text) if text and all(char in table for char in text) else None


def clean(text: str) -> str:
    """NFC, without what nobody sees; spaces of any width but the ideographic one are plain ones."""
    return normalise(_SPACES.sub(" ", drop_unseen(_LOST.sub("", text), " ")))
