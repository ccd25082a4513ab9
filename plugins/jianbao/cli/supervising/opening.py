"""``jianbao task open``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from jianbao.acting.supervising.naming import name_task
from jianbao.acting.supervising.opening import TaskRequest, plan_task
from jianbao.acting.supervising.saying import say_deadline, say_next, say_schedule, say_units
from jianbao.cli.chinese import ChineseCommand
from jianbao.cli.recording.group import carry_out
from jianbao.cli.recording.upward import read_body
from jianbao.cli.session import Session, pass_session, reports_problems
from jianbao.model import Task
from jianbao.reading import Office
from jianbao.supervising import TaskStatus, find_follow_ups, find_status


@click.command(
    "open",
    cls=ChineseCommand,
    epilog="例：jianbao task open --title 消除老旧电梯安全隐患 --category 会议议定事项"
    " --origin 2026年11月27日区委常委会会议 --lead 区住建局 --due 2026-12-25 --officer 郭××\n"
    "例：jianbao task open --title 整治快递进村二次收费 --category 批示件 --instruction 2026/11-27-kuai-di-shou-fei"
    ' --lead 区交通局 --within "15 工作日" --part "1|摸清收费点位和数额|区交通局|河口乡|2026-12-08"',
)
@click.option("--title", required=True, help="办什么事")
@click.option("--category", required=True, help="事项类别，见 supervision.yml，如 批示件")
@click.option("--instruction", default="", help="来自哪一条批示，写批示编号")
@click.option("--origin", default="", help="不是来自批示的，写立项依据，如会议纪要的文号")
@click.option("--reopens", default="", help="办结以后问题反弹、重新立项的，写原来的事项")
@click.option("--leader", default="", help="交办领导；来自批示的默认为作批示的领导")
@click.option("--lead", required=True, help="牵头单位")
@click.option("--assisting", multiple=True, help="协办单位；可写多个")
@click.option("--assigned", help="交办时间；默认为今天")
@click.option("--due", help="办理时限，如 2026-12-25")
@click.option("--within", default="", help='从交办次日起算的期限，如 "15 工作日"；都不写的按事项类别')
@click.option("--feedback", default="", help="反馈周期，如 每月25日、每周五")
@click.option("--officer", default="", help="督办人")
@click.option("--contact", default="", help="联系人和电话")
@click.option("--part", "parts", multiple=True, help='任务分解，"序号|内容|牵头单位|协办单位,协办单位|时限"；可写多个')
@click.option(
    "--file", "file", type=click.Path(path_type=Path, dir_okay=False, exists=True), help="交办要求的文本；默认为一句话"
)
@pass_session
@reports_problems
def open_task(session: Session, /, assigned: str | None, due: str | None, file: Path | None, **options: Any) -> None:
    """立项：编号取本年的下一个，写明办什么、谁牵头、什么时候办完、多久反馈一次。"""
    request = TaskRequest(
        assigned=session.moment(assigned, "--assigned"),
        due=session.moment(due, "--due") if due else None,
        body=read_body(file) if file else "",
        **options,
    )
    path, office = carry_out(session, lambda office: [plan_task(office, session.templates, request, session.as_of)])
    written = office.tasks[path.removeprefix("briefs/tasks/").removesuffix(".md")]
    _tell_opened(session, office, written)


def _tell_opened(session: Session, office: Office, task: Task) -> None:
    """Its number, its units, every time limit, and other tasks from the same instruction."""
    status = find_status(office, task, session.as_of)
    session.print(f"{name_task(office, task)}《{task.title}》")
    assisting = f"，{say_units(office, task, *task.assisting)}协办" if task.assisting else ""
    session.print(f"{say_units(office, task, task.lead_unit)}牵头{assisting}。")
    for line in say_schedule(office, task, status.deadline):
        session.print(f"{line}。")
    for line in _list_parts(office, status):
        session.print(line)
    follow_up = find_follow_ups(office).get(task.instruction)
    others = [known for known in follow_up.tasks if known.id != task.id] if follow_up else []
    if others:
        session.print(f"这条批示另有{'、'.join(name_task(office, known) for known in others)}。")
    session.print(f"下一步：{say_next(office, status)}；各单位反馈时在稿件里写 task: {task.id} 和 reply: 反馈。")


def _list_parts(office: Office, status: TaskStatus) -> list[str]:
    return [
        f"  第{part.part.number}项　{part.part.content}（{say_units(office, status.task, part.part.lead_unit)}，"
        f"{say_deadline(part.deadline)}）"
        for part in status.parts
    ]
