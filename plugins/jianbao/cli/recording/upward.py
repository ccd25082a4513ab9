"""``jianbao record report | adoption``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from jianbao.acting.recording.upward import AdoptionRequest, ReportRequest, plan_adoption, plan_report
from jianbao.acting.refusing import require_signatory
from jianbao.cli.chinese import ChineseCommand
from jianbao.cli.recording.group import ACCESS, carry_out, record_id, tell_counts
from jianbao.cli.session import Session, pass_session, reports_problems
from jianbao.model import Access, Route
from jianbao.problems import ProblemsFound
from jianbao.reading.files import read_text


@click.command(
    cls=ChineseCommand,
    epilog="例：jianbao record report chengguan/2026/11-26-jing-gai-quan-shu --channel 市委办《每日要情》"
    " --sent 2026-11-30 --via 系统 --by 周××",
)
@click.argument("sources", nargs=-1, metavar="[稿件或编辑记录]…")
@click.option("--channel", required=True, help="报给哪个渠道，见 channels.yml")
@click.option("--sent", help="上报时间；默认为今天")
@click.option("--via", default="", help="上报方式，如 系统、传真")
@click.option("--by", required=True, help="签发人")
@click.option("--unit", "units", multiple=True, help="署名单位，与来源不同时才写；可写多个")
@click.option("--title", default="", help="上报的标题；默认为编辑后的标题")
@click.option("--call", default="", help="答复哪一份约稿，如 2026/014")
@click.option("--file", "file", type=click.Path(path_type=Path, dir_okay=False, exists=True), help="所报文本的文件名")
@ACCESS
@pass_session
@reports_problems
def report(session: Session, /, sources: tuple[str, ...], by: str, sent: str | None, **options: Any) -> None:
    """登记上报：报了哪一篇、报给谁。正文默认取编辑后的文本，实际所报不同的用 --file。"""
    file, access = options.pop("file"), options.pop("access")
    request = ReportRequest(
        sources=sources,
        sent=session.moment(sent, "--sent"),
        signatory=require_signatory(session.office, by, "签发人"),
        access=Access(access) if access else None,
        body=read_body(file) if file else "",
        **options,
    )
    path, office = carry_out(session, lambda office: [plan_report(office, request, session.as_of)])
    tell_counts(session, office, record_id(path))


def read_body(file: Path) -> str:
    """A text of one's own; raises ProblemsFound where it cannot be read."""
    text, problems = read_text(file, file.name)
    if text is None:
        raise ProblemsFound(problems)
    return text


@click.command(
    cls=ChineseCommand,
    epilog="例：jianbao record adoption --item chengguan/2026/09-01-chao-xi-tan-qu --channel 市委办《每日要情》"
    " --date 2026-11-27 --number 第320期 --route 转报",
)
@click.option("--report", default="", help="采用的是哪一件上报，如 2026/11-28-shiwei-jiu-gai")
@click.option("--item", "items", multiple=True, help="采用的稿件；几篇综合为一篇的写多个")
@click.option("--desk", default="", help="采用的编辑记录，如 2026/11-05-chengguan-jiu-gai")
@click.option("--unit", "units", multiple=True, help="没有经过本办公室的，写单位和 --title；可写多个")
@click.option("--title", default="", help="没有经过本办公室的，写标题")
@click.option("--channel", required=True, help="哪个渠道采用的，见 channels.yml")
@click.option("--date", help="采用日期；默认为今天")
@click.option("--number", default="", help="对方的期号，照写")
@click.option("--form", default="", help="体裁，见 kinds.yml")
@click.option("--grade", default="", help="对方评定的等次")
@click.option("--kind", default="", help="类别，见 kinds.yml")
@click.option(
    "--route", type=click.Choice([route.value for route in Route]), help="报送途径：经本办公室转报，或单位直报"
)
@click.option("--points", default="", help="对方给的数值，照写")
@click.option("--credit", multiple=True, help="署名单位，与来源不同时才写，如 城关镇 或 城关镇:0.5；可写多个")
@ACCESS
@click.option("--note", default="", help="备注")
@pass_session
@reports_problems
def adoption(session: Session, /, date: str | None, **options: Any) -> None:
    """登记上级采用。本办公室刊物刊用的不用登记，签发时自动计入。"""
    route, access = options.pop("route"), options.pop("access")
    request = AdoptionRequest(
        date=session.moment(date, "--date"),
        route=Route(route) if route else None,
        access=Access(access) if access else None,
        **options,
    )
    path, office = carry_out(session, lambda office: [plan_adoption(office, request, session.as_of)])
    tell_counts(session, office, record_id(path))
