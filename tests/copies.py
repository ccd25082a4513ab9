"""Copies of a folder that share its files until one of them is replaced: jianbao and git write whole new files.

Copying the demo office costs more than most tests that look at it. A test that wrote into a shared file itself would
change it for all others: ``rewrite`` replaces it, and ``find_spoiled`` tells after every test.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

# What each shared folder was like when it was first lent, and those that were lent since somebody last looked.
_WAS: dict[Path, dict[str, tuple[int, int]]] = {}
_LENT: set[Path] = set()


def copy_sharing(source: Path, target: Path) -> Path:
    """Everything below ``source`` stands below ``target`` too: settings, which tests change, and what git appends to
    as copies.
    """
    if source not in _WAS:
        _WAS[source] = _stamp(source)
    _LENT.add(source)
    shutil.copytree(source, target, symlinks=True, dirs_exist_ok=True, copy_function=_share)
    return target


def rewrite(file: Path, data: str | bytes) -> None:
    """A new file in the place of one that may be shared."""
    file.unlink()
    file.write_bytes(data.encode() if isinstance(data, str) else data)


def find_spoiled() -> list[str]:
    """The shared files that were written into since the last call, each told once."""
    spoiled = []
    for source in sorted(_LENT):
        was, _WAS[source] = _WAS[source], _stamp(source)
        spoiled += [str(source / name) for name in was if was[name] != _WAS[source].get(name)]
    _LENT.clear()
    return spoiled


def _share(source: str, target: str) -> None:
    parts = Path(source).parts
    if "settings" in parts or (".git" in parts and "objects" not in parts):
        shutil.copy2(source, target)
        return
    try:
        os.link(source, target)
    except OSError:
        # On another disk than the folder that is shared.
        shutil.copy2(source, target)


def _stamp(folder: Path) -> dict[str, tuple[int, int]]:
    """(size, time) of each file that is shared, but of git's: those it never changes, and sets their times anew."""
    return {
        path.relative_to(folder).as_posix(): (path.lstat().st_size, path.lstat().st_mtime_ns)
        for below in ("briefs", "templates")
        for path in (folder / below).rglob("*")
        if path.is_file()
    }
