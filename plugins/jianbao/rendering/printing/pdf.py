"""A paper as PDF, by typst. The layout stands in ``templates/print/*.typ``; text reaches it as data, never as code."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime, time
from hashlib import sha256
from pathlib import Path
from typing import Any, Literal

import typst

from jianbao.problems import NOWHERE, Place, Problem, ProblemsFound
from jianbao.rendering.papers.paper import Paper
from jianbao.rendering.papers.widths import fit_blocks
from jianbao.rendering.printing.description import PICTURES, describe_paper
from jianbao.rendering.printing.fitting import Fit, Setting, Spot, first_fit, is_alone, other_fits
from jianbao.rendering.printing.fonts import FontSet
from jianbao.rendering.templates import Templates
from jianbao.writing import CACHE, Change, apply_changes, keep_folder, prepare_cache

_MAIN, _FOLDER = "paper.typ", "print"
_STANDARD: Literal["a-2b"] = "a-2b"
# (index, page, points from its upper edge to the foot of the characters) of each mark; the imprint's page.
_PLACES = "query({}).map(m => (m.value, m.location().page(), m.location().position().y.pt()))"
_IMPRINTS = "query(<imprint>).map(m => m.location().page())"
# Where a template went wrong, in what the typesetter says of it: the last name of the path, the line, and the column
# counted from 0.
_WHERE = re.compile(r"┌─ (?:\S*/)?(\S+?\.typ):(\d+):(\d+)")
# Warnings after which the paper is not what was meant: a typeface that is not there, a layout that never settles.
# Where it looked is nobody's business: a folder of ours with copies of the templates.
_SEARCHED = re.compile(r" \(searched at [^)]*\)")
_PICTURES_FAULT = ("failed to decode image", "CMYK profile")
_AGAIN = "用看图软件打开文中各图，另存为 PNG 或 RGB 的 JPEG"
_GRAVE = ("unknown font family", "did not converge")


@dataclass(frozen=True, kw_only=True, slots=True)
class _Laid:
    """A paper as it is best set, and the PDF that this gave."""

    compiler: typst.Compiler
    paper: Paper
    fit: Fit
    pdf: bytes


class Printer:
    """Sets papers one after the other with one set of fonts, which is what makes the second one quick."""

    def __init__(self, root: Path, templates: Templates, fonts: FontSet) -> None:
        self._root, self._fonts = root, fonts
        names = [name for name in templates.files("print") if name.endswith(".typ")]
        self._sources = {name: templates.source(f"print/{name}").encode() for name in names}
        total = sha256()
        for name, source in self._sources.items():
            total.update(f"{name}\0{len(source)}\0".encode() + source)
        self._folder = f"{_FOLDER}/{total.hexdigest()[:16]}"
        # What earlier templates left behind is of no more use.
        keep_folder(root, self._folder)

    def render(self, paper: Paper) -> bytes:
        """Same paper, same fonts: same bytes. Raises ProblemsFound where a template is wrong or a table too wide."""
        laid = self._fit(paper)
        fitted = replace(laid.paper, copies=paper.copies)
        return laid.pdf if fitted == laid.paper else self._compile(laid.compiler, fitted, laid.fit)

    def draw(self, paper: Paper, dots: int) -> tuple[bytes, ...]:
        """Each page as PNG, so many dots an inch, set as ``render`` sets it. Raises as that does."""
        laid = self._fit(replace(paper, copies=()))
        drawn = self._set(laid.compiler, laid.paper, laid.fit, {"format": "png", "ppi": float(dots)})
        return (drawn,) if isinstance(drawn, bytes) else tuple(filter(None, drawn or ()))

    def _fit(self, paper: Paper) -> _Laid:
        """The paper set as it looks best; every copy is set as the first one is."""
        single = replace(paper, blocks=fit_blocks(paper), copies=paper.copies[:1])
        folder = self._lay_out(paper.pictures)
        compiler = typst.Compiler(
            str(folder / _MAIN), root=str(folder), font_paths=self._fonts.fonts, ignore_system_fonts=True
        )
        fit = first_fit(single)
        pdf = self._compile(compiler, single, fit)
        if paper.imprint and is_alone(single, plain := _read_setting(compiler, single)):
            for other in other_fits(single, plain):
                tried = self._compile(compiler, single, other)
                if not is_alone(single, _read_setting(compiler, single)):
                    fit, pdf = other, tried
                    break
        return _Laid(compiler=compiler, paper=single, fit=fit, pdf=pdf)

    def _compile(self, compiler: typst.Compiler, paper: Paper, fit: Fit) -> bytes:
        pdf = self._set(compiler, paper, fit, {"format": "pdf", "pdf_standards": _STANDARD})
        assert isinstance(pdf, bytes)
        return pdf

    def _set(self, compiler: typst.Compiler, paper: Paper, fit: Fit, form: Mapping[str, Any]) -> Any:
        """What the typesetter gives for that form: bytes, or bytes of each page."""
        described = {**describe_paper(paper, self._fonts.roles, tight=fit.tight), "fit": asdict(fit)}
        inputs = {"data": json.dumps(described, ensure_ascii=False)}
        at = datetime.combine(paper.day, time(), UTC)
        try:
            made, warnings = compiler.compile_with_warnings(sys_inputs=inputs, timestamp=at, **form)
        except typst.TypstError as error:
            raise ProblemsFound([_describe(error)]) from error
        grave = [_describe(warning) for warning in warnings if any(sign in warning.message for sign in _GRAVE)]
        if grave:
            raise ProblemsFound(grave)
        return made

    def _lay_out(self, pictures: Mapping[str, bytes]) -> Path:
        """A folder that holds the templates and pictures, and nothing else that a template could name. Pictures bear
        their digest as name, so that those of another paper are never these.
        """
        files = {**self._sources, **{f"{PICTURES}/{name}": data for name, data in pictures.items()}}
        folder = f"{CACHE.as_posix()}/{self._folder}"
        prepare_cache(self._root)
        missing = [name for name in files if not (self._root / folder / name).is_file()]
        apply_changes(
            self._root, [Change(path=f"{folder}/{name}", data=files[name], replaces=True) for name in missing]
        )
        return self._root / folder


def _read_setting(compiler: typst.Compiler, paper: Paper) -> Setting:
    """An office's own template may leave the marks out: then there is nothing to be moved."""
    imprints = json.loads(compiler.eval(_IMPRINTS))
    return Setting(
        begins=dict(_read_places(compiler, paper, "<from>")),
        ends=dict(_read_places(compiler, paper, "<to>")),
        imprint=int(imprints[-1]) if imprints else 0,
    )


def _read_places(compiler: typst.Compiler, paper: Paper, mark: str) -> Iterator[tuple[int, Spot]]:
    top, line = paper.style.page.top / 25.4 * 72, paper.style.page.line
    for index, page, y in json.loads(compiler.eval(_PLACES.format(mark))):
        yield int(index), Spot(page=int(page), line=int((y - top) / line) + 1)


def _describe(error: typst.TypstError | typst.TypstWarning) -> Problem:
    """At the innermost line of the template that it came through; a picture's fault is none of the template's."""
    if any(sign in error.message for sign in _PICTURES_FAULT):
        return Problem(code="picture-broken", place=NOWHERE, message="有图片排不进 PDF", hint=_AGAIN)
    hint = "改正 templates/print 里的模板；或删去本单位的这个模板，就用系统自带的"
    where, said = _WHERE.search(error.diagnostic), _SEARCHED.sub("", error.message)
    path = f"templates/print/{where[1]}" if where else "templates/print"
    place = Place(path=path, line=int(where[2]), column=int(where[3]) + 1) if where else Place(path=path)
    return Problem(code="template-broken", place=place, message=f"PDF 模板有误：{said}", hint=hint)
