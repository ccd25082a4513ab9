"""``jianbao record call | reply | receipt``."""

from __future__ import annotations

from typing import Any

import click

from jianbao.acting.recording.calling import CallRequest, plan_call, plan_reply
from jianbao.acting.recording.entering import plan_receipt
from jianbao.answering import find_answers
from jianbao.cli.chinese import ChineseCommand
from jianbao.cli.recording.group import carry_out, tell_counts
from jianbao.cli.session import Session, pass_session, reports_problems
from jianbao.model import CallReply, CallResult, Via


@click.command(
    cls=ChineseCommand,
    epilog='例：jianbao record call --title 冬季农村饮水安全 --due "2026-12-04 17:00" --unit 白庙乡 --unit 云峰乡'
    " --contact 郑××",
)
@click.option("--title", required=True, help="要什么内容")
@click.option("--due", required=True, help='截止时间，如 "2026-12-04 17:00"')
@click.option("--issued", help="发出时间；默认为今天")
@click.option("--unit", "units", multiple=True, help="约稿单位；可写多个")
@click.option("--all", "everyone", is_flag=True, help="约全部单位")
@click.option("--exempt", multiple=True, help="免报单位；可写多个")
@click.option("--contact", default="", help="联系人和电话")
@click.option("--text", default="", help="具体要求；也可以写在生成的文件里")
@click.option("--origin-level", default="", help="转发上级约稿的，写哪一级")
@click.option("--origin-number", default="", help="上级约稿的编号")
@click.option("--origin-received", help="收到上级约稿的时间")
@click.option("--origin-due", help="上级要求的截止时间")
@pass_session
@reports_problems
def call(session: Session, /, due: str, issued: str | None, **options: Any) -> None:
    """发约稿：编号取本年的下一个，写明要什么、向谁要、什么时候要。"""
    received, passed = options.pop("origin_received"), options.pop("origin_due")
    request = CallRequest(
        due=session.moment(due, "--due"),
        issued=session.moment(issued, "--issued"),
        origin_received=session.moment(received, "--origin-received") if received else None,
        origin_due=session.moment(passed, "--origin-due") if passed else None,
        **options,
    )
    path, office = carry_out(session, lambda office: [plan_call(office, session.templates, request, session.as_of)])
    written = office.calls[path.removeprefix("briefs/calls/").removesuffix(".md")]
    asked = sum(answer.unit not in written.exempt for answer in find_answers(office, written, session.as_of))
    session.print(f"第{written.number}号约稿，向{asked}个单位约稿，{request.due.chinese}截止。")
    session.print(f"各单位答复时在稿件里写 call: {written.id}")


@click.command(
    cls=ChineseCommand,
    epilog="例：jianbao record reply 2026/024 区教育局 --result 无此情况 --via 电话",
)
@click.argument("number", metavar="约稿")
@click.argument("unit", metavar="单位")
@click.option("--result", required=True, type=click.Choice([result.value for result in CallResult]), help="答复")
@click.option("--via", default="", help="方式，如 电话")
@click.option("--reason", default="", help="说明")
@click.option("--at", help="答复时间；默认为今天")
@pass_session
@reports_problems
def reply(session: Session, number: str, unit: str, result: str, via: str, reason: str, at: str | None) -> None:
    """登记没有稿件的答复：无此情况、免报，或先用电话答复。有稿件的在稿件里写 call，不用登记。"""
    answer = CallReply(unit=unit, at=session.moment(at, "--at"), via=via, result=CallResult(result), reason=reason)
    path, office = carry_out(session, lambda office: [plan_reply(office, number, answer, session.as_of)])
    written = office.calls[path.removeprefix("briefs/calls/").removesuffix(".md")]
    tell_counts(session, office, f"calls/{written.id}#{written.replies[-1].unit}")


@click.command(
    cls=ChineseCommand,
    epilog='例：jianbao record receipt yunfeng/2026/11-27-hu-lin-fang-huo --received "2026-11-27 16:30" --via 电话'
    " --by 郑××",
)
@click.argument("item", metavar="稿件")
@click.option("--received", help="收到时间；默认为今天")
@click.option("--via", required=True, type=click.Choice([via.value for via in Via]), help="怎么收到的")
@click.option("--by", help="经手人；默认为 git 里的姓名")
@pass_session
@reports_problems
def receipt(session: Session, item: str, received: str | None, via: str, by: str | None) -> None:
    """收稿登记：电话、传真、纸质、邮件来稿实际是什么时候收到的。"""
    person, moment = session.person(by, "经手人", "--by"), session.moment(received, "--received")
    plan = plan_receipt
    _, office = carry_out(session, lambda office: [plan(office, item, moment, Via(via), person, session.as_of)])
    tell_counts(session, office, f"items/{item}")
