"""A mail → its parts, in one pass for each level: the standard library's parser recurses, and slows down with depth."""

from __future__ import annotations

import re
from binascii import Error, a2b_base64
from collections.abc import Iterator
from dataclasses import dataclass
from quopri import decodestring

from jianbao.intake.mail.headers import Head, split_head
from jianbao.intake.refusing import RefusedError

_DEEPEST, _MOST_PARTS = 10, 300
_NOT_BASE64 = bytes(set(range(256)) - set(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/="))
_SEND_AGAIN = "请来信单位新建一封邮件，把稿件作附件重新发来"


@dataclass(frozen=True, kw_only=True, slots=True)
class Part:
    """``data`` as it was sent; ``decode`` gives what it stands for."""

    head: Head
    data: bytes

    def decode(self) -> bytes:
        """Broken encodings give what can be read of them: whether that is a file, its reader says."""
        encoding = self.head.first("content-transfer-encoding").strip().lower()
        if encoding == b"base64":
            return _decode_base64(self.data)
        return decodestring(self.data) if encoding == b"quoted-printable" else self.data


def split_mail(raw: bytes) -> tuple[Head, list[Part]]:
    """The fields of the mail, and all parts that hold something, in order. Raises RefusedError where it is no honest
    mail. A mail within a mail is one part.
    """
    if raw.startswith(b"From "):  # as mailbox files begin one
        raw = raw.partition(b"\n")[2]
    head, body = split_head(raw)
    parts: list[Part] = []
    for part in _walk(head, body, 1):
        parts.append(part)
        if len(parts) > _MOST_PARTS:
            raise RefusedError("mail-structure", f"邮件超过{_MOST_PARTS}个部分，不是正常的邮件", _SEND_AGAIN)
    return head, parts


def _walk(head: Head, body: bytes, depth: int) -> Iterator[Part]:
    if not head.kind.startswith("multipart/"):
        yield Part(head=head, data=body)
        return
    if depth > _DEEPEST:
        raise RefusedError("mail-structure", f"邮件一层套一层，超过{_DEEPEST}层，不是正常的邮件", _SEND_AGAIN)
    boundary = head.boundary
    if not boundary:
        raise RefusedError("mail-structure", "邮件的结构不完整，分不出正文和附件", _SEND_AGAIN)
    for inner in _cut(body, boundary):
        yield from _walk(*split_head(inner), depth + 1)


def _cut(body: bytes, boundary: bytes) -> Iterator[bytes]:
    """What stands between the lines that part it (RFC 2046, 5.1.1); the last one may lack its end."""
    begin = -1
    for match in re.finditer(rb"^--" + re.escape(boundary) + rb"(--)?[ \t]*\r?$", body, re.MULTILINE):
        if begin >= 0:
            yield body[begin : match.start()].removesuffix(b"\n").removesuffix(b"\r")
        if match[1]:
            return
        begin = match.end() + 1
    if 0 <= begin < len(body):
        yield body[begin:]


def _decode_base64(data: bytes) -> bytes:
    letters = data.translate(None, _NOT_BASE64)
    try:
        return a2b_base64(letters)
    except Error:
        bare = letters.replace(b"=", b"")
        whole = bare[: len(bare) - 1] if len(bare) % 4 == 1 else bare
        return a2b_base64(whole + b"=" * (-len(whole) % 4))
