"""``jianbao correct | withdraw``."""

from __future__ import annotations

import click

from jianbao.acting.noticing import plan_correction, plan_withdrawal
from jianbao.acting.refusing import require_signatory
from jianbao.cli.chinese import ChineseCommand
from jianbao.cli.session import Session, pass_session, reports_problems


@click.command(
    cls=ChineseCommand,
    epilog="例：jianbao correct xinxi/2026/081 2026/11-25-hekou-kuai-di-jin-cun --printed 走访了140户"
    " --correct 走访了104户 --reason 录入有误 --by 周××",
)
@click.argument("issue", metavar="刊期")
@click.argument("article", metavar="篇目")
@click.option("--printed", required=True, help="印出的原文（误）")
@click.option("--correct", "right", required=True, help="应为（正）")
@click.option("--reason", required=True, help="原因")
@click.option("--by", required=True, help="批准人")
@click.option("--at", help="日期；默认为今天")
@click.option("--announced-in", default="", help="更正刊登于哪一期")
@pass_session
@reports_problems
def correct(session: Session, /, issue: str, article: str, by: str, at: str | None, **words: str) -> None:
    """更正已签发的一期中的文字：原文不动，另发更正。"""
    approver, moment = require_signatory(session.office, by, "批准人"), session.moment(at, "--at")
    session.perform(
        lambda office: [
            plan_correction(
                office,
                issue,
                article=article,
                printed=words["printed"],
                correct=words["right"],
                reason=words["reason"],
                approver=approver,
                at=moment,
                announced_in=words["announced_in"],
            )
        ]
    )


@click.command(
    cls=ChineseCommand, epilog="例：jianbao withdraw xinxi/2026/081 --reason 估算投资数与会议纪要不符 --by 赵××"
)
@click.argument("issue", metavar="刊期")
@click.option("--reason", required=True, help="原因，会公布在该期页面上")
@click.option("--by", required=True, help="批准人")
@click.option("--at", help="日期；默认为今天")
@pass_session
@reports_problems
def withdraw(session: Session, issue: str, reason: str, by: str, at: str | None) -> None:
    """撤回已签发的一期：期号保留，不再使用；页面只留报头和原因。"""
    approver, moment = require_signatory(session.office, by, "批准人"), session.moment(at, "--at")
    session.perform(lambda office: [plan_withdrawal(office, issue, reason=reason, approver=approver, at=moment)])
