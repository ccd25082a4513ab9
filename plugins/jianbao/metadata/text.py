"""Bytes of a record → text with ``\\n`` line ends; what a clerk's editor did to the encoding becomes problems."""

from __future__ import annotations

import codecs

from jianbao.metadata.diagnosis import show_line
from jianbao.problems import Level, Place, Problem


def decode_text(data: bytes, path: str) -> tuple[str | None, list[Problem]]:
    """UTF-8 with or without a BOM, LF or CRLF. None when the file cannot be read as text at all."""
    if b"\0" in data:
        return None, [_nul_problem(data, path)]
    try:
        text = data.removeprefix(codecs.BOM_UTF8).decode("utf-8")
    except UnicodeDecodeError as error:
        return None, [_encoding_problem(data, path, error.start)]
    problems = []
    if data.startswith(codecs.BOM_UTF8):
        problems.append(
            Problem(
                code="encoding-bom",
                place=Place(path=path),
                message="文件开头有 BOM 标记",
                hint="不影响使用；保存时选“UTF-8（无 BOM）”即可去掉",
                level=Level.NOTICE,
            )
        )
    if mixed := _mixed_line_ends(text, path):
        problems.append(mixed)
    return text.replace("\r\n", "\n").replace("\r", "\n"), problems


def _nul_problem(data: bytes, path: str) -> Problem:
    utf16 = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    message = "文件是 UTF-16 编码，应为 UTF-8" if utf16 else "文件含有 NUL 字符，不是文本文件"
    line = 1 if utf16 else data.count(b"\n", 0, data.index(b"\0")) + 1
    hint = (
        "用记事本打开，选“另存为”，编码选 UTF-8"
        if utf16
        else "可能误把 Word、图片等改了后缀；请用纯文本另存，图片放在稿件同名文件夹"
    )
    return Problem(code="encoding-nul", place=Place(path=path, line=line), message=message, hint=hint)


def _encoding_problem(data: bytes, path: str, offset: int) -> Problem:
    number = data.count(b"\n", 0, offset)
    place = Place(path=path, line=number + 1)
    line = data.split(b"\n")[number]
    if _is_utf8_elsewhere(data, number) and (pasted := _decode_gbk(line)):
        message = f"这一行是 GBK（GB18030）编码，别的行是 UTF-8，此行似为“{show_line(pasted, 20)}”"
        return Problem(code="encoding-gbk", place=place, message=message, hint="删去这一行重新输入，再存为 UTF-8 编码")
    sample = _decode_gbk(data)
    if sample is None:
        return Problem(
            code="encoding-unknown",
            place=place,
            message="文件不是 UTF-8 编码，也认不出是什么编码",
            hint="找回原文，用记事本打开，选“另存为”，编码选 UTF-8",
        )
    shown = show_line(sample.split("\n")[number], 20)
    return Problem(
        code="encoding-gbk",
        place=place,
        message=f"文件是 GBK（GB18030）编码，应为 UTF-8，此行似为“{shown}”",
        hint="用记事本打开，选“另存为”，编码选 UTF-8",
    )


def _is_utf8_elsewhere(data: bytes, number: int) -> bool:
    """Whether the other lines are UTF-8 and hold more than ASCII, so that one line was pasted in."""
    lines = data.split(b"\n")
    rest = b"\n".join(lines[:number] + lines[number + 1 :])
    try:
        return not rest.decode("utf-8").isascii()
    except UnicodeDecodeError:
        return False


def _decode_gbk(data: bytes) -> str | None:
    try:
        return data.decode("gb18030")
    except UnicodeDecodeError:
        return None


def _mixed_line_ends(text: str, path: str) -> Problem | None:
    crlf = text.count("\r\n")
    if crlf == 0 or crlf == text.count("\n"):
        return None
    lines = text.split("\n")
    first = next(n for n, line in enumerate(lines, 1) if line.endswith("\r") != lines[0].endswith("\r"))
    return Problem(
        code="encoding-line-ends",
        place=Place(path=path, line=first),
        message="行尾有两种写法（CRLF 与 LF 混用）",
        hint="不影响使用；在编辑器里统一行尾格式即可",
        level=Level.NOTICE,
    )
