"""``jianbao record instruction | presented``."""

from __future__ import annotations

from typing import Any

import click

from jianbao.acting.recording.instructing import InstructionRequest, plan_instruction, plan_presented
from jianbao.cli.chinese import ChineseCommand
from jianbao.cli.naming import find_named_issues
from jianbao.cli.recording.group import ACCESS, carry_out, record_id, tell_counts
from jianbao.cli.session import Session, pass_session, reports_problems
from jianbao.model import Access, Nature
from jianbao.model.instruction import InstructionForm, Presented
from jianbao.reading import Office
from jianbao.supervising import OWING, find_follow_ups


@click.command(
    cls=ChineseCommand,
    epilog="例：jianbao record instruction --issue 信息第81期 --article 2026/11-25-hekou-kuai-di-jin-cun --leader 刘××"
    " --level 区级 --nature 肯定 --date 2026-11-30 --form 书面",
)
@click.option("--issue", default="", help="批示在哪一期上，如 信息第81期")
@click.option("--article", default="", help="这一期里的哪一篇")
@click.option("--item", default="", help="批示在哪一篇稿件上")
@click.option("--adoption", default="", help="批示在哪一条上级采用上")
@click.option("--task", default="", help="批示在哪一件督查事项上")
@click.option("--document", default="", help="批示在别的文件上，写文件名称")
@click.option("--leader", required=True, help="作批示的领导；上级领导照写姓名")
@click.option("--post", default="", help="当时的职务；默认取人员名单")
@click.option("--level", required=True, help="领导的层级，如 区级")
@click.option(
    "--nature",
    "natures",
    multiple=True,
    required=True,
    type=click.Choice([nature.value for nature in Nature]),
    help="批示性质；可写多个",
)
@click.option("--date", help="批示日期；默认为今天")
@click.option("--received", help="收到批示的时间")
@click.option("--form", type=click.Choice([form.value for form in InstructionForm]), help="书面还是口头")
@click.option("--text", default="", help="批示内容，只有本办公室看得到")
@click.option("--follows", default="", help="批转自哪一条批示")
@ACCESS
@pass_session
@reports_problems
def instruction(session: Session, /, issue: str, natures: tuple[str, ...], **options: Any) -> None:
    """登记领导批示。一期有多篇的，用 --article 写明批示的是哪一篇。"""
    named = find_named_issues(session.office, issue) if issue and issue not in session.office.issues else []
    date, received, form, access = (options.pop(key) for key in ("date", "received", "form", "access"))
    request = InstructionRequest(
        issue=named[0].id if len(named) == 1 else issue,
        natures=tuple(Nature(nature) for nature in natures),
        date=session.moment(date, "--date"),
        received=session.moment(received, "--received") if received else None,
        form=InstructionForm(form) if form else None,
        access=Access(access) if access else None,
        **options,
    )
    path, office = carry_out(session, lambda office: [plan_instruction(office, request, session.as_of)])
    tell_counts(session, office, record_id(path))
    _tell_owed(session, office, record_id(path).removeprefix("instructions/"))


def _tell_owed(session: Session, office: Office, identity: str) -> None:
    """That the instruction asks for a task, and the line that opens one."""
    follow_up = find_follow_ups(office)[identity]
    if not follow_up.owes:
        return
    natures = "、".join(nature.value for nature in follow_up.instruction.natures if nature in OWING)
    categories = office.settings.supervision.categories
    usual = next((known.name for known in categories if known.present), categories[0].name)
    session.print(f"批示{natures}，还没有立项：")
    session.print(f"  jianbao task open --instruction {identity} --category {usual} --title 标题 --lead 牵头单位")


@click.command(
    cls=ChineseCommand,
    epilog="例：jianbao record presented 2026/11-23-ji-ceng-jian-fu --to 刘××"
    " --opinion 请区委办督促落实 --date 2026-11-25",
)
@click.argument("instruction", metavar="批示")
@click.option("--to", required=True, help="呈送哪位领导")
@click.option("--opinion", default="", help="领导的意见，只有本办公室看得到")
@click.option("--date", help="呈阅日期；默认为今天")
@pass_session
@reports_problems
def presented(session: Session, instruction: str, to: str, opinion: str, date: str | None) -> None:
    """登记批示的呈阅：一条批示呈送给谁、那位领导怎么说，一次一行，记在这条批示里。"""
    shown = Presented(date=session.moment(date, "--date"), to=to, opinion=opinion)
    _, office = carry_out(session, lambda office: [plan_presented(office, instruction, shown, session.as_of)])
    known = office.instructions[instruction].presented
    session.print(f"呈阅共{len(known)}次：{'、'.join(office.settings.people.name(one.to) for one in known)}。")
