"""Files below a folder, in one order on every machine, and the text in them."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from jianbao.metadata import decode_text
from jianbao.problems import Place, Problem

# A record is a page of text; what is larger is a mistake or an attack.
MAX_BYTES = 2 * 1024 * 1024


def list_paths(folder: Path) -> list[str]:
    """The path of every file below, from the folder on, with ``/`` and sorted; hidden ones and links to folders are
    left out. Words alone: an office of twenty thousand files is listed before each act.
    """
    top, found = str(folder), list[str]()
    for parent, folders, names in os.walk(top):
        folders[:] = [name for name in folders if not name.startswith(".")]
        lead = parent[len(top) :].lstrip(os.sep).replace(os.sep, "/")
        found += [f"{lead}/{name}" if lead else name for name in names if not name.startswith(".")]
    return sorted(found)


def walk_files(folder: Path) -> Iterator[Path]:
    """Every file below, as ``list_paths`` lists them."""
    return (folder / path for path in list_paths(folder))


def read_bytes(file: Path, path: str) -> tuple[bytes, list[Problem]]:
    """Empty with a problem for a link, a file that is too large, or one that cannot be opened."""
    if file.is_symlink():
        return b"", [_refused(path, "这是一个链接，不是文件", "请放文件本身")]
    try:
        if file.stat().st_size > MAX_BYTES:
            return b"", [_refused(path, "文件超过 2 MB", "稿件只放文字；图片放在与稿件同名的文件夹里")]
        return file.read_bytes(), []
    except OSError as error:
        return b"", [_refused(path, f"文件打不开：{error.strerror}", "检查文件权限")]


def read_text(file: Path, path: str) -> tuple[str | None, list[Problem]]:
    data, problems = read_bytes(file, path)
    if problems:
        return None, problems
    text, problems = decode_text(data, path)
    if text is not None and (line := _conflict_line(text)):
        place = Place(path=path, line=line)
        hint = "留下正确的内容，删去 <<<<<<<、=======、>>>>>>> 三种行；同一期号被两处签发的，后签发的重签"
        return None, [*problems, Problem(code="merge-conflict", place=place, message="合并冲突没有解决", hint=hint)]
    return text, problems


def _conflict_line(text: str) -> int:
    if "<<<<<<< " not in text:
        return 0
    return next((n for n, line in enumerate(text.split("\n"), 1) if line.startswith("<<<<<<< ")), 0)


def _refused(path: str, message: str, hint: str) -> Problem:
    return Problem(code="file-unreadable", place=Place(path=path), message=message, hint=hint)
