"""A text of ours that a higher level may have used: as sent upward, as edited, or as filed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum


class Origin(Enum):
    """Which record holds the text. The first that fits is named by an adoption."""

    REPORT = "上报件"
    DESK = "编辑记录"
    ITEM = "稿件"


_FOLDERS = {Origin.REPORT: "reports", Origin.DESK: "desk", Origin.ITEM: "items"}


@dataclass(frozen=True, kw_only=True, slots=True)
class OurText:
    """``id`` of the record; ``items`` those that it was made from, of an item itself; ``units`` are ids; ``day`` when
    it was sent, decided or filed; ``text`` without markup.
    """

    origin: Origin
    id: str
    items: tuple[str, ...]
    units: tuple[str, ...]
    day: date
    title: str
    text: str

    @property
    def key(self) -> str:
        """What tells it from every other record: ``reports/2026/11-24-lao-jiu-dian-ti``."""
        return f"{_FOLDERS[self.origin]}/{self.id}"
