"""Manuscripts from anywhere on the machine: the only files outside of an office, but fonts, that are read."""

from __future__ import annotations

import os
from pathlib import Path

from jianbao.problems import Place, Problem, ProblemsFound

_LONGEST_SECRET = 4096


def measure_document(file: Path) -> int:
    """Its size in bytes, nothing being read. Raises ProblemsFound for what is no file."""
    if not file.is_file():
        what = "这是一个文件夹，不是文件" if file.is_dir() else "没有这个文件"
        raise _refuse(file, what, "核对文件名和所在的文件夹")
    return file.stat().st_size


def read_document(file: Path, most: int) -> bytes:
    """At most so many bytes and one more, whatever the file grows to meanwhile. Raises ProblemsFound."""
    try:
        with file.open("rb") as opened:
            return opened.read(most + 1)
    except OSError as error:
        raise _refuse(file, f"文件打不开：{error.strerror}", "关掉正在打开它的 Word，检查文件权限") from error


def _refuse(file: Path, message: str, hint: str) -> ProblemsFound:
    return ProblemsFound([Problem(code="file-unreadable", place=Place(path=file.name), message=message, hint=hint)])


def read_secret(file: Path, root: Path) -> str:
    """The first line of a file that the account which runs us keeps to itself, outside of the office: that lies in git.
    Raises ProblemsFound.
    """
    if file.resolve().is_relative_to(root.resolve()):
        raise _refuse(file, "口令文件放在办公室的文件夹里", "移到文件夹外面，以免提交进 git；已经提交过的，换掉口令")
    if measure_document(file) > _LONGEST_SECRET:
        raise _refuse(file, "这不是口令文件", "口令文件只写一行口令")
    # Windows has no such bits.
    if os.name == "posix" and file.stat().st_mode & 0o077:
        raise _refuse(file, "口令文件别人也能读", "只留给自己读：chmod 600 后再试")
    try:
        lines = read_document(file, _LONGEST_SECRET).decode().splitlines()
    except UnicodeDecodeError as error:
        raise _refuse(file, "口令文件不是 UTF-8 文字", "用 UTF-8 编码另存") from error
    if not lines or not lines[0].strip():
        raise _refuse(file, "口令文件是空的", "写上一行口令")
    return lines[0].strip()
