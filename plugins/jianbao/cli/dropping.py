"""``jianbao drop``."""

from __future__ import annotations

import click

from jianbao.acting.drafting import plan_drop
from jianbao.cli.chinese import ChineseCommand
from jianbao.cli.session import Session, pass_session, reports_problems


@click.command(
    cls=ChineseCommand,
    epilog="例：jianbao drop xinxi/2026-11-30 2026/11-27-zhujian-gong-zu-fang-kong-zhi --by 周×× --reason 数据待核实",
)
@click.argument("draft", metavar="送审稿")
@click.argument("article", metavar="篇目")
@click.option("--reason", required=True, help="理由，编辑看得到")
@click.option("--by", help="经手人；默认为 git 里的姓名")
@pass_session
@reports_problems
def drop(session: Session, draft: str, article: str, reason: str, by: str | None) -> None:
    """从送审稿里撤下一篇，写明理由。撤下的不再自动编入，要用须重新采用。"""
    person = session.person(by, "经手人", "--by")
    session.perform(lambda office: [plan_drop(office, draft, article, person, reason, session.as_of)])
