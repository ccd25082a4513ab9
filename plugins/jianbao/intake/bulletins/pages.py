"""The pages of a PDF, each as its lines. Run by itself, in a process of its own: what a PDF asks for can take any time
and room, and ends with that process.

The PDF comes on standard input. On standard output stands one line of JSON with the number of pages, or with what is
wrong (``locked``, ``many``), then one for each page from ``first`` on: its lines as [text, size in points].
"""

from __future__ import annotations

import io
import json
import logging
import signal
import sys
from typing import Any

from pypdf import PdfReader
from pypdf.errors import DependencyError

_LONGEST = 200_000


def _limit(megabytes: int, seconds: int) -> None:
    """Room and time for the whole, where the system knows such limits."""
    if sys.platform != "win32":
        import resource  # noqa: PLC0415  (not on Windows)

        resource.setrlimit(resource.RLIMIT_AS, (megabytes << 20, megabytes << 20))
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))


def _tell(value: Any) -> None:
    sys.stdout.write(f"{json.dumps(value)}\n")
    sys.stdout.flush()


def _open(data: bytes) -> PdfReader | None:
    """Without a password, as whoever opens it on a screen reads it; None where that is not to be had. Whatever else it
    raises ends the process, which says nothing then.
    """
    try:
        reader = PdfReader(io.BytesIO(data))
        readable = not reader.is_encrypted or reader.decrypt("")
    except (DependencyError, NotImplementedError):
        return None
    return reader if readable else None


def _read_page(page: Any) -> list[tuple[str, float]]:
    """Each line with the size of its largest letters."""
    lines: list[tuple[str, float]] = [("", 0.0)]

    def take(text: str, place: list[float], line: list[float], _font: Any, size: float) -> None:
        scale = abs(line[3] or line[1]) * abs(place[3] or place[1] or 1)
        for index, part in enumerate(text.split("\n")):
            known, largest = lines.pop() if not index else ("", 0.0)
            lines.append((known + part, max(largest, round(size * scale, 1)) if part.strip() else largest))

    page.extract_text(visitor_text=take)
    return [(text[:_LONGEST].strip(), size) for text, size in lines if text.strip()]


def _run(first: int, most: int, seconds: int) -> None:
    reader = _open(sys.stdin.buffer.read())
    if reader is None:
        _tell({"fault": "locked"})
        return
    count = len(reader.pages)
    if count > most:
        _tell({"fault": "many", "pages": count})
        return
    _tell({"pages": count})
    for number in range(first, count):
        if hasattr(signal, "alarm"):
            # Nobody handles it: a page that takes longer ends the process, in whatever it is caught.
            signal.alarm(seconds)
        _tell(_read_page(reader.pages[number]))


if __name__ == "__main__":
    logging.disable()
    _limit(int(sys.argv[4]), int(sys.argv[5]))
    _run(int(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
