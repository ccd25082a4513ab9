"""A paper as the data that the templates of ``templates/print`` read: all that can be reckoned beforehand is."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from enum import Enum
from math import ceil
from typing import Any

from jianbao.rendering.papers.paper import Block, Break, Cell, Figure, ImprintRow, Line, Paper, Paragraph, Table
from jianbao.rendering.papers.spacing import blank_lines, masthead_gaps, masthead_space
from jianbao.rendering.papers.style import PageLook, Rule
from jianbao.rendering.papers.widths import INSET, figure_width
from jianbao.rendering.printing.fonts import Typeface

PICTURES = "pictures"
_KINDS = {Paragraph: "paragraph", Table: "table", Figure: "figure", Line: "line", Rule: "rule", ImprintRow: "row"}
# So many signs without a space or an ideograph hold together before a line end may cut them: an address, a number of a
# document, a row of full stops.
_UNBROKEN = re.compile("[^\\s\u2e80-\u2fff\u3041-\u9fff\uac00-\ud7a3\uf900-\ufaff\U00020000-\U0003ffff]{29,}")
# A line may end after a hyphen anyway, and the name of a record that is copied from a slip is to be the name.
_NAME = re.compile("(?:[a-z0-9/]{1,24}-)+[a-z0-9]{1,24}")
# A sign with the marks that stand over it, and what no line begins with.
_SIGN = re.compile("(?:[^\u0300-\u036f\u20d0-\u20ff][\u0300-\u036f\u20d0-\u20ff]*|.)[，。、；：？！）》”’]?")
# A cell that holds more may go over the end of a page.
_LONG_CELL = 500


def describe_paper(paper: Paper, fonts: Mapping[str, Sequence[Typeface]], *, tight: bool = False) -> dict[str, Any]:
    """JSON values only. ``paper`` has been fitted (``fit_blocks``); ``tight`` leaves fewer lines free."""
    style = paper.style
    page = _plain(asdict(style.page))
    page |= {"line": style.page.line, "tracking": style.page.tracking, "width": style.page.width}
    gaps = masthead_gaps(paper.masthead, style.page)
    return {
        "title": paper.title,
        "author": paper.author,
        "keywords": list(paper.keywords),
        "day": [paper.day.year, paper.day.month, paper.day.day],
        "page": page,
        "rise": style.rise,
        "inset": INSET,
        "roles": {role: _plain(asdict(look)) for role, look in style.roles.items()},
        "fonts": {
            role: {"families": [face.family for face in faces], "weight": faces[0].weight}
            for role, faces in fonts.items()
            if faces
        },
        "masthead": [{**_describe(part), "gap": gap} for part, gap in zip(paper.masthead, gaps, strict=True)],
        "space": masthead_space(paper.masthead, style),
        "sections": _describe_sections(paper, tight=tight),
        "imprint": [_describe_row(row) for row in paper.imprint],
        "stamp": paper.stamp,
        "copies": [f"{number:06d}" for number in paper.copies],
    }


def _describe_sections(paper: Paper, *, tight: bool) -> list[dict[str, Any]]:
    """Parts that begin on a page of their own, each upright or on its side; an empty one has no page."""
    page, landscape = paper.style.page, paper.style.page.landscape
    sections: list[dict[str, Any]] = [{"landscape": landscape, "blocks": []}]
    for index, (block, lines) in enumerate(zip(paper.blocks, blank_lines(paper, tight=tight), strict=True)):
        if isinstance(block, Break):
            landscape = block.landscape or page.landscape
            sections.append({"landscape": landscape, "blocks": []})
        else:
            described = _describe_block(block, paper, landscape=landscape)
            sections[-1]["blocks"].append({**described, "index": index, "gap": lines * page.line})
    has_head = bool(paper.masthead)
    return [section for number, section in enumerate(sections) if section["blocks"] or (number == 0 and has_head)]


def _describe_block(block: Block, paper: Paper, *, landscape: bool) -> dict[str, Any]:
    page = paper.style.page
    if isinstance(block, Paragraph):
        return _describe_paragraph(block, paper)
    if isinstance(block, Figure):
        return _describe_figure(block, page, landscape=landscape)
    if isinstance(block, Table):
        return {
            "kind": "table",
            "header": min(block.header, max(len(block.rows) - 1, 0)),
            "widths": list(block.widths),
            "size": block.size,
            "rows": [[_describe_cell(cell, paper, landscape=landscape) for cell in row] for row in block.rows],
        }
    return _describe(block)


def _describe_cell(cell: Cell, paper: Paper, *, landscape: bool) -> dict[str, Any]:
    blocks = [_describe_block(block, paper, landscape=landscape) for block in cell.blocks]
    characters = sum(len(block.text) for block in cell.blocks if isinstance(block, Paragraph))
    stated = {"columns": cell.columns, "rows": cell.rows, "align": cell.align}
    return {**stated, "long": characters > _LONG_CELL, "blocks": blocks}


def _describe_figure(figure: Figure, page: PageLook, *, landscape: bool) -> dict[str, Any]:
    wide = figure_width(figure, page, landscape=landscape)
    high = wide * figure.height / max(figure.width, 1)
    size = {"wide": wide, "high": high, "lines": ceil(high / page.line - 0.01)}
    return {
        "kind": "figure",
        "file": f"{PICTURES}/{figure.name}",
        "caption": break_long(figure.caption),
        "alt": figure.caption,
        **size,
    }


def _describe_paragraph(paragraph: Paragraph, paper: Paper) -> dict[str, Any]:
    """One of a role that the style does not know is body text. ``leads`` is the block whose page stands at its end."""
    return {
        "kind": "paragraph",
        "role": paragraph.role if paragraph.role in paper.style.roles else "body",
        "anchor": paragraph.anchor,
        "leads": _find_anchor(paper, paragraph.page_of) if paragraph.page_of else None,
        "bookmark": paragraph.text.replace("\n", ""),
        "runs": [{"text": break_long(run.text), "marks": list(run.marks), "font": run.font} for run in paragraph.runs],
    }


def _find_anchor(paper: Paper, anchor: str) -> int | None:
    """The index of the block that bears it."""
    found = (n for n, block in enumerate(paper.blocks) if isinstance(block, Paragraph) and block.anchor == anchor)
    return next(found, None)


def break_long(text: str) -> str:
    """What is longer than a line may be cut by a line end anywhere: a zero-width space stands between its signs."""
    return _UNBROKEN.sub(lambda match: _cut(match[0]), text)


def _cut(text: str) -> str:
    return text if _NAME.fullmatch(text) else "\u200b".join(_SIGN.findall(text))


def _describe_row(row: ImprintRow | Rule) -> dict[str, Any]:
    described = _describe(row)
    return described | {"text": break_long(row.text)} if isinstance(row, ImprintRow) else described


def _describe(part: Line | Rule | ImprintRow | Block) -> dict[str, Any]:
    return {"kind": _KINDS[type(part)], **_plain(asdict(part))}


def _plain(value: Any) -> Any:
    """Enumerations as their values, all the way down."""
    if isinstance(value, dict):
        return {key: _plain(member) for key, member in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(member) for member in value]
    return value.value if isinstance(value, Enum) else value
