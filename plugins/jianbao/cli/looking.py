"""``jianbao queue | show | find | status``: reading only."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from jianbao.acting.refusing import refuse, require_unit, require_words
from jianbao.cli.chinese import ChineseCommand
from jianbao.cli.leads import show_lead, tell_leads
from jianbao.cli.moved import say_moved
from jianbao.cli.naming import NEAR, find_one_issue
from jianbao.cli.session import Session, pass_session, reports_problems
from jianbao.cli.slip_files import choose_files, takes_files, write_slips
from jianbao.cli.slips import make_request
from jianbao.finding import find_printed
from jianbao.ledger import Ledger, count_units, read_ledger
from jianbao.lives import trace_item
from jianbao.metadata.vocabulary import nearest_name
from jianbao.model import Access, Issue, Item
from jianbao.outlook import find_waiting
from jianbao.reading import Office
from jianbao.rendering.papers.slip import find_slip
from jianbao.rendering.slips.binding import Search
from jianbao.rendering.slips.queue import Waiting, list_waiting
from jianbao.rendering.text import render_text
from jianbao.standing import Standing, find_standing


@click.command(
    cls=ChineseCommand, epilog="例：jianbao queue --unit 城关镇\n例：jianbao queue --docx\n例：jianbao queue --pdf"
)
@click.option("--unit", default="", help="只看一个单位")
@takes_files
@pass_session
@reports_problems
def queue(session: Session, unit: str, docx: bool, pdf: bool, folder: Path | None) -> None:
    """待处理的稿件：按单位列出字数、前两行，以及它重复了哪些以前的稿件、已刊文章。

    加 --docx 或 --pdf，写成选题单，打印出来勾处理意见。
    """
    request = make_request(session, unit=require_unit(session.office, unit) if unit else "")
    files = choose_files(docx=docx, pdf=pdf, folder=folder)
    if files.asked:
        write_slips(session, find_slip(session.templates, "选题单"), [(request, None)], files)
        return
    groups = list_waiting(request)
    for group in groups:
        session.print(group.unit)
        for item in group.items:
            session.print(_describe_waiting(item))
    count = sum(len(group.items) for group in groups)
    session.print(f"共{count}篇待处理。" if count else "没有待处理的稿件。")
    if not unit:
        for periodical in session.office.settings.periodicals:
            if lines := say_moved(session, periodical.main):
                session.print("\n".join([f"{periodical.main.title}：", *lines]))


def _describe_waiting(item: Waiting) -> str:
    urgent = f"【{item.urgency}】" if item.urgency else ""
    lines = [f"  {urgent}{item.title}（{item.kind}，{item.characters}字，{item.arrived}）", f"    {item.id}"]
    lines += [f"    {item.opening}"] if item.opening else []
    return "\n".join([*lines, *(f"    {known.kind}：与{known.named}，{known.share}" for known in item.similar)])


def _ledger(session: Session, standing: Standing) -> Ledger:
    return read_ledger(session.office, standing, Access.OFFICE, session.as_of)


@click.command(
    cls=ChineseCommand,
    epilog="例：jianbao show xinxi/2026/070\n例：jianbao show 信息第70期\n"
    "例：jianbao show chengguan/2026/09-01-chao-xi-tan-qu\n例：jianbao show 城关镇",
)
@click.argument("name", metavar="刊期|稿件|单位")
@pass_session
@reports_problems
def show(session: Session, name: str) -> None:
    """显示一期的全文，一篇稿件的经过，或一个单位的件数。"""
    office, standing = session.office, find_standing(session.office)
    unit = office.settings.units.spellings().get(name)
    issue = find_one_issue(office, name)
    if issue:
        session.print(_show_issue(session, standing, issue))
    elif name in office.items:
        session.print(_show_item(session, standing, office.items[name]))
    elif name in office.leads:
        session.print(show_lead(office, office.leads[name]))
    elif unit:
        session.print(_show_unit(session, standing, unit))
    else:
        refuse("reference-missing", f"没有名为“{name}”的刊期、稿件或单位", _suggest_name(office, name))


def _suggest_name(office: Office, name: str) -> str:
    spellings = office.settings.units.spellings()
    near = nearest_name(name, [*office.issues, *office.items, *spellings], NEAR)
    unit = office.settings.units.get(spellings.get(near or "", ""))
    if near:
        return f"是不是 {unit.names[-1].name if unit else near}？"
    return "刊期写“信息第70期”或编号 xinxi/2026/070，稿件写编号，单位写名称"


def _show_issue(session: Session, standing: Standing, issue: Issue) -> str:
    if issue.document is None:
        refuse("snapshot-missing", f"{issue.id} 的定稿文本读不出来", "从版本库取回 .json 文件", path=issue.source.path)
    return render_text(session.templates, issue.document, standing.notices.get(issue.id, ()))


def _show_item(session: Session, standing: Standing, item: Item) -> str:
    events = trace_item(session.office, standing, item)
    lines = [f"{event.at.chinese if event.at else '时间不详'}  {event.text}\n    {event.path}" for event in events]
    return "\n".join([item.title, *lines, "", item.body])


def _show_unit(session: Session, standing: Standing, unit: str) -> str:
    settings, ledger = session.office.settings, _ledger(session, standing)
    lines = [settings.units.short(unit, session.as_of.day)]
    for period in sorted((*ledger.years(), *ledger.months()), key=lambda period: (period.first, period.last)):
        counts = count_units(ledger, [unit], period)
        if not counts.submitted and not counts.adoptions:
            continue
        rate = "—" if counts.rate is None else f"{counts.rate}%"
        where = "，".join(f"{settings.channel_title(key)}{count}条" for key, count in counts.by_channel.items())
        tail = f"（{where}）" if where else ""
        row = f"报送{counts.submitted}件，采用{counts.adopted_items}件，{counts.adoptions}条次{tail}，采用率{rate}"
        lines.append(f"  {period.title}  {row}")
    return "\n".join(lines if lines[1:] else [*lines, "  没有报送和采用。"])


@click.command(
    cls=ChineseCommand,
    epilog="例：jianbao find 旧改 电梯 --from 2026-09-01\n例：jianbao find 旧改 --full --pdf",
)
@click.argument("words", nargs=-1, required=True, metavar="词…")
@click.option("--from", "first", help="从哪天起")
@click.option("--to", "last", help="到哪天止")
@click.option("--full", is_flag=True, help="写成专题汇编：全文、目录、更正，Word 和 PDF")
@click.option(
    "--access",
    type=click.Choice([access.value for access in Access]),
    default=Access.OFFICE.value,
    help="汇编给谁看：公开、内部，或办内（默认）",
)
@takes_files
@pass_session
@reports_problems
def find(
    session: Session,
    /,
    words: tuple[str, ...],
    first: str | None,
    last: str | None,
    full: bool,
    access: str,
    **files: Any,
) -> None:
    """印过什么：已刊文章里同时有这些词（或其同义词）的，列出刊期、日期、标题、单位和那一句。"""
    for word in words:
        require_words(要找的词=word)
    since = session.moment(first, "--from") if first else None
    until = session.moment(last, "--to") if last else None
    bound = choose_files(**files)
    if full or bound.asked:
        search = Search(words=words, first=since.day if since else None, last=until.day if until else None)
        request = make_request(session, access=Access(access))
        write_slips(session, find_slip(session.templates, "专题汇编"), [(request, search)], bound)
        return
    ledger = read_ledger(session.office, find_standing(session.office), Access(access), session.as_of)
    matches = find_printed(ledger.printed, words, session.office.settings.office.synonyms, first=since, last=until)
    for match in matches:
        printed = match.printed
        units = "、".join(unit.name for unit in printed.article.units) or session.office.settings.office.short_name
        day = f"{printed.day.year}年{printed.day.month}月{printed.day.day}日"
        session.print(f"{printed.issue}  {day}  《{printed.article.title}》（{units}）\n    {match.sentence}")
    session.print(f"共{len(matches)}篇。" if matches else "没有查到刊登过这些内容的文章。")
    if Access(access) is Access.OFFICE:
        tell_leads(session, words, since, until)


@click.command(cls=ChineseCommand, epilog="例：jianbao --on 2026-11-30 status")
@pass_session
@reports_problems
def status(session: Session) -> None:
    """今天编辑要办的事：来稿、送审稿、下一期的备选，以及还没有结果的上报、约稿、批示和异议。"""
    for heading, lines in find_waiting(session.office, find_standing(session.office), session.as_of):
        session.print(f"{heading}：{len(lines)}")
        for line in lines:
            session.print(f"  {line}")
