"""``jianbao incident open | log | report | dispose | end``."""

from __future__ import annotations

from typing import Any

import click

from jianbao.acting.supervising.incidents import (
    IncidentRequest,
    plan_chain,
    plan_disposition,
    plan_end,
    plan_incident,
    plan_line,
)
from jianbao.acting.work_tree import Plan
from jianbao.cli.chinese import ChineseCommand
from jianbao.cli.recording.group import carry_out
from jianbao.cli.session import Session, pass_session, reports_problems
from jianbao.cli.supervising.group import require_hand
from jianbao.cli.supervising.options import INCIDENT
from jianbao.cli.supervising.timings import list_timings, name_incident
from jianbao.model import Did, Disposition, Incident, Logged
from jianbao.reading import Office


def _carry_out(session: Session, plan: Plan) -> tuple[Office, Incident]:
    path, office = carry_out(session, plan)
    return office, office.incidents[path.removeprefix("briefs/incidents/").removesuffix(".yml")]


def _tell(session: Session, office: Office, incident: Incident, told: str) -> None:
    """What was done, and what is owed in time by the units and by the office itself."""
    session.print(f"{name_incident(office, incident)}：{told}。")
    for line in list_timings(office, incident, session.as_of):
        session.print(f"  {line}")


@click.command(
    "open",
    cls=ChineseCommand,
    epilog='例：jianbao incident open --title 和平镇桥梁限高架被撞 --severity 一般 --occurred "2026-11-30 06:20"'
    ' --at "2026-11-30 06:35" --who 郑×× --unit 和平镇 --place 和平镇二桥',
)
@click.option("--title", required=True, help="什么事件")
@click.option("--severity", required=True, help="事件等级，见 urgent.yml，如 较大")
@click.option("--occurred", required=True, help='事发时间，如 "2026-11-30 06:20"')
@click.option("--at", required=True, help='本办公室接报的时间，如 "2026-11-30 06:35"')
@click.option("--who", help="接报人；默认为 git 里的姓名")
@click.option("--from", "caller", default="", help="谁报来的")
@click.option("--note", default="", help="接报的内容")
@click.option("--place", default="", help="地点")
@click.option("--unit", "units", multiple=True, help="负责报告的单位；默认为来稿的单位；可写多个")
@click.option("--item", "items", multiple=True, help="已经报来的稿件；可写多个")
@pass_session
@reports_problems
def open_incident(
    session: Session, /, occurred: str, at: str, who: str | None, caller: str, note: str, **options: Any
) -> None:
    """登记一起紧急事件，值班记录从接报开始。"""
    first = Logged(at=session.moment(at, "--at"), did=Did.HEARD, who=require_hand(session, who), to=caller, note=note)
    request = IncidentRequest(occurred=session.moment(occurred, "--occurred"), first=first, **options)
    office, incident = _carry_out(session, lambda office: [plan_incident(office, request, session.as_of)])
    _tell(session, office, incident, f"已登记，续记用 jianbao incident log {incident.id}")


@click.command(
    cls=ChineseCommand,
    epilog='例：jianbao incident log 2026/11-28-jie-gan-qi-huo --did 电话上报 --at "2026-11-30 09:10"'
    " --who 郑×× --to 市委值班室 --note 明火扑灭，26户71人已回家",
)
@INCIDENT
@click.option("--did", required=True, type=click.Choice([did.value for did in Did]), help="办了什么")
@click.option("--at", required=True, help='什么时候，如 "2026-11-30 09:10"')
@click.option("--who", help="办理人；默认为 git 里的姓名")
@click.option("--to", default="", help="向谁报告、传达给谁；接报的，谁报来的")
@click.option("--note", default="", help="内容")
@pass_session
@reports_problems
def log(session: Session, incident: str, did: str, at: str, who: str | None, to: str, note: str) -> None:
    """值班记录添一行：接报、报告领导、电话上报、书面上报、传达批示。"""
    line = Logged(at=session.moment(at, "--at"), did=Did(did), who=require_hand(session, who), to=to, note=note)
    office, known = _carry_out(session, lambda office: [plan_line(office, incident, line, session.as_of)])
    _tell(session, office, known, f"值班记录共{len(known.log)}行")


@click.command(
    cls=ChineseCommand,
    epilog="例：jianbao incident report 2026/11-28-jie-gan-qi-huo heping/2026/11-29-jie-gan-qi-huo-xu-bao",
)
@INCIDENT
@click.argument("item", metavar="稿件")
@pass_session
@reports_problems
def report(session: Session, incident: str, item: str) -> None:
    """把一篇来稿（初报、续报、终报）列入这起事件的报告。"""
    office, known = _carry_out(session, lambda office: [plan_chain(office, incident, item, session.as_of)])
    stage = office.items[item].stage
    _tell(session, office, known, f"列入{stage.value if stage else '报告'}，共{len(known.items)}篇")


@click.command(
    cls=ChineseCommand,
    epilog="例：jianbao incident dispose 2026/11-28-jie-gan-qi-huo heping/2026/11-30-jie-gan-qi-huo-zhong-bao 备查",
)
@INCIDENT
@click.argument("item", metavar="稿件")
@click.argument("result", metavar="处置")
@pass_session
@reports_problems
def dispose(session: Session, incident: str, item: str, result: str) -> None:
    """处置：一篇报告的去向，如 专报、送阅、约稿、综合、备查，见 urgent.yml。"""
    told = Disposition(item=item, result=result)
    office, known = _carry_out(session, lambda office: [plan_disposition(office, incident, told, session.as_of)])
    left = len(set(known.items) - {disposed.item for disposed in known.dispositions})
    _tell(
        session,
        office,
        known,
        f"《{office.items[item].title}》{result}，{f'还有{left}篇没有处置' if left else '各篇都已处置'}",
    )


@click.command(cls=ChineseCommand, epilog='例：jianbao incident end 2026/11-28-jie-gan-qi-huo --at "2026-11-30 10:00"')
@INCIDENT
@click.option("--at", help="结束的时间；默认为今天")
@pass_session
@reports_problems
def end(session: Session, incident: str, at: str | None) -> None:
    """结束：应急处置完毕，不再要续报。"""
    moment = session.moment(at, "--at")
    office, known = _carry_out(session, lambda office: [plan_end(office, incident, moment, session.as_of)])
    _tell(session, office, known, f"{moment.chinese}结束")
