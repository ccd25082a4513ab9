"""A PDF → the lines on its pages, read by a process of its own that is ended where it takes too long."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from jianbao.intake.refusing import RefusedError
from jianbao.settings import IntakeSettings

_READER = Path(__file__).with_name("pages.py")
# One page of text is read in a tenth of a second; what takes so long is made to.
_PAGE_SECONDS = 8
# A page that ends the reading is left out and the next one read; after so many the file is given up.
_MOST_BAD_PAGES = 3
_ROOM = 1024
PASTE = "打开文件，把要找的文字复制下来，粘贴到采编台“疑似采用”的框里"


@dataclass(frozen=True, kw_only=True, slots=True)
class PageLine:
    """``size`` in points, that of its largest letters."""

    text: str
    size: float


@dataclass(kw_only=True)
class Pages:
    """``lines`` by page; ``unread`` are the numbers, from 1, of pages that could not be read."""

    lines: list[list[PageLine]] = field(default_factory=list)
    unread: list[int] = field(default_factory=list)


def read_pages(data: bytes, limits: IntakeSettings) -> Pages:
    """Raises RefusedError for what is encrypted, damaged, or has more pages than any bulletin."""
    found, count, seconds = Pages(), 1, limits.seconds
    while len(found.lines) < count:
        told = _run(data, len(found.lines), limits.pages, seconds)
        if not told or len(found.unread) > _MOST_BAD_PAGES:
            raise refuse_unreadable()
        count = _read_count(told[0], limits.pages)
        found.lines += [[PageLine(text=text, size=size) for text, size in page] for page in told[1:]]
        if len(found.lines) < count:
            found.lines.append([])
            found.unread.append(len(found.lines))
            seconds = max(seconds // 2, _PAGE_SECONDS)
    return found


def refuse_unreadable() -> RefusedError:
    message = "PDF 已损坏，没有传完，或不是正常的 PDF"
    return RefusedError("bulletin-damaged", message, f"重新下载或重新发一次；还不行的，{PASTE}")


def _read_count(told: Any, most: int) -> int:
    if told.get("fault") == "locked":
        message = "PDF 加了密码，或限制了复制，读不出来"
        raise RefusedError("bulletin-locked", message, f"取消密码另存一份；只是限制了复制的，{PASTE}")
    if told.get("fault") == "many":
        message = f"PDF 有{told['pages']}页，超过{most}页"
        raise RefusedError("bulletin-large", message, "一次上传一期；合订本请拆开")
    count: int = told["pages"]
    return count


def _run(data: bytes, first: int, pages: int, seconds: int) -> Sequence[Any]:
    """What the reader told, up to where it ended or was ended; the last line may be cut."""
    numbers = [str(number) for number in (first, pages, _PAGE_SECONDS, _ROOM, seconds)]
    reading = subprocess.Popen(  # noqa: S603  (our own program, numbers of our own)
        [sys.executable, "-I", str(_READER), *numbers],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    try:
        told, _ = reading.communicate(data, seconds)
    except subprocess.TimeoutExpired:
        reading.kill()
        told, _ = reading.communicate()
    return [json.loads(line) for line in told.splitlines(keepends=True) if line.endswith(b"\n")]
