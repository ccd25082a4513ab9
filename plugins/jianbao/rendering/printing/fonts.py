"""Typefaces for the PDF: for each role those that are installed, in the order in which the settings ask for them.

They are matched by any of their names in any language, and found once per process; what is read of the files is kept
in the cache, so that the second run costs a look at their dates.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

import typst

from jianbao.caching import Cache, make_key
from jianbao.reading.fonts import (
    FaceNames,
    digest_font,
    expand_coverage,
    list_font_files,
    read_coverage,
    read_names,
    stamp_font,
)
from jianbao.settings.printing import FontChoice, PrintSettings
from jianbao.writing import CACHE

REGULAR, BOLD = 400, 700
_HALF_BOLD = 600
# Where free fonts are fetched to, and where an office may lay its own.
FETCHED = (CACHE / "fonts").as_posix()
_OWN = "fonts"
# Debian's and Fedora's packages of Fandol lay it where only TeX looks.
_TEX = Path("/usr/share/texlive/texmf-dist/fonts/opentype/public/fandol")


@dataclass(frozen=True, kw_only=True, slots=True)
class Typeface:
    """A font that was found: ``name`` is what the settings call it, ``family`` what the typesetter does."""

    name: str
    family: str
    weight: int
    path: str
    index: int
    substitute: bool = False
    coverage: str = field(default="", repr=False)

    @property
    def points(self) -> frozenset[int]:
        """The characters that it has, as code points."""
        return expand_coverage(self.coverage)


@dataclass(frozen=True, kw_only=True)
class FontSet:
    """``roles``: the typefaces of each role in the order in which they are asked for a character.

    ``missing``: roles without any; ``substituted``: roles for which only something else stands in; ``unreadable``:
    files that only look like fonts; ``fingerprint`` changes whenever another glyph might be drawn.
    """

    fonts: typst.Fonts = field(compare=False)
    roles: Mapping[str, Sequence[Typeface]]
    unreadable: tuple[str, ...] = ()
    fingerprint: str = ""

    @property
    def missing(self) -> tuple[str, ...]:
        return tuple(role for role, faces in self.roles.items() if not faces)

    def covered(self, role: str) -> frozenset[int]:
        """The characters that some typeface of the role has, as code points."""
        return _join_coverage(tuple(face.coverage for face in self.roles.get(role, ())))

    @property
    def substituted(self) -> tuple[str, ...]:
        return tuple(role for role, faces in self.roles.items() if faces and faces[0].substitute)


@lru_cache(maxsize=16)
def _join_coverage(coverages: tuple[str, ...]) -> frozenset[int]:
    return frozenset().union(*map(expand_coverage, coverages))


def find_fonts(settings: PrintSettings, root: Path) -> FontSet:
    """All that can be found of what the settings name: in their folders, in the office's, in the system's."""
    choices = tuple((role, tuple(chosen)) for role, chosen in settings.fonts.items())
    return _find(choices, tuple(list_folders(settings, root)), root.resolve())


def list_folders(settings: PrintSettings, root: Path) -> list[Path]:
    """Where fonts are looked for besides the system's own folders; the first one wins."""
    named = [root / folder for folder in (*settings.folders, _OWN, FETCHED)]
    return [folder.resolve() for folder in (*named, _TEX) if folder.is_dir()]


@dataclass(frozen=True, kw_only=True, slots=True)
class _Face:
    """A face that lies there, whether or not anybody asks for it. ``order`` decides between equals: the folder, then
    the typesetter's own list, whose first one it takes.
    """

    family: str
    weight: int
    path: str
    index: int
    names: FaceNames
    order: tuple[int, str, int]


@lru_cache(maxsize=8)
def _find(choices: tuple[tuple[str, tuple[FontChoice, ...]], ...], folders: tuple[Path, ...], root: Path) -> FontSet:
    fonts = typst.Fonts(include_system_fonts=True, include_embedded_fonts=False, font_paths=[str(f) for f in folders])
    cache = Cache(root, "fonts")
    faces, unreadable = _list_faces(fonts, folders, cache)
    roles = {role: _choose(chosen, faces, cache) for role, chosen in choices}
    chosen = {(face.path, face.index): face for found in roles.values() for face in found}
    digests = {path: _recall(cache, path, "digest", str, partial(digest_font, path)) for path, _ in sorted(chosen)}
    # An office that may only be read is printed all the same.
    with suppress(OSError):
        cache.save()
    parts = [(role, f.family, f.weight, f.index, digests[f.path]) for role, found in roles.items() for f in found]
    return FontSet(
        fonts=_separate(fonts, faces, list(chosen.values())),
        roles=roles,
        unreadable=tuple(sorted(unreadable)),
        fingerprint=make_key(*parts),
    )


def _list_faces(fonts: typst.Fonts, folders: Sequence[Path], cache: Cache) -> tuple[list[_Face], set[str]]:
    """(the upright faces that can be set, files in our folders that hold none)."""
    faces, unreadable = [], set()
    for place, font in enumerate(fonts.fonts()):
        path = font.path or ""
        names = _recall_names(cache, path, font.index)
        if names is None:
            unreadable.add(path)
        elif font.style == "normal":
            within = [rank for rank, folder in enumerate(folders) if Path(path).is_relative_to(folder)]
            order = (min(within, default=len(folders)), str(Path(path).parent), place)
            faces.append(
                _Face(family=font.family, weight=font.weight, path=path, index=font.index, names=names, order=order)
            )
    known = {font.path for font in fonts.fonts()}
    unreadable |= {path for folder in folders for path in list_font_files(folder) if path not in known}
    return sorted(faces, key=lambda face: face.order), unreadable


def _choose(chosen: Sequence[FontChoice], faces: Sequence[_Face], cache: Cache) -> tuple[Typeface, ...]:
    """The best file for each choice; one that is there under several names counts once."""
    found: dict[tuple[str, int], Typeface] = {}
    for choice in chosen:
        face = _match(choice, faces)
        if face is None or (face.path, face.index) in found:
            continue
        coverage = _recall(
            cache, face.path, f"coverage {face.index}", str, partial(read_coverage, face.path, face.index)
        )
        found[face.path, face.index] = Typeface(
            name=choice.name,
            family=face.family,
            weight=face.weight,
            path=face.path,
            index=face.index,
            substitute=choice.substitute,
            coverage=coverage or "",
        )
    return tuple(found.values())


def _match(choice: FontChoice, faces: Sequence[_Face]) -> _Face | None:
    """By the family's name the file whose weight comes nearest, a substitute being of whichever there is; by a file's
    own name that file.
    """
    wanted, weight = _fold(choice.name), BOLD if choice.bold else REGULAR
    family = [face for face in faces if wanted in {_fold(name) for name in (face.family, *face.names.families)}]
    if not choice.substitute:
        family = [face for face in family if (face.weight >= _HALF_BOLD) is choice.bold]
    if family:
        return min(family, key=lambda face: (abs(face.weight - weight), face.order))
    return next((face for face in faces if wanted in {_fold(name) for name in face.names.full}), None)


def _fold(name: str) -> str:
    return "".join(name.split()).casefold()


def _separate(fonts: typst.Fonts, faces: Sequence[_Face], chosen: Sequence[Typeface]) -> typst.Fonts:
    """The fonts to set with: where another file has the same family and weight as a chosen one, only what lies beside
    the chosen ones. Which of two the typesetter takes would depend on how the system lists its folders.
    """
    paths = {(face.family, face.weight): face.path for face in chosen}
    if all(paths.get((face.family, face.weight), face.path) == face.path for face in faces):
        return fonts
    folders = sorted({str(Path(face.path).parent) for face in chosen})
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=folders)


def _recall_names(cache: Cache, path: str, index: int) -> FaceNames | None:
    def read() -> dict[str, Sequence[str]]:
        names = read_names(path, index)
        return {} if names is None else {"families": names.families, "full": names.full}

    kept = _recall(cache, path, f"names {index}", dict, read)
    return FaceNames(families=tuple(kept["families"]), full=tuple(kept["full"])) if kept else None


def _recall(cache: Cache, path: str, what: str, kind: type, read: Callable[[], Any]) -> Any:
    """What was read of a font file, kept for as long as its size and date stay. Another version may have kept something
    else, which is not of this kind.
    """
    key = make_key(what, path, stamp_font(path))
    kept = cache.get(key)
    if not isinstance(kept, kind):
        kept = read()
        cache.put(key, kept)
    return kept
