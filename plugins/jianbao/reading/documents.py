"""Manuscripts from anywhere on the machine: the only files outside of an office, but fonts, that are read."""

from __future__ import annotations

from pathlib import Path

from jianbao.problems import Place, Problem, ProblemsFound


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
