"""Pictures of an article: they lie in a folder beside the record, named as the record is."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from enum import Enum
from hashlib import sha256
from pathlib import Path, PurePosixPath

# What a browser, Word and a printer all show. SVG is left out: it can carry scripts.
PICTURE_SUFFIXES = (".png", ".jpg", ".jpeg")
MILLION = 1_000_000
# Neither part may hold the sign that begins the other, so that a text of nothing but such signs is read in one pass.
PICTURE = re.compile(r"!\[([^\[\]]*)\]\(\s*<?([^()>\s]+)>?(?:\s+\"[^\"]*\")?\s*\)")

# Markers that begin a frame of a JPEG: all from C0 to CF but the tables DHT, JPG and DAC.
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}


# Channels of each kind of PNG, and the bits that each may have (ISO/IEC 15948, 11.2.2).
_CHANNELS = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
_BITS = {0: {1, 2, 4, 8, 16}, 2: {8, 16}, 3: {1, 2, 4, 8}, 4: {8, 16}, 6: {8, 16}}
_PNG, _JPEG = b"\x89PNG\r\n\x1a\n", b"\xff\xd8"
# The frames of JPEG that screens and printers show: baseline, extended, progressive.
_SHOWN_FRAMES = frozenset({0xC0, 0xC1, 0xC2})
_INKS, _SCAN, _END = 4, 0xDA, b"\xff\xd9"
# So much of a PNG is unpacked at a time, and no more is held.
_STEP = 1 << 20


class PictureFault(Enum):
    """Why a picture whose size is known cannot be printed all the same, as a sentence says it."""

    TORN = "读不出来，可能没有存完，或文件已损坏"
    INKS = "是四色（CMYK）图片，不能排印"


def find_pictures(body: str) -> list[str]:
    """Pictures that a body names, as written, each once."""
    return list(dict.fromkeys(name for _, name in PICTURE.findall(body)))


def picture_path(record_path: str, name: str) -> str | None:
    """The file that a picture's name means: only ``<record's name>/<file>`` beside the record; None for all else."""
    record, picture = PurePosixPath(record_path), PurePosixPath(name)
    inside = len(picture.parts) == 2 and picture.parts[0] == record.stem  # noqa: PLR2004  (folder and file)
    if not inside or picture.suffix.lower() not in PICTURE_SUFFIXES:
        return None
    return str(record.parent / picture)


def kept_picture_path(issue: str, sha256_: str, suffix: str) -> str:
    """Where signing keeps a picture of an issue (its id)."""
    return f"briefs/issues/{issue}/{sha256_}{suffix}"


def read_picture(root: Path, path: str) -> bytes | None:
    """None when there is no such file. A link counts as none: what it leads to may lie outside of the office."""
    file = root / path
    # A folder on the way that is a link would lead out of the office as well as the file itself.
    if file.resolve() != root.resolve() / path or not file.is_file():
        return None
    return file.read_bytes()


def measure_picture(data: bytes) -> tuple[int, int] | None:
    """(width, height) in pixels, from its own header: nothing is decoded, so a huge one costs nothing. None for what is
    neither PNG (ISO/IEC 15948, 11.2.2) nor JPEG (ITU-T T.81, B.2.2).
    """
    if data[:8] == _PNG and data[12:16] == b"IHDR" and len(data) >= 24:  # noqa: PLR2004
        return int.from_bytes(data[16:20]), int.from_bytes(data[20:24])
    return _measure_jpeg(data) if data[:2] == _JPEG else None


def _measure_jpeg(data: bytes) -> tuple[int, int] | None:
    """Goes from segment to segment up to the frame's header, which states the size."""
    return next((_size_of_frame(part) for marker, part in _read_segments(data) if _is_frame(marker, part)), None)


def _is_frame(marker: int, part: bytes) -> bool:
    """Whole enough to say the size and the number of colours."""
    return marker in _FRAMES and len(part) >= 6  # noqa: PLR2004


def _size_of_frame(part: bytes) -> tuple[int, int]:
    """After the bits of a sample: lines, then dots in a line."""
    return int.from_bytes(part[3:5]), int.from_bytes(part[1:3])


def _read_segments(data: bytes) -> Iterator[tuple[int, bytes]]:
    """(marker, what it says) of a JPEG's segments; the last one may be torn."""
    at = len(_JPEG)
    while at + 4 <= len(data) and data[at] == 0xFF:  # noqa: PLR2004
        marker, length = data[at + 1], int.from_bytes(data[at + 2 : at + 4])
        # A marker may be filled up with 0xFF.
        if marker == 0xFF:  # noqa: PLR2004
            at += 1
        elif length < 2:  # noqa: PLR2004
            return
        else:
            yield marker, data[at + 4 : at + 2 + length]
            at += 2 + length


def picture_suffix(data: bytes) -> str:
    """What the file should be called by what it holds, whatever it is called; empty for neither PNG nor JPEG."""
    return ".png" if data.startswith(_PNG) else ".jpg" if data.startswith(_JPEG) else ""


def find_fault(data: bytes) -> PictureFault | None:
    """A file that was cut off on its way here states its size and shows nothing: one that is printed is read through,
    in as little memory as its own bytes need.
    """
    return _find_png_fault(data) if data.startswith(_PNG) else _find_jpeg_fault(data)


def _find_png_fault(data: bytes) -> PictureFault | None:
    chunks = list(_read_chunks(data))
    kinds = [kind for kind, _ in chunks]
    if kinds[:1] != [b"IHDR"] or kinds[-1:] != [b"IEND"] or len(chunks[0][1]) != 13:  # noqa: PLR2004
        return PictureFault.TORN
    header = chunks[0][1]
    width, height = int.from_bytes(header[:4]), int.from_bytes(header[4:8])
    bits, colours, interlaced = header[8], header[9], header[12]
    if not width or not height or bits not in _BITS.get(colours, ()) or (colours == 3 and b"PLTE" not in kinds):  # noqa: PLR2004
        return PictureFault.TORN
    row = (width * bits * _CHANNELS[colours] + 7) // 8 + 1
    # Interlaced, it has as many dots in rows of other lengths, each with a byte of its own.
    needed = (row - 1) * height if interlaced else row * height
    return None if _holds(b"".join(part for kind, part in chunks if kind == b"IDAT"), needed) else PictureFault.TORN


def _read_chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """(kind, data) of each whole chunk, up to the last one or to what is torn."""
    at = len(_PNG)
    while at + 12 <= len(data):
        end = at + 8 + int.from_bytes(data[at : at + 4])
        if end + 4 > len(data) or zlib.crc32(data[at + 4 : end]) != int.from_bytes(data[end : end + 4]):
            return
        kind = data[at + 4 : at + 8]
        yield kind, data[at + 8 : end]
        if kind == b"IEND":
            return
        at = end + 4


def _holds(packed: bytes, needed: int) -> bool:
    """Whether so many bytes come out of it; it is not unpacked further."""
    unpacker, found = zlib.decompressobj(), 0
    try:
        while found < needed:
            part = unpacker.decompress(packed, _STEP)
            if not part:
                return False
            found += len(part)
            packed = unpacker.unconsumed_tail
    except zlib.error:
        return False
    return True


def _find_jpeg_fault(data: bytes) -> PictureFault | None:
    frame = 0
    for marker, part in _read_segments(data):
        if _is_frame(marker, part):
            if marker not in _SHOWN_FRAMES or not all(_size_of_frame(part)):
                return PictureFault.TORN
            frame = part[5]
        if marker == _SCAN:
            whole = frame and _END in data
            return PictureFault.INKS if frame == _INKS else None if whole else PictureFault.TORN
    return PictureFault.TORN


def digest_picture(root: Path, path: str) -> str | None:
    """SHA-256 of a picture's bytes; None when there is no such file."""
    data = read_picture(root, path)
    return None if data is None else sha256(data).hexdigest()
