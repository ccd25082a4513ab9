"""Working papers as files that a command writes: they may hold closed text, and are never part of a site."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence, Set
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TypeVar

import click

from jianbao.caching import FileCache
from jianbao.cli.export_targets import TargetFinder
from jianbao.cli.session import Session
from jianbao.model import Access
from jianbao.problems import NOWHERE, Problem, ProblemsFound
from jianbao.rendering.downloads import safe_name
from jianbao.rendering.papers.paper import Paper
from jianbao.rendering.papers.slip import Slip
from jianbao.rendering.printing.documents import FONT_MISSING, Documents, name_cache
from jianbao.rendering.slips.request import SlipRequest
from jianbao.rendering.slips.subjects import fill_slip
from jianbao.settings.printing import DocumentForm
from jianbao.standing import find_standing
from jianbao.writing import Change

OUT = Path("dist/slips")
Command = TypeVar("Command", bound=Callable[..., Any])


@dataclass(frozen=True, kw_only=True, slots=True)
class SlipFiles:
    """In which forms, and where; no form is both."""

    forms: tuple[DocumentForm, ...]
    folder: Path | None

    @property
    def asked(self) -> bool:
        return bool(self.forms or self.folder)


def takes_files(command: Command) -> Command:
    """The options of a command that may write slips; it gets them as ``files``."""
    folder = click.Path(path_type=Path, file_okay=False)
    options = [
        click.option("--docx", is_flag=True, help="写成 Word"),
        click.option("--pdf", is_flag=True, help="写成 PDF"),
        click.option("--out", "folder", type=folder, help=f"写到哪里；默认 {OUT}"),
    ]
    for option in reversed(options):
        command = option(command)
    return command


def choose_files(*, docx: bool, pdf: bool, folder: Path | None) -> SlipFiles:
    chosen = {DocumentForm.DOCX: docx, DocumentForm.PDF: pdf}
    return SlipFiles(forms=tuple(form for form, wanted in chosen.items() if wanted), folder=folder)


def write_slips(session: Session, slip: Slip, requests: Iterable[tuple[SlipRequest, Any]], files: SlipFiles) -> None:
    """A slip for each record, all of them or none; says what was written. An earlier file of a name is replaced.

    Raises ProblemsFound with the problems of all of them.
    """
    finder = TargetFinder(session=session, standing=find_standing(session.office), access=Access.OFFICE)
    papers: list[tuple[str, Paper]] = []
    problems: list[Problem] = []
    for request, record in requests:
        try:
            paper = fill_slip(slip, request, record)
        except ProblemsFound as found:
            problems += found.problems
            continue
        papers.append((safe_name(paper.title) or slip.name, paper))
        if slip.companion == "draft":
            target = finder.find(record.id)
            papers.append((target.name, target.paper()))
    if problems:
        raise ProblemsFound(problems)
    changes = _make_files(session, papers, files.forms or tuple(DocumentForm))
    session.write_files(files.folder, OUT, changes)


def _make_files(session: Session, papers: Sequence[tuple[str, Paper]], forms: Sequence[DocumentForm]) -> list[Change]:
    """Raises ProblemsFound with what keeps any of them from being made."""
    cache = FileCache(session.root, name_cache(Access.OFFICE))
    documents = Documents(session.root, session.templates, session.office.settings.printing, cache)
    changes: list[Change] = []
    problems: list[Problem] = []
    for stem, paper in papers:
        name = _tell_apart(stem, {change.path for change in changes}, forms)
        for form in forms:
            try:
                data = documents.make(form, paper)
            except ProblemsFound as found:
                problems += [_name_paper(problem, paper) for problem in found.problems]
            else:
                changes.append(Change(path=f"{name}.{form.value}", data=data, replaces=True))
    if problems:
        raise ProblemsFound(problems)
    return changes


def _tell_apart(stem: str, taken: Set[str], forms: Sequence[DocumentForm]) -> str:
    """A second slip of one title is numbered."""
    numbered = (stem if n == 1 else f"{stem}-{n}" for n in range(1, len(taken) + 2))
    return next(name for name in numbered if taken.isdisjoint(f"{name}.{form.value}" for form in forms))


def _name_paper(problem: Problem, paper: Paper) -> Problem:
    """Where no typeface is found, Word is still there: it brings its own."""
    if problem.code == FONT_MISSING:
        return replace(problem, hint=f"{problem.hint}；只要 Word 的，加 --docx")
    return problem if problem.place != NOWHERE else replace(problem, message=f"{paper.title}：{problem.message}")
