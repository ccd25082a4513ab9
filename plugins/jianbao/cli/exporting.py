"""``jianbao export``: issues, drafts and bulletins as files to print, send and keep."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum
from pathlib import Path

import click
from rich.console import Console
from rich.progress import track

from jianbao.caching import FileCache
from jianbao.cli.chinese import ChineseCommand
from jianbao.cli.export_targets import BULLETIN, Target, TargetFinder
from jianbao.cli.session import Session, pass_session, reports_problems
from jianbao.model import Access
from jianbao.problems import NOWHERE, Problem, ProblemsFound
from jianbao.rendering.printing.documents import FONT_MISSING, Documents, name_cache
from jianbao.rendering.printing.web import render_html
from jianbao.writing import Change

OUT = Path("dist/export")
_ALL = "all"
# Six digits are printed (GB/T 9704-2012, 7.2.2), and no issue has more copies than this.
_LAST_COPY, _MOST_COPIES = 999_999, 5_000
_LONGEST_SAID = 20
_RANGE = re.compile(r"(\d{1,6})(?:[-—–~至](\d{1,6}))?")


class Form(Enum):
    """What one thing can be exported as; the value is the suffix of its file."""

    PDF = "pdf"
    DOCX = "docx"
    TXT = "txt"
    HTML = "html"


@click.command(
    cls=ChineseCommand,
    epilog="例：jianbao export 信息第70期\n例：jianbao export 信息第81期 --pdf --copies 1-160\n"
    "例：jianbao export xinxi/2026-11-30 --docx\n例：jianbao export 通报2026-10 --pdf\n"
    "例：jianbao export --all xinxi/2026 --access 公开 --txt",
)
@click.argument("names", nargs=-1, required=True, metavar="刊期|送审稿|通报…")
@click.option("--pdf", is_flag=True, help="PDF；一种都不写，就是 PDF 和 Word")
@click.option("--docx", is_flag=True, help="Word 文档")
@click.option("--txt", is_flag=True, help="纯文本")
@click.option("--html", is_flag=True, help="单个网页文件，图片在内，不联网")
@click.option("--out", "folder", type=click.Path(path_type=Path, file_okay=False), help="写到哪里；默认 dist/export")
@click.option("--copies", default="", help="在 PDF 上套印份号，如 1-160 或 1,5,7-9；all 是本期所印的各份")
@click.option(
    "--access",
    type=click.Choice([access.value for access in Access]),
    default=Access.OFFICE.value,
    help="给谁看的：公开、内部，或办内（默认，全文）",
)
@click.option("--all", "every", is_flag=True, help="刊物（或其一年，如 xinxi/2026）已签发的各期")
@pass_session
@reports_problems
def export(
    session: Session,
    /,
    names: tuple[str, ...],
    folder: Path | None,
    copies: str,
    access: str,
    every: bool,
    **forms: bool,
) -> None:
    """把已签发的各期、送审稿和已印发的通报写成文件：PDF、Word、纯文本、网页。

    名称如 信息第70期、xinxi/2026/070、送审稿编号、通报2026-10，可以写几个。
    """
    chosen = [form for form in Form if forms[form.value]] or [Form.PDF, Form.DOCX]
    if copies and Form.PDF not in chosen:
        raise click.UsageError("份号只印在 PDF 上；加 --pdf")
    numbers = None if copies == _ALL else _read_copies(copies)
    finder = TargetFinder.of(session, Access(access))
    targets = _find_targets(finder, _join_names(names), every=every)
    session.warn_of_errors()
    if copies:
        targets = [_number(target, numbers, copies) for target in targets]
    _write(session, Access(access), targets, chosen, folder)


def _join_names(names: Sequence[str]) -> list[str]:
    """通报 2026-10 typed as two words is one name."""
    joined: list[str] = []
    for name in names:
        if joined and joined[-1] == BULLETIN:
            joined[-1] += name
        else:
            joined.append(name)
    return joined


def _find_targets(finder: TargetFinder, names: Sequence[str], *, every: bool) -> list[Target]:
    """Each once, in the order in which they were named. Raises ProblemsFound with what is wrong of all of them."""
    found: list[Target] = []
    problems: list[Problem] = []
    for name in names:
        try:
            found += finder.find_all(name) if every else [finder.find(name)]
        except ProblemsFound as refused:
            problems += refused.problems
    if problems:
        raise ProblemsFound(problems)
    return list({(target.name, target.title): target for target in found}.values())


def _read_copies(written: str) -> tuple[int, ...]:
    """1-160; 1,5,7-9: ascending, each once. Wrong ways to say it are wrong use."""
    numbers: set[int] = set()
    for part in re.split("[,，、]", written) if written else ():
        match = _RANGE.fullmatch(part.strip())
        first, last = (int(match[1]), int(match[2] or match[1])) if match else (0, 0)
        if not 1 <= first <= last <= _LAST_COPY:
            raise click.UsageError(f"--copies 的“{part}”不是份号，如 1-160 或 1,5,7-9；all 是本期所印的各份")
        numbers.update(range(first, min(last, first + _MOST_COPIES) + 1))
        if len(numbers) > _MOST_COPIES:
            raise click.UsageError(f"--copies 一次最多{_MOST_COPIES}份")
    return tuple(sorted(numbers))


def _number(target: Target, numbers: tuple[int, ...] | None, written: str) -> Target:
    """``numbers`` is None for as many copies as were printed."""
    if target.copies is None:
        problem = Problem(
            code="copies-none", place=NOWHERE, message=f"{target.title}不编份号", hint="去掉 --copies，或只写刊期"
        )
        raise ProblemsFound([problem])
    if numbers is None and target.copies > _MOST_COPIES:
        hint = f"分几次印，如 --copies 1-{_MOST_COPIES}"
        message = f"{target.title}印了{target.copies}份，一次最多{_MOST_COPIES}份"
        raise ProblemsFound([Problem(code="copies-many", place=NOWHERE, message=message, hint=hint)])
    if numbers is None and not target.copies:
        hint = "写明份号，如 --copies 1-160"
        message = f"{target.title}没有写印数，不知道印到第几份"
        raise ProblemsFound([Problem(code="copies-none", place=NOWHERE, message=message, hint=hint)])
    chosen = tuple(range(1, target.copies + 1)) if numbers is None else numbers
    said = f"1-{target.copies}" if numbers is None else _say_copies(written, numbers)
    return replace(target, numbered_name=f"{target.name}（份号{said}）", numbers=chosen)


def _say_copies(written: str, numbers: Sequence[int]) -> str:
    """In the name of a file, which can only be so long."""
    said = re.sub("[,，、 ]+", "、", written)
    return said if len(said) <= _LONGEST_SAID else f"{numbers[0]}等{len(numbers)}份"


def _write(
    session: Session, access: Access, targets: Sequence[Target], forms: Sequence[Form], folder: Path | None
) -> None:
    """Each in all its forms or in none; what an earlier run left is replaced. What is wrong with one does not keep
    the others, and is told at the end.
    """
    printing = session.office.settings.printing
    cache = FileCache(session.root, name_cache(access))
    maker = _Maker(session=session, documents=Documents(session.root, session.templates, printing, cache))
    console, problems = Console(stderr=True), list[Problem]()
    for target in track(targets, "生成文件", console=console, transient=True, disable=not console.is_terminal):
        try:
            changes = [
                Change(path=_name_file(target, form), data=maker.make(target, form), replaces=True) for form in forms
            ]
        except ProblemsFound as found:
            problems += [_name_target(problem, target) for problem in found.problems]
            continue
        session.write_files(folder, OUT, changes)
    if problems:
        raise ProblemsFound(problems)


@dataclass(frozen=True, kw_only=True, slots=True)
class _Maker:
    session: Session
    documents: Documents

    def make(self, target: Target, form: Form) -> bytes:
        if form is Form.TXT:
            return target.text().encode()
        paper = target.paper()
        if form is Form.HTML:
            return render_html(paper, self.session.templates, self.session.office.settings.printing)
        if form is Form.DOCX:
            return self.documents.word(paper)
        pdf = self.documents.pdf(replace(paper, copies=target.numbers))
        for sentence in self.documents.tell_borrowed(paper):
            click.echo(f"{target.title}：{sentence}", err=True)
        return pdf


def _name_file(target: Target, form: Form) -> str:
    """A run of numbered copies never takes the place of the plain paper."""
    name = target.numbered_name if form is Form.PDF else target.name
    return f"{name or target.name}.{form.value}"


def _name_target(problem: Problem, target: Target) -> Problem:
    """What is wrong with one of several says with which; what is wrong with all is told once."""
    if problem.place != NOWHERE or problem.code == FONT_MISSING:
        return problem
    return replace(problem, message=f"{target.title}：{problem.message}")
