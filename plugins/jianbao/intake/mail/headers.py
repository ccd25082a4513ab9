"""信头: the fields that stand before a mail and before each of its parts."""

from __future__ import annotations

from dataclasses import dataclass
from email.message import Message

from jianbao.intake.mail.charsets import clean_line, decode_bytes, decode_words
from jianbao.intake.refusing import RefusedError

# Honest fields are far shorter; the standard library takes time that grows with the square of a parameter's length.
_LONGEST_FIELD, _MOST_FIELDS, _LARGEST = 16_384, 1_000, 256 * 1024
_MOST_PARAMETERS = 100  # a file name in pieces has a few
_SEND_AGAIN = "请来信单位新建一封邮件，把稿件作附件重新发来"
# What the standard library raises on parameters that are no such thing.
_BROKEN = (ValueError, TypeError, LookupError)


@dataclass(frozen=True, kw_only=True, slots=True)
class Head:
    """Names in small letters, values as their bytes, unfolded; of one longer than any honest field its beginning."""

    fields: tuple[tuple[str, bytes], ...]

    def all(self, name: str) -> list[bytes]:
        return [value for known, value in self.fields if known == name]

    def first(self, name: str) -> bytes:
        return next(iter(self.all(name)), b"")

    def text(self, name: str) -> str:
        """The first field of a name as a line that can be shown; empty where there is none."""
        return clean_line(decode_words(self.first(name)))

    @property
    def kind(self) -> str:
        """``text/plain`` where nothing is said (RFC 2045, 5.2)."""
        kind = decode_bytes(self.first("content-type")).partition(";")[0].strip().lower()
        return kind if kind.count("/") == 1 else "text/plain"

    @property
    def boundary(self) -> bytes:
        """Of a multipart; empty where there is none."""
        return self._parameter("content-type", "boundary", raw=True).encode("latin-1", errors="replace").rstrip()

    @property
    def charset(self) -> str:
        return self._parameter("content-type", "charset")

    @property
    def report_type(self) -> str:
        return self._parameter("content-type", "report-type").lower()

    @property
    def filename(self) -> str:
        """Without folders; empty where the part has no name."""
        written = self._parameter("content-disposition", "filename") or self._parameter("content-type", "name")
        return clean_line(clean_line(written, _LONGEST_FIELD).replace("\\", "/").rpartition("/")[2].strip())

    @property
    def is_attached(self) -> bool:
        return self.first("content-disposition").strip().lower().startswith(b"attachment")

    def _parameter(self, field: str, name: str, *, raw: bool = False) -> str:
        """A parameter as RFC 2231 writes it, as RFC 2047 must not, and in bare bytes. Broken ones are none."""
        value = self.first(field)
        if value.count(b";") > _MOST_PARAMETERS:
            return ""
        message = Message()
        message[field] = value.decode("latin-1") if raw else decode_bytes(value)
        try:
            found = message.get_param(name, "", header=field)
        except _BROKEN:
            return ""
        if isinstance(found, tuple):
            return decode_bytes(str(found[2]).encode("latin-1", errors="replace"), str(found[0] or ""))
        return str(found) if raw else decode_words(str(found).encode())


def split_head(data: bytes) -> tuple[Head, bytes]:
    """The fields, and what stands below the first empty line. Raises RefusedError for a head without end."""
    if data.startswith((b"\n", b"\r\n")):
        return Head(fields=()), data.lstrip(b"\r").removeprefix(b"\n")
    ends = [(at, len(sign)) for sign in (b"\n\n", b"\n\r\n") if (at := data.find(sign, 0, _LARGEST)) >= 0]
    if not ends and len(data) > _LARGEST:
        raise RefusedError("mail-structure", f"信头超过 {_LARGEST // 1024} KB，不是正常的邮件", _SEND_AGAIN)
    at, length = min(ends, default=(len(data), 0))
    return read_head(data[:at]), data[at + length :]


def read_head(block: bytes) -> Head:
    """Lines that begin with white space go on with the field before them."""
    fields: list[tuple[str, list[bytes]]] = []
    for line in block.replace(b"\0", b"").splitlines():
        if line[:1] in (b" ", b"\t"):
            if fields:
                fields[-1][1].append(line)
            continue
        name, colon, value = line.partition(b":")
        if colon and len(fields) < _MOST_FIELDS:
            fields.append((name.strip().lower().decode("latin-1"), [value]))
    return Head(fields=tuple((name, b"".join(lines)[:_LONGEST_FIELD].strip()) for name, lines in fields))
