"""The groups of the commands on tasks and on urgent events, and what most of them say when they are done."""

from __future__ import annotations

import click

from jianbao.acting.supervising.events import Act, plan_act
from jianbao.acting.supervising.naming import name_task
from jianbao.acting.supervising.saying import say_next, say_standing
from jianbao.cli.chinese import ChineseGroup
from jianbao.cli.recording.group import carry_out
from jianbao.cli.session import Session
from jianbao.history import read_identity
from jianbao.model import TaskEvent
from jianbao.reading import Office
from jianbao.supervising import TaskStatus, find_status


@click.group(cls=ChineseGroup, epilog="例：jianbao task chase 27 --via 电话 --by 郭××")
def task() -> None:
    """督查事项：立项、签收、反馈、催办、延期、退办、呈报、办结、回头看。一事一号，一步一份记录。"""


@click.group(
    cls=ChineseGroup,
    epilog='例：jianbao incident open --title 和平镇桥梁限高架被撞 --severity 一般 --occurred "2026-11-30 06:20"'
    ' --at "2026-11-30 06:35" --who 郑××',
)
def incident() -> None:
    """紧急事件：接报、值班记录、各次报告、处置和结束。"""


def record_act(session: Session, act: Act) -> tuple[Office, TaskStatus, TaskEvent]:
    """Writes what happened; gives the office and the task as they are now, and what was written."""
    path, office = carry_out(session, lambda read: [plan_act(read, act, session.as_of)])
    event = next(event for event in office.task_events.values() if event.source.path == path)
    return office, find_status(office, office.tasks[event.task], session.as_of), event


def tell_standing(session: Session, office: Office, status: TaskStatus, *told: str) -> None:
    """The number with what was done, where the task stands, what comes next."""
    name = name_task(office, status.task)
    session.print(f"{name}《{status.task.title}》：{'，'.join(told)}。")
    session.print(f"现在：{say_standing(office, status)}。")
    session.print(f"下一步：{say_next(office, status)}。")


def find_hand(session: Session, written: str | None) -> str:
    """The name of who of ours did it, as printed: the one named, else the one as whom git commits here, if known."""
    people = session.office.settings.people
    known = people.spellings()
    if written:
        return people.name(known.get(written, written))
    identity = read_identity(session.root)
    return people.name(known[identity]) if identity in known else ""


def require_hand(session: Session, written: str | None) -> str:
    """As ``find_hand``, where the record needs somebody."""
    hand = find_hand(session, written)
    if not hand:
        raise click.UsageError("没有写 --who，git 里的姓名也不在人员名单里；加 --who 姓名")
    return hand
