"""``jianbao new``."""

from __future__ import annotations

import click

from jianbao.acting.filing import plan_item
from jianbao.cli.chinese import ChineseCommand
from jianbao.cli.session import Session, pass_session, reports_problems


@click.command(cls=ChineseCommand, epilog="例：jianbao new 城关镇 城关镇“三步走”推进老旧小区改造")
@click.argument("unit", metavar="单位")
@click.argument("title", metavar="标题")
@pass_session
@reports_problems
def new(session: Session, unit: str, title: str) -> None:
    """新建一篇稿件：按样稿写好开头各项，文件名由标题的拼音生成。"""
    (path,) = session.perform(lambda office: [plan_item(office, session.templates, unit, title, session.as_of)])
    folder = "/".join(path.split("/")[:3])
    session.print(f"用记事本打开这个文件，填好各项后运行：jianbao check {folder}")
