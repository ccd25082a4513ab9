"""What each part of a mail is: a manuscript, its text, an archive to open, or something that nothing is taken from."""

from __future__ import annotations

from enum import Enum

from jianbao.intake.mail.archives import is_word_package
from jianbao.intake.mail.headers import Head
from jianbao.intake.mail.splitting import Part

_WORD = (".docx", ".doc", ".wps", ".rtf", ".odt")
_WORD_KINDS = (
    "application/msword", "application/rtf", "text/rtf", "application/vnd.oasis.opendocument.text",
    "application/wps-office.doc", "application/wps-office.docx", "application/wps-office.wps",
    "application/vnd.ms-works", "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
)  # fmt: skip
_PACKED = (
    ".rar", ".7z", ".tar", ".gz", ".tgz", ".bz2", ".xz", ".iso", ".cab", ".arj", ".lzh", ".z", ".zst", ".zipx", ".001",
)  # fmt: skip
_MACROS = (".docm", ".dotm")
_PICTURES = (
    ".jpg", ".jpeg", ".png", ".gif", ".bmp", ".tif", ".tiff", ".webp", ".heic", ".jfif",
)  # fmt: skip
_REPORTS = ("message/delivery-status", "message/disposition-notification", "message/global-delivery-status")


class Sort(Enum):
    """The value of one that stands in the way of the whole mail is what is said of it: message, what to do."""

    TEXT = "text"
    HTML = "html"
    WORD = "word"
    ARCHIVE = "archive"
    PDF = "pdf"
    PICTURE = "picture"
    OTHER = "other"
    PACKED = ("这种压缩包打不开", "请来信单位把稿件直接作附件重新发来，或压缩成 ZIP")
    MACRO = ("文件带有宏，不能导入", "宏可能是病毒；请来信单位另存为“Word 文档（*.docx）”重新发来")
    TNEF = ("这是 Outlook 用“RTF 格式”发出的包装，附件在里面取不出来", "请来信单位改用 HTML 或纯文本格式重新发来")
    SEALED = ("邮件加了密，或用数字签名封装，读不出来", "请来信单位不加密、不签名，重新发来；涉密的不得用邮箱发送")
    MAIL = ("附的是另一封邮件，里面的附件没有看", "请来信单位把稿件直接作附件重新发来，不要整封转发")
    UNCODED = ("附件的编码方式认不出来", "请来信单位换一个邮箱或客户端重新发来")


BLOCKING = (Sort.PACKED, Sort.MACRO, Sort.TNEF, Sort.SEALED, Sort.MAIL, Sort.UNCODED)


def tell_automatic(head: Head, parts: list[Part]) -> str:
    """Why nobody wrote this: a bounce, a receipt that it was read, an answering machine. Empty for a letter."""
    sender = head.first("from").lower()
    if head.report_type == "disposition-notification" or any(p.head.kind == _REPORTS[1] for p in parts):
        return "已读回执"
    bounced = head.kind == "multipart/report" or any(part.head.kind in _REPORTS for part in parts)
    if bounced or b"mailer-daemon" in sender or b"postmaster@" in sender:
        return "退信"
    automatic = head.first("auto-submitted").strip().lower()
    return "自动答复" if automatic and not automatic.startswith(b"no") else ""


def sort_part(part: Part, name: str) -> Sort:
    """By its name, else by what it says it is, else by how it begins."""
    kind, bare = part.head.kind, name.lower()
    if bare == "winmail.dat" or kind in ("application/ms-tnef", "application/vnd.ms-tnef"):
        return Sort.TNEF
    if kind in ("application/pkcs7-mime", "application/x-pkcs7-mime", "application/pgp-encrypted"):
        return Sort.SEALED
    if kind.startswith("message/") or bare.endswith((".eml", ".msg")):
        return Sort.MAIL
    if not name and not part.head.is_attached and kind in ("text/plain", "text/html"):
        return Sort.TEXT if kind == "text/plain" else Sort.HTML
    encoding = part.head.first("content-transfer-encoding").strip().lower()
    if encoding in (b"uuencode", b"x-uuencode", b"x-uue", b"yenc"):
        return Sort.UNCODED
    return sort_file(bare, part.decode(), kind)


def sort_file(name: str, data: bytes, kind: str = "") -> Sort:
    """A file that was attached, or that lay in an archive."""
    bare = name.lower()
    if bare.endswith(_MACROS):
        return Sort.MACRO
    if bare.endswith(_WORD) or (kind in _WORD_KINDS and "." not in bare) or is_word_package(data):
        return Sort.WORD
    if bare.endswith(".zip") or (not bare and data.startswith(b"PK\x03\x04")):
        return Sort.ARCHIVE
    if bare.endswith(_PACKED) or data.startswith((b"Rar!\x1a\x07", b"7z\xbc\xaf\x27\x1c")):
        return Sort.PACKED
    if bare.endswith(".pdf") or kind == "application/pdf" or data.startswith(b"%PDF-"):
        return Sort.PDF
    return Sort.PICTURE if bare.endswith(_PICTURES) or kind.startswith("image/") else Sort.OTHER
