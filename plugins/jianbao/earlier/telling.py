"""How an earlier text is named to whoever reads of it, and how much of it is repeated."""

from __future__ import annotations

import re

from jianbao.earlier.hits import Hit, Kind
from jianbao.earlier.shelf import Entry, Origin, Shelf
from jianbao.settings import Settings

_QUOTED = 30
_INNER = str.maketrans("“”", "‘’")
_CLAUSE = re.compile("[，。；、：]")


def name_earlier(settings: Settings, shelf: Shelf, entry: Entry) -> str:
    """城关镇2026年11月3日报送的《…》; of what the reader may not know of no title, no unit and no day."""
    if not shelf.may_read(entry):
        return "网上的一篇文章" if entry.origin is Origin.LEAD else "其他单位的一篇稿件"
    day = f"{entry.at.day.year}年{entry.at.day.month}月{entry.at.day.day}日" if entry.at else ""
    if entry.origin is Origin.LEAD:
        told = "，".join(filter(None, (settings.feeds.name_of(entry.feed), day)))
        return f"线索《{entry.title}》（{told}）"
    units = "、".join(settings.units.short(unit, entry.at.day if entry.at else None) for unit in entry.units)
    if entry.origin is Origin.PRINTED:
        return f"{entry.where}{day}刊登的《{entry.title}》{f'（{units}）' if units else ''}"
    return f"{units}{day}报送的《{entry.title}》"


_SAID = {
    Kind.UNIT: "与{named}重复，{percent}",
    Kind.OTHER: "与{named}雷同，{percent}",
    Kind.OLD: "像是旧稿新报，与{named}{percent}",
    Kind.PRINTED: "与{named}重复，{percent}",
    Kind.LEAD: "与{named}有{percent}",
}


def name_hit(settings: Settings, shelf: Shelf, hit: Hit, text: str) -> str:
    """The sentence of a check on ``text``, the one that was asked about. It quotes nothing that the reader may not
    read.
    """
    quoted = f"：“{quote_longest(hit, text)}”" if shelf.may_read(hit.entry) else ""
    said = _SAID[hit.kind].format(named=name_earlier(settings, shelf, hit.entry), percent=say_percent(hit))
    return f"{said}{quoted}"


def say_percent(hit: Hit) -> str:
    """85%的文字相同; rounded down, so that 100 % is the whole text."""
    besides = "除日期、数字外" if hit.kind is Kind.OLD else ""
    return f"{besides}{int(hit.share * 100)}%的文字相同"


def quote_longest(hit: Hit, text: str) -> str:
    """The longest passage on one line, to stand in quotation marks, cut to thirty signs; one that begins within a
    figure from its next clause on.
    """
    begin, end = max(hit.passages, key=lambda passage: (passage.signs, -passage.first[0])).first
    clause = _CLAUSE.search(text, begin, end) if text[max(0, begin - 1) : begin].isdigit() else None
    quoted = " ".join(text[clause.end() if clause else begin : end].split()).translate(_INNER)
    return f"{quoted[:_QUOTED]}……" if len(quoted) > _QUOTED else quoted
