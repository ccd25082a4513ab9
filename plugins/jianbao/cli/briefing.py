"""``jianbao task brief``."""

from __future__ import annotations

import click

from jianbao.acting.briefing import BriefRequest, Planned, plan_brief
from jianbao.acting.deciding import Ruling
from jianbao.acting.refusing import require_periodical
from jianbao.cli.chinese import ChineseCommand
from jianbao.cli.session import Session, pass_session, reports_problems
from jianbao.model import Access, Decision
from jianbao.reading import Office
from jianbao.rendering.supervision_text import Scope, list_briefs
from jianbao.settings import ArticleSource
from jianbao.writing import Change


@click.command(
    cls=ChineseCommand,
    epilog="例：jianbao task brief\n"
    "例：jianbao task brief 办理进展 --periodical 督查工作 --column 办理进展 --until 2026-11-27 --by 郭××\n"
    "例：jianbao task brief 督查通报 --periodical 督查工作 --column 督查通报 --from 2026-11-01 --by 郭××",
)
@click.argument("template", required=False, metavar="文稿")
@click.option("--periodical", default="", help="刊物；默认为由督查事项编成的那一种")
@click.option("--series", default="", help="系列")
@click.option("--column", default="", help="栏目；默认为第一个")
@click.option("--until", help="办理情况截至哪一天；默认为今天")
@click.option("--from", "first", help="从哪一天起；默认为当年1月1日")
@click.option("--moved", is_flag=True, help="只写这一段时间里有进展的事项")
@click.option("--category", "categories", multiple=True, help="只写这一类事项，可以写几次")
@click.option("--unit", default="", help="只写这个单位承办的事项")
@click.option("--task", "tasks", multiple=True, help="只写这一号事项，可以写几次")
@click.option("--title", default="", help="标题；默认由模板拟定")
@click.option("--order", type=click.IntRange(0), help="栏目内的顺序，以10为一级")
@click.option("--access", type=click.Choice([access.value for access in Access]), help="公开范围，只能收紧")
@click.option("--by", help="编辑；默认为 git 里的姓名")
@pass_session
@reports_problems
def brief(
    session: Session,
    /,
    template: str | None,
    until: str | None,
    first: str | None,
    moved: bool,
    categories: tuple[str, ...],
    unit: str,
    tasks: tuple[str, ...],
    by: str | None,
    **placement: str | int | None,
) -> None:
    """由督查事项拟一篇文稿，列入刊物的备选。编辑在生成的文件里改定文字，再照常编期、签发。

    不写文稿名称，就列出有哪些；本单位的模板放在 templates/supervision/ 里，名称就是文件名。
    """
    if template is None:
        session.print("\n".join(list_briefs(session.templates)))
        return
    last = session.moment(until, "--until")
    if last.is_after(session.as_of):
        raise click.UsageError(f"--until 不能晚于今天（{session.as_of.chinese}）")
    begin = session.moment(first, "--from").day if first else None
    if begin and begin > last.day:
        raise click.UsageError("--from 不能晚于 --until")
    scope = Scope(until=last.day, first=begin, moved=moved, categories=categories, unit=unit, tasks=tasks)
    request = BriefRequest(template=template, ruling=_make_ruling(session, by, placement), scope=scope)
    _carry_out(session, request)


def _make_ruling(session: Session, by: str | None, placement: dict[str, str | int | None]) -> Ruling:
    access, order = placement["access"], placement["order"]
    return Ruling(
        decision=Decision.ADOPT,
        editor=session.person(by, "编辑", "--by"),
        at=session.as_of,
        periodical=_find_periodical(session.office, str(placement["periodical"])),
        series=str(placement["series"]),
        column=str(placement["column"]),
        order=None if order is None else int(order),
        title=str(placement["title"]),
        access=Access(access) if access else None,
    )


def _find_periodical(office: Office, written: str) -> str:
    """The id of the one named, else of the only one that is made from tasks."""
    if written:
        return require_periodical(office, written).id
    made = [known.id for known in office.settings.periodicals if known.source is ArticleSource.TASKS]
    if len(made) != 1:
        names = "、".join(known.name for known in office.settings.periodicals)
        raise click.UsageError(f"没有写 --periodical；现有刊物：{names}")
    return made[0]


def _carry_out(session: Session, request: BriefRequest) -> None:
    planned: list[Planned] = []

    def plan(office: Office) -> list[Change]:
        planned[:] = [plan_brief(office, session.templates, request)]
        return [planned[0].change]

    session.perform(plan)
    session.print(f"《{planned[0].title}》写了{len(planned[0].tasks)}项督查事项的办理情况。")
    session.print("请在文件里核对、改定文字；编期、签发同其他文章一样。")
