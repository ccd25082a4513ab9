"""``jianbao handover``: the 交接单 of one of the staff."""

from __future__ import annotations

from pathlib import Path

import click

from jianbao.acting.refusing import refuse, require_person
from jianbao.caching import FileCache
from jianbao.cli.chinese import ChineseCommand
from jianbao.cli.session import Session, pass_session, reports_problems
from jianbao.cli.slip_files import OUT, SlipFiles, write_slips
from jianbao.model import Access
from jianbao.rendering.papers.paper import Paper
from jianbao.rendering.papers.slip import find_slip
from jianbao.rendering.printing.documents import Documents, name_cache
from jianbao.rendering.printing.web import render_html
from jianbao.rendering.slips.handover import Handover
from jianbao.rendering.slips.request import SlipRequest
from jianbao.rendering.slips.subjects import fill_slip
from jianbao.settings.printing import DocumentForm
from jianbao.writing import Change

NAME = "交接单"
_HTML = "html"


@click.command(
    cls=ChineseCommand,
    epilog="例：jianbao handover 郑×× --to 林××\n例：jianbao handover 郑×× --on 2026-12-04 -o dist/交接单.docx",
)
@click.argument("person", metavar="人员")
@click.option("--to", default="", help="接手的人；不写就留空手填")
@click.option("--on", help="以哪一天为准，如 2026-12-04；默认今天")
@click.option(
    "-o",
    "--out",
    "file",
    type=click.Path(path_type=Path, dir_okay=False),
    help=f"写成哪个文件（.pdf、.docx 或 .html）；不写就是 {OUT} 里的 PDF 和 Word",
)
@pass_session
@reports_problems
def handover(session: Session, person: str, to: str, on: str | None, file: Path | None) -> None:
    """交接单：一个人手头的督查事项、批示、约稿、稿件、紧急事件和各项时限，附三方签名处。

    人员离任以后也可以列出。
    """
    handed = Handover(
        person=require_person(session.office, person, "移交人"),
        to=require_person(session.office, to, "接手人") if to else "",
    )
    if handed.person == handed.to:
        refuse("person-same", "移交人和接手人是同一个人", "--to 写接手的人")
    session.warn_of_errors()
    slip = find_slip(session.templates, NAME)
    request = SlipRequest(office=session.office, templates=session.templates, as_of=session.moment(on, "--on"))
    if file is None:
        write_slips(session, slip, [(request, handed)], SlipFiles(forms=(), folder=None))
        return
    form = _find_form(file)
    data = _make(session, fill_slip(slip, request, handed), form)
    session.write_files(file.parent, Path(), [Change(path=file.name, data=data, replaces=True)])


def _find_form(file: Path) -> str:
    """By the suffix. Another one is wrong use."""
    form = file.suffix.lower().removeprefix(".")
    if form not in (*(known.value for known in DocumentForm), _HTML):
        raise click.UsageError(f"-o 的“{file.name}”要以 .pdf、.docx 或 .html 结尾")
    return form


def _make(session: Session, paper: Paper, form: str) -> bytes:
    printing = session.office.settings.printing
    if form == _HTML:
        return render_html(paper, session.templates, printing)
    cache = FileCache(session.root, name_cache(Access.OFFICE))
    return Documents(session.root, session.templates, printing, cache).make(DocumentForm(form), paper)
