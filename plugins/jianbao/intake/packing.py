"""A packed file (ZIP, as .docx and .odt are) → its parts, whatever it claims about itself."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from jianbao.intake.refusing import SAVE_AS, RefusedError, refuse_damaged
from jianbao.settings import IntakeSettings
from jianbao.settings.intake import MEGABYTE

_ENTRY, _LOCAL, _LOCAL_LENGTH = b"PK\x01\x02", b"PK\x03\x04", 30
_ENCRYPTED = 0x1
_STEP = 1 << 20
# What the standard library raises on bytes that are no archive, besides BadZipFile.
_BROKEN = (BadZipFile, EOFError, NotImplementedError, OverflowError, RuntimeError, ValueError, OSError, struct.error)


def unpack(data: bytes, limits: IntakeSettings) -> dict[str, bytes]:
    """Path → bytes. What comes out is counted while it comes: no size that the file states is believed."""
    if data.count(_ENTRY) > limits.entries:
        raise RefusedError("word-bomb", f"文件里的文件超过{limits.entries}个，不是正常的 Word 文件", SAVE_AS)
    try:
        entries = ZipFile(BytesIO(data)).infolist()
    except _BROKEN as error:
        raise refuse_damaged() from error
    most = min(limits.unpacked_megabytes * MEGABYTE, max(limits.ratio * len(data), MEGABYTE))
    parts: dict[str, bytes] = {}
    used = 0
    for entry in entries:
        if entry.is_dir():
            continue
        _check_name(entry, parts)
        parts[entry.filename] = b"".join(_inflate(data, entry, most - used))
        used += len(parts[entry.filename])
    return parts


def _check_name(entry: ZipInfo, known: dict[str, bytes]) -> None:
    """Nothing is written under these names; one that climbs out, or stands twice, is no honest file's all the same."""
    # The name as it stands in the archive: zipfile cuts at NUL and turns backslashes round.
    written = entry.orig_filename
    steps = written.replace("\\", "/").split("/")
    odd = written.startswith(("/", "\\")) or ".." in steps or "\0" in written or ":" in steps[0]
    if odd or entry.filename in known:
        what = "重名" if entry.filename in known else "路径不正常"
        raise RefusedError("word-damaged", f"文件里有{what}的文件，不是正常的 Word 文件", SAVE_AS)
    if entry.flag_bits & _ENCRYPTED:
        raise RefusedError("word-locked", "文件加了密码，读不出来", "取消密码另存一份，再导入")


def _inflate(data: bytes, entry: ZipInfo, most: int) -> Iterator[bytes]:
    """The bytes of one entry, step by step; no more than ``most`` and one step are ever held."""
    packed, came, crc = _find_packed(data, entry), 0, 0
    unpacker = zlib.decompressobj(-zlib.MAX_WBITS) if entry.compress_type == ZIP_DEFLATED else None
    try:
        while True:
            part = unpacker.decompress(packed, _STEP) if unpacker else packed
            packed = unpacker.unconsumed_tail if unpacker else b""
            if not part:
                break
            came, crc = came + len(part), zlib.crc32(part, crc)
            if came > most:
                raise RefusedError("word-bomb", "文件解开以后过大，不是正常的 Word 文件", SAVE_AS)
            yield part
    except zlib.error as error:
        raise refuse_damaged() from error
    if crc != entry.CRC:
        raise refuse_damaged()


def _find_packed(data: bytes, entry: ZipInfo) -> bytes:
    """From the header that stands before an entry's bytes: its name and extra field may be longer than listed."""
    head = data[entry.header_offset : entry.header_offset + _LOCAL_LENGTH] if entry.header_offset >= 0 else b""
    if len(head) < _LOCAL_LENGTH or head[:4] != _LOCAL or entry.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
        raise refuse_damaged()
    begin = entry.header_offset + _LOCAL_LENGTH + sum(struct.unpack("<HH", head[26:30]))
    packed = data[begin : begin + entry.compress_size]
    if len(packed) < entry.compress_size:
        raise refuse_damaged()
    return packed
