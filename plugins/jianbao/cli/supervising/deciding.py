"""``jianbao task extend | present | close | revisit``: what the office decides on a task."""

from __future__ import annotations

from collections.abc import Sequence

import click

from jianbao.acting.refusing import require_person, spell_leader
from jianbao.acting.supervising.events import Act
from jianbao.acting.supervising.naming import require_task
from jianbao.acting.supervising.saying import say_day, say_part
from jianbao.cli.chinese import ChineseCommand
from jianbao.cli.session import Session, pass_session, reports_problems
from jianbao.cli.supervising.group import find_hand, record_act, tell_standing
from jianbao.cli.supervising.options import BY, DATE, PART, TASK, UNIT
from jianbao.model import EventKind, Task
from jianbao.reading import Office
from jianbao.supervising import Deadline, TaskStatus, find_status


@click.command(
    cls=ChineseCommand,
    epilog="例：jianbao task extend 34 --until 2026-12-20 --reason 新增诊室的医师12月中旬到岗 --approved-by 赵××",
)
@TASK
@click.option("--until", required=True, help="延到哪一天")
@click.option("--reason", required=True, help="申请延期的理由")
@click.option("--approved-by", "approver", required=True, help="批准人（不同意的，写作决定的人）")
@click.option("--asked", help="单位申请的时间；默认为单位报来申请的时间，没有的为今天")
@click.option("--refused", is_flag=True, help="不同意延期")
@PART
@UNIT
@click.option("--date", help="批准的日期；默认为今天")
@BY
@pass_session
@reports_problems
def extend(
    session: Session,
    /,
    task: str,
    until: str,
    approver: str,
    asked: str | None,
    refused: bool,
    date: str | None,
    by: str | None,
    reason: str,
    part: int,
    unit: str,
) -> None:
    """延期：到期前申请、经批准的，时限延到新的日期，原定时限照样保留。"""
    before = _find_limit(session, session.office, task, part)
    fields = {
        "asked": session.moment(asked, "--asked") if asked else "",
        "until": session.moment(until, "--until"),
        "reason": reason,
        "approved_by": require_person(session.office, approver, "批准人"),
        "refused": "是" if refused else "",
    }
    moment = session.moment(date, "--date")
    act = Act(
        task=task,
        kind=EventKind.EXTENSION,
        unit=unit,
        part=part,
        date=moment,
        by=find_hand(session, by),
        fields=fields,
    )
    office, status, _ = record_act(session, act)
    after = _find_limit(session, office, task, part)
    told = _say_moved(before, after, refused=refused)
    tell_standing(session, office, status, f"第{part}项{told}" if part else told)


def _find_limit(session: Session, office: Office, written: str, part: int) -> Deadline:
    status = find_status(office, require_task(office, written), session.as_of)
    return next((known.deadline for known in status.parts if known.part.number == part), status.deadline)


def _say_moved(before: Deadline, after: Deadline, *, refused: bool) -> str:
    """The old and the new time limit."""
    old = say_day(before.current) if before.current else "没有时限"
    if refused:
        return f"不同意延期，时限仍为{old}"
    new = say_day(after.current) if after.current else "没有时限"
    return f"时限由{old}延至{new}，原定时限照样保留" if new != old else f"时限仍为{old}，没有延长"


@click.command(
    cls=ChineseCommand, epilog="例：jianbao task present 34 --to 陈×× --opinion 方案可行，12月底前再报一次效果"
)
@TASK
@click.option("--to", help="呈报哪位领导；默认为作批示、交办的领导")
@click.option("--opinion", default="", help="领导的意见")
@DATE
@BY
@pass_session
@reports_problems
def present(session: Session, task: str, to: str | None, opinion: str, date: str | None, by: str | None) -> None:
    """呈报：把办理结果报给作批示的领导。领导有新的批示，就是新的任务，另行立项。"""
    people = session.office.settings.people
    leader = _find_leader(session.office, require_task(session.office, task), to)
    act = Act(
        task=task,
        kind=EventKind.PRESENTED,
        date=session.moment(date, "--date"),
        by=find_hand(session, by),
        fields={"to": leader, "opinion": opinion},
    )
    office, status, _ = record_act(session, act)
    tell_standing(session, office, status, f"已呈报{people.name(leader)}")


def _find_leader(office: Office, task: Task, written: str | None) -> str:
    """The id of one of ours, a name as written for one of a higher level."""
    cause = office.instructions.get(task.instruction)
    to = written or task.leader or (cause.leader if cause else "")
    if not to:
        raise click.UsageError("这件事没有写交办领导；加 --to 领导姓名")
    return spell_leader(office, to)


@click.command(
    cls=ChineseCommand,
    epilog="例：jianbao task close 39 --result 走访7460户，补助全部到户 --satisfied --by 郭××\n"
    "例：jianbao task close 39 --part 1 --result 7460户已全部走访，列出急需帮扶的86户",
)
@TASK
@click.option("--result", required=True, help="办理结果")
@click.option("--satisfied/--unsatisfied", default=None, help="征求过意见的，办理对象是否满意")
@click.option("--paper", "papers", multiple=True, help="已有的办结材料；可写多个")
@click.option("--all-papers", "complete", is_flag=True, help="这类事项要求的办结材料都齐了")
@PART
@DATE
@BY
@pass_session
@reports_problems
def close(
    session: Session,
    /,
    task: str,
    result: str,
    papers: Sequence[str],
    date: str | None,
    by: str | None,
    satisfied: bool | None,
    complete: bool,
    part: int,
) -> None:
    """办结销号：先核对这类事项要求的办结材料；批示件要先呈报作批示的领导。"""
    known = require_task(session.office, task)
    wanted = () if part else session.office.settings.supervision.category(known.category).papers
    given = tuple(dict.fromkeys((*papers, *(wanted if complete else ()))))
    judged = {None: "", True: "是", False: "否"}[satisfied]
    act = Act(
        task=task,
        kind=EventKind.CLOSE,
        part=part,
        date=session.moment(date, "--date"),
        by=find_hand(session, by),
        fields={"result": result, "satisfied": judged, "papers": given},
    )
    office, status, _ = record_act(session, act)
    tell_standing(session, office, status, *_say_closed(office, status, part, wanted, given))


def _say_closed(
    office: Office, status: TaskStatus, part: int, wanted: Sequence[str], given: Sequence[str]
) -> list[str]:
    """What was closed, and whether each paper that such a task needs is there."""
    if part:
        return [say_part(office, known, status.day) for known in status.parts if known.part.number == part]
    told = "、".join(f"{paper}{'（有）' if paper in given else '（缺）'}" for paper in wanted)
    return ["已办结", *([f"办结材料：{told}"] if told else [])]


@click.command(
    cls=ChineseCommand, epilog="例：jianbao task revisit 22 --result 电梯换件后运行正常，无新增投诉 --by 郭××"
)
@TASK
@click.option("--result", required=True, help="回头看看到什么")
@click.option("--relapsed", is_flag=True, help="问题反弹")
@DATE
@BY
@pass_session
@reports_problems
def revisit(session: Session, task: str, result: str, relapsed: bool, date: str | None, by: str | None) -> None:
    """回头看：办结以后再核查一次，问题反弹的另行立项。"""
    act = Act(
        task=task,
        kind=EventKind.REVISIT,
        date=session.moment(date, "--date"),
        by=find_hand(session, by),
        fields={"result": result, "relapsed": "是" if relapsed else ""},
    )
    office, status, _ = record_act(session, act)
    tell_standing(session, office, status, "回头看，问题反弹" if relapsed else "回头看，问题没有反弹")
