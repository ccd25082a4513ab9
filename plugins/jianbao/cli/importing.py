"""``jianbao import``: items from Word files."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

import click

from jianbao.acting.importing import Entry, plan_import, refuse_changes, refuse_same
from jianbao.caching import open_shelf
from jianbao.checks import check_office
from jianbao.cli.chinese import ChineseCommand
from jianbao.cli.session import Session, pass_session, print_problems, reports_problems
from jianbao.intake import Manuscript, read_manuscript
from jianbao.intake.refusing import RefusedError
from jianbao.intake.word import refuse_large
from jianbao.metadata import Moment
from jianbao.model import Via
from jianbao.problems import Level, Place, Problem, ProblemsFound
from jianbao.reading import Office
from jianbao.reading.documents import measure_document, read_document
from jianbao.settings.intake import MEGABYTE
from jianbao.writing import Change

Value = TypeVar("Value")
Result = TypeVar("Result")
_EXAMPLE = """例：jianbao import templates/new/样稿.docx
例：jianbao import templates/new/样稿.docx --unit 和平镇 --approver 李×× --kind 经验做法
例：jianbao import templates/new/样稿.docx --via 邮件 --received "2026-11-30 09:10" --by 郑××"""


@dataclass(frozen=True, kw_only=True, slots=True)
class _Wishes:
    """What the options say, for every file."""

    unit: str
    at: Moment
    title: str
    kind: str
    approver: str
    entry: Entry | None


@click.command("import", cls=ChineseCommand, epilog=_EXAMPLE)
@click.argument("files", metavar="文件…", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--unit", default="", help="报送单位；默认取文中写的")
@click.option("--title", default="", help="标题；默认取文中的，一次导入一个文件时才能写")
@click.option("--approver", default="", help="审签人；默认取文中写的")
@click.option("--kind", default="", help="类别，如 经验做法")
@click.option("--at", help="报送时间；默认为今天")
@click.option("--accept-changes", is_flag=True, help="同意文中的修订：插入的写进正文，删去的不写")
@click.option("--show", "--dry-run", "show", is_flag=True, help="只显示将要写成的稿件，不写入")
@click.option("--via", type=click.Choice([via.value for via in Via]), help="补录：稿件是怎么收到的")
@click.option("--received", help="补录：收到时间；默认为今天")
@click.option("--by", help="补录：经手人；默认为 git 里的姓名")
@pass_session
@reports_problems
def import_(
    session: Session, /, files: tuple[Path, ...], *, accept_changes: bool, show: bool, at: str | None,
    via: str | None, received: str | None, by: str | None, **stated: str,
) -> None:  # fmt: skip
    """从 Word 文件导入稿件：.docx，装有 LibreOffice 的还可以是 .doc、.wps、.rtf、.odt。

    标题、单位、作者、审签人、正文、表格、图片自动取出；刊头、版记、页码不写进正文。有一个文件不能导入，就都不写入。
    """
    if stated["title"] and len(files) > 1:
        raise click.UsageError("--title 只能用于一个文件")
    entry = _read_entry(session, via, received, by)
    wishes = _Wishes(at=session.moment(at, "--at"), entry=entry, **stated)
    read = _of_each(files, lambda file: _read(session, file, accept_changes))
    plan = _Plan(session=session, files=files, manuscripts=read, wishes=wishes)
    if show:
        changes = plan(session.office)
        session.print("\n".join(c.data.decode() for c in changes if not _is_picture(c)).rstrip())
        print_problems(remark for manuscript in read for remark in manuscript.remarks)
        return
    paths = session.perform(plan)
    _tell_remarks(session, read)
    if wishes.unit:
        _tell_other_units(session, plan)
    tell_what_is_left(session, paths)


def _read_entry(session: Session, via: str | None, received: str | None, by: str | None) -> Entry | None:
    if via is None:
        if received or by:
            raise click.UsageError("--received、--by 是补录时写的，还要加 --via 写明怎么收到的，如 --via 邮件")
        return None
    moment = session.moment(received, "--received")
    return Entry(by=session.person(by, "经手人", "--by"), via=Via(via), received=moment)


def _read(session: Session, file: Path, accept_changes: bool) -> Manuscript:
    limits = session.office.settings.intake
    try:
        refuse_large(measure_document(file), limits)
    except RefusedError as refused:
        problem = Problem(code=refused.code, place=Place(path=file.name), message=refused.message, hint=refused.hint)
        raise ProblemsFound([problem]) from refused
    data = read_document(file, limits.megabytes * MEGABYTE)
    manuscript = read_manuscript(data, file.name, session.office.settings, limits)
    if not accept_changes:
        refuse_changes(manuscript)
    return manuscript


@dataclass(frozen=True, kw_only=True, slots=True)
class _Plan:
    """What all the files come to."""

    session: Session
    files: Sequence[Path]
    manuscripts: Sequence[Manuscript]
    wishes: _Wishes

    def __call__(self, office: Office) -> list[Change]:
        pairs = list(zip(self.files, self.manuscripts, strict=True))
        planned = _of_each(pairs, lambda pair: _locate(pair[0], lambda: self._plan(office, pair[1])))
        # Of each the item stands behind its pictures and before its receipt.
        items = [next(c.path for c in changes if c.path.startswith("briefs/items/") and c.path.endswith(".md"))
                 for changes in planned]  # fmt: skip
        refuse_same([(file.name, path) for file, path in zip(self.files, items, strict=True)])
        return [change for changes in planned for change in changes]

    def _plan(self, office: Office, manuscript: Manuscript) -> list[Change]:
        wishes = self.wishes
        return plan_import(
            office,
            self.session.templates,
            manuscript,
            unit=wishes.unit,
            at=wishes.at,
            title=wishes.title,
            kind=wishes.kind,
            approver=wishes.approver,
            entry=wishes.entry,
        )


def _locate(file: Path, plan: Callable[[], list[Change]]) -> list[Change]:
    """Which of several files it is that cannot be taken."""
    try:
        return plan()
    except ProblemsFound as found:
        place = Place(path=file.name)
        raise ProblemsFound(p if p.place.path else replace(p, place=place) for p in found.problems) from found


def _of_each(members: Sequence[Value], act: Callable[[Value], Result]) -> list[Result]:
    """All problems of all of them at once."""
    done, problems = [], []
    for member in members:
        try:
            done.append(act(member))
        except ProblemsFound as found:
            problems += found.problems
    if problems:
        raise ProblemsFound(problems)
    return done


def _is_picture(change: Change) -> bool:
    return not change.path.endswith((".md", ".yml"))


def _tell_remarks(session: Session, manuscripts: Sequence[Manuscript]) -> None:
    """What was left out as it should be is an answer; what somebody must look at goes where problems go."""
    remarks = [remark for manuscript in manuscripts for remark in manuscript.remarks]
    for remark in remarks:
        if remark.level is Level.NOTICE:
            session.print(f"{remark.place.path}：{remark.message}。")
    print_problems(remark for remark in remarks if remark.level is not Level.NOTICE)


def _tell_other_units(session: Session, plan: _Plan) -> None:
    """A file that names other units than the option does may be another unit's."""
    units = session.office.settings.units
    for file, manuscript in zip(plan.files, plan.manuscripts, strict=True):
        if manuscript.units and units.spellings()[plan.wishes.unit] not in manuscript.units:
            named = "、".join(units.short(unit, plan.wishes.at.day) for unit in manuscript.units)
            session.print(f"{file.name}：文中写的报送单位是{named}，按 --unit 记为{plan.wishes.unit}。")


def tell_what_is_left(session: Session, paths: Sequence[str]) -> None:
    """What the checks say of the new items: that is still to be filled in."""
    office = session.tree.read()
    found = check_office(office, session.as_of, shelve=open_shelf)
    print_problems(problem for problem in found if problem.place.path in paths)
    folders = sorted({"/".join(path.split("/")[:3]) for path in paths if path.startswith("briefs/items/")})
    session.print(f"用记事本打开稿件核对、补全，改好后运行：jianbao check {' '.join(folders)}")
