"""``jianbao record distribution``."""

from __future__ import annotations

from typing import Any

import click

from jianbao.acting.recording.distributing import HandingRequest, plan_handing
from jianbao.cli.chinese import ChineseCommand
from jianbao.cli.naming import find_named_issues
from jianbao.cli.recording.group import carry_out
from jianbao.cli.session import Session, pass_session, reports_problems


@click.command(
    cls=ChineseCommand,
    epilog="例：jianbao record distribution 信息第81期 --to 市委办公室 --copies 5 --by 沈××\n"
    "例：jianbao record distribution 参阅件第9期 --to 区委书记 --numbers 1 --returned",
)
@click.argument("issue", metavar="刊期")
@click.option("--to", required=True, help="发给谁（退回的，由谁退回）")
@click.option("--copies", type=click.IntRange(1), default=None, help="份数；写了份号的可以不写")
@click.option("--numbers", default="", help="份号，如 1-20 或 1-20,25")
@click.option("--date", help="日期；默认为今天")
@click.option("--by", "signed_by", default="", help="签收人")
@click.option("--printed", type=click.IntRange(1), default=None, help="印制份数；默认取版记的印数")
@click.option("--returned", is_flag=True, help="登记退回，不是发放")
@pass_session
@reports_problems
def distribution(session: Session, /, issue: str, date: str | None, **options: Any) -> None:
    """登记发放和退回：某一期发给谁、多少份、份号、谁签收。一次一行，记在这一期的发放登记里。"""
    named = find_named_issues(session.office, issue) if issue not in session.office.issues else []
    copies, printed = options.pop("copies"), options.pop("printed")
    request = HandingRequest(
        issue=named[0].id if len(named) == 1 else issue,
        date=session.moment(date, "--date"),
        copies=copies or 0,
        printed=printed or 0,
        **options,
    )
    _, office = carry_out(session, lambda office: [plan_handing(office, request, session.as_of)])
    given = office.distribution[request.issue]
    sent, back = sum(row.copies for row in given.sent), sum(row.copies for row in given.returned)
    returned = f"，退回{back}份" if back else ""
    session.print(f"印{given.printed}份，已发{sent}份{returned}，还有{given.printed - sent}份没有发。")
