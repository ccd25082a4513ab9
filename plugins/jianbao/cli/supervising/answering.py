"""``jianbao task receive | progress | chase | rework``: what goes to and fro between the office and the units."""

from __future__ import annotations

import click

from jianbao.acting.supervising.events import Act
from jianbao.acting.supervising.saying import say_units
from jianbao.cli.chinese import ChineseCommand
from jianbao.cli.session import Session, pass_session, reports_problems
from jianbao.cli.supervising.group import find_hand, record_act, tell_standing
from jianbao.cli.supervising.options import BY, DATE, PART, TASK, UNIT
from jianbao.metadata import Moment
from jianbao.model import EventKind, TaskEvent
from jianbao.rendering.templates import short_date
from jianbao.supervising import TaskStatus


@click.command(cls=ChineseCommand, epilog="例：jianbao task receive 39 --via 系统 --date 2026-11-27")
@TASK
@UNIT
@click.option("--via", default="", help="签收方式，如 系统、电话")
@DATE
@BY
@pass_session
@reports_problems
def receive(session: Session, task: str, unit: str, via: str, date: str | None, by: str | None) -> None:
    """签收：单位收到交办。单位已在稿件里写 reply: 签收 的，不用登记。"""
    act = Act(
        task=task,
        kind=EventKind.RECEIPT,
        unit=unit,
        date=session.moment(date, "--date"),
        by=find_hand(session, by),
        fields={"via": via},
    )
    office, status, event = record_act(session, act)
    tell_standing(session, office, status, f"{say_units(office, status.task, event.unit)}已签收")


@click.command(
    cls=ChineseCommand,
    epilog="例：jianbao task progress 39 --part 1 --text 已走访6980户，余下480户12月2日前走访完 --via 电话\n"
    "例：jianbao task progress 39 --text 7460户已全部走访，取暖补助已发放到户 --finished --via 书面",
)
@TASK
@click.option("--text", required=True, help="办理情况")
@click.option("--finished", is_flag=True, help="这是办理结果，不只是进展")
@PART
@UNIT
@click.option("--via", default="", help="反馈方式，如 电话、书面")
@DATE
@BY
@pass_session
@reports_problems
def progress(
    session: Session, /, task: str, unit: str, part: int, date: str | None, by: str | None, **fields: str | bool
) -> None:
    """反馈：电话、书面报来的进展或办理结果。单位报了稿件的，在稿件里写 task 和 reply: 反馈，不用登记。"""
    finished = bool(fields.pop("finished"))
    act = Act(
        task=task,
        kind=EventKind.PROGRESS,
        unit=unit,
        part=part,
        date=session.moment(date, "--date"),
        by=find_hand(session, by),
        fields={**fields, "finished": "是" if finished else ""},
    )
    office, status, _ = record_act(session, act)
    told = "办理结果已登记" if finished else "进展已登记"
    tell_standing(session, office, status, f"第{part}项{told}" if part else told)


@click.command(cls=ChineseCommand, epilog="例：jianbao task chase 27 --via 电话 --to 办公室 --by 郭××")
@TASK
@UNIT
@click.option("--via", required=True, help="催办方式，如 电话、催办通知")
@click.option("--to", default="", help="催的是谁")
@click.option("--reply", default="", help="对方怎么答复")
@DATE
@BY
@pass_session
@reports_problems
def chase(session: Session, /, task: str, unit: str, date: str | None, by: str | None, **fields: str) -> None:
    """催办：记下催了谁、怎么催的、对方怎么说，并说明以前催过几次。"""
    moment = session.moment(date, "--date")
    act = Act(task=task, kind=EventKind.CHASE, unit=unit, date=moment, by=find_hand(session, by), fields=fields)
    office, status, event = record_act(session, act)
    earlier = _list_earlier(status, event)
    days = "、".join(short_date(chased.day) for chased in earlier)
    told = f"前{len(earlier)}次是{days}" if len(earlier) > 1 else f"上一次是{days}" if earlier else ""
    tell_standing(session, office, status, *filter(None, [f"第{len(earlier) + 1}次催办", told]))


def _list_earlier(status: TaskStatus, event: TaskEvent) -> list[Moment]:
    """When the task was chased before, by that day."""
    others = (step.at for step in status.steps if step.kind is event.kind and step.event is not event)
    return [at for at in others if event.date and not at.is_after(event.date)]


@click.command(cls=ChineseCommand, epilog="例：jianbao task rework 43 --reason 没有附早班车恢复后的班次表 --by 郭××")
@TASK
@click.option("--reason", required=True, help="为什么退办、要补什么")
@PART
@UNIT
@DATE
@BY
@pass_session
@reports_problems
def rework(session: Session, /, task: str, reason: str, part: int, unit: str, date: str | None, by: str | None) -> None:
    """退办：办理结果不符合要求，退回单位重新办理，时限不变。"""
    act = Act(
        task=task,
        kind=EventKind.REWORK,
        unit=unit,
        part=part,
        date=session.moment(date, "--date"),
        by=find_hand(session, by),
        fields={"reason": reason},
    )
    office, status, event = record_act(session, act)
    told = f"退{say_units(office, status.task, event.unit)}重新办理"
    tell_standing(session, office, status, f"第{part}项{told}" if part else told)
