"""Files beside a page: its tables as a workbook and as comma-separated values."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from jianbao.characters import drop_unseen
from jianbao.model.bulletin import CountTable
from jianbao.rendering.comma_values import render_csv
from jianbao.rendering.page import SiteFile
from jianbao.rendering.workbook import render_workbook

# Devices of Windows, whatever suffix follows.
_DEVICE = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)
_FORBIDDEN = re.compile(r'[\\/:*?"<>|《》\t\n]')
# A name may hold 255 bytes, of which a Chinese character takes three; numbers of copies, an access and a suffix follow.
_LONGEST = 160


@dataclass(frozen=True, kw_only=True, slots=True)
class Download:
    """A file, what a link to it says, the name under which a reader keeps it, and its size where that matters."""

    uri: str
    label: str
    name: str
    size: str = ""


def safe_name(text: str) -> str:
    """A text as the name of a file on any system: what Windows forbids is left out, as are signs that nobody sees or
    that turn a name around, and the whole is not too long.
    """
    whole = _FORBIDDEN.sub("", drop_unseen(text)).strip(" .").encode()[:_LONGEST].decode(errors="ignore").rstrip(" .")
    return f"_{whole}" if _DEVICE.fullmatch(whole) else whole


def make_downloads(
    stem: str, name: str, sheets: Sequence[CountTable], flat: CountTable
) -> tuple[list[SiteFile], list[Download]]:
    """``stem`` is the page's address without suffix, ``flat`` the one table that the comma-separated file holds."""
    files = [
        SiteFile(uri=f"{stem}.xlsx", data=render_workbook(sheets)),
        SiteFile(uri=f"{stem}.csv", data=render_csv(flat)),
    ]
    links = [
        Download(uri=f"{stem}.xlsx", label="Excel表格", name=f"{name}.xlsx"),
        Download(uri=f"{stem}.csv", label="CSV", name=f"{name}.csv"),
    ]
    return files, links


def encode_data(value: Mapping[str, Any]) -> bytes:
    """Figures for other programs, as people can read them too."""
    return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode()
