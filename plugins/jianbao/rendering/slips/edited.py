"""花脸稿: a desk record's text against what was filed. Of a composite (综合) each source is shown with what it lost
struck through, and the new text with what stands in no source underlined.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from rapidfuzz import fuzz, process

from jianbao.characters import count_characters, strip_markup
from jianbao.editing import edited_body, edited_title, find_items
from jianbao.model import DeskRecord, Item
from jianbao.problems import Problem, ProblemsFound
from jianbao.reading.pictures import PICTURE
from jianbao.rendering.slips.marking import (
    CLAUSE,
    DELETED,
    INSERTED,
    Marked,
    Piece,
    count_marked,
    join_pieces,
    mark_paragraphs,
    mark_text,
)
from jianbao.rendering.slips.request import SlipRequest

# From here on (0–100) a clause of a composite is taken to come from that clause of a source.
_SAME_CLAUSE = 60
_TABLE_RULE = re.compile(r"^[ \t]*[|:-][-:| \t]*$")


@dataclass(frozen=True, kw_only=True, slots=True)
class Filed:
    """A source as it was filed, and its text as it is shown."""

    id: str
    title: str
    units: tuple[str, ...]
    characters: int
    paragraphs: tuple[Marked, ...]


def describe_desk(request: SlipRequest, record: DeskRecord) -> dict[str, Any]:
    """Raises ProblemsFound for a piece of the office's own: nothing was filed that it could be compared with."""
    items = find_items(request.office, record)
    if not items:
        hint = "花脸稿对照的是单位报送的原稿，请写采用稿件的编辑记录"
        problem = Problem(
            code="slip-empty", place=record.source.place(), message=f"{record.id} 没有可以对照的原稿", hint=hint
        )
        raise ProblemsFound([problem])
    title, edited = edited_title(request.office, record), split_paragraphs(edited_body(request.office, record))
    originals = [split_paragraphs(item.body) for item in items]
    sources: list[tuple[Marked, ...]] = [()]
    if len(items) == 1:
        title_marked, marked = mark_text(items[0].title, title), mark_paragraphs(originals[0], edited)
    else:
        title_marked, marked = (Piece(text=title),), mark_composite(originals, edited)
        sources = [_mark_source(original, edited) for original in originals]
    deleted = count_marked([*marked, *(paragraph for source in sources for paragraph in source)], DELETED)
    series = request.office.settings.series(record.periodical, record.series)
    return {
        "desk": record,
        "title": title,
        "title_marked": title_marked,
        "sources": [_describe(request, item, source) for item, source in zip(items, sources, strict=True)],
        "marked": marked,
        "unchanged": not deleted and not count_marked(marked, INSERTED),
        "characters": sum(count_characters(paragraph) for paragraph in edited),
        "deleted": deleted,
        "inserted": count_marked(marked, INSERTED),
        "series": series.title if series else "",
        "column": column.name if series and (column := series.column(record.column)) else "",
    }


def split_paragraphs(body: str) -> list[str]:
    """As read: without marks, a table row by row, a picture by its caption."""
    lines = [line for line in body.splitlines() if not _TABLE_RULE.match(line)]
    shown = (PICTURE.sub(lambda match: f"（图：{match[1]}）", line).strip(" |").replace("|", "　") for line in lines)
    return [text for line in shown if (text := strip_markup(line).strip())]


def mark_composite(originals: Sequence[Sequence[str]], edited: Sequence[str]) -> list[Marked]:
    """The edited paragraphs; what stands in no source is new."""
    clauses = _split([paragraph for original in originals for paragraph in original])
    return [_mark_against(paragraph, clauses, INSERTED) for paragraph in edited]


def _mark_source(original: Sequence[str], edited: Sequence[str]) -> tuple[Marked, ...]:
    """The paragraphs of one source; what the composite did not take is struck out."""
    clauses = _split(edited)
    return tuple(_mark_against(paragraph, clauses, DELETED) for paragraph in original)


def _split(paragraphs: Sequence[str]) -> list[str]:
    return [clause for paragraph in paragraphs for clause in CLAUSE.findall(paragraph) if clause]


def _mark_against(paragraph: str, others: Sequence[str], mark: str) -> Marked:
    """The paragraph with what has no counterpart in ``others`` marked, and nothing of theirs."""
    pieces: list[Piece] = []
    for clause in filter(None, CLAUSE.findall(paragraph)):
        best = process.extractOne(clause, others, scorer=fuzz.ratio, score_cutoff=_SAME_CLAUSE)
        if best is None:
            pieces.append(Piece(text=clause, mark=mark))
        else:
            old, new = (best[0], clause) if mark == INSERTED else (clause, best[0])
            pieces += [piece for piece in mark_text(old, new) if piece.mark in ("", mark)]
    return tuple(join_pieces(pieces))


def _describe(request: SlipRequest, item: Item, paragraphs: Sequence[Marked]) -> Filed:
    units, day = request.office.settings.units, item.date.day if item.date else None
    return Filed(
        id=item.id,
        title=item.title,
        units=tuple(units.short(unit, day) for unit in item.units),
        characters=count_characters(item.body),
        paragraphs=tuple(paragraphs),
    )
