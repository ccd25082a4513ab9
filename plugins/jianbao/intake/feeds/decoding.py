"""Bytes of a feed → text. What header and declaration say is heard last: they are wrong too often."""

from __future__ import annotations

import codecs
import re

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"<\0\0\0", "utf-32-le"),
    (b"\0\0\0<", "utf-32-be"),
    (b"<\0?\0", "utf-16-le"),
    (b"\0<\0?", "utf-16-be"),
)
_STATED = re.compile(rb"""encoding\s*=\s*["']([A-Za-z0-9._-]{1,40})["']""")
_IN_HEADER = re.compile(r"""charset\s*=\s*["']?([A-Za-z0-9._-]{1,40})""", re.IGNORECASE)
# Any of the Chinese ones is read as the one that holds them all.
_KNOWN = {
    **dict.fromkeys(("gb2312", "gbk", "gb18030", "cp936", "ms936", "x-gbk", "euc-cn"), "gb18030"),
    **dict.fromkeys(("big5", "big5-hkscs", "cp950"), "big5hkscs"),
    **dict.fromkeys(("iso-8859-1", "latin1", "windows-1252", "cp1252"), "cp1252"),
    **dict.fromkeys(("utf-16", "utf16", "utf-16le"), "utf-16-le"),
}
_HEAD = 400
# One broken character in twenty is a text that was cut in the middle of one, more is another encoding.
_TOLERATED = 20
_REPLACEMENT = "\ufffd"


def decode_feed(data: bytes, media_type: str) -> str:
    """By its mark at the beginning; else as UTF-8, which nothing else is by chance; else as is stated; else as
    GB 18030, in which offices write when they say nothing or something wrong.
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return data.decode(encoding, "replace").lstrip("\ufeff")
    for encoding in ("utf-8", *_list_stated(data, media_type), "gb18030"):
        text = data.decode(encoding, "replace")
        if fits(text):
            return text
    return data.decode("utf-8", "replace")


def fits(text: str) -> bool:
    """Whether next to nothing of what is not ASCII was unreadable."""
    return text.count(_REPLACEMENT) * _TOLERATED <= sum(sign > "\x7f" for sign in text)


def _list_stated(data: bytes, media_type: str) -> list[str]:
    stated = [match[1].decode() for match in [_STATED.search(data[:_HEAD])] if match]
    stated += [match[1] for match in [_IN_HEADER.search(media_type)] if match]
    return [_KNOWN[name.lower()] for name in stated if name.lower() in _KNOWN]
