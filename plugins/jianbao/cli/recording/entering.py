"""``jianbao record entry | dispute``."""

from __future__ import annotations

from typing import Any

import click

from jianbao.acting.recording.entering import DisputeRequest, EntryRequest, plan_dispute, plan_entry
from jianbao.acting.refusing import require_person
from jianbao.cli.chinese import ChineseCommand
from jianbao.cli.recording.group import ACCESS, carry_out, tell_counts
from jianbao.cli.session import Session, pass_session, reports_problems
from jianbao.model import Access


@click.command(
    cls=ChineseCommand,
    epilog="例：jianbao record entry 城关镇 --event 迟报 --reason 11月约稿迟交两天 --evidence 约稿登记 --by 周××"
    " --date 2026-11-27",
)
@click.argument("unit", metavar="单位")
@click.option("--event", default="", help="事项，如 迟报、漏报、表扬")
@click.option("--rule", default="", help="适用的规则编号")
@click.option("--points", default="", help="数值，如 2、-1.5")
@click.option("--item", default="", help="有关的稿件")
@click.option("--level", default="", help="哪一级通报或表扬的，如 市级")
@click.option("--reason", required=True, help="原因，各单位看得到；不让看的加 --access 办内")
@click.option("--evidence", required=True, help="依据，如文件名称")
@click.option("--by", required=True, help="批准人")
@click.option("--date", help="日期；默认为今天")
@ACCESS
@pass_session
@reports_problems
def entry(session: Session, /, by: str, date: str | None, access: str | None, **options: Any) -> None:
    """手工登记：系统算不出来的事项，写明原因、依据和批准人。"""
    approver = require_person(session.office, by, "批准人")
    closed = Access(access) if access else None
    request = EntryRequest(approver=approver, date=session.moment(date, "--date"), access=closed, **options)
    path, office = carry_out(session, lambda office: [plan_entry(office, request, session.as_of)])
    tell_counts(session, office, path.removeprefix("briefs/").removesuffix(".yml"))


@click.command(
    cls=ChineseCommand,
    epilog="例：jianbao record dispute 2026-10 城关镇 --claim 10月被市委办采用1条，通报没有列\n"
    "例：jianbao record dispute 2026-10 城关镇 --claim 10月被市委办采用1条，通报没有列 --answer 已补登记 --by 吴××",
)
@click.argument("period", metavar="时段")
@click.argument("unit", metavar="单位")
@click.option("--claim", default="", help="单位认为哪里不对")
@click.option("--answer", default="", help="答复；只写答复的，答复该单位对这一时段还没有答复的异议")
@click.option("--by", help="答复人；默认为 git 里的姓名")
@click.option("--date", help="提出日期；默认为今天")
@pass_session
@reports_problems
def dispute(session: Session, /, answer: str, by: str | None, date: str | None, **options: Any) -> None:
    """登记单位对统计的异议，或答复异议。"""
    person = session.person(by, "经手人", "--by") if answer else ""
    request = DisputeRequest(answer=answer, by=person, date=session.moment(date, "--date"), **options)
    path, office = carry_out(session, lambda office: [plan_dispute(office, request, session.as_of)])
    written = office.disputes[path.removeprefix("briefs/disputes/").removesuffix(".yml")]
    session.print("异议已经答复，附在下一期通报里。" if written.answer else "异议已经登记，还没有答复。")
