"""``jianbao bulletin``: the adoption bulletin of a period, the statement of one unit, and freezing."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from jianbao.acting.issuing import IssueRequest, compile_period, issue_bulletin
from jianbao.acting.refusing import refuse, require_unit
from jianbao.cli.chinese import ChineseCommand
from jianbao.cli.session import Session, pass_session, reports_problems
from jianbao.cli.standing_alone import run_script
from jianbao.model.bulletin import BulletinDocument
from jianbao.periods import EXAMPLES, Period, parse_days, parse_period
from jianbao.rendering.bulletin_markdown import render_bulletin_markdown
from jianbao.rendering.bulletin_text import render_bulletin_text
from jianbao.rendering.papers import bulletin_paper, statement_paper
from jianbao.rendering.papers.paper import Paper
from jianbao.rendering.papers.styles import read_style
from jianbao.rendering.printing.word import render_word
from jianbao.rendering.templates import chinese_date
from jianbao.rendering.workbook import render_workbook
from jianbao.reporting import open_ledger
from jianbao.reporting.phrasing import name_period
from jianbao.reporting.statement import make_statement
from jianbao.standing import find_standing
from jianbao.writing import Change, apply_changes

OUT = Path("dist/bulletins")
NAME = "通报"
SCRIPT = "scripts/adoption_report.py"


@click.command(
    cls=ChineseCommand,
    epilog="例：jianbao bulletin 2026-10\n例：jianbao bulletin 2026-q3 --format json\n"
    "例：jianbao bulletin --from 2026-07-01 --to 2026-10-09\n"
    "例：jianbao bulletin 2026-10 --statement 城关镇\n"
    "例：jianbao --on 2026-12-02 bulletin 2026-11 --freeze --by 周××",
)
@click.argument("period", required=False, metavar="时段")
@click.option("--from", "first", help="起，如 2026-07-01；与 --to 同用，代替时段")
@click.option("--to", "last", help="止（含当天）")
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), help="写到哪里；默认 dist/bulletins/时段")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="屏幕上的输出格式")
@click.option("--statement", "unit", default="", help="改出一个单位的核对单")
@click.option("--recount", is_flag=True, help="已印发的也按现在的记录重算")
@click.option("--freeze", is_flag=True, help="印发：固定文本和所计事实，以后不再变动；要有 --by")
@click.option("--by", help="签发人；与 --freeze 同用")
@click.option("--date", help="印发日期；默认为今天")
@click.option("--number", "doc_number", default="", help="文号，如 云区委办通报〔2026〕10号")
@pass_session
@reports_problems
def bulletin(
    session: Session,
    /,
    period: str | None,
    first: str | None,
    last: str | None,
    out: Path | None,
    form: str,
    unit: str,
    recount: bool,
    freeze: bool,
    by: str | None,
    date: str | None,
    doc_number: str,
) -> None:
    """采用情况通报：统计一个时段，写成 Markdown、Word、Excel 和 JSON；加 --freeze 即印发。

    时段如 2026-10、2026-q3、2026-h1、2026、1-2月。
    """
    chosen = read_period(session, period, first, last)
    folder = out or session.root / OUT / chosen.label
    if unit:
        identity = require_unit(session.office, unit)
        session.warn_of_errors()
        _write_statement(session, chosen, identity, folder)
        return
    if freeze:
        document = _freeze(session, chosen, by, date, doc_number, aside=form == "json")
    else:
        if by or date or doc_number:
            raise click.UsageError("--by、--date、--number 要与 --freeze 同用")
        document = _find_document(session, chosen, recount, aside=form == "json")
    session.warn_of_errors()
    # First the files: whoever reads our output may have seen enough of it (``| head``).
    written = _write_files(session, folder, document)
    if form == "json":
        session.print(document.report.rstrip("\n"))
    else:
        session.print(render_bulletin_text(document))
        session.print("\n".join(f"已写入 {path}" for path in written))


def read_period(session: Session, written: str | None, first: str | None, last: str | None) -> Period:
    """A period that has begun, by name, or by its first and last day. Wrong ways to say it are wrong use."""
    if (written is None) == (first is None and last is None):
        raise click.UsageError(f"写一个时段，或者写 --from 和 --to。时段如 {EXAMPLES}")
    if written is not None:
        chosen, said = parse_period(written, session.as_of.day), written
    else:
        chosen, said = parse_days(first or "", last or ""), f"{first or '？'} 至 {last or '？'}"
    if chosen is None:
        raise click.UsageError(f"“{said}”不是一年之内的时段。时段如 {EXAMPLES}")
    if chosen.first > session.as_of.day:
        raise click.UsageError(f"{chosen.title}还没有到")
    return chosen


def _find_document(session: Session, period: Period, recount: bool, *, aside: bool) -> BulletinDocument:
    """As it was issued, else from the records of today."""
    for issued in session.office.bulletins.values():
        document = issued.document
        if document and (document.first, document.last) == (period.first, period.last) and not recount:
            if issued.digest != issued.snapshot_digest:
                hint = "从版本库取回印发时的 .json 文件；按现在的记录重算，加 --recount"
                refuse("snapshot-changed", f"{period.title}的通报，定稿文本与印发时不同", hint, path=issued.source.path)
            day = chinese_date(document.date) if document.date else ""
            click.echo(
                f"{period.title}的通报已于{day}印发，以下是印发的文本；按现在的记录重算，加 --recount", err=aside
            )
            return document
    return compile_period(session.office, period, session.as_of, session.templates.render)


def _freeze(
    session: Session, period: Period, by: str | None, date: str | None, doc_number: str, *, aside: bool
) -> BulletinDocument:
    if not by:
        raise click.UsageError("印发要写签发人：--by 姓名")
    request = IssueRequest(
        period=period,
        by=by,
        as_of=session.as_of,
        date=session.moment(date, "--date"),
        doc_number=doc_number,
    )
    issued = issue_bulletin(session.tree, request, session.templates.render)
    click.echo("\n".join(f"已印发，写入 {path}" for path in issued.paths), err=aside)
    return issued.document


def _render_word(session: Session, paper: Paper) -> bytes:
    return render_word(paper, session.office.settings.printing.fonts)


def _write_files(session: Session, folder: Path, document: BulletinDocument) -> list[Path]:
    """Each file whole or not at all; what an earlier run left is replaced."""
    style = read_style(session.templates, bulletin_paper.STYLE)
    files = {
        "md": render_bulletin_markdown(document).encode(),
        "docx": _render_word(session, bulletin_paper.make_bulletin_paper(document, style)),
        "xlsx": render_workbook(document.explained()),
        "json": document.report.encode(),
    }
    changes = [Change(path=f"{NAME}.{suffix}", data=data, replaces=True) for suffix, data in files.items()]
    return [folder / path for path in apply_changes(folder, changes)]


def _write_statement(session: Session, period: Period, unit: str, folder: Path) -> None:
    office, standing = session.office, find_standing(session.office)
    ledger = open_ledger(office, standing, office.settings.bulletin.access, session.as_of)
    statement = make_statement(office, standing, ledger, unit, period)
    text = session.templates.render(
        "bulletin/statement.md",
        statement=statement,
        office=office.settings.office,
        period=name_period(period),
        contact=office.settings.bulletin.contact or office.settings.office.phone,
    )
    # A name is what a clerk looks for; one that may be no file's name gives way to the id.
    whose = statement.name if statement.name.isalnum() else statement.unit
    style = read_style(session.templates, statement_paper.STYLE)
    paper = statement_paper.make_statement_paper(text, office.settings.office.full_name, period.last, style)
    made = {
        f"核对单-{whose}.md": text.encode(),
        f"核对单-{whose}.docx": _render_word(session, paper),
    }
    apply_changes(folder, [Change(path=name, data=data, replaces=True) for name, data in made.items()])
    session.print(text.rstrip("\n"))
    session.print("\n".join(f"已写入 {folder / name}" for name in made))


def run_alone(arguments: Sequence[str]) -> None:
    """The same command as a program of its own."""
    run_script(bulletin, SCRIPT, arguments)
