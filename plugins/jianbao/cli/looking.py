"""``jianbao queue | show | find | status``: reading only."""

from __future__ import annotations

from itertools import groupby

import click

from jianbao.acting.refusing import refuse, require_unit, require_words
from jianbao.characters import count_characters, strip_markup
from jianbao.checks.wording import name_issue
from jianbao.cli.chinese import ChineseCommand
from jianbao.cli.naming import find_named_issues
from jianbao.cli.session import Session, pass_session, reports_problems
from jianbao.finding import find_printed, find_similar
from jianbao.ledger import Ledger, count_units, read_ledger
from jianbao.lives import trace_item
from jianbao.metadata.vocabulary import nearest_name
from jianbao.model import Access, Issue, Item
from jianbao.outlook import find_waiting
from jianbao.reading import Office
from jianbao.rendering.text import render_text
from jianbao.standing import Standing, find_arrival, find_pending, find_standing

_TWO_LINES = 80
# Ids share their beginnings: less than this is another record.
_NEAR = 0.65


@click.command(cls=ChineseCommand, epilog="例：jianbao queue --unit 城关镇")
@click.option("--unit", default="", help="只看一个单位")
@pass_session
@reports_problems
def queue(session: Session, unit: str) -> None:
    """待处理的稿件：按单位列出字数、前两行，以及与之相似的已刊文章。"""
    office, units = session.office, session.office.settings.units
    standing = find_standing(office)
    wanted = require_unit(office, unit) if unit else ""
    pending = [item for item in find_pending(office, standing) if not wanted or wanted in item.units]
    printed = _ledger(session, standing).printed
    for lead, items in groupby(sorted(pending, key=lambda item: units.order(item.lead)), key=lambda item: item.lead):
        session.print(units.short(lead, session.as_of.day))
        for item in items:
            session.print(_describe_pending(session, item))
            for likeness in find_similar(printed, item.title, item.body):
                source = likeness.printed
                session.print(f"    相似{likeness.score}%：{source.issue}《{source.article.title}》")
    session.print(f"共{len(pending)}篇待处理。" if pending else "没有待处理的稿件。")


def _describe_pending(session: Session, item: Item) -> str:
    arrival = find_arrival(session.office, item)
    urgent = f"【{item.urgency.value}】" if item.urgency else ""
    kind = session.office.settings.kinds.kind_name(item.kind)
    opening = " ".join(strip_markup(item.body).split())[:_TWO_LINES]
    when = f"{arrival.day.month}月{arrival.day.day}日" if arrival else ""
    head = f"  {urgent}{item.title}（{kind}，{count_characters(item.body)}字，{when}）\n    {item.id}"
    return f"{head}\n    {opening}……" if opening else head


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
    issues = [office.issues[name]] if name in office.issues else find_named_issues(office, name)
    if len(issues) == 1:
        session.print(_show_issue(session, standing, issues[0]))
    elif issues:
        named = "；".join(f"{name_issue(office, issue)}写 {issue.id}" for issue in issues)
        refuse("reference-missing", f"“{name}”不止一期", f"看哪一期写哪一期的编号：{named}")
    elif name in office.items:
        session.print(_show_item(session, standing, office.items[name]))
    elif unit:
        session.print(_show_unit(session, standing, unit))
    else:
        refuse("reference-missing", f"没有名为“{name}”的刊期、稿件或单位", _suggest_name(office, name))


def _suggest_name(office: Office, name: str) -> str:
    spellings = office.settings.units.spellings()
    near = nearest_name(name, [*office.issues, *office.items, *spellings], _NEAR)
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


@click.command(cls=ChineseCommand, epilog="例：jianbao find 旧改 电梯 --from 2026-09-01")
@click.argument("words", nargs=-1, required=True, metavar="词…")
@click.option("--from", "first", help="从哪天起")
@click.option("--to", "last", help="到哪天止")
@pass_session
@reports_problems
def find(session: Session, words: tuple[str, ...], first: str | None, last: str | None) -> None:
    """印过什么：已刊文章里同时有这些词（或其同义词）的，列出刊期、日期、标题、单位和那一句。"""
    for word in words:
        require_words(要找的词=word)
    matches = find_printed(
        _ledger(session, find_standing(session.office)).printed,
        words,
        session.office.settings.office.synonyms,
        first=session.moment(first, "--from") if first else None,
        last=session.moment(last, "--to") if last else None,
    )
    for match in matches:
        printed = match.printed
        units = "、".join(unit.name for unit in printed.article.units) or session.office.settings.office.short_name
        day = f"{printed.day.year}年{printed.day.month}月{printed.day.day}日"
        session.print(f"{printed.issue}  {day}  《{printed.article.title}》（{units}）\n    {match.sentence}")
    session.print(f"共{len(matches)}篇。" if matches else "没有查到刊登过这些内容的文章。")


@click.command(cls=ChineseCommand, epilog="例：jianbao --on 2026-11-30 status")
@pass_session
@reports_problems
def status(session: Session) -> None:
    """今天编辑要办的事：来稿、送审稿、下一期的备选，以及还没有结果的上报、约稿、批示和异议。"""
    for heading, lines in find_waiting(session.office, find_standing(session.office), session.as_of):
        session.print(f"{heading}：{len(lines)}")
        for line in lines:
            session.print(f"  {line}")
