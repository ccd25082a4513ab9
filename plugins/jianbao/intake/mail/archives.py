"""压缩包: what a ZIP that came by mail holds; one level, and nothing that hides what it is."""

from __future__ import annotations

from jianbao.intake.mail.charsets import clean_line, decode_bytes
from jianbao.intake.packing import unpack
from jianbao.intake.refusing import RefusedError
from jianbao.settings import IntakeSettings

# Files that systems and Word leave beside what people put in.
_LITTER = ("__macosx/", "thumbs.db", ".ds_store", "desktop.ini")
_SAID = {
    "word-bomb": ("压缩包里的文件太多，或解开以后过大", "分几封邮件发来，或直接把稿件作附件"),
    "word-locked": ("压缩包加了密码，打不开", "请来信单位去掉密码重新发来；涉密的不得用邮箱发送"),
    "word-damaged": ("压缩包已损坏，或里面有文件名不正常的文件", "请来信单位把稿件直接作附件重新发来"),
}


def open_archive(data: bytes, limits: IntakeSettings) -> dict[str, bytes]:
    """Path in the archive, as a line that can be shown, → bytes. Raises RefusedError."""
    try:
        found = unpack(data, limits)
    except RefusedError as refused:
        message, hint = _SAID[refused.code]
        raise RefusedError("mail-archive", message, hint) from refused
    members: dict[str, bytes] = {}
    for written, content in found.items():
        name = _read_name(written)
        bare = name.lower()
        if bare.startswith(_LITTER[0]) or bare.rpartition("/")[2] in _LITTER or "~$" in bare:
            continue
        if name in members:
            message, hint = _SAID["word-damaged"]
            raise RefusedError("mail-archive", message, hint)
        members[name] = content
    return members


def is_word_package(data: bytes) -> bool:
    """A .docx under a name of its own."""
    return data.startswith(b"PK\x03\x04") and b"[Content_Types].xml" in data


def _read_name(written: str) -> str:
    """Names that are not said to be UTF-8 come as code page 437, and are GBK where Chinese systems packed them."""
    try:
        bare = decode_bytes(written.encode("cp437"))
    except UnicodeEncodeError:
        bare = written
    return clean_line(bare.replace("\\", "/"))
