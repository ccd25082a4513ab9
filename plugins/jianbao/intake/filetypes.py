"""What a file is, told by what it holds: its name may say anything."""

from __future__ import annotations

from enum import Enum

from jianbao.intake.refusing import SAVE_AS, RefusedError

_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HTML = (b"<html", b"<!doctype html", b"mime-version", b"<?xml", b"<w:worddocument")
_FIB, _FIB_AT, _FIB_FLAGS = b"\xec\xa5", 512, 523


class FileType(Enum):
    """Those that are read; the value is the suffix that LibreOffice knows it by."""

    DOCX = "docx"
    DOC = "doc"
    RTF = "rtf"
    ODT = "odt"


def tell_type(data: bytes) -> FileType:
    """Raises RefusedError for all that is no text document, saying what it is."""
    if not data.strip(b"\0 \r\n\t"):
        raise RefusedError("word-empty", "文件是空的", "看看是不是没有保存，或没有传完")
    if data.startswith(_ZIP):
        return FileType.ODT if b"opendocument.text" in data[:128] else FileType.DOCX
    if data.startswith(_OLE):
        return _tell_compound(data)
    if data.startswith(b"{\\rtf"):
        _refuse_template(data)
        return FileType.RTF
    start = data[:512].lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    if start.startswith(b"%pdf"):
        raise RefusedError("word-unknown", "这是 PDF 文件，不是 Word 文件", "请用写稿时的 Word 文件")
    if start.startswith(_HTML):
        raise RefusedError("word-unknown", "这是网页格式的文件，不是 Word 文件", SAVE_AS)
    raise RefusedError("word-unknown", "这不是 Word 文件", SAVE_AS)


def _tell_compound(data: bytes) -> FileType:
    """A compound file (MS-CFB): Word 97, and the wrapping of what is encrypted. Its streams have names in UTF-16."""

    def holds(stream: str) -> bool:
        return stream.encode("utf-16-le") in data

    if holds("EncryptedPackage") or holds("EncryptionInfo"):
        raise RefusedError("word-locked", "文件加了密码，读不出来", "取消密码另存一份，再导入")
    if not holds("WordDocument"):
        raise RefusedError("word-unknown", "这不是 Word 文件，可能是表格或演示文稿", "请用写稿时的 Word 文件")
    # MS-DOC 2.5.2: the information block begins the first sector, fEncrypted is a bit of it.
    if data[_FIB_AT : _FIB_AT + 2] == _FIB and data[_FIB_FLAGS] & 1:
        raise RefusedError("word-locked", "文件加了密码，读不出来", "取消密码另存一份，再导入")
    if holds("_VBA_PROJECT"):
        raise refuse_macros()
    return FileType.DOC


def _refuse_template(data: bytes) -> None:
    """An RTF that would fetch a template, or carries an object."""
    if b"\\*\\template" in data or b"\\objdata" in data:
        raise RefusedError("word-external", "文件链接了外部模板，或嵌入了对象，不能导入", SAVE_AS)


def refuse_macros() -> RefusedError:
    return RefusedError("word-macro", "文件带有宏，不能导入", "宏可能是病毒；" + SAVE_AS)
