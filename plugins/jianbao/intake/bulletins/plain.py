"""A text file → text, in whichever of the usual encodings it was saved."""

from __future__ import annotations

import codecs
import re

from jianbao.intake.bulletins.portable import PASTE
from jianbao.intake.refusing import RefusedError

_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
# What no text holds: control characters but tab, line ends and page breaks.
_CONTROL = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f\x80-\x9f\ufffe\uffff]")
_MARKUP = ("<html", "<!doctype", "<?xml", "mime-version")


def decode_plain(data: bytes) -> str:
    """UTF-8, UTF-16 with its mark, or GB18030, of which GBK is a part. Raises RefusedError for what is no text."""
    text = _decode(data)
    if text is None or _CONTROL.search(text):
        message = "这不是能读出文字的文件"
        raise RefusedError("bulletin-unknown", message, f"上传 Word、PDF 或文本文件（*.txt）；别的文件，{PASTE}")
    if text.lstrip().lower().startswith(_MARKUP):
        raise RefusedError("bulletin-unknown", "这是网页格式的文件，不是文本文件", PASTE)
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n")


def _decode(data: bytes) -> str | None:
    encodings = ("utf-16",) if data.startswith(_UTF16) else ("utf-8-sig", "gb18030")
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None
