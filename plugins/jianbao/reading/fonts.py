"""Font files, by the names that people know them by: 仿宋_GB2312, FangSong_GB2312 and simfang.ttf are one typeface.

They lie outside of the office, anybody may have put them there, and a torn one is as good as none.
"""

from __future__ import annotations

import hashlib
import logging
import struct
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from pathlib import Path, PurePath
from typing import Any, TypeVar

from fontTools.ttLib import TTFont, TTLibError

from jianbao.reading.files import walk_files

FONT_SUFFIXES = (".ttf", ".otf", ".ttc", ".otc")
# Identifiers of OpenType's ``name`` table.
_FAMILIES = (1, 16, 21)
_FULL_NAMES = (4, 6, 18)
_NOT_A_FONT = (
    TTLibError, struct.error, OSError, EOFError, ValueError, LookupError, TypeError, AttributeError, ArithmeticError,
    AssertionError,
)  # fmt: skip
_Found = TypeVar("_Found")

# It grumbles on standard error about tables that do not matter here.
logging.getLogger("fontTools").setLevel(logging.CRITICAL)


@dataclass(frozen=True, kw_only=True, slots=True)
class FaceNames:
    """``families``: what the typeface is called, in every language; ``full``: what this one file of it is called."""

    families: tuple[str, ...]
    full: tuple[str, ...]


def read_names(path: str, index: int) -> FaceNames | None:
    """The names of one face of a font file; None for what is no font."""

    def collect(font: Any) -> FaceNames:
        found: dict[int, set[str]] = {}
        for record in font["name"].names:
            found.setdefault(record.nameID, set()).add(record.toUnicode(errors="replace").strip())
        return FaceNames(families=_merge(found, _FAMILIES), full=(*_merge(found, _FULL_NAMES), PurePath(path).name))

    return _open(path, index, collect)


def _merge(found: dict[int, set[str]], kinds: Iterable[int]) -> tuple[str, ...]:
    return tuple(sorted({name for kind in kinds for name in found.get(kind, ()) if name}))


def read_coverage(path: str, index: int) -> str | None:
    """The characters that a face has a picture of, as ``20-7e 3007 4e00-9fa5``; None for what is no font."""

    def collect(font: Any) -> str:
        points = sorted(point for point, glyph in (font.getBestCmap() or {}).items() if glyph != ".notdef")
        return " ".join(f"{first:x}-{last:x}" if last > first else f"{first:x}" for first, last in _join(points))

    return _open(path, index, collect)


def _join(points: list[int]) -> Iterator[tuple[int, int]]:
    """Sorted numbers → (first, last) of each unbroken row."""
    if points:
        ends = [left for left, right in pairwise(points) if right != left + 1]
        starts = [right for left, right in pairwise(points) if right != left + 1]
        yield from zip([points[0], *starts], [*ends, points[-1]], strict=True)


@lru_cache(maxsize=64)
def expand_coverage(coverage: str) -> frozenset[int]:
    """What ``read_coverage`` tells, as a set of code points."""
    found: set[int] = set()
    for row in coverage.split():
        first, _, last = row.partition("-")
        found.update(range(int(first, 16), int(last or first, 16) + 1))
    return frozenset(found)


def _open(path: str, index: int, collect: Callable[[Any], _Found]) -> _Found | None:
    try:
        with Path(path).open("rb") as file, TTFont(file, fontNumber=index, lazy=True) as font:
            return collect(font)
    except _NOT_A_FONT:
        return None


def stamp_font(path: str) -> str:
    """Another one whenever the file may have changed; empty for none."""
    try:
        state = Path(path).stat()
    except OSError:
        return ""
    return f"{state.st_size}-{state.st_mtime_ns}"


def digest_font(path: str) -> str:
    """SHA-256 of the file; empty for one that cannot be read."""
    try:
        with Path(path).open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""


def list_font_files(folder: Path) -> list[str]:
    """Everything below the folder that calls itself a font."""
    return [str(file) for file in walk_files(folder) if file.suffix.lower() in FONT_SUFFIXES]
