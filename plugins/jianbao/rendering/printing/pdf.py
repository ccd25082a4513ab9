"""A paper as PDF, by typst. The layout stands in ``templates/print/*.typ``; text reaches it as data, never as code."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, replace
from datetime import UTC, datetime, time
from enum import Enum
from hashlib import sha256
from pathlib import Path
from typing import Any

import typst

from jianbao.problems import Place, Problem, ProblemsFound
from jianbao.rendering.papers.paper import Break, Figure, ImprintRow, Line, Paper, Paragraph, Rule, Table
from jianbao.rendering.printing.fonts import FontSet
from jianbao.rendering.templates import Templates
from jianbao.writing import CACHE, Change, apply_changes, prepare_cache

_MAIN = "paper.typ"
_KINDS = {
    Paragraph: "paragraph", Table: "table", Figure: "figure", Break: "break", Line: "line", Rule: "rule",
    ImprintRow: "row",
}  # fmt: skip
# 版记另起一页，页上没有正文: then with less space around titles, then with the last paragraph taken over to it.
_FITS = ("plain", "tight", "carry")
_IMPRINT_ALONE = "query(<imprint>).last().location().page() > query(<text>).last().location().page()"


class Printer:
    """Sets papers one after the other with one set of fonts, which is what makes the second one quick."""

    def __init__(self, root: Path, templates: Templates, fonts: FontSet) -> None:
        self._root, self._fonts = root, fonts
        self._sources = {
            name: templates.source(f"print/{name}").encode()
            for name in templates.files("print")
            if name.endswith(".typ")
        }
        self._compiler: typst.Compiler | None = None

    def render(self, paper: Paper) -> bytes:
        """Same paper, same fonts: same bytes. Raises ProblemsFound where a template is wrong."""
        folder = self._lay_out(paper.pictures)
        compiler = typst.Compiler(
            str(folder / _MAIN), root=str(folder), font_paths=self._fonts.fonts, ignore_system_fonts=True
        )
        described, at = self._describe(paper), datetime.combine(paper.day, time(), UTC)
        plain = b""
        try:
            for fit in _FITS:
                inputs = {"data": json.dumps({**described, "fit": fit}, ensure_ascii=False)}
                pdf = compiler.compile(sys_inputs=inputs, format="pdf", pdf_standards="a-2b", timestamp=at)
                assert isinstance(pdf, bytes)
                plain = plain or pdf
                if not paper.imprint or compiler.eval(_IMPRINT_ALONE) != "true":
                    return pdf
        except typst.TypstError as error:
            raise ProblemsFound([_describe_error(error)]) from error
        return plain

    def _lay_out(self, pictures: Mapping[str, bytes]) -> Path:
        """A folder that holds the templates and the pictures of this paper, and nothing else that a text could name."""
        files = {**self._sources, **pictures}
        total = sha256()
        for name in sorted(files):
            total.update(f"{name}\0{len(files[name])}\0".encode() + files[name])
        folder = f"{CACHE.as_posix()}/print/{total.hexdigest()[:16]}"
        prepare_cache(self._root)
        missing = [name for name in files if not (self._root / folder / name).is_file()]
        apply_changes(
            self._root, [Change(path=f"{folder}/{name}", data=files[name], replaces=True) for name in missing]
        )
        return self._root / folder

    def _describe(self, paper: Paper) -> dict[str, Any]:
        style = paper.style
        page = _plain(asdict(style.page))
        page |= {"line": style.page.line, "tracking": style.page.tracking, "width": style.page.width}
        return {
            "title": paper.title,
            "author": paper.author,
            "keywords": list(paper.keywords),
            "day": [paper.day.year, paper.day.month, paper.day.day],
            "page": page,
            "rise": style.rise,
            "roles": {role: _plain(asdict(look)) for role, look in style.roles.items()},
            "fonts": {
                role: {"families": [face.family for face in faces], "weight": faces[0].weight}
                for role, faces in self._fonts.roles.items()
                if faces
            },
            "masthead": [_describe_part(part) for part in paper.masthead],
            "blocks": [_describe_part(_known(block, style.roles)) for block in paper.blocks],
            "imprint": [_describe_part(row) for row in paper.imprint],
            "stamp": paper.stamp,
            "copies": [f"{number:06d}" for number in paper.copies],
        }


def _known(block: Any, roles: Mapping[str, Any]) -> Any:
    """A paragraph of a role that the style does not know is body text."""
    if isinstance(block, Paragraph) and block.role not in roles:
        return replace(block, role="body")
    return block


def _describe_part(part: Any) -> dict[str, Any]:
    described = {"kind": _KINDS[type(part)], **_plain(asdict(part))}
    if isinstance(part, Table):
        described["rows"] = [
            [{**_plain(asdict(cell)), "blocks": [_describe_part(block) for block in cell.blocks]} for cell in row]
            for row in part.rows
        ]
        columns = max((sum(cell.columns for cell in row) for row in part.rows), default=1)
        described["widths"] = list(part.widths) if len(part.widths) == columns else [1] * columns
    return described


def _plain(value: Any) -> Any:
    """Enumerations as their values, all the way down."""
    if isinstance(value, dict):
        return {key: _plain(member) for key, member in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(member) for member in value]
    return value.value if isinstance(value, Enum) else value


def _describe_error(error: typst.TypstError) -> Problem:
    hint = "改正 templates/print 里的模板；或删去本单位的这个模板，就用系统自带的"
    return Problem(
        code="template-broken", place=Place(path="templates/print"), message=f"PDF 模板有误：{error}", hint=hint
    )
