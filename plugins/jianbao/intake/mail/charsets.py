"""Bytes of a mail → text, whatever charset they claim; and text without what a screen must not get."""

from __future__ import annotations

import re
from email.errors import MessageError
from email.header import decode_header

from jianbao.characters import drop_unseen, normalise

# Decoders that are text, quick on any input, and known to mail; all else is guessed.
_GBK = "gb18030"
_NAMES = {
    **dict.fromkeys(
        ("gb2312", "gbk", "gb18030", "cp936", "936", "x-gbk", "gb_2312-80", "euc-cn", "gb-2312"), "gb18030"
    ),
    **dict.fromkeys(("utf-8", "utf8", "unicode-1-1-utf-8", "utf-8-sig"), "utf-8-sig"),
    **dict.fromkeys(("big5", "big5-hkscs", "cp950"), "big5hkscs"),
    **{name: name for name in ("utf-16", "utf-16le", "utf-16be", "utf-7", "hz", "euc-kr", "euc-jp", "shift_jis")},
    "hz-gb-2312": "hz",
    "iso-2022-jp": "iso2022_jp",
}
# Any byte is a letter in these, so that a text which only claims to be in one decodes all the same: 中 as ÖÐ.
_FALLBACK = "cp1252"
_SURROGATES = re.compile("[\ud800-\udfff]")
_EMPTY_LINES = re.compile("\n{3,}")
_CUT = 200


def decode_bytes(data: bytes, charset: str = "") -> str:
    """Never fails: as stated, else as UTF-8 or GBK where it is either, else with signs for what cannot be read."""
    name = _NAMES.get(charset.strip().strip("\"'").lower(), "")
    if name == _GBK and _is_plainly_utf_8(data):
        name = ""
    for known in filter(None, (name, "utf-8-sig", _GBK)):
        try:
            return _tidy(data.decode(known))
        except UnicodeError:
            continue
    return _tidy(data.decode(name or _FALLBACK, errors="replace"))


def _is_plainly_utf_8(data: bytes) -> bool:
    """Of what says that it is GBK: only UTF-8 of Chinese text is UTF-8 of nothing but Chinese signs, and several."""
    try:
        signs = [sign for sign in data.decode() if not sign.isascii()]
    except UnicodeError:
        return False
    return len(signs) > 1 and all(sign >= "\u2000" for sign in signs)


def decode_words(data: bytes) -> str:
    """The text of a header field: encoded words (RFC 2047), also broken ones, and bare bytes of any kind."""
    text = decode_bytes(data)
    if "=?" not in text:
        return text
    try:
        pieces = decode_header(text)
    except (MessageError, ValueError, LookupError):
        return text
    return "".join(_decode_piece(piece, charset) for piece, charset in pieces)


def _decode_piece(piece: bytes | str, charset: str | None) -> str:
    if isinstance(piece, str):
        return piece
    # What stands between encoded words comes back in this encoding.
    return decode_bytes(piece, charset) if charset else _tidy(piece.decode("raw-unicode-escape", errors="replace"))


def _tidy(text: str) -> str:
    return _SURROGATES.sub("\ufffd", text)


def clean_text(text: str) -> str:
    """Without signs that are not seen; lines end with a line feed, and of empty ones one stays."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return _EMPTY_LINES.sub("\n\n", normalise(drop_unseen(lines, "\n")))


def clean_line(text: str, most: int = _CUT) -> str:
    """One line that may be shown and kept, cut where it is longer."""
    line = " ".join(clean_text(text).split())
    return line if len(line) <= most else f"{line[: most - 1]}…"
