"""Files beside a page: its tables as a workbook and as comma-separated values."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from jianbao.model.bulletin import CountTable
from jianbao.rendering.comma_values import render_csv
from jianbao.rendering.page import SiteFile
from jianbao.rendering.workbook import render_workbook


@dataclass(frozen=True, kw_only=True, slots=True)
class Download:
    """A file, what a link to it says, and the name under which a reader keeps it."""

    uri: str
    label: str
    name: str


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
